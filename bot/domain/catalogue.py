"""The starter catalogue: agreements with their events, claims and milestones, from TOML texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.domain import toml
from bot.domain.agreements import Claim, Event, EventKind, Instrument, Party, Source
from bot.domain.dates.values import Anchor, DeadlineKind, Precision, Standing
from bot.domain.milestones import Evidence, Modality, Settlement, SettlementKind
from bot.domain.toml import Table
from bot.messages import t

HEADING = "catalogue.toml"
"""The file that says which version the others make up."""

CONVENTION = "political-default"
"""How days are counted where a file names no other convention."""

ENDINGS = ("done_on", "evidence_note", "settled", "settled_on", "settled_note")


class Grade(StrEnum):
    """How near a source is to the text itself."""

    PRIMARY = "primary"
    OFFICIAL = "official"
    MEDIA = "media"
    AGGREGATOR = "aggregator"
    PARAPHRASE = "paraphrase"


@dataclass(frozen=True, slots=True)
class CatalogueEvent:
    """An event under its key, which is unique in its agreement."""

    key: str
    event: Event


@dataclass(frozen=True, slots=True)
class CatalogueMilestone:
    """A milestone before any date is computed, under its key, unique in its agreement.

    `rule` is a phrase; without one there is no date yet and `no_date_reason` says why.
    """

    key: str
    what: str
    kind: DeadlineKind
    modality: Modality
    zone: str
    convention: str
    source: Source
    rule: str | None
    no_date_reason: str | None
    quote: str | None
    obligors: tuple[str, ...]
    settlement: Settlement | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class CatalogueAgreement:
    """An agreement under its key, which is unique in the catalogue."""

    key: str
    title: str
    short_name: str
    instrument: Instrument
    binding: bool | None
    summary: str
    zone: str
    convention: str
    verified_on: date
    parties: tuple[Party, ...]
    aliases: tuple[str, ...]
    commodities: tuple[str, ...]
    topics: tuple[str, ...]
    questions: tuple[str, ...]
    sources: tuple[Source, ...]
    related: tuple[str, ...]
    events: tuple[CatalogueEvent, ...]
    claims: tuple[Claim, ...]
    milestones: tuple[CatalogueMilestone, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that the files hold; `sources` by key, no two of them equal."""

    version: str
    verified_on: date
    sources: Mapping[str, Source]
    agreements: tuple[CatalogueAgreement, ...]


def load(folder_texts: Mapping[str, str]) -> Catalogue:
    """The catalogue that these files (name -> text) make up; TomlError names file and key."""
    files = {name: toml.read(name, text) for name, text in sorted(folder_texts.items())}
    heading = files.pop(HEADING, Table(HEADING, {}))
    heading.only("version", "verified_on")
    version, verified_on = heading.need("version", str), heading.need("verified_on", date)
    sources = _sources(files.values())
    tables = [table for file in files.values() for table in file.items("agreements")]
    agreements = tuple(_agreement(table, sources) for table in tables)
    keys = [agreement.key for agreement in agreements]
    for table, agreement in zip(tables, agreements, strict=True):
        if keys.count(agreement.key) > 1:
            raise table.wrong("key", t("says {name} a second time", name=agreement.key))
        for key in agreement.related:
            if key not in keys:
                raise table.wrong("related", t("names no agreement: {name}", name=key))
    return Catalogue(version, verified_on, sources, agreements)


