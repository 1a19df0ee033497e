"""A digest in its place: its buttons, and the thread that tells the rest of a long one."""

import logging
from typing import Any, Self

import discord
from discord import ui

from bot.domain import wording
from bot.domain.digest_posts import DigestPost
from bot.domain.digests import day_of
from bot.errors import NotAllowed
from bot.messages import t
from bot.services.pacing import Pace
from cogs.digest_pictures import Picture
from cogs.paging import page_of, show, turn
from cogs.press import ID, answered, check_reader, services
from cogs.refusals import UNANSWERED
from cogs.render.digest_pages import PAGE_LINES, rest_cards, whole_card, whole_lines
from cogs.render.digests import digest_view

_THREAD_EXISTS = 160004

_log = logging.getLogger(__name__)


class DigestButton(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"milepost:digest:(?P<guild>{ID}):(?P<wish>{ID}):(?P<reminder>{ID}):"
    r"(?P<page>\+|\d{1,4})",
):
    """Shows a page of all that a digest tells; the first opens beside it, to the presser alone."""

    def __init__(
        self, guild_id: int, wish_id: int, reminder_id: int, page: int | None, label: str = ""
    ) -> None:
        shown = "+" if page is None else page
        custom_id = f"milepost:digest:{guild_id}:{wish_id}:{reminder_id}:{shown}"
        super().__init__(ui.Button(label=label or "…", custom_id=custom_id))
        self.guild_id, self.wish_id, self.reminder_id = guild_id, wish_id, reminder_id
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        guild, wish, reminder = (int(match[each]) for each in ("guild", "wish", "reminder"))
        return cls(guild, wish, reminder, None if match["page"] == "+" else int(match["page"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await check_reader(interaction, self.guild_id)
        digest = await services(interaction).digests.whole(
            self.guild_id, self.wish_id, self.reminder_id, now=interaction.client.now()
        )
        if digest.wish.user_id not in (None, interaction.user.id):
            raise NotAllowed(t("This digest is somebody else's. `/digest add` gives you your own."))
        _, page, pages = page_of(whole_lines(digest), self.page or 0, PAGE_LINES)
        row = [self._to(page - 1, t("Previous"))] if page > 0 else []
        row += [self._to(page + 1, t("Next"))] if page + 1 < pages else []
        view = whole_card(digest, page, [row] if row else [], pages)
        await (show if self.page is None else turn)(interaction, view)

    def _to(self, page: int, label: str) -> Self:
        return type(self)(self.guild_id, self.wish_id, self.reminder_id, page, label)


def digest_message(post: DigestPost, picture: Picture | None = None) -> ui.LayoutView:
    """The message of a digest, with what shows all of it, and its picture if there is one."""
    wish_id = post.digest.wish.id
    every = DigestButton(post.guild_id, wish_id, post.reminder_id, None, t("Show all"))
    return digest_view(post, [[every]], picture.item() if picture else None)


async def tell_rest(
    client: discord.Client, message_id: int, post: DigestPost, pace: Pace | None
) -> None:
    """Tell the rest of a long digest in a thread under it, where the bot may begin one.

    Nothing hangs on it: where it fails, the digest's button shows as much.
    """
    views = rest_cards(post.digest)
    channel = _channel(client, post)
    if not views or channel is None:
        return
    try:
        thread, told = await _thread(client, channel, message_id, post, pace)
        for number, view in enumerate(views[told:], start=told):
            view.stop()
            await _turn(pace)
            await thread.send(
                view=view,
                nonce=f"{post.nonce}-{number}",
                silent=True,
                allowed_mentions=discord.AllowedMentions.none(),
            )
    except UNANSWERED as error:
        _log.info("The rest of a digest could not be told in a thread: %s", error)


def _channel(client: discord.Client, post: DigestPost) -> discord.TextChannel | None:
    """The channel of a digest, if the bot may begin threads in it."""
    guild = client.get_guild(post.guild_id)
    channel = guild.get_channel(post.channel_id or 0) if guild else None
    if guild is None or not isinstance(channel, discord.TextChannel):
        return None
    may = channel.permissions_for(guild.me)
    return channel if may.create_public_threads and may.send_messages_in_threads else None


async def _thread(
    client: discord.Client,
    channel: discord.TextChannel,
    message_id: int,
    post: DigestPost,
    pace: Pace | None,
) -> tuple[discord.Thread, int]:
    """The thread under a message, begun unless there is one, and how much of the rest it tells."""
    schedule, own = post.digest.wish.schedule, client.user.id if client.user else None
    day = wording.day(day_of(schedule, post.due_at)) if schedule else ""
    await _turn(pace)
    try:
        under = channel.get_partial_message(message_id)
        return await under.create_thread(name=t("Digest, {day}", day=day)), 0
    except discord.HTTPException as error:
        if error.code != _THREAD_EXISTS:
            raise
    await _turn(pace)
    thread = await client.fetch_channel(message_id)
    if not isinstance(thread, discord.Thread):
        raise discord.InvalidData("a thread was expected")
    await _turn(pace)
    said = [each async for each in thread.history(limit=50) if each.author.id == own]
    return thread, len(said)


async def _turn(pace: Pace | None) -> None:
    if pace is not None:
        await pace.request()
