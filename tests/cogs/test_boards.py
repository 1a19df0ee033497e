"""/board: a message that keeps itself current, as people see it."""

from functools import partial

import discord
import simcord

from cogs.boards import show_board
from tests.cogs.acting import said_in
from tests.cogs.reading import assert_fits, sentence, text
from tests.cogs.reminding import FUNDING
from tests.conftest import Desk


async def keep(desk: Desk) -> None:
    """What every tick does for boards."""
    await desk.services.boards.keep(partial(show_board, desk.bot), desk.clock)
    await desk.env.settle()


async def put_up(desk: Desk, **more: object) -> discord.Message:
    values = {"what": "everything", "channel": desk.elsewhere, **more}
    assert_fits(await desk.editor.slash(desk.channel, "board add", **values))
    await keep(desk)
    post = desk.elsewhere.last_message
    assert post is not None
    return post


async def test_a_board_shows_the_next_dates_and_the_last_change(desk: Desk) -> None:
    said = said_in(await put_up(desk))
    assert "## Board" in said
    assert "### Next" in said
    assert "### Last change" in said
    assert "keeps itself current" in said


async def test_a_board_is_edited_in_place_when_the_record_changes(desk: Desk) -> None:
    post = await put_up(desk, what="agreement", name="US-Japan Framework")
    desk.clock.forward(minutes=10)
    await desk.services.milestones.move(
        desk.guild.id,
        by=desk.editor.id,
        now=desk.clock(),
        reference=FUNDING,
        to="2026-04-22",
        reason="agreed",
    )
    await keep(desk)
    (message,) = desk.elsewhere.history()
    assert message.id == post.id
    assert "22 Apr 2026" in said_in(message)
    assert "~~" in said_in(message)


async def test_a_board_is_found_again_after_a_restart_and_not_posted_twice(desk: Desk) -> None:
    post = await put_up(desk)
    await desk.restart()
    desk.clock.forward(hours=24)
    await keep(desk)
    assert [each.id for each in desk.elsewhere.history()] == [post.id]


async def test_a_first_post_whose_answer_was_lost_is_found_by_its_mark(desk: Desk) -> None:
    post = await put_up(desk)
    (board,) = await desk.services.boards.list(desk.guild.id)
    # As if the process had died before the message's id was written down.
    await forget(desk, board.id)
    await keep(desk)
    assert [each.id for each in desk.elsewhere.history()] == [post.id]
    (again,) = await desk.services.boards.list(desk.guild.id)
    assert again.message_id == post.id


async def forget(desk: Desk, board_id: int) -> None:
    import db.boards  # a test may look where the cogs may not

    async with desk.services.boards.transactions.write() as session:
        await db.boards.change(session, board_id, message_id=None, shown_at=None)


async def test_a_board_that_somebody_deleted_comes_back_as_one_message(desk: Desk) -> None:
    post = await put_up(desk)
    await post.delete()
    desk.clock.forward(hours=24)
    for _ in range(3):
        await keep(desk)
    (message,) = desk.elsewhere.history()
    assert message.id != post.id


async def test_a_permission_slip_rests_the_board_and_heals(desk: Desk) -> None:
    post = await put_up(desk)
    path = f"/channels/{desk.elsewhere.id}/messages/{post.id}"
    desk.env.inject_error("PATCH", path, status=403, code=50001)
    desk.clock.forward(hours=24)
    await keep(desk)
    assert "cannot be shown at present" in text(await desk.member.slash(desk.channel, "board list"))
    assert len(desk.elsewhere.history()) == 1
    desk.clock.forward(minutes=10)
    await keep(desk)
    assert "cannot be shown" not in text(await desk.member.slash(desk.channel, "board list"))
    assert [each.id for each in desk.elsewhere.history()] == [post.id]


async def put_up_in_a_thread(desk: Desk) -> tuple[simcord.ChannelHandle, discord.Thread]:
    """A board in a thread that has since been archived."""
    channel = desk.bot.get_channel(desk.elsewhere.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Dates", type=discord.ChannelType.public_thread)
    (handle,) = desk.elsewhere.threads
    await desk.editor.slash(desk.channel, "board add", what="everything", channel=handle)
    await keep(desk)
    assert handle.last_message is not None
    await thread.edit(archived=True)
    path = f"/channels/{handle.id}/messages/{handle.last_message.id}"
    desk.env.inject_error("PATCH", path, status=400, code=50083)
    return handle, thread


async def test_a_board_wakes_the_thread_that_it_is_in(desk: Desk) -> None:
    handle, thread = await put_up_in_a_thread(desk)
    desk.clock.forward(hours=24)
    await keep(desk)
    assert not (await desk.bot.fetch_channel(thread.id)).archived  # type: ignore[union-attr]
    (message,) = handle.history()
    assert f"<t:{int(desk.clock().timestamp())}:f>" in said_in(message)


async def test_a_board_in_a_locked_thread_says_what_keeps_it(desk: Desk) -> None:
    _, thread = await put_up_in_a_thread(desk)
    await thread.edit(archived=True, locked=True)
    desk.clock.forward(hours=24)
    await keep(desk)
    listed = text(await desk.member.slash(desk.channel, "board list"))
    assert f"The thread <#{thread.id}> is locked." in listed


async def test_a_board_whose_channel_was_deleted_rests_and_can_be_taken_away(desk: Desk) -> None:
    post = await put_up(desk)
    there = f"/channels/{desk.elsewhere.id}"
    desk.env.inject_error("PATCH", f"{there}/messages/{post.id}", status=404, code=10003)
    desk.env.inject_error("GET", there, status=404, code=10003)
    desk.clock.forward(hours=24)
    await keep(desk)
    listed = text(await desk.member.slash(desk.channel, "board list"))
    assert "cannot be shown at present: The channel no longer exists." in listed
    gone = await desk.editor.slash(desk.channel, "board remove", board="everything in #elsewhere")
    assert "The board is gone" in text(gone)
    assert await desk.services.boards.list(desk.guild.id) == ()


async def test_the_buttons_of_a_board_work_for_whoever_presses(desk: Desk) -> None:
    post = await put_up(desk, what="agreement", name="US-Japan Framework")
    await desk.restart()
    brief = await desk.member.click(post, label="Brief")
    assert "US-Japan Framework" in text(brief)
    assert brief.ephemeral
    due = await desk.member.click(post, label="Due within a year")
    assert "US-Japan Framework" in text(due)


async def test_a_removed_board_takes_its_message_along(desk: Desk) -> None:
    await put_up(desk)
    result = await desk.editor.slash(desk.channel, "board remove", board="everything in #elsewhere")
    assert "The board is gone" in text(result)
    assert desk.elsewhere.history() == []


async def test_the_list_links_each_board(desk: Desk) -> None:
    post = await put_up(desk)
    result = await desk.member.slash(desk.channel, "board list")
    assert_fits(result)
    assert str(post.id) in text(result)


async def test_only_the_team_puts_boards_up(desk: Desk) -> None:
    refused = await desk.member.slash(desk.channel, "board add", what="everything")
    assert "can change the record" in sentence(refused)


async def test_a_second_board_in_a_channel_is_refused_in_a_sentence(desk: Desk) -> None:
    await put_up(desk)
    refused = await desk.editor.slash(
        desk.channel, "board add", what="everything", channel=desk.elsewhere
    )
    assert "has a board already" in sentence(refused)
