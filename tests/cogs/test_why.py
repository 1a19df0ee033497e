"""Why a date is what it is: asked under every date, also of messages from before a restart."""

from typing import Any

import simcord

from tests.cogs.acting import button, parts, said_in
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import GUILD_ID, Desk

FRAMEWORK = "US-Japan Framework"
FUNDING = "US-Japan Framework: Measures to finance selected projects"
REFINING = "US-Japan Framework: Investment in refining"
SELECT = 3


def selects(answer: simcord.InteractionResult) -> list[dict[str, Any]]:
    """The lists “Why this date?” of an answer."""
    assert answer.response is not None
    found = [each for each in parts(answer.response.message) if each["type"] == SELECT]
    return [each for each in found if each["placeholder"] == "Why this date?"]


async def picked(
    by: simcord.MemberActor, answer: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    """What the list says of the milestone called `label`."""
    (select,) = selects(answer)
    value = next(each["value"] for each in select["options"] if each["label"] == label)
    assert answer.response is not None
    return await by.select(answer.response, [value], custom_id=select["custom_id"])


async def test_a_page_says_why_by_words_rule_readings_working_and_authority(desk: Desk) -> None:
    page = await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING)
    assert page.response is not None
    why = await desk.member.click(page.response, label="Why?")
    assert why.ephemeral
    assert_fits(why)
    said = text(why)
    assert said.startswith("## Why 27 or 28 Apr 2026?")
    assert "Source: [" in said
    assert "“within six months of signature”" in said
    assert "something to be done by then" in said
    assert "Mon 27 Apr 2026: date in Washington; the first day counted" in said
    assert "**Tue 28 Apr 2026**: as counted" in said
    assert "6 months end on Tuesday 28 April 2026." in said
    assert "**Default for political instruments**" in said


async def test_every_reminder_says_why_also_after_a_restart(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="everything")
    desk.clock.at = desk.clock.at.replace(day=27, hour=14)
    await desk.tick()
    post = desk.channel.last_message
    assert post is not None
    assert said_in(post)
    await desk.restart()
    why = await desk.member.click(post, custom_id=button(post, "Why?"))
    assert why.ephemeral
    assert text(why).startswith("## Why ")


async def test_lists_explain_each_of_their_dates_also_after_a_restart(desk: Desk) -> None:
    for command, asked in (
        ("due", {"agreement": FRAMEWORK}),
        ("brief", {"subject": FRAMEWORK}),
        ("agreement show", {"name": FRAMEWORK}),
    ):
        answer = await desk.member.slash(desk.channel, command, **asked)
        if "Show all" in labels(answer):
            assert answer.response is not None
            answer = await desk.member.click(answer.response, label="Show all")
        assert_fits(answer)
        await desk.restart()
        why = await picked(desk.member, answer, "Measures to finance selected projects")
        assert why.ephemeral
        assert "within six months of signature" in text(why)


async def test_the_list_shows_names_and_its_id_carries_the_server(desk: Desk) -> None:
    answer = await desk.member.slash(desk.channel, "due", agreement=FRAMEWORK)
    (select,) = selects(answer)
    assert select["custom_id"] == f"milepost:why-of:{GUILD_ID}"
    assert {each["label"]: each["description"] for each in select["options"]} == {
        "Measures to finance selected projects": "27 or 28 Apr 2026 · US-Japan Framework",
        "Mining, Minerals and Metals Investment Ministerial": (
            "25, 26 or 27 Apr 2026 · US-Japan Framework"
        ),
        "Action Plan to be signed at the summit": "Thu 19 Mar 2026 · US-Japan Framework",
    }


async def test_where_there_is_no_date_it_says_why_not(desk: Desk) -> None:
    page = await desk.member.slash(desk.channel, "milestone show", milestone=REFINING)
    assert page.response is not None
    said = text(await desk.member.click(page.response, label="Why?"))
    assert said.startswith("## Why no date?")
    assert "no project has been named" in said


