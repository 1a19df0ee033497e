"""/remind pause, resume, skip and unskip, as people use them."""

import pytest

from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.cogs.reminding import FUNDING, HERE, forward_to_the_reminder, posted
from tests.conftest import Desk

FUNDING_HERE = f"{FUNDING} in #deadlines"


async def remind_of_funding(desk: Desk, days: str = "6, 1, 0", **options: object) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days=days, **options
    )


async def test_a_pause_says_until_when_and_how_much_it_holds_back(desk: Desk) -> None:
    await remind_of_funding(desk)
    paused = await desk.editor.slash(
        desk.channel, "remind pause", reminders=FUNDING_HERE, until="25 April"
    )
    assert_fits(paused)
    assert "Reminders are paused" in text(paused)
    assert "1 post is held back until <t:1777122000:f>" in text(paused)
    assert "Nothing is lost" in text(paused)
    await forward_to_the_reminder(desk)
    assert posted(desk) == []
    listed = text(await desk.editor.slash(desk.channel, "remind list"))
    assert "⏸ paused until <t:1777122000:f>" in listed


async def test_what_was_held_back_comes_in_one_post_when_the_pause_ends(desk: Desk) -> None:
    await remind_of_funding(desk, "6, 5, 4")
    await desk.editor.slash(
        desk.channel, "remind pause", reminders=FUNDING_HERE, until="for 4 days"
    )
    for _ in range(4):
        desk.clock.forward(hours=24)
        await desk.tick()
    [post] = posted(desk)
    assert "4 days before" in post
    assert "6 and 5 days before" in post


async def test_a_pause_without_an_end_lasts_until_it_is_resumed(desk: Desk) -> None:
    await remind_of_funding(desk)
    paused = await desk.editor.slash(desk.channel, "remind pause", reminders=FUNDING_HERE)
    assert "3 posts of the next 90 days wait until somebody gives `/remind resume`" in text(paused)
    assert "paused until somebody resumes" in text(
        await desk.editor.slash(desk.channel, "remind list")
    )
    await forward_to_the_reminder(desk)
    resumed = await desk.editor.slash(desk.channel, "remind resume", reminders=FUNDING_HERE)
    assert "1 post was held back" in text(resumed)
    assert "paused" not in text(await desk.editor.slash(desk.channel, "remind list"))
    await desk.tick()
    assert "6 days before" in posted(desk)[-1]


async def test_a_server_s_managers_pause_all_of_it(desk: Desk) -> None:
    await remind_of_funding(desk)
    paused = await desk.editor.slash(desk.channel, "remind pause", until="1 May 2026")
    assert "All reminders of this server are paused" in text(paused)
    await forward_to_the_reminder(desk)
    assert posted(desk) == []
    listed = await desk.editor.slash(desk.channel, "remind list")
    assert_fits(listed)
    assert "All of this server's reminders:** ⏸ paused until" in text(listed)
    one = await desk.editor.slash(desk.channel, "remind resume", reminders=FUNDING_HERE)
    assert "Nothing is paused there" in sentence(one)
    resumed = await desk.editor.slash(desk.channel, "remind resume")
    assert "1 post was held back" in text(resumed)


async def test_the_team_may_pause_its_own_reminders_but_not_the_server(desk: Desk) -> None:
    team = desk.guild.create_role("Minerals team")
    await desk.editor.slash(desk.channel, "settings", role=team)
    desk.env.backend.add_member_role(desk.guild.id, desk.member.id, team.id)
    await remind_of_funding(desk)
    for command in ("pause", "resume"):
        answer = await desk.member.slash(desk.channel, f"remind {command}")
        assert "Only members who may manage this server" in sentence(answer)
    paused = await desk.member.slash(desk.channel, "remind pause", reminders=FUNDING_HERE)
    assert "Reminders are paused" in text(paused)


