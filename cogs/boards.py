"""/board: one message a channel that keeps itself current."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.boards import Board, BoardPost, Shown
from bot.domain.names import offer, resolve
from bot.domain.subscriptions import Scope
from bot.errors import UserError
from bot.messages import t
from bot.services.pacing import Pace
from cogs.board_posts import edit_board, words_now
from cogs.choices import choices
from cogs.paging import show
from cogs.places import Place, writable
from cogs.poster import put
from cogs.press import server, services
from cogs.refusals import UNANSWERED
from cogs.render.boards import board_added_card, board_removed_card, boards_card
from cogs.rights import check_editor
from cogs.scopes import SCOPES, Text, name_choices, scope_of

Press = discord.Interaction[Any]

BOARD_SCOPES = [each for each in SCOPES if each.value != Scope.MILESTONE.value]


async def show_board(client: discord.Client, post: BoardPost, pace: Pace | None = None) -> Shown:
    """Bring a board's message up to date, or post it where there is none. Raises PostFailed.

    Before it is posted it is looked for: the answer to an earlier try may have been lost.
    """
    if post.board.message_id is not None:
        return await edit_board(client, post, pace)
    if pace is not None:
        async with pace.turn(post.board.place.id):
            pass
    return Shown(await put(client, post, pace), words_now(post))


@choices
async def board_choices(interaction: Press, typed: str) -> Iterable[str]:
    """The server's boards, by what they are of and where they are."""
    return offer(typed, _names(interaction, await _boards(interaction)))


async def _boards(interaction: Press) -> tuple[Board, ...]:
    return await services(interaction).boards.list(server(interaction))


def _names(interaction: Press, boards: Iterable[Board]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    taken: set[str] = set()
    for each in boards:
        guild, channel_id = interaction.guild, each.place.channel_id or 0
        channel = guild.get_channel_or_thread(channel_id) if guild else None
        where = f"#{channel.name}" if channel else t("a channel that I cannot see")
        name = t("{subject} in {place}", subject=each.subject or t("everything"), place=where)
        names[each.id] = (f"{name} ({each.id})" if name in taken else name,)
        taken.add(name)
    return names


@app_commands.guild_only()
class BoardsCog(commands.GroupCog, name="boards", group_name="board"):
    """Messages that keep themselves current."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    @app_commands.command(description="Put a message into a channel that keeps itself current")
    @app_commands.describe(
        channel="Where; empty: here",
        what="Of what",
        name="Which one, if you chose an agreement, a party or a commodity",
    )
    @app_commands.choices(what=BOARD_SCOPES)
    @app_commands.autocomplete(name=name_choices)
    async def add(
        self,
        interaction: Press,
        what: str,
        name: Text | None = None,
        channel: Place | None = None,
    ) -> None:
        await check_editor(interaction)
        scope = scope_of(what, name)
        board = await services(interaction).boards.add(
            server(interaction),
            by=interaction.user.id,
            now=interaction.client.now(),
            scope=scope,
            subject=name,
            channel_id=await writable(interaction, channel),
        )
        await show(interaction, board_added_card(board))

    @app_commands.command(name="list", description="Which boards there are, and how each stands")
    async def show_all(self, interaction: Press) -> None:
        await show(interaction, boards_card(await _boards(interaction)))

    @app_commands.command(description="Take a board away")
    @app_commands.describe(board="Which; /board list shows them")
    @app_commands.autocomplete(board=board_choices)
    async def remove(self, interaction: Press, board: Text) -> None:
        await check_editor(interaction)
        boards = await _boards(interaction)
        if not boards:
            raise UserError(t("There is no board. `/board add` puts one into a channel."))
        board_id = resolve(board, _names(interaction, boards), what=t("boards"))
        removed = await services(interaction).boards.remove(
            server(interaction), board_id, by=interaction.user.id, now=interaction.client.now()
        )
        await show(interaction, board_removed_card(removed))
        await _delete(interaction.client, removed)


async def _delete(client: discord.Client, board: Board) -> None:
    """Delete a board's message; where that fails it stays, as it was last."""
    if board.message_id is None:
        return
    channel = client.get_partial_messageable(board.place.channel_id or 0)
    try:
        await channel.get_partial_message(board.message_id).delete()
    except UNANSWERED:
        return
