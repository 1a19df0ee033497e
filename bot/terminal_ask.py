"""`milepost ask`: a plain question at a shell, answered as text or as JSON."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import terminal
from bot.messages import t
from bot.terminal import Clock, Desk, Json, Server, Today

if TYPE_CHECKING:
    from bot.domain.asking.answers import Answer


def register(app: typer.Typer, clock: Clock) -> None:
    """Add the command to `app`; `clock` gives the present instant, in UTC."""

    @app.command(help=t("Ask in plain English; the answer comes from the record."))
    def ask(
        question: Annotated[str, typer.Argument(help=t("The question, in quotation marks."))],
        *,
        server: Server = None,
        today: Today = None,
        as_json: Json = False,
    ) -> None:
        async def answer(desk: Desk) -> None:
            found = await desk.services.asking.ask(desk.guild.id, question, now=desk.now)
            if as_json:
                terminal.print_json(as_values(found))
            else:
                _print(found)

        terminal.consult(answer, server, clock, today)


def as_values(found: "Answer") -> dict[str, Any]:
    """What `milepost ask --json` prints; sources are in the order of their marks."""
    from bot.terminal_json import source

    return {
        "asked": found.asked,
        "answer": found.text,
        "understood": found.understood,
        "kind": found.kind.value,
        "subjects": [each.short_name for each in found.agreements],
        "milestones": [each.reference for each in found.milestones],
        "dates": [each.isoformat() for each in found.dates],
        "sources": [source(each) for each in found.sources],
        "found": found.found,
    }


def _print(found: "Answer") -> None:
    from bot.terminal_page import INDENT, Page

    page = Page()
    for line in found.lines:
        marks = "".join(f"[{number}]" for number in found.numbers(line))
        page.line(f"{line.text} {marks}".rstrip(), style="dim" if line.small else "")
    if found.rest:
        page.line(t("and {count} more", count=found.rest), style="dim")
    page.gap()
    for number, source in enumerate(found.sources, 1):
        bullet = f"[{number}] "
        page.line(source.publisher or source.title, INDENT, bullet=bullet, style="dim")
        if source.url:
            page.address(source.url, INDENT + len(bullet))
    page.line(t("Understood as: {words}", words=found.understood), style="dim")
