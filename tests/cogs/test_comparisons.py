"""/compare: agreements side by side, as people use it."""

import re

import simcord

from cogs.render.phones import SCREEN_LINES, text_lines
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import Desk

SISTERS = {"first": "US-Japan Framework", "second": "US-Australia Framework"}
FOUR = {**SISTERS, "third": "US-Malaysia Minerals MOU", "fourth": "US-Thailand Minerals MOU"}


async def compare(desk: Desk, **named: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, "compare", **named)


async def full(desk: Desk, **named: object) -> simcord.InteractionResult:
    """All that is compared."""
    answer = await compare(desk, **named)
    assert answer.response is not None
    return await desk.member.click(answer.response, label="Show all")


async def test_sister_agreements_stand_side_by_side_point_by_point(desk: Desk) -> None:
    answer = await full(desk, **SISTERS)
    assert_fits(answer)
    said = text(answer)
    assert "-# US-Japan Framework · US-Australia Framework" in said
    assert "### Binding\nAll: not binding" in said
    assert "- **US-Japan Framework**: 28 Oct 2025, Tokyo" in said
    assert "- **US-Australia Framework**: 20 Oct 2025, Washington" in said
    funding = said.partition("### Funding")[2].partition("###")[0]
    assert (
        "Measures to finance selected projects, intended: 27 or 28 Apr 2026 (in 8 days)" in funding
    )
    assert "At least one billion in financing" in funding


async def test_what_one_of_them_does_not_say_is_not_recorded(desk: Desk) -> None:
    said = text(await full(desk, first="US-Japan Framework", second="China Announcement 70"))
    ministerial = said.partition("### Ministerial")[2].partition("###")[0]
    assert "- **China Announcement 70**: not recorded" in ministerial


async def test_four_can_be_compared_and_each_brief_is_a_press_away(desk: Desk) -> None:
    answer = await full(desk, **FOUR)
    assert_fits(answer)
    assert "Brief: US-Thailand Minerals MOU" in labels(answer)


async def test_an_agreement_is_not_compared_with_itself(desk: Desk) -> None:
    refused = await compare(desk, first="US-Japan Framework", second="US-JP")
    assert "two to four different agreements" in sentence(refused)


async def test_what_falls_due_today_is_among_the_next_dates(desk: Desk) -> None:
    await desk.services.milestones.add(
        desk.guild.id,
        by=desk.editor.id,
        now=desk.clock(),
        agreement="US-Japan Framework",
        what="Send the list",
        due="2026-04-20",
    )
    said = text(await full(desk, **SISTERS))
    assert "20 Apr 2026 (today): Send the list" in said.partition("### Next dates")[2]


async def test_every_dated_point_names_its_source_and_a_new_number_is_a_link(desk: Desk) -> None:
    answer = await full(desk, **FOUR)
    said = text(answer)
    numbers = set(re.findall(r"\((\d+)\)", said))
    assert numbers == {str(number) for number in range(1, len(numbers) + 1)}
    assert set(re.findall(r"\[\((\d+)\)\]\(https?://", said)) == numbers
    signed = said.partition("### Signed")[2].partition("###")[0].strip().splitlines()
    assert all("](http" in line for line in signed)


async def test_agreements_that_say_the_same_share_a_line(desk: Desk) -> None:
    answer = await full(desk, **FOUR)
    shared = "- **US-Malaysia Minerals MOU**, **US-Thailand Minerals MOU**: not recorded"
    assert shared in text(answer).partition("### Funding")[2].partition("###")[0]


async def test_points_on_which_nothing_is_recorded_are_named(desk: Desk) -> None:
    said = text(
        await compare(desk, first="US-Malaysia Minerals MOU", second="US-Thailand Minerals MOU")
    )
    assert "Not recorded of any: Funding, Ministerial, Rapid response" in said


async def test_in_short_each_point_on_which_they_differ_takes_a_line(desk: Desk) -> None:
    answer = await compare(desk, **SISTERS)
    assert_fits(answer)
    said = text(answer)
    assert "-# `A` US-Japan Framework · `B` US-Australia Framework" in said
    assert "**Parties** United States `A` Japan `B` Australia" in said
    assert re.search(r"\*\*Signed\*\* `A` 28 Oct 2025 \[\(1\)\]\(http\S+ `B` 20 Oct 2025", said)
    assert "**Next dates** `A` 25, 26 or 27 Apr 2026 (in 6 days)" in said
    assert "-# The same for all: Framework; not binding; signed" in said
    assert labels(answer) == ["Show all", "Brief: A", "Brief: B"]


async def test_in_short_two_to_four_are_about_one_screen_of_a_phone(desk: Desk) -> None:
    mixed = {
        "first": "US-Japan Framework",
        "second": "China Announcement 70",
        "third": "US-China Busan Understanding",
        "fourth": "US-Malaysia Trade Agreement (ART)",
    }
    three = {**SISTERS, "third": "US-Malaysia Minerals MOU"}
    for named in (SISTERS, three, FOUR, mixed):
        said = text(await compare(desk, **named))
        _, _, shown = said.partition("\n")
        assert text_lines(shown) <= SCREEN_LINES, named


async def test_in_short_every_first_number_opens_its_source(desk: Desk) -> None:
    said = text(await compare(desk, **FOUR))
    numbers = set(re.findall(r"\((\d+)\)", said))
    assert numbers
    assert set(re.findall(r"\[\((\d+)\)\]\(https?://", said)) == numbers


async def test_a_disputed_status_is_compared_as_disputed(desk: Desk) -> None:
    named = {"first": "US-Japan Framework", "second": "US-Malaysia Trade Agreement (ART)"}
    assert "reported void on 16 Mar 2026, disputed" in text(await compare(desk, **named))
    assert "reported void on 16 Mar 2026, disputed" in text(await full(desk, **named))


async def test_all_that_is_compared_is_shown_to_the_presser_after_a_restart(desk: Desk) -> None:
    short = await compare(desk, **FOUR)
    assert short.response is not None
    await desk.restart()
    whole = await desk.editor.click(short.response, label="Show all")
    assert whole.ephemeral
    assert "### Commodities" in text(whole)
    assert "### Commodities" not in text(short)
