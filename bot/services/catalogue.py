"""Use case on the starter catalogue: loading it, and a newer one, without touching people's work.

Every record that comes from the catalogue keeps the values it was loaded with. A later load
changes a field only while the record still holds that value: what people edited stays theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.catalogued
import db.changes
import db.events
import db.guilds
import db.milestones
import db.sources
from bot.domain import catalogue
from bot.domain.agreements import Party, Source
from bot.domain.catalogue import CatalogueAgreement, CatalogueEvent, CatalogueMilestone
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import rule_to_json
from bot.domain.deadlines import recurs
from bot.domain.names import folded
from bot.services import finding
from bot.services.planning import follow
from bot.services.recurring import advance
from bot.services.transactions import Transactions
from db.catalogued import Kind

FOLDER = Path(__file__).parents[1] / "catalogue"


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """What a load did: records added, records updated, and what people's edits kept as it was."""

    version: str
    added: int
    updated: int
    unchanged: int
    kept: tuple[str, ...]


@dataclass(slots=True)
class _Load:
    """One load under way in one transaction."""

    session: AsyncSession
    guild_id: int
    now: datetime
    sources: dict[Source, int] = field(default_factory=dict)
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)


@cache
def packaged() -> catalogue.Catalogue:
    """The catalogue that comes with this version of Milepost."""
    return catalogue.load(
        {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml")}
    )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The agreements that Milepost knows out of the box."""

    transactions: Transactions

    async def load(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        new: catalogue.Catalogue | None = None,
    ) -> CatalogueReport:
        """Bring a server's record up to the catalogue (the packaged one, unless another is given).

        Loading the same catalogue again changes nothing.
        """
        new = new or packaged()
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            load = _Load(session, guild_id, now)
            for key, source in new.sources.items():
                load.sources[source] = await db.sources.ensure(
                    session, guild_id, source, catalogue_key=key
                )
            for agreement in new.agreements:
                await _agreement(load, agreement, by)
            await db.guilds.change(session, guild_id, catalogue_version=new.version)
            if load.added or load.updated:
                await db.changes.add(
                    session,
                    guild_id,
                    at=now,
                    by=by,
                    what="starter catalogue loaded",
                    after={"version": new.version, "added": load.added, "updated": load.updated},
                )
        await advance(self.transactions, now, guild_id=guild_id)
        return CatalogueReport(
            new.version, load.added, load.updated, load.unchanged, tuple(load.kept)
        )


async def _agreement(load: _Load, new: CatalogueAgreement, by: int | None) -> None:
    before = load.added + load.updated
    columns: dict[str, Any] = {
        "title": new.title,
        "short_name": new.short_name,
        "instrument": new.instrument.value,
        "binding": new.binding,
        "summary": new.summary,
        "zone": new.zone,
        "convention": new.convention,
        "aliases": list(new.aliases),
        "commodities": list(new.commodities),
        "topics": list(new.topics),
        "questions": list(new.questions),
        "related": list(new.related),
        "verified_on": new.verified_on,
    }
    agreement_id = await _merge(load, Kind.AGREEMENT, load.guild_id, new.key, columns)
    if agreement_id is None:
        return
    await _parties(load, agreement_id, new.parties)
    cited = [load.sources[each] for each in new.sources]
    await db.agreements.add_sources(load.session, agreement_id, cited)
    for event in new.events:
        await _merge(load, Kind.EVENT, agreement_id, event.key, _event_columns(load, event))
    for claim in new.claims:
        load.added += await db.events.ensure_claim(
            load.session,
            agreement_id,
            point=claim.point,
            statement=claim.statement,
            claimed_by=claim.claimed_by,
            source_id=load.sources[claim.source] if claim.source else None,
        )
    for milestone in new.milestones:
        await _milestone(load, agreement_id, milestone)
    if load.added + load.updated > before:
        guild = await finding.guild(load.session, load.guild_id)
        await follow(load.session, guild, agreement_id, by=by, now=load.now)


def _event_columns(load: _Load, new: CatalogueEvent) -> dict[str, Any]:
    event = new.event
    return {
        "kind": event.kind.value,
        "on": event.on,
        "at": event.at,
        "zone": event.zone,
        "place": event.place,
        "precision": event.precision.value,
        "standing": event.standing.value,
        "note": event.note,
        "also_on": [db.events.stored_anchor(each) for each in event.also_on],
        "source_id": load.sources[event.source] if event.source else None,
    }


async def _milestone(load: _Load, agreement_id: int, new: CatalogueMilestone) -> None:
    settlement = new.settlement
    rule = read_rule(new.rule) if new.rule else None
    columns: dict[str, Any] = {
        "what": new.what,
        "kind": new.kind.value,
        "modality": new.modality.value,
        "obligors": list(new.obligors),
        "quote": new.quote,
        "source_id": load.sources[new.source],
        "rule": rule_to_json(rule) if rule else None,
        "zone": new.zone,
        "convention": new.convention,
        "calendars": [],
        "no_date_reason": new.no_date_reason,
        "settled": settlement.kind.value if settlement else None,
        "settled_on": settlement.on if settlement else None,
        "settled_note": settlement.note if settlement else None,
    }
    columns["occurrence"] = 1 if recurs(rule) else None
    known = load.added
    milestone_id = await _merge(load, Kind.MILESTONE, agreement_id, new.key, columns)
    if milestone_id is not None and load.added > known and new.evidence:
        await db.milestones.add_evidence(
            load.session,
            milestone_id,
            note=new.evidence.note,
            url=new.evidence.url,
            by=None,
            at=None,
        )


async def _parties(load: _Load, agreement_id: int, new: tuple[Party, ...]) -> None:
    """The parties as one field: replaced while they are still as loaded, else kept."""
    wanted = [[each.name, each.code, each.role] for each in new]
    base = await db.catalogued.base(load.session, Kind.AGREEMENT, agreement_id)
    if base.get("parties") == wanted:
        return
    current = await db.agreements.parties_of(load.session, agreement_id)
    if base.get("parties", []) == [[each.name, each.code, each.role] for each in current]:
        await db.agreements.set_parties(load.session, agreement_id, new)
    await db.catalogued.rebase(
        load.session, Kind.AGREEMENT, agreement_id, {**base, "parties": wanted}
    )


async def _merge(
    load: _Load, kind: Kind, parent_id: int, key: str, columns: dict[str, Any]
) -> int | None:
    """Insert a record or bring it up to date, field by field; returns its id.

    None where an agreement of that name, made by people, stands in its place.
    """
    stored = await db.catalogued.find(load.session, kind, parent_id, key, list(columns))
    plain = {name: _plain(value) for name, value in columns.items()}
    if stored is None:
        return await _insert(load, kind, parent_id, key, columns=columns, base=plain)
    current = {name: _plain(value) for name, value in stored.columns.items()}
    changed = {name for name in columns if stored.base.get(name) != plain[name]}
    theirs = {name for name in changed if current[name] != stored.base.get(name)}
    write = {name: columns[name] for name in changed - theirs}
    load.kept += [f"{key}: {name}" for name in sorted(theirs)]
    if changed:
        base = {**stored.base, **plain}
        await db.catalogued.write(load.session, kind, stored.id, write, base)
    load.updated += bool(write)
    load.unchanged += not write
    return stored.id


async def _insert(
    load: _Load,
    kind: Kind,
    parent_id: int,
    key: str,
    *,
    columns: dict[str, Any],
    base: Mapping[str, Any],
) -> int | None:
    if kind is Kind.AGREEMENT:
        names = await db.agreements.names(load.session, load.guild_id, archived=None)
        if folded(columns["short_name"]) in {folded(every[0]) for every in names.values()}:
            load.kept.append(columns["short_name"])
            return None
    load.added += 1
    return await db.catalogued.insert(
        load.session,
        kind,
        parent_id,
        key,
        columns=columns,
        new_base=base,
        guild_id=load.guild_id,
        now=load.now,
    )


def _plain(value: Any) -> Any:
    """A column's value as JSON holds it, so that it can be compared with the stored base."""
    return value.isoformat() if isinstance(value, date | time) else value