async def test_a_date_set_by_hand_says_by_whom_when_why_and_what_the_rule_gives(
    desk: Desk,
) -> None:
    change = await moved(desk, official=False)
    said = text(change)
    assert said.startswith("## Why Fri 15 May 2026?")
    assert "### Set by hand" in said
    assert f"Fri 15 May 2026, entered by <@{desk.editor.id}> on <t:" in said
    assert "Talks ran over" in said
    assert "Tue 28 Apr 2026: by its rule: as counted" in said
    assert said.count("Talks ran over") == 1
    assert said.count("date in Washington") == 1


async def test_an_official_date_is_shown_as_such_over_the_arithmetic(desk: Desk) -> None:
    said = text(await moved(desk, official=True))
    assert "### The official date" in said
    assert "It goes before any arithmetic." in said
    assert "Tue 28 Apr 2026: by arithmetic: as counted" in said


async def moved(desk: Desk, *, official: bool) -> simcord.InteractionResult:
    """What Why says of a date that was moved to 15 May 2026, under the card that saved it."""
    shown = await desk.editor.slash(
        desk.channel,
        "milestone move",
        milestone=FUNDING,
        to="15 May 2026",
        reason="Talks ran over",
        official=official,
    )
    assert shown.response is not None
    assert "Why?" not in labels(shown), "what is not saved yet explains itself"
    saved = await desk.editor.click(shown.response, label="Save")
    assert labels(saved) == ["Why?"]
    assert saved.response is not None
    return await desk.editor.click(saved.response, label="Why?")


async def test_markup_in_the_record_shows_as_typed_in_the_explanation(desk: Desk) -> None:
    await desk.services.milestones.add(
        GUILD_ID,
        by=desk.editor.id,
        now=desk.clock(),
        agreement=FRAMEWORK,
        what="**x** @everyone",
        quote="[free](https://evil.example) <@1>",
        due="within 3 months of signature",
    )
    page = await desk.member.slash(
        desk.channel, "milestone show", milestone=f"{FRAMEWORK}: **x** @everyone"
    )
    assert page.response is not None
    why = await desk.member.click(page.response, label="Why?")
    assert "@everyone" not in text(why)
    assert "<@1>" not in text(why)
    assert "[free](" not in text(why)


async def test_a_corrected_event_shows_old_and_new_before_it_is_saved(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "agreement event",
        name=FRAMEWORK,
        event="signed",
        on="29 October 2025",
        corrects=True,
    )
    said = text(shown)
    assert "~~Tue 28 Oct 2025, Tokyo" in said
    assert "→ **Wed 29 Oct 2025, Tokyo" in said
    assert "Measures to finance selected projects" in said
    assert "27 or 28 Apr 2026 → 28 or 29 Apr 2026" in said
    assert shown.response is not None
    saved = await desk.editor.click(shown.response, label="Save")
    why = await picked(desk.editor, saved, "Measures to finance selected projects")
    assert text(why).startswith("## Why 28 or 29 Apr 2026?")


async def test_an_event_is_known_under_another_capitals_date_too(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "agreement event",
        name=FRAMEWORK,
        event="in force",
        on="1 March 2026",
        place="Tokyo",
        also="28 February 2026 in Washington",
    )
    assert "Sat 28 Feb 2026: date in Washington" in text(shown)
    wrong = await desk.editor.slash(
        desk.channel,
        "agreement event",
        name=FRAMEWORK,
        event="in force",
        on="1 March 2026",
        also="28 February 2026",
    )
    assert "with its place" in sentence(wrong)


async def test_under_a_post_it_also_says_why_this_place_is_told(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="party", name="Japan")
    desk.clock.at = desk.clock.at.replace(day=27, hour=14)
    await desk.tick()
    post = desk.channel.last_message
    assert post is not None
    why = text(await desk.member.click(post, custom_id=button(post, "Why?")))
    told = f"You are told because {desk.channel.mention} hears of Japan (`/remind list`)."
    assert why.endswith(told)
    page = await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING)
    assert page.response is not None
    assert "You are told" not in text(await desk.member.click(page.response, label="Why?"))
