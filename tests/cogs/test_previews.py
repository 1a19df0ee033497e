"""/remind preview: what will be posted, when and where."""

from datetime import timedelta

from bot.domain.reminders import Coming
from tests.cogs.reading import assert_fits, labels, text
from tests.cogs.reminding import FUNDING, HERE
from tests.conftest import Desk


async def test_it_is_turned_page_by_page_also_after_a_restart(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    first = await desk.editor.slash(desk.channel, "remind preview", days=365)
    assert_fits(first)
    assert "page 1 of" in text(first)
    assert labels(first) == ["Next"]
    await desk.restart()
    assert first.response is not None
    second = await desk.editor.click(first.response, label="Next")
    assert_fits(second)
    assert "page 2 of" in text(second)
    assert labels(second) == ["Previous", "Next"]


async def test_no_post_is_missing_or_named_twice_over_all_pages(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    guild, now = desk.guild.id, desk.clock()
    every = await desk.services.reminders.preview(guild, now=now, days=365)
    pages: list[Coming] = []
    for number in range(1 + len(every) // 7):
        page = await desk.services.reminders.preview_page(
            guild, now=now, reader=desk.editor.id, days=365, page=number, size=7
        )
        assert page.total == len(every)
        pages += page.shown
    assert tuple(pages) == every


async def test_nothing_says_so(desk: Desk) -> None:
    assert "Nothing comes" in text(await desk.member.slash(desk.channel, "remind preview"))


async def test_other_people_s_direct_messages_are_not_shown(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything", direct_message=True)
    assert "Coming" in text(await desk.editor.slash(desk.channel, "remind preview"))
    assert "Nothing comes" in text(await desk.member.slash(desk.channel, "remind preview"))


async def test_it_names_whom_an_escalation_will_call_on(desk: Desk) -> None:
    team = desk.guild.create_role("Negotiators", mentionable=True)
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.member)
    await desk.editor.slash(
        desk.channel,
        "remind add",
        what="milestone",
        name=FUNDING,
        days="6",
        escalate_after=2,
        last_resort=team,
    )
    shown = text(await desk.editor.slash(desk.channel, "remind preview"))
    assert f"calls on {desk.member.mention}, unless somebody has seen it" in shown
    assert f"calls on {team.mention}, unless somebody has seen it" in shown


async def test_what_a_pause_holds_back_is_marked(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 1")
    name = f"{FUNDING} in #deadlines"
    await desk.editor.slash(desk.channel, "remind pause", reminders=name, until="24 April")
    shown = text(await desk.editor.slash(desk.channel, "remind preview"))
    assert shown.count("held back until") == 1
    await desk.editor.slash(desk.channel, "remind pause", reminders=name)
    shown = text(await desk.editor.slash(desk.channel, "remind preview"))
    assert shown.count("until somebody resumes") == 2


async def test_a_rung_that_makes_way_for_a_closed_day_says_so(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="1, 0")
    await desk.editor.slash(desk.channel, "settings", workdays="Mon-Fri")
    shown = text(await desk.editor.slash(desk.channel, "remind preview"))
    assert "1 day before (2 days early: closed then)" in shown
    assert "on the day ·" in shown


async def test_one_set_of_reminders_is_previewed_alone(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, channel=desk.elsewhere, days="1"
    )
    name = f"{FUNDING} in #elsewhere"
    shown = text(await desk.editor.slash(desk.channel, "remind preview", reminders=name))
    assert "1 within 90 days" in shown
    assert desk.elsewhere.mention in shown
    both = await desk.editor.slash(desk.channel, "remind preview", reminders=HERE)
    assert desk.elsewhere.mention not in text(both)


async def test_a_sample_looks_like_a_reminder_whatever_comes_first(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.member)
    await desk.editor.slash(
        desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 1", escalate_after=1
    )
    desk.clock.forward(hours=25)
    await desk.tick()
    coming = await desk.services.reminders.preview(desk.guild.id, now=desk.clock())
    assert coming[0].due_at - desk.clock() < timedelta(days=1)
    name = f"{FUNDING} in #deadlines"
    await desk.editor.slash(desk.channel, "remind test", reminders=name)
    assert desk.channel.last_message is not None
