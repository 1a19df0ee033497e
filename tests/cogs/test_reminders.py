"""/remind and the buttons under a reminder, as people use them."""

import discord
import pytest

from bot.domain.reminders import Post
from bot.errors import PostFailed
from tests.cogs.acting import said_in
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.cogs.reminding import (
    FUNDING,
    closed_channel,
    direct_reminder,
    forward_to_the_reminder,
    reminder,
    thread,
)
from tests.conftest import Desk


async def test_reminders_say_what_comes_first(desk: Desk) -> None:
    on = await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="5, 1, 0"
    )
    assert_fits(on)
    assert "Reminders are on" in text(on)
    assert desk.channel.mention in text(on)
    assert "5 and 1 days before, on the day" in text(on)
    assert "3 reminders are planned" in text(on)


async def test_the_usual_ladder_is_said_in_words(desk: Desk) -> None:
    on = await desk.editor.slash(desk.channel, "remind add", what="everything")
    assert "90, 30, 14, 7 and 1 days before, on the day" in text(on)


@pytest.mark.parametrize(
    ("what", "typed", "offered"),
    [
        ("agreement", "japan", "US-Japan Framework"),
        ("milestone", "financ", FUNDING),
        ("party", "jap", "Japan"),
        ("commodity", "rare", "rare earths"),
    ],
)
async def test_names_are_offered_for_what_was_chosen(
    desk: Desk, what: str, typed: str, offered: str
) -> None:
    found = await desk.editor.autocomplete(desk.channel, "remind add", "name", typed, what=what)
    assert offered in [each["name"] for each in found]


async def test_everything_offers_and_takes_no_name(desk: Desk) -> None:
    found = await desk.editor.autocomplete(
        desk.channel, "remind add", "name", "jap", what="everything"
    )
    assert found == []
    answer = await desk.editor.slash(
        desk.channel, "remind add", what="everything", name="US-Japan Framework"
    )
    assert "needs no name" in sentence(answer)


async def test_the_same_reminders_are_not_switched_on_twice(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    again = await desk.editor.slash(desk.channel, "remind add", what="everything")
    assert "already" in sentence(again)


@pytest.mark.parametrize("days", ["soon", "30, x", "99999"])
async def test_days_that_are_no_days_are_answered(desk: Desk, days: str) -> None:
    answer = await desk.editor.slash(desk.channel, "remind add", what="everything", days=days)
    assert "days" in sentence(answer)
    assert await desk.services.subscriptions.list(desk.guild.id) == ()


async def test_a_channel_closed_to_the_bot_is_refused_with_what_is_missing(desk: Desk) -> None:
    closed = closed_channel(desk)
    answer = await desk.editor.slash(desk.channel, "remind add", what="everything", channel=closed)
    assert "Send Messages" in sentence(answer)
    assert await desk.services.subscriptions.list(desk.guild.id) == ()


async def test_a_thread_can_be_reminded(desk: Desk) -> None:
    japan = await thread(desk)
    on = await desk.editor.slash(desk.channel, "remind add", what="everything", channel=japan)
    assert japan.mention in text(on)


async def test_everyone_is_never_mentioned(desk: Desk) -> None:
    answer = await desk.editor.slash(
        desk.channel, "remind add", what="everything", mention=desk.guild.default_role
    )
    assert "everyone" in sentence(answer)


async def test_a_role_that_discord_will_not_notify_is_pointed_out(desk: Desk) -> None:
    role = desk.guild.create_role("Analysts")
    me = desk.guild.me
    assert me is not None
    usual = discord.Permissions(view_channel=True, send_messages=True, embed_links=True)
    desk.env.backend.edit_role(desk.guild.id, me.top_role.id, {"permissions": usual.value})
    await desk.env.settle()
    on = await desk.editor.slash(desk.channel, "remind add", what="everything", mention=role)
    assert "is not notified" in text(on)


async def test_a_reminder_comes_with_words_dates_source_and_buttons(desk: Desk) -> None:
    post = await reminder(desk)
    said = said_in(post)
    assert "US-Japan Framework · 6 days before" in said
    assert "Measures to finance selected projects" in said
    assert "27 or 28 Apr 2026" in said
    assert "Tokyo" in said
    assert "intended by United States, Japan" in said
    assert "Source:" in said
    assert {"Done", "Snooze", "Show"} <= {each.label for each in _buttons(post)}


async def test_a_reminder_notifies_the_role_it_names_and_nobody_else(desk: Desk) -> None:
    role = desk.guild.create_role("Analysts", mentionable=True)
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", mention=role
    )
    await forward_to_the_reminder(desk)
    post = desk.channel.last_message
    assert post is not None
    assert said_in(post).startswith(role.mention)
    assert [each.id for each in post.role_mentions] == [role.id]
    assert post.mentions == []


