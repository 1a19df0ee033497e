"""Subscriptions: who wants to hear of what, where, and how early."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.agreements import Agreement
from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Schedule
from bot.domain.milestones import Milestone
from bot.domain.names import folded
from bot.errors import UserError
from bot.messages import t

DEFAULT_LADDER = (90, 30, 14, 7, 1, 0, -1, -7, -14, -21, -28)
"""Days before the due date on which to remind; negative ones count the days after it."""

MAX_RUNGS = 20
MAX_LEAD_DAYS = 3650
MAX_NAG_DAYS = 365


class Scope(StrEnum):
    """What a subscription covers; all but EVERYTHING name a subject."""

    EVERYTHING = "everything"
    AGREEMENT = "agreement"
    MILESTONE = "milestone"
    PARTY = "party"
    COMMODITY = "commodity"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A standing wish to be reminded, in a channel or, with `user_id`, by direct message.

    `subject` is the name of what is covered, as people write it. Reminders mention `role_id` and
    `mention_user_id` and nobody else, but for those to whom it escalates: where nobody has
    acknowledged a reminder for `escalate_after` days, the milestone's owner, then its deputy, then
    `last_resort_role_id`.

    `ladders` are those of single kinds of milestone that differ from `ladder`. With a `schedule` it
    is a digest instead and has no rungs. What cannot be posted in its place `place_id` goes to
    `fallback_channel_id`, if one is named. Until `paused_until` nothing is posted.
    """

    id: int
    guild_id: int
    scope: Scope
    subject: str | None
    channel_id: int | None
    user_id: int | None
    ladder: tuple[int, ...]
    role_id: int | None = None
    mention_user_id: int | None = None
    silent: bool = False
    created_by: int | None = None
    created_at: datetime | None = None
    agreement_id: int | None = None
    milestone_id: int | None = None
    removed_at: datetime | None = None
    place_id: int = 0
    fallback_channel_id: int | None = None
    ladders: Mapping[DeadlineKind, tuple[int, ...]] = field(default_factory=dict)
    schedule: Schedule | None = None
    paused_until: datetime | None = None
    escalate_after: int | None = None
    last_resort_role_id: int | None = None


def covers(subscription: Subscription, milestone: Milestone, agreement: Agreement) -> bool:
    """Whether `subscription` wants to hear of this `milestone` of this `agreement`."""
    match subscription.scope:
        case Scope.EVERYTHING:
            return True
        case Scope.AGREEMENT:
            return subscription.agreement_id == agreement.id
        case Scope.MILESTONE:
            return subscription.milestone_id == milestone.id
        case Scope.PARTY:
            names = (name for each in agreement.parties for name in (each.name, each.code or ""))
            return folded(subscription.subject or "") in map(folded, names)
        case Scope.COMMODITY:
            return folded(subscription.subject or "") in map(folded, agreement.commodities)


def read_ladder(text: str) -> tuple[int, ...]:
    """The ladder that a person typed, such as "30, 7, 1, 0, +1": days before, and with + after.

    Raises UserError when it is not a list of whole numbers of days within bounds.
    """
    rungs: set[int] = set()
    for word in text.replace(";", ",").replace(" ", ",").split(","):
        if not word:
            continue
        after, digits = word.startswith("+"), word.lstrip("+")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
            raise UserError(
                t(
                    "“{word}” is not a number of days. Write days before the date separated by "
                    "commas, and days after it with a plus: 30, 7, 1, 0, +1.",
                    word=word[:40],
                )
            )
        rungs.add(-int(digits) if after else int(digits))
    if not rungs or len(rungs) > MAX_RUNGS:
        raise UserError(
            t("Give between 1 and {most} numbers of days, such as 30, 7, 1, 0.", most=MAX_RUNGS)
        )
    if max(rungs) > MAX_LEAD_DAYS or min(rungs) < -MAX_NAG_DAYS:
        raise UserError(
            t(
                "Reminders reach from {lead} days before a date to {nag} days after it; "
                "choose days within that.",
                lead=MAX_LEAD_DAYS,
                nag=MAX_NAG_DAYS,
            )
        )
    return tuple(sorted(rungs, reverse=True))


def write_ladder(ladder: tuple[int, ...]) -> str:
    """A ladder as `read_ladder` reads it."""
    return ", ".join(str(rung) if rung >= 0 else f"+{-rung}" for rung in ladder)
