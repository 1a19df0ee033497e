"""The Seen button under a reminder: who has read it, who has not, and what the post then says."""

from datetime import timedelta
from typing import Any

import discord
import simcord

from tests.cogs.acting import parts, said_in
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def test_seen_is_noted_and_answered_to_the_presser_alone(desk: Desk) -> None:
    post = await _reminder(desk)
    await desk.restart()
    noted = await desk.member.click(post, label="Seen")
    answer = _private(noted)
    assert "Noted." in answer
    assert f"Seen by {desk.member.mention}." in answer


async def test_any_reader_may_press_and_the_others_are_named(desk: Desk) -> None:
    deputy = desk.guild.add_member(desk.env.create_user("tanaka"))
    await desk.editor.slash(
        desk.channel, "milestone assign", milestone=FUNDING, owner=desk.editor, deputy=deputy
    )
    post = await _reminder(desk, mention=desk.member)
    answer = _private(await desk.member.click(post, label="Seen"))
    assert f"Seen by {desk.member.mention}; not yet: " in answer
    assert f"not yet: {desk.editor.mention}, {deputy.mention}." in answer


async def test_members_of_a_role_who_have_not_pressed_cannot_be_listed(desk: Desk) -> None:
    role = desk.guild.create_role("Analysts", mentionable=True)
    answer = _private(await desk.member.click(await _reminder(desk, mention=role), label="Seen"))
    assert f"Members of {role.mention} who have not pressed cannot be listed." in answer


async def test_the_post_counts_who_has_seen_it_and_changes_in_nothing_else(desk: Desk) -> None:
    role = desk.guild.create_role("Analysts", mentionable=True)
    post = await _reminder(desk, mention=role)
    before = list(parts(post))
    await desk.member.click(post, label="Seen")
    await desk.editor.click(await _fresh(desk), label="Seen by 1")
    after = await _fresh(desk)
    assert [each.get("label") for each in parts(after) if each.get("label")] == [
        "Done",
        "Seen by 2",
        "Snooze",
        "Show",
        "Why?",
    ]
    assert [_unlabelled(each) for each in parts(after)] == [_unlabelled(each) for each in before]
    assert [each.id for each in after.role_mentions] == [role.id]
    edit = next(each for each in desk.env.http_requests[::-1] if each.path.endswith("/callback"))
    assert edit.json is not None
    assert edit.json["data"]["allowed_mentions"]["roles"] == [role.id]


async def test_a_post_of_which_the_count_changed_is_still_found_again(desk: Desk) -> None:
    """Its mark is the id of its first part, by which an interrupted delivery looks for it."""
    post = await _reminder(desk)
    marks = [each["id"] for each in parts(post)]
    assert marks[0] == max(marks)
    await desk.member.click(post, label="Seen")
    assert [each["id"] for each in parts(await _fresh(desk))] == marks


async def test_the_buttons_still_work_once_the_count_has_changed(desk: Desk) -> None:
    await desk.member.click(await _reminder(desk), label="Seen")
    post = await _fresh(desk)
    assert "Tue 28 Apr 2026" in text(await desk.member.click(post, label="Show"))
    await desk.restart()
    assert "Tue 28 Apr 2026" in text(await desk.member.click(post, label="Show"))


async def test_pressing_twice_changes_nothing_and_offers_to_take_it_back(desk: Desk) -> None:
    post = await _reminder(desk)
    await desk.member.click(post, label="Seen")
    desk.clock.forward(hours=1)
    again = await desk.member.click(await _fresh(desk), label="Seen by 1")
    assert again.ephemeral
    assert "Noted already" in text(again)
    assert labels(again) == ["Take it back"]
    assert _label(await _fresh(desk)) == "Seen by 1"


async def test_what_is_taken_back_is_no_longer_counted_under_the_post(desk: Desk) -> None:
    post = await _reminder(desk)
    noted = await desk.member.click(post, label="Seen")
    taken = await desk.member.click(_answer(noted), label="Take it back")
    assert "Taken back" in _private(taken)
    assert _label(await _fresh(desk)) == "Seen"
    assert "Nobody has said that they have seen it." in _private(taken)


async def test_a_deleted_post_does_not_keep_anyone_from_taking_it_back(desk: Desk) -> None:
    post = await _reminder(desk)
    noted = await desk.member.click(post, label="Seen")
    await (await _fresh(desk)).delete()
    taken = await desk.member.click(_answer(noted), label="Take it back")
    assert "Taken back" in _private(taken)


async def test_a_date_that_moved_has_to_be_seen_again(desk: Desk) -> None:
    post = await _reminder(desk)
    await desk.member.click(post, label="Seen")
    await desk.services.milestones.move(
        desk.guild.id,
        by=None,
        now=desk.clock(),
        reference=FUNDING,
        to="12 May 2026",
        reason="agreed",
    )
    late = await desk.editor.click(post, label="Seen by 1")
    assert "spoke of another date" in text(late)
    assert "12 May 2026" in text(late)
    assert f"Seen by {desk.member.mention} before the date moved" in text(late)
    assert not await _seen_now(desk)
    noted = await desk.editor.click(_answer(late), label="Seen")
    assert "Noted." in _private(noted)
    assert await _seen_now(desk) == [desk.editor.id]


