"""A board's message: what it says with its buttons, and how it is edited where it stands."""

import discord
from discord import ui

from bot.domain.boards import Board, BoardPost, Shown
from bot.domain.subscriptions import Scope
from bot.errors import PostFailed
from bot.messages import t
from bot.services.pacing import Pace
from cogs.briefs import YEAR_DAYS, BriefButton, BriefQuery
from cogs.due import DueButton, DueQuery
from cogs.refusals import UNANSWERED, unreachable, verdict
from cogs.render.boards import Rows, board_view, words_of

_UNKNOWN_MESSAGE = 10008
_ARCHIVED = 50083
_EDITED_TOO_OFTEN = 30046
_TOO_OFTEN_SECONDS = 600.0


def board_message(post: BoardPost) -> ui.LayoutView:
    """A board as it is put into its channel now."""
    return board_view(post, _rows(post.board), made_at=post.now)


def words_now(post: BoardPost) -> str:
    """What a board says now, but for when it was edited."""
    return words_of(board_view(post, _rows(post.board), made_at=None))


def _rows(board: Board) -> Rows:
    """What shows more of it, to the presser alone."""
    name = board.subject
    due = {
        Scope.AGREEMENT: DueQuery(YEAR_DAYS, agreement=name),
        Scope.PARTY: DueQuery(YEAR_DAYS, party=name),
        Scope.COMMODITY: DueQuery(YEAR_DAYS, commodity=name),
    }.get(board.scope, DueQuery(YEAR_DAYS))
    brief = BriefButton(BriefQuery(name), t("Brief"))
    return [[brief, DueButton(due, 0, t("Due within a year"), apart=True)]]


async def edit_board(client: discord.Client, post: BoardPost, pace: Pace | None) -> Shown:
    """Edit a board's message, unless it says so already and its day has not turned.

    Without a message where it was deleted. Raises PostFailed, permanent only where Discord, asked
    again, confirms that a person has to act.
    """
    board, words = post.board, words_now(post)
    if words == board.shown and not post.new_day:
        return Shown(board.message_id, words, edited=False)
    try:
        await _edit(client, post, pace)
    except discord.HTTPException as error:
        if error.code == _UNKNOWN_MESSAGE:
            return Shown(None, words)
        if error.code == _EDITED_TOO_OFTEN:
            raise PostFailed(
                t("Discord takes no more edits of that message for a while."),
                permanent=False,
                retry_after=_TOO_OFTEN_SECONDS,
            ) from error
        raise await verdict(client, post, error, looked=True, pace=pace) from error
    except UNANSWERED as error:
        raise unreachable(error) from error
    return Shown(board.message_id, words)


async def _edit(client: discord.Client, post: BoardPost, pace: Pace | None) -> None:
    """Edit it, after waking the thread that it is in, if that turns out to sleep."""
    try:
        await _edit_once(client, post, pace)
    except discord.HTTPException as error:
        if error.code != _ARCHIVED:
            raise
        await _turn(pace)
        thread = await client.fetch_channel(post.channel_id or 0)
        if not isinstance(thread, discord.Thread):
            raise
        if thread.locked:
            said = t("The thread <#{channel}> is locked.", channel=post.channel_id)
            raise PostFailed(said, permanent=True) from error
        await _turn(pace)
        await thread.edit(archived=False)
        await _edit_once(client, post, pace)


async def _edit_once(client: discord.Client, post: BoardPost, pace: Pace | None) -> None:
    view = board_message(post)
    view.stop()  # its buttons hold all they need: nothing of it need stay in memory
    await _turn(pace)
    channel = client.get_partial_messageable(post.channel_id or 0, guild_id=post.guild_id)
    message = channel.get_partial_message(post.board.message_id or 0)
    await message.edit(view=view, allowed_mentions=discord.AllowedMentions.none())


async def _turn(pace: Pace | None) -> None:
    if pace is not None:
        await pace.request()
