"""/setup and /settings, as a server's manager uses them."""

import re
from typing import Any

import discord
import pytest

from tests.cogs.reading import assert_fits, labels, options, sentence, text
from tests.conftest import Desk

SUMMIT_ZONE = "Asia/Tokyo"


async def test_the_walk_ends_with_all_that_was_set(desk: Desk) -> None:
    team = desk.guild.create_role("Minerals team")
    walk = await desk.editor.slash(desk.channel, "setup")
    assert walk.ephemeral
    assert_fits(walk)
    assert "Step 1 of 6" in text(walk)
    assert walk.response is not None
    message = walk.response
    walk = await desk.editor.select(message, [desk.elsewhere])
    assert "Step 2 of 6" in text(walk)
    walk = await desk.editor.select(message, [SUMMIT_ZONE])
    assert "Step 3 of 6" in text(walk)
    walk = await desk.editor.select(message, ["8"])
    assert "Step 4 of 6" in text(walk)
    walk = await desk.editor.select(message, [team])
    assert "Step 5 of 6" in text(walk)
    walk = await desk.editor.click(message, label="Load what is new")
    assert "Step 6 of 6" in text(walk)
    walk = await desk.editor.click(message, label="Yes, remind us")
    end = text(walk)
    assert_fits(walk)
    assert "Milepost is set up" in end
    assert desk.elsewhere.mention in end
    assert SUMMIT_ZONE in end
    assert "08:00" in end
    assert team.mention in end
    assert "Reminders of everything: on" in end
    assert "`/due`" in end
    guild = await desk.services.guilds.get(desk.guild.id)
    assert (guild.channel_id, guild.zone, guild.hour, guild.role_id) == (
        desk.elsewhere.id,
        SUMMIT_ZONE,
        8,
        team.id,
    )
    assert guild.set_up_at is not None
    wishes = await desk.services.subscriptions.list(desk.guild.id)
    assert [(each.scope, each.channel_id) for each in wishes] == [("everything", desk.elsewhere.id)]


async def test_every_step_can_be_skipped_and_gone_back_to(desk: Desk) -> None:
    walk = await desk.editor.slash(desk.channel, "setup")
    assert walk.response is not None
    message = walk.response
    await desk.editor.click(message, label="Skip")
    back = await desk.editor.click(message, label="Back")
    assert "Step 1 of 6" in text(back)
    for label in ("Skip", "Next", "Next", "Next", "Next"):
        walk = await desk.editor.click(message, label=label)
    assert "nothing is posted yet" in text(walk)
    walk = await desk.editor.click(message, label="Finish")
    assert "Reminders of everything: off" in text(walk)
    assert await desk.services.subscriptions.list(desk.guild.id) == ()


async def test_the_walk_goes_on_after_a_restart(desk: Desk) -> None:
    walk = await desk.editor.slash(desk.channel, "setup")
    await desk.restart()
    assert walk.response is not None
    walk = await desk.editor.click(walk.response, label="Use this channel")
    assert "Step 2 of 6" in text(walk)
    guild = await desk.services.guilds.get(desk.guild.id)
    assert guild.channel_id == desk.channel.id


async def test_walking_twice_leaves_one_set_of_reminders(desk: Desk) -> None:
    for _ in range(2):
        walk = await desk.editor.slash(desk.channel, "setup")
        assert walk.response is not None
        message = walk.response
        for label in ("Use this channel", "Next", "Next", "Next", "Next"):
            walk = await desk.editor.click(message, label=label)
        if "Yes, remind us" in labels(walk):
            walk = await desk.editor.click(message, label="Yes, remind us")
        else:
            assert "reminded of everything already" in text(walk)
    assert len(await desk.services.subscriptions.list(desk.guild.id)) == 1


async def test_a_closed_channel_is_refused_and_the_walk_stays_where_it_is(desk: Desk) -> None:
    me = desk.guild.me
    assert me is not None
    shut = discord.PermissionOverwrite(send_messages=False, embed_links=False)
    closed = desk.guild.create_text_channel("closed", overwrites={me: shut})
    walk = await desk.editor.slash(desk.channel, "setup")
    assert walk.response is not None
    answer = await desk.editor.select(walk.response, [closed])
    assert "Send Messages, Embed Links" in sentence(answer)
    guild = await desk.services.guilds.get(desk.guild.id)
    assert guild.channel_id is None


async def test_a_channel_deleted_meanwhile_is_refused(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "settings", channel=desk.elsewhere)
    walk = await desk.editor.slash(desk.channel, "setup")
    assert walk.response is not None
    message = walk.response
    for label in ("Next", "Next", "Next", "Next", "Next"):
        await desk.editor.click(message, label=label)
    desk.env.backend.delete_channel(desk.elsewhere.id)
    await desk.env.settle()
    answer = await desk.editor.click(message, label="Yes, remind us")
    assert "no longer exists" in sentence(answer)


