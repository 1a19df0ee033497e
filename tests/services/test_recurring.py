"""Milestones that come again and again, each time counted from the anchor."""

from datetime import UTC, date, datetime

from bot.domain.reminders import ReminderKind
from tests.services.conftest import EDITOR, GUILD, Server

MEETING = "Test Framework: Meet"


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
