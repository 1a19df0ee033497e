"""A post of reminders, whatever it has to hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from discord import ui

from bot.domain.agreements import Source
from bot.domain.dates.values import Deadline, DeadlineKind, DeadlineState, Precision, Reading
from bot.domain.milestones import Milestone, Modality, Override
from bot.domain.reminders import Post, PostItem, ReminderKind
from cogs.render.posts import post_view

NOW = datetime(2026, 4, 21, 13, 0, tzinfo=UTC)
OVER = datetime(2026, 4, 28, 15, 0, tzinfo=UTC)
TOKYO = Reading("signature in Tokyo", date(2026, 4, 28), OVER)
WASHINGTON = Reading("date in Washington", date(2026, 4, 27), OVER - timedelta(days=1))
DEADLINE = Deadline(
    due=TOKYO.on,
    earliest=WASHINGTON.on,
    latest=TOKYO.on,
    precision=Precision.DAY,
    readings=(WASHINGTON, TOKYO),
    trace=(),
    zone="Asia/Tokyo",
    passes_at=OVER,
    ends_at=OVER,
    state=DeadlineState.DATED,
    question=None,
    convention="political-default@1",
)
MILESTONE = Milestone(
    id=1,
    guild_id=5,
    agreement_id=1,
    agreement="US-Japan Framework",
    what="Measures to finance selected projects",
    kind=DeadlineKind.ACT_BY,
    modality=Modality.INTENDS,
    zone="Asia/Tokyo",
    convention="political-default",
    deadline=DEADLINE,
    obligors=("Japan", "United States"),
    quote="Within six months",
    source=Source("A newspaper", "https://example.org/story"),
)
HOSTILE = "@everyone _*[look](https://evil.example)*_ <@&1> `" * 6


def test_one_reminder_says_all_that_matters() -> None:
    said = text(post_view(post(item())))
    for part in (
        "US-Japan Framework · 7 days before",
        "Measures to finance selected projects",
        "27 or 28 Apr 2026",
        "Tokyo",
        "Mon 27 Apr 2026: date in Washington",
        "Tue 28 Apr 2026: signature in Tokyo",
        "◇ due soon",
        "intended by Japan, United States",
        "“Within six months”",
        "[A newspaper](https://example.org/story)",
        "earliest <t:",
    ):
        assert part in said


def test_a_missing_source_is_said() -> None:
    sourceless = replace(item(), milestone=replace(MILESTONE, source=None))
    assert "No source is recorded" in text(post_view(post(sourceless)))


def test_those_it_is_for_come_first() -> None:
    view = post_view(replace(post(item()), role_ids=(7,), mention_user_ids=(8,)))
    assert text(view).startswith("<@&7> <@8>\n")


def test_late_is_said_to_be_late_with_what_it_stands_for() -> None:
    late = replace(item(), due_at=NOW - timedelta(hours=3), overtaken=(30, 14))
    said = text(post_view(replace(post(late), late_items=frozenset({late.reminder_id}))))
    assert "**A reminder, late**" in said
    assert "due to be posted 3 h ago" in said
    assert "30 and 14 days before" in said


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=20), "20 min"),
        (timedelta(hours=30), "30 h"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_how_late_is_said_in_round_words(ago: timedelta, words: str) -> None:
    late = replace(item(), due_at=NOW - ago)
    said = text(post_view(replace(post(late), late_items=frozenset({late.reminder_id}))))
    assert f"due to be posted {words} ago" in said


def test_a_moved_date_goes_from_old_to_new() -> None:
    moved = replace(item(), kind=ReminderKind.MOVED, told_on=date(2026, 4, 14))
    assert "~~Tue 14 Apr 2026~~. Now:\n**To be done by 27 or 28 Apr 2026" in text(
        post_view(post(moved))
    )


def test_a_moved_date_says_why() -> None:
    override = Override(date(2026, 5, 5), by=9, at=NOW, reason="The ministries agreed")
    milestone = replace(MILESTONE, override=override)
    moved = replace(item(), kind=ReminderKind.MOVED, milestone=milestone)
    said = text(post_view(post(moved)))
    assert said.startswith("**A date has moved**")
    assert "The ministries agreed" in said


def test_the_nearest_date_comes_first() -> None:
    later = replace(MILESTONE, what="Later", deadline=replace(DEADLINE, due=date(2026, 9, 1)))
    said = text(post_view(post(replace(item(1), milestone=later), item(2))))
    assert said.index("Measures to finance") < said.index("Later")


def test_each_has_its_own_buttons_that_carry_its_server_and_itself() -> None:
    view = post_view(post(item(1), item(2)))
    assert [each.custom_id for each in buttons(view)] == [
        "milepost:done:5:1",
        "milepost:seen:5:1:1",
        "milepost:snooze:5:1",
        "milepost:show:5:1",
        "milepost:why:5:1",
        "milepost:done:5:2",
        "milepost:seen:5:2:1",
        "milepost:snooze:5:2",
        "milepost:show:5:2",
        "milepost:why:5:2",
    ]


@pytest.mark.parametrize("count", [1, 6, 7, 40, 200])
@pytest.mark.parametrize("words", ["Measures to finance selected projects", HOSTILE])
def test_any_number_fits_and_none_is_dropped_unsaid(count: int, words: str) -> None:
    view = post_view(post(*(item(number + 1, words) for number in range(count))))
    said = text(view)
    assert view.total_children_count <= 40
    assert 0 < view.content_length() <= 4000
    in_full, named = said.count("### "), said.count("\n- ")
    more = [line for line in said.splitlines() if line.startswith("-# and ")]
    counted = int(more[0].split()[2]) if more else 0
    assert in_full + named + counted == count
    assert in_full
    if counted:
        assert "`/due`" in more[0]


def test_what_people_typed_can_do_nothing() -> None:
    said = text(post_view(post(item(1, HOSTILE))))
    assert "@everyone" not in said
    assert "<@&1>" not in said
    assert "](https://evil.example)" not in said


def test_a_test_says_so_and_only_lets_people_look() -> None:
    view = post_view(post(replace(item(), reminder_id=0)))
    assert "A test" in text(view)
    assert [each.label for each in buttons(view) if not each.disabled] == ["Show", "Why?"]


def item(number: int = 1, what: str = MILESTONE.what) -> PostItem:
    milestone = replace(MILESTONE, id=number, what=what)
    return PostItem(number, milestone, ReminderKind.RUNG, 7, NOW)


def post(*items: PostItem) -> Post:
    return Post(guild_id=5, channel_id=1, user_id=None, items=items, nonce="n", now=NOW)


def text(view: ui.LayoutView) -> str:
    return "\n".join(
        each.content for each in view.walk_children() if isinstance(each, ui.TextDisplay)
    )


def buttons(view: ui.LayoutView) -> list[ui.Button[Any]]:
    return [
        each.item
        for each in view.walk_children()
        if isinstance(each, ui.DynamicItem) and isinstance(each.item, ui.Button)
    ]
