"""Use cases on a server's settings, and on what the installation remembers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypedDict, Unpack

from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.guilds
import db.subscriptions
from bot.domain.dates.grammar.places import zone_of
from bot.domain.guilds import Guild
from bot.domain.hours import is_quiet_hour
from bot.domain.written_hours import read_calendars, read_quiet_hours, read_workdays
from bot.errors import UserError
from bot.messages import t
from bot.services.planning import replan_guild
from bot.services.transactions import Transactions


class Unset(StrEnum):
    """What a server may do without, by the column that holds it."""

    ROLE = "role_id"
    ADMIN_CHANNEL = "admin_channel_id"


class Chosen(TypedDict, total=False):
    """What is chosen for a server; what is None stays as it is.

    Quiet hours, working days and holidays are as people write them; the first and the last may be
    "none". `unset` is what is to be chosen no more.
    """

    name: str | None
    zone: str | None
    hour: int | None
    channel_id: int | None
    role_id: int | None
    admin_channel_id: int | None
    quiet: str | None
    workdays: str | None
    holidays: str | None
    unset: Unset | None
    set_up: bool


@dataclass(frozen=True, slots=True)
class Guilds:
    """A server's settings; changing them re-plans its reminders in the same transaction."""

    transactions: Transactions

    async def get(self, guild_id: int, name: str = "") -> Guild:
        """The server's settings, with the defaults when it is first met."""
        async with self.transactions.read() as session:
            guild = await db.guilds.find(session, guild_id)
        if guild is not None:
            return guild
        async with self.transactions.write() as session:
            return await db.guilds.ensure(session, guild_id, name)

    async def every(self) -> list[Guild]:
        """All servers on record, by name."""
        async with self.transactions.read() as session:
            return await db.guilds.every(session)

    async def update(
        self, guild_id: int, *, by: int | None, now: datetime, **chosen: Unpack[Chosen]
    ) -> Guild:
        """Change what is given; with another channel, its reminders go there from now on.

        Raises UserError for an unknown zone, for an hour beyond 0 to 23 or within the quiet hours,
        for what is no hour, day or country, and for what is both given and unset.
        """
        given, name = _columns(chosen, now), chosen.get("name") or ""
        async with self.transactions.write() as session:
            before = await db.guilds.ensure(session, guild_id, name)
            if not given:
                return before
            await db.guilds.change(session, guild_id, **given)
            session.expire_all()
            after = await db.guilds.ensure(session, guild_id, name)
            if after != before:
                _check_posting_hour(after)
                await _follow(session, before, after, by=by, now=now)
            return after

    async def left(self, guild_id: int, *, now: datetime) -> None:
        """Note that the bot was removed from a server; its record is kept."""
        async with self.transactions.write() as session:
            await db.guilds.change(session, guild_id, left_at=now)

    async def joined(self, guild_id: int, name: str) -> None:
        """Note that the bot is in a server, and what it is called today."""
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, name)
            await db.guilds.change(session, guild_id, name=name, left_at=None)

    async def fingerprint(self, key: str) -> str | None:
        """What the installation remembers under `key`."""
        async with self.transactions.read() as session:
            return await db.guilds.remembered(session, key)

    async def remember(self, key: str, value: str) -> None:
        async with self.transactions.write() as session:
            await db.guilds.remember(session, key, value)


async def _follow(
    session: AsyncSession, before: Guild, after: Guild, *, by: int | None, now: datetime
) -> None:
    """The history line of a change of settings, and what it means for the reminders."""
    await db.changes.add(
        session,
        after.id,
        at=now,
        by=by,
        what="settings changed",
        before=_plain(before),
        after=_plain(after),
    )
    if before.channel_id and after.channel_id and after.channel_id != before.channel_id:
        await db.subscriptions.move(
            session, after.id, before.channel_id, after.channel_id, removed_at=now
        )
    await replan_guild(session, after, now=now)


def _columns(chosen: Chosen, now: datetime) -> dict[str, Any]:
    """The columns that hold what was chosen."""
    zone, hour = chosen.get("zone"), chosen.get("hour")
    workdays, holidays = chosen.get("workdays"), chosen.get("holidays")
    columns: dict[str, Any] = {
        "name": chosen.get("name"),
        "zone": zone_of(zone) if zone is not None else None,
        "hour": _hour(hour) if hour is not None else None,
        "channel_id": chosen.get("channel_id"),
        "role_id": chosen.get("role_id"),
        "admin_channel_id": chosen.get("admin_channel_id"),
        "workdays": list(read_workdays(workdays)) if workdays else None,
        "calendars": list(read_calendars(holidays)) if holidays else None,
        "set_up_at": now if chosen.get("set_up") else None,
    }
    given = {column: value for column, value in columns.items() if value is not None}
    if unset := chosen.get("unset"):
        if unset.value in given:
            raise UserError(t("Either choose it or unset it: leave one of the two out."))
        given[unset.value] = None
    if quiet := chosen.get("quiet"):
        given["quiet_from"], given["quiet_until"] = read_quiet_hours(quiet)
    return given


def _hour(hour: int) -> int:
    if not 0 <= hour <= 23:
        raise UserError(t("Give the hour as a whole number from 0 to 23."))
    return hour


def _check_posting_hour(guild: Guild) -> None:
    if is_quiet_hour(guild.hour, guild.quiet_from, guild.quiet_until):
        raise UserError(
            t(
                "Reminders are posted at {hour}, which lies in the quiet hours from {start} to "
                "{end}; choose another hour or other quiet hours.",
                hour=f"{guild.hour:02d}:00",
                start=f"{guild.quiet_from:02d}:00",
                end=f"{guild.quiet_until:02d}:00",
            )
        )


def _plain(guild: Guild) -> dict[str, Any]:
    """The settings that people choose, as the history keeps them."""
    return {
        "zone": guild.zone,
        "hour": guild.hour,
        "channel": guild.channel_id,
        "role": guild.role_id,
        "admin_channel": guild.admin_channel_id,
        "quiet": [guild.quiet_from, guild.quiet_until],
        "workdays": list(guild.workdays),
        "holidays": list(guild.calendars),
    }
