"""Values for tests of the rules, made with as little as each test needs."""

from datetime import UTC, date, datetime
from typing import Any

from bot.domain.dates.values import Deadline, DeadlineKind, DeadlineState, Precision
from bot.domain.dates.zones import day_end
from bot.domain.guilds import Guild
from bot.domain.ladders import DEFAULT_LADDER
from bot.domain.milestones import Milestone, Modality
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.subscriptions import Scope, Subscription

NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)


def deadline(
    due: date, *, earliest: date | None = None, latest: date | None = None, zone: str = "UTC"
) -> Deadline:
    last = latest or due
    return Deadline(
        due=due,
        earliest=earliest or due,
        latest=last,
        precision=Precision.DAY,
        readings=(),
        trace=(),
        zone=zone,
        passes_at=day_end(due, zone),
        ends_at=day_end(last, zone),
        state=DeadlineState.DATED,
        question=None,
        convention="political-default@1",
    )


def milestone(due: date | None = date(2026, 4, 28), **fields: Any) -> Milestone:
    zone = fields.pop("zone", "UTC")
    spread = {name: fields.pop(name, None) for name in ("earliest", "latest")}
    values: dict[str, Any] = {
        "id": 1,
        "guild_id": 7,
        "agreement_id": 3,
        "agreement": "Test Framework",
        "what": "Start the funding",
        "kind": DeadlineKind.ACT_BY,
        "modality": Modality.INTENDS,
        "zone": zone,
        "convention": "political-default",
        "deadline": deadline(due, zone=zone, **spread) if due else None,
    }
    return Milestone(**{**values, **fields})


def subscription(**fields: Any) -> Subscription:
    values: dict[str, Any] = {
        "id": 5,
        "guild_id": 7,
        "scope": Scope.EVERYTHING,
        "subject": None,
        "channel_id": 99,
        "user_id": None,
        "ladder": DEFAULT_LADDER,
    }
    return Subscription(**{**values, **fields})


def guild(zone: str = "UTC", hour: int = 9) -> Guild:
    return Guild(7, "Desk", zone=zone, hour=hour)


def reminder(**fields: Any) -> Reminder:
    values: dict[str, Any] = {
        "id": 1,
        "guild_id": 7,
        "milestone_id": 1,
        "subscription_id": 5,
        "due_version": 1,
        "kind": ReminderKind.RUNG,
        "rung": 7,
        "due_at": NOW,
        "state": ReminderState.PLANNED,
        "due_on": date(2026, 4, 28),
    }
    return Reminder(**{**values, **fields})
