"""Subscriptions and the reminders that they call for, as people see them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.reminders import Coming, Undelivered
from bot.domain.subscriptions import Scope, Subscription
from bot.messages import t, tn
from bot.services.subscriptions import SubscriptionPage
from cogs.render.look import Block, Tone, card, channel, person, role, stamp
from cogs.render.rungs import ladder_words, reminder_words
from cogs.render.safe import said, small

PAGE_SIZE = 10

Rows = Sequence[Sequence[ui.Item[Any]]]


def subscribed_card(page: SubscriptionPage, warning: str | None = None) -> ui.LayoutView:
    """What was switched on, and the first posts that will come."""
    wish = page.subscription
    first = Block(
        _coming_lines(page.next, place=False), heading=t("The first that will come"), spaced=True
    )
    none = t("Nothing that this covers has a date ahead. As soon as something has, I remind you.")
    planned = tn("{count} reminder is planned.", "{count} reminders are planned.", page.planned)
    return card(
        t("Reminders are on"),
        wish_lines(wish),
        first if page.next else none,
        *([warning] if warning else []),
        foot=planned if page.next else None,
        tone=Tone.SETTLED,
    )


def wish_lines(wish: Subscription) -> str:
    """A subscription in three lines: of what and where, how early, whom it mentions."""
    what = f"**{said(subject_words(wish), 150)}** · {place_mention(wish)}"
    names = [role(wish.role_id)] if wish.role_id else []
    names += [person(wish.mention_user_id)] if wish.mention_user_id else []
    facts = [t("mentions {names}", names=" ".join(names))] if names else []
    facts += [t("without a sound")] if wish.silent else []
    lines = [what, small(ladder_words(wish.ladder)), *([small(" · ".join(facts))] if facts else [])]
    return "\n".join(lines)


def subject_words(wish: Subscription) -> str:
    """What a subscription covers."""
    return t("everything") if wish.scope is Scope.EVERYTHING else wish.subject or ""


def place_mention(wish: Subscription) -> str:
    """Where a subscription is posted."""
    if wish.channel_id is not None:
        return channel(wish.channel_id)
    return t("direct messages to {person}", person=person(wish.user_id or 0))


def subscriptions_card(
    wishes: Sequence[Subscription], undelivered: Mapping[int, Undelivered]
) -> ui.LayoutView:
    """Who hears of what, where and how early; and, by id, what did not get through."""
    if not wishes:
        return card(
            t("Reminders"),
            t("No reminders are on. `/remind add` switches them on, for a channel or for you."),
            tone=Tone.QUIET,
        )
    return card(
        t("Reminders"),
        Block(
            [_with_failures(wish_lines(each), undelivered.get(each.id)) for each in wishes],
            spaced=True,
        ),
        under=tn("{count} is on", "{count} are on", len(wishes)),
        foot=t("/remind preview shows what comes, /remind remove switches one off."),
    )


def _with_failures(lines: str, undelivered: Undelivered | None) -> str:
    if undelivered is None:
        return lines
    failed = tn(
        "{count} post could not be delivered: {why}",
        "{count} posts could not be delivered, the latest because: {why}",
        undelivered.count,
        why=said(undelivered.reason, 200),
    )
    return f"{lines}\n{failed}"


def unsubscribed_card(wish: Subscription) -> ui.LayoutView:
    """What was switched off."""
    return card(t("Reminders are off"), wish_lines(wish), tone=Tone.QUIET)


def preview_card(
    shown: Sequence[Coming], total: int, days: int, page: tuple[int, int], rows: Rows
) -> ui.LayoutView:
    """A page of the posts that will come within `days`; `page` counts from 0, of how many."""
    if not shown:
        return card(
            t("Coming reminders"),
            tn(
                "Nothing comes within {count} day.",
                "Nothing comes within {count} days. Look further ahead, or see `/remind list`.",
                days,
            ),
            tone=Tone.QUIET,
        )
    under = tn("{count} within {days} days", "{count} within {days} days", total, days=days)
    number, pages = page
    if pages > 1:
        under += " · " + t("page {page} of {pages}", page=number + 1, pages=pages)
    return card(
        t("Coming reminders"), Block(_coming_lines(shown), spaced=True), under=under, rows=rows
    )


def _coming_lines(coming: Sequence[Coming], *, place: bool = True) -> list[str]:
    """A few lines for each post: its time and place, then what it will speak of."""
    lines = []
    for (at, where), group in groupby(coming, key=_post):
        head = f"**{stamp(at, 'f')}** · {stamp(at, 'R')}" + (f" · {where}" if place else "")
        lines.append("\n".join([head, *(_coming_line(each) for each in group)]))
    return lines


def _post(each: Coming) -> tuple[datetime, str]:
    return each.due_at, place_mention(each.subscription)


def _coming_line(each: Coming) -> str:
    milestone = each.milestone
    what = f"{said(milestone.agreement, 50)}: {said(milestone.what, 110)}"
    why = f"{reminder_words(each.kind, each.rung)} · {wording.due(milestone)}"
    return f"{what}\n{small(why)}"