async def test_hours_and_zones_are_offered_as_they_are_read(desk: Desk) -> None:
    walk = await desk.editor.slash(desk.channel, "setup", zone=SUMMIT_ZONE)
    assert walk.response is not None
    walk = await desk.editor.click(walk.response, label="Skip")
    chosen = [each["label"] for each in options(walk) if each.get("default")]
    assert chosen == ["Tokyo · 22:00 (Asia/Tokyo)"]
    assert walk.response is not None
    walk = await desk.editor.click(walk.response, label="Next")
    assert [each["label"] for each in options(walk)][:2] == ["00:00", "01:00"]
    assert len(options(walk)) == 24


async def test_any_zone_can_be_typed_and_a_wrong_one_is_answered(desk: Desk) -> None:
    walk = await desk.editor.slash(desk.channel, "setup")
    assert walk.response is not None
    message = walk.response
    await desk.editor.click(message, label="Skip")
    form = await desk.editor.click(message, label="Another zone")
    wrong = await desk.editor.submit_modal(form, {"zone": "Atlantis/Capital"})
    assert "atlantis/capital" in sentence(wrong).lower()
    form = await desk.editor.click(message, label="Another zone")
    walk = await desk.editor.submit_modal(form, {"zone": "Asia/Tashkent"})
    assert "Step 3 of 6" in text(walk)
    assert "Asia/Tashkent" in text(walk)


@pytest.mark.parametrize("command", ["setup", "settings"])
async def test_only_a_servers_managers_set_it_up(desk: Desk, command: str) -> None:
    assert command not in desk.member.available_commands(desk.channel)
    shown = {each.name: each for each in await desk.bot.tree.fetch_commands()}
    desk.guild.set_command_permissions(shown[command], {desk.member: True})
    answer = await desk.member.slash(desk.channel, command)
    assert "may manage this server" in sentence(answer)


async def test_settings_show_and_change_each(desk: Desk) -> None:
    shown = text(await desk.editor.slash(desk.channel, "settings"))
    assert "America/New_York" in shown
    assert "09:00" in shown
    changed = await desk.editor.slash(
        desk.channel, "settings", channel=desk.elsewhere, zone=SUMMIT_ZONE, hour=7
    )
    assert_fits(changed)
    assert "Settings saved" in text(changed)
    assert desk.elsewhere.mention in text(changed)
    assert SUMMIT_ZONE in text(changed)
    assert "07:00" in text(changed)


async def test_an_unknown_zone_changes_nothing(desk: Desk) -> None:
    answer = await desk.editor.slash(desk.channel, "settings", zone="Mars/Olympus", hour=7)
    assert "mars/olympus" in sentence(answer).lower()
    assert (await desk.services.guilds.get(desk.guild.id)).hour == 9


async def test_everyone_is_no_team(desk: Desk) -> None:
    answer = await desk.editor.slash(desk.channel, "settings", role=desk.guild.default_role)
    assert "everyone" in sentence(answer)


async def test_an_empty_record_is_offered_the_catalogue(desk: Desk) -> None:
    other = desk.env.create_guild("Second desk")
    room = other.create_text_channel("room")
    manager = other.add_member(
        desk.env.create_user("kim"),
        roles=[other.create_role("Boss", permissions=discord.Permissions(manage_guild=True))],
    )
    walk = await manager.slash(room, "setup")
    assert walk.response is not None
    message = walk.response
    for label in ("Use this channel", "Next", "Next", "Next"):
        walk = await manager.click(message, label=label)
    assert {"Load it", "Not now"} <= set(labels(walk))
    walk = await manager.click(message, label="Load it")
    assert re.search(r"catalogue: \d+ added, 0 updated", text(walk))
    assert "kept" not in text(walk)
    found = await desk.services.agreements.names(other.id, "japan")
    assert "US-Japan Framework" in found


async def test_a_team_role_that_is_gone_is_not_named_to_anybody(desk: Desk) -> None:
    team = desk.guild.create_role("Minerals team")
    await desk.editor.slash(desk.channel, "settings", role=team)
    desk.env.backend.delete_role(desk.guild.id, team.id)
    await desk.env.settle()
    answer = await desk.member.slash(desk.channel, "agreement archive", name="US-Japan Framework")
    assert team.mention not in sentence(answer)
    assert "/settings" in sentence(answer)


async def test_what_a_load_leaves_as_people_have_it_is_said(desk: Desk) -> None:
    who: dict[str, Any] = {"by": desk.editor.id, "now": desk.clock()}
    other = desk.env.create_guild("Second desk")
    room = other.create_text_channel("room")
    boss = other.create_role("Boss", permissions=discord.Permissions(manage_guild=True))
    manager = other.add_member(desk.env.create_user("kim"), roles=[boss])
    await desk.services.agreements.add(other.id, title="US-Japan Framework", **who)
    walk = await manager.slash(room, "setup")
    assert walk.response is not None
    message = walk.response
    for label in ("Use this channel", "Next", "Next", "Next", "Load it"):
        walk = await manager.click(message, label=label)
    assert_fits(walk)
    assert "1 kept as you have it: US-Japan Framework" in text(walk)
    assert "Step 6 of 6" in text(walk)
