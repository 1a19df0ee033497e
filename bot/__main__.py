"""The `milepost` command line. Whatever a command needs is imported when it is called."""

import asyncio
import logging
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import (
    terminal,
    terminal_ask,
    terminal_dates,
    terminal_deadline,
    terminal_draft,
    terminal_health,
    terminal_import,
)
from bot.bench import command as bench
from bot.errors import SettingsError
from bot.garbage import loading
from bot.messages import t
from bot.simulation import command as simulation

cli = typer.Typer(
    name="milepost",
    help=t("Briefs a team on international agreements and reminds it of their deadlines."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"milepost {version('milepost')}")
        raise typer.Exit


@cli.callback()
def milepost(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help=t("Show the version.")
        ),
    ] = False,
) -> None:
    """Options that stand before the command."""


@cli.command(help=t("Connect to Discord and serve until stopped."))
def run() -> None:
    with loading():
        from bot.app import serve
        from bot.settings import read_settings

    settings = read_settings()
    log_to_stderr(settings.log_level, settings.token.get_secret_value())
    asyncio.run(serve(settings))


@cli.command(help=t("Try it in the browser, against a simulated Discord and without a token."))
def demo(
    today: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help=t("The day on which it begins."))
    ] = datetime(2026, 4, 20),  # noqa: DTZ001 - a day; the demo puts it in its own zone
    zone: Annotated[str, typer.Option(help=t("The zone in which the day begins."))] = "Asia/Tokyo",
    port: Annotated[int, typer.Option(min=0, max=65535, help=t("0 is any free one."))] = 0,
    folder: Annotated[
        Path | None, typer.Option(help=t("Keep the record in this folder for the next time."))
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help=t("Open the page in the browser."))
    ] = False,
) -> None:
    from bot.demo.start import Demo, start

    log_to_stderr("WARNING")
    start(Demo(today.date(), zone, port, folder, open_browser))


terminal.register(cli, lambda: datetime.now(UTC))
terminal_ask.register(cli, lambda: datetime.now(UTC))
terminal_deadline.register(cli, lambda: datetime.now(UTC))
terminal_health.register(cli, lambda: datetime.now(UTC))
terminal_import.register(cli, lambda: datetime.now(UTC))
terminal_draft.register(cli)
terminal_dates.register(cli)


@cli.command(help=t("Take the README's pictures of the demo with Chromium."))
def gallery(
    folder: Annotated[Path, typer.Argument(help=t("Where the pictures go."))] = Path(
        ".github/gallery"
    ),
) -> None:
    from bot.demo.gallery import take

    for file in take(folder):
        print(file)


bench.register(cli)
simulation.register(cli)


class _CalmFormatter(logging.Formatter):
    """One line each, in UTC, and never the token."""

    def __init__(self, secret: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%SZ")
        self.converter = time.gmtime
        self._secret = secret

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        return line.replace(self._secret, "[token]") if self._secret else line


def _without_noise(record: logging.LogRecord) -> bool:
    """Drop what discord.py says of voice; shorten its reconnecting to the reason."""
    if record.name != "discord.client":
        return True
    if str(record.msg).startswith("Attempting a reconnect") and record.exc_info:
        reason = str(record.exc_info[1]).replace("%", "%%")
        record.msg = f"{record.msg} ({reason})"
        record.exc_info = None
    return "voice will NOT be supported" not in str(record.msg)


_LIBRARIES = (
    *("discord", "aiohttp", "apscheduler", "sqlalchemy", "alembic", "asyncio"),
    *("httpx", "httpcore", "trafilatura", "htmldate", "pypdf"),
)
"""Whose log is kept from `WARNING` on: httpx would write each address, which may be a secret."""


def log_to_stderr(level: str, secret: str = "") -> None:
    """Log from `level` on; the libraries only what went wrong. `secret` is never written."""
    handler = logging.StreamHandler()
    handler.setFormatter(_CalmFormatter(secret))
    handler.addFilter(_without_noise)
    logging.basicConfig(level=level, handlers=[handler])
    logging.captureWarnings(True)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a skipped tick costs nothing


def main() -> None:
    """Run the command line; what the operator must mend is one sentence and exit status 2."""
    try:
        cli()
    except SettingsError as error:
        print(t("milepost: {sentence}", sentence=error), file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
