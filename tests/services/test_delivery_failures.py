"""What becomes of reminders that cannot be posted: they wait, or go elsewhere, or are given up."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.reminders import Post, ReminderKind
from bot.domain.subscriptions import Scope
from bot.errors import PostFailed
from bot.services.delivery import MOST_UNANSWERED, Delivered, Means
from bot.services.outcomes import LONGEST_REST, OUTAGE_REST, rest
from db.models.places import PlaceRow
from db.models.reminders import ReminderRow
from tests.services.conftest import CHANNEL, EDITOR, GUILD, MINISTERIAL, Server

FALLBACK = 500
ADMIN = 600
GONE = PostFailed("The channel no longer exists.", permanent=True)
DOWN = PostFailed("503", permanent=False, may_have_arrived=True)
DUE_AT = datetime(2026, 4, 24, 9, tzinfo=UTC)


async def see(server: Server, **channels: bool) -> None:
    """Who sees channels: `c99=True` for everyone."""
    for name, public in channels.items():
        await server.services.places.seen(GUILD, int(name[1:]), public=public)


async def administrators(server: Server) -> None:
    await server.services.guilds.update(
        GUILD, by=EDITOR, now=server.clock(), admin_channel_id=ADMIN
    )


def where(server: Server) -> list[int | None]:
    return [each.channel_id or each.user_id for each in server.outbox.posts]


async def states(engine: AsyncEngine) -> set[tuple[str, str | None]]:
    """What has become of all reminders that were due, and why."""
    query = select(ReminderRow.state, ReminderRow.reason).where(ReminderRow.due_at <= DUE_AT)
    async with engine.connect() as connection:
        return {(state, reason) for state, reason in await connection.execute(query)}


async def test_a_place_that_alone_fails_rests_longer_each_time_with_some_chance_in_it() -> None:
    lengths = [rest(DOWN, failures, lambda: 1.0, elsewhere=True) for failures in range(9)]
    assert lengths == sorted(lengths)
    assert lengths[0] == timedelta(seconds=15)
    assert lengths[3] == lengths[0] * 8
    assert lengths[-1] == LONGEST_REST
    assert rest(DOWN, 3, lambda: 0.0, elsewhere=True) == lengths[3] / 2


async def test_in_an_outage_a_place_is_tried_again_at_the_next_tick() -> None:
    assert rest(DOWN, 100, lambda: 1.0, elsewhere=False) <= OUTAGE_REST * 1.5


async def test_a_place_rests_as_long_as_discord_asks(server: Server) -> None:
    await server.subscribe()
    server.clock.at = DUE_AT
    server.outbox.failing = PostFailed("slow mode", permanent=False, retry_after=1800)
    await server.tick()
    server.outbox.failing = None
    server.clock.forward(minutes=29)
    assert await server.tick() == 0
    server.clock.forward(minutes=1, seconds=2)
    assert await server.tick() == 1


async def test_a_failing_place_is_served_after_all_that_do_not_fail(server: Server) -> None:
    for channel in (CHANNEL, CHANNEL + 1, CHANNEL + 2):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: DOWN}
    await server.tick()
    server.outbox.failing_in = {}
    server.clock.at = DUE_AT.replace(day=27)
    await server.tick()
    assert where(server)[-1] == CHANNEL


async def test_an_outage_is_noticed_after_a_few_posts_and_the_others_are_not_tried(
    server: Server,
) -> None:
    for channel in range(1, 21):
        await server.subscribe(channel)
    server.clock.at = DUE_AT
    server.outbox.failing = DOWN
    delivered = await server.services.reminders.deliver(server.outbox, server.clock)
    assert delivered == Delivered(failed=MOST_UNANSWERED)
    server.outbox.failing = None
    server.clock.forward(seconds=10)
    assert await server.tick() == 20


async def test_a_closed_channel_goes_to_the_fallback_that_its_subscription_names(
    server: Server,
) -> None:
    await see(server, c99=True)
    await server.subscribe(fallback_channel_id=FALLBACK, role_id=7)
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: GONE}
    await server.tick()
    post = server.outbox.last
    assert post.channel_id == FALLBACK
    assert post.meant_for is not None
    assert (post.meant_for.channel_id, post.meant_reason) == (CHANNEL, GONE.reason)
    assert post.role_ids == (7,), "the subscription itself chose this channel"


async def test_without_a_fallback_its_author_is_told_and_then_the_administrators(
    server: Server,
) -> None:
    await administrators(server)
    await see(server, c99=False, c600=False)
    await server.subscribe(role_id=7)
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: GONE, EDITOR: GONE}
    await server.tick()
    assert where(server) == [ADMIN]
    assert server.outbox.last.role_ids == ()


async def test_what_was_private_is_not_posted_in_a_fallback_that_has_become_public(
    server: Server,
) -> None:
    await see(server, c99=False, c500=False)
    await server.subscribe(fallback_channel_id=FALLBACK)
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: GONE}
    public = Means(is_public=lambda _guild, channel: channel == FALLBACK)
    await server.services.reminders.deliver(server.outbox, server.clock, public)
    assert where(server) == [EDITOR], "a direct message to its author instead"


async def test_what_was_private_is_not_posted_where_nobody_knows_who_reads(
    server: Server, engine: AsyncEngine
) -> None:
    await administrators(server)
    await server.subscribe()
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: GONE, EDITOR: GONE}
    await server.tick()
    assert where(server) == []
    assert await states(engine) == {("failed", GONE.reason)}


async def test_what_was_meant_for_one_person_reaches_nobody_else(
    server: Server, engine: AsyncEngine
) -> None:
    await administrators(server)
    await see(server, c600=False)
    await server.subscribe(channel_id=None, user_id=77)
    server.clock.at = DUE_AT
    server.outbox.failing_in = {77: GONE}
    await server.tick()
    assert where(server) == []
    assert await states(engine) == {("failed", GONE.reason)}


async def test_a_closed_place_is_tried_again_for_each_later_post_and_opens_with_it(
    server: Server,
) -> None:
    await server.subscribe()
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: GONE}
    await server.tick()
    assert where(server) == [EDITOR]
    server.outbox.failing_in = {}
    server.clock.at = DUE_AT.replace(day=27)
    await server.tick()
    assert where(server)[-1] == CHANNEL
    assert server.outbox.last.meant_for is None


async def test_a_message_that_is_itself_at_fault_is_not_tried_elsewhere(
    server: Server, engine: AsyncEngine
) -> None:
    await server.subscribe()
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: PostFailed("50035", permanent=True, refused=True)}
    await server.tick()
    assert where(server) == []
    assert await states(engine) == {("failed", "50035")}


async def test_what_may_have_arrived_before_its_channel_was_hidden_is_not_posted_elsewhere(
    server: Server, engine: AsyncEngine
) -> None:
    await server.subscribe()
    server.clock.at = DUE_AT
    for failure in (DOWN, PostFailed("hidden", permanent=True, may_have_arrived=True), None):
        server.outbox.failing = failure
        await server.tick()
        server.clock.forward(minutes=5)
    assert where(server) == []
    assert await states(engine) == {("failed", "hidden")}


async def test_each_of_a_posts_subscriptions_goes_its_own_way(server: Server) -> None:
    await see(server, c99=True)
    await server.subscribe(ladder="3", fallback_channel_id=FALLBACK)
    own: dict[str, Any] = {"scope": Scope.AGREEMENT, "subject": "Test Framework"}
    await server.subscribe(ladder="1", by=EDITOR + 1, **own)
    server.clock.at = DUE_AT
    server.outbox.failing_in = {CHANNEL: GONE}
    await server.tick()
    assert set(where(server)) == {FALLBACK, EDITOR + 1}


async def test_a_message_that_was_deleted_before_it_was_found_counts_as_posted(
    server: Server, engine: AsyncEngine
) -> None:
    await server.subscribe(ladder="1")
    server.clock.at = DUE_AT

    async def deleted(_post: Post) -> None:
        return None

    assert (await server.services.reminders.deliver(deleted, server.clock)).posts == 1
    server.clock.forward(hours=1)
    assert await server.tick() == 0
    assert await states(engine) == {("sent", None)}


async def test_who_sees_a_channel_is_kept_from_the_last_post_there(server: Server) -> None:
    await see(server, c99=True)
    await server.subscribe(fallback_channel_id=FALLBACK)
    server.clock.at = DUE_AT
    private = Means(is_public=lambda _guild, _channel: False)
    await server.services.reminders.deliver(server.outbox, server.clock, private)
    server.outbox.failing_in = {CHANNEL: GONE}
    server.clock.at = DUE_AT.replace(day=27)
    await server.tick()
    assert where(server)[-1] == EDITOR, "it was private when it was last posted to"


async def test_a_date_that_moved_is_still_told_after_its_place_was_closed(server: Server) -> None:
    await server.subscribe(ladder="1")
    server.clock.at = DUE_AT
    await server.tick()
    await server.move("30 June 2026", MINISTERIAL)
    server.outbox.failing_in = {CHANNEL: GONE}
    await server.tick()
    [item] = server.outbox.last.items
    assert (where(server)[-1], item.kind) == (EDITOR, ReminderKind.MOVED)


async def test_a_place_that_another_process_gave_up_serving_is_served_again(
    server: Server, engine: AsyncEngine
) -> None:
    await server.subscribe()
    server.clock.at = DUE_AT
    lease: dict[str, Any] = {"claim": "another", "lease_until": DUE_AT + timedelta(minutes=1)}
    async with engine.begin() as connection:
        await connection.execute(update(PlaceRow).values(**lease))
    assert await server.tick() == 0
    server.clock.forward(minutes=2)
    assert await server.tick() == 1
