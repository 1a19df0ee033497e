"""Recording milestones: new ones, edits, and dates set by hand, each with what follows from it."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.changes
import db.guilds
import db.milestones
import db.sources
from bot.domain.agreements import Agreement, Source
from bot.domain.changes import MilestoneChange
from bot.domain.dates.grammar.places import zone_of
from bot.domain.dates.stored import rule_to_json
from bot.domain.dates.values import DeadlineKind, Precision
from bot.domain.days import read_day
from bot.domain.deadlines import counted_in, read_due, recurs
from bot.domain.milestones import Milestone, Modality
from bot.domain.texts import (
    EMPTY,
    MAX_NOTE,
    MAX_QUOTE,
    MAX_WHAT,
    bounded,
    optional,
    read_link,
    read_list,
)
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import finding
from bot.services.planning import follow


async def add(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    agreement: str,
    what: str,
    due: str | None = None,
    kind: str | None = None,
    modality: str | None = None,
    obligors: str | None = None,
    quote: str | None = None,
    source_url: str | None = None,
    zone: str | None = None,
    owner_id: int | None = None,
    said_at: datetime | None = None,
) -> MilestoneChange:
    """A new milestone of an agreement, from what a person typed.

    `due` is a date, or a period such as "6 months after signature"; without it the milestone has no
    date yet. Raises UserError for what cannot be read and Conflict where the agreement has it.
    """
    parent = await finding.agreement(session, guild_id, agreement)
    words = await _free_words(session, parent, what)
    at_zone = zone_of(zone) if zone else parent.zone
    columns: dict[str, Any] = {
        "what": words,
        "kind": DeadlineKind(kind or DeadlineKind.ACT_BY).value,
        "modality": Modality(modality or _usual_modality(parent)).value,
        "obligors": list(read_list(obligors, field=t("who owes it"))),
        "quote": optional(quote, MAX_QUOTE, field=t("quote")),
        "source_id": await _source(session, guild_id, source_url),
        **_rule(due, at_zone, said_at or now, stated=zone is not None),
        "zone": at_zone,
        "convention": parent.convention,
        "calendars": [],
        "owner_id": owner_id,
    }
    await db.guilds.ensure(session, guild_id, "")
    id_ = await db.milestones.insert(session, guild_id, parent.id, **columns)
    return await _follow(session, guild_id, parent.id, id_, "recorded", by=by, now=now, new=True)


async def edit(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str,
    what: str | None = None,
    due: str | None = None,
    kind: str | None = None,
    modality: str | None = None,
    obligors: str | None = None,
    quote: str | None = None,
    source_url: str | None = None,
    zone: str | None = None,
    no_date_reason: str | None = None,
    said_at: datetime | None = None,
) -> MilestoneChange:
    """Change what is given of a milestone; "-" empties a field, and for `due` takes the date away.

    A date that was set by hand stays in force over a new rule; owner, evidence and reminders stay.
    """
    before = await finding.milestone(session, guild_id, reference)
    parent = await finding.agreement(session, guild_id, before.agreement)
    at_zone = zone_of(zone) if zone else before.zone
    given: dict[str, Any] = {}
    if what is not None and what.strip().casefold() != before.what.casefold():
        given["what"] = await _free_words(session, parent, what)
    if due is not None:
        given |= _rule(due, at_zone, said_at or now, stated=zone is not None)
    elif zone is not None and before.rule is not None:
        given["rule"] = rule_to_json(counted_in(before.rule, at_zone))
    if kind is not None:
        given["kind"] = DeadlineKind(kind).value
    if modality is not None:
        given["modality"] = Modality(modality).value
    if obligors is not None:
        given["obligors"] = list(read_list(obligors, field=t("who owes it")))
    if quote is not None:
        given["quote"] = optional(quote, MAX_QUOTE, field=t("quote"))
    if source_url is not None:
        given["source_id"] = await _source(session, guild_id, source_url)
    if zone is not None:
        given["zone"] = at_zone
    if no_date_reason is not None:
        given["no_date_reason"] = optional(no_date_reason, MAX_NOTE, field=t("reason"))
    if not given:
        raise UserError(t("Nothing to change: fill in at least one field with something new."))
    return await write(session, before, given, "edited", by=by, now=now)


async def move(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str,
    to: str,
    reason: str,
    official: bool = False,
    said_at: datetime | None = None,
) -> MilestoneChange:
    """Set a milestone's date by hand, over what its rule gives; "-" goes back to the rule.

    `official` marks a date that a depositary or the parties announced.
    """
    before = await finding.milestone(session, guild_id, reference)
    note = bounded(reason, MAX_NOTE, field=t("reason"))
    if to.strip() == EMPTY:
        columns: dict[str, Any] = dict.fromkeys(
            ("override_on", "override_by", "override_at", "override_reason")
        )
        columns["override_official"] = False
        return await write(session, before, columns, "back to its rule", by=by, now=now, note=note)
    today = (said_at or now).astimezone(ZoneInfo(before.zone)).date()
    parent, others = await finding.family(session, before)
    written = read_day(to, today=today, zone=before.zone, agreement=parent, milestones=others)
    if written.precision is not Precision.DAY:
        raise UserError(t("Give the day to which it moves, such as 28 April 2026."))
    columns = {
        "override_on": written.on,
        "override_by": by,
        "override_at": now,
        "override_reason": note,
        "override_official": official,
    }
    return await write(session, before, columns, "date set by hand", by=by, now=now, note=note)


async def write(
    session: AsyncSession,
    before: Milestone,
    columns: dict[str, Any],
    what: str,
    *,
    by: int | None,
    now: datetime,
    note: str | None = None,
) -> MilestoneChange:
    """Change a milestone's columns, with its history line and all that follows from it."""
    await db.milestones.change(session, before.id, **columns)
    return await _follow(
        session,
        before.guild_id,
        before.agreement_id,
        before.id,
        what,
        by=by,
        now=now,
        before=before,
        note=note,
    )


