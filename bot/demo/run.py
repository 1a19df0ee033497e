"""The demo at work: the bot on an embedded database, in a simulated Discord, with its page."""

import asyncio
import contextlib
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.app import App, opened, system_clock
from bot.demo.clock import DemoClock, opening, read_move, written
from bot.demo.commands import ClockCommands
from bot.demo.desk import HOUR, Desk
from bot.demo.elsewhere import Elsewhere
from bot.demo.server import furnish
from bot.demo.simulator import LOOK_SECONDS, Page, page, running, simulated
from bot.demo.start import Demo
from bot.demo.terminal import typed, welcome
from bot.demo.travel import Travel
from bot.errors import UserError
from bot.messages import t, tn
from bot.settings import Settings
from cogs.poster import put


class Stage:
    """The parts of a running demo, and what goes on between them."""

    def __init__(self, app: App, desk: Desk, clock: DemoClock) -> None:
        self.desk = desk
        self.clock = clock
        self._app = app
        self._asked: asyncio.Queue[datetime] = asyncio.Queue()
        self._over = asyncio.Event()
        self.travel = Travel(clock, self._stops, self.deliver)
        self.place = app.client.get_partial_messageable(desk.server.deadlines.id)

    def ask(self, target: datetime) -> None:
        """Have the clock moved; the bot's own work is never waited for inside a command."""
        self._asked.put_nowait(target)

    def end(self) -> None:
        self._over.set()

    async def play(self, shown: Page) -> None:
        """Go on until somebody ends it here or in the page; an unforeseen error ends it too."""
        ends = [self._over.wait(), shown.closed()]
        work = [shown.keep_fresh(), self._tell(shown), self._move(), self._obey()]
        tasks = [asyncio.create_task(each) for each in (*ends, *work)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _stops(self) -> list[datetime]:
        return [at for at, _ in await self.desk.coming(self.clock())]

    async def deliver(self) -> int:
        """Post what is due now, as a tick does; returns in how many messages."""
        reminders = self._app.services.reminders
        return (await reminders.deliver(partial(put, self._app.client), self.clock)).posts

    async def _tell(self, shown: Page) -> None:
        """Print what goes to other channels and to people, which the page cannot show."""
        elsewhere = Elsewhere(shown.env, self.desk.server.deadlines)
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for line in elsewhere.news():
                print(line, flush=True)

    async def _move(self) -> None:
        """Carry out the moves that were asked for, one after the other."""
        while True:
            arrival = await self.travel.to(await self._asked.get())
            await self.desk.keep_clock(arrival.at)
            zone = (await self.desk.settings()).zone
            now = written(arrival.at, zone)
            print(_told(arrival.posts, now), flush=True)
            await self.place.send(_told(arrival.posts, f"**{now}**"), silent=True)

    async def _obey(self) -> None:
        """Do what is typed in the terminal: the same moves, and `quit`."""
        async for line in typed():
            guild = await self.desk.settings()
            if line.casefold() in ("q", "quit", "exit"):
                break
            if not line:
                print(written(self.clock(), guild.zone), flush=True)
                continue
            try:
                self.ask(read_move(line, self.clock(), guild.hour, guild.zone))
            except UserError as error:
                print(error, flush=True)
        else:
            await self._over.wait()


def _told(posts: int, now: str) -> str:
    on_the_way = tn(
        "{count} message was posted on the way.", "{count} messages were posted on the way.", posts
    )
    return t("The clock shows {now}. {on_the_way}", now=now, on_the_way=on_the_way)


async def show(demo: Demo) -> None:
    """Run the demo until Ctrl-C, SIGTERM, `quit` or the end of its page's session."""
    async with staged(demo) as (stage, shown):
        guild = await stage.desk.settings()
        with _stopping(stage):
            now = written(stage.clock(), guild.zone)
            print(welcome(shown.url, now, guild.hour), flush=True)
            if demo.open_browser:
                await asyncio.to_thread(webbrowser.open, shown.url)
            await stage.play(shown)
    print(t("The demo has ended."), flush=True)


@contextlib.asynccontextmanager
async def staged(
    demo: Demo, real: Callable[[], datetime] = system_clock
) -> AsyncIterator[tuple[Stage, Page]]:
    """Everything connected and the page served; the bot posts what is due from here on."""
    clock = DemoClock(opening(demo.today, HOUR, demo.zone), real)
    async with _opened(demo.folder, clock) as app:
        env = simulated(app.client)
        desk = Desk(app.services, furnish(env))
        if (was := await desk.clock_was()) is not None:
            clock.move_to(was)
        await desk.set_up(demo.zone, clock())
        stage = Stage(app, desk, clock)
        app.client.tree.add_command(ClockCommands(desk, clock, stage.ask))
        async with running(env, clock):
            await app.client.tree.sync()  # this Discord is new, whatever the database remembers
            channel, viewers = desk.server.deadlines, desk.server.viewers
            async with page(env, channel, viewers, demo.zone, demo.port) as shown:
                if demo.greeting:
                    await desk.server.greet(written(clock(), demo.zone))
                app.start()
                yield stage, shown
            await app.stop()
        await desk.keep_clock(clock())


@contextlib.asynccontextmanager
async def _opened(folder: Path | None, clock: DemoClock) -> AsyncIterator[App]:
    """Milepost on a database of the demo's own, whatever the environment says of the real one."""
    with contextlib.ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="milepost-demo-")))
        file = folder.expanduser().absolute() / "milepost-demo.db"
        settings = Settings(database=f"sqlite:///{file}", data_dir=file.parent)
        async with opened(settings, clock) as app:
            yield app


@contextlib.contextmanager
def _stopping(stage: Stage) -> Iterator[None]:
    """End the demo in good order on Ctrl-C and SIGTERM."""
    loop = asyncio.get_running_loop()
    with contextlib.suppress(NotImplementedError, RuntimeError):  # Windows; not the main thread
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stage.end)
    try:
        yield
    finally:
        with contextlib.suppress(NotImplementedError, RuntimeError):
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)
