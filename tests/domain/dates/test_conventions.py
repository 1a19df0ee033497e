"""What each convention says, tried on dates where it decides."""

import pytest

from bot.domain.dates.authorities import CONVENTIONS
from bot.domain.dates.conventions import convention_named
from bot.domain.dates.values import Anchor, DeadlineKind
from bot.errors import UserError
from tests.domain.dates.making import BRUSSELS, anchor, dates, day, deadline, due

ALL = (
    *("us-federal", "us-33cfr20", "us-7cfr15", "us-10cfr1004", "eu-1182-71", "eu-entry-into-force"),
    *("jp-civil", "cn-civil", "english-corresponding-date", "basel-1972", "treaty-final-clauses"),
    *("business-day-following", "business-day-modified-following", "clear-days"),
    *("uk-ico-2018", "uk-ico-2019", "political-default"),
)


def test_every_convention_can_be_held_against_its_authority() -> None:
    assert set(CONVENTIONS) == set(ALL)
    for convention in CONVENTIONS.values():
        assert convention.authority
        assert convention.says
        assert convention.source.startswith("https://") or convention.id == "political-default"
        assert convention.label == f"{convention.id}@{convention.version}"


def test_a_convention_is_found_with_its_version_and_refused_when_unknown() -> None:
    assert convention_named("jp-civil@1") is convention_named("jp-civil")
    with pytest.raises(UserError, match="no convention “roman-law”: use one of us-federal"):
        convention_named("roman-law")


FEDERAL = [
    # The observed day of 4 July 2026, a Saturday, is Friday 3 July.
    ("within 10 days", "2026-06-23", "2026-07-06"),
    ("within 14 days", "2026-06-05", "2026-06-22"),  # Friday 19 June, then the weekend
    ("within 30 days", "2026-10-26", "2026-11-25"),  # the eve of Thanksgiving is a working day
    ("within 31 days", "2026-10-26", "2026-11-27"),  # Thanksgiving itself is not
    ("within 1 day", "2021-12-30", "2022-01-03"),  # New Year's Day observed on 31 December
    ("7 days before", "2026-01-26", "2026-01-16"),  # back over Martin Luther King Day, Monday 19
    ("within one month", "2026-04-30", "2026-06-01"),  # Saturday 30 May
    ("by 31 October 2026", "2026-01-01", "2026-10-31"),  # a fixed date stays, though a Saturday
]


@pytest.mark.parametrize(("phrase", "on", "expected"), FEDERAL)
def test_us_federal_rules(phrase: str, on: str, expected: str) -> None:
    assert due(phrase, on, convention="us-federal") == expected


def test_hours_that_end_on_a_day_off_run_on_to_the_same_time_of_the_next_working_day() -> None:
    friday = anchor("2026-05-22", "America/New_York", "15:00")
    found = deadline("within 24 hours", friday, convention="us-federal")
    assert found.due == day("2026-05-26")  # over the weekend and Memorial Day
    assert found.passes_at is not None
    assert found.passes_at.isoformat() == "2026-05-26T19:00:00+00:00"


SHORT = [
    # Thursday 2 July 2026: Friday 3 July is the holiday observed, then the weekend.
    ("within 7 days", "us-33cfr20", "2026-07-14"),
    ("within 7 days", "us-7cfr15", "2026-07-09"),
    ("within 6 days", "us-7cfr15", "2026-07-13"),
    ("within 8 days", "us-33cfr20", "2026-07-10"),
    ("within 6 days", "us-federal", "2026-07-08"),
    ("within 20 days", "us-10cfr1004", "2026-07-31"),
    ("within 20 days", "us-33cfr20", "2026-07-22"),
    ("5 days before", "us-33cfr20", "2026-06-25"),
    ("within one month", "us-10cfr1004", "2026-08-03"),  # Sunday 2 August
]


