"""What a question asks, of what and for when, and which words mean the same."""

from datetime import date

import pytest

from bot.domain.agreements import EventKind, Instrument
from bot.domain.asking import eastern, slips, synonyms, words
from bot.domain.asking.kinds import Kind
from bot.domain.asking.questions import Question, read_questions
from bot.domain.asking.times import find_time
from bot.domain.spans import Span

TODAY = date(2026, 4, 20)


def read(asked: str) -> tuple[Question, ...]:
    return read_questions(asked, today=TODAY, zone="America/New_York", recorded=())


def one(asked: str) -> Question:
    (question,) = read(asked)
    return question


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("when is the price review with Chile due?", Kind.WHEN),
        ("how many days until the permits report", Kind.COUNTDOWN),
        ("who looks after the permits report", Kind.OWNER),
        ("what do I own?", Kind.MINE),
        ("is the treaty with Chile enforceable", Kind.BINDING),
        ("who are the signatories of the Chile pact", Kind.PARTIES),
        ("who signed the Chile pact", Kind.SIGNERS),
        ("in which city was it signed", Kind.WHERE),
        ("anything expiring before June?", Kind.DUE),
        ("what's up next", Kind.NEXT),
        ("what is behind schedule", Kind.OVERDUE),
        ("what has no deadline", Kind.UNDATED),
        ("how was that date computed", Kind.WHY),
        ("according to whom", Kind.SAYS),
        ("where do sources differ", Kind.DISPUTED),
        ("anything new since Friday", Kind.CHANGED),
        ("what happened last month", Kind.HAPPENED),
        ("chile vs peru", Kind.COMPARE),
        ("which deals mention copper", Kind.WHICH),
        ("how many deals are there", Kind.COUNT),
        ("do we have an agreement with Chile", Kind.EXISTS),
        ("was it ratified", Kind.WHETHER),
        ("status of the Chile deal", Kind.STANDS),
        ("Chile", Kind.WHAT),
        ("which ends earlier, the Chile pact or the Peru deal", Kind.ORDER),
        ("what is the full title of the Chile pact", Kind.CALLED),
        ("how many countries took part", Kind.HOW_MUCH),
    ],
)
def test_the_words_of_a_question_say_what_it_asks_for(asked: str, kind: Kind) -> None:
    assert one(asked).kind is kind


def test_states_are_known_by_their_people_and_their_capitals() -> None:
    assert one("is the Thai MOU binding").states == ("TH",)
    assert one("the Tokyo deal").states == ("JP",)
    assert one("did South Korea and the US sign").states == ("KR", "US")
    assert one("was it signed in Kuala Lumpur").seats == ("kuala lumpur",)


def test_two_states_of_similar_names_are_told_apart() -> None:
    assert one("is there a deal with North Korea").states == ("KP",)
    assert one("jpn and kor").states == ("JP", "KR")


def test_the_things_between_which_a_question_asks_are_told_apart() -> None:
    sides = one("which was signed first, the Chile pact or the Peru deal?").sides
    assert [each.states for each in sides] == [("CL",), ("PE",)]


def test_a_time_may_be_given_by_an_event() -> None:
    given = one("which deals were signed after the Lima meeting").from_event
    assert given is not None
    assert (given.lead, given.event.states) == ("after", ("PE",))


def test_a_number_belongs_to_the_announcement_before_it() -> None:
    assert [each.stem for each in one("announcement 70 days left").strong] == ["70"]


def test_only_words_that_name_something_are_left() -> None:
    question = one("so when exactly does the funding under the Thai MOU have to start?")
    assert [each.stem for each in question.strong] == ["fund"]
    assert question.instruments == {Instrument.MOU}


def test_a_number_belongs_to_its_unit() -> None:
    assert [each.stem for each in one("the six months").strong] == ["6 month"]


def test_what_is_asked_to_have_happened_is_known_in_other_words() -> None:
    assert one("was it cancelled").events == (EventKind.TERMINATED,)
    assert one("when did it take effect").events == (EventKind.IN_FORCE,)


def test_the_second_of_two_questions_speaks_of_what_the_first_named() -> None:
    first, second = read("where was the Peru deal signed, and when?")
    assert (first.kind, second.kind) == (Kind.WHERE, Kind.WHEN)
    assert second.states == ("PE",)


def test_a_second_question_on_something_else_stands_by_itself() -> None:
    _, second = read("is the Peru deal binding? and when does the Chile deal expire?")
    assert second.states == ("CL",)


