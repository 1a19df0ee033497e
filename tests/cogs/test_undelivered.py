"""/undelivered: from a channel that was deleted to a post that arrives, as people see it."""

from functools import partial
from typing import Any

import discord
import simcord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.services.delivery import Means
from cogs.poster import is_public, put
from tests.cogs.acting import said_in
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def deliver(desk: Desk) -> None:
    """Deliver until nothing is due any more: what is refused goes on to another place."""
    means = Means(is_public=partial(is_public, desk.bot))
    for _ in range(6):
        await desk.services.reminders.deliver(partial(put, desk.bot), desk.clock, means)
    await desk.env.settle()


async def day(desk: Desk) -> None:
    desk.clock.forward(days=1)
    await deliver(desk)


async def remind(
    desk: Desk, channel: simcord.ChannelHandle, days: str = "6, 5, 4, 3, 2, 1, 0", **more: Any
) -> None:
    on = await desk.editor.slash(
        desk.channel,
        "remind add",
        what="milestone",
        name=FUNDING,
        channel=channel,
        days=days,
        **more,
    )
    assert "Reminders are on" in text(on)


async def close(desk: Desk, channel: simcord.ChannelHandle) -> None:
    desk.env.backend.delete_channel(channel.id)
    await desk.env.settle()


def refuse_direct_messages(desk: Desk, person: simcord.MemberActor) -> None:
    path = f"/channels/{person.user.dm_channel.id}/messages"
    desk.env.inject_error("POST", path, status=403, code=50007, times=None)


def posts(channel: simcord.ChannelHandle) -> list[discord.Message]:
    return list(channel.history())


async def test_nothing_undelivered_says_so(desk: Desk) -> None:
    answer = await desk.member.slash(desk.channel, "undelivered")
    assert answer.ephemeral
    assert "Everything has been delivered where it was meant to be." in text(answer)


async def test_from_a_deleted_channel_by_way_of_every_stand_in_to_a_post_that_arrives(
    desk: Desk,
) -> None:
    fallback, admins = (desk.guild.create_text_channel(each) for each in ("reserve", "admins"))
    await remind(desk, desk.elsewhere, fallback=fallback)
    await desk.services.places.seen(desk.guild.id, admins.id, public=True)
    await desk.services.guilds.update(
        desk.guild.id, by=None, now=desk.clock(), admin_channel_id=admins.id
    )
    await close(desk, desk.elsewhere)
    await day(desk)
    assert [desk.elsewhere.mention in said_in(each) for each in posts(fallback)] == [True]
    await close(desk, fallback)
    await day(desk)
    assert "Measures to finance" in said_in(desk.editor.user.dm_channel.history()[-1])
    refuse_direct_messages(desk, desk.editor)
    await day(desk)
    assert ["Measures to finance" in said_in(each) for each in posts(admins)] == [True]
    await close(desk, admins)
    await day(desk)

    listed = await desk.editor.slash(desk.channel, "undelivered")
    assert_fits(listed)
    said = text(listed)
    assert f"### {desk.elsewhere.mention}" in said
    assert "The channel no longer exists. Nothing has arrived there since" in said
    assert "**1 reminder is undelivered**" in said
    assert "The last that was tried: The channel no longer exists." not in said
    assert f"1 reminder went to {fallback.mention} instead." in said
    assert f"1 reminder went to direct messages to {desk.editor.mention} instead." in said
    assert f"1 reminder went to {admins.mention} instead." in said
    assert "US-Japan Framework: Measures to finance selected projects" in said
    assert "3 more are planned for it" in said
    assert "-# reminders of US-Japan Framework: Measures to finance" in said, "its name is gone"
    assert said.count("-# stands in where another place cannot be posted to") == 2
    assert labels(listed).count("Try again here") == 3, (
        "the fallback and the admins' are closed too"
    )

    await desk.restart()
    assert listed.response is not None
    sent = await desk.editor.select(
        listed.response, [desk.channel], custom_id=_custom_id(listed, "send-all")
    )
    assert f"1 set of reminders goes to {desk.channel.mention} from now on." in text(sent)
    assert "1 undelivered reminder is posted there in a moment, said to be late." in text(sent)
    before = len(posts(desk.channel))
    await deliver(desk)
    arrived = posts(desk.channel)[before:]
    assert len(arrived) == 1
    assert "Measures to finance" in said_in(arrived[0])
    again = text(await desk.editor.slash(desk.channel, "undelivered"))
    assert desk.elsewhere.mention not in again
    await day(desk)
    assert len(posts(desk.channel)) == before + 2, "what comes next arrives there as well"