@pytest.mark.parametrize(("phrase", "convention", "expected"), SHORT)
def test_us_agencies_count_short_periods_in_working_days(
    phrase: str, convention: str, expected: str
) -> None:
    assert due(phrase, "2026-07-02", convention=convention) == expected


def test_the_department_of_agriculture_keeps_the_holidays_of_the_district_of_columbia() -> None:
    # 16 April is Emancipation Day there and nowhere else.
    assert due("within 10 days", "2026-04-06", convention="us-7cfr15") == "2026-04-17"
    assert due("within 10 days", "2026-04-06", convention="us-federal") == "2026-04-16"


EUROPEAN = [
    ("within 10 days", "2026-04-02", "BE", "2026-04-13"),  # Sunday 12 April
    ("within 5 days", "2026-03-30", "BE", "2026-04-07"),  # Saturday, Sunday, Easter Monday
    ("within 5 days", "2026-04-26", "DE", "2026-05-04"),  # 1 May, then the weekend
    ("within 5 days", "2026-04-26", "", "2026-05-01"),  # no member state named: no holiday known
    ("two weeks", "2026-03-07", "", "2026-03-23"),  # ends on a Saturday as it began
    ("within one year", "2024-02-29", "", "2025-02-28"),
    ("within one and a half months", "2026-01-31", "", "2026-03-16"),  # 28 February, then 15 days
    ("within half a month", "2026-03-01", "", "2026-03-16"),
    ("within 2 days", "2026-03-06", "", "2026-03-10"),  # Sunday; two working days must lie in it
    ("within 2 days", "2026-03-05", "", "2026-03-09"),  # Friday and Monday are two already
    ("within 1 day", "2026-03-06", "", "2026-03-09"),
    ("10 days before", "2026-03-31", "", "2026-03-21"),  # counted back: it stays on the Saturday
    ("by 31 October 2026", "2026-01-01", "", "2026-10-31"),  # Article 5: a fixed date stays
    ("within 10 working days", "2026-03-27", "BE", "2026-04-13"),  # over Easter Monday
]


@pytest.mark.parametrize(("phrase", "on", "country", "expected"), EUROPEAN)
def test_regulation_1182_71(phrase: str, on: str, country: str, expected: str) -> None:
    codes = (country,) if country else ()
    given = anchor(on, BRUSSELS)
    assert due(phrase, given, convention="eu-1182-71", calendars=codes) == expected


def test_the_hour_of_the_event_does_not_count_in_the_european_union() -> None:
    event = anchor("2026-03-05", BRUSSELS, "10:23")
    found = deadline("within 72 hours", event, convention="eu-1182-71")
    assert found.passes_at is not None
    assert found.passes_at.isoformat() == "2026-03-08T10:00:00+00:00"
    assert found.due == day("2026-03-08")  # a Sunday: periods of hours do not move
    sharp = anchor("2026-03-05", BRUSSELS, "10:00")
    found = deadline("within 72 hours", sharp, convention="eu-1182-71")
    assert found.passes_at is not None
    assert found.passes_at.isoformat() == "2026-03-08T10:00:00+00:00"


def test_acts_of_the_european_union_enter_into_force_on_whatever_day_it_is() -> None:
    found = deadline("on the twentieth day following publication", "2026-04-05",
                     convention="eu-entry-into-force", kind=DeadlineKind.ACT_BY)  # fmt: skip
    assert (found.due, found.latest) == (day("2026-04-25"), day("2026-04-25"))  # a Saturday


