"""What a question of a stretch of days, of several states or of a row of years asks."""

from datetime import date

import pytest

from bot.domain.asking.kinds import Kind
from bot.domain.asking.questions import Question, read_questions
from bot.domain.asking.states import Status
from bot.domain.asking.windows import Turn

TODAY = date(2026, 4, 20)


def read(text: str) -> Question:
    return read_questions(text, today=TODAY, zone="UTC")[-1]


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("what must be settled before June?", Turn.DUE),
        ("does anything need doing within two weeks?", Turn.DUE),
        ("what falls away in November 2026?", Turn.ENDS),
        ("which pauses run out next quarter?", Turn.ENDS),
        ("what kicks in next month?", Turn.BEGINS),
        ("has anything come back into force since Monday?", Turn.BEGINS),
    ],
)
def test_a_stated_window_decides_that_it_is_asked_what_comes_about_in_it(
    text: str, turn: Turn
) -> None:
    question = read(text)
    assert (question.kind, question.turn) == (Kind.DUE, turn)
    assert question.time is not None


@pytest.mark.parametrize(
    "text",
    ["when does the Japan framework end?", "what must happen first?", "who signed in October?"],
)
def test_a_question_of_one_thing_or_of_no_time_is_none_of_a_window(text: str) -> None:
    assert read(text).turn is None


def test_the_end_of_a_period_belongs_to_what_is_due_before_it() -> None:
    time = read("what is due before the end of this month?").time
    assert time is not None
    assert time.span.last == date(2026, 4, 30)


def test_states_that_are_joined_are_both_asked_for() -> None:
    question = read("overdue or undated for Malaysia?")
    assert question.statuses == {Status.OVERDUE, Status.UNDATED}
    assert not question.strong
    assert read("what is overdue?").statuses == frozenset()


def test_a_row_of_years_is_not_limited_to_the_one_that_is_named() -> None:
    assert read("how many soybeans in 2025 and each year after?").time is None
    assert read("how many soybeans in 2027?").time is not None


def test_whether_a_period_is_over_is_asked_of_what_the_first_question_named() -> None:
    question = read("what is next with Japan, and are the six months over?")
    assert (question.kind, question.states) == (Kind.PASSED, ("JP",))
