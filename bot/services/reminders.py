"""Use cases on reminders: what is coming, a sample of it, one more of them, and sending them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.milestones
import db.reminders
import db.subscriptions
from bot.domain.dates.written import read_date
from bot.domain.dates.zones import instant
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone, state
from bot.domain.plans import NewReminder
from bot.domain.reminders import (
    SILENT_STATES,
    Coming,
    Post,
    PostItem,
    Reminder,
    ReminderKind,
)
from bot.domain.subscriptions import Subscription, covers
from bot.errors import Conflict, NotFound, UserError
from bot.messages import t
from bot.services import finding
from bot.services.delivery import Delivered, deliver
from bot.services.recurring import advance
from bot.services.transactions import Transactions

MAX_SNOOZE_DAYS = 365


async def coming(
    session: AsyncSession,
    guild_id: int,
    *,
    until: datetime | None,
    subscription_id: int | None = None,
) -> list[Coming]:
    """The posts planned for a guild, in order, each with its milestone and its subscription."""
    rows = await db.reminders.coming(
        session, guild_id, until=until, subscription_id=subscription_id
    )
    ids = list({reminder.milestone_id for reminder, _ in rows if reminder.milestone_id})
    milestones = {each.id: each for each in await db.milestones.every(session, guild_id, ids=ids)}
    return [
        Coming(reminder.due_at, reminder.kind, reminder.rung, milestone, wish)
        for reminder, wish in rows
        if reminder.milestone_id and (milestone := milestones.get(reminder.milestone_id))
    ]


@dataclass(frozen=True, slots=True)
class Reminders:
    """The planned posts of a server."""

    transactions: Transactions

    async def preview(
        self,
        guild_id: int,
        *,
        now: datetime,
        days: int = 90,
        subscription: Subscription | None = None,
    ) -> tuple[Coming, ...]:
        """Every post of the coming days, in order."""
        async with self.transactions.read() as session:
            return tuple(
                await coming(
                    session,
                    guild_id,
                    until=now + timedelta(days=days),
                    subscription_id=subscription.id if subscription else None,
                )
            )

    async def sample(self, guild_id: int, subscription: Subscription, *, now: datetime) -> Post:
        """How this subscription's posts look, on its next milestone; nothing is stored.

        Raises NotFound where it covers nothing that has a date.
        """
        async with self.transactions.read() as session:
            lines = await coming(session, guild_id, until=None, subscription_id=subscription.id)
        if not lines:
            raise NotFound(
                t("Nothing that these reminders cover has a date ahead, so there is none to show.")
            )
        first = lines[0]
        item = PostItem(0, first.milestone, first.kind, first.rung, now)
        return Post(
            guild_id=guild_id,
            channel_id=subscription.channel_id,
            user_id=subscription.user_id,
            items=(item,),
            nonce="",
            now=now,
            silent=subscription.silent,
        )

    async def snooze(
        self,
        guild_id: int,
        milestone_id: int,
        *,
        now: datetime,
        channel_id: int | None,
        user_id: int | None,
        days: int | None = None,
        until: str | None = None,
    ) -> datetime:
        """Remind once more in the same place: in some days, or on a date that a person typed.

        It comes at the server's posting hour; the instant is returned. The rungs of the ladder stay
        as they are. Raises UserError for a date that is not ahead or more than a year away, and
        NotFound where no reminders for this milestone go to that place.
        """
        async with self.transactions.write() as session:
            guild = await finding.guild(session, guild_id)
            milestone = await finding.milestone(session, guild_id, milestone_id)
            if (stands := state(milestone, now)) in SILENT_STATES:
                raise Conflict(
                    t(
                        "“{what}” is {state}, so there is nothing to remind of.",
                        what=milestone.what,
                        state=stands.value,
                    )
                )
            at = instant(_snoozed_to(until, days, guild, now), time(guild.hour), guild.zone)
            wish = await _wish_at(session, milestone, channel_id, user_id)
            earlier = await db.reminders.of_milestones(session, [milestone.id])
            new = NewReminder(
                milestone.id,
                wish.id,
                wish.place_id,
                milestone.due_version,
                ReminderKind.SNOOZED,
                _snoozes(earlier, wish, milestone),
                at,
                milestone.due_on,
                milestone.occurrence,
            )
            await db.reminders.add(session, guild_id, [new])
        return at

    async def deliver(
        self, post: Callable[[Post], Awaitable[int]], clock: Callable[[], datetime]
    ) -> Delivered:
        """Send what is due, one post a place; see `bot.services.delivery`.

        Recurring milestones go on to their next time after it, so that what was owed of this one
        is said; see `bot.services.recurring`.
        """
        delivered = await deliver(self.transactions, post, clock)
        await advance(self.transactions, clock())
        return delivered


def _snoozed_to(until: str | None, days: int | None, guild: Guild, now: datetime) -> date:
    """The day, as the server counts days, from tomorrow to a year ahead."""
    today = now.astimezone(ZoneInfo(guild.zone)).date()
    if until is not None:
        on = read_date(until, today=today, zone=guild.zone).on
    else:
        on = today + timedelta(days=days or 1)
    if not 0 < (on - today).days <= MAX_SNOOZE_DAYS:
        raise UserError(t("Snooze to a day from tomorrow to a year ahead; {on} is not.", on=on))
    return on


def _snoozes(earlier: Sequence[Reminder], wish: Subscription, milestone: Milestone) -> int:
    """How often this has been snoozed before, which tells one snooze from the next."""
    return sum(
        each.kind is ReminderKind.SNOOZED
        and each.subscription_id == wish.id
        and each.due_version == milestone.due_version
        for each in earlier
    )


async def _wish_at(
    session: AsyncSession, milestone: Milestone, channel_id: int | None, user_id: int | None
) -> Subscription:
    """The subscription through which a place hears of a milestone."""
    agreement = await finding.agreement(session, milestone.guild_id, milestone.agreement)
    for wish in await db.subscriptions.every(session, milestone.guild_id):
        here = (wish.channel_id, wish.user_id) == (channel_id, user_id)
        if here and covers(wish, milestone, agreement):
            return wish
    raise NotFound(
        t("Reminders for this are not on here any more. Switch them on with /remind add.")
    )