def _sources(files: Iterable[Table]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for file in files:
        file.only("sources", "agreements")
        for key, values in (file.find("sources", dict) or {}).items():
            table = Table(f"{file.where}, {key}", values)
            table.only("title", "url", "publisher", "grade", "published_on")
            source = Source(
                title=table.need("title", str),
                url=table.find("url", str),
                publisher=table.find("publisher", str),
                grade=table.word("grade", Grade),
                published_on=table.find("published_on", date),
            )
            if key in found or source in found.values():
                raise file.wrong(key, t("is a source that is there already"))
            found[key] = source
    return found


def _cited(table: Table, sources: Mapping[str, Source], key: str = "source") -> Source:
    slug = table.need(key, str)
    if slug not in sources:
        raise table.wrong(key, t("names the unknown source {name}", name=slug))
    return sources[slug]


def _agreement(table: Table, sources: Mapping[str, Source]) -> CatalogueAgreement:
    table.only(*CatalogueAgreement.__slots__)
    zone = table.zone()
    convention = table.find("convention", str) or CONVENTION
    return CatalogueAgreement(
        key=table.need("key", str),
        title=table.need("title", str),
        short_name=table.need("short_name", str),
        instrument=table.word("instrument", Instrument),
        binding=table.find("binding", bool),
        summary=table.need("summary", str),
        zone=zone,
        convention=convention,
        verified_on=table.need("verified_on", date),
        parties=tuple(
            Party(each.need("name", str), each.find("code", str), each.find("role", str) or "party")
            for each in table.tables("parties")
        ),
        aliases=table.texts("aliases"),
        commodities=table.texts("commodities"),
        topics=table.texts("topics"),
        questions=table.texts("questions"),
        sources=tuple(
            _cited(Table(table.where, {"sources": slug}), sources, "sources")
            for slug in table.texts("sources")
        ),
        related=table.texts("related"),
        events=tuple(_event(each, sources) for each in table.items("events")),
        claims=tuple(_claim(each, sources) for each in table.tables("claims")),
        milestones=tuple(
            _milestone(each, sources, zone, convention) for each in table.items("milestones")
        ),
    )


def _event(table: Table, sources: Mapping[str, Source]) -> CatalogueEvent:
    table.only("key", *Event.__slots__)
    event = Event(
        kind=table.word("kind", EventKind),
        on=table.need("on", date),
        zone=table.zone(),
        at=table.find("at", time),
        place=table.find("place", str),
        precision=table.word("precision", Precision, Precision.DAY),
        standing=table.word("standing", Standing, Standing.CONFIRMED),
        note=table.find("note", str),
        source=_cited(table, sources),
        also_on=tuple(
            Anchor(other.need("on", date), other.zone(), name=other.need("name", str))
            for other in table.tables("also_on")
        ),
    )
    return CatalogueEvent(table.need("key", str), event)


def _claim(table: Table, sources: Mapping[str, Source]) -> Claim:
    table.only(*Claim.__slots__)
    point, statement = table.need("point", str), table.need("statement", str)
    return Claim(point, statement, table.need("claimed_by", str), _cited(table, sources))


def _milestone(
    table: Table, sources: Mapping[str, Source], zone: str, convention: str
) -> CatalogueMilestone:
    table.only(*CatalogueMilestone.__slots__, *ENDINGS)
    rule, reason = table.find("rule", str), table.find("no_date_reason", str)
    if (rule is None) == (reason is None):
        raise table.wrong("rule", t("must be there, or else “no_date_reason”, and not both"))
    zone = table.zone(zone)
    convention = table.find("convention", str) or convention
    settlement, evidence = _end(table, sources)
    return CatalogueMilestone(
        key=table.need("key", str),
        what=table.need("what", str),
        kind=table.word("kind", DeadlineKind),
        modality=table.word("modality", Modality),
        zone=zone,
        convention=convention,
        source=_cited(table, sources),
        rule=rule,
        no_date_reason=reason,
        quote=table.find("quote", str),
        obligors=table.texts("obligors"),
        settlement=settlement,
        evidence=evidence,
    )


def _end(table: Table, sources: Mapping[str, Source]) -> tuple[Settlement | None, Evidence | None]:
    """How the milestone stopped being open; what was done needs a source that says so."""
    if done_on := table.find("done_on", date):
        shown, source = table.need("evidence_note", str), _cited(table, sources, "evidence")
        return Settlement(SettlementKind.DONE, done_on, note=shown), Evidence(shown, source.url)
    if table.find("settled", str):
        kind, note = table.word("settled", SettlementKind), table.find("settled_note", str)
        return Settlement(kind, table.need("settled_on", date), note=note), None
    return None, None
