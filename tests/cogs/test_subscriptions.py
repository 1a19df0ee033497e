"""/remind add with its further wishes, and /remind change."""

import discord
import pytest

from tests.cogs.reading import assert_fits, sentence, text
from tests.cogs.reminding import (
    FUNDING,
    HERE,
    closed_channel,
    forward_to_the_reminder,
    posted,
    private_channel,
    thread,
)
from tests.conftest import Desk


async def test_only_one_rung_in_this_thread_without_a_ping_is_one_command(desk: Desk) -> None:
    here = await thread(desk)
    on = await desk.editor.slash(here, "remind add", what="everything", days="7", silent=True)
    said = text(on)
    assert here.mention in said
    assert "7 days before" in said
    assert "without a sound" in said
    [wish] = await desk.services.subscriptions.list(desk.guild.id)
    assert (wish.channel_id, wish.ladder, wish.silent) == (here.id, (7,), True)


async def test_a_locked_thread_is_refused_with_what_it_would_take(desk: Desk) -> None:
    here = await thread(desk)
    known = desk.bot.get_channel(here.id)
    assert isinstance(known, discord.Thread)
    await known.edit(locked=True)
    await desk.env.settle()
    assert desk.guild.me is not None
    usual = discord.Permissions(
        view_channel=True, send_messages_in_threads=True, send_messages=True, embed_links=True
    )
    role = desk.guild.me.top_role.id
    desk.env.backend.edit_role(desk.guild.id, role, {"permissions": usual.value})
    await desk.env.settle()
    answer = await desk.editor.slash(desk.channel, "remind add", what="everything", channel=here)
    assert "Manage Threads" in sentence(answer)


@pytest.mark.parametrize(
    "days", ["2 weeks before, 1 week before, on the day", "14, 7 and 0 days before"]
)
async def test_days_may_be_written_out(desk: Desk, days: str) -> None:
    on = await desk.editor.slash(desk.channel, "remind add", what="everything", days=days)
    assert "14 and 7 days before, on the day" in text(on)


async def test_a_fallback_and_an_escalation_are_said(desk: Desk) -> None:
    lead = desk.guild.create_role("Lead", mentionable=True)
    on = await desk.editor.slash(
        desk.channel,
        "remind add",
        what="everything",
        fallback=desk.elsewhere,
        escalate_after=3,
        last_resort=lead,
    )
    assert_fits(on)
    for result in (on, await desk.editor.slash(desk.channel, "remind list")):
        assert f"if that fails, in {desk.elsewhere.mention}" in text(result)
        assert "escalates after 3 days without a *Seen*" in text(result)
        assert f"at last to {lead.mention}" in text(result)


async def test_the_usual_days_are_said_for_each_kind(desk: Desk) -> None:
    on = text(await desk.editor.slash(desk.channel, "remind add", what="everything"))
    assert "90, 30, 14, 7 and 1 days before, on the day" in on
    assert "expiries: 180, 90, 30, 14, 7 and 1 days before, on the day" in on


async def test_nothing_private_falls_back_on_what_everybody_reads(desk: Desk) -> None:
    secret = private_channel(desk, "secret")
    answer = await desk.editor.slash(
        desk.channel, "remind add", what="everything", channel=secret, fallback=desk.elsewhere
    )
    assert "Everybody can read" in sentence(answer)
    assert await desk.services.subscriptions.list(desk.guild.id) == ()
    other = private_channel(desk, "other")
    on = await desk.editor.slash(
        desk.channel, "remind add", what="everything", channel=secret, fallback=other
    )
    assert "Reminders are on" in text(on)


async def test_a_fallback_must_be_open_to_the_bot_and_another_place(desk: Desk) -> None:
    closed = await desk.editor.slash(
        desk.channel, "remind add", what="everything", fallback=closed_channel(desk)
    )
    assert "Send Messages" in sentence(closed)
    same = await desk.editor.slash(
        desk.channel, "remind add", what="everything", fallback=desk.channel
    )
    assert "same channel" in sentence(same)
    own = await desk.editor.slash(
        desk.channel,
        "remind add",
        what="everything",
        direct_message=True,
        fallback=desk.elsewhere,
    )
    assert "you alone" in sentence(own)


