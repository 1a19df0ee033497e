"""What people write short or mistype, and what they mean by it."""

from datetime import date

import pytest

from bot.domain.asking import slips, words
from bot.domain.asking.questions import Question, read_questions
from bot.domain.asking.shorthand import names_in


def one(asked: str, *recorded: str) -> Question:
    (question,) = read_questions(asked, today=date(2026, 4, 20), zone="UTC", recorded=recorded)
    return question


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("due in 6mo", "due in 6 months"),
        ("next 2 wks", "next 2 weeks"),
        ("this yr", "this year"),
        ("5 pct per yr", "5 % per year"),
        ("12mmt", "12 million tonnes"),
        ("first mtg", "first meeting"),
        ("govt. approval", "government approval"),
        ("w/o notice", "without notice"),
        ("ga, ge and sb", "gallium, germanium and antimony"),
        ("their ree exports", "their rare earths exports"),
        ("china re controls", "china rare earths controls"),
        ("nd, co", "neodymium, co"),
        ("co, nd", "cobalt, neodymium"),
        ("s. korea", "south korea"),
    ],
)
def test_shorthand_is_written_out(typed: str, whole: str) -> None:
    assert words.tidied(typed).replace("per cent", "%") == whole


@pytest.mark.parametrize(
    "typed", ["re: controls", "the 2nd of may", "call at 3 pm", "the company", "as in may"]
)
def test_a_word_that_only_looks_like_shorthand_is_kept(typed: str) -> None:
    assert words.tidied(typed) == typed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("japn", "japan"),
        ("ctrls", "controls"),
        ("invstmnt", "investment"),
        ("jsc", "joint steering committee"),
    ],
)
def test_a_word_cut_short_is_the_one_it_may_stand_for(typed: str, meant: str) -> None:
    assert slips.mended(typed, ["joint steering committee", "joint"]) == meant


def test_initials_of_two_names_on_record_stand_for_neither() -> None:
    names = ["joint steering committee", "junior staff college"]
    assert slips.mended("jsc", names) == "jsc"


@pytest.mark.parametrize(
    "typed",
    ["child labour", "which banks", "the plant", "colours", "programme", "lean", "organisation"],
)
def test_a_sound_word_is_no_slip(typed: str) -> None:
    assert slips.mended(typed, ["chile", "bans", "plan", "loan"]) == typed


def test_names_of_several_words_go_by_their_initials() -> None:
    names = names_in("The first Joint Steering Committee on Trade met in Lima.")
    assert "joint steering committee" in names


def test_a_word_is_quoted_as_it_was_typed() -> None:
    (term,) = one("fundng").terms
    assert (term.stem, term.typed) == ("fund", "fundng")
