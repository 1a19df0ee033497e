"""Use case on the starter catalogue: loading it, and a newer one, without touching people's work.

How a newer one meets what people edited is in `bot.services.merging`.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import db.agreements
import db.changes
import db.events
import db.guilds
import db.milestones
import db.sources
from bot.domain import catalogue
from bot.domain.catalogue import CatalogueAgreement, CatalogueEvent, CatalogueMilestone
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import rule_to_json
from bot.domain.deadlines import recurs
from bot.domain.guilds import Guild
from bot.services import finding
from bot.services.merging import Load, merge, merge_parties
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
            load = Load(session, guild_id, now)
            guild = await finding.guild(session, guild_id)
            for key, source in new.sources.items():
                load.sources[source], corrected = await db.sources.catalogued(
                    session, guild_id, key, source
                )
                load.updated += corrected
            for agreement in new.agreements:
                await _agreement(load, guild, agreement, by)
            await db.guilds.change(session, guild_id, catalogue_version=new.version)
            if load.changed:
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


async def _agreement(load: Load, guild: Guild, new: CatalogueAgreement, by: int | None) -> None:
    before = load.changed
    merged = await merge(load, Kind.AGREEMENT, load.guild_id, new.key, _columns(new))
    if merged is None:
        return
    await merge_parties(load, merged, new.short_name, new.parties)
    cited = [load.sources[each] for each in new.sources]
    await db.agreements.add_sources(load.session, merged.id, cited)
    for event in new.events:
        await merge(load, Kind.EVENT, merged.id, event.key, _event_columns(load, event))
    claims = [(each, load.sources[each.source] if each.source else None) for each in new.claims]
    if await db.events.set_claims(load.session, merged.id, claims) and not merged.new:
        load.updated += 1
    added = [await _milestone(load, merged.id, milestone) for milestone in new.milestones]
    if load.changed > before:
        told = [each for each in added if each and guild.catalogue_version]
        await follow(load.session, guild, merged.id, by=by, now=load.now, newly_recorded=told)


def _columns(new: CatalogueAgreement) -> dict[str, Any]:
    return {
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


def _event_columns(load: Load, new: CatalogueEvent) -> dict[str, Any]:
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


async def _milestone(load: Load, agreement_id: int, new: CatalogueMilestone) -> int | None:
    """Merge a milestone; returns its id where it is new."""
    rule = read_rule(new.rule) if new.rule else None
    columns = _milestone_columns(load, new)
    merged = await merge(load, Kind.MILESTONE, agreement_id, new.key, columns)
    if merged is None:
        return None
    if "rule" in merged.written:
        first = 1 if recurs(rule) else None
        await db.milestones.change(load.session, merged.id, occurrence=first)
    if "settled" in merged.written and new.evidence:
        await db.milestones.add_evidence(
            load.session,
            merged.id,
            note=new.evidence.note,
            url=new.evidence.url,
            by=None,
            at=None,
        )
    return merged.id if merged.new else None


def _milestone_columns(load: Load, new: CatalogueMilestone) -> dict[str, Any]:
    settlement = new.settlement
    return {
        "what": new.what,
        "kind": new.kind.value,
        "modality": new.modality.value,
        "obligors": list(new.obligors),
        "quote": new.quote,
        "source_id": load.sources[new.source],
        "rule": rule_to_json(read_rule(new.rule)) if new.rule else None,
        "zone": new.zone,
        "convention": new.convention,
        "calendars": [],
        "no_date_reason": new.no_date_reason,
        "settled": settlement.kind.value if settlement else None,
        "settled_on": settlement.on if settlement else None,
        "settled_note": settlement.note if settlement else None,
    }
