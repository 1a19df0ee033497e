"""/remind why, as people ask it."""

from functools import partial

from bot.domain.dates.values import DeadlineKind
from bot.services.delivery import Means
from cogs.poster import is_public, put
from tests.cogs.reading import assert_fits, sentence, text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def why(desk: Desk, milestone: str = FUNDING, **more: str) -> str:
    answer = await desk.member.slash(desk.channel, "remind why", milestone=milestone, **more)
    assert answer.ephemeral
    assert_fits(answer)
    return text(answer)


async def deliver(desk: Desk) -> None:
    means = Means(is_public=partial(is_public, desk.bot))
    for _ in range(6):
        await desk.services.reminders.deliver(partial(put, desk.bot), desk.clock, means)
    await desk.env.settle()


async def test_what_was_told_planned_and_never_planned_is_said_with_the_reason(desk: Desk) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="30, 6, 5, 0, +1"
    )
    desk.clock.forward(days=1)
    await deliver(desk)
    said = await why(desk)
    assert "27 or 28 Apr 2026" in said
    assert f"{desk.channel.mention} · US-Japan Framework: Measures to finance" in said
    message = desk.channel.last_message
    assert message is not None
    link = f"https://discord.com/channels/{desk.guild.id}/{desk.channel.id}/{message.id}"
    assert f"6 days before · [sent]({link})" in said
    assert "5 days before · planned" in said
    assert "1 day after · planned" in said
    assert "Not 30 days before: these reminders were switched on <t:" in said


async def test_what_was_overtaken_skipped_diverted_and_lost_is_said(desk: Desk) -> None:
    await desk.services.places.seen(desk.guild.id, desk.channel.id, public=True)
    await desk.editor.slash(
        desk.channel,
        "remind add",
        what="milestone",
        name=FUNDING,
        days="6, 5, 4, 3, 0",
        channel=desk.elsewhere,
        fallback=desk.channel,
    )
    desk.env.backend.delete_channel(desk.elsewhere.id)
    await desk.env.settle()
    desk.clock.forward(days=2, hours=1)
    await deliver(desk)
    said = await why(desk)
    assert "6 days before · skipped: [overtaken by a later reminder](https://" in said
    assert "5 days before · [sent <t:" in said
    assert f"in {desk.channel.mention} instead" in said
    desk.env.backend.delete_channel(desk.channel.id)
    path = f"/channels/{desk.editor.user.dm_channel.id}/messages"
    desk.env.inject_error("POST", path, status=403, code=50007, times=None)
    await desk.env.settle()
    desk.clock.forward(days=1)
    await deliver(desk)
    general = desk.guild.create_text_channel("general")
    answer = await desk.member.slash(general, "remind why", milestone=FUNDING)
    said = text(answer)
    assert "4 days before · **undelivered**: <@" in said
    assert "does not take direct messages" in said


async def test_a_skipped_and_a_paused_date_say_so(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 0")
    await desk.editor.slash(desk.channel, "remind skip", milestone=FUNDING)
    assert f"skipped by {desk.editor.mention}" in await why(desk)
    await desk.editor.slash(desk.channel, "remind unskip", milestone=FUNDING)
    await desk.services.pauses.pause(
        desk.guild.id, by=None, now=desk.clock(), until="30 April 2026"
    )
    said = await why(desk)
    assert "6 days before · held back until <t:" in said
    assert "All reminders of this server are paused until <t:" in said


async def test_a_milestone_that_nothing_covers_says_what_to_do(desk: Desk) -> None:
    said = await why(desk)
    assert "No reminders that you can see cover it. `/remind add` switches some on" in said


async def test_a_milestone_without_a_date_says_what_to_do(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    undated = await desk.services.milestones.add(
        desk.guild.id,
        by=None,
        now=desk.clock(),
        agreement="US-Japan Framework",
        what="Agree on a price floor",
        due=None,
    )
    said = await why(desk, undated.after.reference)
    assert "It has no date, so that there is nothing to remind of." in said
    assert "`/milestone move` sets one" in said


async def test_one_that_is_done_says_that_nothing_more_comes(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING)
    await desk.services.milestones.done(
        desk.guild.id, by=None, now=desk.clock(), reference=FUNDING, evidence="Paid"
    )
    assert "It is recorded as done on time, so that nothing more comes of it." in await why(desk)


async def test_what_begins_by_itself_is_not_asked_after(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", days="7, 0, +1")
    begins = await desk.services.milestones.add(
        desk.guild.id,
        by=None,
        now=desk.clock(),
        agreement="US-Japan Framework",
        what="The side letter enters into force",
        kind=DeadlineKind.IN_FORCE.value,
        due="1 June 2026",
    )
    said = await why(desk, begins.after.reference)
    assert "Not 1 day after: what begins or ends by itself is not asked after." in said


async def test_only_some_reminders_may_be_asked_after(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", days="6")
    await desk.editor.slash(
        desk.channel, "remind add", what="everything", days="5", channel=desk.elsewhere
    )
    both = await why(desk)
    assert desk.elsewhere.mention in both
    one = await why(desk, reminders="everything in #deadlines")
    assert desk.elsewhere.mention not in one
    assert "6 days before · planned" in one


async def test_nobody_sees_the_direct_messages_of_others(desk: Desk) -> None:
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6", direct_message=True
    )
    desk.clock.forward(days=1)
    await deliver(desk)
    assert "No reminders that you can see cover it" in await why(desk)
    own = await desk.editor.slash(desk.channel, "remind why", milestone=FUNDING)
    assert "6 days before · sent" in text(own)


async def test_an_unknown_milestone_is_one_sentence(desk: Desk) -> None:
    answer = await desk.member.slash(desk.channel, "remind why", milestone="Atlantis")
    assert "Atlantis" in sentence(answer)


async def test_many_reminders_still_fit(desk: Desk) -> None:
    for number in range(12):
        channel = desk.guild.create_text_channel(f"desk-{number}")
        await desk.editor.slash(desk.channel, "remind add", what="everything", channel=channel)
    await why(desk)
