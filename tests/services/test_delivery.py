"""Reminders reach their channel once, whatever happens in between."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import bot.domain.posts
from bot.domain.posts import Addressee
from bot.domain.reminders import Post, ReminderKind, ReminderState
from bot.domain.subscriptions import Scope
from bot.errors import PostFailed, UserError
from bot.services import composing
from bot.services.claiming import LEASE
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, MINISTERIAL, Server


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def told(post: Post) -> dict[str, int]:
    """What a post speaks of, with the rung of each."""
    return {item.milestone.what: item.rung for item in post.items}


async def test_what_falls_due_in_one_channel_at_one_moment_is_one_post(server: Server) -> None:
    await server.subscribe(ladder="3, 1")
    server.clock.at = at(24, 9)
    assert await server.tick() == 1
    assert told(server.outbox.last) == {"Start the funding": 3, "Hold the ministerial": 1}


async def test_nothing_is_posted_before_its_time(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 8, 59)
    assert await server.tick() == 0


async def test_a_reminder_is_posted_once_however_often_the_clock_ticks(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    assert [await server.tick() for _ in range(5)] == [1, 0, 0, 0, 0]


async def test_after_downtime_a_channel_gets_one_late_post_that_names_what_was_overtaken(
    server: Server,
) -> None:
    await server.subscribe()
    server.clock.at = at(1, 12, month=5)
    assert await server.tick() == 1
    post = server.outbox.last
    assert post.late
    funding = next(each for each in post.items if each.milestone.what == "Start the funding")
    assert funding.rung == -1
    assert funding.overtaken == (1, 0)
    page = await server.services.milestones.show(GUILD, FUNDING)
    assert {each.rung for each in page.told} == {-1}
    assert await server.tick() == 0


async def test_a_crash_after_the_post_posts_again_only_with_the_same_nonce_and_looks_first(
    server: Server,
) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    seen: list[Post] = []

    class Killed(BaseException):
        """The process dies: nothing after this line runs."""

    async def post_and_die(post: Post) -> int:
        seen.append(post)
        raise Killed

    with pytest.raises(Killed):
        await server.services.reminders.deliver(post_and_die, server.clock)
    assert await server.tick() == 0, "the lease holds"
    server.clock.forward(seconds=LEASE.total_seconds() + 1)
    assert await server.tick() == 1
    assert server.outbox.last.nonce == seen[0].nonce
    assert server.outbox.last.again
    assert not seen[0].again


async def test_a_passing_failure_is_tried_again_later_and_then_delivered(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    server.outbox.failing = PostFailed("Discord is down", permanent=False)
    assert await server.tick() == 0
    server.outbox.failing = None
    assert await server.tick() == 0, "not at once"
    server.clock.forward(minutes=1)
    assert await server.tick() == 1


async def test_a_lost_answer_is_looked_for_before_anything_is_posted_again(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    server.outbox.failing = PostFailed("timed out", permanent=False, may_have_arrived=True)
    await server.tick()
    server.outbox.failing = None
    server.clock.forward(minutes=1)
    assert await server.tick() == 1
    assert server.outbox.last.again


async def test_a_channel_that_is_gone_is_given_up_with_its_reason_and_not_tried_again(
    server: Server,
) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    server.outbox.failing = PostFailed("the channel is gone", permanent=True)
    await server.tick()
    server.outbox.failing = None
    server.clock.forward(hours=20)
    assert await server.tick() == 0


async def test_a_failure_in_one_channel_stops_no_other(server: Server) -> None:
    await server.subscribe(CHANNEL)
    await server.subscribe(CHANNEL + 1)
    server.clock.at = at(24, 9)
    posted: list[int | None] = []

    async def post(post: Post) -> int:
        posted.append(post.channel_id)
        if post.channel_id == CHANNEL:
            raise RuntimeError("a defect")
        return 1

    await server.services.reminders.deliver(post, server.clock)
    assert posted == [CHANNEL, CHANNEL + 1]


async def test_every_one_of_many_channels_gets_its_own_post(server: Server) -> None:
    channels = set(range(1, 12))
    for channel_id in channels:
        await server.subscribe(channel_id)
    server.clock.forward(days=7)
    assert await server.tick() == len(channels)
    assert {post.channel_id for post in server.outbox.posts} == channels
    assert len({post.nonce for post in server.outbox.posts}) == len(channels)
    assert await server.tick() == 0


async def test_a_moved_date_is_told_to_the_channel_that_heard_the_old_one(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    await server.tick()
    server.clock.forward(hours=1)
    change = await server.move("30 June 2026", MINISTERIAL)
    assert change.told == 1
    assert await server.tick() == 1
    item = server.outbox.last.items[0]
    assert item.kind is ReminderKind.MOVED
    assert item.told_on == date(2026, 4, 26)
    assert item.milestone.due_on == date(2026, 6, 30)
    assert await server.tick() == 0


async def test_a_moved_date_gets_its_whole_ladder_again(server: Server) -> None:
    await server.subscribe(ladder="3, 1")
    server.clock.at = at(24, 9)
    await server.tick()
    await server.move("30 June 2026")
    await server.tick()
    posts = len(server.outbox.posts)
    for day in (27, 29):
        server.clock.at = at(day, 9, month=6)
        await server.tick()
    assert [told(each) for each in server.outbox.posts[posts:]] == [
        {"Start the funding": 3},
        {"Start the funding": 1},
    ]


async def test_a_date_set_again_to_the_same_day_tells_nobody(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    await server.tick()
    await server.move("26 June 2026", MINISTERIAL)
    await server.move("-", MINISTERIAL)
    assert await server.tick() == 0


async def test_what_is_done_is_not_reminded_of(server: Server) -> None:
    await server.subscribe()
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, evidence="Loan signed"
    )
    server.clock.at = at(27, 9)
    await server.tick()
    assert "Start the funding" not in told(server.outbox.last)


async def test_what_is_reopened_is_reminded_of_again(server: Server) -> None:
    await server.subscribe()
    done: dict[str, Any] = {"by": EDITOR, "now": server.clock(), "reference": FUNDING}
    await server.services.milestones.done(GUILD, evidence="Loan signed", **done)
    await server.services.milestones.reopen(GUILD, **done)
    server.clock.at = at(27, 9)
    await server.tick()
    assert "Start the funding" in told(server.outbox.last)


async def test_two_subscriptions_of_one_channel_name_a_milestone_once(server: Server) -> None:
    await server.subscribe()
    await server.services.subscriptions.add(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        scope=Scope.AGREEMENT,
        subject="Test Framework",
        channel_id=CHANNEL,
        user_id=None,
    )
    server.clock.at = at(24, 9)
    assert await server.tick() == 1
    assert len(server.outbox.last.items) == 1
    assert await server.tick() == 0


async def test_an_ended_subscription_posts_nothing_more(server: Server) -> None:
    await server.subscribe()
    wish = (await server.services.subscriptions.list(GUILD))[0]
    await server.services.subscriptions.remove(GUILD, wish.id, by=EDITOR, now=server.clock())
    server.clock.at = at(28, 9)
    assert await server.tick() == 0


async def test_an_archived_agreement_is_not_reminded_of(server: Server) -> None:
    await server.subscribe()
    who: dict[str, Any] = {"by": EDITOR, "now": server.clock()}
    await server.services.agreements.archive(GUILD, "Test Framework", **who)
    server.clock.at = at(24, 9)
    assert await server.tick() == 0
    await server.services.agreements.restore(GUILD, "Test Framework", **who)
    server.clock.at = at(27, 9)
    assert await server.tick() == 1


async def test_a_snoozed_reminder_comes_once_more_in_the_same_place(server: Server) -> None:
    await server.subscribe(ladder="1")
    server.clock.at = at(24, 9)
    await server.tick()
    subject = await server.milestone(MINISTERIAL)
    until = await server.services.reminders.snooze(
        GUILD, subject.id, now=server.clock(), channel_id=CHANNEL, user_id=None, days=1
    )
    assert until == at(25, 9)
    server.clock.at = until
    assert await server.tick() == 1
    assert server.outbox.last.items[0].kind is ReminderKind.SNOOZED
    again = await server.services.reminders.snooze(
        GUILD, subject.id, now=server.clock(), channel_id=CHANNEL, user_id=None, days=1
    )
    server.clock.at = again
    await server.tick()
    assert server.outbox.last.items[0].milestone.id == subject.id


async def test_the_posting_hour_may_change_without_losing_what_is_planned(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(22, 9)
    await server.services.guilds.update(GUILD, by=EDITOR, now=server.clock(), hour=12)
    server.clock.at = at(24, 9)
    assert await server.tick() == 0
    server.clock.at = at(24, 12)
    assert await server.tick() == 1


async def test_a_daylight_saving_change_neither_doubles_nor_drops_a_reminder(
    server: Server,
) -> None:
    await server.services.guilds.update(
        GUILD, by=EDITOR, now=server.clock(), zone="America/New_York", hour=1
    )
    await server.add("Report", "2 November 2026")
    await server.subscribe(ladder="3, 2, 1, 0")
    server.clock.at = datetime(2026, 10, 28, tzinfo=UTC)
    end = datetime(2026, 11, 4, tzinfo=UTC)
    while server.clock.at < end:
        await server.tick()
        server.clock.forward(minutes=10)
    rungs = [told(each).get("Report") for each in server.outbox.posts]
    assert [rung for rung in rungs if rung is not None] == [3, 2, 1, 0]


async def test_a_reminder_mentions_only_those_its_subscription_names(server: Server) -> None:
    await server.services.subscriptions.add(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=CHANNEL,
        user_id=None,
        role_id=555,
        mention_user_id=21,
    )
    server.clock.at = at(24, 9)
    await server.tick()
    assert (server.outbox.last.role_ids, server.outbox.last.mention_user_ids) == ((555,), (21,))


async def test_the_history_says_which_message_told_whom_of_which_date(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    await server.tick()
    page = await server.services.milestones.show(GUILD, MINISTERIAL)
    sent = page.told[0]
    assert sent.state is ReminderState.SENT
    assert (sent.channel_id, sent.message_id) == (CHANNEL, 10_001)
    assert sent.due_on == date(2026, 4, 26)
    assert sent.sent_at == server.clock() - timedelta(0)


async def test_what_is_done_between_two_channels_posts_is_not_told_to_the_second(
    server: Server,
) -> None:
    await server.subscribe(CHANNEL)
    await server.subscribe(CHANNEL + 1)
    server.clock.at = at(24, 9)
    posted: list[int | None] = []

    async def post(post: Post) -> int:
        posted.append(post.channel_id)
        await server.services.milestones.done(
            GUILD, by=EDITOR, now=server.clock(), reference=MINISTERIAL, evidence="Held"
        )
        return 1

    await server.services.reminders.deliver(post, server.clock)
    assert posted == [CHANNEL]


async def test_what_is_tried_again_keeps_its_nonce_though_part_of_it_is_done(
    server: Server,
) -> None:
    await server.subscribe(ladder="3, 1")
    server.clock.at = at(24, 9)
    lost: list[Post] = []

    async def lose(post: Post) -> int:
        lost.append(post)
        raise PostFailed("timed out", permanent=False, may_have_arrived=True)

    await server.services.reminders.deliver(lose, server.clock)
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, evidence="Paid"
    )
    server.clock.forward(minutes=1)
    await server.tick()
    assert server.outbox.last.nonce == lost[0].nonce
    assert set(told(server.outbox.last)) == {"Hold the ministerial"}


async def test_a_refusal_after_a_lost_answer_does_not_forget_that_it_may_have_arrived(
    server: Server,
) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    for failure in (
        PostFailed("timed out", permanent=False, may_have_arrived=True),
        PostFailed("too many requests", permanent=False),
    ):
        server.outbox.failing = failure
        await server.tick()
        server.clock.forward(minutes=5)
    server.outbox.failing = None
    assert await server.tick() == 1
    assert server.outbox.last.again


async def test_an_ended_subscription_is_not_served_by_a_second_try(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    server.outbox.failing = PostFailed("timed out", permanent=False, may_have_arrived=True)
    await server.tick()
    server.outbox.failing = None
    await server.unsubscribe()
    server.clock.forward(minutes=5)
    assert await server.tick() == 0


async def test_a_channel_whose_ladder_was_changed_is_told_of_a_moved_date(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    await server.tick()
    await server.unsubscribe()
    await server.subscribe(ladder="7, 1")
    assert (await server.move("30 June 2026", MINISTERIAL)).told == 1
    await server.tick()
    assert server.outbox.last.items[0].told_on == date(2026, 4, 26)


async def test_a_new_ladder_does_not_repeat_what_the_channel_heard_today(server: Server) -> None:
    await server.subscribe()
    server.clock.at = at(24, 9)
    await server.tick()
    await server.unsubscribe()
    await server.subscribe()
    await server.services.guilds.update(GUILD, by=EDITOR, now=server.clock(), hour=12)
    server.clock.at = at(24, 12)
    assert await server.tick() == 0


async def test_a_milestone_reopened_after_its_hour_is_reminded_of_late(server: Server) -> None:
    await server.subscribe()
    who: dict[str, Any] = {"by": EDITOR, "reference": MINISTERIAL}
    done = server.services.milestones.done
    server.clock.at = at(24, 8)
    await done(GUILD, now=server.clock(), evidence="Held", **who)
    server.clock.at = at(24, 10)
    assert await server.tick() == 0
    await server.services.milestones.reopen(GUILD, now=server.clock(), **who)
    assert await server.tick() == 1
    assert server.outbox.last.late


async def test_a_snooze_outlives_a_milestone_that_is_done_and_reopened(server: Server) -> None:
    await server.subscribe(ladder="1")
    server.clock.at = at(24, 9)
    await server.tick()
    subject = await server.milestone(MINISTERIAL)
    until = await server.services.reminders.snooze(
        GUILD, subject.id, now=server.clock(), channel_id=CHANNEL, user_id=None, days=1
    )
    who: dict[str, Any] = {"by": EDITOR, "now": server.clock(), "reference": MINISTERIAL}
    await server.services.milestones.done(GUILD, evidence="Held", **who)
    await server.services.milestones.reopen(GUILD, **who)
    server.clock.at = until
    assert await server.tick() == 1


async def test_what_has_ended_cannot_be_snoozed(server: Server) -> None:
    await server.subscribe()
    subject = await server.milestone(MINISTERIAL)
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=MINISTERIAL, evidence="Held"
    )
    with pytest.raises(UserError, match="done on time"):
        await server.services.reminders.snooze(
            GUILD, subject.id, now=server.clock(), channel_id=CHANNEL, user_id=None, days=1
        )


async def test_a_place_whose_reminders_cannot_be_read_stops_no_other(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.subscribe(CHANNEL)
    await server.subscribe(CHANNEL + 1)
    server.clock.at = at(24, 9)
    compose = bot.domain.posts.compose

    def fail_there(to: Addressee, *what: Any) -> Post:
        if to.channel_id == CHANNEL:
            raise ValueError("a row that nobody can read")
        return compose(to, *what)

    monkeypatch.setattr(composing, "compose", fail_there)
    assert await server.tick() == 1
    monkeypatch.undo()
    assert await server.tick() == 0, "the other rests"
    server.clock.forward(minutes=6)
    assert await server.tick() == 1


async def test_a_date_that_moves_into_its_ladder_is_told_where_nobody_knew_of_it(
    server: Server,
) -> None:
    await server.add("Report", "1 December 2026")
    await server.subscribe(ladder="90, 30, 14")
    await server.move("25 April 2026", "Test Framework: Report")
    assert await server.tick() == 1
    assert set(told(server.outbox.last)) == {"Report"}
