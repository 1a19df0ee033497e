"""Rounds: what a tick does besides posting, so that people learn how delivery stands."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

import db.drafts
import db.guilds
from bot.domain.drafts.items import Review
from bot.domain.health import OutageNotice
from bot.domain.reminders import Post
from bot.domain.subscriptions import Scope
from bot.rounds import NOTE_EVERY, Rounds
from bot.services import Services
from bot.services.delivery import Means
from bot.watch import STALL_SECONDS, Watch
from tests.conftest import GUILD_ID, Outbox, TestClock
from tests.services.reading import FRAMEWORK

ADMIN_CHANNEL = 77


@dataclass
class Bot:
    """A bot of which only the rounds are left, with what it posts and whom it tells."""

    services: Services
    clock: TestClock
    outbox: Outbox
    connected: bool = True
    told: list[OutageNotice] = field(default_factory=list)
    posted_before: list[int] = field(default_factory=list)
    """How much was posted when each notice was told."""

    def __post_init__(self) -> None:
        self.start()

    def start(self, tell: Callable[[OutageNotice], Awaitable[None]] | None = None) -> None:
        """A new process: nothing but the record remembers."""
        self.watch = Watch(lambda: self.clock().timestamp())
        self.rounds = Rounds(
            self.services,
            post=self.outbox,
            means=Means(),
            tell=tell or self._tell,
            connected=lambda: self.connected,
            clock=self.clock,
            watch=self.watch,
        )

    async def _tell(self, notice: OutageNotice) -> None:
        self.told.append(notice)
        self.posted_before.append(len(self.outbox.posts))


@pytest.fixture
async def bot(services: Services, clock: TestClock, outbox: Outbox) -> Bot:
    """Reminders of everything in the catalogue, in one channel, with an admin channel beside it."""
    await services.guilds.joined(GUILD_ID, "Desk")
    await services.guilds.update(GUILD_ID, by=None, now=clock(), zone="UTC", hour=9)
    await services.catalogue.load(GUILD_ID, by=None, now=clock())
    await services.subscriptions.add(
        GUILD_ID,
        by=None,
        now=clock(),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=99,
        user_id=None,
    )
    async with services.guilds.transactions.write() as session:
        await db.guilds.change(session, GUILD_ID, admin_channel_id=ADMIN_CHANNEL)
    return Bot(services, clock, outbox)


async def test_a_round_is_written_down_every_half_minute_and_not_each_time(bot: Bot) -> None:
    first = bot.clock()
    await bot.rounds.round()
    bot.clock.forward(seconds=NOTE_EVERY.seconds - 1)
    await bot.rounds.round()
    assert (await bot.services.health.ask(now=bot.clock())).pulse.ticked_at == first
    bot.clock.forward(seconds=1)
    await bot.rounds.round()
    assert (await bot.services.health.ask(now=bot.clock())).pulse.ticked_at == bot.clock()


async def test_nothing_is_posted_while_discord_is_not_reached_and_health_says_so(bot: Bot) -> None:
    bot.connected = False
    bot.clock.forward(days=6)
    assert await bot.rounds.round() is None
    assert bot.outbox.posts == []
    pulse = (await bot.services.health.ask(now=bot.clock())).pulse
    assert (pulse.ticked_at, pulse.reached_at) == (bot.clock(), None)


@pytest.mark.parametrize("new_process", [True, False])
async def test_once_an_outage_is_over_the_admin_channel_is_told_after_the_reminders(
    bot: Bot, new_process: bool
) -> None:
    await bot.rounds.round()
    begun = bot.clock()
    bot.clock.forward(days=6)
    if new_process:
        bot.start()
    await bot.rounds.round()
    await bot.rounds.round()
    [notice] = bot.told
    assert notice.channel_id == ADMIN_CHANNEL
    items = [item for post in bot.outbox.posts for item in post.items]
    assert notice.reminders == sum(1 + len(item.overtaken) for item in items)
    assert notice.outage.begun_at == begun
    assert bot.posted_before == [len(bot.outbox.posts)]


async def test_an_admin_channel_that_is_gone_stops_nothing(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone(_: OutageNotice) -> None:
        raise ConnectionError("Unknown Channel")

    bot.start(gone)
    await bot.rounds.round()
    bot.clock.forward(days=6)
    assert await bot.rounds.round() is not None
    assert "Unknown Channel" in caplog.text


async def test_a_quick_restart_is_told_to_nobody(bot: Bot) -> None:
    await bot.rounds.round()
    bot.clock.forward(minutes=14)
    bot.start()
    await bot.rounds.round()
    assert bot.told == []


async def test_a_round_that_fails_is_no_sign_of_life(bot: Bot) -> None:
    await bot.rounds.round()
    noted = (await bot.services.health.ask(now=bot.clock())).pulse.ticked_at
    bot.clock.forward(minutes=3)

    async def broken(*_: object) -> None:
        raise OSError("disk full")

    rounds = Rounds(
        bot.services,
        post=bot.outbox,
        means=Means(),
        tell=broken,
        connected=lambda: (_ for _ in ()).throw(OSError("disk full")),
        clock=bot.clock,
        watch=bot.watch,
    )
    with pytest.raises(OSError, match="disk full"):
        await rounds.round()
    assert (await bot.services.health.ask(now=bot.clock())).pulse.ticked_at == noted


async def test_every_post_of_a_long_round_shows_that_things_move(
    bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    """Each post here takes most of the time after which a standstill would be told."""
    noted = []

    async def slow(post: Post) -> int:
        bot.clock.at += timedelta(seconds=STALL_SECONDS - 1)
        bot.watch.look()
        noted.append((await bot.services.health.ask(now=bot.clock())).trouble)
        return await bot.outbox(post)

    for channel in range(5):
        await bot.services.subscriptions.add(
            GUILD_ID,
            by=None,
            now=bot.clock(),
            scope=Scope.EVERYTHING,
            subject=None,
            channel_id=channel + 1,
            user_id=None,
        )
    await bot.rounds.round()
    bot.clock.forward(days=6)
    rounds = Rounds(
        bot.services,
        post=slow,
        means=Means(),
        tell=bot._tell,
        connected=lambda: True,
        clock=bot.clock,
        watch=bot.watch,
    )
    bot.watch.moved()
    await rounds.round()
    assert len(noted) > 3
    assert "stopped" not in noted
    assert not [each for each in caplog.records if each.name == "bot.watch"]


async def test_what_a_server_left_behind_is_deleted_in_time(bot: Bot) -> None:
    await bot.services.guilds.left(GUILD_ID, now=bot.clock())
    bot.clock.forward(days=31)
    bot.start()
    await bot.rounds.round()
    assert GUILD_ID in {each.id for each in await bot.services.guilds.every()}, "not at the start"
    bot.clock.forward(hours=1)
    for _ in range(30):
        await bot.rounds.round()
    assert GUILD_ID not in {each.id for each in await bot.services.guilds.every()}


async def test_drafts_that_nobody_accepted_within_a_day_are_dropped(bot: Bot) -> None:
    draft = await bot.services.drafts.from_text(GUILD_ID, FRAMEWORK, by=None, now=bot.clock())
    assert isinstance(draft, Review)
    await bot.rounds.round()
    bot.clock.forward(hours=25)
    await bot.rounds.round()
    assert await bot.services.drafts.forget(now=bot.clock()) == 0, "nothing is left to forget"
    async with bot.services.drafts.transactions.read() as session:
        assert await db.drafts.find(session, GUILD_ID, draft.id, now=draft.made_at) is None
