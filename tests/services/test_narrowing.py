"""A record too large to be read whole answers as well as one that is."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

import bot.services.asking
import bot.services.meanings
import bot.services.narrowing
from bot.domain.asking.answers import Answer
from bot.services import Services
from tests.services.conftest import EDITOR

GUILD = 7
NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)


@pytest.fixture
async def catalogued(services: Services) -> Services:
    await services.catalogue.load(GUILD, by=None, now=NOW)
    return services


QUESTIONS = (
    # more of them than are read with all that belongs to them
    "which agreements were signed in Washington in february 2026",
    "which agreements came out of the february ministerial",
    "rare earths",
    "what happened in october 2025",
    # a kind of instrument, counted
    "how many frameworks are there",
    "how many deals with china",
    # each side is searched for by itself
    "thailand mou vs malaysia mou",
    "thailand or malaysia: which came first",
    "compare china announcement 70 and announcement 72",
    # what comes after a time in which nothing falls
    "which agreements have a deadline in May?",
    # the time runs from something that happened
    "what happened before the supreme court ruling",
    # what is called first is sought from both ends
    "oldest deal",
    # a slip in the name of a commodity
    "wich deals cover rare erths",
    # by other forms of the words
    "who publishes qualifying non-binding instruments",
    "what was promulgated on 9 october 2025",
    # of all the record
    "open questions on record",
    "when was the record last checked",
    # an agreement and a time
    "what is due under the korea mou before 2030",
    # what happened, asked for by who did it, and where
    "who signed on 26 oct?",
    "where did they meet in october 2025",
    # of a kind to which it happened; where there are none, those to which it did
    "which frameworks were signed in october 2025",
    "which treaties are in force?",
    # what waits for an event, and what has passed
    "what are we waiting for?",
    # in the words of a claim
    "who claims that general licences will be issued?",
    "who disputes that the April 2025 controls are lifted",
    # the United States are named, and an agreement without them is meant
    "until what date can chinese germanium be shipped to the US",
    "do the Chinese suspensions apply to us or just to the Americans?",
    # a word that is rare on all of the record
    "how many tonnes of beans has China vowed to purchase in 2027?",
)
COUNTED = (
    "how many agreements were signed in 2025",
    "how many agreements with China",
    "how many frameworks are there",
    "how many memoranda with Thailand",
)


async def ask(services: Services, question: str) -> Answer:
    return await services.asking.ask(GUILD, question, now=NOW)


async def ask_both(
    services: Services, questions: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[Answer, Answer]]:
    """The answers from the whole record, and from the part to which each question narrows it."""
    whole = [await ask(services, each) for each in questions]
    monkeypatch.setattr(bot.services.asking, "MOST_WHOLE", 0)
    return list(zip(whole, [await ask(services, each) for each in questions], strict=True))


def said(answer: Answer, lines: int) -> list[str]:
    """The first lines; what was seen of a large record is said to be the least there is."""
    return [each.text.removeprefix("At least ") for each in answer.lines[:lines]]


async def test_what_is_narrowed_is_answered_as_from_the_whole_record(
    catalogued: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = await ask_both(catalogued, QUESTIONS, monkeypatch)
    differing = [whole.asked for whole, part in answers if said(whole, 15) != said(part, 15)]
    assert differing == []


async def test_what_has_ended_is_told_of_a_time_that_is_over(
    catalogued: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = "US-Japan Framework: Action Plan to be signed at the summit"
    await catalogued.milestones.done(
        GUILD, by=EDITOR, now=NOW, reference=reference, evidence="Signed at the summit."
    )
    ((whole, part),) = await ask_both(catalogued, ["what was due last month"], monkeypatch)
    assert "Action Plan to be signed" in part.text
    assert part.lines == whole.lines


async def test_more_are_counted_than_are_read(
    catalogued: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.services.meanings, "MOST_TOLD", 2)
    answers = await ask_both(catalogued, COUNTED, monkeypatch)
    assert [said(part, 1) for _, part in answers] == [said(whole, 1) for whole, _ in answers]


async def test_of_no_more_than_was_read_it_is_said_that_there_are_at_least_so_many(
    catalogued: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["how many deadlines are there in 2026", "how many agreements mention a price floor"]
    answers = await ask_both(catalogued, asked, monkeypatch)
    assert all(part.lines[0].text.startswith("At least ") for _, part in answers)
    assert not any(whole.lines[0].text.startswith("At least ") for whole, _ in answers)


async def test_that_a_suspension_ends_is_read_of_another_agreement_that_says_so(
    catalogued: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.services.narrowing, "MOST_READ", 1)
    question = "are the China October 2025 Controls suspended?"
    ((whole, part),) = await ask_both(catalogued, [question], monkeypatch)
    assert "10 Nov 2026" in whole.text
    assert "10 Nov 2026" in part.text


async def test_what_is_counted_has_all_that_is_asked(
    catalogued: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not all that covers the commodity, where only what was signed in a year is meant."""
    question = "which agreements on rare earths were signed in 2026"
    ((whole, part),) = await ask_both(catalogued, [question], monkeypatch)
    assert part.rest == whole.rest == 0


async def test_one_of_many_that_are_called_alike_is_found_by_its_whole_name(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        await services.agreements.add(
            GUILD,
            by=EDITOR,
            now=NOW,
            title=f"Japan Lithium Pact {number} of Tokyo",
            parties="Japan, Chile",
            binding="yes" if number == 29 else "no",
        )
    monkeypatch.setattr(bot.services.asking, "MOST_WHOLE", 0)
    answer = await ask(services, "is the Japan Lithium Pact 29 of Tokyo binding?")
    assert "Yes: Japan Lithium Pact 29 of Tokyo" in answer.text


async def test_the_united_states_tell_one_of_two_agreements_with_a_state(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        await services.agreements.add(
            GUILD,
            by=EDITOR,
            now=NOW,
            title=f"Copper Memorandum {number}",
            parties="Peru, US" if number == 29 else "Peru, China",
        )
    monkeypatch.setattr(bot.services.asking, "MOST_WHOLE", 0)
    answer = await ask(services, "who are the parties of the US-Peru copper memorandum")
    assert "Copper Memorandum 29" in answer.text
