"""Merging a newer catalogue into records: what nobody edited follows it, the rest stays.

Every record that comes from the catalogue keeps the values it was loaded with. A later load
changes a field only while the record still holds that value: what people edited stays theirs.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.catalogued
import db.filing
import db.milestones
from bot.domain.agreements import Party, Source
from bot.domain.names import folded
from bot.messages import t
from db.catalogued import Catalogued, Kind

NAMES = {Kind.AGREEMENT: "short_name", Kind.MILESTONE: "what"}
"""The field of each kind that nothing else beside it may share."""

SETTLEMENT = ("settled", "settled_on", "settled_note")
"""The fields that are one: how, when and why a milestone ended."""


@dataclass(slots=True)
class Load:
    """One load under way in one transaction."""

    session: AsyncSession
    guild_id: int
    now: datetime
    sources: dict[Source, int] = field(default_factory=dict)
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    named: dict[int, str] = field(default_factory=dict)
    """The short names of the guild's agreements, once they have been asked for."""

    @property
    def changed(self) -> int:
        """How many records were written so far."""
        return self.added + self.updated


@dataclass(frozen=True, slots=True)
class Merged:
    """A record after its merge: whether it is new, and which of its fields were written."""

    id: int
    new: bool
    written: Collection[str]


async def merge(
    load: Load, kind: Kind, parent_id: int, key: str, columns: dict[str, Any]
) -> Merged | None:
    """Insert a record or bring it up to date, field by field.

    None where one of that name, made by people, stands in its place.
    """
    plain = {name: _plain(value) for name, value in columns.items()}
    stored = await db.catalogued.find(load.session, kind, parent_id, key, list(columns))
    taken = await _taken(load, kind, parent_id, columns, stored)
    if stored is None:
        if taken:
            load.kept.append(columns[NAMES[kind]])
            return None
        return await _insert(load, kind, parent_id, key, columns=columns, base=plain)
    changed = {name for name in columns if stored.base.get(name) != plain[name]}
    theirs = changed & _edited(stored)
    if taken:
        theirs |= changed & {NAMES[kind]}
    write = {name: columns[name] for name in changed - theirs}
    load.kept += [f"{_called(kind, stored)}: {_field(each)}" for each in sorted(theirs)]
    if changed:
        base = {**stored.base, **plain}
        if taken:
            base[NAMES[kind]] = stored.base.get(NAMES[kind])  # it may be free at the next load
        await db.catalogued.write(load.session, kind, stored.id, write, base)
        _changed(load, kind, parent_id, stored.id)
        if kind is Kind.AGREEMENT and NAMES[kind] in write:
            load.named.clear()
    load.updated += bool(write)
    load.unchanged += not write
    return Merged(stored.id, False, write.keys())


def _changed(load: Load, kind: Kind, parent_id: int, own: int) -> None:
    """Note that a record has other words now, to be found by."""
    if kind is Kind.MILESTONE:
        db.filing.changed(load.session, milestone_ids=[own])
    else:
        db.filing.changed(load.session, agreement_id=own if kind is Kind.AGREEMENT else parent_id)


def _called(kind: Kind, stored: Catalogued) -> str:
    """What people call a record: its name, or of an event its kind."""
    return str(stored.columns[NAMES.get(kind, "kind")])


def _field(column: str) -> str:
    """What people call a field."""
    return {
        "short_name": t("short name"),
        "what": t("words"),
        "source_id": t("source"),
        "verified_on": t("day of the last check"),
        "no_date_reason": t("reason for having no date"),
        "also_on": t("other dates"),
        "on": t("date"),
        "settled": t("end"),
        "settled_on": t("day of the end"),
        "settled_note": t("note on the end"),
    }.get(column, column)


def _edited(stored: Catalogued) -> set[str]:
    """The fields that people have changed since they were loaded."""
    edited = {
        name for name, value in stored.columns.items() if _plain(value) != stored.base.get(name)
    }
    if stored.columns.get("rule") and "rule" not in edited:
        edited.discard("zone")  # a rule's days are counted in the zone of its event
    if edited.intersection(SETTLEMENT):
        edited.update(SETTLEMENT)
    return edited


async def _taken(
    load: Load, kind: Kind, parent_id: int, columns: dict[str, Any], stored: Catalogued | None
) -> bool:
    """Whether another record beside it has the name that it would take."""
    if stored and stored.base.get(NAMES.get(kind, "")) == columns.get(NAMES.get(kind, "")):
        return False
    if kind is Kind.AGREEMENT:
        if not load.named:
            names = await db.agreements.names(load.session, parent_id, archived=None)
            load.named.update({id_: every[0] for id_, every in names.items()})
        used = load.named
    elif kind is Kind.MILESTONE:
        used = await db.milestones.words(load.session, parent_id)
    else:
        return False
    name = folded(columns[NAMES[kind]])
    own = stored.id if stored else None
    return any(folded(other) == name for id_, other in used.items() if id_ != own)


async def _insert(
    load: Load,
    kind: Kind,
    parent_id: int,
    key: str,
    *,
    columns: dict[str, Any],
    base: dict[str, Any],
) -> Merged:
    load.added += 1
    record_id = await db.catalogued.insert(
        load.session,
        kind,
        parent_id,
        key,
        columns=columns,
        new_base=base,
        guild_id=load.guild_id,
        now=load.now,
    )
    _changed(load, kind, parent_id, record_id)
    if kind is Kind.AGREEMENT and load.named:
        load.named[record_id] = columns[NAMES[kind]]
    return Merged(record_id, True, columns.keys())


async def merge_parties(load: Load, agreement: Merged, called: str, new: tuple[Party, ...]) -> None:
    """The parties as one field: replaced while they are still as loaded, else kept."""
    wanted = [[each.name, each.code, each.role] for each in new]
    base = await db.catalogued.base(load.session, Kind.AGREEMENT, agreement.id)
    if base.get("parties") == wanted:
        return
    current = await db.agreements.parties_of(load.session, agreement.id)
    if base.get("parties", []) == [[each.name, each.code, each.role] for each in current]:
        await db.agreements.set_parties(load.session, agreement.id, new)
        db.filing.changed(load.session, agreement_id=agreement.id)
        if not agreement.written:
            load.updated, load.unchanged = load.updated + 1, load.unchanged - 1
    else:
        load.kept.append(f"{called}: {t('parties')}")
    base["parties"] = wanted
    await db.catalogued.rebase(load.session, Kind.AGREEMENT, agreement.id, base)


def _plain(value: Any) -> Any:
    """A column's value as JSON holds it, so that it can be compared with the stored base."""
    return value.isoformat() if isinstance(value, date | time) else value
