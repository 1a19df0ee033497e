"""The demo as a newcomer meets it: through its page, over HTTP."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import discord
import pytest
import simcord
from simcord._clock import Clock as FrozenClock

import bot.demo.run
from bot.demo import simulator
from bot.demo.run import Stage, staged
from bot.demo.start import Demo
from tests.visitor import Visitor

NOON_SOMEWHERE = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OPENING = datetime(2026, 4, 19, 23, 59, 30, tzinfo=UTC)
FUNDING = "Measures to finance selected projects"


def standing_still() -> datetime:
    return NOON_SOMEWHERE


@asynccontextmanager
async def visiting(
    folder: Path, real: Callable[[], datetime] = standing_still
) -> AsyncIterator[tuple[Stage, Visitor]]:
    """A demo at work, and somebody who has opened its page."""
    async with staged(Demo(folder=folder), real) as (stage, shown):
        playing = asyncio.create_task(stage.play(shown))
        async with aiohttp.ClientSession() as http:
            visitor = Visitor(http, shown.url)
            await visitor.arrive()
            yield stage, visitor
        stage.end()
        await playing


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of a demo that was started and ended at once."""
    folder = tmp_path_factory.mktemp("furnished")

    async def once() -> None:
        async with staged(Demo(folder=folder), standing_still):
            pass

    asyncio.run(once())
    return folder


@pytest.fixture
def folder(furnished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(furnished, tmp_path / "demo"))


@pytest.fixture(autouse=True)
def _impatient_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simulator, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(bot.demo.run, "LOOK_SECONDS", 0.05)


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (FrozenClock, "now"),
        (simcord.Env, "_record_error"),
        (simcord.Preview, "_publish"),
        (simcord.Preview, "_advance_presentation_time"),
    ],
)
def test_the_places_where_simcord_is_bent_are_still_there(owner: type, name: str) -> None:
    moved = f"simcord has no {owner.__name__}.{name} any more: bot/demo/simulator.py relies on it"
    assert callable(getattr(owner, name, None)), moved


async def test_a_newcomer_is_greeted_and_answered(folder: Path) -> None:
    async with visiting(folder) as (_, visitor):
        assert "Mon 20 April 2026, 08:59 (Asia/Tokyo)" in await visitor.sees("Welcome")
        await visitor.run("due")
        assert "27 or 28 Apr 2026" in await visitor.sees(FUNDING)
        [name] = await visitor.suggestions("brief", "subject", "us-japan fr")
        await visitor.run("brief", subject=name)
        await visitor.sees("28 Oct 2025")


async def test_the_first_reminder_appears_by_itself_once_its_hour_has_come(folder: Path) -> None:
    now = NOON_SOMEWHERE
    async with visiting(folder, lambda: now) as (stage, visitor):
        now += timedelta(seconds=40)
        assert stage.clock() == OPENING + timedelta(seconds=40)
        await stage.deliver()
        assert FUNDING in await visitor.sees("7 days before")


async def test_moving_over_days_posts_each_reminder_on_its_own(folder: Path) -> None:
    async with visiting(folder) as (stage, visitor):
        receipt = await visitor.run("clock to", date="2026-04-29")
        assert receipt["settlement"] == "settled"
        await visitor.sees("The clock shows **Wed 29 April 2026, 09:00 (Asia/Tokyo)**")
        assert stage.clock() == datetime(2026, 4, 29, tzinfo=UTC)
        hours = [datetime(2026, 4, day, tzinfo=UTC) for day in (20, 26, 27, 29)]
        assert [each for each in visitor.posted(FUNDING) if each.hour == 0] == hours
        assert "late" not in await visitor.sees("2 reminders")
        assert visitor.page["targetId"] == visitor.page["timeline"][-1]  # scrolled into sight


async def test_the_next_reminders_are_offered_and_reached(folder: Path) -> None:
    async with visiting(folder) as (stage, visitor):
        [line] = await visitor.suggestions(
            "clock to", "date", "on the day · us-japan framework: meas"
        )
        assert line.startswith(f"2026-04-27 Mon: on the day · US-Japan Framework: {FUNDING}")
        await visitor.run("clock next")
        await visitor.sees("The clock shows")
        assert stage.clock() == datetime(2026, 4, 20, tzinfo=UTC)
        await visitor.run("clock forward", by="+1w")
        await visitor.sees("The clock shows **Mon 27 April 2026")


