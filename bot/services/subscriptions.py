"""Use cases on subscriptions: who wants to hear of what, where and how early."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.guilds
import db.reminders
import db.subscriptions
from bot.domain.ladders import DEFAULT_LADDER, read_ladder, write_ladder
from bot.domain.names import offer, resolve
from bot.domain.reminders import Coming, Undelivered
from bot.domain.subscriptions import Scope, Subscription
from bot.errors import Conflict, NotFound, UserError
from bot.messages import t
from bot.services import finding
from bot.services.planning import replan_guild
from bot.services.reminders import coming
from bot.services.transactions import Transactions

Place = Callable[[Subscription], str]
"""How a subscription's place is written, which only Discord's side knows."""

FIRST_FEW = 3


@dataclass(frozen=True, slots=True)
class SubscriptionPage:
    """A subscription with how many posts it now calls for, and the first of them."""

    subscription: Subscription
    planned: int
    next: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Standing wishes to be reminded."""

    transactions: Transactions

    async def add(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        scope: Scope,
        subject: str | None,
        channel_id: int | None,
        user_id: int | None,
        ladder: str | None = None,
        role_id: int | None = None,
        mention_user_id: int | None = None,
        silent: bool = False,
    ) -> SubscriptionPage:
        """Subscribe a channel or a person (never both), and plan what that calls for.

        Raises Conflict where the same place has the same wish already.
        """
        wish = Subscription(
            id=0,
            guild_id=guild_id,
            scope=scope,
            subject=None,
            channel_id=channel_id,
            user_id=user_id,
            ladder=read_ladder(ladder) if ladder else DEFAULT_LADDER,
            role_id=role_id,
            mention_user_id=mention_user_id,
            silent=silent,
            created_by=by,
        )
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            wish = await _with_subject(session, wish, subject)
            stored = await _insert(session, wish, now)
            await _note(session, "reminders switched on", stored, by=by, now=now)
            guild = await finding.guild(session, guild_id)
            await replan_guild(session, guild, now=now)
            lines = await coming(session, guild_id, until=None, subscription_id=stored.id)
        return SubscriptionPage(stored, len(lines), tuple(lines[:FIRST_FEW]))

    async def list(self, guild_id: int) -> tuple[Subscription, ...]:
        """The server's subscriptions, oldest first."""
        async with self.transactions.read() as session:
            return tuple(await db.subscriptions.every(session, guild_id))

    async def undelivered(self, guild_id: int) -> dict[int, Undelivered]:
        """What was given up of each subscription, by its id; those without are left out."""
        async with self.transactions.read() as session:
            return await db.reminders.undelivered(session, guild_id)

    async def remove(
        self, guild_id: int, subscription_id: int, *, by: int | None, now: datetime
    ) -> Subscription:
        """End a subscription and take what it had planned out of the queue.

        Raises NotFound where it has ended already.
        """
        async with self.transactions.write() as session:
            wish = await db.subscriptions.find(session, guild_id, subscription_id)
            if wish is None or not await db.subscriptions.remove(session, wish.id, now):
                raise NotFound(t("These reminders are off already. Look at /remind list."))
            await _note(session, "reminders switched off", wish, by=by, now=now)
            guild = await finding.guild(session, guild_id)
            await replan_guild(session, guild, now=now)
        return wish


def offered(wishes: Sequence[Subscription], typed: str, *, place: Place) -> list[str]:
    """How people name these subscriptions, for autocomplete."""
    return offer(typed, _names(wishes, place))


def named(wishes: Sequence[Subscription], name: str, *, place: Place) -> Subscription:
    """The one of these subscriptions that a person named. Raises NotFound."""
    found = resolve(name, _names(wishes, place), what=t("reminders"))
    return next(each for each in wishes if each.id == found)


def _names(wishes: Sequence[Subscription], place: Place) -> dict[int, tuple[str, ...]]:
    return {each.id: (describe(each, place),) for each in wishes}


def describe(subscription: Subscription, place: Place) -> str:
    """A subscription in words: what it covers and where it is posted."""
    subject = subscription.subject or t("everything")
    return t("{subject} in {place}", subject=subject, place=place(subscription))


async def _with_subject(
    session: AsyncSession, wish: Subscription, subject: str | None
) -> Subscription:
    """The wish with its subject as the record has it."""
    if wish.scope is Scope.EVERYTHING:
        return wish
    if not subject:
        raise UserError(t("Say which one: fill in the name beside what you chose."))
    match wish.scope:
        case Scope.AGREEMENT:
            agreement = await finding.agreement(session, wish.guild_id, subject)
            return replace(wish, subject=agreement.short_name, agreement_id=agreement.id)
        case Scope.MILESTONE:
            milestone = await finding.milestone(session, wish.guild_id, subject)
            return replace(wish, subject=milestone.reference, milestone_id=milestone.id)
        case Scope.PARTY:
            return replace(wish, subject=await finding.party(session, wish.guild_id, subject))
        case _:
            name, _ = await finding.commodity(session, wish.guild_id, subject)
            return replace(wish, subject=name)


async def _insert(session: AsyncSession, wish: Subscription, now: datetime) -> Subscription:
    try:
        return await db.subscriptions.insert(session, wish, created_at=now)
    except IntegrityError as error:
        raise Conflict(
            t(
                "Reminders for {subject} are on there already. Change them by removing them first "
                "with /remind remove.",
                subject=wish.subject or t("everything"),
            )
        ) from error


async def _note(
    session: AsyncSession, what: str, wish: Subscription, *, by: int | None, now: datetime
) -> None:
    await db.changes.add(
        session,
        wish.guild_id,
        at=now,
        by=by,
        what=what,
        agreement_id=wish.agreement_id,
        milestone_id=wish.milestone_id,
        after={
            "scope": wish.scope.value,
            "subject": wish.subject,
            "channel": wish.channel_id,
            "person": wish.user_id,
            "ladder": write_ladder(wish.ladder),
        },
    )
