"""A post of reminders as it stands in a channel or a direct message.

One message for one or more milestones: each with what, when and the words of the text, and with
its own buttons, as far as Discord's limits allow; the others are named in a line each.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.milestones import Milestone, State, state
from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.messages import t, tn
from cogs.buttons import Done, Show, Snooze
from cogs.render.look import TEXT_LIMIT, person, role, stamp, tone_of, when
from cogs.render.milestones import own_time, quoted, reading_lines, source_words
from cogs.render.rungs import ladder_words, reminder_words
from cogs.render.safe import said, small
from cogs.seen import Seen
from cogs.why import Why

MOST_IN_FULL = 4
"""Each takes 8 of the 40 components that a message may have."""

_DETAILS = ((200, 300), (160, 0), (80, 0))
"""How long the words of a milestone and its quotation may be: ample, shorter, shortest."""

_LINE = 90
"""How long the name of a milestone may be that is only named."""


def post_view(post: Post) -> ui.LayoutView:
    """The whole message; those it is for are named first, so that Discord notifies them."""
    post = replace(post, items=_nearest_first(post))
    head = _head(post)
    texts, rest = _fitted(post, TEXT_LIMIT - len(head))
    view = ui.LayoutView(timeout=None).add_item(ui.TextDisplay(head))
    for item, text in zip(post.items, texts, strict=False):
        edge = tone_of([state(item.milestone, post.now)])
        row = _buttons(post, item.milestone)
        view.add_item(ui.Container(ui.TextDisplay(text), row, accent_colour=edge.value))
    if rest:
        view.add_item(ui.TextDisplay(rest))
    return view


def _nearest_first(post: Post) -> tuple[PostItem, ...]:
    """The items by how near their dates are: only the first ones are shown in full."""
    today = post.now.date()

    def distance(item: PostItem) -> timedelta:
        return abs((item.milestone.due_on or date.max) - today)

    return tuple(sorted(post.items, key=distance))


def _is_sample(post: Post) -> bool:
    """Whether this is `/remind test`: its items stand for no reminder of the queue."""
    return not any(item.reminder_id for item in post.items)


def _head(post: Post) -> str:
    people = [person(each) for each in post.mention_user_ids]
    names = " ".join([*(role(each) for each in post.role_ids), *people])
    count = len(post.items)
    if _is_sample(post):
        title = t("**A test:** this is how a reminder looks. Nothing is recorded.")
    elif post.late:
        title = tn("**A reminder, late**", "**{count} reminders, some of them late**", count)
        title += "\n" + small(t("I could not post at the time; this is what came up meanwhile."))
    elif all(item.kind is ReminderKind.MOVED for item in post.items):
        title = tn("**A date has moved**", "**{count} dates have moved**", count)
    else:
        title = tn("**Reminder**", "**{count} reminders**", count)
    return f"{names}\n{title}" if names else title


def _buttons(post: Post, milestone: Milestone) -> ui.ActionRow[Any]:
    """What can be done right here; under a test only looking is possible."""
    ids = (milestone.guild_id, milestone.id)
    done, seen = Done(*ids, milestone.occurrence), Seen(*ids, milestone.due_version)
    snooze, show, why = Snooze(*ids), Show(*ids), Why(*ids)
    for button in (done, seen, snooze):
        button.item.disabled = _is_sample(post)
    return ui.ActionRow(done, seen, snooze, show, why)


def _fitted(post: Post, room: int) -> tuple[list[str], str]:
    """The texts of the items that are shown in full, and the lines that name the others."""
    for count in range(min(len(post.items), MOST_IN_FULL), 0, -1):
        others = [item.milestone for item in post.items[count:]]
        for detail in _DETAILS:
            texts = [_text(post, item, *detail) for item in post.items[:count]]
            rest = _named(others, room - sum(map(len, texts)))
            if rest is not None:
                return texts, rest
    return [], _named([item.milestone for item in post.items], room) or ""


def _named(milestones: Sequence[Milestone], room: int) -> str | None:
    """A line for each of `milestones` as far as they fit, and a count of the others.

    None where not even the count fits.
    """
    lines = [
        f"- {said(each.agreement, 50)}: {said(each.what, _LINE)} · {wording.due(each)}"
        for each in milestones
    ]
    for shown in range(len(lines), -1, -1):
        text = "\n".join([*_also(lines[:shown]), *_uncounted(len(lines) - shown)])
        if len(text) <= room:
            return text
    return None


def _also(lines: Sequence[str]) -> list[str]:
    return [f"**{t('Also')}**", *lines] if lines else []


def _uncounted(hidden: int) -> list[str]:
    if not hidden:
        return []
    more = tn("and {count} more: `/due` shows it", "and {count} more: `/due` shows them", hidden)
    return [small(more)]


def _text(post: Post, item: PostItem, words: int, quotation: int) -> str:
    milestone = item.milestone
    stands = state(milestone, post.now)
    commitment = said(wording.commitment(milestone.modality, milestone.obligors), 120)
    moved = _moved(item)
    agreement, rung = said(milestone.agreement, 60), reminder_words(item.kind, item.rung)
    lines = [
        small(agreement if moved and item.kind is ReminderKind.MOVED else f"{agreement} · {rung}"),
        f"### {said(milestone.what, words)}",
        moved,
        f"**{when(milestone)}**",
        own_time(milestone),
        *reading_lines(milestone)[:4],
        f"{wording.marked(stands)} · {commitment}",
        _unverified(stands),
        quoted(milestone, quotation) if quotation else None,
        source_words(milestone) if quotation else None,
        _late(post, item),
        _overtaken(item),
    ]
    return "\n".join(line for line in lines if line)


def _moved(item: PostItem) -> str | None:
    """That the date below is a new one, with the one told before and why it moved."""
    if item.told_on is not None:
        line = t("The date has moved from ~~{old}~~ to:", old=wording.day(item.told_on))
    elif item.kind is ReminderKind.MOVED:
        line = t("The date has moved. It is now:")
    else:
        return None
    override = item.milestone.override
    why = [small(t("Why: {reason}", reason=said(override.reason, 200)))] if override else []
    return "\n".join([*why, line])


def _unverified(stands: State) -> str | None:
    if stands is not State.UNVERIFIED_PAST:
        return None
    return t("Nobody has recorded whether it was met.")


def _late(post: Post, item: PostItem) -> str | None:
    """How late the post is, as it was when it was made: the message is read later, too."""
    if item.reminder_id not in post.late_items:
        return None
    minutes = int((post.now - item.due_at).total_seconds()) // 60
    at = stamp(item.due_at, "f")
    return small(t("Late: due to be posted {ago} ago, {at}.", ago=_length(minutes), at=at))


def _length(minutes: int) -> str:
    hours, days = round(minutes / 60), round(minutes / 60 / 24)
    if minutes < 60:
        return tn("{count} min", "{count} min", minutes)
    if hours < 48:
        return tn("{count} h", "{count} h", hours)
    return tn("{count} day", "{count} days", days)


def _overtaken(item: PostItem) -> str | None:
    if not item.overtaken:
        return None
    rungs = ladder_words(sorted(item.overtaken, reverse=True))
    return small(t("It also stands for the reminders {rungs}.", rungs=rungs))
