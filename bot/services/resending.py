"""Resending: what could not be delivered goes to another channel, or is tried again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.boards
import db.changes
import db.guilds
import db.milestones
import db.places
import db.subscriptions
import db.undelivered
from bot.domain.places import Place, may_stand_in
from bot.domain.reminders import Reminder
from bot.domain.undelivered import SWITCHED_OFF, dropped
from bot.errors import UserError
from bot.messages import t
from bot.services import finding
from bot.services.planning import replan_guild


@dataclass(frozen=True, slots=True)
class SentOn:
    """What became of what could not be delivered in `place`, once it was sent to `to`.

    `moved` counts the subscriptions that go there now, `ended` those that it had already; `again`
    the reminders that are posted now, and `dropped` those that are no longer news.
    """

    place: Place
    to: Place
    moved: int = 0
    ended: int = 0
    again: int = 0
    dropped: int = 0


async def send_to(
    session: AsyncSession,
    guild_id: int,
    place_id: int,
    channel_id: int,
    *,
    by: int | None,
    now: datetime,
) -> SentOn:
    """Take all that is posted in one channel to another, with what could not be delivered.

    Raises UserError where others could read there what was private, or for direct messages.
    """
    place = await finding.place(session, guild_id, place_id)
    to = await db.places.ensure(session, guild_id, channel_id=channel_id, user_id=None)
    _refuse(place, to)
    sent = await _move(session, place, to, now=now)
    again = await db.undelivered.given_up(session, guild_id, place.id)
    sent = await _again(session, sent, again, now=now)
    await _note(session, "undelivered reminders sent elsewhere", sent, by=by, now=now)
    return sent


async def try_again(
    session: AsyncSession, guild_id: int, place_id: int, *, by: int | None, now: datetime
) -> SentOn:
    """Post what could not be delivered in a place there after all, as far as it is news.

    A channel counts as open again until a post is refused there; that a person takes direct
    messages again, only a post can show.
    """
    sent = await _retry(session, await finding.place(session, guild_id, place_id), now=now)
    await _note(session, "undelivered reminders tried again", sent, by=by, now=now)
    return sent


async def retry_all(session: AsyncSession, guild_id: int, *, now: datetime) -> None:
    """Try all that could not be delivered in a server where it was meant to be, as far as news."""
    lost = await db.undelivered.lost(session, guild_id)
    for place in (await db.places.of(session, lost)).values():
        await _retry(session, place, now=now)


async def _retry(session: AsyncSession, place: Place, *, now: datetime) -> SentOn:
    """Put what could not be delivered in a place back into the queue, as far as it is news."""
    opened = {"closed_at": None, "closed_reason": None} if place.channel_id else {}
    await db.places.change(session, place.id, rests_until=None, failures=0, **opened)
    await db.undelivered.recall(session, place.guild_id, place.id, to=place.id)
    await db.boards.wake(session, place.id)
    again = await db.undelivered.given_up(session, place.guild_id, place.id)
    return await _again(session, SentOn(place, place), again, now=now)


def _refuse(place: Place, to: Place) -> None:
    if place.channel_id is None:
        raise UserError(t("What is meant for one person alone goes to no channel."))
    if to.id == place.id:
        raise UserError(t("They are meant for that channel already; press Try again here."))
    if not may_stand_in(place, to):
        raise UserError(
            t(
                "Everybody can read {new}, and as far as I know not everybody could read {old}. "
                "Choose a private channel.",
                new=f"<#{to.channel_id}>",
                old=f"<#{place.channel_id}>",
            )
        )


async def _move(session: AsyncSession, place: Place, to: Place, *, now: datetime) -> SentOn:
    """Have all that goes to one channel go to the other, and plan it again."""
    old, new = place.channel_id or 0, to.channel_id or 0
    before = await _posted_in(session, place)
    await db.undelivered.recall(session, place.guild_id, place.id, to=to.id)
    await db.subscriptions.move(session, place.guild_id, old, new, removed_at=now)
    await db.undelivered.stand_in_at(session, place.guild_id, place.id, to=to.id)
    await db.boards.move(session, place.id, to.id, removed_at=now)
    guild = await finding.guild(session, place.guild_id)
    for name in ("channel_id", "admin_channel_id"):
        if getattr(guild, name) == old:
            await db.guilds.change(session, guild.id, **{name: new})
    session.expire_all()
    await replan_guild(session, await finding.guild(session, guild.id), now=now)
    moved = before & await _posted_in(session, to)
    return SentOn(place, to, moved=len(moved), ended=len(before - moved))


async def _posted_in(session: AsyncSession, place: Place) -> set[int]:
    """The subscriptions (ids) that are on and posted in a place."""
    every = await db.subscriptions.every(session, place.guild_id)
    return {each.id for each in every if each.place_id == place.id}


async def _again(
    session: AsyncSession, sent: SentOn, reminders: Sequence[Reminder], *, now: datetime
) -> SentOn:
    """Post again what is still news where it goes now; the rest is let go, with the reason."""
    ids = list({each.milestone_id for each in reminders if each.milestone_id})
    milestones = {each.id: each for each in await db.milestones.living(session, ids)}
    heard = await db.undelivered.heard(session, ids, sent.to.id)
    wishes = {each.id for each in await db.subscriptions.every(session, sent.place.guild_id)}
    reasons: dict[str | None, list[Reminder]] = {}
    for each in reminders:
        of = each.milestone_id or 0
        on = each.subscription_id in wishes
        why = dropped(each, milestones.get(of), heard.get(of, ()), now) if on else SWITCHED_OFF
        reasons.setdefault(why, []).append(each)
    again = reasons.pop(None, [])
    # Only where it was tried can it have arrived.
    doubtful = [each.id for each in again if each.attempts > 1 and each.place_id == sent.to.id]
    await db.undelivered.look_again(session, doubtful, now=now)
    anew = [each.id for each in again if each.id not in doubtful]
    await db.undelivered.post_again(session, anew, place_id=sent.to.id)
    for why, let_go in reasons.items():
        await db.undelivered.cancel(session, [each.id for each in let_go], reason=why or "")
    return replace(sent, again=len(again), dropped=sum(map(len, reasons.values())))


async def _note(
    session: AsyncSession, what: str, sent: SentOn, *, by: int | None, now: datetime
) -> None:
    await db.changes.add(
        session,
        sent.place.guild_id,
        at=now,
        by=by,
        what=what,
        before={"channel": sent.place.channel_id, "person": sent.place.user_id},
        after={
            "channel": sent.to.channel_id,
            "person": sent.to.user_id,
            "moved": sent.moved,
            "ended": sent.ended,
            "posted_again": sent.again,
            "dropped": sent.dropped,
        },
    )