async def test_wishes_that_do_not_go_together_are_answered(desk: Desk) -> None:
    lead = desk.guild.create_role("Lead")
    alone = await desk.editor.slash(desk.channel, "remind add", what="everything", last_resort=lead)
    assert "after how many days" in sentence(alone)
    direct = await desk.editor.slash(
        desk.channel, "remind add", what="everything", direct_message=True, escalate_after=2
    )
    assert "nobody else" in sentence(direct)
    everyone = await desk.editor.slash(
        desk.channel,
        "remind add",
        what="everything",
        escalate_after=2,
        last_resort=desk.guild.default_role,
    )
    assert "everyone" in sentence(everyone)


async def test_a_last_resort_that_discord_will_not_notify_is_pointed_out(desk: Desk) -> None:
    lead = desk.guild.create_role("Lead")
    on = await desk.editor.slash(
        desk.channel, "remind add", what="everything", escalate_after=2, last_resort=lead
    )
    assert "is not notified" not in text(on)  # as long as the bot may mention everyone


async def test_a_change_shows_before_and_after_and_keeps_the_rest(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", silent=True)
    changed = await desk.editor.slash(desk.channel, "remind change", reminders=HERE, days="7, 1")
    assert_fits(changed)
    said = text(changed)
    assert "Reminders are changed" in said
    before, after = said.split("### Now")
    assert "90, 30, 14, 7 and 1 days before" in before
    assert "7 and 1 days before" in after
    assert "without a sound" in before
    assert "without a sound" in after
    assert "reminders are planned" in after


async def test_days_are_changed_for_one_kind_of_date(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    changed = text(
        await desk.editor.slash(
            desk.channel, "remind change", reminders=HERE, days="60, 3", kind="expiry"
        )
    )
    assert "expiries: 60 and 3 days before" in changed
    listed = text(await desk.editor.slash(desk.channel, "remind list"))
    assert "90, 30, 14, 7 and 1 days before" in listed
    assert "expiries: 60 and 3 days before" in listed
    usual = text(
        await desk.editor.slash(desk.channel, "remind change", reminders=HERE, days="usual")
    )
    assert "expiries: 180" in usual.split("### Now")[1]


async def test_a_mention_and_a_fallback_are_changed_and_taken_away(desk: Desk) -> None:
    team = desk.guild.create_role("Analysts", mentionable=True)
    await desk.editor.slash(desk.channel, "remind add", what="everything", mention=desk.member)
    changed = text(
        await desk.editor.slash(
            desk.channel,
            "remind change",
            reminders=HERE,
            mention=team,
            fallback=desk.elsewhere,
            silent=True,
        )
    )
    after = changed.split("### Now")[1]
    assert f"mentions {team.mention}" in after
    assert desk.member.mention not in after
    assert f"if that fails, in {desk.elsewhere.mention}" in after
    for extra, words in (("mention", "mentions"), ("fallback", "if that fails")):
        taken = text(
            await desk.editor.slash(desk.channel, "remind change", reminders=HERE, without=extra)
        )
        assert words in taken.split("### Now")[0]
        assert words not in taken.split("### Now")[1]


async def test_what_was_posted_is_not_posted_again_after_a_change(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 0")
    await forward_to_the_reminder(desk)
    await desk.editor.slash(
        desk.channel, "remind change", reminders=f"{FUNDING} in #deadlines", days="7, 6, 2, 0"
    )
    await desk.tick()
    assert len(posted(desk)) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"days": "soon"}, "not a number of days"),
        ({"kind": "expiry"}, "Say on which days"),
        ({"last_resort": "Lead"}, "after how many days"),
    ],
)
async def test_a_change_that_makes_no_sense_changes_nothing(
    desk: Desk, options: dict[str, object], said: str
) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    before = await desk.services.subscriptions.list(desk.guild.id)
    if "last_resort" in options:
        options = {"last_resort": desk.guild.create_role("Lead")}
    answer = await desk.editor.slash(desk.channel, "remind change", reminders=HERE, **options)
    assert said in sentence(answer)
    assert await desk.services.subscriptions.list(desk.guild.id) == before


async def test_a_change_of_nothing_says_so(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    answer = await desk.editor.slash(desk.channel, "remind change", reminders=HERE)
    assert "Nothing changed" in text(answer)
