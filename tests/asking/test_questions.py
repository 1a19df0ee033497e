"""The table of questions, asked on its days: nearly all are right, and nothing is made up."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

import bot.services.asking
from bot.domain.asking.answers import Answer
from bot.services import Services
from tests.conftest import TestClock

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text("utf-8"))
QUESTIONS: list[dict[str, Any]] = TABLE["question"]
GUILD = 1
LEAST_RIGHT = 0.95

Answers = Sequence[tuple[dict[str, Any], Answer]]


def day(question: dict[str, Any]) -> date:
    return date.fromisoformat(question.get("as_of", "2026-04-20"))


DAYS = sorted({day(each) for each in QUESTIONS})


def wrongs(question: dict[str, Any], answer: Answer) -> list[str]:
    """What is wrong with an answer; nothing where it is right."""
    text = answer.text.casefold()
    said: list[str | list[str]] = question.get("says", [])
    found = [
        f"lacks {each}"
        for each in said
        if not any(one.casefold() in text for one in ([each] if isinstance(each, str) else each))
    ]
    found += [f"says {each}" for each in question.get("never", []) if each.casefold() in text]
    if answer.found != question.get("found", True):
        found.append(f"found is {answer.found}")
    if not question.get("found", True) and not any(each in text for each in TABLE["not_found"]):
        found.append("does not say that nothing is on record")
    return found


async def asked(services: Services, clock: TestClock, on: date) -> Answers:
    clock.at = datetime.combine(on, time(12), UTC)
    await services.catalogue.load(GUILD, by=None, now=clock.at)
    return [
        (each, await services.asking.ask(GUILD, each["asked"], now=clock.at))
        for each in QUESTIONS
        if day(each) == on
    ]


def check(answers: Answers) -> None:
    """Nearly all are right; none says what it must not, or answers what is not on record."""
    judged = [(each["asked"], wrongs(each, answer)) for each, answer in answers]
    wrong = [(question, faults) for question, faults in judged if faults]
    assert len(wrong) <= len(answers) * (1 - LEAST_RIGHT), wrong
    invented = ("says", "found is True", "does not say")
    assert [each for each in wrong if any(fault.startswith(invented) for fault in each[1])] == []


@pytest.mark.parametrize("on", DAYS, ids=str)
async def test_questions_are_answered_from_the_record_and_from_nothing_else(
    on: date, services: Services, clock: TestClock
) -> None:
    check(await asked(services, clock, on))


@pytest.mark.parametrize("on", DAYS, ids=str)
async def test_a_record_too_large_to_be_read_whole_answers_as_well(
    on: date, services: Services, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.services.asking, "MOST_WHOLE", 0)
    check(await asked(services, clock, on))
