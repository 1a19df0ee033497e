"""What has changed since somebody looked, told once each."""

from datetime import date, timedelta

from bot.domain.histories import News, Told
from bot.domain.milestones import SettlementKind
from bot.services.changes import ChangeList
from tests.conftest import START
from tests.services.conftest import EDITOR, FUNDING, GUILD, MINISTERIAL, Server


async def since(server: Server, hours: float = 1, agreement: str | None = None) -> ChangeList:
    now = server.clock()
    return await server.services.changes.since(
        GUILD, now - timedelta(hours=hours), until=now, agreement=agreement
    )


def of(news: News, found: ChangeList) -> list[Told]:
    return [each for each in found.told if each.news is news]


async def test_what_is_newly_recorded_is_told_without_the_date_that_came_with_it(
    server: Server,
) -> None:
    found = await since(server)
    assert [each.milestone for each in of(News.ADDED, found)] == [
        None,
        "Start the funding",
        "Hold the ministerial",
    ]
    assert of(News.DATE, found) == []


async def test_a_date_that_moved_twice_is_told_once_from_the_first_to_the_last(
    server: Server,
) -> None:
    server.clock.forward(days=1)
    await server.move("2026-05-04")
    server.clock.forward(minutes=5)
    await server.move("2026-05-11")
    (moved,) = (await since(server)).told
    assert (moved.news, moved.agreement, moved.milestone) == (
        News.DATE,
        "Test Framework",
        "Start the funding",
    )
    assert (moved.old_on, moved.new_on) == (date(2026, 4, 28), date(2026, 5, 11))
    assert (moved.by, moved.note, moved.times) == (EDITOR, "agreed", 2)


async def test_a_date_that_came_back_to_where_it_was_is_not_told_as_moved(server: Server) -> None:
    server.clock.forward(days=1)
    await server.move("2026-05-04")
    await server.move("2026-04-28")
    assert of(News.DATE, await since(server)) == []


async def test_an_outcome_is_told_with_what_shows_it(server: Server) -> None:
    server.clock.forward(days=1)
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, evidence="press release"
    )
    (done,) = (await since(server)).told
    assert (done.news, done.what, done.note) == (News.OUTCOME, "done", "press release")


async def test_an_event_is_told_and_so_are_the_dates_that_followed_it(server: Server) -> None:
    server.clock.forward(days=1)
    await server.services.agreements.record_event(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        name="Test Framework",
        event="signed",
        on="2025-10-30",
        place="Tokyo",
        corrects=True,
    )
    found = await since(server)
    assert len(of(News.EVENT, found)) == 1
    assert [each.new_on for each in of(News.DATE, found)] == [date(2026, 4, 28), date(2026, 4, 30)]


async def test_who_is_reminded_where_is_nobody_s_news(server: Server) -> None:
    server.clock.forward(days=1)
    await server.subscribe()
    assert (await since(server)).told == ()


async def test_changes_are_told_of_one_agreement_alone_where_it_is_named(server: Server) -> None:
    await server.services.agreements.add(
        GUILD, by=EDITOR, now=server.clock(), title="Other Pact", parties="Japan, US", zone="UTC"
    )
    found = await since(server, agreement="Other Pact")
    assert {each.agreement for each in found.told} == {"Other Pact"}
    assert found.agreement == "Other Pact"


async def test_what_happened_at_the_beginning_of_the_period_belongs_to_the_one_before(
    server: Server,
) -> None:
    server.clock.forward(days=1)
    await server.services.milestones.end(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        reference=MINISTERIAL,
        kind=SettlementKind.WAIVED,
        reason="dropped",
    )
    at = server.clock()
    before = await server.services.changes.since(GUILD, START, until=at)
    after = await server.services.changes.since(GUILD, at, until=at + timedelta(days=1))
    assert [each.what for each in before.told] == ["waived"]
    assert after.told == ()


async def test_a_visit_is_remembered_for_each_person(server: Server) -> None:
    changes = server.services.changes
    assert await changes.last_visit(GUILD, 5) is None
    await changes.visited(GUILD, 5, now=server.clock())
    first = server.clock()
    server.clock.forward(hours=3)
    assert await changes.last_visit(GUILD, 5) == first
    assert await changes.last_visit(GUILD, 6) is None


async def test_a_recurring_milestone_that_goes_on_is_no_moved_date(server: Server) -> None:
    await server.add("Meet", "every month from 2026-05-01")
    server.clock.forward(days=1)
    reference = "Test Framework: Meet"
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=reference, evidence="minutes", on="21 Apr"
    )
    assert [each.what for each in (await since(server)).told] == ["done"]
