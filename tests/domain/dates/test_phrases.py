"""Several clauses in one, vague duties, and what is no deadline or a malformed one."""

import pytest

from bot.domain.dates.grammar.tokens import LONGEST_PHRASE
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import Form, Period
from bot.errors import UserError
from tests.domain.dates.reading import DAYS, read


def test_the_earlier_and_the_later_of_several() -> None:
    rule = read("until connected or 31 December 2029, whichever is the earlier")
    assert rule.form is Form.EARLIEST_OF
    assert [(part.form, part.anchor) for part in rule.parts] == [
        (Form.UNTIL, "connection"),
        (Form.UNTIL, None),
    ]
    rule = read("60 days after ratification or 1 May 2026, whichever comes later")
    assert (rule.form, len(rule.parts)) == (Form.LATEST_OF, 2)
    rule = read("the earliest of 1 May 2026, 60 days after signature and entry into force")
    assert [part.form for part in rule.parts] == [Form.FIXED, Form.AFTER, Form.EVENT]
    rule = read("90 days after the later of signature and 1 January 2026")
    assert [part.period for part in rule.parts] == [Period(90, DAYS)] * 2
    assert rule.parts[0].anchor == "signature"
    rule = read("until 31 December 2026 or until terminated by either party")
    assert rule.form is Form.EARLIEST_OF
    assert [part.anchor for part in rule.parts] == [None, "termination"]
    rule = read("within the later of 30 days of signature or 60 days of ratification")
    assert [part.anchor for part in rule.parts] == ["signature", "ratification"]


INDEFINITE = [
    "promptly",
    "as soon as possible",
    "without undue delay",
    "intend to continue",
    "will continue as long as both sides work in good faith",
    "within a reasonable time",
    "promptly after entry into force",
    "from time to time",
]


@pytest.mark.parametrize("phrase", INDEFINITE)
def test_vague_duties_set_no_date(phrase: str) -> None:
    assert read(phrase).form is Form.INDEFINITE


def test_a_vague_duty_with_a_limit_has_the_limit() -> None:
    rule = read("as soon as possible and in any event within 30 days of receipt")
    assert (rule.form, rule.period) == (Form.WITHIN, Period(30, DAYS))
    assert read("promptly, and no later than 1 May 2026").form is Form.FIXED


UNKNOWN = [
    "when pigs fly",
    "at a suitable time",
    "by mutual consent",
    "?",
    "tbd",
    "in writing",
]


@pytest.mark.parametrize("phrase", UNKNOWN)
def test_what_is_no_deadline_is_unknown_and_not_guessed(phrase: str) -> None:
    assert read(phrase).form is Form.UNKNOWN


DOUBTFUL = [
    ("within six (7) months of signature",
     ("within 6 months of signature", "within 7 months of signature")),
    ("biannually", ("every six months", "every two years")),
    ("by mid-2026", ("by 30 June 2026", "by 31 July 2026")),
    ("by mid-year", ("by 30 June 2025", "by 31 July 2025")),
    ("twice a month", ("every two weeks", "every ten days")),
    ("on 1 January and 1 July each year", ()),
    ("within 30 days after the end of each calendar quarter", ()),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "options"), DOUBTFUL)
def test_what_the_wording_leaves_open_is_asked(phrase: str, options: tuple[str, ...]) -> None:
    rule = read(phrase)
    assert rule.form is Form.UNKNOWN
    assert rule.doubt is not None
    assert rule.doubt.options == options
    assert all(read(option).form is not Form.UNKNOWN for option in options)


def test_a_date_without_a_year_needs_a_day_to_be_seen_from() -> None:
    rule = read_rule("by 10 November")
    assert rule.doubt is not None
    assert rule.doubt.text == "Which year is meant by “10 November”?"


def test_words_that_are_not_understood_are_kept() -> None:
    rule = read("within 30 days of signature unless the parties agree otherwise")
    assert (rule.anchor, rule.unread) == ("signature", "unless the parties agree otherwise")


def test_the_phrase_is_kept_as_written() -> None:
    assert read("  Within SIX months of   Signature ").phrase == "Within SIX months of   Signature"


WRONG = [
    ("", "Write when it is due"),
    ("   ", "Write when it is due"),
    ("within -3 months", "cannot be negative"),
    ("within 0 days", "longer than nothing"),
    ("within a million months", "1,000,000 months is longer"),
    ("within 99999999999999999999 days", "longer than any agreement"),
    ("by 31 February 2026", "There is no 31 February 2026"),
    ("by 29 February 2026", "There is no 29 February 2026"),
    ("by 2026-13-01", "There is no month 13"),
    ("by 0000-01-01", "The year 0 is outside"),
    ("by 10000-01-01", "The year 10000 is outside"),
    ("by 1 January 10000", "The year 10000 is outside"),
    ("by 1 January 26", "four digits"),
    ("by 04/05/2026", "read in two ways: write 4 May 2026 or 5 April 2026"),
    ("by Monday 28 April 2026", "28 April 2026 is a Tuesday, not a Monday"),
    ("on 28 April 2026 at 25:00", "no such time of day"),
    ("within 30 days of 1 May 2026 in Mars/Olympus", "no time zone “Mars/Olympus”"),
    ("within 1.3 months of signature", "whole units"),
    ("within 2.5 days of signature", "whole units"),
    ("every 5 hours", "whole days"),
    ("in Q5 2026", None),
    ("x" * (LONGEST_PHRASE + 1), "at most 400 characters"),
]


@pytest.mark.parametrize(("phrase", "told"), WRONG)
def test_malformed_input_is_refused_in_one_sentence(phrase: str, told: str | None) -> None:
    if told is None:
        assert read(phrase).form in {Form.UNKNOWN, Form.FIXED}
        return
    with pytest.raises(UserError, match=told) as refused:
        read(phrase)
    assert str(refused.value).count("\n") == 0
