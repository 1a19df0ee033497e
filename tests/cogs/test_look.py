"""How everything that people see is put together."""

from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest
from discord import ui

from bot.domain import wording
from bot.domain.dates.values import (
    Deadline,
    DeadlineKind,
    DeadlineState,
    Precision,
    Reading,
)
from bot.domain.milestones import Milestone, Modality, State
from cogs.render.look import Block, Tone, card, milestone_lines, when
from cogs.render.pictures.canvas import DARK, LIGHT, Colour, Palette
from cogs.render.safe import checked, link, plain, said, sentences, told

DISCORDS_GROUNDS = (0xFFFFFF, 0xF2F3F5, 0x313338, 0x2B2D31)
"""What a message and a card stand on, in the light and in the dark theme."""

TOKYO_END = datetime(2026, 4, 28, 15, 0, tzinfo=UTC)


def milestone(**changed: Any) -> Milestone:
    """A milestone of 28 April 2026 in Tokyo, or as `changed` says."""
    known: dict[str, Any] = {
        "id": 1,
        "guild_id": 2,
        "agreement_id": 3,
        "agreement": "US-Japan Framework",
        "what": "Measures to finance selected projects",
        "kind": DeadlineKind.ACT_BY,
        "modality": Modality.INTENDS,
        "zone": "Asia/Tokyo",
        "convention": "political-default",
        "deadline": deadline(date(2026, 4, 28), date(2026, 4, 28)),
        "obligors": ("United States", "Japan"),
    }
    return Milestone(**{**known, **changed})


def deadline(first: date, last: date, precision: Precision = Precision.DAY) -> Deadline:
    return Deadline(
        due=last,
        earliest=first,
        latest=last,
        precision=precision,
        readings=tuple(Reading(str(on), on, TOKYO_END) for on in dict.fromkeys((first, last))),
        trace=(),
        zone="Asia/Tokyo",
        passes_at=TOKYO_END,
        ends_at=TOKYO_END,
        state=DeadlineState.DATED,
        question=None,
        convention="political-default@1",
    )


