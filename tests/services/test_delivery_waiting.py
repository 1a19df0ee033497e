"""What is due and has to wait: for a pause to end, for a server to open, for somebody to look."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.reminders import PostItem, ReminderKind
from bot.domain.subscriptions import Scope
from bot.errors import PostFailed
from db.models.guilds import GuildRow
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, MINISTERIAL, Server

OWNER, DEPUTY, LAST_RESORT = 31, 32, 33


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def item(server: Server, reference: str = MINISTERIAL) -> PostItem:
    """What the last post says of a milestone."""
    return next(each for each in server.outbox.last.items if each.milestone.reference == reference)


async def quiet(server: Server, hours: str, **more: Any) -> None:
    now = server.clock()
    await server.services.guilds.update(GUILD, by=EDITOR, now=now, quiet=hours, **more)


async def ticks(server: Server, *times: datetime) -> list[int]:
    posts = []
    for each in times:
        server.clock.at = each
        posts.append(await server.tick())
    return posts


@pytest.mark.parametrize("of", ["subscription", "server"])
async def test_what_a_pause_held_back_is_one_post_that_says_so(server: Server, of: str) -> None:
    await server.subscribe(ladder="3, 1")
    wish = (await server.services.subscriptions.list(GUILD))[0]
    which = wish.id if of == "subscription" else None
    await server.services.pauses.pause(
        GUILD, by=EDITOR, now=server.clock(), until="26 April", subscription_id=which
    )
    assert await ticks(server, at(23, 9), at(24, 9), at(25, 12), at(26, 12)) == [0, 0, 0, 1]
    held = item(server)
    assert (held.held, held.overtaken) == (True, (3,))


async def test_a_paused_subscription_holds_back_no_other_in_its_channel(server: Server) -> None:
    await server.subscribe(ladder="1")
    wish = (await server.services.subscriptions.list(GUILD))[0]
    await server.services.pauses.pause(
        GUILD, by=EDITOR, now=server.clock(), until="2 May", subscription_id=wish.id
    )
    await server.subscribe(ladder="3", scope=Scope.MILESTONE, subject=FUNDING)
    assert await ticks(server, at(24, 9)) == [1]
    assert [each.milestone.reference for each in server.outbox.last.items] == [FUNDING]


async def test_a_server_that_the_bot_has_left_is_not_posted_to(
    server: Server, engine: AsyncEngine
) -> None:
    await server.subscribe()
    async with engine.begin() as connection:
        await connection.execute(update(GuildRow).values(left_at=at(21, 0)))
    assert await ticks(server, at(24, 9)) == [0]
    async with engine.begin() as connection:
        await connection.execute(update(GuildRow).values(left_at=None))
    assert await ticks(server, at(25, 9)) == [1]


async def test_what_is_late_waits_until_the_server_is_open_again(server: Server) -> None:
    await quiet(server, "18-8")
    await server.subscribe(ladder="3")
    assert await ticks(server, at(24, 22), at(25, 7, 59), at(25, 8)) == [0, 0, 1]
    assert item(server, FUNDING).milestone.reference == FUNDING


async def test_of_what_is_late_only_that_waits_whose_date_will_not_be_over(server: Server) -> None:
    await quiet(server, "18-8", workdays="Mon-Fri")
    await server.subscribe(ladder="3, 1")
    saturday, monday = at(25, 10), at(27, 8)
    assert await ticks(server, saturday) == [1]
    assert [each.milestone.reference for each in server.outbox.last.items] == [MINISTERIAL]
    assert await ticks(server, at(26, 10), monday) == [0, 1]
    assert [each.milestone.reference for each in server.outbox.last.items] == [FUNDING]


async def test_a_time_that_a_person_chose_is_kept_while_the_server_is_closed(
    server: Server,
) -> None:
    await quiet(server, "18-8")
    await server.subscribe(ladder="3")
    await ticks(server, at(24, 9))
    subject = await server.milestone()
    await server.services.reminders.snooze(
        GUILD,
        subject.id,
        now=server.clock(),
        channel_id=CHANNEL,
        user_id=None,
        until="24 April 23:00",
    )
    assert await ticks(server, at(24, 22), at(24, 23)) == [0, 1]
    assert item(server, FUNDING).kind is ReminderKind.SNOOZED


async def test_a_closed_server_keeps_back_no_other(server: Server, engine: AsyncEngine) -> None:
    await quiet(server, "18-8")
    for channel in range(1, 30):
        await server.subscribe(channel)
    other: dict[str, Any] = {"by": EDITOR, "now": server.clock()}
    await server.services.guilds.update(8, name="Elsewhere", zone="UTC", hour=9, **other)
    await server.services.agreements.add(8, title="Other", parties="Japan, US", **other)
    await server.services.milestones.add(
        8, agreement="Other", what="Report", due="25 April 2026", **other
    )
    await server.services.subscriptions.add(
        8, scope=Scope.EVERYTHING, subject=None, channel_id=800, user_id=None, ladder="1", **other
    )
    assert await ticks(server, at(24, 22)) == [1]
    assert server.outbox.last.guild_id == 8


async def assigned(server: Server, deputy_id: int | None = DEPUTY) -> None:
    await server.services.milestones.assign(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        reference=MINISTERIAL,
        owner_id=OWNER,
        deputy_id=deputy_id,
    )


async def test_what_nobody_acknowledges_calls_on_one_after_the_other_and_then_stops(
    server: Server,
) -> None:
    await assigned(server)
    own: dict[str, Any] = {
        "scope": Scope.MILESTONE,
        "subject": MINISTERIAL,
        "last_resort_role_id": LAST_RESORT,
    }
    await server.subscribe(ladder="3", escalate_after=2, **own)
    called = []
    for day in range(23, 31):
        [posts] = await ticks(server, at(day, 9))
        if posts and (step := item(server).escalated):
            post = server.outbox.last
            called.append((step, item(server).waited_days, post.mention_user_ids, post.role_ids))
    assert called == [(1, 2, (OWNER,), ()), (2, 4, (DEPUTY,), ()), (3, 6, (), (LAST_RESORT,))]


async def test_what_somebody_has_seen_calls_on_nobody(server: Server) -> None:
    await assigned(server)
    await server.subscribe(ladder="3", escalate_after=2)
    await ticks(server, at(23, 9))
    subject = await server.milestone(MINISTERIAL)
    await server.services.acknowledgements.acknowledge(
        GUILD, subject.id, due_version=subject.due_version, by=OWNER, now=server.clock()
    )
    posts = len(server.outbox.posts)
    await ticks(server, at(25, 9), at(27, 9), at(29, 9))
    assert not any(each.escalated for post in server.outbox.posts[posts:] for each in post.items)


async def test_after_an_outage_only_the_highest_step_calls(server: Server) -> None:
    await assigned(server)
    await server.subscribe(ladder="3", escalate_after=1)
    await ticks(server, at(23, 9))
    server.outbox.failing = PostFailed("503", permanent=False)
    await ticks(server, at(24, 9), at(25, 9))
    server.outbox.failing = None
    await ticks(server, at(25, 12))
    assert item(server).escalated == 2
    assert server.outbox.last.mention_user_ids == (DEPUTY,)
