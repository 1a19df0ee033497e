"""A brief says what the record holds, in the order in which it presses."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.agreements import (
    Agreement,
    Claim,
    Event,
    EventKind,
    Instrument,
    Source,
)
from bot.domain.briefs import Subject, SubjectKind, write_brief
from bot.domain.milestones import Milestone, Settlement, SettlementKind
from tests.domain.making import NOW, milestone

EMBASSY = Source("Embassy page", "https://example.org/embassy")
NEWS = Source("News report", "https://example.org/news")
SUBJECT = Subject(SubjectKind.AGREEMENT, "Test Framework")


def agreement(**fields: Any) -> Agreement:
    values: dict[str, Any] = {
        "id": 3,
        "guild_id": 7,
        "title": "A Test Framework",
        "short_name": "Test Framework",
        "instrument": Instrument.FRAMEWORK,
        "binding": False,
        "summary": "",
    }
    return Agreement(**{**values, **fields})


def numbered(*milestones: Milestone) -> list[Milestone]:
    return [replace(each, id=number, what=f"M{number}") for number, each in enumerate(milestones)]


def test_each_milestone_stands_in_the_one_group_that_its_state_calls_for() -> None:
    brief = write_brief(
        SUBJECT,
        [agreement()],
        numbered(
            milestone(date(2026, 6, 1)),
            milestone(date(2026, 4, 28)),
            milestone(date(2026, 4, 1)),
            milestone(date(2026, 4, 2), owner_id=1),
            milestone(None),
            milestone(settlement=Settlement(SettlementKind.SUSPENDED, date(2025, 11, 14))),
            milestone(settlement=Settlement(SettlementKind.DONE, date(2026, 4, 1))),
        ),
        NOW,
    )
    groups = {
        name: [each.what for each in getattr(brief, name)]
        for name in ("next", "unverified", "overdue", "undated", "suspended", "settled")
    }
    assert groups == {
        "next": ["M1", "M0"],
        "unverified": ["M2"],
        "overdue": ["M3"],
        "undated": ["M4"],
        "suspended": ["M5"],
        "settled": ["M6"],
    }


def test_sources_are_numbered_once_each_and_a_line_finds_its_number() -> None:
    signed = Event(EventKind.SIGNED, date(2025, 10, 28), "Asia/Tokyo", source=NEWS)
    claim = Claim("Currency", "US dollars", "the embassy", EMBASSY)
    brief = write_brief(
        SUBJECT,
        [agreement(events=(signed,), claims=(claim,), sources=(EMBASSY, NEWS))],
        [milestone(source=EMBASSY)],
        NOW,
    )
    assert brief.sources == (NEWS, EMBASSY)
    assert brief.footnote(EMBASSY) == 2
    assert brief.footnote(None) is None


def test_claims_on_one_point_stand_side_by_side() -> None:
    claims = (
        Claim("Currency", "US dollars", "the embassy"),
        Claim("Date", "the 27th", "a journal"),
        Claim("Currency", "Australian dollars", "a law firm"),
    )
    brief = write_brief(SUBJECT, [agreement(claims=claims)], [], NOW)
    assert [(each.point, len(each.claims)) for each in brief.disputes] == [
        ("Currency", 2),
        ("Date", 1),
    ]


def test_the_verification_is_as_old_as_its_oldest_part_and_unknown_if_one_is() -> None:
    first, second = date(2026, 4, 24), date(2026, 2, 6)
    both = [agreement(verified_on=first), agreement(id=4, verified_on=second)]
    assert write_brief(SUBJECT, both, [], NOW).verified_on == second
    assert write_brief(SUBJECT, [*both, agreement(id=5)], [], NOW).verified_on is None
