"""/digest: where things stand, on a schedule, as people see it."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest

from cogs import digest_pictures
from tests.cogs.acting import button, parts, said_in
from tests.cogs.reading import MOST_COMPONENTS, MOST_TEXT, assert_fits, labels, sentence, text
from tests.cogs.reminding import FUNDING
from tests.conftest import Desk

HERE = "digest of everything in #deadlines"


async def switch_on(desk: Desk, **more: object) -> str:
    values = {"what": "everything", "every": "day", **more}
    result = await desk.editor.slash(desk.channel, "digest add", **values)
    assert_fits(result)
    return text(result)


async def digest(desk: Desk, **more: object) -> discord.Message:
    """The first digest, as it was just posted."""
    await switch_on(desk, **more)
    desk.clock.forward(hours=24)
    await desk.tick()
    post = desk.channel.last_message
    assert post is not None
    return post


async def test_adding_a_digest_says_when_it_comes_and_where(desk: Desk) -> None:
    said = await switch_on(desk)
    assert "a digest every day at 09:00, Washington" in said
    assert "next:" in said


async def test_a_digest_tells_in_one_message_what_is_due_and_links_the_sources(desk: Desk) -> None:
    post = await digest(desk)
    said = said_in(post)
    assert "Where things stand" in said
    assert "Due within 7 days" in said
    assert "gets a digest every day at 09:00, Washington" in said
    assert "](http" in said


async def test_a_weekly_digest_comes_on_its_day_by_its_own_clock(desk: Desk) -> None:
    said = await switch_on(desk, every="week", weekday=3, hour=8, zone="Tokyo")
    assert "a digest every week on Thu at 08:00, Tokyo" in said


async def test_show_all_shows_the_presser_every_line_and_the_sources(desk: Desk) -> None:
    post = await digest(desk)
    result = await desk.member.click(post, label="Show all")
    assert result.response is not None
    assert result.response.ephemeral
    pages = [text(result)]
    while "Next" in labels(result):
        result = await desk.member.click(result.response, label="Next")
        assert_fits(result)
        pages.append(text(result))
    assert any("Sources" in each for each in pages)


async def test_show_all_still_works_after_a_restart(desk: Desk) -> None:
    post = await digest(desk)
    await desk.restart()
    result = await desk.member.click(post, label="Show all")
    assert "Where things stand" in text(result)


async def much_due(desk: Desk) -> None:
    for number in range(12):
        await desk.services.milestones.add(
            desk.guild.id,
            by=None,
            now=desk.clock(),
            agreement="US-Japan Framework",
            what=f"Working group meeting {number + 1}",
            due="2026-05-04",
        )


async def test_a_long_digest_goes_on_in_a_thread_under_it(desk: Desk) -> None:
    await much_due(desk)
    await digest(desk, every="week", weekday=1)
    (thread,) = desk.channel.threads
    assert thread.name == "Digest, Tue 21 Apr 2026"
    rest = "\n".join(map(said_in, thread.history()))
    assert "The rest" in rest
    assert "Working group meeting 12" in rest
    assert "Working group meeting 12" not in said_in(desk.channel.history()[0])


@pytest.mark.parametrize("sent", [0, 1])
async def test_a_digest_whose_process_died_before_all_was_told_goes_on_where_it_stopped(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, sent: int
) -> None:
    await much_due(desk)
    await switch_on(desk, every="week", weekday=1)
    desk.clock.forward(hours=24)
    await desk.env.advance_time((desk.clock() - desk.env.now()).total_seconds())
    send, told = discord.Thread.send, 0

    async def dies(thread: discord.Thread, **message: Any) -> discord.Message:
        nonlocal told
        if told == sent:
            raise asyncio.CancelledError
        told += 1
        return await send(thread, **message)

    with monkeypatch.context() as dying:
        dying.setattr(discord.Thread, "send", dies)
        with pytest.raises(asyncio.CancelledError):
            await desk.tick()
    (post,) = [each for each in desk.channel.history() if "Where things stand" in said_in(each)]
    begin = f"/channels/{desk.channel.id}/messages/{post.id}/threads"
    desk.env.inject_error("POST", begin, status=400, code=160004)  # it has been begun
    desk.clock.forward(minutes=10)
    await desk.restart()
    await desk.tick()
    (thread,) = desk.channel.threads
    rest = "\n".join(map(said_in, thread.history()))
    assert rest.count("Working group meeting 12") == 1
    assert rest.count("Working group meeting 5") == 1
    digests = [each for each in desk.channel.history() if "Where things stand" in said_in(each)]
    assert len(digests) == 1


async def test_where_the_bot_may_begin_no_thread_the_digest_comes_without(desk: Desk) -> None:
    me = desk.guild.me
    assert me is not None
    shut = discord.PermissionOverwrite(create_public_threads=False)
    quiet = desk.guild.create_text_channel("quiet", overwrites={me: shut})
    await much_due(desk)
    await desk.editor.slash(quiet, "digest add", what="everything", every="week", weekday=1)
    desk.clock.forward(hours=24)
    await desk.tick()
    assert quiet.threads == []
    post = quiet.last_message
    assert post is not None
    assert button(post, "Show all")


async def test_a_digest_mentions_its_role_and_nobody_else(desk: Desk) -> None:
    role = desk.guild.create_role("Readers")
    post = await digest(desk, mention=role)
    assert said_in(post).startswith(f"<@&{role.id}>")
    assert post.raw_role_mentions == [role.id] or [each.id for each in post.role_mentions] == [
        role.id
    ]


async def test_the_list_shows_each_digest_and_when_it_comes_next(desk: Desk) -> None:
    await switch_on(desk)
    result = await desk.member.slash(desk.channel, "digest list")
    assert_fits(result)
    assert "**everything**" in text(result)
    assert "left out when there is nothing to tell" in text(result)


async def test_without_a_digest_the_list_says_how_to_get_one(desk: Desk) -> None:
    assert "/digest add" in text(await desk.member.slash(desk.channel, "digest list"))


async def test_an_unknown_digest_is_answered_with_digests_not_reminders(desk: Desk) -> None:
    await switch_on(desk)
    said = sentence(await desk.member.slash(desk.channel, "digest preview", digest="Mars weekly"))
    assert "digests" in said
    assert "reminders" not in said


async def test_a_preview_shows_what_the_next_would_say_to_the_asker_alone(desk: Desk) -> None:
    await switch_on(desk)
    result = await desk.member.slash(desk.channel, "digest preview", digest=HERE)
    assert_fits(result)
    assert result.response is not None
    assert result.response.ephemeral
    assert "Where things stand" in text(result)


async def test_a_change_shows_before_and_now(desk: Desk) -> None:
    await switch_on(desk)
    result = await desk.editor.slash(desk.channel, "digest change", digest=HERE, hour=17)
    assert "09:00" in text(result)
    assert "17:00" in text(result)


async def test_a_removed_digest_comes_no_more(desk: Desk) -> None:
    await switch_on(desk)
    await desk.editor.slash(desk.channel, "digest remove", digest=HERE)
    before = desk.channel.last_message
    desk.clock.forward(hours=48)
    await desk.tick()
    assert desk.channel.last_message == before


async def test_who_may_not_change_the_record_gets_digests_of_their_own_only(desk: Desk) -> None:
    refused = await desk.member.slash(desk.channel, "digest add", what="everything", every="day")
    assert "can change the record" in sentence(refused)
    await desk.member.slash(
        desk.channel, "digest add", what="everything", every="day", direct_message=True
    )
    desk.clock.forward(hours=24)
    await desk.tick()
    post = desk.member.user.dm_channel.history()[-1]
    assert "You asked for a digest" in said_in(post)
    result = await desk.member.user.click(post, label="Show all")
    assert "Where things stand" in text(result)


async def test_direct_messages_name_what_their_reader_answers_for_first(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.member)
    await desk.member.slash(
        desk.channel, "digest add", what="everything", every="day", direct_message=True
    )
    desk.clock.forward(hours=24)
    await desk.tick()
    said = said_in(desk.member.user.dm_channel.history()[-1])
    assert "You answer for" in said
    assert said.count("Measures to finance selected projects") == 1


async def test_a_late_digest_says_so(desk: Desk) -> None:
    await switch_on(desk)
    desk.clock.forward(hours=72)
    await desk.tick()
    assert "A digest, late" in said_in(desk.channel.last_message)


async def test_the_same_digest_is_found_and_not_posted_again(desk: Desk) -> None:
    await digest(desk)
    count = len(desk.channel.history())
    desk.clock.at += timedelta(minutes=10)
    await desk.tick()
    assert len(desk.channel.history()) == count


async def test_reminders_and_digests_are_changed_by_their_own_commands(desk: Desk) -> None:
    await switch_on(desk)
    refused = await desk.editor.slash(desk.channel, "remind change", reminders=HERE, days="7, 1")
    assert "digest" in sentence(refused)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"name": "Japan"}, "needs no name"),
        ({"weekday": 3}, "leave the weekday out"),
        ({"zone": "Nowhere"}, "Nowhere"),
    ],
)
async def test_what_does_not_go_together_is_answered_in_a_sentence(
    desk: Desk, options: dict[str, object], said: str
) -> None:
    result = await desk.editor.slash(
        desk.channel, "digest add", what="everything", every="day", **options
    )
    assert said in sentence(result)


async def test_a_weekly_digest_has_a_picture_of_its_dates(desk: Desk) -> None:
    post = await digest(desk, every="week", weekday=1)
    (picture,) = post.attachments
    assert picture.filename == "timeline.png"
    assert picture.description


async def test_a_digest_comes_without_a_picture_where_files_may_not_be_sent(desk: Desk) -> None:
    me = desk.guild.me
    assert me is not None
    shut = discord.PermissionOverwrite(attach_files=False)
    plain = desk.guild.create_text_channel("plain", overwrites={me: shut})
    await desk.editor.slash(plain, "digest add", what="everything", every="week", weekday=1)
    desk.clock.forward(hours=24)
    await desk.tick()
    post = plain.last_message
    assert post is not None
    assert "Where things stand" in said_in(post)
    assert post.attachments == []


async def test_a_picture_that_cannot_be_drawn_keeps_no_digest_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise OSError("no font")

    monkeypatch.setattr(digest_pictures, "drawn", broken)
    post = await digest(desk, every="week", weekday=1)
    assert "Where things stand" in said_in(post)
    assert post.attachments == []


async def test_a_digest_of_everything_at_once_fits_into_a_message(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", mention=desk.member)
    for number in range(24):
        added = await desk.services.milestones.add(
            desk.guild.id,
            by=desk.editor.id,
            now=desk.clock(),
            agreement="US-Japan Framework",
            what=f"{number} " + "a step of many *words* " * 6,
            due="2026-04-10" if number % 2 else "2026-05-01",
        )
        await desk.services.milestones.assign(
            desk.guild.id,
            by=desk.editor.id,
            now=desk.clock(),
            reference=added.after.reference,
            owner_id=desk.member.id,
        )
    role = desk.guild.create_role("Readers")
    await switch_on(desk, every="week", weekday=1, mention=role)
    desk.clock.forward(hours=72)
    await desk.tick()
    posts = [each for each in desk.channel.history() if "Where things stand" in said_in(each)]
    (post,) = posts
    assert len(said_in(post)) <= MOST_TEXT
    assert len(list(parts(post))) <= MOST_COMPONENTS
    assert len(post.attachments) == 1
