"""How a round of delivery goes about it: several places at once, in turn, and until it is told."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.reminders import MOST_ITEMS, Post
from bot.errors import PostFailed
from bot.services import build
from bot.services.claiming import LEASE
from bot.services.delivery import IN_FLIGHT, Delivered, Means
from bot.services.outcomes import write_down
from bot.services.pacing import PER_SECOND, Pace
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, MINISTERIAL, Server
from tests.test_pacing import Time

DUE_AT = datetime(2026, 4, 24, 9, tzinfo=UTC)


class Discord:
    """Counts the posts under way; each lasts until others have had many turns."""

    def __init__(self) -> None:
        self.under_way: Counter[int | None] = Counter()
        self.most_in_a_place = 0
        self.most = 0
        self.posts: list[Post] = []

    async def __call__(self, post: Post) -> int:
        self.under_way[post.channel_id] += 1
        self.most_in_a_place = max(self.most_in_a_place, *self.under_way.values())
        self.most = max(self.most, self.under_way.total())
        for _ in range(300):
            await asyncio.sleep(0)
        self.under_way[post.channel_id] -= 1
        self.posts.append(post)
        return len(self.posts)


def at_pace(time: Time, **more: Any) -> Means:
    return Means(Pace(monotonic=time.monotonic, sleep=time.sleep), **more)


async def test_posts_are_under_way_in_several_places_at_once_and_never_twice_in_one(
    server: Server,
) -> None:
    discord = Discord()
    for channel in range(1, 41):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    deliver = server.services.reminders.deliver
    both = await asyncio.gather(
        *(deliver(discord, server.clock, at_pace(Time())) for _ in range(2))
    )
    assert sum(each.posts for each in both) == 40
    assert len({post.channel_id for post in discord.posts}) == 40
    assert discord.most_in_a_place == 1
    assert 4 < discord.most <= 2 * IN_FLIGHT


async def test_a_round_keeps_to_the_pace(server: Server) -> None:
    time = Time()
    for channel in range(1, 31):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    await server.services.reminders.deliver(server.outbox, server.clock, at_pace(time))
    assert len(server.outbox.posts) == 30
    assert 28.9 / PER_SECOND < time.now < 31 / PER_SECOND


async def test_what_is_done_while_a_post_waits_for_its_turn_is_not_announced(
    server: Server,
) -> None:
    await server.subscribe(CHANNEL, ladder="3, 1")
    await server.subscribe(CHANNEL + 1, ladder="3, 1")
    server.clock.at = DUE_AT
    time = Time()

    async def sleep(seconds: float) -> None:
        """The second post's wait: meanwhile the first has been read and answered."""
        if len(server.outbox.posts) == 1 and not time.now:
            await server.services.milestones.done(
                GUILD, by=EDITOR, now=server.clock(), reference=MINISTERIAL, evidence="Held"
            )
        await time.sleep(seconds)

    means = Means(Pace(monotonic=time.monotonic, sleep=sleep))
    await server.services.reminders.deliver(server.outbox, server.clock, means)
    told = [{item.milestone.reference for item in post.items} for post in server.outbox.posts]
    assert told == [{FUNDING, MINISTERIAL}, {FUNDING}]


async def test_another_process_that_records_a_milestone_as_done_is_heard_of(
    server: Server, engine: AsyncEngine
) -> None:
    for channel in range(CHANNEL, CHANNEL + 3):
        await server.subscribe(channel, ladder="1")
    server.clock.at = DUE_AT
    time = Time()

    async def post(post: Post) -> int:
        if not server.outbox.posts:
            await build(engine).milestones.done(
                GUILD, by=EDITOR, now=server.clock(), reference=MINISTERIAL, evidence="Held"
            )
            time.now += 1
        return await server.outbox(post)

    means = Means(Pace(monotonic=time.monotonic, sleep=time.sleep))
    await server.services.reminders.deliver(post, server.clock, means)
    assert len(server.outbox.posts) == 1


