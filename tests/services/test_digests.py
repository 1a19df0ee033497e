"""A digest comes once for each local day or week, and between them they leave nothing out."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.digest_posts import Digest, DigestPost
from bot.domain.digests import Every
from bot.domain.edits import Edits
from bot.domain.subscriptions import Scope
from bot.errors import Conflict, NotFound, PostFailed, UserError
from bot.services.claiming import LEASE
from bot.services.digests import DigestPage, When
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, MINISTERIAL, Server

NINE = When(Every.DAY, hour=9, zone="UTC")


def at(day: int, hour: int, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


async def switch_on(server: Server, when: When = NINE, **more: Any) -> DigestPage:
    values: dict[str, Any] = {
        "scope": Scope.EVERYTHING,
        "subject": None,
        "channel_id": CHANNEL,
        "user_id": None,
        **more,
    }
    page = await server.services.digests.add(
        GUILD, by=EDITOR, now=server.clock(), when=when, **values
    )
    server.clock.forward(minutes=1)
    return page


def posted(server: Server) -> list[DigestPost]:
    return [each for each in server.outbox.posts if isinstance(each, DigestPost)]


def told(digest: Digest) -> list[str]:
    brief = digest.brief
    return [each.what for each in (*brief.overdue, *brief.unverified, *brief.next)]


async def live(server: Server, until: datetime, minutes: int = 60) -> None:
    """Let the time go by, with a tick every so often."""
    while server.clock() < until:
        server.clock.forward(minutes=minutes)
        await server.tick()


async def planned(server: Server) -> list[datetime | None]:
    return [each.next_at for each in await server.services.digests.list(GUILD)]


async def test_a_digest_tells_what_is_due_in_the_days_ahead(server: Server) -> None:
    page = await switch_on(server)
    assert page.next_at == at(21, 9)
    server.clock.at = at(21, 9)
    assert await server.tick() == 1
    (post,) = posted(server)
    assert told(post.digest) == ["Hold the ministerial", "Start the funding"]
    assert post.digest.ahead == 2
    assert (post.digest.since, post.digest.until) == (at(20, 13), at(21, 9))


async def test_the_next_digest_is_planned_when_one_was_sent_and_no_other(server: Server) -> None:
    await switch_on(server)
    for day in (21, 22, 23):
        assert await planned(server) == [at(day, 9)]
        server.clock.at = at(day, 9)
        assert [await server.tick() for _ in range(3)] == [1, 0, 0]
    assert await planned(server) == [at(24, 9)]


async def test_each_digest_begins_where_the_one_before_ended(server: Server) -> None:
    await switch_on(server)
    await live(server, at(25, 12))
    periods = [(each.digest.since, each.digest.until) for each in posted(server)]
    assert periods == [
        (at(20, 13), at(21, 9)),
        *((at(day, 9), at(day + 1, 9)) for day in range(21, 25)),
    ]


async def test_what_changed_is_told_in_the_next_digest_and_in_no_other(server: Server) -> None:
    await switch_on(server)
    await live(server, at(21, 12))
    await server.move("2026-05-20")
    await live(server, at(24, 12))
    news = [[each.milestone for each in post.digest.brief.news] for post in posted(server)]
    assert news == [[], ["Start the funding"], [], []]


@pytest.mark.sqlite
async def test_over_a_year_with_both_clock_changes_each_local_day_has_one_digest(
    server: Server,
) -> None:
    zone = "America/New_York"  # where two o'clock is left out in March, and one comes twice
    await switch_on(server, When(Every.DAY, hour=1, zone=zone, skip_empty=False))
    for _ in range(366):
        (due,) = await planned(server)
        assert due is not None
        server.clock.at = due
        assert await server.tick() == 1
        server.clock.forward(minutes=5)
        assert await server.tick() == 0
    days = [each.due_at.astimezone(ZoneInfo(zone)).date() for each in posted(server)]
    assert {later - earlier for earlier, later in pairwise(days)} == {timedelta(days=1)}
    assert len(days) == 366
    ends = [(each.digest.since, each.digest.until) for each in posted(server)]
    assert [since for since, _ in ends[1:]] == [until for _, until in ends[:-1]]


async def test_a_weekly_digest_looks_a_month_ahead_on_its_day(server: Server) -> None:
    page = await switch_on(server, When(Every.WEEK, weekday=3, hour=8, zone="Asia/Tokyo"))
    assert page.next_at == at(22, 23)
    await server.add("Publish the list", "2026-05-20")
    server.clock.at = at(22, 23)
    assert await server.tick() == 1
    assert "Publish the list" in told(posted(server)[0].digest)
    assert await planned(server) == [at(29, 23)]


async def test_a_digest_with_nothing_to_tell_is_left_out_if_so_wished(server: Server) -> None:
    await switch_on(server, scope=Scope.AGREEMENT, subject="Test Framework")
    for reference in (FUNDING, MINISTERIAL):
        await server.move("2027-01-20", reference)
    await live(server, at(23, 12))
    assert len(posted(server)) == 1, "the moves are told, and then there is nothing"
    assert await planned(server) == [at(24, 9)]


async def test_a_digest_with_nothing_to_tell_says_so_if_that_is_wished(server: Server) -> None:
    await switch_on(server, When(Every.DAY, hour=9, zone="UTC", skip_empty=False))
    for reference in (FUNDING, MINISTERIAL):
        await server.move("2027-01-20", reference)
    await live(server, at(23, 12))
    assert [each.digest.is_empty for each in posted(server)] == [False, True, True]


async def test_what_was_left_out_as_empty_is_not_told_again(server: Server) -> None:
    await switch_on(server, scope=Scope.MILESTONE, subject=FUNDING)
    await server.move("2027-01-20")
    await live(server, at(24, 12))
    await server.move("2027-02-20")
    await live(server, at(25, 12))
    last = posted(server)[-1].digest
    assert (last.since, last.until) == (at(24, 9), at(25, 9))


async def test_a_date_that_passes_unverified_is_told_once_and_then_only_counted(
    server: Server,
) -> None:
    await switch_on(server, When(Every.DAY, hour=9, zone="UTC", skip_empty=False))
    await live(server, at(2, 12, month=5))
    passed = [[each.what for each in post.digest.brief.unverified] for post in posted(server)]
    assert [each.digest.ahead for each in posted(server)][-1] == 0
    assert [each for each in passed if each] == [["Hold the ministerial"], ["Start the funding"]]
    assert posted(server)[-1].digest.unverified == 2


async def test_what_is_overdue_is_told_in_every_digest(server: Server) -> None:
    await switch_on(server)
    await server.services.milestones.assign(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, owner_id=EDITOR
    )
    await live(server, at(4, 12, month=5))
    overdue = [bool(post.digest.brief.overdue) for post in posted(server)]
    assert overdue[-4:] == [True] * 4
    assert posted(server)[-1].digest.overdue == 1


async def test_after_downtime_one_late_digest_covers_all_that_was_missed(server: Server) -> None:
    await switch_on(server)
    await live(server, at(21, 12))
    server.clock.at = at(25, 11)
    assert [await server.tick() for _ in range(3)] == [1, 0, 0]
    late = posted(server)[-1]
    assert late.late
    assert (late.digest.since, late.digest.until) == (at(21, 9), at(25, 11))
    await live(server, at(27, 12))
    assert [each.due_at for each in posted(server)[2:]] == [at(26, 9), at(27, 9)]
    assert posted(server)[2].digest.since == at(25, 11)


async def test_a_late_digest_stands_for_the_one_that_would_follow_on_its_heels(
    server: Server,
) -> None:
    await switch_on(server)
    server.clock.at = at(23, 8, 30)
    assert await server.tick() == 1
    assert await planned(server) == [at(24, 9)]


async def test_a_paused_digest_is_held_and_then_covers_the_whole_time(server: Server) -> None:
    page = await switch_on(server, When(Every.DAY, hour=9, zone="UTC", skip_empty=False))
    await live(server, at(21, 12))
    wish = page.subscription.id
    await server.services.pauses.pause(GUILD, by=EDITOR, now=server.clock(), subscription_id=wish)
    await live(server, at(28, 12))
    assert len(posted(server)) == 1
    await server.services.pauses.resume(GUILD, by=EDITOR, now=server.clock(), subscription_id=wish)
    assert await server.tick() == 1
    held = posted(server)[-1]
    assert held.held
    assert (held.digest.since, held.digest.until) == (at(21, 9), server.clock())
    await live(server, at(30, 12))
    assert [each.due_at for each in posted(server)[2:]] == [at(29, 9), at(30, 9)]


async def test_a_server_on_pause_gets_one_digest_afterwards(server: Server) -> None:
    await switch_on(server)
    await server.services.pauses.pause(GUILD, by=EDITOR, now=server.clock(), until="24 April")
    await live(server, at(26, 12))
    assert [each.held for each in posted(server)] == [True, False, False]
    assert posted(server)[0].digest.until == at(24, 9, 1)
    assert posted(server)[1].due_at == at(25, 9)


async def test_another_hour_takes_effect_without_a_second_digest_that_day(server: Server) -> None:
    page = await switch_on(server)
    await live(server, at(21, 12))
    changed = await server.services.digests.change(
        GUILD, page.subscription.id, When(hour=17), Edits(), by=EDITOR, now=server.clock()
    )
    assert changed.next_at == at(22, 17)
    await live(server, at(23, 18))
    assert [each.due_at for each in posted(server)] == [at(21, 9), at(22, 17), at(23, 17)]
    assert posted(server)[1].digest.since == at(21, 9)


async def test_from_weekly_to_daily_the_next_one_comes_tomorrow(server: Server) -> None:
    page = await switch_on(server, When(Every.WEEK, weekday=0, hour=9, zone="UTC"))
    assert page.next_at == at(27, 9)
    changed = await server.services.digests.change(
        GUILD, page.subscription.id, When(every=Every.DAY), Edits(), by=EDITOR, now=server.clock()
    )
    assert changed.next_at == at(21, 9)
    assert await planned(server) == [at(21, 9)]


async def test_a_digest_that_is_owed_stays_when_the_schedule_changes(server: Server) -> None:
    page = await switch_on(server)
    server.clock.at = at(21, 9, 5)
    await server.services.digests.change(
        GUILD, page.subscription.id, When(hour=17), Edits(), by=EDITOR, now=server.clock()
    )
    assert await server.tick() == 1
    assert await planned(server) == [at(22, 17)]


async def test_a_daily_digest_leaves_out_days_off_as_soon_as_they_are_set(server: Server) -> None:
    await switch_on(server)
    await live(server, at(24, 12))  # a Friday
    assert await planned(server) == [at(25, 9)]
    await server.services.guilds.update(GUILD, by=EDITOR, now=server.clock(), workdays="Mon-Fri")
    assert await planned(server) == [at(27, 9)]
    await live(server, at(27, 12))
    assert posted(server)[-1].digest.since == at(24, 9)


async def test_a_digest_that_was_switched_off_is_planned_no_more(server: Server) -> None:
    page = await switch_on(server)
    await server.services.subscriptions.remove(
        GUILD, page.subscription.id, by=EDITOR, now=server.clock()
    )
    await live(server, at(23, 12))
    assert posted(server) == []
    with pytest.raises(NotFound):
        await server.services.digests.preview(GUILD, page.subscription.id, now=server.clock())


async def test_a_digest_is_a_message_of_its_own_beside_reminders(server: Server) -> None:
    await switch_on(server)
    await server.subscribe(ladder="5, 1")
    server.clock.at = at(21, 9)
    assert await server.tick() == 1
    server.clock.at = at(22, 9)
    assert await server.tick() == 2
    assert [isinstance(each, DigestPost) for each in server.outbox.posts].count(True) == 2


async def test_an_undelivered_digest_is_told_by_the_next_and_in_the_list(server: Server) -> None:
    page = await switch_on(server)
    gone = PostFailed("The channel no longer exists.", permanent=True)
    server.outbox.failing = gone
    server.clock.at = at(21, 9)
    for _ in range(4):
        await server.tick()
        server.clock.forward(seconds=30)
    shown = await server.services.undelivered.list(GUILD, reader_id=EDITOR, now=server.clock())
    assert [each.lost for each in shown.places] == [1]
    assert await planned(server) == [at(22, 9)]
    server.outbox.failing = None
    server.clock.at = at(22, 9)
    assert await server.tick() == 1
    digest = posted(server)[-1].digest
    assert digest.since == page.subscription.created_at
    assert [(each.count, each.reason) for each in digest.missed] == [
        (1, "The channel no longer exists.")
    ]


async def test_a_digest_that_cannot_be_posted_goes_to_its_author(server: Server) -> None:
    await switch_on(server)
    server.outbox.failing_in[CHANNEL] = PostFailed("The channel is gone.", permanent=True)
    server.clock.at = at(21, 9)
    await server.tick()
    await server.tick()
    (post,) = posted(server)
    assert (post.channel_id, post.user_id) == (None, EDITOR)
    assert post.meant_for is not None
    assert post.meant_for.channel_id == CHANNEL
    assert await planned(server) == [at(22, 9)]


async def test_a_crash_after_the_post_makes_the_same_digest_again_and_plans_one_next(
    server: Server,
) -> None:
    await switch_on(server)
    server.clock.at = at(21, 9)

    class Killed(BaseException):
        """The process dies: nothing after this line runs."""

    seen: list[Any] = []

    async def post_and_die(post: Any) -> int:
        seen.append(post)
        raise Killed

    with pytest.raises(Killed):
        await server.services.reminders.deliver(post_and_die, server.clock)
    assert await planned(server) == [at(21, 9)]
    server.clock.forward(seconds=LEASE.total_seconds() + 1)
    assert await server.tick() == 1
    again = posted(server)[0]
    assert (again.nonce, again.again) == (seen[0].nonce, True)
    assert (again.digest.since, again.digest.until) == (
        seen[0].digest.since,
        seen[0].digest.until,
    )
    assert await planned(server) == [at(22, 9)]


async def test_direct_messages_also_tell_what_their_reader_answers_for(server: Server) -> None:
    await switch_on(server, scope=Scope.MILESTONE, subject=FUNDING, channel_id=None, user_id=EDITOR)
    await server.services.milestones.assign(
        GUILD, by=EDITOR, now=server.clock(), reference=MINISTERIAL, owner_id=EDITOR
    )
    server.clock.at = at(21, 9)
    await server.tick()
    digest = posted(server)[0].digest
    assert [each.what for each in digest.own] == ["Hold the ministerial"]
    assert told(digest) == ["Hold the ministerial", "Start the funding"]


async def test_a_digest_says_who_has_not_seen_what_was_told(server: Server) -> None:
    await switch_on(server)
    await server.subscribe(ladder="6, 5", mention_user_id=77)
    milestone = await server.milestone()
    await live(server, at(23, 12))
    assert 77 in {each for seen in posted(server)[-1].digest.unseen for each in seen.waiting}
    await server.services.acknowledgements.acknowledge(
        GUILD, milestone.id, due_version=milestone.due_version, by=77, now=server.clock()
    )
    await live(server, at(24, 12))
    waiting = [each.milestone.id for each in posted(server)[-1].digest.unseen]
    assert milestone.id not in waiting


async def test_a_preview_tells_what_the_next_would_say_and_stores_nothing(server: Server) -> None:
    page = await switch_on(server)
    post = await server.services.digests.preview(GUILD, page.subscription.id, now=server.clock())
    assert told(post.digest) == ["Hold the ministerial", "Start the funding"]
    assert await planned(server) == [at(21, 9)]


async def test_all_of_a_posted_digest_can_be_shown_later_for_the_same_time(server: Server) -> None:
    page = await switch_on(server)
    await server.move("2026-04-26")
    await live(server, at(23, 12))
    first = posted(server)[0]
    whole = await server.services.digests.whole(
        GUILD, page.subscription.id, first.reminder_id, now=server.clock()
    )
    assert (whole.since, whole.until) == (first.digest.since, first.digest.until)
    assert whole.brief.news == first.digest.brief.news


async def test_the_same_place_has_one_digest_of_the_same(server: Server) -> None:
    await switch_on(server)
    with pytest.raises(Conflict, match="/digest change"):
        await switch_on(server)


async def test_a_weekday_makes_no_sense_for_a_daily_digest(server: Server) -> None:
    with pytest.raises(UserError, match="leave the weekday out"):
        await switch_on(server, When(Every.DAY, weekday=3))


async def test_the_preview_of_reminders_names_every_digest_of_the_next_weeks(
    server: Server,
) -> None:
    await switch_on(server)
    await server.subscribe(ladder="5, 1")
    coming = await server.services.reminders.preview(GUILD, now=server.clock(), days=10)
    digests = [each.due_at for each in coming if each.milestone is None]
    assert digests == [at(day, 9) for day in range(21, 31)]
    assert [each.due_at for each in coming] == sorted(each.due_at for each in coming)
    pages = [
        await server.services.reminders.preview_page(
            GUILD, now=server.clock(), reader=EDITOR, days=10, page=page, size=4
        )
        for page in range(4)
    ]
    assert {each.pages for each in pages} == {4}
    assert tuple(line for page in pages for line in page.shown) == coming


async def test_a_digest_on_pause_is_foreseen_once_and_then_after_the_pause(server: Server) -> None:
    page = await switch_on(server)
    await server.services.pauses.pause(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        until="24 April",
        subscription_id=page.subscription.id,
    )
    coming = await server.services.reminders.preview(GUILD, now=server.clock(), days=6)
    assert [(each.due_at.day, each.held_until is not None) for each in coming] == [
        (21, True),
        (25, False),
        (26, False),
    ]


async def test_a_digest_is_among_the_next_posts_and_not_called_a_reminder(server: Server) -> None:
    await switch_on(server)
    await server.subscribe(ladder="6, 5")
    health = await server.services.health.ask(now=server.clock(), guild_id=GUILD)
    told = [(each.due_at.day, each.reminders, each.digests) for each in health.next]
    assert told == [(21, 1, 1), (22, 1, 0)]