async def test_the_page_says_who_has_seen_the_date_and_when(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.editor)
    post = await _reminder(desk)
    unseen = text(await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING))
    assert f"Not yet: {desk.editor.mention}" in unseen
    await desk.member.click(post, label="Seen")
    page = await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING)
    assert_fits(page)
    at = int(desk.clock().timestamp())
    assert f"{desk.member.mention} · <t:{at}:f>" in text(page)
    assert f"Not yet: {desk.editor.mention}" in text(page)


async def test_a_page_of_what_was_never_posted_says_nothing_of_who_has_seen_it(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.editor)
    page = text(await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING))
    assert "Not yet" not in page


async def test_somebody_s_direct_messages_are_shown_to_nobody_else(desk: Desk) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", direct_message=True
    )
    post = await _reminder(desk)
    assert desk.editor.mention not in _private(await desk.member.click(post, label="Seen"))
    page = await desk.editor.slash(desk.channel, "milestone show", milestone=FUNDING)
    assert f"Not yet: {desk.editor.mention}" not in text(page)
    own = await desk.editor.slash(desk.channel, "milestone show", milestone=FUNDING, private=True)
    assert f"Not yet: {desk.editor.mention}" in text(own)


async def test_a_direct_message_can_be_seen_and_taken_back_next_month(desk: Desk) -> None:
    await desk.member.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", direct_message=True
    )
    desk.clock.forward(hours=24)
    await desk.tick()
    user = desk.member.user
    desk.clock.at += timedelta(days=2)
    await desk.restart()
    noted = await user.click(user.dm_channel.history()[-1], label="Seen")
    assert f"Seen by {desk.member.mention}." in _private(noted)
    assert _label(user.dm_channel.history()[-1]) == "Seen by 1"
    assert "Taken back" in _private(await user.click(_answer(noted), label="Take it back"))
    assert _label(user.dm_channel.history()[-1]) == "Seen"


async def test_whoever_left_the_server_notes_nothing(desk: Desk) -> None:
    await desk.member.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", direct_message=True
    )
    desk.clock.forward(hours=24)
    await desk.tick()
    desk.guild.remove_member(desk.member)
    user = desk.member.user
    answer = await user.click(user.dm_channel.history()[-1], label="Seen")
    assert answer.response is not None
    assert "not a member" in answer.response.content
    assert not await _seen_now(desk)


async def test_what_is_done_need_not_be_seen(desk: Desk) -> None:
    post = await _reminder(desk)
    await desk.services.milestones.done(
        desk.guild.id, by=None, now=desk.clock(), reference=FUNDING, evidence="A letter"
    )
    assert "recorded as" in sentence(await desk.member.click(post, label="Seen"))


async def test_a_post_that_discord_lets_nobody_edit_is_answered_all_the_same(desk: Desk) -> None:
    """Only so many messages that are older than an hour may be edited."""
    post = await _reminder(desk)
    desk.env.inject_error(
        "POST", "*/callback", status=400, code=30046, message="Maximum number of edits"
    )
    noted = await desk.member.click(post, label="Seen")
    assert "Noted." in text(noted)
    assert noted.ephemeral
    assert _label(await _fresh(desk)) == "Seen"
    assert await _seen_now(desk) == [desk.member.id]


async def _reminder(desk: Desk, **options: Any) -> discord.Message:
    """A post of six days before the earlier reading, in the desk's channel."""
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 0", **options
    )
    desk.clock.forward(hours=24)
    await desk.tick()
    return await _fresh(desk)


async def _fresh(desk: Desk) -> discord.Message:
    """The last post as it stands now."""
    post = desk.channel.last_message
    assert post is not None
    return post


async def _seen_now(desk: Desk) -> list[int]:
    page = await desk.services.milestones.show(desk.guild.id, FUNDING)
    return [each.user_id for each in page.seen.by]


def _answer(result: simcord.InteractionResult) -> Any:
    """The private answer, which stands beside the renewed post or in place of the one before."""
    return result.followups[-1] if result.followups else result.response


def _private(result: simcord.InteractionResult) -> str:
    answer = _answer(result)
    assert answer.ephemeral
    message: discord.Message = answer.message
    return said_in(message)


def _label(post: discord.Message) -> str:
    """What the first button that notes who has seen it says."""
    return next(str(each["label"]) for each in parts(post) if ":seen:" in each.get("custom_id", ""))


def _unlabelled(part: dict[str, Any]) -> dict[str, Any]:
    """One part of a message without what may change, and without what lies within it."""
    return {name: value for name, value in part.items() if name not in {"label", "components"}}
