"""`milepost import`: a link, a file or a text is read, shown, and on request put on record."""

import sys
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import terminal
from bot.errors import UserError
from bot.messages import t
from bot.terminal import Clock, Desk, Json, Server

if TYPE_CHECKING:
    from bot.domain.drafts.items import Review
    from bot.services.drafting import KnownSource

MOST_BYTES = 25 * 1024 * 1024
_STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read, and what else there is to say of it."""

    what: str
    url: str | None
    published_on: date | None
    accept_all: bool


def register(app: typer.Typer, clock: Clock) -> None:
    """Add the command to `app`; `clock` gives the present instant, in UTC."""

    @app.command("import", help=t("Read an agreement from a link, a file or a text."))
    def import_(
        what: Annotated[
            str, typer.Argument(help=t("A link, the name of a file, or - for standard input."))
        ],
        *,
        accept_all: Annotated[
            bool, typer.Option("--accept-all", help=t("Put all that was read on record."))
        ] = False,
        published: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help=t("When a file or a text was published.")),
        ] = None,
        url: Annotated[
            str | None, typer.Option(help=t("Where a file or a text can be read."))
        ] = None,
        server: Server = None,
        as_json: Json = False,
    ) -> None:
        asked = Asked(what, url, published.date() if published else None, accept_all)

        async def answer(desk: Desk) -> None:
            from bot import terminal_review

            found = await _settled(desk, await _read(desk, asked), asked)
            if as_json:
                terminal.print_json(terminal_review.as_values(found))
            else:
                terminal_review.show(found, desk.now)

        try:
            terminal.consult(answer, server, clock, None)
        except typer.Exit:
            raise typer.Exit(2) from None


async def _read(desk: Desk, asked: Asked) -> "Review | KnownSource":
    if asked.what.lower().startswith(("http://", "https://")):
        return await _read_link(desk, asked)
    from bot.domain.papers.values import Paper
    from bot.papers import Papers

    body, name = _bytes(asked.what)
    able = replace(desk.services.drafts, read=Papers().read)
    return await able.from_paper(
        desk.guild.id,
        Paper(body, name=name),
        by=None,
        now=desk.now,
        source_url=asked.url,
        published_on=asked.published_on,
    )


async def _read_link(desk: Desk, asked: Asked) -> "Review | KnownSource":
    from bot.papers import Papers
    from bot.settings import read_settings
    from bot.web import Web

    if asked.url or asked.published_on:
        raise UserError(t("A link says where it is and when: leave --url and --published out."))
    web = Web(contact=read_settings().contact)
    try:
        able = replace(desk.services.drafts, fetch=web.fetch, read=Papers().read)
        return await able.from_link(desk.guild.id, asked.what, by=None, now=desk.now)
    finally:
        await web.aclose()


def _bytes(what: str) -> tuple[bytes, str | None]:
    """What is in a file, with its name, or what came in; UserError for what cannot be read."""
    try:
        if what == _STANDARD_INPUT:
            body, name = sys.stdin.buffer.read(MOST_BYTES + 1), None
        else:
            with Path(what).open("rb") as file:
                body, name = file.read(MOST_BYTES + 1), Path(what).name
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else None
        raise UserError(
            t(
                "“{what}” cannot be read ({why}): give a link, the name of a file, or - for "
                "standard input.",
                what=what[:80],
                why=why or type(error).__name__,
            )
        ) from None
    if len(body) > MOST_BYTES:
        most = MOST_BYTES // 1024**2
        raise UserError(t("At most {most} MB are read: give only what matters.", most=most))
    return body, name


async def _settled(
    desk: Desk, found: "Review | KnownSource", asked: Asked
) -> "Review | KnownSource":
    """The draft with all of it on record, or, as nobody can go on with it here, thrown away.

    One that somebody else has under review is left to them.
    """
    from bot.domain.drafts.items import Review

    drafts = desk.services.drafts
    if not isinstance(found, Review):
        return found
    if asked.accept_all:
        return await drafts.accept_all(desk.guild.id, found.id, by=None, now=desk.now)
    if found.made_by is None and found.made_at == desk.now:
        await drafts.discard(desk.guild.id, found.id, by=None, now=desk.now)
    return found