async def test_done_asks_for_evidence_and_records_it_also_after_a_restart(desk: Desk) -> None:
    post = await reminder(desk)
    await desk.restart()
    form = await desk.editor.click(post, label="Done")
    assert form.modal is not None
    done = await desk.editor.submit_modal(
        form, {"evidence": "Joint statement", "link": "https://example.org/statement"}
    )
    assert "Recorded as done" in text(done)
    assert "Joint statement" in text(done)
    assert labels(done) == ["Reopen", "Why?"]
    again = await desk.editor.click(post, label="Done")
    assert "already" in sentence(again)


async def test_done_on_a_typed_day_is_shown_first(desk: Desk) -> None:
    post = await reminder(desk)
    form = await desk.editor.click(post, label="Done")
    shown = await desk.editor.submit_modal(form, {"evidence": "A letter", "on": "20 April 2026"})
    assert shown.ephemeral
    assert "Mon 20 Apr 2026" in text(shown)
    assert shown.response is not None
    assert "Saved" in text(await desk.editor.click(shown.response, label="Save"))


async def test_a_wrong_day_in_the_form_is_answered(desk: Desk) -> None:
    form = await desk.editor.click(await reminder(desk), label="Done")
    answer = await desk.editor.submit_modal(form, {"evidence": "A letter", "on": "31 February"})
    assert "February" in sentence(answer)


async def test_a_plain_member_cannot_record_it_as_done_but_may_look(desk: Desk) -> None:
    post = await reminder(desk)
    for word in ("Done", "Snooze"):
        assert "may manage this server" in sentence(await desk.member.click(post, label=word))
    shown = await desk.member.click(post, label="Show")
    assert shown.ephemeral
    assert "Tue 28 Apr 2026" in text(shown)


async def test_a_direct_message_has_working_buttons(desk: Desk) -> None:
    post = await direct_reminder(desk)
    await desk.restart()
    shown = await desk.editor.user.click(post, label="Show")
    assert "Tue 28 Apr 2026" in text(shown)
    form = await desk.editor.user.click(post, label="Done")
    done = await desk.editor.user.submit_modal(form, {"evidence": "A letter"})
    assert "Recorded as done" in text(done)


async def test_whoever_left_the_server_changes_and_sees_nothing(desk: Desk) -> None:
    post = await direct_reminder(desk)
    desk.guild.remove_member(desk.editor)
    for word in ("Done", "Snooze", "Show"):
        answer = await desk.editor.user.click(post, label=word)
        assert "not a member" in answer.response.content


async def test_a_direct_message_does_not_let_a_plain_member_change_the_record(desk: Desk) -> None:
    post = await direct_reminder(desk)
    backend = desk.env.backend
    for role_id in list(backend.get_guild(desk.guild.id).members[desk.editor.id].role_ids):
        backend.remove_member_role(desk.guild.id, desk.editor.id, role_id)
    answer = await desk.editor.user.click(post, label="Done")
    assert "not change it" in answer.response.content


async def test_a_direct_message_from_a_server_that_is_gone_says_so(desk: Desk) -> None:
    post = await direct_reminder(desk)
    desk.env.backend.remove_guild(desk.guild.id)
    await desk.env.settle()
    answer = await desk.editor.user.click(post, label="Show")
    assert "cannot see from here" in answer.response.content


async def test_the_list_holds_the_channels_and_ones_own(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", silent=True)
    await desk.editor.slash(
        desk.channel, "remind add", what="party", name="Japan", direct_message=True
    )
    own = text(await desk.editor.slash(desk.channel, "remind list"))
    assert "everything" in own
    assert "without a sound" in own
    assert "Japan" in own
    others = text(await desk.member.slash(desk.channel, "remind list"))
    assert "everything" in others
    assert "Japan" not in others


async def test_a_place_that_nothing_reaches_is_shown_with_the_reason(desk: Desk) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, channel=desk.elsewhere, days="6"
    )
    desk.env.backend.delete_channel(desk.elsewhere.id)
    await desk.env.settle()
    await forward_to_the_reminder(desk)
    listed = await desk.editor.slash(desk.channel, "remind list")
    assert_fits(listed)
    assert "Nothing arrives there at present: The channel no longer exists" in text(listed)


