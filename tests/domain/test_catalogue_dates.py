"""The starter catalogue: what its rules give, and where its milestones then stand."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agreements import Event, EventKind
from bot.domain.anchors import anchors_of
from bot.domain.catalogue import CatalogueAgreement, CatalogueMilestone
from bot.domain.dates.compute import occurrences
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import (
    Deadline,
    DeadlineKind,
    DeadlineState,
    Form,
    Precision,
    Rule,
)
from bot.domain.deadlines import deadlines
from bot.domain.milestones import Milestone, Modality, State, days_late, state
from tests.domain.starter import agreement, as_recorded, catalogue, every_milestone


def rule_of(milestone: CatalogueMilestone) -> Rule | None:
    return read_rule(milestone.rule) if milestone.rule else None


def milestones(each: CatalogueAgreement) -> dict[str, Milestone]:
    """The agreement's milestones with their dates, as a server's record has them."""
    bare = {
        milestone.key: Milestone(
            id=number,
            guild_id=1,
            agreement_id=1,
            agreement=each.short_name,
            what=milestone.what,
            kind=milestone.kind,
            modality=milestone.modality,
            zone=milestone.zone,
            convention=milestone.convention,
            rule=rule_of(milestone),
            settlement=milestone.settlement,
            verified_on=each.verified_on,
        )
        for number, milestone in enumerate(each.milestones, start=1)
    }
    dated = deadlines(as_recorded(each), list(bare.values()))
    return {
        key: replace(milestone, deadline=dated[milestone.id]) for key, milestone in bare.items()
    }


def deadline(key: str, milestone_key: str) -> Deadline:
    found = milestones(agreement(key))[milestone_key].deadline
    assert found is not None
    return found


def at(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def test_every_rule_is_understood() -> None:
    for each, milestone in every_milestone():
        rule = rule_of(milestone)
        if rule is None:
            continue
        assert rule.form is not Form.UNKNOWN, (each.key, milestone.rule)
        assert not rule.unread, (each.key, milestone.rule, rule.unread)


def test_every_rule_gives_a_date_or_awaits_an_event_that_has_not_happened() -> None:
    waiting = set()
    for each in catalogue().agreements:
        for key, milestone in milestones(each).items():
            if milestone.rule is None:
                continue
            assert milestone.deadline is not None
            if milestone.deadline.state is DeadlineState.AWAITING_TRIGGER:
                waiting.add(f"{each.key}/{key}")
            else:
                assert milestone.deadline.state is DeadlineState.DATED, (each.key, key)
    assert waiting == {
        "us-malaysia-art/entry-into-force",
        "us-malaysia-art/termination-takes-effect",
        "us-drc-partnership/proposal-window",
    }


def test_the_two_clocks_of_the_japan_framework_run_out_on_different_days() -> None:
    funding = deadline("us-japan-framework", "funding-start")
    ministerial = deadline("us-japan-framework", "investment-ministerial")
    assert (funding.due, funding.latest) == (date(2026, 4, 28), date(2026, 4, 28))
    assert funding.earliest == date(2026, 4, 27)
    assert ministerial.due == date(2026, 4, 26)
    assert (ministerial.earliest, ministerial.latest) == (date(2026, 4, 25), date(2026, 4, 27))
    assert funding.passes_at == at("2026-04-29T00:00", "Asia/Tokyo")
    assert funding.passes_at == at("2026-04-28T11:00", "America/New_York")


DUE = [
    ("us-australia-framework", "financing", "2026-04-20"),
    ("us-japan-framework", "action-plan", "2026-03-19"),
    ("us-malaysia-mou", "quarterly-meeting", "2026-01-26"),
    ("us-thailand-trade-framework", "talks-concluded", "2025-12-31"),
    ("china-october-2025-controls", "rules-for-goods-made-abroad", "2025-12-01"),
    ("us-china-busan", "soybeans-2025", "2025-12-31"),
    ("us-china-busan", "soybeans-2026", "2026-12-31"),
    ("us-china-busan", "soybeans-2027", "2027-12-31"),
    ("us-china-busan", "soybeans-2028", "2028-12-31"),
    ("us-affiliates-rule", "suspension-ends", "2026-11-09"),
    ("us-affiliates-rule", "rule-returns", "2026-11-10"),
    ("us-section-301-exclusions", "exclusions-end", "2026-11-10"),
    ("us-section-301-ships", "suspension-ends", "2026-11-10"),
    ("us-section-122-tariff", "duty-ends", "2026-07-24"),
    ("us-ieepa-ruling", "collection-stops", "2026-02-24"),
    ("us-korea-investment-mou", "projects-selected", "2029-01-31"),
    ("critical-minerals-ministerial-2026", "projects-supported", "2026-08-04"),
    ("forge", "korean-chair-ends", "2026-06-30"),
    ("us-mexico-action-plan", "plan-carried-out", "2026-04-05"),
    ("us-eu-critical-minerals-mou", "mou-concluded", "2026-03-06"),
]


@pytest.mark.parametrize(("key", "milestone_key", "due"), DUE)
def test_what_falls_due_when(key: str, milestone_key: str, due: str) -> None:
    assert deadline(key, milestone_key).due == date.fromisoformat(due)


def test_the_date_in_australia_gives_a_later_reading() -> None:
    financing = deadline("us-australia-framework", "financing")
    assert financing.latest == date(2026, 4, 21)


def test_a_project_month_keeps_the_precision_of_a_month() -> None:
    assert deadline("us-korea-investment-mou", "projects-selected").precision is Precision.MONTH


def test_both_readings_of_until_stand_side_by_side() -> None:
    controls = deadline("china-announcement-70", "suspension-ends")
    assert (controls.earliest, controls.latest) == (date(2026, 11, 9), date(2026, 11, 10))
    assert controls.ends_at == at("2026-11-11T00:00", "Asia/Shanghai")
    gallium = deadline("china-announcement-72", "suspension-ends")
    assert (gallium.earliest, gallium.latest) == (date(2026, 11, 26), date(2026, 11, 27))


def test_through_has_one_reading_and_what_follows_begins_on_the_next_day() -> None:
    rule = deadline("us-affiliates-rule", "suspension-ends")
    assert rule.earliest == rule.latest == date(2026, 11, 9)
    assert rule.then_on == deadline("us-affiliates-rule", "rule-returns").due


def test_the_first_day_of_the_duty_may_count() -> None:
    duty = deadline("us-section-122-tariff", "duty-ends")
    assert date(2026, 7, 23) in [reading.on for reading in duty.readings]


def test_a_proposal_window_can_be_renewed_once() -> None:
    (window,) = agreement("us-drc-partnership").milestones
    rule = rule_of(window)
    assert rule is not None
    assert (rule.renewal, rule.renewals) == (rule.period, 1)


def test_quarterly_meetings_recur_from_the_day_of_signature() -> None:
    each = agreement("us-malaysia-mou")
    rule = rule_of(each.milestones[0])
    assert rule is not None
    four = occurrences(rule, anchors_of(as_recorded(each)), zone="Asia/Kuala_Lumpur", count=4)
    assert [found.due for found in four] == [
        *(date(2026, 1, 26), date(2026, 4, 26), date(2026, 7, 26), date(2026, 10, 26)),
    ]


def test_the_malaysian_agreement_enters_into_force_60_days_after_notices_once_there_are_any() -> (
    None
):
    assert deadline("us-malaysia-art", "entry-into-force").due is None
    each = agreement("us-malaysia-art")
    notices = Event(EventKind.NOTIFIED, date(2026, 1, 15), "Asia/Kuala_Lumpur")
    recorded = as_recorded(each)
    dated = deadlines(
        replace(recorded, events=(*recorded.events, notices)), list(milestones(each).values())
    )
    assert [found.due for found in dated.values() if found] == [date(2026, 3, 16), None]


def test_the_eu_memorandum_was_done_late() -> None:
    memorandum = milestones(agreement("us-eu-critical-minerals-mou"))["mou-concluded"]
    assert state(memorandum, at("2026-04-25T12:00", "UTC")) is State.DONE_LATE
    assert days_late(memorandum) == 49
    (raw,) = agreement("us-eu-critical-minerals-mou").milestones
    assert raw.evidence is not None
    assert raw.evidence.url == catalogue().sources["us-eu-karlsson"].url


def test_the_thai_target_is_kept_but_suspended() -> None:
    talks = milestones(agreement("us-thailand-trade-framework"))["talks-concluded"]
    assert state(talks, at("2026-02-01T12:00", "UTC")) is State.SUSPENDED
    assert talks.due_on == date(2025, 12, 31)


def test_what_fell_due_after_the_newest_source_is_unverified_and_not_overdue() -> None:
    now = at("2026-05-10T12:00", "UTC")
    for each in catalogue().agreements:
        for key, milestone in milestones(each).items():
            assert state(milestone, now) is not State.OVERDUE, (each.key, key)
    japan = milestones(agreement("us-japan-framework"))
    assert state(japan["funding-start"], now) is State.UNVERIFIED_PAST


def test_what_has_no_date_yet_says_why() -> None:
    undated = {
        f"{each.key}/{milestone.key}": milestone.no_date_reason
        for each, milestone in every_milestone()
        if milestone.rule is None
    }
    assert all(undated.values())
    assert {
        "us-japan-framework/rapid-response-group",
        "us-japan-framework/joint-research",
        "us-japan-framework/technology-sharing",
        "us-japan-framework/refining-investment",
        "us-japan-framework/projects-named",
    } <= undated.keys()


def test_only_acts_may_fall_overdue() -> None:
    for _, milestone in every_milestone():
        if milestone.modality is Modality.STATES and milestone.rule:
            assert milestone.kind is not DeadlineKind.ACT_BY
