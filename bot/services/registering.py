"""Registering agreements and changing what is recorded of them, with what follows from it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.guilds
import db.provenance
import db.search
from bot.domain.agreements import Agreement, EventKind, Instrument, Party
from bot.domain.changes import AgreementChange
from bot.domain.countries import country_code
from bot.domain.dates.written import read_date
from bot.domain.names import folded
from bot.domain.provenance import Subject
from bot.domain.texts import (
    EMPTY,
    MAX_NAME,
    MAX_SUMMARY,
    MAX_TITLE,
    bounded,
    optional,
    read_list,
    shortened,
)
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import events, finding
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
    parties: str | Sequence[Party] | None = None,
    commodities: str | Sequence[str] | None = None,
    topics: str | None = None,
    aliases: str | None = None,
    summary: str | None = None,
    source_url: str | None = None,
    source_title: str | None = None,
    source_id: int | None = None,
    signed: str | None = None,
    place: str | None = None,
    zone: str | None = None,
    said_at: datetime | None = None,
) -> AgreementChange:
    """A new agreement from what a person typed or accepted, signed where and when it says.

    Its source is a page, or one on record with the id `source_id`. Raises UserError for what cannot
    be read and Conflict where the name is taken.
    """
    full = bounded(title, MAX_TITLE, field=t("title"))
    short = bounded(short_name or full[:MAX_NAME], MAX_NAME, field=t("short name"))
    await refuse_taken(session, guild_id, short)
    usual = (await db.guilds.ensure(session, guild_id, "")).zone
    at_zone = events.zone_at(zone, place, usual)
    columns = _description(
        instrument=instrument or Instrument.OTHER.value,
        binding=binding or "unknown",
        summary=summary or "",
        commodities=commodities or "",
        topics=topics or "",
        aliases=aliases or "",
    )
    columns |= {"title": full, "short_name": short, "zone": at_zone}
    columns |= {"convention": "political-default", "questions": [], "related": []}
    agreement_id = await db.agreements.insert(session, guild_id, **columns)
    members = read_parties(parties) if isinstance(parties, str | None) else parties
    await db.agreements.set_parties(session, agreement_id, members)
    await events.cite(session, guild_id, agreement_id, source_url, source_title)
    if source_id is not None:
        await db.agreements.add_sources(session, agreement_id, [source_id])
    await events.enter(session, guild_id, agreement_id, "recorded", by=by, now=now)
    if signed:
        return await events.record(
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
    return AgreementChange(None, await events.stored(session, guild_id, agreement_id))


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
    given = _description(
        instrument=instrument,
        binding=binding,
        summary=summary,
        commodities=commodities,
        topics=topics,
        aliases=aliases,
    )
    if title is not None:
        given["title"] = bounded(title, MAX_TITLE, field=t("title"))
    if short_name is not None and " ".join(short_name.split()) != before.short_name:
        given["short_name"] = bounded(short_name, MAX_NAME, field=t("short name"))
        await refuse_taken(session, guild_id, given["short_name"], own=before.id)
    if verified is not None:
        given["verified_on"] = _verified_on(verified, before, now)
    if not given and parties is None and source_url is None:
        raise UserError(t("Nothing to change: fill in at least one field with something new."))
    if given:
        await db.agreements.change(session, before.id, **given)
    if parties is not None:
        members = read_parties(parties, before.parties)
        await db.agreements.set_parties(session, before.id, members)
        await _forget_told(session, before.id, Subject.PARTY, [each.name for each in members])
    if commodities is not None:
        await _forget_told(session, before.id, Subject.COMMODITY, given["commodities"])
    await events.cite(session, guild_id, before.id, source_url, None)
    await events.enter(session, guild_id, before.id, "edited", by=by, now=now)
    guild = await finding.guild(session, guild_id)
    await follow(session, guild, before.id, by=by, now=now)
    return await events.stored(session, guild_id, before.id)


def _description(
    *,
    instrument: str | None,
    binding: str | None,
    summary: str | None,
    commodities: str | Sequence[str] | None,
    topics: str | None,
    aliases: str | None,
) -> dict[str, Any]:
    """The columns for what was given of an agreement's description; "-" empties a text."""
    columns: dict[str, Any] = {}
    if instrument is not None:
        columns["instrument"] = Instrument(instrument).value
    if binding is not None:
        columns["binding"] = BINDING[binding]
    if summary is not None:
        columns["summary"] = optional(summary, MAX_SUMMARY, field=t("summary")) or ""
    for column, text, field in (
        ("commodities", _lowered(commodities), t("commodities")),
        ("topics", topics, t("topics")),
        ("aliases", aliases, t("other names")),
    ):
        if text is not None:
            listed = read_list(text, field=field) if isinstance(text, str) else text
            columns[column] = list(listed)
    return columns


def _lowered(names: str | Sequence[str] | None) -> str | Sequence[str] | None:
    if names is None or isinstance(names, str):
        return names and names.casefold()
    return tuple(dict.fromkeys(each.casefold() for each in names))


async def _forget_told(
    session: AsyncSession, agreement_id: int, subject: Subject, names: Sequence[str]
) -> None:
    """What told of a party or commodity that is none any more tells of nothing."""
    await db.provenance.keep_only(session, agreement_id, subject, names)


def _verified_on(text: str, agreement: Agreement, now: datetime) -> date:
    """The day on which somebody held an agreement against its sources; it has come."""
    today = now.astimezone(ZoneInfo(agreement.zone)).date()
    on = read_date(text, today=today, zone=agreement.zone, past=True).on
    if on > today:
        raise UserError(t("Give the day on which the sources were last checked, not a later."))
    return on


def read_parties(text: str | None, before: Sequence[Party] = ()) -> tuple[Party, ...]:
    """The parties that a person listed by name or code, with their codes where they are states.

    One that was a party `before` keeps its role.
    """
    if text is None or text.strip() == EMPTY:
        return ()
    listed = [country_code(name) for name in read_list(text, field=t("parties"))]
    roles = {folded(each.name): each.role for each in before}
    found: dict[str, Party] = {}
    for name, code in listed:
        role = roles.get(folded(name), "party")
        found.setdefault(folded(name), Party(name, code, role))
    return tuple(found.values())


async def unused_name(session: AsyncSession, guild_id: int, wanted: str, year: int) -> str:
    """A short name that no agreement has: the wanted one, or that with the year or a number."""
    if not await db.search.named(session, guild_id, wanted):
        return wanted
    number = 1
    while True:
        end = f" ({year})" if number == 1 else f" ({year}, {number})"
        name = shortened(wanted, MAX_NAME - len(end)) + end
        if not await db.search.named(session, guild_id, name):
            return name
        number += 1


async def refuse_taken(
    session: AsyncSession, guild_id: int, short_name: str, *, own: int | None = None
) -> None:
    """Raise Conflict where another agreement than `own` has this short name."""
    if set(await db.search.named(session, guild_id, short_name)) - {own}:
        raise Conflict(
            t(
                "“{name}” is on record already. Pick another short name, or change that one with "
                "/agreement edit.",
                name=short_name,
            )
        )
