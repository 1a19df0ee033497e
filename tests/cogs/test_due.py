"""/due, as people use it."""

from datetime import UTC, datetime

import pytest
import simcord

from bot.domain.milestones import State
from cogs.due import DueQuery
from tests.cogs.reading import assert_fits, labels, options, sentence, text
from tests.conftest import GUILD_ID, Desk

FUNDING = "Measures to finance selected projects"
MINISTERIAL = "Mining, Minerals and Metals Investment Ministerial"
ANOTHER_GUILD = GUILD_ID + 1


async def due(desk: Desk, **asked: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, "due", **asked)


async def test_what_is_due_is_told_with_date_place_and_source(desk: Desk) -> None:
    answer = await due(desk, agreement="US-Japan Framework")
    assert_fits(answer)
    said = text(answer)
    assert "Due in the next 30 days" in said
    assert "-# 27 or 28 Apr 2026, Tokyo · <t:" in said
    assert f"**{FUNDING}**" in said
    assert "intended by United States, Japan" in said
    assert "[The National](https://www.thenationalnews.com/" in said
    assert said.index(MINISTERIAL) < said.index(FUNDING), "the sooner stands first"


async def test_the_answer_is_for_all_to_see_unless_asked_otherwise(desk: Desk) -> None:
    assert not (await due(desk)).ephemeral
    assert (await due(desk, private=True)).ephemeral


async def test_what_lies_beyond_the_window_is_counted(desk: Desk) -> None:
    said = text(await due(desk, within=7))
    assert "fall due later, the next on" in said
    assert "have no date yet" in said


async def test_a_date_that_passed_unseen_is_unverified_and_never_missed(desk: Desk) -> None:
    said = text(await due(desk, agreement="US-Japan Framework"))
    assert (
        "### Date passed, outcome unverified\n**Action Plan to be signed at the summit**\n-# Thu"
        in said
    )
    assert "missed" not in said.casefold()
    assert "overdue" not in said.casefold()


async def test_on_the_day_itself_it_stands_under_today(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 4, 27, 16, 0, tzinfo=UTC)
    said = text(await due(desk, agreement="US-Japan Framework"))
    assert said.index("### Today") < said.index(FUNDING)


async def test_pages_turn_in_place_also_after_a_restart(desk: Desk) -> None:
    first = await due(desk, within=3650)
    assert "page 1 of" in text(first)
    assert first.response is not None
    await desk.restart()
    second = await desk.member.click(first.response, label="Next")
    assert "page 2 of" in text(second)
    assert text(first) == text(second), "the same message shows the next page"
    assert_fits(second)
    third = await desk.member.click(first.response, label="Previous")
    assert "page 1 of" in text(third)


async def test_nobody_turns_the_page_that_another_is_reading(desk: Desk) -> None:
    mine = await due(desk, within=3650)
    assert mine.response is not None
    theirs = await desk.editor.click(mine.response, label="Next")
    assert theirs.ephemeral
    assert "page 2 of" in text(theirs)
    assert "page 1 of" in text(mine)


async def test_a_wider_look_is_one_press_away(desk: Desk) -> None:
    narrow = await due(desk, within=1, party="Japan")
    assert narrow.response is not None
    assert FUNDING not in text(narrow)
    wide = await desk.member.click(narrow.response, label="Look 7 days ahead")
    assert "in the next 7 days" in text(wide)
    assert "Japan" in text(wide)
    assert FUNDING in text(wide)


async def test_when_nothing_is_due_the_next_date_is_told(desk: Desk) -> None:
    answer = await due(desk, agreement="China Announcement 70", within=5)
    assert "Nothing due in the next 5 days" in text(answer)
    assert "The next date is **" in text(answer)
    assert labels(answer) == ["Look 365 days ahead"], "as far as that date"
    assert options(answer) == []


async def test_filters_narrow_the_answer_and_are_said(desk: Desk) -> None:
    said = text(await due(desk, party="Japan", within=90))
    assert "Japan" in said
    assert FUNDING in said
    assert "US-Australia Framework" not in said


async def test_an_owner_is_told_what_they_answer_for(desk: Desk) -> None:
    await desk.services.milestones.assign(
        GUILD_ID,
        reference=f"US-Japan Framework: {FUNDING}",
        by=desk.editor.id,
        now=desk.clock(),
        owner_id=desk.member.id,
    )
    said = text(await due(desk, owner=desk.member))
    assert FUNDING in said
    assert MINISTERIAL not in said
    assert f"owner <@{desk.member.id}>" in said


