"""Changing subscriptions, and what follows in the queue and the history."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.dates.values import DeadlineKind
from bot.domain.edits import Edits, Extra
from bot.domain.reminders import Coming, ReminderKind
from bot.domain.subscriptions import Scope, Subscription
from bot.errors import Conflict, NotFound, UserError
from db.models.changes import ChangeRow
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, Server

FALLBACK = CHANNEL + 1
OWNER, DEPUTY, ROLE = 31, 32, 33


@pytest.fixture
def who(server: Server) -> dict[str, Any]:
    return {"by": EDITOR, "now": server.clock()}


async def add(server: Server, who: dict[str, Any], **wishes: Any) -> Subscription:
    values: dict[str, Any] = {
        "scope": Scope.MILESTONE,
        "subject": FUNDING,
        "channel_id": CHANNEL,
        "user_id": None,
    }
    page = await server.services.subscriptions.add(GUILD, **who, **(values | wishes))
    return page.subscription


async def coming(server: Server) -> tuple[Coming, ...]:
    return await server.services.reminders.preview(GUILD, now=server.clock(), days=365)


async def planned(server: Server) -> list[tuple[str, int]]:
    return [(each.kind.value, each.rung) for each in await coming(server)]


async def history(engine: AsyncEngine) -> list[tuple[str, int | None]]:
    async with engine.connect() as connection:
        rows = await connection.execute(
            select(ChangeRow.what, ChangeRow.by).order_by(ChangeRow.id.desc()).limit(3)
        )
        return [(row.what, row.by) for row in rows]


async def test_a_change_plans_what_is_missing_and_drops_what_is_no_more_wished_for(
    server: Server, who: dict[str, Any]
) -> None:
    wish = await add(server, who, ladder="6, 1, 0")
    before = {each.rung: each.due_at for each in await coming(server)}
    page = await server.services.subscriptions.change(GUILD, wish.id, Edits(ladder="6, 3"), **who)
    after = {each.rung: each.due_at for each in await coming(server)}
    assert set(after) == {6, 3}
    assert after[6] == before[6]
    assert (page.planned, page.before) == (2, wish)


async def test_every_change_is_kept_in_the_history_with_who_made_it(
    server: Server, who: dict[str, Any], engine: AsyncEngine
) -> None:
    wish, now = await add(server, who), server.clock()
    await server.services.subscriptions.change(GUILD, wish.id, Edits(silent=True), by=77, now=now)
    await server.services.pauses.pause(GUILD, subscription_id=wish.id, by=78, now=now)
    await server.services.subscriptions.remove(GUILD, wish.id, by=79, now=now)
    assert await history(engine) == [
        ("reminders switched off", 79),
        ("reminders paused", 78),
        ("reminders changed", 77),
    ]


async def test_what_changes_nothing_leaves_no_line(
    server: Server, who: dict[str, Any], engine: AsyncEngine
) -> None:
    wish = await add(server, who)
    await server.services.subscriptions.change(GUILD, wish.id, Edits(), **who)
    assert (await history(engine))[0][0] == "reminders switched on"


async def test_an_escalation_is_planned_for_those_whom_it_can_call(
    server: Server, who: dict[str, Any]
) -> None:
    wish = await add(server, who, ladder="5")
    await server.services.subscriptions.change(
        GUILD, wish.id, Edits(escalate_after=2, last_resort_role_id=ROLE), **who
    )
    assert await planned(server) == [("rung", 5), ("escalated", 1)]
    await server.services.milestones.assign(
        GUILD, reference=FUNDING, owner_id=OWNER, deputy_id=DEPUTY, **who
    )
    assert await planned(server) == [
        ("rung", 5),
        ("escalated", 1),
        ("escalated", 2),
        ("escalated", 3),
    ]
    first, *steps = [each.due_at for each in await coming(server)]
    assert [(each - first).days for each in steps] == [2, 4, 6]
    await server.services.subscriptions.change(
        GUILD, wish.id, Edits(without=Extra.ESCALATION), **who
    )
    assert await planned(server) == [("rung", 5)]


async def test_ladders_of_single_kinds_are_stored_and_taken_back(
    server: Server, who: dict[str, Any]
) -> None:
    wish = await add(server, who)
    acts = Edits(ladder="5, 2", kind=DeadlineKind.ACT_BY)
    await server.services.subscriptions.change(GUILD, wish.id, acts, **who)
    assert await planned(server) == [("rung", 5), ("rung", 2)]
    [stored] = await server.services.subscriptions.list(GUILD)
    assert stored.ladders == {DeadlineKind.ACT_BY: (5, 2)}
    await server.services.subscriptions.change(GUILD, wish.id, Edits(ladder="usual"), **who)
    [stored] = await server.services.subscriptions.list(GUILD)
    assert stored.ladders == {}
    assert ("rung", -7) in await planned(server)


async def test_a_private_channel_never_falls_back_on_a_public_one(
    server: Server, who: dict[str, Any]
) -> None:
    wish = await add(server, who)
    edits = Edits(fallback_channel_id=FALLBACK)
    with pytest.raises(UserError, match="private channel"):
        await server.services.subscriptions.change(GUILD, wish.id, edits, **who)
    for channel, public in ((CHANNEL, False), (FALLBACK, True)):
        await server.services.places.seen(GUILD, channel, public=public)
    with pytest.raises(UserError, match="private channel"):
        await server.services.subscriptions.change(GUILD, wish.id, edits, **who)
    await server.services.places.seen(GUILD, FALLBACK, public=False)
    page = await server.services.subscriptions.change(GUILD, wish.id, edits, **who)
    assert page.subscription.fallback_channel_id == FALLBACK


async def test_a_public_channel_may_fall_back_on_any(server: Server, who: dict[str, Any]) -> None:
    await server.services.places.seen(GUILD, CHANNEL, public=True)
    wish = await add(server, who, fallback_channel_id=FALLBACK)
    [stored] = await server.services.subscriptions.list(GUILD)
    assert (stored.id, stored.fallback_channel_id) == (wish.id, FALLBACK)


async def test_reminders_that_move_to_their_fallback_have_none_any_more(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.guilds.update(GUILD, channel_id=CHANNEL, **who)
    await server.services.places.seen(GUILD, CHANNEL, public=True)
    await add(server, who, fallback_channel_id=FALLBACK)
    await server.services.guilds.update(GUILD, channel_id=FALLBACK, **who)
    [stored] = await server.services.subscriptions.list(GUILD)
    assert (stored.channel_id, stored.fallback_channel_id) == (FALLBACK, None)


@pytest.mark.parametrize("days", [-1, 91])
async def test_an_escalation_has_bounds(server: Server, who: dict[str, Any], days: int) -> None:
    with pytest.raises(UserError, match="1 to 90"):
        await add(server, who, escalate_after=days)


async def test_what_has_ended_cannot_be_changed(server: Server, who: dict[str, Any]) -> None:
    wish = await add(server, who)
    await server.services.subscriptions.remove(GUILD, wish.id, **who)
    with pytest.raises(NotFound):
        await server.services.subscriptions.change(GUILD, wish.id, Edits(silent=True), **who)
    with pytest.raises(NotFound):
        await server.services.subscriptions.remove(GUILD, wish.id, **who)


async def test_another_server_s_reminders_cannot_be_changed(
    server: Server, who: dict[str, Any]
) -> None:
    wish = await add(server, who)
    with pytest.raises(NotFound):
        await server.services.subscriptions.change(GUILD + 1, wish.id, Edits(silent=True), **who)
    with pytest.raises(NotFound):
        await server.services.pauses.pause(GUILD + 1, subscription_id=wish.id, **who)


async def test_what_was_sent_is_never_sent_again_whatever_is_edited(server: Server) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": server.clock()}
    wish = await add(server, who, ladder="5, 4")
    server.clock.forward(days=2)
    told = []
    for edits in (
        Edits(ladder="6, 5, 4"),
        Edits(ladder="4"),
        Edits(ladder="5, 4", kind=DeadlineKind.ACT_BY),
        Edits(ladder="usual"),
        Edits(ladder="5"),
    ):
        await server.tick()
        now = server.clock.forward(minutes=10)
        await server.services.subscriptions.change(GUILD, wish.id, edits, by=EDITOR, now=now)
        for hour in (8, 9):
            await server.services.guilds.update(GUILD, by=EDITOR, now=now, hour=hour)
        await server.tick()
    for post in server.outbox.posts:
        told += [
            (item.kind, rung)
            for item in post.items
            for rung in (item.rung, *item.overtaken)
            if item.kind is ReminderKind.RUNG
        ]
    assert (ReminderKind.RUNG, 5) in told
    assert len(told) == len(set(told))


async def test_the_same_wish_is_refused_with_what_to_do(
    server: Server, who: dict[str, Any]
) -> None:
    await add(server, who)
    with pytest.raises(Conflict, match="/remind change"):
        await add(server, who)