async def test_a_plain_member_reads_but_is_offered_nothing_and_may_do_nothing(desk: Desk) -> None:
    await remind(desk, desk.elsewhere)
    refuse_direct_messages(desk, desk.editor)
    await close(desk, desk.elsewhere)
    await day(desk)
    seen = await desk.member.slash(desk.channel, "undelivered")
    assert "**1 reminder is undelivered**" in text(seen)
    assert labels(seen) == []
    listed = await desk.editor.slash(desk.channel, "undelivered")
    assert listed.response is not None
    backend = desk.env.backend
    for role_id in list(backend.get_guild(desk.guild.id).members[desk.editor.id].role_ids):
        backend.remove_member_role(desk.guild.id, desk.editor.id, role_id)
    answer = await desk.editor.select(
        listed.response, [desk.channel], custom_id=_custom_id(listed, "send-all")
    )
    assert "may manage this server" in sentence(answer)
    answer = await desk.editor.click(listed.response, label="Try again here")
    assert "may manage this server" in sentence(answer)


async def test_try_again_wants_the_permission_back_and_then_posts(desk: Desk) -> None:
    await remind(desk, desk.elsewhere)
    refuse_direct_messages(desk, desk.editor)
    await _permit(desk, allowed=False)
    await day(desk)
    listed = await desk.editor.slash(desk.channel, "undelivered")
    assert f"I may not write in {desk.elsewhere.mention}" in text(listed)
    assert listed.response is not None
    refused = await desk.editor.click(listed.response, label="Try again here")
    assert "give me the permission Send Messages" in sentence(refused)
    await _permit(desk, allowed=True)
    tried = await desk.editor.click(listed.response, label="Try again here")
    assert "1 undelivered reminder is posted there in a moment" in text(tried)
    await deliver(desk)
    assert len(posts(desk.elsewhere)) == 1
    again = await desk.editor.slash(desk.channel, "undelivered")
    assert "Everything has been delivered" in text(again)


async def test_what_was_private_is_not_offered_to_everybody(desk: Desk) -> None:
    hidden = discord.PermissionOverwrite(view_channel=False)
    shown = discord.PermissionOverwrite(view_channel=True, send_messages=True, embed_links=True)
    me = desk.guild.me
    assert me is not None
    overwrites: Any = {desk.guild.default_role: hidden, me: shown, desk.editor: shown}
    secret = desk.guild.create_text_channel("negotiators", overwrites=overwrites)
    other = desk.guild.create_text_channel("delegation", overwrites=overwrites)
    await remind(desk, secret)
    refuse_direct_messages(desk, desk.editor)
    await close(desk, secret)
    await day(desk)
    listed = await desk.editor.slash(desk.channel, "undelivered")
    assert listed.response is not None
    pick = _custom_id(listed, "send-all")
    refused = await desk.editor.select(listed.response, [desk.channel], custom_id=pick)
    assert sentence(refused) == (
        f"Everybody can read {desk.channel.mention}, and as far as I know not everybody could read "
        f"{secret.mention}. Choose a private channel."
    )
    sent = await desk.editor.select(listed.response, [other], custom_id=pick)
    assert "1 undelivered reminder is posted there in a moment" in text(sent)
    await deliver(desk)
    assert len(posts(other)) == 1


async def test_direct_messages_are_shown_to_their_reader_alone(desk: Desk) -> None:
    on = await desk.member.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", direct_message=True
    )
    assert on.ephemeral
    refuse_direct_messages(desk, desk.member)
    await day(desk)
    own = await desk.member.slash(desk.channel, "undelivered")
    assert f"### direct messages to {desk.member.mention}" in text(own)
    assert labels(own) == ["Try again here"]
    managers = text(await desk.editor.slash(desk.channel, "undelivered"))
    assert "1 member does not get the direct messages that they asked for" in managers
    assert desk.member.mention not in managers
    assert own.response is not None
    tried = await desk.member.click(own.response, label="Try again here")
    assert "1 undelivered reminder is posted there in a moment" in text(tried)


async def test_many_closed_channels_are_turned_page_by_page(desk: Desk) -> None:
    refuse_direct_messages(desk, desk.editor)
    channels = [desk.guild.create_text_channel(f"desk-{number}") for number in range(6)]
    for channel in channels:
        await remind(desk, channel)
    for channel in channels:
        await close(desk, channel)
    await day(desk)
    first = await desk.editor.slash(desk.channel, "undelivered")
    assert_fits(first)
    assert "page 1 of 2" in text(first)
    await desk.restart()
    assert first.response is not None
    second = await desk.editor.click(first.response, label="Next")
    assert_fits(second)
    assert channels[-1].mention in text(second)
    assert channels[0].mention not in text(second)


async def _permit(desk: Desk, *, allowed: bool) -> None:
    """Let the bot write in the other channel, or not."""
    me = desk.guild.me
    assert me is not None
    deny = 0 if allowed else discord.Permissions(send_messages=True).value
    rule = Overwrite(me.id, OverwriteType.MEMBER, deny=deny)
    desk.env.backend.edit_channel(desk.elsewhere.id, {}, overwrites=[rule])
    await desk.env.settle()


def _custom_id(result: simcord.InteractionResult, word: str) -> str:
    assert result.response is not None
    found = [
        str(part["custom_id"])
        for part in _walk(result.response.components)
        if word in str(part.get("custom_id"))
    ]
    return found[0]


def _walk(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [each for part in components for each in (part, *_walk(part.get("components", [])))]
