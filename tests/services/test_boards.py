"""A board is one message that says what the record says, and is edited no more than need be."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.domain.boards import EDIT_EVERY, FIRST_REST, LONGEST_REST, Board, BoardPost, Shown, rest
from bot.domain.subscriptions import Scope
from bot.errors import Conflict, NotFound, PostFailed, UserError
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, Server


@dataclass
class Screen:
    """Stands where Discord would be: keeps what each board says, or fails as it is told to."""

    says: dict[int, list[str]] = field(default_factory=dict)
    looked_at: int = 0
    failing: Exception | None = None
    _messages: int = 0

    async def __call__(self, post: BoardPost) -> Shown:
        self.looked_at += 1
        if self.failing is not None:
            raise self.failing
        words = ", ".join(each.what for each in (*post.brief.overdue, *post.brief.next))
        message_id = post.board.message_id
        if message_id is None:
            self._messages += 1
            message_id = 500 + self._messages
            self.says[message_id] = [words]
            return Shown(message_id, words)
        if message_id not in self.says:
            return Shown(None, words)
        if words == post.board.shown and not post.new_day:
            return Shown(message_id, words, edited=False)
        self.says[message_id].append(words)
        return Shown(message_id, words)


@pytest.fixture
def screen() -> Screen:
    return Screen()


async def put_up(server: Server, **more: Any) -> Board:
    values: dict[str, Any] = {"scope": Scope.EVERYTHING, "subject": None, "channel_id": CHANNEL}
    board = await server.services.boards.add(
        GUILD, by=EDITOR, now=server.clock(), **{**values, **more}
    )
    server.clock.forward(minutes=1)
    return board


async def tick(server: Server, screen: Screen) -> int:
    return await server.services.boards.keep(screen, server.clock)


async def present(server: Server) -> Board:
    (board,) = await server.services.boards.list(GUILD)
    return board


async def test_a_new_board_is_posted_once(server: Server, screen: Screen) -> None:
    await put_up(server)
    assert [await tick(server, screen) for _ in range(3)] == [1, 0, 0]
    assert screen.says == {501: ["Hold the ministerial, Start the funding"]}
    assert (await present(server)).message_id == 501


async def test_a_board_is_not_even_looked_at_while_nothing_changes(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await tick(server, screen)
    for _ in range(10):
        server.clock.forward(minutes=30)
        await tick(server, screen)
    assert screen.looked_at == 1


async def test_a_change_of_the_record_is_shown_in_the_same_message(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await tick(server, screen)
    server.clock.forward(minutes=6)
    await server.add("Publish the list", "2026-04-22")
    assert await tick(server, screen) == 1
    assert list(screen.says) == [501]
    assert screen.says[501][-1].startswith("Publish the list")


async def test_many_changes_make_at_most_one_edit_every_few_minutes(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await tick(server, screen)
    for number in range(30):
        server.clock.forward(minutes=1)
        await server.add(f"Meeting {number}", "2026-04-22")
        await tick(server, screen)
    assert len(screen.says[501]) <= 2 + timedelta(minutes=30) // EDIT_EVERY


async def test_a_change_that_the_board_does_not_show_makes_no_edit(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await tick(server, screen)
    server.clock.forward(minutes=6)
    await server.subscribe()
    await tick(server, screen)
    assert len(screen.says[501]) == 1
    looked_at = screen.looked_at
    server.clock.forward(minutes=6)
    await tick(server, screen)
    assert screen.looked_at == looked_at


async def test_a_new_local_day_is_shown(server: Server, screen: Screen) -> None:
    await put_up(server)
    await tick(server, screen)
    server.clock.forward(hours=12)
    assert await tick(server, screen) == 1
    assert len(screen.says[501]) == 2


async def test_a_deleted_message_is_posted_anew_once(server: Server, screen: Screen) -> None:
    await put_up(server)
    await tick(server, screen)
    before = await present(server)
    del screen.says[501]
    server.clock.forward(hours=24)
    for _ in range(4):
        await tick(server, screen)
    assert list(screen.says) == [502]
    assert (await present(server)).message_id == 502
    assert (await present(server)).nonce != before.nonce


async def test_until_its_message_is_known_a_board_is_looked_for_under_the_same_name(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    posts: list[BoardPost] = []

    async def lost(post: BoardPost) -> Shown:
        posts.append(post)
        raise PostFailed("The answer was lost.", permanent=False, may_have_arrived=True)

    await server.services.boards.keep(lost, server.clock)
    server.clock.forward(minutes=5)
    await server.services.boards.keep(lost, server.clock)
    assert [each.again for each in posts] == [True, True]
    assert len({each.nonce for each in posts}) == 1


async def test_what_is_refused_is_tried_again_with_growing_pauses_and_then_heals(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await tick(server, screen)
    screen.failing = PostFailed("I may not write in that channel.", permanent=True)
    server.clock.forward(hours=24)
    tries = []
    for _ in range(120):
        looked_at = screen.looked_at
        await tick(server, screen)
        tries += [server.clock()] if screen.looked_at > looked_at else []
        server.clock.forward(minutes=1)
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses == sorted(pauses)
    assert pauses[0] == FIRST_REST
    assert len(tries) < 8
    shown = await server.services.undelivered.list(GUILD, reader_id=EDITOR, now=server.clock())
    assert [each.board.reason for each in shown.places if each.board] == [
        "I may not write in that channel."
    ]
    screen.failing = None
    server.clock.forward(hours=7)
    assert await tick(server, screen) == 1
    healed = await present(server)
    assert (healed.message_id, healed.failures, healed.reason) == (501, 0, None)


async def test_a_failing_board_keeps_no_other_from_being_shown(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await put_up(server, channel_id=100)

    async def one_fails(post: BoardPost) -> Shown:
        if post.channel_id == CHANNEL:
            raise RuntimeError("nobody foresaw this")
        return await screen(post)

    assert await server.services.boards.keep(one_fails, server.clock) == 1


async def test_boards_and_reminders_are_never_under_way_in_one_place_at_once(
    server: Server, screen: Screen
) -> None:
    await put_up(server)
    await server.subscribe(ladder="6, 5")
    server.clock.forward(hours=24)
    seen: list[int] = []

    async def meanwhile(post: BoardPost) -> Shown:
        seen.append(await server.tick())
        return await screen(post)

    assert await server.services.boards.keep(meanwhile, server.clock) == 1
    assert seen == [0]
    assert await server.tick() == 1


async def test_a_crash_while_a_board_is_shown_is_made_up_for(
    server: Server, screen: Screen
) -> None:
    await put_up(server)

    class Killed(BaseException):
        """The process dies."""

    async def die(post: BoardPost) -> Shown:
        raise Killed

    with pytest.raises(Killed):
        await server.services.boards.keep(die, server.clock)
    server.clock.forward(minutes=3)
    assert await tick(server, screen) == 1


async def test_a_channel_has_one_board(server: Server) -> None:
    await put_up(server)
    with pytest.raises(Conflict, match="/board remove"):
        await put_up(server, scope=Scope.PARTY, subject="Japan")


async def test_a_board_is_of_more_than_one_milestone(server: Server) -> None:
    with pytest.raises(UserError, match="an agreement"):
        await put_up(server, scope=Scope.MILESTONE, subject=FUNDING)


async def test_a_removed_board_is_kept_current_no_more(server: Server, screen: Screen) -> None:
    board = await put_up(server)
    await tick(server, screen)
    await server.services.boards.remove(GUILD, board.id, by=EDITOR, now=server.clock())
    server.clock.forward(hours=30)
    assert await tick(server, screen) == 0
    with pytest.raises(NotFound):
        await server.services.boards.remove(GUILD, board.id, by=EDITOR, now=server.clock())
    await put_up(server)
    assert await tick(server, screen) == 1


async def test_a_board_goes_along_when_all_of_a_channel_is_sent_elsewhere(
    server: Server, screen: Screen
) -> None:
    board = await put_up(server)
    await tick(server, screen)
    screen.failing = PostFailed("The channel no longer exists.", permanent=True)
    server.clock.forward(hours=24)
    await tick(server, screen)
    await server.services.places.seen(GUILD, CHANNEL, public=True)
    await server.services.undelivered.send_to(
        GUILD, board.place.id, 100, by=EDITOR, now=server.clock()
    )
    screen.failing = None
    assert await tick(server, screen) == 1
    assert (await present(server)).place.channel_id == 100


def test_a_board_rests_longer_each_time_but_never_for_good() -> None:
    rests = [rest(failures) for failures in range(1, 40)]
    assert rests == sorted(rests)
    assert (rests[0], rests[-1]) == (FIRST_REST, LONGEST_REST)
