"""Recording what happens to agreements, and correcting it, each with what follows from it."""

from datetime import date, datetime
from typing import Any, Required, TypedDict, Unpack
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.changes
import db.events
import db.sources
from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind, Source
from bot.domain.anchors import prevailing_of
from bot.domain.changes import AgreementChange
from bot.domain.dates.grammar.places import CITY_ZONES, zone_of
from bot.domain.dates.values import Anchor, Precision, Standing
from bot.domain.dates.written import WrittenDate, read_date
from bot.domain.dates.zones import local_date
from bot.domain.days import read_day
from bot.domain.names import folded
from bot.domain.texts import EMPTY, MAX_NAME, MAX_NOTE, MAX_TITLE, optional, read_link
from bot.errors import Conflict, NotFound, UserError
from bot.messages import t
from bot.services import finding
from bot.services.planning import follow


class Happened(TypedDict, total=False):
    """Something dated that happened to the agreement `name`, which may be its id.

    The date is the local one at `place`, in `zone` or the place's own zone; `also` lists other
    dates under which it is known ("27 Oct 2025 in Washington"), with semicolons between them. Its
    source is a page, or one on record with the id `source_id`. With `corrects` the event of that
    kind on record is changed, and keeps what is not given.
    """

    name: Required[str | int]
    event: Required[str]
    on: Required[str | WrittenDate]
    place: str | None
    zone: str | None
    also: str | None
    standing: str | None
    note: str | None
    source_url: str | None
    source_id: int | None
    corrects: bool
    said_at: datetime | None


async def record(
    session: AsyncSession,
    guild_id: int,
    *,
    by: int | None,
    now: datetime,
    **given: Unpack[Happened],
) -> AgreementChange:
    """Something dated that happened to an agreement; the dates that hang on it follow."""
    before = await finding.agreement(session, guild_id, given["name"])
    kind = EventKind(given["event"])
    earlier = _to_correct(before, kind) if given.get("corrects") else None
    columns = _columns(before, earlier, given, now)
    cited = await cite(session, guild_id, before.id, given.get("source_url"), None)
    columns["source_id"] = given.get("source_id") if cited is None else cited
    said = f"{kind.value} {columns['on'].isoformat()}"
    if earlier is None or earlier.id is None:
        await db.events.insert(session, before.id, recorded_by=by, recorded_at=now, **columns)
    else:
        changed = _without_what_stays(columns, earlier, given)
        await db.events.change(session, earlier.id, **changed)
        said = f"{said}, corrected from {earlier.on.isoformat()}"
    await enter(session, guild_id, before.id, said, by=by, now=now)
    guild = await finding.guild(session, guild_id)
    moved = await follow(session, guild, before.id, by=by, now=now)
    return AgreementChange(before, await stored(session, guild_id, before.id), tuple(moved))


def _usual_standing(on: date, zone: str, now: datetime) -> Standing:
    """What has come is taken as confirmed unless a person says otherwise, the rest as expected."""
    return Standing.CONFIRMED if on <= local_date(now, zone) else Standing.EXPECTED


def _to_correct(agreement: Agreement, kind: EventKind) -> Event:
    """The event of that kind that counts now. Raises NotFound where there is none."""
    events = [event for event in agreement.events if event.kind is kind]
    if not events:
        raise NotFound(
            t(
                "No event “{kind}” of {name} is on record that could be corrected; record it as "
                "a new one.",
                kind=t(kind.value),
                name=agreement.short_name,
            )
        )
    return prevailing_of(events)


def _columns(
    agreement: Agreement, earlier: Event | None, given: Happened, now: datetime
) -> dict[str, Any]:
    """What happened when and where, how sure it is, and under which other dates it is known."""
    place, usual = given.get("place"), earlier.zone if earlier else agreement.zone
    zone = zone_at(given.get("zone"), place, usual)
    today = (given.get("said_at") or now).astimezone(ZoneInfo(zone)).date()
    on = given["on"]
    if isinstance(on, str):
        on = read_day(on, today=today, zone=zone, agreement=agreement)
    return {
        "kind": EventKind(given["event"]).value,
        "on": on.on,
        "at": on.at,
        "zone": on.zone,
        "precision": on.precision.value,
        "also_on": [
            db.events.stored_anchor(each) for each in _also(given.get("also"), today, on.zone)
        ],
        "place": optional(place, MAX_NAME, field=t("place")),
        "standing": Standing(given.get("standing") or _usual_standing(on.on, zone, now)).value,
        "note": optional(given.get("note"), MAX_NOTE, field=t("note")),
    }


def _without_what_stays(columns: dict[str, Any], earlier: Event, given: Happened) -> dict[str, Any]:
    """The columns that correct an earlier event; what was not given stays as it was."""
    told = {
        "place": given.get("place"),
        "standing": given.get("standing"),
        "note": given.get("note"),
        "source_id": given.get("source_url"),
    }
    left_out = {column for column, text in told.items() if text is None}
    if given.get("also") is None and earlier.on == columns["on"]:
        left_out.add("also_on")
    return {column: value for column, value in columns.items() if column not in left_out}


def _also(text: str | None, today: date, zone: str) -> list[Anchor]:
    """Other dates of the same event, each with the place whose date it is."""
    if text is None or text.strip() == EMPTY:
        return []
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        written = read_date(part, today=today, zone=zone)
        if written.zone == zone or written.precision is not Precision.DAY:
            raise UserError(t("Give the other date with its place: 27 October 2025 in Washington."))
        name = t("date in {place}", place=wording.place(written.zone))
        found.append(Anchor(written.on, written.zone, written.at, name=name))
    return found


def zone_at(zone: str | None, place: str | None, otherwise: str) -> str:
    """The zone that was given, or that of the city that was named, or else the usual one."""
    if zone:
        return zone_of(zone)
    city = (place or "").partition(",")[0]
    return CITY_ZONES.get(folded(city), otherwise)


async def stored(session: AsyncSession, guild_id: int, agreement_id: int) -> Agreement:
    """The agreement as it now is on record."""
    agreement = await db.agreements.find(session, guild_id, agreement_id)
    if agreement is None:
        raise Conflict(t("That agreement has just been removed."))
    return agreement


async def cite(
    session: AsyncSession, guild_id: int, agreement_id: int, url: str | None, title: str | None
) -> int | None:
    """Put a page among an agreement's sources; returns the source's id, None without a page."""
    link = read_link(url)
    if link is None:
        return None
    called = optional(title, MAX_TITLE, field=t("source title")) or link
    source_id = await db.sources.ensure(session, guild_id, Source(title=called, url=link))
    await db.agreements.add_sources(session, agreement_id, [source_id])
    return source_id


async def enter(
    session: AsyncSession,
    guild_id: int,
    agreement_id: int,
    what: str,
    *,
    by: int | None,
    now: datetime,
) -> None:
    """A line in the agreement's history."""
    await db.changes.add(session, guild_id, at=now, by=by, what=what, agreement_id=agreement_id)
