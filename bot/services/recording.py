"""Recording milestones: new ones, and edits, each with what follows from it."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypedDict, Unpack
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.guilds
import db.milestones
import db.reminders
import db.sources
from bot.domain.agreements import Agreement, Source
from bot.domain.changes import MilestoneChange
from bot.domain.dates.grammar.places import zone_of
from bot.domain.dates.stored import rule_from_json, rule_to_json
from bot.domain.dates.values import DeadlineKind, Rule
from bot.domain.deadlines import counted_in, read_due, recurs
from bot.domain.milestones import Milestone, Modality
from bot.domain.names import folded
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
from bot.services.writing import recorded, write


class Filled(TypedDict, total=False):
    """What a person fills in of a milestone; in an edit "-" empties a field.

    `due` is a date, or a period such as "6 months after signature".
    """

    due: str | None
    kind: str | None
    modality: str | None
    obligors: str | None
    quote: str | None
    source_url: str | None
    zone: str | None
    no_date_reason: str | None
    said_at: datetime | None


async def add(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    agreement: str,
    what: str,
    owner_id: int | None = None,
    **filled: Unpack[Filled],
) -> MilestoneChange:
    """A new milestone of an agreement; without what is `due` it has no date yet.

    Raises UserError for what cannot be read and Conflict where the agreement has it.
    """
    parent = await finding.agreement(session, guild_id, agreement)
    zone = _zone(filled, parent.zone)
    columns = {
        **_wording(filled),
        "source_id": await _source(session, guild_id, filled.get("source_url")),
        **_rule(filled, zone, now),
        "owner_id": owner_id,
    }
    id_ = await insert(session, parent, what, zone=zone, **columns)
    return await recorded(session, guild_id, parent.id, id_, by=by, now=now)


async def insert(
    session: AsyncSession, parent: Agreement, what: str, *, zone: str, **columns: Any
) -> int:
    """A new milestone of an agreement, from columns that have been read; returns its id.

    What follows from it is left to `bot.services.writing`. Raises Conflict where the agreement has
    one of these words.
    """
    words = await _free_words(session, parent, what)
    usual: dict[str, Any] = {
        "kind": DeadlineKind.ACT_BY.value,
        "modality": _usual_modality(parent).value,
        "obligors": [],
        "convention": parent.convention,
        "calendars": [],
    }
    await db.guilds.ensure(session, parent.guild_id, "")
    return await db.milestones.insert(
        session, parent.guild_id, parent.id, **usual | columns | {"what": words, "zone": zone}
    )


def by_rule(rule: Rule) -> dict[str, Any]:
    """The columns that a rule sets; what recurs begins with its first time."""
    return {"rule": rule_to_json(rule), "occurrence": 1 if recurs(rule) else None}


async def edit(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    reference: str,
    what: str | None = None,
    **filled: Unpack[Filled],
) -> MilestoneChange:
    """Change what is given of a milestone; for what is `due`, "-" takes the date away.

    A date that was set by hand stays in force over a new rule; owner, evidence and reminders stay.
    What recurs by a new rule stands at the present one of its times.
    """
    before = await finding.milestone(session, guild_id, reference)
    parent = await finding.agreement(session, guild_id, before.agreement)
    zone, stated = _zone(filled, before.zone), filled.get("zone") is not None
    columns = _wording(filled)
    if what is not None and " ".join(what.split()) != before.what:
        columns["what"] = await _free_words(session, parent, what, own=before.id)
    if filled.get("due") is not None:
        columns |= await _new_rule(session, before, filled, zone, now)
    elif stated and before.rule is not None:
        columns["rule"] = rule_to_json(counted_in(before.rule, zone))
    if (url := filled.get("source_url")) is not None:
        columns["source_id"] = await _source(session, guild_id, url)
    if stated:
        columns["zone"] = zone
    if not columns:
        raise UserError(t("Nothing to change: fill in at least one field with something new."))
    return await write(session, before, columns, "edited", by=by, now=now)


async def _new_rule(
    session: AsyncSession, before: Milestone, filled: Filled, zone: str, now: datetime
) -> dict[str, Any]:
    """The columns of another rule, at the present time of what recurs by it."""
    columns = _rule(filled, zone, now)
    await db.reminders.forget_times(session, before.id)
    if columns["occurrence"] is not None:
        rule = rule_from_json(columns["rule"])
        new = await finding.times(session, replace(before, rule=rule, zone=zone))
        columns["occurrence"] = new.present(0, now)
    return columns


async def _free_words(
    session: AsyncSession, agreement: Agreement, what: str, *, own: int | None = None
) -> str:
    words = bounded(what, MAX_WHAT, field=t("milestone"))
    used = await db.milestones.words(session, agreement.id)
    if folded(words) in {folded(each) for id_, each in used.items() if id_ != own}:
        raise Conflict(
            t(
                "{agreement} already has “{what}”. Change that one with /milestone edit, or use "
                "other words.",
                agreement=agreement.short_name,
                what=words,
            )
        )
    return words


def _wording(filled: Filled) -> dict[str, Any]:
    """The columns for what was given of a milestone's kind and words."""
    kind, modality = filled.get("kind"), filled.get("modality")
    columns = {
        "kind": kind and DeadlineKind(kind).value,
        "modality": modality and Modality(modality).value,
        "obligors": list(read_list(filled.get("obligors"), field=t("who owes it"))),
        "quote": optional(filled.get("quote"), MAX_QUOTE, field=t("quote")),
        "no_date_reason": optional(filled.get("no_date_reason"), MAX_NOTE, field=t("reason")),
    }
    return {name: value for name, value in columns.items() if filled.get(name) is not None}


def _zone(filled: Filled, usual: str) -> str:
    zone = filled.get("zone")
    return zone_of(zone) if zone else usual


def _usual_modality(agreement: Agreement) -> Modality:
    """A binding instrument obliges; any other states an intention."""
    return Modality.SHALL if agreement.binding else Modality.INTENDS


def _rule(filled: Filled, zone: str, now: datetime) -> dict[str, Any]:
    """The columns that a date or a period sets; a recurring one begins with its first time.

    A zone that a person stated goes before that of the event, unless the words name another.
    """
    due = filled.get("due")
    if due is None or not due.strip() or due.strip() == EMPTY:
        return {"rule": None, "occurrence": None}
    today = (filled.get("said_at") or now).astimezone(ZoneInfo(zone)).date()
    rule = read_due(due, today=today, zone=zone)
    return by_rule(rule if filled.get("zone") is None else counted_in(rule, zone))


async def _source(session: AsyncSession, guild_id: int, url: str | None) -> int | None:
    link = read_link(url)
    if link is None:
        return None
    return await db.sources.ensure(session, guild_id, Source(title=link, url=link))
