"""Lists and counts: a count says the number of what a list of the same shows."""

import re
from datetime import UTC, datetime

import pytest

from bot.domain.asking.answers import Answer
from bot.services import Services

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)
GUILD = 1


async def asked(services: Services, question: str) -> Answer:
    await services.catalogue.load(GUILD, by=None, now=NOON)
    return await services.asking.ask(GUILD, question, now=NOON)


def listed(answer: Answer) -> list[str]:
    """The agreements of which there is a line."""
    lines = (line.text for reply in answer.replies for line in reply.lines)
    return [line.split(": ")[0] for line in lines if ": " in line]


@pytest.mark.parametrize(
    "what",
    [
        "memoranda",
        "MOUs",
        "trade agreements",
        "action plans",
        "accords",
        "court rulings",
        "MOUs on rare earths",
        "deals signed in Kuala Lumpur",
        "frameworks signed in Tokyo",
        "agreements signed in November 2025",
        "measures suspended in November 2025",
    ],
)
async def test_a_count_says_the_number_of_what_a_list_of_the_same_shows(
    services: Services, what: str
) -> None:
    shown = listed(await asked(services, f"list all {what}"))
    counted = await asked(services, f"how many {what} are there?")
    said = re.match(r"(\d+) agreements? (?:is|are) on record", counted.replies[0].lines[0].text)
    assert shown
    assert said is not None, counted.text
    assert int(said[1]) == len(shown)
    assert listed(counted) == shown


async def test_a_list_names_what_nothing_on_record_is_before_it_shows_what_comes_close(
    services: Services,
) -> None:
    answer = await asked(services, "which treaties are in force?")
    assert answer.replies[0].lines[0].text.startswith("None on record is all of that: treaty")


@pytest.mark.parametrize(("what", "shown"), [("binding", 1), ("non-binding", 4)])
async def test_a_count_of_what_binds_counts_what_does_not_and_what_is_not_recorded_too(
    services: Services, what: str, shown: int
) -> None:
    counted = await asked(services, f"how many {what} agreements are there?")
    first = counted.replies[0].lines[0].text
    every, bind, bind_not, unknown = map(int, re.findall(r"\d+", first))
    assert every == bind + bind_not + unknown
    assert shown == (bind if what == "binding" else bind_not)
    assert len([each for each in listed(counted) if each.startswith("US-")]) == shown
