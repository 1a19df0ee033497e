"""What becomes of reminders that are due while their subscription goes elsewhere or comes back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.reminders import Post, ReminderKind
from bot.domain.subscriptions import Scope
from bot.errors import PostFailed
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, Server

OTHER = CHANNEL + 1
DUE_AT = datetime(2026, 4, 24, 9, tzinfo=UTC)
LIMITED = PostFailed("limited", permanent=False, retry_after=20)
DOWN = PostFailed("503", permanent=False, may_have_arrived=True)
GONE = PostFailed("The channel no longer exists.", permanent=True)
OWN: dict[str, Any] = {"scope": Scope.AGREEMENT, "subject": "Test Framework"}


async def go_to(server: Server, channel_id: int) -> None:
    """Have what the server is reminded of posted in a channel."""
    await server.services.guilds.update(GUILD, by=EDITOR, now=server.clock(), channel_id=channel_id)


def where(server: Server) -> list[int | None]:
    return [each.channel_id for each in server.outbox.posts]


@pytest.fixture
async def home(server: Server) -> Server:
    """Everything is told in the server's channel, a day ahead."""
    await go_to(server, CHANNEL)
    await server.subscribe(ladder="1")
    return server


async def test_a_channel_is_not_told_again_by_a_subscription_that_comes_there(home: Server) -> None:
    await home.subscribe(OTHER, ladder="1", **OWN)
    home.clock.at = DUE_AT
    home.outbox.failing_in = {CHANNEL: LIMITED}
    assert await home.tick() == 1
    await go_to(home, OTHER)
    home.clock.forward(minutes=1)
    assert await home.tick() == 0
    assert where(home) == [OTHER]


@pytest.mark.parametrize("failure", [LIMITED, GONE])
async def test_what_is_refused_while_its_subscription_leaves_is_told_where_it_went(
    home: Server, failure: PostFailed
) -> None:
    async def meanwhile(post: Post) -> int | None:
        if post.channel_id != CHANNEL:
            return await home.outbox(post)
        await go_to(home, OTHER)
        raise failure

    home.clock.at = DUE_AT
    await home.services.reminders.deliver(meanwhile, home.clock)
    home.clock.forward(minutes=1)
    await home.tick()
    assert where(home) == [OTHER]
    assert home.outbox.last.meant_for is None


async def test_what_was_not_told_before_its_subscription_left_is_told_where_it_went(
    home: Server,
) -> None:
    home.clock.at = DUE_AT
    home.outbox.failing_in = {CHANNEL: LIMITED}
    assert await home.tick() == 0
    await go_to(home, OTHER)
    assert await home.tick() == 1
    assert where(home) == [OTHER]


async def test_what_may_have_arrived_is_settled_before_another_subscription_tells_the_same(
    home: Server,
) -> None:
    await home.subscribe(ladder="1", **OWN)
    own = (await home.services.subscriptions.list(GUILD))[1].id
    who: dict[str, Any] = {"by": EDITOR, "now": home.clock(), "subscription_id": own}
    await home.services.pauses.pause(GUILD, **who)
    home.clock.at = DUE_AT
    home.outbox.failing = DOWN
    assert await home.tick() == 0
    home.outbox.failing = None
    await home.services.pauses.resume(GUILD, **{**who, "now": home.clock()})
    home.clock.forward(minutes=5)
    assert await home.tick() == 1
    assert home.outbox.last.again


async def test_a_move_is_told_where_the_date_before_may_have_arrived(server: Server) -> None:
    await server.subscribe(ladder="1", scope=Scope.MILESTONE, subject=FUNDING)
    due_on = (await server.milestone()).earliest_on
    assert due_on is not None
    server.clock.at = datetime.combine(due_on, DUE_AT.timetz()) - timedelta(days=1)
    server.outbox.failing = DOWN
    assert await server.tick() == 0
    assert server.outbox.posts == []
    server.outbox.failing = None
    when: dict[str, Any] = {"by": EDITOR, "reference": FUNDING}
    await server.services.milestones.done(GUILD, now=server.clock(), evidence="seen", **when)
    server.clock.forward(minutes=5)
    assert await server.tick() == 0
    server.clock.forward(hours=24 * 20)
    await server.services.milestones.reopen(GUILD, now=server.clock(), **when)
    await server.move("21 Jul 2026")
    assert await server.tick() == 1
    assert server.outbox.last.items[0].kind is ReminderKind.MOVED