async def test_the_place_served_least_recently_comes_first(server: Server) -> None:
    for channel in (1, 2, 3):
        await server.subscribe(channel, ladder="1, 0")
    server.clock.at = DUE_AT
    server.outbox.failing_in = {2: PostFailed("slow mode", permanent=False, retry_after=60)}
    await server.tick()
    server.outbox.failing_in = {}
    server.clock.forward(minutes=5)
    await server.tick()
    server.clock.at = DUE_AT.replace(day=26)
    await server.tick()
    assert [post.channel_id for post in server.outbox.posts] == [1, 3, 2, 1, 3, 2]


async def test_a_post_names_the_most_urgent_and_counts_the_others(server: Server) -> None:
    for number in range(MOST_ITEMS + 5):
        await server.add(f"Step {number:02}", f"{22 + number % 9} May 2026")
    await server.subscribe(ladder="30")
    server.clock.at = datetime(2026, 5, 1, tzinfo=UTC)
    done = await server.services.reminders.deliver(server.outbox, server.clock)
    [post] = server.outbox.posts
    assert (len(post.items), post.more) == (MOST_ITEMS, 5)
    assert done == Delivered(posts=1, reminders=MOST_ITEMS + 5)
    days = [item.milestone.due_on for item in post.items]
    assert days == sorted(day for day in days if day)
    assert await server.tick() == 0


async def test_a_round_that_is_told_to_stop_finishes_what_is_under_way_and_begins_nothing(
    server: Server,
) -> None:
    for channel in range(1, 41):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    stopping = asyncio.Event()

    async def post(post: Post) -> int:
        stopping.set()
        await asyncio.sleep(0)
        return await server.outbox(post)

    means = at_pace(Time(), stopping=stopping)
    done = await server.services.reminders.deliver(post, server.clock, means)
    assert 0 < done.posts == len(server.outbox.posts) < 40
    assert await server.tick() == 40 - done.posts, "at once: nothing is left claimed"


async def test_a_round_that_is_broken_off_forgets_nothing_that_was_posted(server: Server) -> None:
    for channel in range(1, 41):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    hangs = asyncio.Event()

    async def post(post: Post) -> int:
        if len(server.outbox.posts) == 5:
            hangs.set()
            await asyncio.Event().wait()
        return await server.outbox(post)

    deliver = server.services.reminders.deliver
    running = asyncio.create_task(deliver(post, server.clock, at_pace(Time())))
    await hangs.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await server.tick()
    server.clock.forward(seconds=LEASE.total_seconds() + 1)
    await server.tick()
    served = Counter(post.channel_id for post in server.outbox.posts)
    assert served == Counter(range(1, 41))
    again = {post.channel_id for post in server.outbox.posts if post.again}
    assert 0 < len(again) <= IN_FLIGHT, "only what may have arrived is looked for"


async def test_a_long_round_ends_and_says_that_more_is_due(server: Server) -> None:
    for channel in range(1, 31):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    time = Time()

    async def post(post: Post) -> int:
        time.now += 10
        return await server.outbox(post)

    deliver = server.services.reminders.deliver
    first = await deliver(post, server.clock, at_pace(time))
    assert first.unfinished
    while (await deliver(post, server.clock, at_pace(time))).unfinished:
        pass
    assert len(server.outbox.posts) == 30


async def test_a_database_that_refuses_for_a_moment_loses_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for channel in range(1, 41):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    refused: list[Any] = []

    async def refuse_once(*what: Any, **how: Any) -> None:
        if not refused:
            refused.append(what)
            raise OSError("disk full")
        await write_down(*what, **how)

    monkeypatch.setattr("bot.services.delivery.write_down", refuse_once)
    done = await server.services.reminders.deliver(server.outbox, server.clock, at_pace(Time()))
    assert done.posts == 40
    server.clock.forward(seconds=LEASE.total_seconds() + 1)
    assert await server.tick() == 0
