"""What a slash command costs the bot itself, on the starter catalogue.

The real bot in a simulated Discord, through discord.py's own dispatch: timed from the moment at
which the interaction is dispatched to that at which its first answer is handed to Discord.
"""

import gc
import importlib.util
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.webhook.async_ import async_context
from sqlalchemy import event

from bot.bench.figures import Figure, Laps, Section
from bot.client import MilepostBot
from bot.errors import SettingsError
from bot.messages import t, tn
from bot.services import Services, build
from db.engine import make_engine, prepare

if TYPE_CHECKING:
    from bot.demo.server import Server

ROUNDS = 20
NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
ZONE = "America/New_York"
TYPED = "jap"
LIMIT_SECONDS = 0.050
"""What a command may take of the bot's own time."""

_PING = "/ping"

Act = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Stopwatch:
    """Times one interaction after the other, and counts the statements of each."""

    laps: dict[str, Laps] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    _begun: tuple[float, float] | None = None
    _counted: int = 0
    _took: tuple[float, float] | None = None

    def begin(self) -> None:
        self._counted, self._took = 0, None
        self._begun = (time.perf_counter(), time.process_time())

    def answer(self) -> None:
        """Note the first answer; what is said afterwards is not timed."""
        if self._begun is not None:
            wall, processor = self._begun
            self._took = (time.perf_counter() - wall, time.process_time() - processor)
            self._begun = None

    def count(self, *execution: Any) -> None:
        """Note a statement, as SQLAlchemy reports it."""
        if self._begun is not None and not execution[2].startswith("BEGIN"):
            self._counted += 1

    async def time(self, name: str, act: Act) -> None:
        """One round of something that a person does."""
        await act()
        if self._took is None:
            raise SettingsError(t("{name} was not answered, so it cannot be timed.", name=name))
        self.laps.setdefault(name, Laps()).add(*self._took)
        self.statements[name] = max(self._counted, self.statements.get(name, 0))


class _TimedBot(MilepostBot):
    """The bot, with a stopwatch that starts as an interaction is dispatched."""

    def __init__(self, services: Services, stopwatch: Stopwatch) -> None:
        super().__init__(services, lambda: NOW)
        self._stopwatch = stopwatch
        self.tree.add_command(_ping)

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        if event_name == "interaction":
            self._stopwatch.begin()
        super().dispatch(event_name, *args, **kwargs)


@app_commands.command(name="ping", description="Nothing but an answer")
async def _ping(interaction: discord.Interaction[Any]) -> None:
    await interaction.response.send_message("pong")


async def measured(rounds: int) -> Section:
    """Every command and every list of names that is offered while typing, in turn with a ping.

    Raises SettingsError where the simulated Discord is not installed.
    """
    if importlib.util.find_spec("simcord") is None:
        raise SettingsError(
            t(
                "Commands are timed in the simulated Discord, which is not installed: install it "
                "with `uv sync --group demo`."
            )
        )
    stopwatch = Stopwatch()
    with tempfile.TemporaryDirectory(prefix="milepost-bench-") as folder:
        async with _desk(Path(folder), stopwatch) as acts:
            await _round(stopwatch, acts)  # the first time compiles statements and views
            stopwatch.laps.clear()
            gc.collect()
            gc.freeze()  # the simulated Discord is no part of what is timed
            for _ in range(rounds):
                await _round(stopwatch, acts)
            gc.unfreeze()
    return Section(
        t("Commands: from dispatch to the first answer, on the starter catalogue"),
        tuple(_figure(stopwatch, name) for name in stopwatch.laps),
        (
            t("The ratio is of processor time, to a command that does nothing but answer."),
            t("A name that ends in … is that of an option for which names are offered."),
        ),
    )


async def _round(stopwatch: Stopwatch, acts: Sequence[tuple[str, Act]]) -> None:
    for name, act in acts:
        await stopwatch.time(name, act)


def _figure(stopwatch: Stopwatch, name: str) -> Figure:
    laps = stopwatch.laps[name]
    statements = stopwatch.statements[name]
    return Figure(
        name,
        laps.wall,
        laps.over(stopwatch.laps[_PING]),
        limit=None if name == _PING else LIMIT_SECONDS,
        note=tn("{count} statement", "{count} statements", statements) if statements else "",
    )


@asynccontextmanager
async def _desk(folder: Path, stopwatch: Stopwatch) -> AsyncIterator[list[tuple[str, Act]]]:
    """The bot at work on a record of its own; what a person can do there, by name."""
    from bot.demo.desk import Desk
    from bot.demo.server import furnish
    from bot.demo.simulator import simulated

    url = f"sqlite+aiosqlite:///{folder / 'bench.db'}"
    await prepare(url)
    engine = make_engine(url)
    event.listen(engine.sync_engine, "before_cursor_execute", stopwatch.count)
    services = build(engine)
    bot = _TimedBot(services, stopwatch)
    env = simulated(bot)
    try:
        await env.start()
        server = furnish(env)
        await Desk(services, server).set_up(ZONE, NOW)
        _hear_answers(stopwatch)
        yield await _acts(bot, services, server)
        await env.shutdown()
    finally:
        await engine.dispose()


def _hear_answers(stopwatch: Stopwatch) -> None:
    """Stop the stopwatch where discord.py hands an answer to what sends it."""
    adapter: Any = async_context.get()
    send = adapter.request

    async def request(*args: Any, **kwargs: Any) -> Any:
        stopwatch.answer()
        return await send(*args, **kwargs)

    adapter.request = request


async def _acts(bot: MilepostBot, services: Services, server: "Server") -> list[tuple[str, Act]]:
    person, channel = server.viewers[0], server.deadlines
    references = await services.milestones.references(server.guild.id, "US-Japan", limit=1)
    agreement, milestone = "US-Japan Framework", references[0]
    asked: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (_PING, "ping", {}),
        ("/due", "due", {}),
        ("/due within 365", "due", {"within": 365}),
        ("/due of a party", "due", {"party": "Japan", "within": 90}),
        ("/brief of an agreement", "brief", {"subject": agreement}),
        ("/brief of a party", "brief", {"subject": "Japan"}),
        ("/brief of a commodity", "brief", {"subject": "gallium"}),
        ("/agreement show", "agreement show", {"name": agreement}),
        ("/agreement list", "agreement list", {}),
        ("/agreement search", "agreement search", {"words": "rare earths"}),
        ("/milestone show", "milestone show", {"milestone": milestone}),
        ("/deadline", "deadline", {"phrase": "within 180 days of 28 Oct 2025 in Tokyo"}),
        ("/remind list", "remind list", {}),
        ("/remind preview", "remind preview", {}),
        ("/help", "help", {}),
    )
    commands = [
        (name, _bound(person.slash, channel, path, options)) for name, path, options in asked
    ]
    return commands + [
        (f"{option}…", _bound(person.autocomplete, channel, path, {}, option, TYPED))
        for path, option in _offering(bot)
    ]


def _bound(
    do: Callable[..., Awaitable[object]],
    channel: object,
    path: str,
    options: dict[str, Any],
    *typed: str,
) -> Act:
    return lambda: do(channel, path, *typed, **options)


def _offering(bot: MilepostBot) -> list[tuple[str, str]]:
    """Every option for which names are offered, with its command."""
    return [
        (command.qualified_name, option.display_name)
        for command in bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        if option.autocomplete
    ]
