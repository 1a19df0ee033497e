"""`milepost bench`: how quick this Milepost is on this machine."""

import asyncio
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import SettingsError
from bot.garbage import loading
from bot.messages import t

if TYPE_CHECKING:
    from bot.bench.figures import Section


class Subject(StrEnum):
    """What can be measured by itself."""

    START = "start"
    COMMANDS = "commands"
    DEADLINES = "deadlines"
    DELIVERY = "delivery"
    DRAFTS = "drafts"
    QUERIES = "queries"


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(help=t("Measure how quick it is here, each figure beside its budget."))
    def bench(
        subject: Annotated[
            Subject | None, typer.Argument(help=t("Only this; without it all, one by one."))
        ] = None,
        n: Annotated[int | None, typer.Option("--n", min=1, help=t("How many rounds."))] = None,
        size: Annotated[
            int | None,
            typer.Option(min=100, help=t("How many milestones, or reminders, are stored.")),
        ] = None,
    ) -> None:
        from bot.bench.figures import show

        for each in Subject if subject is None else (subject,):
            try:
                show(measured(each, n, size))
            except SettingsError as error:
                if subject is not None:
                    raise
                typer.echo(f"\n{error}")  # the others can be measured all the same


def measured(subject: Subject, n: int | None = None, size: int | None = None) -> "Section":
    """Measure one subject, in `n` rounds with `size` rows stored where that is given.

    The garbage collector is set as `milepost run` sets it.
    """
    with loading():
        from bot.bench import commands, deadlines, delivery, drafts, queries, start
    match subject:
        case Subject.START:
            return start.measured(n or start.PAIRS)
        case Subject.COMMANDS:
            return asyncio.run(commands.measured(n or commands.ROUNDS))
        case Subject.DEADLINES:
            how_many = size or deadlines.MILESTONES
            return asyncio.run(deadlines.measured(n or deadlines.ROUNDS, how_many))
        case Subject.DELIVERY:
            how_many = size or delivery.REMINDERS
            return asyncio.run(delivery.measured(n or delivery.ROUNDS, how_many))
        case Subject.DRAFTS:
            return drafts.measured(n or drafts.ROUNDS)
        case Subject.QUERIES:
            how_many = size or queries.MILESTONES
            return asyncio.run(queries.measured(n or queries.ROUNDS, how_many))
