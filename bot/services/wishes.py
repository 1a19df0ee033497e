"""Storing subscriptions: what has to be true of one before, and its line in the history."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.places
import db.subscriptions
from bot.domain.ladders import write_ladder
from bot.domain.places import may_stand_in
from bot.domain.subscriptions import MOST_DAYS_UNSEEN, Scope, Subscription
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import finding


async def add(
    session: AsyncSession, wish: Subscription, subject: str | None, *, now: datetime
) -> Subscription:
    """Store a new wish for the `subject` that somebody named, with its line in the history.

    Raises NotFound for what is not on record, UserError for what does not go together, and Conflict
    where its place has the same wish already.
    """
    wish = await with_subject(session, wish, subject)
    await check(session, wish)
    stored = await _insert(session, wish, now)
    await note(session, "reminders switched on", stored, by=wish.created_by, now=now)
    return stored


async def change(
    session: AsyncSession,
    before: Subscription,
    after: Subscription,
    *,
    by: int | None,
    now: datetime,
) -> None:
    """Store what a wish is now, with its line in the history, if it is another than before."""
    if after != before:
        await db.subscriptions.change(session, after)
        await note(session, "reminders changed", after, by=by, now=now, before=before)


async def with_subject(
    session: AsyncSession, wish: Subscription, subject: str | None
) -> Subscription:
    """The wish with its subject as the record has it. Raises NotFound, UserError without a name."""
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
            return replace(wish, subject=await finding.commodity(session, wish.guild_id, subject))


async def check(session: AsyncSession, wish: Subscription) -> None:
    """Raise UserError where what was wished for does not go together."""
    await _check_fallback(session, wish)
    if wish.last_resort_role_id and not wish.escalate_after:
        raise UserError(t("Say also after how many days without a Seen to call on that role."))
    if wish.escalate_after and not 1 <= wish.escalate_after <= MOST_DAYS_UNSEEN:
        raise UserError(
            t("A reminder escalates after 1 to {most} days without a Seen.", most=MOST_DAYS_UNSEEN)
        )
    if wish.escalate_after and wish.user_id is not None:
        raise UserError(t("A direct message reaches nobody else: leave the escalation out."))


async def _check_fallback(session: AsyncSession, wish: Subscription) -> None:
    if wish.fallback_channel_id is None:
        return
    if wish.user_id is not None:
        raise UserError(t("What is meant for you alone has no fallback: leave the channel out."))
    if wish.fallback_channel_id == wish.channel_id:
        raise UserError(t("The fallback is the same channel. Choose another one, or leave it out."))
    ids = (wish.channel_id, wish.fallback_channel_id)
    here, there = [
        await db.places.ensure(session, wish.guild_id, channel_id=each, user_id=None)
        for each in ids
    ]
    if not may_stand_in(here, there):
        raise UserError(
            t(
                "Everybody can read {fallback}, but not {channel}, so what is meant for the one "
                "does not go to the other. Choose a private channel as the fallback.",
                fallback=f"<#{wish.fallback_channel_id}>",
                channel=f"<#{wish.channel_id}>",
            )
        )


async def _insert(session: AsyncSession, wish: Subscription, now: datetime) -> Subscription:
    try:
        return await db.subscriptions.insert(session, wish, created_at=now)
    except IntegrityError as error:
        subject = wish.subject or t("everything")
        if wish.schedule is not None:
            there = t(
                "A digest of {subject} comes there already. Change it with /digest change.",
                subject=subject,
            )
            raise Conflict(there) from error
        raise Conflict(
            t(
                "Reminders for {subject} are on there already. Change them with /remind change.",
                subject=subject,
            )
        ) from error


async def note(
    session: AsyncSession,
    what: str,
    wish: Subscription,
    *,
    by: int | None,
    now: datetime,
    before: Subscription | None = None,
) -> None:
    """Add a line to the history: what was done to a wish, as it is now and as it was `before`."""
    await db.changes.add(
        session,
        wish.guild_id,
        at=now,
        by=by,
        what=what,
        agreement_id=wish.agreement_id,
        milestone_id=wish.milestone_id,
        before=_plain(before) if before else None,
        after=_plain(wish),
    )


def _plain(wish: Subscription) -> dict[str, Any]:
    """A wish as the history keeps it."""
    return {
        "scope": wish.scope.value,
        "subject": wish.subject,
        "channel": wish.channel_id,
        "person": wish.user_id,
        "ladder": write_ladder(wish.ladder),
        "ladders": {kind.value: write_ladder(days) for kind, days in wish.ladders.items()},
        "role": wish.role_id,
        "member": wish.mention_user_id,
        "silent": wish.silent,
        "schedule": asdict(wish.schedule) if wish.schedule else None,
        "fallback": wish.fallback_channel_id,
        "escalate_after": wish.escalate_after,
        "last_resort": wish.last_resort_role_id,
        "paused_until": wish.paused_until.isoformat() if wish.paused_until else None,
    }