async def test_what_the_page_cannot_show_is_told_in_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with visiting(folder) as (_, visitor):
        await visitor.run("remind add", what="everything", direct_message=True)
        await visitor.run("clock next")
        await visitor.sees("The clock shows")
        printed = ""
        async with asyncio.timeout(10):
            while "[direct message to Aiko (editor)] **Reminder**" not in printed:
                await visitor.sees("The clock shows")
                printed += capsys.readouterr().out
    assert FUNDING in printed


@pytest.mark.parametrize(
    ("date", "says"), [("2026-04-01", "only moves forward"), ("soon", "does not say how far")]
)
async def test_a_wrong_date_is_answered_and_is_no_failure(
    folder: Path, date: str, says: str
) -> None:
    async with visiting(folder) as (stage, visitor):
        receipt = await visitor.run("clock to", date=date)
        assert (receipt["settlement"], receipt["diagnostics"]) == ("settled", [])
        await visitor.sees(says)
        assert stage.clock() == OPENING


async def test_everything_in_this_discord_happens_at_the_demos_time(folder: Path) -> None:
    async with staged(Demo(folder=folder), standing_still) as (stage, _):
        assert discord.utils.utcnow() == stage.clock() == OPENING
        await stage.travel.to(OPENING + timedelta(days=3))
        assert discord.utils.utcnow() == OPENING + timedelta(days=3)


async def test_relative_times_are_counted_from_the_demos_time(folder: Path) -> None:
    now = NOON_SOMEWHERE
    async with visiting(folder, lambda: now) as (stage, visitor):
        now += timedelta(minutes=20)
        await visitor.run("due")
        await visitor.sees(FUNDING)
        profile = visitor.page["profile"]
        assert datetime.fromisoformat(profile["presentationTime"]) == stage.clock()


async def test_a_channel_keeps_its_newest_messages(folder: Path) -> None:
    async with staged(Demo(folder=folder), standing_still) as (stage, shown):
        channel = stage.place
        for number in range(simulator.NEWEST + 5):
            await channel.send(str(number))
        simulator.forget_old(shown.env)
        kept = [message.content async for message in channel.history(limit=None)]
        assert len(kept) == simulator.NEWEST
        assert kept[0] == str(simulator.NEWEST + 4)


async def test_the_terminal_takes_the_same_moves(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def typed() -> AsyncIterator[str]:
        for line in ("", "tomorrowish", "+1d", "quit"):
            yield line

    monkeypatch.setattr(bot.demo.run, "typed", typed)
    async with staged(Demo(folder=folder), standing_still) as (stage, shown):
        await stage.play(shown)
        await stage.travel.to(OPENING + timedelta(days=1))
    printed = capsys.readouterr().out
    assert printed.splitlines()[0] == "Mon 20 April 2026, 08:59 (Asia/Tokyo)"
    assert "“tomorrowish” does not say how far" in printed


async def test_a_kept_demo_goes_on_where_it_ended(folder: Path) -> None:
    async with staged(Demo(folder=folder), standing_still) as (stage, _):
        await stage.travel.to(OPENING + timedelta(days=2))
    async with staged(Demo(folder=folder), standing_still) as (stage, _):
        assert stage.clock() == OPENING + timedelta(days=2)
        [wish] = await stage.desk.services.subscriptions.list(stage.desk.server.guild.id)
        assert wish.channel_id == stage.desk.server.deadlines.id


async def test_the_real_database_is_never_touched(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "real.db"
    monkeypatch.setenv("MILEPOST_DATABASE_URL", f"sqlite:///{real}")
    monkeypatch.setenv("MILEPOST_DATA_DIR", str(tmp_path / "real"))
    async with staged(Demo(folder=folder), standing_still):
        pass
    assert not real.exists()
    assert not (tmp_path / "real").exists()