async def test_a_state_can_be_asked_for(desk: Desk) -> None:
    said = text(await due(desk, state="no date yet", agreement="US-Japan Framework"))
    assert "Joint research" in said
    assert FUNDING not in said


async def test_one_is_picked_from_the_list_and_shown_to_the_picker_alone(desk: Desk) -> None:
    answer = await due(desk, agreement="US-Japan Framework")
    offered = {each["label"]: each for each in options(answer)}
    assert offered[FUNDING]["description"] == "27 or 28 Apr 2026 · US-Japan Framework"
    assert answer.response is not None
    shown = await desk.editor.select(
        answer.response, [offered[FUNDING]["value"]], custom_id="due-show"
    )
    assert shown.ephemeral
    assert FUNDING in text(shown)


async def test_names_are_offered_while_typing(desk: Desk) -> None:
    for option, typed, wanted in (
        ("party", "jap", "Japan"),
        ("commodity", "gal", "gallium"),
        ("agreement", "tokyo", "US-Japan Framework"),
    ):
        found = await desk.member.autocomplete(desk.channel, "due", option, typed)
        assert wanted in [each["value"] for each in found]
        assert len(await desk.member.autocomplete(desk.channel, "due", option, "")) <= 25


async def test_an_unknown_name_is_answered_with_the_nearest(desk: Desk) -> None:
    said = sentence(await due(desk, party="Atlantis"))
    assert "not on record" in said


async def test_another_servers_record_is_neither_offered_nor_shown(desk: Desk) -> None:
    await desk.services.agreements.add(
        ANOTHER_GUILD, by=1, now=desk.clock(), title="Secret Pact", parties="Ruritania"
    )
    offered = await desk.member.autocomplete(desk.channel, "due", "agreement", "Secret Pact")
    assert "Secret Pact" not in [each["value"] for each in offered]
    assert "not on record" in sentence(await due(desk, agreement="Secret Pact"))
    assert "not on record" in sentence(await due(desk, party="Ruritania"))


async def test_markup_in_the_record_shows_as_typed_and_pings_nobody(desk: Desk) -> None:
    nasty = "@everyone **[free](https://evil.example)** `x` ||<@1>||"
    await desk.services.milestones.add(
        GUILD_ID,
        by=desk.editor.id,
        now=desk.clock(),
        agreement="US-Japan Framework",
        what=nasty,
        due="2026-04-22",
    )
    answer = await due(desk)
    said = text(answer)
    assert "@\u200beveryone \\*\\*\\[free\\]" in said
    assert "@everyone" not in said
    assert "<@1>" not in said
    assert answer.response is not None
    assert answer.response.message.mentions == []
    assert not answer.response.message.mention_everyone


async def test_the_longest_texts_still_fit(desk: Desk) -> None:
    for number in range(12):
        await desk.services.milestones.add(
            GUILD_ID,
            by=desk.editor.id,
            now=desk.clock(),
            agreement="US-Japan Framework",
            what=f"{number} " + "*_~`" * 36,
            due="2026-04-22",
            obligors=", ".join(["|" * 59 + str(each) for each in range(9)]),
            source_url="https://example.org/" + "x" * 470,
        )
    answer = await due(desk)
    assert_fits(answer)
    assert answer.response is not None
    assert_fits(await desk.member.click(answer.response, label="Next"))


@pytest.mark.parametrize("state", [None, *State])
def test_a_button_holds_the_whole_question(state: State | None) -> None:
    query = DueQuery(3650, "Democratic Republic of the Congo", "gallium", 2**63, state, "FORGE")
    held = query.custom_id(123)
    assert len(held) <= 100
    _, page, within, owner, word, names = held.split(":", 5)
    assert page == "123"
    assert DueQuery.read(within, owner, word, names) == query


def test_a_question_too_long_for_a_button_loses_only_the_ends_of_its_names() -> None:
    query = DueQuery(3650, "P" * 60, "c|d" * 20, 2**64 - 1, State.NO_DATE, "A" * 60)
    held = query.custom_id(99)
    assert len(held) <= 100
    _, _, within, owner, word, names = held.split(":", 5)
    read = DueQuery.read(within, owner, word, names)
    assert read.within == 3650
    assert read.party
    assert query.party is not None
    assert query.party.startswith(read.party)
    assert read.agreement
    assert set(read.agreement) == {"A"}


async def test_the_window_has_limits(desk: Desk) -> None:
    for within in (0, 3651):
        with pytest.raises(simcord.OptionError):
            await due(desk, within=within)
