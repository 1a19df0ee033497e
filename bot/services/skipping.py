"""Skipping: a date of one milestone of which one place does not want to be reminded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.changes
import db.reminders
import db.subscriptions
from bot.domain.deadlines import recurs
from bot.domain.milestones import Milestone
from bot.domain.reminders import Reminder, ReminderState
from bot.domain.skips import SKIPPABLE, skip_reason, skipper
from bot.domain.subscriptions import Subscription
from bot.errors import Conflict, NotFound
from bot.messages import t
from bot.services import finding
from bot.services.planning import replan


@dataclass(frozen=True, slots=True)
class Skipped:
    """How many reminders of a milestone's date were skipped, or planned again.

    `again`: it recurs, and is reminded of for its next time.
    """

    milestone: Milestone
    count: int
    again: bool


async def skip(
    session: AsyncSession,
    guild_id: int,
    reference: str | int,
    *,
    by: int,
    now: datetime,
    channel_id: int | None = None,
    subscription_id: int | None = None,
) -> Skipped:
    """Keep what is planned for a milestone's present date from being posted in a place.

    That is a channel, through all of its subscriptions, or the place of one subscription. A date
    that comes to be another is reminded of again. Raises NotFound where nothing is planned there,
    and Conflict where it has been skipped.
    """
    milestone = await finding.milestone(session, guild_id, reference)
    wishes = await _wishes(session, guild_id, channel_id, subscription_id)
    here = await _reminders(session, milestone, wishes)
    waiting = [
        each.id for each in here if each.state is ReminderState.PLANNED and each.kind in SKIPPABLE
    ]
    if not waiting:
        _nothing_planned(milestone, skipped=_skipped(milestone, here))
    await db.reminders.skip(session, waiting, skip_reason(by))
    await _note(session, "reminders skipped", milestone, wishes, by=by, now=now)
    return Skipped(milestone, len(waiting), recurs(milestone.rule))


async def unskip(
    session: AsyncSession,
    guild_id: int,
    reference: str | int,
    *,
    by: int,
    now: datetime,
    channel_id: int | None = None,
    subscription_id: int | None = None,
) -> Skipped:
    """Remind after all of a date that was skipped; what would have come meanwhile stays away.

    Raises NotFound where nothing was skipped.
    """
    milestone = await finding.milestone(session, guild_id, reference)
    wishes = await _wishes(session, guild_id, channel_id, subscription_id)
    skipped = _skipped(milestone, await _reminders(session, milestone, wishes))
    if not skipped:
        raise NotFound(
            t("“{what}” is not skipped here, so nothing is to be undone.", what=milestone.what)
        )
    ahead = [each.id for each in skipped if each.due_at > now]
    await db.reminders.unskip(session, ahead)
    await db.reminders.let_pass(session, [each.id for each in skipped if each.due_at <= now])
    await _note(session, "reminders no longer skipped", milestone, wishes, by=by, now=now)
    await _replan(session, milestone, now)
    again = await _reminders(session, milestone, wishes)
    planned = [each for each in again if each.state is ReminderState.PLANNED]
    return Skipped(milestone, len(planned), recurs(milestone.rule))


def _nothing_planned(milestone: Milestone, *, skipped: Collection[Reminder]) -> None:
    if skipped:
        raise Conflict(
            t("“{what}” is skipped already. Undo it with /remind unskip.", what=milestone.what)
        )
    raise NotFound(
        t("Nothing is planned here for “{what}”, so nothing is skipped.", what=milestone.what)
    )


def _skipped(milestone: Milestone, reminders: Sequence[Reminder]) -> list[Reminder]:
    return [
        each
        for each in reminders
        if skipper(each) is not None and each.due_version == milestone.due_version
    ]


async def _wishes(
    session: AsyncSession, guild_id: int, channel_id: int | None, subscription_id: int | None
) -> list[Subscription]:
    if subscription_id is not None:
        return [await finding.subscription(session, guild_id, subscription_id)]
    every = await db.subscriptions.every(session, guild_id)
    return [each for each in every if each.channel_id is not None and each.channel_id == channel_id]


async def _reminders(
    session: AsyncSession, milestone: Milestone, wishes: Sequence[Subscription]
) -> list[Reminder]:
    ids = {each.id for each in wishes}
    every = await db.reminders.of_milestones(session, [milestone.id])
    return [each for each in every if each.subscription_id in ids]


async def _replan(session: AsyncSession, milestone: Milestone, now: datetime) -> None:
    guild = await finding.guild(session, milestone.guild_id)
    agreement = await db.agreements.find(session, guild.id, milestone.agreement_id)
    if agreement is not None:
        await replan(session, guild, [agreement], [milestone], now=now)


async def _note(
    session: AsyncSession,
    what: str,
    milestone: Milestone,
    wishes: Sequence[Subscription],
    *,
    by: int,
    now: datetime,
) -> None:
    places = {
        "channels": sorted({each.channel_id for each in wishes if each.channel_id}),
        "people": sorted({each.user_id for each in wishes if each.user_id}),
        "due": milestone.due_on.isoformat() if milestone.due_on else None,
    }
    await db.changes.add(
        session,
        milestone.guild_id,
        at=now,
        by=by,
        what=what,
        agreement_id=milestone.agreement_id,
        milestone_id=milestone.id,
        after=places,
    )