async def test_what_could_not_be_delivered_is_shown_with_its_reason(desk: Desk) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, direct_message=True, days="6"
    )

    async def refuse(_post: Post) -> int:
        raise PostFailed("Your direct messages are closed.", permanent=True)

    desk.clock.forward(hours=24)
    await desk.services.reminders.deliver(refuse, desk.clock)
    listed = text(await desk.editor.slash(desk.channel, "remind list"))
    assert "1 post could not be delivered: Your direct messages are closed." in listed


async def test_an_empty_list_says_what_to_do(desk: Desk) -> None:
    assert "/remind add" in text(await desk.member.slash(desk.channel, "remind list"))


async def test_reminders_are_removed_by_name(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    found = await desk.editor.autocomplete(desk.channel, "remind remove", "reminders", "every")
    assert [each["name"] for each in found] == ["everything in #deadlines"]
    off = await desk.editor.slash(
        desk.channel, "remind remove", reminders="everything in #deadlines"
    )
    assert "Reminders are off" in text(off)
    assert await desk.services.subscriptions.list(desk.guild.id) == ()


async def test_somebody_else_s_direct_messages_are_in_nobody_s_way(desk: Desk) -> None:
    await desk.member.slash(desk.channel, "remind add", what="everything", direct_message=True)
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    for command in ("remove", "test", "preview"):
        found = await desk.editor.autocomplete(desk.channel, f"remind {command}", "reminders", "")
        assert [each["name"] for each in found] == ["everything in #deadlines"]
    there = "everything in #deadlines"
    await desk.editor.slash(desk.channel, "remind test", reminders=there)
    coming = await desk.editor.slash(desk.channel, "remind preview", reminders=there)
    assert "Coming reminders" in text(coming)
    off = await desk.editor.slash(desk.channel, "remind remove", reminders=there)
    assert "Reminders are off" in text(off)
    left = await desk.services.subscriptions.list(desk.guild.id)
    assert [each.user_id for each in left] == [desk.member.id]


async def test_reminders_of_a_deleted_channel_can_still_be_removed(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", channel=desk.elsewhere)
    desk.env.backend.delete_channel(desk.elsewhere.id)
    await desk.env.settle()
    found = await desk.editor.autocomplete(desk.channel, "remind remove", "reminders", "")
    assert len(found) == 1
    off = await desk.editor.slash(desk.channel, "remind remove", reminders=found[0]["value"])
    assert "Reminders are off" in text(off)


async def test_ones_own_messages_are_switched_on_and_off_without_any_right(desk: Desk) -> None:
    on = await desk.member.slash(desk.channel, "remind add", what="everything", direct_message=True)
    assert on.ephemeral
    off = await desk.member.slash(
        desk.channel, "remind remove", reminders="everything in your direct messages"
    )
    assert "Reminders are off" in text(off)


async def test_a_plain_member_switches_no_reminders_on_or_off(desk: Desk) -> None:
    added = await desk.member.slash(desk.channel, "remind add", what="everything")
    assert "may manage this server" in sentence(added)
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    for command in ("remove", "test"):
        answer = await desk.member.slash(
            desk.channel, f"remind {command}", reminders="everything in #deadlines"
        )
        assert "may manage this server" in sentence(answer)


async def test_a_test_is_posted_marked_as_one_and_changes_nothing(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", channel=desk.elsewhere)
    answer = await desk.editor.slash(
        desk.channel, "remind test", reminders="everything in #elsewhere"
    )
    post = desk.elsewhere.last_message
    assert post is not None
    assert "A test" in said_in(post)
    assert {each.label for each in _buttons(post) if not each.disabled} == {"Show", "Why?"}
    assert answer.ephemeral


async def test_a_test_in_a_deleted_channel_says_so(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", channel=desk.elsewhere)
    desk.env.backend.delete_channel(desk.elsewhere.id)
    await desk.env.settle()
    found = await desk.editor.autocomplete(desk.channel, "remind test", "reminders", "")
    answer = await desk.editor.slash(desk.channel, "remind test", reminders=found[0]["value"])
    assert answer.response is not None
    assert "no longer exists" in answer.response.content


def _buttons(message: discord.Message) -> list[discord.Button]:
    return [
        each
        for component in message.components
        if isinstance(component, discord.components.Container)
        for row in component.children
        if isinstance(row, discord.ActionRow)
        for each in row.children
        if isinstance(each, discord.Button)
    ]