def texts(view: ui.LayoutView) -> str:
    return "\n".join(
        each.content for each in view.walk_children() if isinstance(each, ui.TextDisplay)
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold** and `code`", r"\*\*bold\*\* and \`code\`"),
        ("@everyone <@1> <@&2> <#3>", "@\u200beveryone \\<@\u200b1\\> \\<@\u200b&2\\> \\<#3\\>"),
        ("<t:0:R>", r"\<t:0:R\>"),
        ("[White House](https://evil.example)", r"\[White House\](https://evil.example%29"),
        ("# Loud", r"\# Loud"),
        ("-# quiet", r"\-# quiet"),
        ("> quoted", r"\> quoted"),
        ("1. first", r"1\. first"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("safe\u202eelif\u200b", "safeelif"),
        ("3.5 percent of 日本", "3.5 percent of 日本"),
    ],
)
def test_text_from_the_record_can_do_nothing(typed: str, shown: str) -> None:
    assert said(typed) == shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "http://[broken", "", None, "ftp://a.b/c"]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert link("here", url) == "here"


def test_an_address_cannot_end_its_own_link() -> None:
    assert link("here", "https://a.example/x)y z_*") == "[here](https://a.example/x%29y%20z_%2A)"


def test_long_texts_are_cut_at_a_word_and_say_so() -> None:
    assert said("one two three four", 12) == "one two…"
    assert sentences("It is signed. It lasts. " + "x" * 90, 40) == "It is signed. It lasts."


async def test_a_card_never_exceeds_what_discord_takes() -> None:
    blocks = [Block([said("*" * 300)] * 60, "Heading") for _ in range(7)]
    view = card("Title", *blocks, under="under", foot="foot")
    assert view.content_length() <= 4000
    assert view.total_children_count <= 40
    counted = [line for line in texts(view).splitlines() if line.startswith("-# and ")]
    assert len(counted) == 7


async def test_what_a_card_leaves_out_is_counted() -> None:
    view = card("Title", Block([f"line {n}" for n in range(9)], most=4, rest="/agreement show"))
    assert texts(view).endswith("line 3\n-# and 5 more: /agreement show")


async def test_empty_blocks_leave_no_heading() -> None:
    assert "Overdue" not in texts(card("Title", Block([], "Overdue"), "text"))


def test_a_date_is_written_where_it_counts_and_told_in_the_readers_time() -> None:
    moment = int(TOKYO_END.timestamp()) - 1
    assert when(milestone()) == f"Tue 28 Apr 2026, Tokyo · <t:{moment}:R>"


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 4, 27), date(2026, 4, 28), "27 or 28 Apr 2026"),
        (date(2026, 4, 30), date(2026, 5, 1), "30 Apr or 1 May 2026"),
        (date(2026, 12, 31), date(2027, 1, 1), "31 Dec 2026 or 1 Jan 2027"),
    ],
)
def test_two_readings_are_both_named(first: date, last: date, written: str) -> None:
    assert wording.due(milestone(deadline=deadline(first, last))) == written


def test_many_readings_are_said_as_a_span() -> None:
    days = [date(2026, 4, day) for day in (24, 25, 27, 28)]
    readings = tuple(Reading(str(on), on, TOKYO_END) for on in days)
    several = replace(deadline(days[0], days[-1]), readings=readings)
    assert wording.due(milestone(deadline=several)) == "24–28 Apr 2026, 4 readings"


@pytest.mark.parametrize(
    ("precision", "written"),
    [
        (Precision.MONTH, "Apr 2026"),
        (Precision.QUARTER, "Q2 2026"),
        (Precision.HALF, "first half of 2026"),
        (Precision.YEAR, "2026"),
    ],
)
def test_a_date_is_not_said_more_exactly_than_it_is_known(
    precision: Precision, written: str
) -> None:
    whole = deadline(date(2026, 4, 30), date(2026, 4, 30), precision)
    assert wording.due(milestone(deadline=whole)) == written
    assert "<t:" not in when(milestone(deadline=whole))


@pytest.mark.parametrize(
    ("modality", "words"),
    [
        (Modality.SHALL, "obligation of United States, Japan"),
        (Modality.INTENDS, "intended by United States, Japan"),
        (Modality.MAY, "option of United States, Japan"),
        (Modality.STATES, "United States, Japan"),
    ],
)
def test_a_commitment_is_worded_as_firmly_as_the_text_and_no_more(
    modality: Modality, words: str
) -> None:
    lines = milestone_lines(milestone(modality=modality))
    assert words in lines
    assert "must" not in lines


def test_every_state_has_a_sign_of_its_own_and_a_word() -> None:
    marked = [wording.marked(state) for state in State]
    assert len(set(marked)) == len(State)
    assert all(len(each.split(" ", 1)[0]) == 1 for each in marked)


def test_the_capital_is_named_where_the_zone_is_called_after_another_city() -> None:
    assert wording.place("America/New_York") == "Washington"
    assert wording.place("Asia/Kuala_Lumpur") == "Kuala Lumpur"
    assert wording.place("UTC") == "UTC"


def test_distances_in_days_read_naturally() -> None:
    said_ = [wording.distance(days) for days in (-2, -1, 0, 1, 8)]
    assert said_ == ["2 days ago", "yesterday", "today", "tomorrow", "in 8 days"]
    assert all(before != after for before, after in pairwise(said_))


def test_a_sentence_repeats_what_was_typed_without_its_powers() -> None:
    typed = "@everyone <@&123456789012345678> [a](https://example.org) **b**\u202e"
    repeated = told(f"I know no “{typed}”.")
    assert "@everyone" not in repeated
    assert "<@&123456789012345678>" not in repeated
    assert r"\[a\]" in repeated
    assert r"\*\*b" in repeated
    assert "\u202e" not in repeated


def test_a_sentence_still_names_its_own_channel_and_role() -> None:
    own = "I cannot post in <#123456789012345678>: ask <@&123456789012345678>."
    assert told(own) == own


@pytest.mark.parametrize("typed", ["”<@123456789012345678>“", "*" * 6000])
def test_no_typed_text_leaves_its_quotation_marks(typed: str) -> None:
    repeated = told(f"“{typed}” is not on record.")
    assert "<@123456789012345678>" not in repeated
    assert len(repeated) <= 2000


def test_a_label_hides_nothing_and_turns_nothing_around() -> None:
    assert plain("\u202e\u200bone\n two") == "one two"


def test_many_checks_give_their_span_and_not_the_oldest_as_if_of_all() -> None:
    oldest, newest = date(2026, 1, 2), date(2026, 3, 4)
    assert "between 2 Jan 2026 and 4 Mar 2026" in checked(oldest, newest)
    assert "on 2 Jan 2026" in checked(oldest, oldest)
    assert "for all of it" in checked(None, newest)


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours stand apart, as WCAG 2.2 measures it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    parts = [each / 255 for each in colour]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(number: int) -> Colour:
    return number >> 16, number >> 8 & 255, number & 255


@pytest.mark.parametrize("ground", DISCORDS_GROUNDS)
def test_every_edge_stands_out_on_both_of_discords_themes(ground: int) -> None:
    for tone in Tone:
        assert contrast(rgb(tone.value), rgb(ground)) >= 3, tone


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_whatever_is_written_in_a_picture_is_legible_on_its_ground(palette: Palette) -> None:
    colours = asdict(palette)
    grounds = [colours.pop(name) for name in ("ground", "band")]
    del colours["line"]  # it only divides
    for name, colour in colours.items():
        assert all(contrast(colour, ground) >= 4.5 for ground in grounds), name


def test_no_line_divides_a_block_from_one_that_it_stands_close_to() -> None:
    view = card("Title", Block(["one"]), Block(["two"], close=True), Block(["three"]))
    kinds = [type(each) for each in view.walk_children() if not isinstance(each, ui.Container)]
    text, line = ui.TextDisplay, ui.Separator
    assert kinds == [text, line, text, text, line, text]
