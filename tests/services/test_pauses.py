"""Holding reminders back, skipping one, and reminding once more."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.reminders import ReminderKind
from bot.domain.subscriptions import UNTIL_RESUMED, Scope
from bot.errors import Conflict, NotFound
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, MINISTERIAL, Server

EVERY_MONTH = "every month after signature"


def who(server: Server) -> dict[str, Any]:
    return {"by": EDITOR, "now": server.clock()}


async def wish_id(server: Server) -> int:
    return (await server.services.subscriptions.list(GUILD))[0].id


async def test_a_paused_subscription_holds_its_posts_back_and_tells_them_together(
    server: Server,
) -> None:
    await server.subscribe(ladder="5, 4, 3, 1")
    paused = await server.services.pauses.pause(
        GUILD, until="for 5 days", subscription_id=await wish_id(server), **who(server)
    )
    assert paused.posts > 0
    for _ in range(4):
        server.clock.forward(days=1)
        assert await server.tick() == 0
    server.clock.forward(days=1)
    assert await server.tick() == 1
    held = {item.milestone.reference: item.held for item in server.outbox.last.items}
    assert held[FUNDING]


async def test_what_a_place_heard_during_a_pause_is_not_told_again_after_it(server: Server) -> None:
    await server.subscribe(ladder="5, 4, 1")
    paused = await wish_id(server)
    await server.subscribe(ladder="5, 4, 1", scope=Scope.AGREEMENT, subject="Test Framework")
    await server.services.pauses.pause(GUILD, subscription_id=paused, **who(server))
    for _ in range(7):
        server.clock.forward(days=1)
        await server.tick()
    assert server.outbox.posts
    await server.services.pauses.resume(GUILD, subscription_id=paused, **who(server))
    assert await server.tick() == 0


async def test_a_pause_of_the_server_holds_every_place_back(server: Server) -> None:
    await server.subscribe()
    await server.subscribe(CHANNEL + 1)
    await server.services.pauses.pause(GUILD, **who(server))
    server.clock.forward(days=10)
    assert await server.tick() == 0
    resumed = await server.services.pauses.resume(GUILD, **who(server))
    assert resumed.posts > 0
    assert await server.tick() == 2
    assert any(item.held for post in server.outbox.posts for item in post.items)


async def test_a_pause_without_an_end_is_named_so(server: Server) -> None:
    await server.subscribe()
    paused = await server.services.pauses.pause(GUILD, **who(server))
    assert paused.until_resumed
    assert (await server.services.guilds.get(GUILD)).paused_until == UNTIL_RESUMED


async def test_what_is_not_paused_cannot_be_resumed(server: Server) -> None:
    await server.subscribe()
    with pytest.raises(Conflict):
        await server.services.pauses.resume(GUILD, **who(server))
    await server.services.pauses.pause(GUILD, until="for 2 days", **who(server))
    server.clock.forward(days=3)
    with pytest.raises(Conflict):
        await server.services.pauses.resume(GUILD, **who(server))


async def test_a_skipped_date_is_over_for_this_place_only(server: Server) -> None:
    await server.subscribe(ladder="5, 1")
    await server.subscribe(CHANNEL + 1, ladder="5, 1")
    await server.services.reminders.skip(GUILD, FUNDING, channel_id=CHANNEL, **who(server))
    server.clock.forward(days=30)
    await server.tick()
    told = {
        post.channel_id: {item.milestone.reference for item in post.items}
        for post in server.outbox.posts
    }
    assert told == {CHANNEL: {MINISTERIAL}, CHANNEL + 1: {MINISTERIAL, FUNDING}}


async def test_a_skip_leaves_other_milestones_and_places_alone(server: Server) -> None:
    await server.subscribe(ladder="5, 1")
    await server.subscribe(CHANNEL + 1, ladder="5, 1")
    before = await planned(server)
    skipped = await server.services.reminders.skip(
        GUILD, FUNDING, channel_id=CHANNEL, **who(server)
    )
    assert await planned(server) == [
        each for each in before if (each[0], each[1]) != (CHANNEL, FUNDING)
    ]
    assert skipped.count == 2
    assert (MINISTERIAL in {each[1] for each in await planned(server)}) is True


async def test_a_date_that_moves_after_a_skip_is_reminded_of_again(server: Server) -> None:
    await server.subscribe(ladder="5, 1")
    await server.services.reminders.skip(GUILD, FUNDING, channel_id=CHANNEL, **who(server))
    await server.move("1 June 2026")
    assert (CHANNEL, FUNDING, 5) in await planned(server)


async def test_a_skip_that_is_undone_brings_back_what_is_ahead(server: Server) -> None:
    await server.subscribe(ladder="5, 1")
    before = await planned(server)
    await server.services.reminders.skip(GUILD, FUNDING, channel_id=CHANNEL, **who(server))
    undone = await server.services.reminders.unskip(
        GUILD, FUNDING, channel_id=CHANNEL, **who(server)
    )
    assert undone.count == 2
    assert await planned(server) == before
    with pytest.raises(NotFound):
        await server.services.reminders.unskip(GUILD, FUNDING, channel_id=CHANNEL, **who(server))


async def test_a_skip_takes_a_snooze_with_it_and_gives_it_back(server: Server) -> None:
    await server.subscribe(ladder="5, 1")
    milestone = await server.milestone()
    at = await server.services.reminders.snooze(
        GUILD, milestone.id, now=server.clock(), channel_id=CHANNEL, user_id=None, until="23:00"
    )
    await server.services.reminders.skip(GUILD, FUNDING, channel_id=CHANNEL, **who(server))
    assert at not in await times(server)
    await server.services.reminders.unskip(GUILD, FUNDING, channel_id=CHANNEL, **who(server))
    assert at in await times(server)


async def test_a_recurring_milestone_is_reminded_of_again_for_its_next_time(
    server: Server,
) -> None:
    report = "Test Framework: Report"
    await server.add("Report", EVERY_MONTH)
    await server.tick()
    await server.subscribe(ladder="2, 0")
    skipped = await server.services.reminders.skip(GUILD, report, channel_id=CHANNEL, **who(server))
    assert skipped.again
    assert not any(each[1] == report for each in await planned(server))
    for _ in range(40):
        server.clock.forward(days=1)
        await server.tick()
    told = {
        item.milestone.due_on
        for post in server.outbox.posts
        for item in post.items
        if item.milestone.reference == report
    }
    assert told == {date(2026, 5, 28)}


async def test_a_snooze_to_a_rung_comes_at_that_rung(server: Server) -> None:
    await server.subscribe(ladder="1")
    milestone = await server.milestone()
    at = await server.services.reminders.snooze(
        GUILD,
        milestone.id,
        now=server.clock(),
        channel_id=CHANNEL,
        user_id=None,
        until="until 3 days before",
    )
    assert milestone.earliest_on is not None
    assert at.date() == milestone.earliest_on - timedelta(days=3)


async def test_a_snooze_speaks_of_the_time_that_was_shown(server: Server) -> None:
    report = "Test Framework: Report"
    await server.add("Report", EVERY_MONTH)
    await server.subscribe(ladder="2, 0")
    shown = await server.milestone(report)
    for _ in range(20):
        server.clock.forward(days=1)
        await server.tick()
    assert (await server.milestone(report)).occurrence != shown.occurrence
    with pytest.raises(Conflict, match="was for the time"):
        await server.services.reminders.snooze(
            GUILD,
            shown.id,
            now=server.clock(),
            channel_id=CHANNEL,
            user_id=None,
            days=1,
            occurrence=shown.occurrence,
        )


async def test_a_post_in_another_s_stead_can_be_snoozed_there(server: Server) -> None:
    await server.services.places.seen(GUILD, CHANNEL, public=True)
    await server.services.subscriptions.add(
        GUILD,
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=CHANNEL,
        user_id=None,
        fallback_channel_id=CHANNEL + 1,
        **who(server),
    )
    milestone = await server.milestone()
    at = await server.services.reminders.snooze(
        GUILD, milestone.id, now=server.clock(), channel_id=CHANNEL + 1, user_id=None, days=1
    )
    coming = await server.services.reminders.preview(GUILD, now=server.clock())
    assert [each.due_at for each in coming if each.kind is ReminderKind.SNOOZED] == [at]
    with pytest.raises(NotFound):
        await server.services.reminders.snooze(
            GUILD, milestone.id, now=server.clock(), channel_id=CHANNEL + 5, user_id=None, days=1
        )


async def planned(server: Server) -> list[tuple[int | None, str, int]]:
    coming = await server.services.reminders.preview(GUILD, now=server.clock(), days=365)
    return [
        (each.subscription.channel_id, each.milestone.reference, each.rung)
        for each in coming
        if each.milestone
    ]


async def times(server: Server) -> list[object]:
    coming = await server.services.reminders.preview(GUILD, now=server.clock(), days=365)
    return [each.due_at for each in coming]
