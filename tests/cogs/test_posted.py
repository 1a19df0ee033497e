"""Posts as they arrive in channels and direct messages, through the whole of delivery."""

from typing import Any

import discord
import pytest
import simcord

from bot.domain.subscriptions import Scope, Subscription
from tests.cogs.acting import said_in
from tests.cogs.reading import text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def test_what_nobody_has_seen_goes_on_to_the_owner_the_deputy_and_the_role(
    desk: Desk,
) -> None:
    role = desk.guild.create_role("Heads", mentionable=True)
    await _assigned(desk)
    await _subscribed(desk, ladder="6", escalate_after=2, last_resort_role_id=role.id)
    posts = await _days(desk, 9)
    assert [_notified(desk, each) for each in posts] == [
        ([], []),
        ([desk.editor.id], []),
        ([desk.member.id], []),
        ([], [role.id]),
    ]
    first, second, third = (said_in(each) for each in posts[1:])
    assert f"Escalated to {desk.editor.mention}: nobody has acknowledged this for 2 days." in first
    assert f"Else {desk.member.mention} is called on after 2 more days." in first
    assert f"Escalated to {desk.member.mention}" in second
    assert "It is the last step: after it I call on nobody." in third


async def test_once_somebody_has_seen_it_nobody_is_called_on(desk: Desk) -> None:
    await _assigned(desk)
    await _subscribed(desk, ladder="6", escalate_after=2)
    [first] = await _days(desk, 1)
    await desk.member.click(first, label="Seen")
    assert await _days(desk, 8) == []


async def test_a_date_that_moves_asks_to_be_seen_again(desk: Desk) -> None:
    await _assigned(desk)
    await _subscribed(desk, ladder="6", escalate_after=2)
    [first] = await _days(desk, 1)
    await desk.member.click(first, label="Seen")
    await desk.services.milestones.move(
        desk.guild.id,
        by=None,
        now=desk.clock(),
        reference=FUNDING,
        to="2 May 2026",
        reason="agreed",
    )
    posts = [said_in(each) for each in await _days(desk, 10)]
    assert any("The date has moved" in each for each in posts)
    assert any(f"Escalated to {desk.editor.mention}" in each for each in posts)


async def test_after_downtime_a_channel_hears_everything_once_in_one_post(desk: Desk) -> None:
    await _subscribed(desk, scope=Scope.PARTY, subject="Japan")
    desk.clock.forward(days=60)
    [post] = await _ticked(desk)
    said = said_in(post)
    assert said.startswith("**While I was away**")
    assert "the most urgent first" in said
    assert "It also stands for the reminders" in said
    assert f"You are told because {desk.channel.mention} hears of Japan" in said
    assert await _ticked(desk) == []


async def test_what_a_pause_held_back_comes_in_one_post_that_says_so(desk: Desk) -> None:
    wish = await _subscribed(desk, scope=Scope.EVERYTHING, subject=None)
    await desk.services.pauses.pause(
        desk.guild.id, by=None, now=desk.clock(), until="for 2 weeks", subscription_id=wish.id
    )
    assert await _days(desk, 13) == []
    [post] = await _days(desk, 1)
    assert said_in(post).startswith("**While reminders were paused**")
    assert "Held while reminders were paused: planned" in said_in(post)


async def test_what_cannot_be_posted_comes_where_the_subscription_says(desk: Desk) -> None:
    for channel in (desk.channel, desk.elsewhere):
        await desk.services.places.seen(desk.guild.id, channel.id, public=True)
    await _subscribed(
        desk, ladder="6", fallback_channel_id=desk.elsewhere.id, mention_user_id=desk.member.id
    )
    await _shut(desk, desk.channel)
    desk.clock.forward(days=1)
    await desk.tick()
    await desk.tick()
    post = desk.elsewhere.last_message
    assert post is not None
    said = said_in(post)
    assert f"Meant for {desk.channel.mention}: I " in said
    assert "`/undelivered` shows what else there is." in said
    assert "You are told because this channel stands in for the other" in said
    assert _notified(desk, post) == ([desk.member.id], [])


async def test_without_a_fallback_the_author_is_told_and_nobody_is_mentioned(desk: Desk) -> None:
    await _subscribed(desk, ladder="6", by=desk.editor.id, mention_user_id=desk.member.id)
    await _shut(desk, desk.channel)
    desk.clock.forward(days=1)
    await desk.tick()
    await desk.tick()
    [post] = desk.editor.user.dm_channel.history()
    assert "You are told because you switched these reminders on" in said_in(post)
    assert f"Meant for {desk.channel.mention}" in said_in(post)
    assert desk.member.mention not in said_in(post)
    shown = await desk.editor.user.click(post, label="Seen")
    assert f"Seen by {desk.editor.mention}" in said_in(shown.followups[-1].message)


async def test_a_rung_on_a_weekend_says_that_it_comes_early(desk: Desk) -> None:
    await desk.services.guilds.update(
        desk.guild.id, by=None, now=desk.clock(), workdays="Monday to Friday"
    )
    await _subscribed(desk, ladder="2")
    posts = await _days(desk, 7)
    assert ["Sent 1 day early" in said_in(each) for each in posts] == [True]


@pytest.mark.parametrize("private", [True, False])
async def test_the_page_says_who_was_called_on_and_has_not_answered(
    desk: Desk, private: bool
) -> None:
    await _assigned(desk)
    await _subscribed(desk, ladder="6", escalate_after=2)
    await _days(desk, 3)
    page = await desk.member.slash(
        desk.channel, "milestone show", milestone=FUNDING, private=private
    )
    assert f"Not yet: {desk.editor.mention}, {desk.member.mention}" in text(page)


async def _assigned(desk: Desk) -> None:
    await desk.services.milestones.assign(
        desk.guild.id,
        by=None,
        now=desk.clock(),
        reference=FUNDING,
        owner_id=desk.editor.id,
        deputy_id=desk.member.id,
    )


async def _subscribed(desk: Desk, **fields: Any) -> Subscription:
    values: dict[str, Any] = {
        "by": None,
        "scope": Scope.MILESTONE,
        "subject": FUNDING,
        "channel_id": desk.channel.id,
        "user_id": None,
        "now": desk.clock(),
    }
    await desk.env.settle()  # the bot has to know that it is in the server by now
    page = await desk.services.subscriptions.add(desk.guild.id, **{**values, **fields})
    return page.subscription


async def _days(desk: Desk, days: int) -> list[discord.Message]:
    """What is posted in the desk's channel within so many days, each looked at in its hours."""
    posts: list[discord.Message] = []
    for _ in range(24 * days // 6):
        desk.clock.forward(hours=6)
        posts += await _ticked(desk)
    return posts


async def _ticked(desk: Desk) -> list[discord.Message]:
    """What a tick posts in the desk's channel."""
    before = {each.id for each in desk.channel.history()}
    await desk.tick()
    return [each for each in desk.channel.history() if each.id not in before]


async def _shut(desk: Desk, channel: simcord.ChannelHandle) -> None:
    """Take from the bot the right to write in a channel."""
    me = desk.guild.me
    assert me is not None
    shut = discord.PermissionOverwrite(send_messages=False)
    found = desk.bot.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    await found.set_permissions(me, overwrite=shut)
    await desk.env.settle()


def _notified(desk: Desk, post: discord.Message) -> tuple[list[int], list[int]]:
    """The people and the roles whom a post notified."""
    kept = desk.env.backend.get_message(post.channel.id, post.id)
    return sorted(set(kept.ping_user_ids)), sorted(set(kept.ping_role_ids))
