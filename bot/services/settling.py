"""Settling milestones: how they end, begin again, and who answers for them."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.milestones
from bot.domain.changes import MilestoneChange
from bot.domain.dates.values import Precision
from bot.domain.days import read_day
from bot.domain.deadlines import recurs
from bot.domain.milestones import Milestone, SettlementKind, state
from bot.domain.texts import MAX_NOTE, bounded, optional, read_link
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import finding
from bot.services.writing import write


async def done(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str | int,
    evidence: str,
    on: str | None = None,
    url: str | None = None,
    said_at: datetime | None = None,
    occurrence: int | None = None,
) -> MilestoneChange:
    """Record that a milestone was met, on which day (today where none is given), shown by what.

    A recurring milestone goes on to its next time; with its last it has ended. `occurrence` says
    which time was meant. Raises UserError without evidence and for a day that has not come,
    Conflict where it has ended already or is at another time by now.
    """
    note = bounded(evidence, MAX_NOTE, field=t("evidence"))
    link = read_link(url)
    milestone = await finding.milestone(session, guild_id, reference)
    await finding.same_time(session, milestone, occurrence)
    met_on = await _met_on(session, on, milestone, said_at or now)
    if met_on > _today(milestone, now):
        raise UserError(t("{on} has not come yet; give the day on which it was done.", on=met_on))
    _refuse_ended(milestone, now)
    await db.milestones.add_evidence(session, milestone.id, note=note, url=link, by=by, at=now)
    time = milestone.occurrence
    if time is not None and not await _is_last(session, milestone, time):
        words = {"due": milestone.due_on, "on": met_on, "note": note}
        note = t("the time due {due} was met on {on}: {note}", **words)
        return await go_on(session, milestone, "done", to=time + 1, by=by, now=now, note=note)
    return await _settle(
        session, milestone, SettlementKind.DONE, on=met_on, by=by, now=now, note=note
    )


async def _is_last(session: AsyncSession, milestone: Milestone, time: int) -> bool:
    return recurs(milestone.rule) and (await finding.times(session, milestone)).is_last(time)


async def go_on(
    session: AsyncSession,
    milestone: Milestone,
    what: str,
    *,
    to: int,
    by: int | None,
    now: datetime,
    note: str | None = None,
) -> MilestoneChange:
    """Take a recurring milestone to another time; a date set by hand was for this time only."""
    columns: dict[str, Any] = {
        "occurrence": to,
        "verified_on": None,
        "override_on": None,
        "override_by": None,
        "override_at": None,
        "override_reason": None,
        "override_official": False,
    }
    return await write(session, milestone, columns, what, by=by, now=now, note=note)


async def end(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str | int,
    kind: SettlementKind,
    reason: str,
) -> MilestoneChange:
    """Waive, suspend, supersede or cancel a milestone, with the reason; its reminders stop."""
    note = bounded(reason, MAX_NOTE, field=t("reason"))
    milestone = await finding.milestone(session, guild_id, reference)
    _refuse_ended(milestone, now)
    today = _today(milestone, now)
    return await _settle(session, milestone, kind, on=today, by=by, now=now, note=note)


async def reopen(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str | int,
    reason: str | None = None,
) -> MilestoneChange:
    """Undo the end of a milestone; evidence given stays, and reminders still ahead return."""
    note = optional(reason, MAX_NOTE, field=t("reason"))
    milestone = await finding.milestone(session, guild_id, reference)
    if milestone.settlement is None:
        raise Conflict(t("“{what}” is open already.", what=milestone.what))
    columns = dict.fromkeys(("settled", "settled_on", "settled_by", "settled_at", "settled_note"))
    return await write(session, milestone, columns, "reopened", by=by, now=now, note=note)


async def assign(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str | int,
    owner_id: int | None,
    deputy_id: int | None = None,
) -> MilestoneChange:
    """Say who answers for a milestone and who stands in for them (Discord users' ids).

    Who is not given stays; with neither given nobody answers for it any more. A deputy who becomes
    the owner is the deputy no longer. Raises UserError where one person would be both.
    """
    milestone = await finding.milestone(session, guild_id, reference)
    people = _people(milestone, owner_id, deputy_id)
    what = "owner and deputy named" if owner_id and deputy_id else "owner named"
    if owner_id is None:
        what = "deputy named" if deputy_id else "nobody answers for it any more"
    return await write(session, milestone, people, what, by=by, now=now, kept=tuple(people))


def _people(
    milestone: Milestone, owner_id: int | None, deputy_id: int | None
) -> dict[str, int | None]:
    """The columns of who answers for a milestone, and who stands in for them."""
    if owner_id is None and deputy_id is None:
        return {"owner_id": None, "deputy_id": None}
    owner, deputy = owner_id or milestone.owner_id, deputy_id or milestone.deputy_id
    if owner != deputy:
        return {"owner_id": owner, "deputy_id": deputy}
    if deputy_id is not None:
        raise UserError(t("Name somebody else as the deputy: this person is the owner."))
    return {"owner_id": owner, "deputy_id": None}


async def checked(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str | int,
) -> MilestoneChange:
    """Note that somebody looked today and found a milestone not met."""
    milestone = await finding.milestone(session, guild_id, reference)
    columns = {"verified_on": _today(milestone, now)}
    return await write(session, milestone, columns, "checked: not met", by=by, now=now)


def _today(milestone: Milestone, now: datetime) -> date:
    return now.astimezone(ZoneInfo(milestone.zone)).date()


async def _met_on(
    session: AsyncSession, on: str | None, milestone: Milestone, said_at: datetime
) -> date:
    today = _today(milestone, said_at)
    if on is None or not on.strip():
        return today
    parent, others = await finding.family(session, milestone)
    written = read_day(
        on, today=today, zone=milestone.zone, agreement=parent, milestones=others, past=True
    )
    if written.precision is not Precision.DAY:
        raise UserError(t("Give the day on which it was done, such as 28 April 2026."))
    return written.on


def _refuse_ended(milestone: Milestone, now: datetime) -> None:
    """A milestone ends once; only a suspended one may still be done, waived or superseded."""
    ended = milestone.settlement.kind if milestone.settlement else SettlementKind.SUSPENDED
    if ended is not SettlementKind.SUSPENDED:
        raise Conflict(
            t(
                "“{what}” is {state} already. Reopen it first with /milestone reopen.",
                what=milestone.what,
                state=state(milestone, now).value,
            )
        )


async def _settle(
    session: AsyncSession,
    milestone: Milestone,
    kind: SettlementKind,
    *,
    on: date,
    by: int | None,
    now: datetime,
    note: str,
) -> MilestoneChange:
    columns = {
        "settled": kind.value,
        "settled_on": on,
        "settled_by": by,
        "settled_at": now,
        "settled_note": note,
    }
    return await write(session, milestone, columns, kind.value, by=by, now=now, note=note)
