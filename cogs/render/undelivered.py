"""What could not be delivered, place by place, as people see it."""

from collections.abc import Callable, Sequence
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.subscriptions import Subscription
from bot.domain.undelivered import Unreached
from bot.messages import t, tn
from bot.services.resending import SentOn
from cogs.render.health import where
from cogs.render.look import Tone, card, stamp
from cogs.render.safe import said, small, told
from cogs.render.wishes import subject_words

PAGE_SIZE = 4
"""How many places a page has room for: each takes 6 of the 40 parts of a message."""

Rows = Sequence[Sequence[ui.Item[Any]]]


def undelivered_card(
    places: Sequence[Unreached],
    page: tuple[int, int],
    *,
    others: int = 0,
    rows_of: Callable[[Unreached], Rows],
    turning: Sequence[ui.Item[Any]] = (),
) -> ui.LayoutView:
    """A page of the places that cannot be posted to, each with what can be done about it.

    `page` counts from 0, of how many; `others` counts those who miss direct messages to them.
    """
    if not places:
        nothing = t("Everything has been delivered where it was meant to be.")
        return card(t("Undelivered"), _others(others) or nothing, tone=Tone.SETTLED)
    number, pages = page
    head = f"## {t('Undelivered')}"
    if pages > 1:
        head += "\n" + small(t("page {page} of {pages}", page=number + 1, pages=pages))
    view = ui.LayoutView(timeout=None).add_item(ui.TextDisplay(head))
    for each in places:
        view.add_item(_place(each, rows_of(each)))
    if others:
        view.add_item(ui.TextDisplay(small(_others(others))))
    if turning:
        view.add_item(ui.ActionRow(*turning))
    return view


def _place(found: Unreached, rows: Rows) -> ui.Container[Any]:
    edge = Tone.OVERDUE if found.lost else Tone.PRESSING
    text: ui.TextDisplay[Any] = ui.TextDisplay("\n".join(_lines(found)))
    return ui.Container(text, *(ui.ActionRow(*row) for row in rows), accent_colour=edge.value)


def _others(count: int) -> str:
    """That members do not get their own direct messages; nothing where all of them do."""
    if not count:
        return ""
    return tn(
        "{count} member does not get the direct messages that they asked for; they see it here.",
        "{count} members do not get the direct messages that they asked for; they see it here.",
        count,
    )


def _lines(found: Unreached) -> list[str]:
    place = found.place
    lines = [f"### {where(place)}", small(_for_what(found))]
    if found.board is not None and found.board.reason:
        why = told(found.board.reason)
        lines.append(t("Its board cannot be brought up to date: {why}", why=why))
    if place.closed_at is not None:
        lines.append(
            t(
                "{why} Nothing has arrived there since {at}.",
                why=told(place.closed_reason or t("I cannot post there.")),
                at=stamp(place.closed_at, "f"),
            )
        )
    lines += [
        tn(
            "{count} reminder went to {place} instead.",
            "{count} reminders went to {place} instead.",
            count,
            place=where(other),
        )
        for other, count in found.stood_in
    ]
    if found.waiting and found.next_at:
        lines.append(
            tn(
                "{count} more is planned for it, {at}.",
                "{count} more are planned for it, the next {at}.",
                found.waiting,
                at=stamp(found.next_at, "R"),
            )
        )
    return [*lines, *(_lost(found) if found.lost else [])]


def _for_what(found: Unreached) -> str:
    """What is posted in a place, by which it is known once its name is gone."""
    wishes = found.wishes
    if not wishes and found.board is not None:
        return t("a board")
    if not wishes:
        return t("stands in where another place cannot be posted to")
    reminders = [each for each in wishes if each.schedule is None]
    digests = [each for each in wishes if each.schedule is not None]
    parts = [t("reminders of {what}", what=_subjects(reminders))] if reminders else []
    parts += [t("a digest of {what}", what=_subjects(digests))] if digests else []
    return " · ".join(parts)


def _subjects(wishes: Sequence[Subscription]) -> str:
    return wording.listed(list(dict.fromkeys(said(subject_words(each), 80) for each in wishes)))


def _lost(found: Unreached) -> list[str]:
    """How much was given up since when and why, and some of what it is about."""
    since = stamp(found.since, "f") if found.since else t("unknown")
    lines = [
        tn(
            "**{count} reminder is undelivered**, due {since}.",
            "**{count} reminders are undelivered**, the first due {since}.",
            found.lost,
            since=since,
        )
    ]
    if found.reason and found.reason != found.place.closed_reason:
        lines.append(t("The last that was tried: {why}", why=told(found.reason)))
    return lines + [
        f"- {said(each.agreement, 50)}: {said(each.what, 90)} · {wording.due(each)}"
        for each in found.milestones
    ]


def sent_card(sent: SentOn) -> ui.LayoutView:
    """What became of what could not be delivered, once it was sent on or tried again."""
    nothing = t("Nothing was waiting for it. What comes next is posted there.")
    title = t("Trying again") if sent.place.id == sent.to.id else t("Sent elsewhere")
    return card(title, where(sent.to), *(_became(sent) or [nothing]), tone=Tone.SETTLED)


def _became(sent: SentOn) -> list[str]:
    moved = tn(
        "{count} set of reminders goes to {place} from now on.",
        "{count} sets of reminders go to {place} from now on.",
        sent.moved,
        place=where(sent.to),
    )
    ended = tn(
        "{count} set was on there already, so that it ended here.",
        "{count} sets were on there already, so that they ended here.",
        sent.ended,
    )
    again = tn(
        "{count} undelivered reminder is posted there in a moment, said to be late.",
        "{count} undelivered reminders are posted there in a moment, said to be late.",
        sent.again,
    )
    dropped = tn(
        "{count} is no longer news there, and is off the list.",
        "{count} are no longer news there, and are off the list.",
        sent.dropped,
    )
    lines = {moved: sent.moved, ended: sent.ended, again: sent.again, dropped: sent.dropped}
    return [line for line, count in lines.items() if count]
