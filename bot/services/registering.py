"""Registering agreements and what happens to them, each with what follows from it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.changes
import db.events
import db.guilds
import db.sources
from bot.domain.agreements import Agreement, EventKind, Instrument, Party, Source
from bot.domain.changes import AgreementChange
from bot.domain.countries import country_code
from bot.domain.dates.grammar.places import CITY_ZONES, zone_of
from bot.domain.dates.values import Standing
from bot.domain.dates.written import read_date
from bot.domain.names import folded
from bot.domain.texts import (
    EMPTY,
    MAX_NAME,
    MAX_NOTE,
    MAX_SUMMARY,
    MAX_TITLE,
    bounded,
    optional,
    read_link,
    read_list,
)
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import finding
from bot.services.planning import follow

BINDING = {"yes": True, "no": False, "unknown": None}


async def add(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    title: str,
    short_name: str | None = None,
    instrument: str | None = None,
    binding: str | None = None,
    parties: str | None = None,
    commodities: str | None = None,
    topics: str | None = None,
    aliases: str | None = None,
    summary: str | None = None,
    source_url: str | None = None,
    source_title: str | None = None,
    signed: str | None = None,
    place: str | None = None,
    zone: str | None = None,
    said_at: datetime | None = None,
) -> AgreementChange:
    """A new agreement from what a person typed, signed where and when it says.

    Raises UserError for what cannot be read and Conflict where the name is taken.
    """
    await db.guilds.ensure(session, guild_id, "")
    full = bounded(title, MAX_TITLE, field=t("title"))
    short = bounded(short_name or full[:MAX_NAME], MAX_NAME, field=t("short name"))
    await _free_name(session, guild_id, short)
    at_zone = _zone(zone, place, "UTC")
    agreement_id = await db.agreements.insert(
        session,
        guild_id,
        title=full,
        short_name=short,
        instrument=Instrument(instrument or Instrument.OTHER).value,
        binding=BINDING[binding or "unknown"],
        summary=optional(summary, MAX_SUMMARY, field=t("summary")) or "",
        zone=at_zone,
        convention="political-default",
        aliases=list(read_list(aliases, field=t("other names"))),
        commodities=[each.casefold() for each in read_list(commodities, field=t("commodities"))],
        topics=list(read_list(topics, field=t("topics"))),
        questions=[],
        related=[],
    )
    await db.agreements.set_parties(session, agreement_id, read_parties(parties))
    await _cite(session, guild_id, agreement_id, source_url, source_title)
    await _note(session, guild_id, agreement_id, "recorded", by=by, now=now)
    if signed:
        return await record_event(
            session,
            guild_id,
            by=by,
            now=now,
            name=short,
            event=EventKind.SIGNED.value,
            on=signed,
            place=place,
            zone=at_zone,
            source_url=source_url,
            said_at=said_at,
            new=True,
        )
    return AgreementChange(None, await _find(session, guild_id, agreement_id))


async def record_event(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    name: str,
    event: str,
    on: str,
    place: str | None = None,
    zone: str | None = None,
    standing: str | None = None,
    note: str | None = None,
    source_url: str | None = None,
    said_at: datetime | None = None,
    new: bool = False,
) -> AgreementChange:
    """Something dated that happened to an agreement; the dates that hang on it follow.

    The date is the local one at `place`, in `zone` or the place's own zone.
    """
    before = await finding.agreement(session, guild_id, name)
    at_zone = _zone(zone, place, before.zone)
    today = (said_at or now).astimezone(ZoneInfo(at_zone)).date()
    written = read_date(on, today=today, zone=at_zone)
    source_id = await _cite(session, guild_id, before.id, source_url, None)
    await db.events.insert(
        session,
        before.id,
        recorded_by=by,
        recorded_at=now,
        kind=EventKind(event).value,
        on=written.on,
        at=written.at,
        zone=written.zone,
        place=optional(place, MAX_NAME, field=t("place")),
        precision=written.precision.value,
        standing=Standing(standing or Standing.CONFIRMED).value,
        note=optional(note, MAX_NOTE, field=t("note")),
        also_on=[],
        source_id=source_id,
    )
    said = f"{EventKind(event).value} {written.on.isoformat()}"
    await _note(session, guild_id, before.id, said, by=by, now=now)
    guild = await finding.guild(session, guild_id)
    moved = await follow(session, guild, before.id, by=by, now=now)
    after = await _find(session, guild_id, before.id)
    return AgreementChange(None if new else before, after, tuple(moved))


async def edit(
    session: AsyncSession,
    guild_id: int,
    name: str,
    *,
    by: int | None,
    now: datetime,
    title: str | None = None,
    short_name: str | None = None,
    instrument: str | None = None,
    binding: str | None = None,
    summary: str | None = None,
    parties: str | None = None,
    commodities: str | None = None,
    topics: str | None = None,
    aliases: str | None = None,
    verified: str | None = None,
    source_url: str | None = None,
) -> Agreement:
    """Change what is given of an agreement; "-" empties a field that may be empty."""
    before = await finding.agreement(session, guild_id, name)
    given: dict[str, Any] = {}
    if title is not None:
        given["title"] = bounded(title, MAX_TITLE, field=t("title"))
    if short_name is not None and folded(short_name) != folded(before.short_name):
        given["short_name"] = bounded(short_name, MAX_NAME, field=t("short name"))
        await _free_name(session, guild_id, given["short_name"])
    if instrument is not None:
        given["instrument"] = Instrument(instrument).value
    if binding is not None:
        given["binding"] = BINDING[binding]
    if summary is not None:
        given["summary"] = optional(summary, MAX_SUMMARY, field=t("summary")) or ""
    for column, text, field in (
        ("commodities", commodities, t("commodities")),
        ("topics", topics, t("topics")),
        ("aliases", aliases, t("other names")),
    ):
        if text is not None:
            given[column] = list(read_list(text, field=field))
    if verified is not None:
        today = now.astimezone(ZoneInfo(before.zone)).date()
        given["verified_on"] = read_date(verified, today=today, zone=before.zone).on
        if given["verified_on"] > today:
            raise UserError(t("Give the day on which the sources were last checked, not a later."))
    if not given and parties is None and source_url is None:
        raise UserError(t("Nothing to change: fill in at least one field with something new."))
    if given:
        await db.agreements.change(session, before.id, **given)
    if parties is not None:
        await db.agreements.set_parties(session, before.id, read_parties(parties))
    await _cite(session, guild_id, before.id, source_url, None)
    await _note(session, guild_id, before.id, "edited", by=by, now=now)
    guild = await finding.guild(session, guild_id)
    await follow(session, guild, before.id, by=by, now=now)
    return await _find(session, guild_id, before.id)


def _zone(zone: str | None, place: str | None, otherwise: str) -> str:
    """The zone that was given, or that of the city that was named, or else the usual one."""
    if zone:
        return zone_of(zone)
    city = (place or "").partition(",")[0]
    return CITY_ZONES.get(folded(city), otherwise)


def read_parties(text: str | None) -> tuple[Party, ...]:
    """The parties that a person listed by name or code, with their codes where they are states."""
    if text is None or text.strip() == EMPTY:
        return ()
    found = [country_code(name) for name in read_list(text, field=t("parties"))]
    return tuple(Party(name, code) for name, code in dict(found).items())


async def _find(session: AsyncSession, guild_id: int, agreement_id: int) -> Agreement:
    agreement = await db.agreements.find(session, guild_id, agreement_id)
    if agreement is None:
        raise Conflict(t("That agreement has just been removed."))
    return agreement


async def _free_name(session: AsyncSession, guild_id: int, short_name: str) -> None:
    names = await db.agreements.names(session, guild_id, archived=None)
    if folded(short_name) in {folded(every[0]) for every in names.values()}:
        raise Conflict(
            t(
                "“{name}” is on record already. Pick another short name, or change that one with "
                "/agreement edit.",
                name=short_name,
            )
        )


async def _cite(
    session: AsyncSession, guild_id: int, agreement_id: int, url: str | None, title: str | None
) -> int | None:
    link = read_link(url)
    if link is None:
        return None
    called = optional(title, MAX_TITLE, field=t("source title")) or link
    source_id = await db.sources.ensure(session, guild_id, Source(title=called, url=link))
    await db.agreements.add_sources(session, agreement_id, [source_id])
    return source_id


async def _note(
    session: AsyncSession,
    guild_id: int,
    agreement_id: int,
    what: str,
    *,
    by: int | None,
    now: datetime,
) -> None:
    await db.changes.add(session, guild_id, at=now, by=by, what=what, agreement_id=agreement_id)
