"""The table of questions itself: whole, without repeats, and asking for nothing off the record."""

import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.domain import wording
from bot.domain.documents import Form, write
from bot.services import Services
from tests.conftest import TestClock
from tests.domain.starter import catalogue, texts

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))
QUESTIONS: list[dict[str, Any]] = TABLE["question"]
FOUND = [each for each in QUESTIONS if each["found"]]
NOT_FOUND = [each for each in QUESTIONS if not each["found"]]
DEFAULT_DAY = "2026-04-20"
FIELDS = {"asked": str, "as_of": str, "found": bool, "says": list, "never": list, "why": str}
OF_THE_ANSWER = {
    "yes: ",
    "no: ",
    "no:",
    "yes:",
    "no hour",
    "no day is recorded",
    "source:",
    "nothing is recorded as overdue",
    "no binding duty",
    "no person",
    ":r>",
    "not recorded",
    "no owner",
    "nobody",
    "nothing",
    "no change",
}
"""What an answer says of itself, and what Discord makes of a date: not to be found in a record."""


def day(question: dict[str, Any]) -> date:
    return date.fromisoformat(question.get("as_of", DEFAULT_DAY))


def alternatives(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each["asked"][:40])
def test_an_entry_is_well_formed(question: dict[str, Any]) -> None:
    assert question["asked"].strip() == question["asked"] != ""
    for name, value in question.items():
        assert isinstance(value, FIELDS[name]), name
    assert {"asked", "found"} <= question.keys()
    assert day(question)
    for said in question.get("says", []):
        assert alternatives(said)
        assert all(isinstance(each, str) and each for each in alternatives(said))
    assert all(isinstance(each, str) and each for each in question.get("never", []))


@pytest.mark.parametrize("question", FOUND, ids=lambda each: each["asked"][:40])
def test_what_is_found_has_something_to_say_that_it_may_say(question: dict[str, Any]) -> None:
    assert question["says"]
    for said in question["says"]:
        for banned in question.get("never", []):
            assert not all(banned.casefold() in each.casefold() for each in alternatives(said))


def test_no_question_is_asked_twice_on_a_day() -> None:
    asked = [(each["asked"].casefold(), day(each)) for each in QUESTIONS]
    assert len(set(asked)) == len(asked)


def test_there_are_enough_questions_and_enough_that_the_record_does_not_answer() -> None:
    assert len(QUESTIONS) >= 120
    assert len(NOT_FOUND) >= 15
    assert TABLE["not_found"]


def test_every_agreement_of_the_starter_catalogue_is_asked_about() -> None:
    """By a name that stands in the question or in what the answer must hold."""
    words = " ".join(str([each["asked"], each["says"]]) for each in FOUND).casefold()
    for each in catalogue().agreements:
        names = (each.short_name, each.short_name.split(" (")[0], *each.aliases)
        assert any(name.casefold() in words for name in names), each.short_name


@pytest.mark.parametrize("on", sorted({day(each) for each in FOUND}), ids=str)
async def test_what_an_answer_must_hold_is_on_record_that_day(
    on: date, services: Services, clock: TestClock
) -> None:
    clock.at = datetime.combine(on, time(12), UTC)
    record = await everything(services, clock.at)
    for question in FOUND:
        if day(question) == on:
            for said in question["says"]:
                words = [each.casefold() for each in alternatives(said)]
                assert any(each in record or each in OF_THE_ANSWER for each in words), question


async def everything(services: Services, now: datetime) -> str:
    """All that is on record that day, as briefs write it and as the catalogue has it."""
    await services.catalogue.load(1, by=None, now=now)
    agreements = catalogue().agreements
    briefs = [
        write(await services.briefs.brief(1, each.short_name, now=now), now, Form.MARKDOWN)
        for each in agreements
    ]
    days = [wording.day(each.event.on) for of in agreements for each in of.events]
    text = "\n".join([*briefs, *days, *texts().values()]).casefold().replace("\\", "")
    return " ".join(text.split())
