"""Registering agreements and changing what is recorded of them, with what follows from it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Required, Unpack
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.guilds
import db.provenance
import db.search
from bot.domain.agreements import Agreement, EventKind
from bot.domain.changes import AgreementChange
from bot.domain.dates.written import read_date
from bot.domain.descriptions import Described, read_description, read_parties, undescribed
from bot.domain.provenance import Subject
from bot.domain.texts import MAX_NAME, MAX_TITLE, bounded, shortened
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import events, finding
from bot.services.planning import follow


class Registered(Described, total=False):
    """A new agreement, signed where and when it says.

    Its source is a page, or one on record with the id `source_id`.
    """

    title: Required[str]
    source_title: str | None
    source_id: int | None
    signed: str | None
    place: str | None
    zone: str | None
    said_at: datetime | None


class Redescribed(Described, total=False):
    """What is to be another of an agreement; what is left out stays."""

    title: str | None
    verified: str | None


async def add(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    **given: Unpack[Registered],
) -> AgreementChange:
    """A new agreement from what a person typed or accepted.

    Raises UserError for what cannot be read and Conflict where the name is taken.
    """
    title = bounded(given["title"], MAX_TITLE, field=t("title"))
    name = bounded(given.get("short_name") or title[:MAX_NAME], MAX_NAME, field=t("short name"))
    await refuse_taken(session, guild_id, name)
    usual = (await db.guilds.ensure(session, guild_id, "")).zone
    zone = events.zone_at(given.get("zone"), given.get("place"), usual)
    columns = undescribed() | read_description(given)
    id_ = await db.agreements.insert(
        session, guild_id, title=title, short_name=name, zone=zone, **columns
    )
    await db.agreements.set_parties(session, id_, read_parties(given.get("parties")))
    await events.cite(session, guild_id, id_, given.get("source_url"), given.get("source_title"))
    if (source_id := given.get("source_id")) is not None:
        await db.agreements.add_sources(session, id_, [source_id])
    await events.enter(session, guild_id, id_, "recorded", by=by, now=now)
    if not given.get("signed"):
        return AgreementChange(None, await events.stored(session, guild_id, id_))
    return await _sign(session, guild_id, name, zone, given, by=by, now=now)


async def _sign(
    session: AsyncSession,
    guild_id: int,
    name: str,
    zone: str,
    given: Registered,
    *,
    by: int | None,
    now: datetime,
) -> AgreementChange:
    """The signature of a new agreement, as far as it was given."""
    change = await events.record(
        session,
        guild_id,
        by=by,
        now=now,
        name=name,
        event=EventKind.SIGNED.value,
        on=given.get("signed") or "",
        place=given.get("place"),
        zone=zone,
        source_url=given.get("source_url"),
        said_at=given.get("said_at"),
    )
    return replace(change, before=None)


async def edit(
    session: AsyncSession,
    guild_id: int,
    name: str,
    *,
    by: int | None,
    now: datetime,
    **given: Unpack[Redescribed],
) -> Agreement:
    """Change what is given of an agreement."""
    before = await finding.agreement(session, guild_id, name)
    columns = await _changed(session, before, given, now)
    parties, url = given.get("parties"), given.get("source_url")
    if not columns and parties is None and url is None:
        raise UserError(t("Nothing to change: fill in at least one field with something new."))
    if columns:
        await db.agreements.change(session, before.id, **columns)
    if parties is not None:
        members = read_parties(parties, before.parties)
        await db.agreements.set_parties(session, before.id, members)
        named = [each.name for each in members]
        await db.provenance.keep_only(session, before.id, Subject.PARTY, named)
    if "commodities" in columns:
        matters = columns["commodities"]
        await db.provenance.keep_only(session, before.id, Subject.COMMODITY, matters)
    await events.cite(session, guild_id, before.id, url, None)
    await events.enter(session, guild_id, before.id, "edited", by=by, now=now)
    guild = await finding.guild(session, guild_id)
    await follow(session, guild, before.id, by=by, now=now)
    return await events.stored(session, guild_id, before.id)


async def _changed(
    session: AsyncSession, before: Agreement, given: Redescribed, now: datetime
) -> dict[str, Any]:
    """The columns that an edit sets, without the parties."""
    columns = read_description(given)
    if (title := given.get("title")) is not None:
        columns["title"] = bounded(title, MAX_TITLE, field=t("title"))
    name = given.get("short_name")
    if name is not None and " ".join(name.split()) != before.short_name:
        columns["short_name"] = bounded(name, MAX_NAME, field=t("short name"))
        await refuse_taken(session, before.guild_id, columns["short_name"], own=before.id)
    if (verified := given.get("verified")) is not None:
        columns["verified_on"] = _verified_on(verified, before, now)
    return columns


def _verified_on(text: str, agreement: Agreement, now: datetime) -> date:
    """The day on which somebody held an agreement against its sources; it has come."""
    today = now.astimezone(ZoneInfo(agreement.zone)).date()
    on = read_date(text, today=today, zone=agreement.zone, past=True).on
    if on > today:
        raise UserError(t("Give the day on which the sources were last checked, not a later."))
    return on


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