JAPANESE = [
    ("within one month", anchor("2026-01-30"), "2026-02-28"),
    ("within one month", anchor("2026-01-29"), "2026-02-28"),
    ("within one month", anchor("2026-01-28"), "2026-02-28"),
    ("within one month", anchor("2026-01-27"), "2026-02-27"),
    ("within two months", anchor("2026-01-20", at="00:00"), "2026-03-19"),
    ("within two months", anchor("2026-01-20", at="00:01"), "2026-03-20"),
    ("within two months", anchor("2026-01-01", at="00:00"), "2026-02-28"),
    ("within one year", anchor("2023-02-28"), "2024-02-29"),  # 1 March to the end of February
    ("within two weeks", anchor("2026-03-04"), "2026-03-18"),
    ("within 10 days", anchor("2026-03-04"), "2026-03-14"),
    ("three months from 1 April 2026", None, "2026-06-30"),
    ("within three months of 1 April 2026", None, "2026-07-01"),
    ("for three months starting on 1 April 2026", None, "2026-06-30"),
    ("within 72 hours", anchor("2026-03-04", "Asia/Tokyo", "13:00"), "2026-03-07"),
]


@pytest.mark.parametrize(("phrase", "on", "expected"), JAPANESE)
def test_the_japanese_civil_code(phrase: str, on: Anchor | None, expected: str) -> None:
    assert due(phrase, on, convention="jp-civil") == expected


def test_a_last_day_moves_in_japan_only_where_that_is_the_custom() -> None:
    found = deadline("within 10 days", "2026-04-22", convention="jp-civil")
    assert found.due == day("2026-05-02")  # a Saturday, and the Golden Week after it
    assert dates(found) == ["2026-05-02", "2026-05-07"]
    assert (found.earliest, found.latest) == (found.due, day("2026-05-07"))
    ends = deadline("ten days", "2026-04-22", convention="jp-civil", kind=DeadlineKind.EXPIRY)
    assert dates(ends) == ["2026-05-02"]


CHINESE = [
    ("within 10 days", "2026-02-04", "2026-02-14"),  # Saturday, worked for the Spring Festival
    ("within 11 days", "2026-02-04", "2026-02-24"),  # Sunday, then the festival to 23 February
    ("within one month", "2026-01-28", "2026-02-28"),  # Saturday, worked in exchange
    ("within 7 days", "2026-09-25", "2026-10-08"),  # National Day, off until 7 October
    ("within 10 days", "2026-09-10", "2026-09-20"),  # Sunday, worked in exchange
    ("within 7 days", "2026-03-07", "2026-03-16"),  # a plain Saturday
    ("by 6 October 2026", "2026-01-01", "2026-10-08"),
    ("10 days before", "2026-10-16", "2026-10-06"),  # the code does not move what is counted back
]


@pytest.mark.parametrize(("phrase", "on", "expected"), CHINESE)
def test_the_chinese_civil_code(phrase: str, on: str, expected: str) -> None:
    assert due(phrase, anchor(on, "Asia/Shanghai"), convention="cn-civil") == expected


def test_the_corresponding_date_is_never_moved_in_england() -> None:
    found = deadline("one month", "2026-01-31", convention="english-corresponding-date")
    assert dates(found) == ["2026-02-28"]  # a Saturday


def test_the_basel_convention_moves_acts_but_not_what_is_counted_back() -> None:
    assert due("within one month", "2026-01-31", convention="basel-1972") == "2026-03-02"
    assert due("within a month and a half", "2026-01-31", convention="basel-1972") == "2026-03-16"
    back = deadline("10 days before", "2026-03-31", convention="basel-1972")
    assert back.due == day("2026-03-21")
    assert any("does not apply to counting back" in step for step in back.trace)


@pytest.mark.parametrize("convention", ALL)
@pytest.mark.parametrize("kind", [DeadlineKind.IN_FORCE, DeadlineKind.EXPIRY])
def test_entry_into_force_and_expiry_never_move(convention: str, kind: DeadlineKind) -> None:
    found = deadline("in two weeks", "2026-03-07", convention=convention, kind=kind)
    assert found.due == day("2026-03-21")  # a Saturday
    fixed = deadline("on 4 July 2026", convention=convention, kind=kind)
    assert (fixed.due, fixed.latest) == (day("2026-07-04"), day("2026-07-04"))
