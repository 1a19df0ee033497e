"""What of a text asks, and what only tells of the asker's day."""

from datetime import date

import pytest

from bot.domain.asking.kinds import Kind
from bot.domain.asking.parts import parts_of
from bot.domain.asking.questions import Question, read_questions


def read(asked: str) -> tuple[Question, ...]:
    return read_questions(asked, today=date(2026, 4, 20), zone="UTC", recorded=())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("i see the minister tomorrow, what is due next", "what is due next"),
        ("we met on monday. is the chile pact binding", "is the chile pact binding"),
        ("chile pact dead? saw it on the news", "chile pact dead"),
        ("is it in force? my boss needs it at three", "is it in force"),
        ("need this for my boss: chile deadline", "chile deadline"),
        (
            "the papers say the chile pact is dead, is that right",
            "the papers say the chile pact is dead",
        ),
    ],
)
def test_what_is_told_beside_a_question_is_no_part_of_it(text: str, asked: str) -> None:
    assert parts_of(text).asked == (asked,)


@pytest.mark.parametrize(
    "text",
    [
        "in the chile pact, when does funding start",
        "the chile pact, is it binding",
        "i want the date of the chile pact",
        "which was signed first, the chile pact or the peru deal",
        "art. 7.2 of the chile pact, what does it say",
    ],
)
def test_a_subject_before_or_after_the_question_is_kept(text: str) -> None:
    assert parts_of(text).asked == (text,)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("how much does chile invest and over what period", "over what period"),
        ("can we buy copper, and for how long", "for how long"),
        ("is it binding? and peru", "and peru"),
        ("who signed it and since when is it in force", "since when is it in force"),
    ],
)
def test_two_questions_in_one_are_told_apart(text: str, second: str) -> None:
    assert parts_of(text).asked[1] == second


def test_their_framework_is_that_of_those_who_were_told_of() -> None:
    (question,) = read("I see the Chilean ambassador tomorrow. What is due under their pact?")
    assert question.states == ("CL",)
    assert all(each.weak for each in question.terms)


def test_what_is_told_serves_no_question_that_does_not_refer_to_it() -> None:
    (question,) = read("I see the Chilean ambassador tomorrow. What is due before June?")
    assert question.states == ()


@pytest.mark.parametrize(
    "asked",
    [
        "Preparing a speech on Chile: is the pact binding?",
        "I was told that the Chilean talks are frozen. Since when?",
        "We have lunch with the Chileans at one. How much did they pledge?",
    ],
)
def test_what_was_told_is_meant_where_the_question_names_nothing_itself(asked: str) -> None:
    (question,) = read(asked)
    assert question.states == ("CL",)


def test_one_more_country_is_asked_the_same() -> None:
    _, second = read("is the Chile pact binding? and Peru?")
    assert (second.kind, second.states) == (Kind.BINDING, ("PE",))


def test_another_state_is_asked_of_the_same_matter() -> None:
    _, second = read("what does Chile claim about copper and what does Peru say?")
    assert second.states == ("PE",)
    assert "copper" in [each.stem for each in second.terms]
