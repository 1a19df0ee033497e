"""A post of reminders, whatever it has to hold."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import process_time
from typing import Any

import pytest
from discord import ui

from bot.domain.agreements import Source
from bot.domain.dates.values import Deadline, DeadlineKind, DeadlineState, Precision, Reading
from bot.domain.milestones import Milestone, Modality, Override
from bot.domain.places import Place
from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.domain.subscriptions import Scope, Subscription
from cogs.render.posts import post_view
from tests.domain.making import subscription

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


def test_however_many_it_is_for_the_post_fits() -> None:
    crowd = tuple(range(10**18, 10**18 + 200))
    view = post_view(replace(post(item(), item(2)), role_ids=crowd, mention_user_ids=crowd))
    assert view.content_length() <= 4000
    assert text(view).count("<@") == 50
    assert "Measures to finance" in text(view)


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


def test_something_to_be_done_and_an_event_are_worded_apart() -> None:
    act, event = (
        text(post_view(post(replace(item(), milestone=replace(MILESTONE, kind=kind)))))
        for kind in (DeadlineKind.ACT_BY, DeadlineKind.EXPIRY)
    )
    assert "**To be done by 27 or 28 Apr 2026" in act
    assert "◇ due soon" in act
    assert "**Happens on 27 or 28 Apr 2026" in event
    assert "◇ soon" in event
    assert "due" not in event


@pytest.mark.parametrize(
    ("kind", "date_words", "outcome"),
    [
        (DeadlineKind.ACT_BY, "Was to be done by 27 or 28", "whether it was met"),
        (DeadlineKind.IN_FORCE, "Was to happen on 27 or 28", "whether it happened"),
    ],
)
def test_what_has_passed_is_not_said_to_have_come_about(
    kind: DeadlineKind, date_words: str, outcome: str
) -> None:
    passed = replace(post(item(what="Something")), now=OVER + timedelta(days=1))
    passed = replace(passed, items=(replace(item(), milestone=replace(MILESTONE, kind=kind)),))
    said = text(post_view(passed))
    assert date_words in said
    assert outcome in said


def test_a_month_is_no_day() -> None:
    month = replace(DEADLINE, precision=Precision.MONTH)
    milestone = replace(MILESTONE, deadline=month, kind=DeadlineKind.EXPIRY)
    assert "**Happens in Apr 2026" in text(post_view(post(replace(item(), milestone=milestone))))


ESCALATING = subscription(escalate_after=3, last_resort_role_id=73)
ANSWERED_FOR = replace(MILESTONE, owner_id=71, deputy_id=72)


@pytest.mark.parametrize(
    ("step", "called", "rest"),
    [
        (1, "<@71>", "Else <@72> is called on after 3 more days."),
        (2, "<@72>", "Else <@&73> is called on after 3 more days."),
        (3, "<@&73>", "It is the last step: after it I call on nobody."),
    ],
)
def test_an_escalation_says_to_whom_why_what_comes_next_and_that_it_ends(
    step: int, called: str, rest: str
) -> None:
    said = text(post_view(post(escalated(step))))
    assert said.startswith("**Escalated**")
    assert f"escalated, step {step} of 3" in said
    assert f"**Escalated to {called}: nobody has acknowledged this for {3 * step} days.**" in said
    assert f"*Seen* ends this. {rest}" in said


def test_a_rung_that_comes_together_with_a_step_says_both() -> None:
    both = replace(escalated(2), kind=ReminderKind.RUNG, rung=0)
    said = text(post_view(post(both)))
    assert "on the day · escalated, step 2 of 3" in said
    assert "Escalated to <@72>" in said


def test_what_was_held_while_paused_says_so() -> None:
    held = [replace(item(number), due_at=NOW - timedelta(days=3), held=True) for number in (1, 2)]
    said = text(post_view(late(*held)))
    assert said.startswith("**While reminders were paused**\n-# 2 reminders came up since <t:")
    assert said.count("Held while reminders were paused: planned 3 days ago") == 2
    assert "away" not in said
    alone = text(post_view(late(held[0])))
    assert alone.startswith("**A reminder, held while reminders were paused**")


def test_after_downtime_one_calm_post_tells_all_of_it_once() -> None:
    old = [replace(item(number), due_at=NOW - timedelta(days=2)) for number in range(1, 7)]
    old[0] = replace(old[0], overtaken=(30, 14))
    old[5] = replace(old[5], overtaken=(14,))
    said = text(post_view(replace(late(*old), more=100)))
    since = int((NOW - timedelta(days=2)).timestamp())
    assert said.startswith(
        f"**While I was away**\n-# 106 reminders came up since <t:{since}:f>; they are told here, "
        "once, the most urgent first."
    )
    assert "It also stands for the reminders 30 and 14 days before." in said
    assert "and an earlier reminder" in said
    assert "-# and 100 more: `/due` shows them" in said


def test_what_is_escalated_overdue_or_due_today_comes_before_what_is_nearer() -> None:
    def at(number: int, days: int, **fields: Any) -> PostItem:
        day = NOW.date() + timedelta(days=days)
        dated = replace(DEADLINE, due=day, earliest=day, latest=day, readings=(), ends_at=None)
        milestone = replace(MILESTONE, id=number, what=f"Number {number}", deadline=dated, **fields)
        return replace(item(number), milestone=milestone)

    items = [
        at(5, days=-1),
        at(6, days=40),
        at(4, days=1),
        at(2, days=0),
        at(3, days=-20, owner_id=71),
        replace(at(1, days=9, owner_id=71), escalated=1, wishes=(ESCALATING,)),
    ]
    said = text(post_view(post(*items)))
    assert re.findall(r"Number (\d)", said) == ["1", "2", "3", "5", "4", "6"]


def test_twenty_thousand_are_told_as_quickly_as_a_few() -> None:
    many = late(*(replace(item(number), held=True) for number in range(1, 20_001)))
    few = replace(many, items=many.items[:40])
    assert _seconds(many) < 20 * _seconds(few) + 0.02
    view = post_view(many)
    assert view.content_length() <= 4000
    assert "and 19981 more" in text(view)


def _seconds(told: Post) -> float:
    """The least processor time of a few that rendering takes."""
    times = []
    for _ in range(3):
        began = process_time()
        post_view(told)
        times.append(process_time() - began)
    return min(times)


ELSEWHERE = 1_210_000_000_000_000_099
MEANT = Place(4, 5, ELSEWHERE, None)


@pytest.mark.parametrize(
    ("here", "wish", "why"),
    [
        (
            {"channel_id": 1},
            subscription(fallback_channel_id=1),
            "because this channel stands in for the other (`/remind list`).",
        ),
        (
            {"channel_id": 1},
            subscription(),
            "because this channel hears of what could not be delivered (`/settings`).",
        ),
        (
            {"channel_id": None, "user_id": 8},
            subscription(created_by=8),
            "because you switched these reminders on (`/remind list`).",
        ),
    ],
)
def test_a_post_that_stands_in_says_for_which_why_and_where_to_see_more(
    here: dict[str, Any], wish: Subscription, why: str
) -> None:
    stands_in = replace(
        post(replace(item(), wishes=(wish,))),
        meant_for=MEANT,
        meant_reason=f"I may not write in <#{ELSEWHERE}>.",
        **here,
    )
    said = text(post_view(stands_in))
    there = f"<#{ELSEWHERE}>"
    assert f"-# Meant for {there}: I may not write in {there}. `/undelivered` shows what" in said
    assert said.endswith(f"-# You are told {why}")


@pytest.mark.parametrize(
    ("wish", "rung", "why"),
    [
        (subscription(), 7, "<#99> hears of everything, 7 days before"),
        (subscription(), 0, "<#99> hears of everything, on the day"),
        (subscription(), -1, "<#99> hears of everything, 1 day after"),
        (
            subscription(scope=Scope.PARTY, subject="Japan", channel_id=None, user_id=8),
            7,
            "you asked to hear of Japan, 7 days before",
        ),
    ],
)
def test_every_post_says_why_it_is_told(wish: Subscription, rung: int, why: str) -> None:
    told = replace(
        post(replace(item(), rung=rung, wishes=(wish,))),
        channel_id=wish.channel_id,
        user_id=wish.user_id,
    )
    assert text(post_view(told)).endswith(f"-# You are told because {why} (`/remind list`).")


def test_several_wishes_are_said_once_each_and_not_all_of_many() -> None:
    names = ["Japan", "Australia", "Malaysia", "Thailand"]
    wishes = tuple(
        subscription(id=number, scope=Scope.PARTY, subject=name)
        for number, name in enumerate(names)
    )
    told = post(replace(item(1), wishes=wishes), replace(item(2), wishes=wishes))
    assert text(post_view(told)).endswith("hears of Japan, Australia and 2 more (`/remind list`).")


@pytest.mark.parametrize(
    ("days", "words"), [(3, "Sent 3 days early: nothing is"), (-1, "Sent 1 day later: nothing is")]
)
def test_a_rung_on_a_closed_day_says_that_it_comes_on_another(days: int, words: str) -> None:
    assert words in text(post_view(post(replace(item(), days_early=days))))


def test_one_late_among_others_makes_no_late_post() -> None:
    behind = replace(item(1), due_at=NOW - timedelta(hours=2))
    told = replace(post(behind, item(2)), late_items=frozenset({1}))
    said = text(post_view(told))
    assert said.startswith("**2 reminders, one of them late**")
    assert said.count("Late: due to be posted 2 h ago") == 1


def test_the_times_of_which_nothing_was_said_are_named() -> None:
    missed = replace(item(), missed=(date(2026, 3, 28), date(2026, 4, 4)))
    said = text(post_view(post(missed)))
    assert "I could not speak of its times before: Sat 28 Mar 2026, Sat 4 Apr 2026." in said


def escalated(step: int) -> PostItem:
    return replace(
        item(),
        milestone=ANSWERED_FOR,
        kind=ReminderKind.ESCALATED,
        rung=step,
        escalated=step,
        waited_days=3 * step,
        wishes=(ESCALATING,),
    )


def late(*items: PostItem) -> Post:
    """A post of which every item comes after its time."""
    return replace(post(*items), late_items=frozenset(each.reminder_id for each in items))


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
