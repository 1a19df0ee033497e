"""The one place that wires: settings, database, services, client, ticks."""

import asyncio
import logging
import random
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import aiohttp
import discord

from bot.client import MilepostBot
from bot.errors import SettingsError
from bot.jobs import Ticks
from bot.messages import t
from bot.papers import Papers
from bot.permissions import invite_url
from bot.rounds import Rounds
from bot.services import Services, build
from bot.services.delivery import Delivered, Means
from bot.services.pacing import Pace
from bot.settings import Settings
from bot.watch import Watch
from bot.web import Web
from cogs.boards import show_board
from cogs.health import tell_outage
from cogs.poster import is_public, put
from db.engine import make_engine, prepare

Clock = Callable[[], datetime]

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0
CLOSING_SECONDS = 3.0

_WRONG_TOKEN = 4004
_UNREACHABLE = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)

_log = logging.getLogger(__name__)


def system_clock() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class App:
    """Milepost, put together around one client."""

    settings: Settings
    clock: Clock
    services: Services
    client: MilepostBot
    rounds: Rounds
    ticks: Ticks
    watch: Watch

    async def deliver(self) -> Delivered | None:
        """Post what is due; None, and nothing claimed, while Discord cannot be reached."""
        return await self.rounds.round()

    def start(self) -> None:
        """Begin to post what falls due; a second call changes nothing."""
        self.ticks.start()
        self.watch.start()

    async def stop(self) -> None:
        """Post nothing more; what is being posted is finished, or left to be tried again."""
        self.watch.stop()
        await self.ticks.stop()


def _assembled(settings: Settings, clock: Clock, services: Services) -> App:
    client, watch = MilepostBot(services, clock), Watch()
    pace, stopping = Pace(), asyncio.Event()
    rounds = Rounds(
        services,
        post=partial(put, client, pace=pace),
        means=Means(pace, is_public=partial(is_public, client), stopping=stopping),
        tell=partial(tell_outage, client),
        show=partial(show_board, client, pace=pace),
        connected=lambda: client.connected,
        clock=clock,
        watch=watch,
    )
    return App(settings, clock, services, client, rounds, Ticks(rounds.round, stopping), watch)


@asynccontextmanager
async def _record(settings: Settings) -> AsyncIterator[Services]:
    """The use cases over the database, which is brought up to date first, and the open web."""
    await prepare(settings.database_url)
    engine, web = make_engine(settings.database_url), Web(contact=settings.contact)
    try:
        yield build(engine, fetch=web.fetch, read=Papers().read)
    finally:
        await web.aclose()
        await engine.dispose()


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[App]:
    """Milepost ready to connect, and all of it closed at the end.

    Raises SettingsError for a database that cannot be used.
    """
    async with _record(settings) as services:
        app = _assembled(settings, clock, services)
        try:
            yield app
        finally:
            await app.stop()
            await _close(app.client)


async def serve(settings: Settings, clock: Clock = system_clock) -> None:
    """Serve Discord until SIGTERM or Ctrl-C, through every outage.

    discord.py's client does not outlive all of them, and cannot be opened again: each time it ends
    a new one takes its place, after a pause that grows while nothing holds. Raises SettingsError
    for what only the operator can mend.
    """
    token = settings.discord_token
    pause = 0.0
    welcome = _Welcome()
    with _stop_signal() as stop:
        async with _record(settings) as services:
            while not stop.is_set():
                app = _assembled(settings, clock, services)
                held = await _until_lost(app, token, stop, welcome)
                pause = FIRST_PAUSE_SECONDS if held or not pause else pause * 2
                pause = min(pause, LONGEST_PAUSE_SECONDS)
                await _wait(stop, pause * random.uniform(1.0, 1.3))


@contextmanager
def _stop_signal() -> Iterator[asyncio.Event]:
    """Set once the process is asked to end."""
    stop, loop, numbers = asyncio.Event(), asyncio.get_running_loop(), []
    with suppress(NotImplementedError):  # Windows: Ctrl-C interrupts the loop instead
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
            numbers.append(number)
    try:
        yield stop
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    if not stop.is_set():
        _log.info("Trying again in %.0f seconds.", seconds)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), seconds)


async def _until_lost(app: App, token: str, stop: asyncio.Event, welcome: "_Welcome") -> bool:
    """Connect and serve until told to stop or the client is of no more use; whether it had held."""

    async def on_ready() -> None:  # comes again after each new session
        app.start()
        welcome(app.client)

    app.client.add_listener(on_ready)
    connection = asyncio.create_task(_connect(app.client, token))
    ends = [
        connection,
        *(asyncio.create_task(e.wait()) for e in (stop, app.client.steadiness.lost)),
    ]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        held = app.client.steadiness.held(asyncio.get_running_loop().time())
        if connection.done():
            connection.result()
        return held
    finally:
        await app.stop()
        for end in ends:  # before the client is closed: discord.py may trip over its own closing
            end.cancel()
        await asyncio.gather(*ends, return_exceptions=True)
        await _close(app.client)


class _Welcome:
    """Prints, the first time, how to add the bot to a server."""

    def __init__(self) -> None:
        self._said = False

    def __call__(self, client: MilepostBot) -> None:
        if not self._said and client.application_id is not None:
            link = invite_url(client.application_id)
            print(t("Add Milepost to a server: {link}", link=link), flush=True)
            self._said = True


async def _connect(client: MilepostBot, token: str) -> None:
    """Return when the connection is lost for good; raise only what another try cannot mend."""
    try:
        await client.login(token)
    except discord.LoginFailure:
        raise _wrong_token() from None
    except _UNREACHABLE as error:
        _log.warning("Discord cannot be reached: %s", error or type(error).__name__)
        return
    try:
        await client.connect()
    except discord.ConnectionClosed as error:
        if error.code == _WRONG_TOKEN:
            raise _wrong_token() from None
        _log.warning("Discord closed the connection (code %s).", error.code)
    except _UNREACHABLE as error:
        _log.warning("The connection to Discord broke: %s", error or type(error).__name__)
    except Exception as error:
        if client.ws is None:  # discord.py trips over its own reconnect when the first one fails
            _log.warning("Discord's gateway cannot be reached: %s", error.__context__ or error)
        else:
            _log.exception("The connection to Discord broke.")


def _wrong_token() -> SettingsError:
    return SettingsError(
        t(
            "Discord does not accept DISCORD_TOKEN: copy the bot's token again from Discord's "
            "developer portal (Bot, Reset Token)."
        )
    )


async def _close(client: MilepostBot) -> None:
    """Close the client; a gateway that no longer answers is not waited for."""
    try:
        await asyncio.wait_for(client.close(), CLOSING_SECONDS)
    except TimeoutError:
        await client.http.close()
