"""An answer speaks of what its question names, or says of what it does not."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.domain.agreements import Agreement, Instrument, Source
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.coverage import heard
from bot.domain.asking.matching import match
from bot.domain.asking.passages import Record, entries
from bot.domain.asking.questions import Question, read_questions
from bot.services import Services
from tests.conftest import TestClock

GUILD = 1
NOW = datetime(2026, 4, 20, 12, tzinfo=UTC)
PACT = Agreement(
    id=1,
    guild_id=GUILD,
    title="A pact on gallium",
    short_name="Gallium Pact",
    instrument=Instrument.FRAMEWORK,
    binding=False,
    summary="The two sides intend to stockpile gallium. They intend to build smelters for cobalt.",
)
RECORD = Record(entries([PACT], []), NOW, "UTC", total=1)


def read(asked: str) -> Question:
    return read_questions(asked, today=date(2026, 4, 20), zone="UTC")[0]


def told(question: Question, text: str) -> Reply:
    return Reply(question.kind, (Line(text),), agreements=(PACT,))


def test_an_answer_that_passes_over_what_was_asked_gives_way_to_one_that_does_not() -> None:
    question = read("does the gallium pact build smelters for cobalt?")
    reply = heard(told(question, "Gallium Pact: signed."), match(question, RECORD))
    assert "smelters for cobalt" in reply.lines[0].text


def test_what_no_answer_speaks_of_is_said_before_all_else() -> None:
    question = read("does the gallium pact stockpile antimony?")
    reply = heard(
        told(question, "Gallium Pact: the two sides intend to stockpile gallium."),
        match(question, RECORD),
    )
    assert "“antimony”" in reply.lines[0].text
    assert "stockpile gallium" in reply.lines[1].text


def test_an_answer_that_speaks_of_all_that_was_asked_stays_as_it_is() -> None:
    question = read("does the gallium pact stockpile gallium?")
    reply = told(question, "Gallium Pact: the two sides intend to stockpile gallium.")
    assert heard(reply, match(question, RECORD)) == reply


def test_the_sources_nearest_to_the_text_come_first() -> None:
    by_grade = [Source(grade, grade=grade) for grade in ("aggregator", "primary", "media")]
    best = replace(PACT, sources=tuple(by_grade)).best_sources
    assert [each.grade for each in best] == ["primary", "media", "aggregator"]


async def test_two_sources_of_one_publisher_are_told_apart_by_their_titles(
    services: Services, clock: TestClock
) -> None:
    await services.catalogue.load(GUILD, by=None, now=clock())
    answer = await services.asking.ask(
        GUILD, "how much is Korea investing in the United States?", now=clock()
    )
    assert len(set(answer.named_sources)) == len(answer.named_sources) > 1
