"""Milestones that come again and again, each time counted from the anchor."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.milestones import State, state
from bot.domain.reminders import ReminderKind
from bot.errors import Conflict, PostFailed
from bot.services.recurring import advance
from bot.services.transactions import Transactions
from tests.services.conftest import EDITOR, GUILD, Server

MEETING = "Test Framework: Meet"
REPORT = "Test Framework: Report"


async def meetings(server: Server) -> None:
    """Every three months from 28 October 2025; the first was on 28 January 2026."""
    await server.add("Meet", "every three months after signature")


async def test_a_time_that_passed_without_a_record_makes_way_for_the_next(server: Server) -> None:
    await meetings(server)
    assert (await server.milestone(MEETING)).due_on == date(2026, 1, 28)
    await server.tick()
    milestone = await server.milestone(MEETING)
    assert milestone.due_on == date(2026, 4, 28)
    page = await server.services.milestones.show(GUILD, MEETING)
    assert "2026-01-28 passed without a record" in [
        (each.after or {}).get("note") for each in page.history
    ]


async def test_a_time_that_has_just_passed_stays_in_view_for_a_week(server: Server) -> None:
    await meetings(server)
    await server.tick()
    server.clock.at = datetime(2026, 5, 4, tzinfo=UTC)
    await server.tick()
    assert (await server.milestone(MEETING)).due_on == date(2026, 4, 28)
    server.clock.at = datetime(2026, 5, 7, tzinfo=UTC)
    await server.tick()
    assert (await server.milestone(MEETING)).due_on == date(2026, 7, 28)


async def test_each_time_is_counted_from_the_anchor(server: Server) -> None:
    await server.services.agreements.record_event(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        name="Test Framework",
        event="in force",
        on="31 January 2026",
    )
    await server.add("Report", "every month after entry into force")
    seen = []
    for month in range(4, 9):
        server.clock.at = datetime(2026, month, 20, tzinfo=UTC)
        await server.tick()
        seen.append((await server.milestone("Test Framework: Report")).due_on)
    assert seen == [
        date(2026, 4, 30),
        date(2026, 5, 31),
        date(2026, 6, 30),
        date(2026, 7, 31),
        date(2026, 8, 31),
    ]


async def test_done_is_said_of_this_time_and_the_next_is_reminded_of(server: Server) -> None:
    await meetings(server)
    await server.tick()
    await server.subscribe(ladder="1")
    server.clock.at = datetime(2026, 4, 26, 12, tzinfo=UTC)
    await server.tick()
    server.clock.at = datetime(2026, 4, 28, 12, tzinfo=UTC)
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=MEETING, evidence="Held in Tokyo"
    )
    milestone = await server.milestone(MEETING)
    assert milestone.is_open
    assert milestone.due_on == date(2026, 7, 28)
    assert [each.note for each in milestone.evidence] == ["Held in Tokyo"]
    assert await server.tick() == 0, "going on is no moved date"
    server.clock.at = datetime(2026, 7, 27, 12, tzinfo=UTC)
    await server.tick()
    assert {(item.milestone.what, item.kind) for item in server.outbox.last.items} == {
        ("Meet", ReminderKind.RUNG)
    }


async def test_a_recurrence_that_has_ended_stays_at_its_last_time_and_is_written_once(
    server: Server,
) -> None:
    await server.add("Report", "every year in 2023, 2024 and 2025")
    await server.tick()
    report = await server.milestone(REPORT)
    assert (report.due_on, report.is_open) == (date(2025, 12, 31), True)
    assert state(report, server.clock()) is State.UNVERIFIED_PAST
    lines = len((await server.services.milestones.show(GUILD, REPORT)).history)
    await server.tick()
    assert await server.milestone(REPORT) == report
    assert len((await server.services.milestones.show(GUILD, REPORT)).history) == lines


async def test_the_last_time_recorded_as_done_ends_a_recurring_milestone(server: Server) -> None:
    await server.add("Report", "every year in 2025 and 2026")
    await server.tick()
    await server.subscribe(ladder="7")
    server.clock.at = datetime(2026, 12, 30, 10, tzinfo=UTC)
    await server.tick()
    sent = len(server.outbox.posts)
    assert (await server.milestone(REPORT)).due_on == date(2026, 12, 31)
    change = await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=REPORT, evidence="Published"
    )
    assert state(change.after, server.clock()) is State.DONE_ON_TIME
    assert change.after.due_on == date(2026, 12, 31)
    await server.tick()
    assert len(server.outbox.posts) == sent


async def test_thousands_of_times_that_passed_are_one_write_and_one_line(server: Server) -> None:
    await server.add("Report", "every day from 1 January 1990")
    await server.tick()
    today = server.clock().date()
    assert (await server.milestone(REPORT)).due_on == today
    history = (await server.services.milestones.show(GUILD, REPORT)).history
    notes = [(each.after or {}).get("note") for each in history if each.what == "next time"]
    assert len(notes) == 1
    assert str(notes[0]).endswith(" times passed without a record, the first on 1990-01-02")


async def test_a_milestone_that_cannot_go_on_stops_no_other(
    server: Server, engine: AsyncEngine, caplog: pytest.LogCaptureFixture
) -> None:
    await server.services.agreements.add(GUILD, by=EDITOR, now=server.clock(), title="Other")
    await server.services.milestones.add(
        GUILD, by=EDITOR, now=server.clock(), agreement="Other", what="Report", due="every month"
    )
    await meetings(server)
    async with engine.begin() as connection:
        await connection.execute(
            text(
                "UPDATE milestones SET occurrence = 1, latest_on = '2026-01-01',"
                """ rule = '{"newer": 1}' WHERE what = 'Report'"""
            )
        )
    assert await advance(Transactions(engine), server.clock()) == 1
    assert (await server.milestone(MEETING)).due_on == date(2026, 4, 28)
    assert "could not be taken to its next time" in caplog.text


async def test_a_server_that_loads_the_catalogue_takes_no_other_servers_milestones_on(
    server: Server,
) -> None:
    await meetings(server)
    await server.services.catalogue.load(GUILD + 1, by=EDITOR, now=server.clock())
    assert (await server.milestone(MEETING)).due_on == date(2026, 1, 28)


async def test_two_people_who_record_the_same_time_skip_none(server: Server) -> None:
    await meetings(server)
    await server.tick()
    seen = (await server.milestone(MEETING)).occurrence
    server.clock.at = datetime(2026, 4, 28, 12, tzinfo=UTC)
    said: dict[str, Any] = {
        "by": EDITOR,
        "now": server.clock(),
        "reference": MEETING,
        "occurrence": seen,
    }
    await server.services.milestones.done(GUILD, evidence="Held in Tokyo", **said)
    with pytest.raises(Conflict, match="due on Tue 28 Apr 2026"):
        await server.services.milestones.done(GUILD, evidence="Held, says Bob", **said)
    meeting = await server.milestone(MEETING)
    assert meeting.due_on == date(2026, 7, 28)
    assert [each.note for each in meeting.evidence] == ["Held in Tokyo"]


async def test_the_history_keeps_the_day_on_which_one_time_was_met(server: Server) -> None:
    await meetings(server)
    await server.tick()
    await server.services.milestones.done(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        reference=MEETING,
        evidence="Held in Tokyo",
        on="17 April 2026",
    )
    history = (await server.services.milestones.show(GUILD, MEETING)).history
    assert [(each.after or {})["note"] for each in history if each.what == "done"] == [
        "the time due 2026-04-28 was met on 2026-04-17: Held in Tokyo"
    ]


async def test_a_corrected_rule_is_told_to_the_channel_that_heard_the_old_date(
    server: Server,
) -> None:
    await server.add("Report", "every month from 1 April 2026")
    await server.subscribe(ladder="14,7")
    server.clock.at = datetime(2026, 4, 24, 9, tzinfo=UTC)
    await server.tick()
    heard = await server.milestone(REPORT)
    assert REPORT in {item.milestone.reference for item in server.outbox.last.items}
    change = await server.services.milestones.edit(
        GUILD, by=EDITOR, now=server.clock(), reference=REPORT, due="every month from 1 May 2026"
    )
    assert change.after.due_on is not None
    assert heard.due_on is not None
    assert change.after.due_on > heard.due_on
    assert change.told == 1
    await server.tick()
    assert [
        (item.kind, item.told_on)
        for item in server.outbox.last.items
        if item.milestone.reference == REPORT
    ] == [(ReminderKind.MOVED, heard.due_on)]


async def test_a_rule_corrected_to_one_that_began_long_ago_stands_at_its_present_time(
    server: Server,
) -> None:
    await server.add("Report", "every month from 1 April 2026")
    change = await server.services.milestones.edit(
        GUILD, by=EDITOR, now=server.clock(), reference=REPORT, due="every month from 15 May 2024"
    )
    assert change.after.due_on == date(2026, 4, 15)
    assert change.after.occurrence == 23


async def test_what_a_time_was_owed_while_the_bot_was_away_is_said_before_it_goes_on(
    server: Server,
) -> None:
    await server.add("Report", "every month from 20 March 2026")
    await server.subscribe(ladder="0,+1")
    assert (await server.milestone(REPORT)).due_on == date(2026, 4, 20)
    server.clock.at = datetime(2026, 4, 28, 10, tzinfo=UTC)
    await server.tick()
    assert [
        (item.milestone.due_on, item.rung)
        for post in server.outbox.posts
        for item in post.items
        if item.milestone.reference == REPORT
    ] == [(date(2026, 4, 20), -1)]
    assert (await server.milestone(REPORT)).due_on == date(2026, 5, 20)


async def test_a_weekly_milestone_is_asked_after_on_the_next_day(server: Server) -> None:
    await server.add("Report", "every week from 21 April 2026")
    await server.subscribe(ladder="1,0,+1")
    for _ in range(15 * 8):
        server.clock.forward(hours=3)
        await server.tick()
    said = [
        (item.milestone.due_on, item.rung)
        for post in server.outbox.posts
        for item in post.items
        if item.milestone.reference == REPORT
    ]
    assert said == [(date(2026, 4, 28), rung) for rung in (1, 0, -1)] + [
        (date(2026, 5, 5), 1),
        (date(2026, 5, 5), 0),
    ]


async def test_a_daily_milestone_plans_no_post_for_the_day_of_its_next_time(
    server: Server,
) -> None:
    await server.add("Report", "every day from 20 April 2026")
    await server.subscribe(ladder="0,+1")
    planned = (await server.services.milestones.show(GUILD, REPORT)).planned
    assert [each.rung for each in planned] == [0]


async def test_what_could_not_be_posted_of_a_time_that_passed_is_said_with_the_next(
    server: Server,
) -> None:
    await meetings(server)
    await server.tick()
    await server.subscribe(ladder="1")
    server.outbox.failing = PostFailed("slow mode", permanent=False, retry_after=60)
    for day in (27, 28):
        server.clock.at = datetime(2026, 4, day, 12, tzinfo=UTC)
        assert await server.tick() == 0
    server.clock.at = datetime(2026, 5, 7, tzinfo=UTC)
    await server.tick()
    assert (await server.milestone(MEETING)).due_on == date(2026, 7, 28)
    server.outbox.failing = None
    server.clock.at = datetime(2026, 7, 27, 12, tzinfo=UTC)
    await server.tick()
    [item] = [each for each in server.outbox.last.items if each.milestone.what == "Meet"]
    assert (item.rung, item.missed) == (1, (date(2026, 4, 28),))
    for month, day in ((8, 10), (10, 27)):
        server.clock.at = datetime(2026, month, day, 12, tzinfo=UTC)
        await server.tick()
    assert [each.missed for each in server.outbox.last.items] == [()], "it is said once"