@pytest.mark.parametrize("until", ["1 April 2026", "someday", "1 May 2030"])
async def test_an_end_that_is_none_is_answered(desk: Desk, until: str) -> None:
    await remind_of_funding(desk)
    answer = await desk.editor.slash(
        desk.channel, "remind pause", reminders=FUNDING_HERE, until=until
    )
    assert sentence(answer)
    assert "⏸" not in text(await desk.editor.slash(desk.channel, "remind list"))


async def test_ones_own_messages_are_paused_without_any_right(desk: Desk) -> None:
    await desk.member.slash(desk.channel, "remind add", what="everything", direct_message=True)
    own = "everything in your direct messages"
    paused = await desk.member.slash(desk.channel, "remind pause", reminders=own)
    assert paused.ephemeral
    assert "Reminders are paused" in text(paused)


@pytest.mark.parametrize("command", ["pause", "resume", "change", "skip", "unskip"])
async def test_a_plain_member_changes_nothing_of_the_channel_s(desk: Desk, command: str) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    options = {"milestone": FUNDING} if "skip" in command else {}
    answer = await desk.member.slash(desk.channel, f"remind {command}", reminders=HERE, **options)
    assert "may manage this server" in sentence(answer)


async def test_a_skipped_milestone_is_not_reminded_of_here(desk: Desk) -> None:
    await remind_of_funding(desk)
    skipped = await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    assert_fits(skipped)
    assert "3 reminders of 27 or 28 Apr 2026 will not be posted" in text(skipped)
    assert "Should the date move" in text(skipped)
    await forward_to_the_reminder(desk)
    assert posted(desk) == []
    again = await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    assert "skipped already" in sentence(again)


async def test_no_later_change_brings_a_skipped_one_back(desk: Desk) -> None:
    await remind_of_funding(desk)
    await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    await desk.editor.slash(desk.channel, "settings", hour=11)
    await desk.editor.slash(
        desk.channel, "remind change", reminders=FUNDING_HERE, days="5, 4, 3, 0"
    )
    assert await desk.services.reminders.preview(desk.guild.id, now=desk.clock()) == ()


async def test_a_skip_is_undone_by_its_button_also_after_a_restart(desk: Desk) -> None:
    await remind_of_funding(desk)
    skipped = await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    assert labels(skipped) == ["Undo"]
    await desk.restart()
    assert skipped.response is not None
    refused = await desk.member.click(skipped.response, label="Undo")
    assert "may manage this server" in sentence(refused)
    undone = await desk.editor.click(skipped.response, label="Undo")
    assert "3 reminders of 27 or 28 Apr 2026 are planned again" in text(undone)
    await forward_to_the_reminder(desk)
    assert "6 days before" in posted(desk)[-1]


async def test_a_skip_that_is_undone_late_leaves_out_what_has_passed(desk: Desk) -> None:
    await remind_of_funding(desk)
    await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    await forward_to_the_reminder(desk)
    undone = await desk.editor.slash(desk.channel, "remind unskip", milestone=FUNDING)
    assert "2 reminders" in text(undone)
    await desk.tick()
    assert posted(desk) == []
    again = await desk.editor.slash(desk.channel, "remind unskip", milestone=FUNDING)
    assert "not skipped here" in sentence(again)


async def test_only_this_channel_s_reminders_are_skipped(desk: Desk) -> None:
    await remind_of_funding(desk)
    await remind_of_funding(desk, channel=desk.elsewhere)
    await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    coming = await desk.services.reminders.preview(desk.guild.id, now=desk.clock())
    assert {each.subscription.channel_id for each in coming} == {desk.elsewhere.id}
    await desk.editor.slash(
        desk.channel, "remind skip", milestone=FUNDING, reminders=f"{FUNDING} in #elsewhere"
    )
    assert await desk.services.reminders.preview(desk.guild.id, now=desk.clock()) == ()


async def test_what_is_not_planned_here_cannot_be_skipped(desk: Desk) -> None:
    answer = await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    assert "Nothing is planned here" in sentence(answer)
