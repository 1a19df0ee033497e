"""Seen and taken back, by person and version of the date."""

import asyncio

import pytest

from bot.errors import NotFound
from bot.services.acknowledgements import Noted
from tests.services.conftest import EDITOR, GUILD, Server

READER = 31


async def press(server: Server, by: int = READER, version: int | None = None) -> Noted:
    milestone = await server.milestone()
    return await server.services.acknowledgements.acknowledge(
        GUILD,
        milestone.id,
        due_version=milestone.due_version if version is None else version,
        by=by,
        now=server.clock(),
    )


async def test_the_first_time_counts_and_a_second_press_changes_nothing(server: Server) -> None:
    first = await press(server)
    assert first.changed
    at = server.clock()
    server.clock.forward(hours=1)
    again = await press(server)
    assert not again.changed
    assert again.seen.at(READER) == at


async def test_pressed_twice_at_once_it_is_noted_once(server: Server) -> None:
    pressed = await asyncio.gather(*(press(server) for _ in range(4)))
    assert [each.changed for each in pressed].count(True) == 1
    assert len((await press(server)).seen.by) == 1


async def test_a_date_that_moved_has_been_seen_by_nobody(server: Server) -> None:
    shown = (await server.milestone()).due_version
    await press(server)
    await server.move("12 May 2026")
    late = await press(server, by=EDITOR, version=shown)
    assert late.outdated
    assert not late.changed
    assert late.seen.by == ()
    assert [each.user_id for each in late.seen.earlier] == [READER]


async def test_what_is_taken_back_can_be_said_again(server: Server) -> None:
    milestone = (await press(server)).seen.milestone
    take_back = server.services.acknowledgements.take_back
    ids = (GUILD, milestone.id)
    taken = await take_back(*ids, due_version=milestone.due_version, by=READER)
    assert taken.changed
    assert taken.seen.by == ()
    again = await take_back(*ids, due_version=milestone.due_version, by=READER)
    assert not again.changed
    assert (await press(server)).changed


async def test_another_server_s_milestone_is_not_there(server: Server) -> None:
    milestone = await server.milestone()
    with pytest.raises(NotFound):
        await server.services.acknowledgements.acknowledge(
            GUILD + 1, milestone.id, due_version=1, by=READER, now=server.clock()
        )
