"""Escalations: whom nobody's acknowledgement a reminder goes on to, and when.

A step (1, 2, 3) calls the next of those whom `bot.domain.acknowledgements.called_on` names.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.acknowledgements import steps
from bot.domain.dates.values import DeadlineKind
from bot.domain.guilds import Guild
from bot.domain.hours import LONGEST_BREAK, next_posting
from bot.domain.milestones import Milestone
from bot.domain.reminders import Reminder, ReminderKind, ReminderState
from bot.domain.subscriptions import Subscription

ASKS_FROM = 14
"""A rung so many days before the date, or a later one, asks to be acknowledged."""


def escalates(milestone: Milestone, subscription: Subscription) -> bool:
    """Whether what nobody acknowledges goes on to others: only what somebody has to do."""
    wished = bool(subscription.escalate_after)
    return wished and milestone.is_open and milestone.kind is DeadlineKind.ACT_BY


def escalation(
    milestone: Milestone, subscription: Subscription, guild: Guild, since: datetime, done: int = 0
) -> dict[int, datetime]:
    """When each step after the first `done` is posted, counted from `since`.

    There is one for each that can be called, every `escalate_after` days, at the posting hour on
    open days.
    """
    days = subscription.escalate_after
    if not days or not escalates(milestone, subscription):
        return {}
    zone = ZoneInfo(guild.zone)
    local = since.astimezone(zone)
    day = local.date() + timedelta(days=local.time() > time(guild.hour))
    if day.toordinal() + 3 * (days + LONGEST_BREAK) > date.max.toordinal():
        return {}
    times: dict[int, datetime] = {}
    earliest = day
    for step in range(done + 1, steps(milestone, subscription) + 1):
        wanted = day + timedelta(days=days * (step - done))
        times[step] = next_posting(guild, max(wanted, earliest))
        earliest = times[step].astimezone(zone).date() + timedelta(days=1)
    return times


def steps_to_come(
    milestone: Milestone,
    subscription: Subscription,
    guild: Guild,
    existing: Sequence[Reminder],
    *,
    told: Sequence[datetime],
    now: datetime,
) -> dict[int, datetime]:
    """The steps that are planned for the present date, those that have begun included.

    They are counted on from the last that has begun. Before any has, they count from the first of
    `told` (when rungs that ask were or will be posted) whose first step still lies ahead.
    """
    begun = {
        each.rung: each.due_at
        for each in existing
        if each.kind is ReminderKind.ESCALATED
        and each.due_version == milestone.due_version
        and (each.state is not ReminderState.PLANNED or each.due_at <= now)
    }
    if begun and escalates(milestone, subscription):
        last = max(begun)
        return begun | escalation(milestone, subscription, guild, begun[last], last)
    for at in told:
        steps_from = escalation(milestone, subscription, guild, at)
        if steps_from and min(steps_from.values()) > now:
            return steps_from
    return {}
