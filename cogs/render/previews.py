"""What will be posted, as people see it."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.acknowledgements import called_on
from bot.domain.milestones import Milestone
from bot.domain.reminders import Coming, ReminderKind
from bot.domain.subscriptions import UNTIL_RESUMED
from bot.messages import t, tn
from bot.services.reminders import ComingPage
from cogs.render.look import Block, Tone, card, person, role, stamp
from cogs.render.rungs import reminder_words
from cogs.render.safe import said, small
from cogs.render.wishes import place_mention

PAGE_SIZE = 4

Rows = Sequence[Sequence[ui.Item[Any]]]


def preview_card(page: ComingPage, days: int, rows: Rows) -> ui.LayoutView:
    """A page of the posts that will come within `days`."""
    if not page.shown:
        return card(
            t("Coming reminders"),
            tn(
                "Nothing comes within {count} day.",
                "Nothing comes within {count} days. Look further ahead, or see `/remind list`.",
                days,
            ),
            tone=Tone.QUIET,
        )
    under = tn("{count} within {days} days", "{count} within {days} days", page.total, days=days)
    if page.pages > 1:
        under += " · " + t("page {page} of {pages}", page=page.page + 1, pages=page.pages)
    return card(
        t("Coming reminders"),
        Block(coming_lines(page.shown), spaced=True),
        under=under,
        rows=rows,
    )


def coming_lines(coming: Sequence[Coming], *, place: bool = True) -> list[str]:
    """A few lines for each post: its time and place, then what it will speak of."""
    lines = []
    for (at, where), group in groupby(coming, key=lambda each: (each.due_at, _where(each))):
        together = list(group)
        head = f"**{stamp(at, 'f')}** · {stamp(at, 'R')}" + (f" · {where}" if place else "")
        lines.append("\n".join([head, *_held(together), *map(_coming_line, together)]))
    return lines


def _where(each: Coming) -> str:
    return place_mention(each.subscription)


def _held(together: Sequence[Coming]) -> list[str]:
    """That a pause holds the post back, and until when."""
    until = max((each.held_until for each in together if each.held_until), default=None)
    if until is None:
        return []
    if until == UNTIL_RESUMED:
        return [small(t("⏸ held back until somebody resumes these reminders"))]
    return [small(t("⏸ held back until {at}", at=stamp(until, "f")))]


def _coming_line(each: Coming) -> str:
    milestone = each.milestone
    if milestone is None:
        return t("A digest of {what}", what=said(each.subscription.subject, 110) or t("everything"))
    what = f"{said(milestone.agreement, 50)}: {said(milestone.what, 110)}"
    return f"{what}\n{small(f'{_why(each, milestone)} · {wording.due(milestone)}')}"


def _why(each: Coming, milestone: Milestone) -> str:
    if each.kind is not ReminderKind.ESCALATED:
        return " ".join([reminder_words(each.kind, each.rung), *_shifted(each.shifted_days)])
    people, roles = called_on(milestone, each.subscription, each.rung)
    names = " ".join([*map(person, people), *map(role, roles)])
    return t("calls on {name}, unless somebody has seen it by then", name=names or t("nobody"))


def _shifted(days: int) -> list[str]:
    """That a rung does not come on its own day, on which the server is closed."""
    if days == 0:
        return []
    if days < 0:
        return [tn("({count} day early: closed then)", "({count} days early: closed then)", -days)]
    return [tn("({count} day later: closed then)", "({count} days later: closed then)", days)]
