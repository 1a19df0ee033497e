"""What must hold of every deadline, over 1900 to 2200, all conventions, units and zones."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import available_timezones

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.dates.authorities import CONVENTIONS
from bot.domain.dates.calendars import working_days
from bot.domain.dates.compute import compute, occurrences
from bot.domain.dates.counting import add_months, month_last, months_and_days
from bot.domain.dates.stored import (
    deadline_from_json,
    deadline_to_json,
    rule_from_json,
    rule_to_json,
)
from bot.domain.dates.terms import FirstDay, Join, Roll
from bot.domain.dates.values import (
    GIVEN,
    Anchor,
    DeadlineKind,
    Form,
    Period,
    Precision,
    Rule,
    Unit,
)
from bot.domain.dates.zones import instant, local_date

QUICK = settings(max_examples=150)
ZONES = sorted(available_timezones() - {"localtime", "posixrules", "Factory"})
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SPECIAL_DAYS = st.builds(
    lambda year, month: month_last(date(year, month, 1)),
    st.integers(1900, 2200),
    st.sampled_from([1, 2, 2, 3, 5, 8, 12]),
)
CALENDARS = st.sampled_from([(), ("US",), ("JP",), ("CN",), ("US", "JP"), ("SA", "GB-SCT")])
COUNTED = st.builds(
    Period,
    st.integers(1, 400),
    st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.QUARTERS, Unit.YEARS]),
)
PERIODS = st.one_of(
    COUNTED,
    st.builds(Period, st.integers(1, 40), st.just(Unit.BUSINESS_DAYS)),
    st.builds(Period, st.integers(1, 3_000), st.just(Unit.HOURS)),
    st.builds(
        Period,
        st.integers(1, 40),
        st.just(Unit.MONTHS),
        st.builds(Period, st.integers(1, 40), st.just(Unit.DAYS)),
    ),
)
ANCHORS = st.builds(
    Anchor,
    on=st.one_of(DAYS, SPECIAL_DAYS),
    zone=st.sampled_from(ZONES),
    at=st.one_of(st.none(), st.times()),
    precision=st.sampled_from([Precision.DAY] * 4 + list(Precision)),
)
RULES = st.builds(
    Rule,
    form=st.sampled_from([Form.WITHIN, Form.AFTER, Form.ORDINAL_DAY, Form.BEFORE]),
    phrase=st.just("a period"),
    period=PERIODS,
    first_day=st.sampled_from([None, *FirstDay]),
    clear=st.booleans(),
)
HOW = st.fixed_dictionaries(
    {
        "convention": st.sampled_from(sorted(CONVENTIONS)),
        "kind": st.sampled_from([None, *DeadlineKind]),
        "calendars": CALENDARS,
        "joined": st.sampled_from(list(Join)),
    }
)


@settings(max_examples=500)
@given(RULES, ANCHORS, HOW)
def test_the_prevailing_reading_lies_between_the_earliest_and_the_latest(
    rule: Rule, anchor: Anchor, how: dict[str, Any]
) -> None:
    found = compute(rule, {GIVEN: anchor}, zone="UTC", **how)
    assert found == compute(rule, {GIVEN: anchor}, zone="UTC", **how)
    assert found.due is not None
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.due <= found.latest
    assert found.passes_at is not None
    assert found.ends_at is not None
    assert found.passes_at <= found.ends_at
    for reading in found.readings:
        assert not reading.counts or found.earliest <= reading.on <= found.latest
        assert not reading.counts or reading.ends_at <= found.ends_at
    assert found.readings[0].on == found.due
    assert deadline_from_json(deadline_to_json(found)) == found
    assert rule_from_json(rule_to_json(rule)) == rule


@QUICK
@given(st.one_of(DAYS, SPECIAL_DAYS), st.integers(1, 1200), st.sampled_from(sorted(CONVENTIONS)))
def test_adding_months_never_spills_into_the_following_month(
    on: date, months: int, convention: str
) -> None:
    rule = Rule(Form.WITHIN, "months", period=Period(months, Unit.MONTHS))
    anchor = Anchor(on, "UTC")
    found = compute(
        rule, {GIVEN: anchor}, zone="UTC", convention=convention, kind=DeadlineKind.EXPIRY
    )
    assert found.due is not None
    ahead = found.due.year * 12 + found.due.month - on.year * 12 - on.month
    next_day = convention in {"jp-civil", "uk-ico-2018"} and on == month_last(on)
    assert ahead == months + (1 if next_day and found.due.day == 1 else 0) or next_day


@QUICK
@given(st.one_of(DAYS, SPECIAL_DAYS), st.integers(1, 600))
def test_whole_months_in_japan_end_on_the_last_day_of_a_month(on: date, months: int) -> None:
    rule = Rule(Form.WITHIN, "months", period=Period(months, Unit.MONTHS))
    last = month_last(on)
    how: dict[str, Any] = {"convention": "jp-civil", "kind": DeadlineKind.EXPIRY}
    found = compute(rule, {GIVEN: Anchor(last, "Asia/Tokyo")}, zone="UTC", **how)
    assert found.due is not None
    assert found.due == month_last(add_months(last, months))
    first = Anchor(on.replace(day=1), "Asia/Tokyo", time(0))
    found = compute(rule, {GIVEN: first}, zone="UTC", **how)
    assert found.due == month_last(add_months(first.on, months - 1))


@settings(max_examples=60)
@given(st.one_of(DAYS, SPECIAL_DAYS), COUNTED, st.integers(1, 12))
def test_each_recurrence_is_computed_from_the_anchor(on: date, period: Period, count: int) -> None:
    months, days = months_and_days(period)
    assume(on.year + (months * count + days * count // 30) // 12 < 9000)
    rule = Rule(Form.RECURRING, "every so often", period=period)
    found = occurrences(rule, {GIVEN: Anchor(on, "UTC")}, zone="UTC", count=count)
    expected = [
        add_months(on, months * times) + timedelta(days * times) for times in range(1, count + 1)
    ]
    assert [one.due for one in found] == expected
    assert compute(rule, {GIVEN: Anchor(on, "UTC")}, zone="UTC").due == expected[0]
    later = occurrences(rule, {GIVEN: Anchor(on, "UTC")}, zone="UTC", count=2, after=expected[0])
    assert [one.due for one in later][:1] == expected[1:2] or count == 1


@QUICK
@given(
    st.dates(date(1990, 1, 1), date(2040, 12, 31)),
    CALENDARS,
    st.sampled_from(list(Roll)),
    st.sampled_from(list(Join)),
)
def test_rolling_twice_is_rolling_once(
    on: date, codes: tuple[str, ...], roll: Roll, joined: Join
) -> None:
    working = working_days(codes, joined)
    once = working.rolled(on, roll)
    assert working.rolled(once, roll) == once
    if roll is not Roll.NONE:
        assert not working.off(once)
    if roll is Roll.FOLLOWING:
        assert once >= on
    if roll is Roll.PRECEDING:
        assert once <= on
    if roll is Roll.MODIFIED_FOLLOWING:
        assert once.month == on.month


@QUICK
@given(RULES, ANCHORS, HOW, st.sampled_from([DeadlineKind.IN_FORCE, DeadlineKind.EXPIRY]))
def test_calendars_change_nothing_of_entry_into_force_and_expiry(
    rule: Rule, anchor: Anchor, how: dict[str, Any], kind: DeadlineKind
) -> None:
    assert rule.period is not None
    short = CONVENTIONS[how["convention"]].short_days and rule.period.unit is Unit.DAYS
    assume(rule.period.unit is not Unit.BUSINESS_DAYS and not short)
    found = compute(rule, {GIVEN: anchor}, zone="UTC", **{**how, "kind": kind})
    other = compute(
        rule, {GIVEN: anchor}, zone="UTC", **{**how, "kind": kind, "calendars": ("US", "CN")}
    )
    assert (found.due, found.earliest, found.latest) == (other.due, other.earliest, other.latest)


@QUICK
@given(st.one_of(DAYS, SPECIAL_DAYS), st.integers(1, 5_000))
def test_counting_days_back_undoes_counting_them_forward(on: date, days: int) -> None:
    period = Period(days, Unit.DAYS)
    how: dict[str, Any] = {"zone": "UTC", "convention": "treaty-final-clauses"}
    there = compute(Rule(Form.WITHIN, "on", period=period), {GIVEN: Anchor(on, "UTC")}, **how)
    assert there.due is not None
    back = compute(
        Rule(Form.BEFORE, "back", period=period), {GIVEN: Anchor(there.due, "UTC")}, **how
    )
    assert back.due == on


@QUICK
@given(ANCHORS, st.integers(1, 50_000))
def test_hours_are_counted_in_elapsed_time(anchor: Anchor, hours: int) -> None:
    assume(anchor.at is not None)
    assert anchor.at is not None
    rule = Rule(Form.WITHIN, "hours", period=Period(hours, Unit.HOURS))
    found = compute(rule, {GIVEN: anchor}, zone="UTC", convention="treaty-final-clauses")
    assert found.passes_at is not None
    begun = instant(anchor.on, anchor.at, anchor.zone)
    again = instant(anchor.on, anchor.at, anchor.zone, fold=1)
    assert found.passes_at - min(begun, again) == timedelta(hours=hours)
    assert found.due == local_date(found.passes_at, anchor.zone)


@QUICK
@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(2, 30))
def test_a_european_period_holds_two_working_days(on: date, days: int) -> None:
    rule = Rule(Form.WITHIN, "days", period=Period(days, Unit.DAYS))
    how: dict[str, Any] = {"convention": "eu-1182-71", "calendars": ("BE",)}
    found = compute(rule, {GIVEN: Anchor(on, "Europe/Brussels")}, zone="UTC", **how)
    assert found.due is not None
    assert working_days(("BE",)).between(on, found.due) >= 2
    assert not working_days(("BE",)).off(found.due)


@QUICK
@given(RULES, ANCHORS, HOW, DAYS)
def test_an_official_date_wins_and_is_recorded(
    rule: Rule, anchor: Anchor, how: dict[str, Any], official: date
) -> None:
    plain = compute(rule, {GIVEN: anchor}, zone="UTC", **how)
    found = compute(rule, {GIVEN: anchor}, zone="UTC", **how, official=official)
    assert found.due == found.earliest == found.latest == official
    assert plain.due in [reading.on for reading in found.readings]
    assert "official date" in found.trace[-1]


@QUICK
@given(RULES, DAYS, st.integers(1, 5_000), st.integers(-400, 400))
def test_moving_the_anchor_by_days_moves_a_period_of_days_as_far(
    rule: Rule, on: date, days: int, shift: int
) -> None:
    rule = replace(rule, period=Period(days, Unit.DAYS))
    anchor = Anchor(on, "Asia/Tokyo")
    how: dict[str, Any] = {"convention": "treaty-final-clauses"}
    moved = replace(anchor, on=anchor.on + timedelta(shift))
    one = compute(rule, {GIVEN: anchor}, zone="UTC", **how)
    other = compute(rule, {GIVEN: moved}, zone="UTC", **how)
    assert one.due is not None
    assert other.due == one.due + timedelta(shift)