def test_mentioned_people_are_remembered_and_their_marks_are_not_read() -> None:
    question = one("what does <@123456789012345678> own")
    assert question.persons == (123456789012345678,)
    assert question.kind is Kind.MINE


@pytest.mark.parametrize("asked", ["", "   ", "?!", "**", "<#123456789012345678>", "…"])
def test_what_has_no_words_is_no_question(asked: str) -> None:
    assert read(asked) == ()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("anything due before christmas", TODAY, date(2026, 12, 24)),
        ("anything due by summer", TODAY, date(2026, 6, 1)),
        ("deadlines this summer", date(2026, 6, 1), date(2026, 8, 31)),
        ("what falls due in the next ten days", TODAY, date(2026, 4, 30)),
        ("what is due in november 2026", date(2026, 11, 1), date(2026, 11, 30)),
        ("what is due this weekend", date(2026, 4, 25), date(2026, 4, 26)),
        ("anything between now and the end of may", TODAY, date(2026, 5, 31)),
        ("deadlines in early june", date(2026, 6, 1), date(2026, 6, 10)),
        ("the rest of the year", TODAY, date(2026, 12, 31)),
        ("anything today or tomorrow", TODAY, date(2026, 4, 21)),
    ],
)
def test_a_time_is_found_in_a_question(asked: str, first: date, last: date) -> None:
    found = find_time(asked, today=TODAY, zone="UTC")
    assert found is not None
    assert found.span == Span(first, last)


def test_since_a_week_that_is_over_reaches_to_today() -> None:
    found = find_time("what changed since last week", today=TODAY, zone="UTC", past=True)
    assert found is not None
    assert found.span == Span(date(2026, 4, 13), TODAY)


@pytest.mark.parametrize(
    "asked",
    [
        "the source for within six months",
        "the february ministerial",
        "may it",
        "after the 150 days",
    ],
)
def test_a_clause_or_a_name_is_no_time(asked: str) -> None:
    assert find_time(asked, today=TODAY, zone="UTC") is None


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("Could you please tell me when the funding starts?", "when the funding starts"),
        ("hi, quick one: what's due? thx", "what is due"),
        ("**is** the `Thai MOU` ~~binding~~?", "is the thai mou binding"),
        ("isn’t it in force", "is not it in force"),
        ("the U.S. deal", "the us deal"),
        ("\u202ewhen\u200b is it due", "when is it due"),
    ],
)
def test_only_what_asks_is_left_of_a_question(typed: str, tidy: str) -> None:
    assert words.tidied(typed) == tidy


def test_of_a_long_text_the_sentences_that_ask_are_read() -> None:
    long = "We met on Monday and talked at length. " * 100
    assert words.tidied(f"{long}Is the Thai MOU binding? {long[:300]}") == "is the thai mou binding"


def test_what_is_said_in_other_words_is_met_less_than_by_itself() -> None:
    here = words.stems("Measures to finance selected projects")
    groups = synonyms.groups_of(here)
    assert synonyms.met(words.stem("finance"), here, groups) == 1.0
    assert synonyms.met(words.stem("funding"), here, groups) == synonyms.TIGHT
    assert synonyms.met(words.stem("investment"), here, groups) == synonyms.LOOSE
    assert synonyms.met(words.stem("fisheries"), here, groups) == 0.0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("malasia fundng", "malaysia funding"),
        ("austrlia framwork", "australia framework"),
        ("tarrifs on kazahkstan", "tariffs on kazakhstan"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert slips.mended(typed, ()) == meant


@pytest.mark.parametrize(
    "typed", ["austria", "cheese", "fisheries", "banking", "g7", "cobalt", "tall", "peace"]
)
def test_other_words_are_not_taken_for_slips(typed: str) -> None:
    assert slips.mended(typed, ()) == typed


def test_a_short_word_is_no_slip_of_another_in_the_record() -> None:
    assert slips.mended("write", ["white"]) == "write"


def test_a_word_of_the_record_is_no_slip() -> None:
    assert slips.mended("forge", ["forge"]) == "forge"


def test_questions_in_japanese_and_chinese_are_put_into_english() -> None:
    assert eastern.in_english("日本の資金はいつ？") == "japan funding when"
    assert eastern.in_english("米豪 signed", ["米豪", "米墨"]) == "signed 米豪"
