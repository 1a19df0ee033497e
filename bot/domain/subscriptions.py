"""Subscriptions: who wants to hear of what, where, and how early."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Required, TypedDict

from bot.domain.agreements import Agreement
from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Schedule
from bot.domain.ladders import DEFAULT_LADDER, DEFAULT_LADDERS
from bot.domain.milestones import Milestone
from bot.domain.names import folded

UNTIL_RESUMED = datetime(9000, 1, 1, tzinfo=UTC)
"""Until when reminders are paused that somebody is to switch on again."""

MOST_DAYS_UNSEEN = 90
"""After how many days without an acknowledgement a reminder may escalate at the latest."""


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
    `fallback_channel_id`, if one is named. Until `paused_until` nothing is posted; one that was
    resumed has that instant there, so that what was held back before it is known.
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


class Audience(TypedDict, total=False):
    """Who a subscription is for: a channel or a person (never both), and how they are reached."""

    channel_id: Required[int | None]
    user_id: Required[int | None]
    role_id: int | None
    mention_user_id: int | None
    silent: bool
    fallback_channel_id: int | None
    escalate_after: int | None
    last_resort_role_id: int | None


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


def ladder_for(subscription: Subscription, kind: DeadlineKind) -> tuple[int, ...]:
    """The days on which `subscription` reminds of a milestone of this kind.

    A ladder that was given for the kind is kept as given. One that was given for all kinds asks
    only after what has to be done; where none was given, each kind has its usual one.
    """
    if subscription.schedule is not None:
        return ()
    if kind in subscription.ladders:
        return subscription.ladders[kind]
    if subscription.ladder == DEFAULT_LADDER:
        return DEFAULT_LADDERS[kind]
    return tuple(rung for rung in subscription.ladder if rung >= 0 or kind is DeadlineKind.ACT_BY)
