"""How a post begins: whom it is for, what it is, and why it comes late or comes here."""

import re

from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.messages import t, tn
from cogs.render.look import channel, person, role, stamp
from cogs.render.safe import small, told

_ROLE = re.compile(r"<@&(\d+)>")
_PERSON = re.compile(r"<@(\d+)>")

MOST_MENTIONED = 50
"""Roles and people of one post: a message has room for no more, nor takes many more."""


def mentioned(post: Post) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The roles and the people that a post mentions, roles first where there are too many."""
    roles = post.role_ids[:MOST_MENTIONED]
    return roles, post.mention_user_ids[: MOST_MENTIONED - len(roles)]


def named_in(posted: str) -> tuple[list[int], list[int]]:
    """The roles and the people whom a head mentions, as it was posted: those in its first line."""
    first = posted.partition("\n")[0]
    return [int(each) for each in _ROLE.findall(first)], [
        int(each) for each in _PERSON.findall(first)
    ]


def head(post: Post) -> str:
    """Those the post is for, so that Discord notifies them, its title and what to know first."""
    roles, people = mentioned(post)
    names = " ".join([*map(role, roles), *map(person, people)])
    return "\n".join(part for part in (names, _title(post), stands_in(post)) if part)


def is_sample(post: Post) -> bool:
    """Whether this is `/remind test`: its items stand for no reminder of the queue."""
    return not any(item.reminder_id for item in post.items)


def late_items(post: Post) -> list[PostItem]:
    """What is posted after its time."""
    return [item for item in post.items if item.reminder_id in post.late_items]


def _title(post: Post) -> str:
    count, kinds = len(post.items) + post.more, {item.kind for item in post.items}
    if is_sample(post):
        return t("**A test:** this is how a reminder looks. Nothing is recorded.")
    if late := late_items(post):
        return _late(post, late, count)
    if kinds == {ReminderKind.MOVED}:
        return tn("**A date has moved**", "**{count} dates have moved**", count)
    if all(item.escalated for item in post.items):
        return tn("**Escalated**", "**{count} escalated**", count)
    return tn("**Reminder**", "**{count} reminders**", count)


def _late(post: Post, late: list[PostItem], count: int) -> str:
    """That the post comes after its time, and why: once, whatever came up meanwhile."""
    held = all(item.held for item in late)
    if count == 1 and held:
        return t("**A reminder, held while reminders were paused**")
    if count == 1:
        why = small(t("I could not post it at the time."))
        return "\n".join([t("**A reminder, late**"), *([] if post.meant_for else [why])])
    if len(late) == 1:
        return tn("**{count} reminder, late**", "**{count} reminders, one of them late**", count)
    title = t("**While reminders were paused**") if held else t("**While I was away**")
    line = tn(
        "{count} reminder came up since {at}; it is told here, once.",
        "{count} reminders came up since {at}; they are told here, once, the most urgent first.",
        len(late) + post.more,
        at=stamp(min(item.due_at for item in late), "f"),
    )
    return f"{title}\n{small(line)}"


def stands_in(post: Post) -> str | None:
    """For which place the post was meant, and why it is not there."""
    meant = post.meant_for
    if meant is None:
        return None
    place = channel(meant.channel_id) if meant.channel_id else t("direct messages")
    why = told(post.meant_reason or t("it could not be posted there"))
    line = t("Meant for {place}: {why}", place=place, why=why.rstrip("."))
    return small(t("{line}. `/undelivered` shows what else there is.", line=line))