async def _follow(
    session: AsyncSession,
    guild_id: int,
    agreement_id: int,
    milestone_id: int,
    what: str,
    *,
    by: int | None,
    now: datetime,
    before: Milestone | None = None,
    note: str | None = None,
    new: bool = False,
) -> MilestoneChange:
    await db.changes.add(
        session,
        guild_id,
        at=now,
        by=by,
        what=what,
        agreement_id=agreement_id,
        milestone_id=milestone_id,
        after={"note": note} if note else None,
    )
    guild = await finding.guild(session, guild_id)
    changes = await follow(
        session,
        guild,
        agreement_id,
        by=by,
        now=now,
        newly_recorded={milestone_id} if new else (),
        touched={milestone_id},
    )
    own = next(each for each in changes if each.after.id == milestone_id)
    others = tuple(each for each in changes if each.after.id != milestone_id)
    return replace(own, before=before, moved=others)


async def _free_words(session: AsyncSession, agreement: Agreement, what: str) -> str:
    words = bounded(what, MAX_WHAT, field=t("milestone"))
    if await db.milestones.named(session, agreement.id, words) is not None:
        raise Conflict(
            t(
                "{agreement} already has “{what}”. Change that one with /milestone edit, or use "
                "other words.",
                agreement=agreement.short_name,
                what=words,
            )
        )
    return words


def _usual_modality(agreement: Agreement) -> Modality:
    """A binding instrument obliges; any other states an intention."""
    return Modality.SHALL if agreement.binding else Modality.INTENDS


def _rule(due: str | None, zone: str, said_at: datetime, *, stated: bool) -> dict[str, Any]:
    """The columns that a date or a period sets; a recurring one begins with its first time.

    A zone that a person `stated` goes before that of the event, unless the words name another.
    """
    if due is None or not due.strip() or due.strip() == EMPTY:
        return {"rule": None, "occurrence": None}
    today = said_at.astimezone(ZoneInfo(zone)).date()
    rule = read_due(due, today=today, zone=zone)
    if stated:
        rule = counted_in(rule, zone)
    return {"rule": rule_to_json(rule), "occurrence": 1 if recurs(rule) else None}


async def _source(session: AsyncSession, guild_id: int, url: str | None) -> int | None:
    link = read_link(url)
    if link is None:
        return None
    return await db.sources.ensure(session, guild_id, Source(title=link, url=link))
