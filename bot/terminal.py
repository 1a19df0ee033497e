"""`milepost due`, `brief` and `agreements`: the same answers at a shell, as text or as JSON."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.errors import NotFound, UserError
from bot.messages import t

if TYPE_CHECKING:
    from bot.domain.briefs import Brief
    from bot.domain.guilds import Guild
    from bot.services import Services

Clock = Callable[[], datetime]

Json = Annotated[bool, typer.Option("--json", help=t("Print JSON for scripts."))]
Server = Annotated[str | None, typer.Option(help=t("Whose record to read, by the server's name."))]
Today = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help=t("Answer as if it were this day.")),
]


class BriefForm(StrEnum):
    """What `milepost brief` prints."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Desk:
    """One server's record, open for one question."""

    services: "Services"
    guild: "Guild"
    now: datetime


def register(app: typer.Typer, clock: Clock) -> None:
    """Add the three commands to `app`; `clock` gives the present instant, in UTC."""
    for add in (_add_due, _add_brief, _add_agreements):
        add(app, clock)


def _add_due(app: typer.Typer, clock: Clock) -> None:
    @app.command(help=t("What falls due, the most pressing first."))
    def due(
        *,
        within: Annotated[int, typer.Option(min=1, max=3650, help=t("Days to look ahead."))] = 30,
        party: Annotated[str | None, typer.Option(help=t("Only this state or body."))] = None,
        commodity: Annotated[str | None, typer.Option(help=t("Only this commodity."))] = None,
        agreement: Annotated[str | None, typer.Option(help=t("Only this agreement."))] = None,
        server: Server = None,
        today: Today = None,
        as_json: Json = False,
    ) -> None:
        from bot import terminal_json, terminal_text

        async def answer(desk: Desk) -> None:
            found = await desk.services.milestones.due(
                desk.guild.id,
                now=desk.now,
                within=within,
                party=party,
                commodity=commodity,
                agreement=agreement,
            )
            if as_json:
                print_json(terminal_json.due(found, desk.now))
            else:
                terminal_text.print_due(found, desk.now)

        consult(answer, server, clock, today)


def _add_brief(app: typer.Typer, clock: Clock) -> None:
    @app.command(help=t("Where an agreement, a party, a commodity, a topic or all of it stands."))
    def brief(
        name: Annotated[
            str | None, typer.Argument(help=t("What it is about; empty: everything."))
        ] = None,
        *,
        period: Annotated[
            str | None, typer.Option(help=t("Only this time, such as “next 30 days”."))
        ] = None,
        written_as: Annotated[
            BriefForm, typer.Option("--format", help=t("Text, Markdown, a page to print or JSON."))
        ] = BriefForm.TEXT,
        server: Server = None,
        today: Today = None,
        as_json: Json = False,
    ) -> None:
        form = BriefForm.JSON if as_json else written_as

        async def answer(desk: Desk) -> None:
            from bot.domain.extents import Depth

            found = await desk.services.briefs.brief(
                desk.guild.id, name, now=desk.now, period=period, depth=Depth.FILE
            )
            _print_brief(found, desk.now, form)

        consult(answer, server, clock, today)


def _print_brief(found: "Brief", now: datetime, form: BriefForm) -> None:
    from bot import terminal_json, terminal_text
    from bot.domain.documents import Form, write

    match form:
        case BriefForm.TEXT:
            terminal_text.print_brief(found, now)
        case BriefForm.JSON:
            print_json(terminal_json.brief(found, now))
        case _:
            sys.stdout.write(write(found, now, Form(form.value)))


def _add_agreements(app: typer.Typer, clock: Clock) -> None:
    @app.command(help=t("The agreements on record, with where each stands."))
    def agreements(
        party: Annotated[str | None, typer.Option(help=t("Only this state or body."))] = None,
        commodity: Annotated[str | None, typer.Option(help=t("Only this commodity."))] = None,
        server: Server = None,
        today: Today = None,
        as_json: Json = False,
    ) -> None:
        from bot import terminal_json, terminal_text

        async def answer(desk: Desk) -> None:
            lines = await desk.services.agreements.list(
                desk.guild.id, now=desk.now, party=party, commodity=commodity
            )
            if as_json:
                print_json(terminal_json.agreements(lines, desk.now))
            else:
                terminal_text.print_agreements(lines)

        consult(answer, server, clock, today)


def _now(clock: Clock, today: datetime | None) -> datetime:
    """The present instant, or the middle of the day that was asked for."""
    return today.replace(hour=12, tzinfo=UTC) if today else clock()


def consult(
    answer: Callable[[Desk], Awaitable[None]],
    server: str | None,
    clock: Clock,
    today: datetime | None,
) -> None:
    """Answer one question; what a person can mend is one sentence on stderr and exit status 1.

    Recurring milestones go on to their next time first, unless another day was asked for: that
    is only a look.
    """

    async def run() -> None:
        async with _opened(server, _now(clock, today)) as desk:
            if today is None:
                await desk.services.milestones.go_on(now=desk.now)
            await answer(desk)

    try:
        asyncio.run(run())
    except UserError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(1) from None


@asynccontextmanager
async def _opened(server: str | None, now: datetime) -> AsyncIterator[Desk]:
    from bot.services import build
    from bot.settings import read_settings
    from db.engine import make_engine, prepare

    url = read_settings().database_url
    await prepare(url)
    engine = make_engine(url)
    try:
        services = build(engine)
        yield Desk(services, await _record(services, server, now), now)
    finally:
        await engine.dispose()


async def _record(services: "Services", server: str | None, now: datetime) -> "Guild":
    """The record to read: the named server's, the only one's, or the terminal's own."""
    from bot.domain.guilds import TERMINAL_GUILD_ID
    from bot.domain.names import resolve

    named = {
        guild.id: (guild.name or str(guild.id), guild)
        for guild in await services.guilds.every()
        if guild.id != TERMINAL_GUILD_ID
    }
    names = {guild_id: (name,) for guild_id, (name, _) in named.items()}
    if server is not None and named:
        return named[resolve(server, names, what=t("servers"))][1]
    if server is not None:
        raise NotFound(t("No server is on record yet; leave --server out."))
    if len(named) > 1:
        listed = ", ".join(f"“{name}”" for name, _ in named.values())
        raise UserError(
            t(
                "Several servers keep a record here; name one with --server: {listed}.",
                listed=listed,
            )
        )
    for _, guild in named.values():
        return guild
    own = await services.guilds.get(TERMINAL_GUILD_ID)
    if own.catalogue_version is None:
        await services.catalogue.load(TERMINAL_GUILD_ID, by=None, now=now)
    return own


def print_json(value: Any) -> None:
    """Print a value: readable where the output takes every sign, escaped where it does not."""
    ascii_only = not (sys.stdout.encoding or "").casefold().startswith("utf")
    print(json.dumps(value, ensure_ascii=ascii_only, indent=2))
