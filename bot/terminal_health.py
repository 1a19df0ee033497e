"""`milepost health`: whether reminders go out, in a line and as an exit status."""

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import SettingsError
from bot.messages import t, tn

if TYPE_CHECKING:
    from bot.domain.health import Health, NextPost

Clock = Callable[[], datetime]


def register(app: typer.Typer, clock: Clock) -> None:
    """Add the command to `app`; `clock` gives the present instant, in UTC."""

    @app.command(help=t("Whether reminders go out; exit status 0 if they do, 1 if not."))
    def health(
        as_json: Annotated[bool, typer.Option("--json", help=t("Print JSON for scripts."))] = False,
    ) -> None:
        try:
            found = asyncio.run(_asked(clock()))
        except SettingsError as error:  # not exit status 2: Docker has another use for that
            print(error, file=sys.stderr)
            raise typer.Exit(1) from None
        for each in [json.dumps(_plain(found), indent=2)] if as_json else _lines(found):
            print(each)
        raise typer.Exit(0 if found.trouble is None else 1)


async def _asked(now: datetime) -> "Health":
    """How delivery stands; the record is only read, and never made here."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.services import build
    from bot.settings import read_settings
    from db.engine import make_engine
    from db.postgresql import complaint
    from db.sqlite import file_of

    address = make_url(read_settings().database_url)
    if address.get_backend_name() == "sqlite" and (file := file_of(address)) and not file.exists():
        raise SettingsError(t("There is no record at {file}: start `milepost run`.", file=file))
    engine = make_engine(address.render_as_string(hide_password=False))
    try:
        return await build(engine).health.ask(now=now)
    except (SQLAlchemyError, OSError, TypeError) as error:
        if address.get_backend_name() != "sqlite":
            raise complaint(address, error) from error
        raise SettingsError(
            t(
                "The record {file} cannot be read ({why}): start `milepost run` once.",
                file=file_of(address),
                why=" ".join(str(getattr(error, "orig", None) or error).split()),
            )
        ) from error
    finally:
        await engine.dispose()


def _lines(health: "Health") -> list[str]:
    from bot.domain.health import line

    left = tn(
        "{count} server has removed Milepost; its record is kept for 30 days.",
        "{count} servers have removed Milepost; their records are kept for 30 days.",
        health.left,
    )
    return [line(health), *map(_post, health.next), *([left] if health.left else [])]


def _post(post: "NextPost") -> str:
    from bot.domain.health import told_in

    place = post.place
    where = (
        t("channel {id}", id=place.channel_id)
        if place.channel_id is not None
        else t("direct message to {id}", id=place.user_id)
    )
    at = f"{post.due_at:%Y-%m-%d %H:%M} UTC"
    return t(
        "Next: {at}, {where} in {server}, {reminders}",
        at=at,
        where=where,
        server=_visible(post.server),
        reminders=told_in(post),
    )


def _visible(text: str) -> str:
    return "".join(each for each in text if each.isprintable())


def _plain(health: "Health") -> dict[str, Any]:
    """What `milepost health --json` prints: stable keys, ISO instants, null for the unknown."""
    from bot.domain.health import line

    return {
        "as_of": health.now.isoformat(),
        "ok": health.trouble is None,
        "trouble": health.trouble.value if health.trouble else None,
        "line": line(health),
        "last_tick_at": _at(health.pulse.ticked_at),
        "discord_reached_at": _at(health.pulse.reached_at),
        "waiting": health.queue.waiting,
        "oldest_unsent_at": _at(health.queue.oldest_at),
        "held_back": health.queue.held,
        "places_closed": health.closed,
        "servers_left": health.left,
        "next": [
            {
                "at": each.due_at.isoformat(),
                "server": each.server,
                "channel": each.place.channel_id,
                "person": each.place.user_id,
                "reminders": each.reminders,
                "digests": each.digests,
            }
            for each in health.next
        ],
    }


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
