"""Histories: what has changed in a period, as a colleague would tell it.

The history has a line for everything that somebody did. What is told has one for each thing that
came of it: a date that moved twice is told once, from the first to the last.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, auto

from bot.domain import wording
from bot.domain.changes import Change
from bot.messages import t


class News(Enum):
    """What kind of thing is told, in the order of reading."""

    DATE = auto()
    EVENT = auto()
    OUTCOME = auto()
    CHECK = auto()
    ADDED = auto()
    EDITED = auto()
    SERVER = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that changed.

    `what` is the line of the history in its own words. Of a date `old_on` and `new_on` are the due
    dates before and after the period (None: there was none); `note` is the reason, the evidence or
    whatever else was written down with it. `by` is a Discord user's id, None for the starter
    catalogue and for what followed by itself. `times` counts the lines that it stands for.
    """

    news: News
    what: str
    at: datetime
    by: int | None
    agreement_id: int | None = None
    agreement: str | None = None
    milestone_id: int | None = None
    milestone: str | None = None
    old_on: date | None = None
    new_on: date | None = None
    note: str | None = None
    times: int = 1


_ISO_DATE = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_DATES = {"date moved", "date set"}
_LOADED = "starter catalogue loaded"
_WORDS: Mapping[str, News] = {
    "done": News.OUTCOME,
    "waived": News.OUTCOME,
    "suspended": News.OUTCOME,
    "superseded": News.OUTCOME,
    "cancelled": News.OUTCOME,
    "reopened": News.OUTCOME,
    "next time": News.OUTCOME,
    "archived": News.OUTCOME,
    "restored": News.OUTCOME,
    "checked: not met": News.CHECK,
    "recorded": News.ADDED,
    _LOADED: News.ADDED,
    "edited": News.EDITED,
    "source added": News.EDITED,
    "claims recorded": News.EDITED,
    "owner named": News.EDITED,
    "date set by hand": News.EDITED,
    "back to its rule": News.EDITED,
}
"""The lines of the history that are told as they stand; those of an agreement that are not named
here are events."""


def tell(
    changes: Sequence[Change], agreements: Mapping[int, str], milestones: Mapping[int, str]
) -> tuple[Told, ...]:
    """What came of these lines of the history, oldest first, in the order of reading.

    `agreements` and `milestones` are the names by id of those on record; what happened to one that
    is not is left out, as are the settings of reminders.
    """
    told: dict[tuple[object, ...], Told] = {}
    company = _company(changes)
    for change in changes:
        line = _line(change, agreements, milestones)
        if line is None or _came_along(change, company):
            continue
        key = _key(line)
        told[key] = _joined(told[key], line) if key in told else line
    hands = {
        each.milestone_id: each
        for each in told.values()
        if each.what in ("date set by hand", "back to its rule")
    }
    lines = [_with_reason(each, hands) for each in told.values()]
    moved = {each.milestone_id for each in lines if each.news is News.DATE}
    return tuple(
        sorted(
            (each for each in lines if _worth_telling(each, moved)),
            key=lambda each: (
                each.news.value,
                each.agreement or "",
                each.at,
                each.new_on or date.max,
            ),
        )
    )


def _company(changes: Sequence[Change]) -> frozenset[tuple[str, object]]:
    """What the dates that were set or moved may have come along with."""
    return frozenset(
        (each.what, each.at if each.what == _LOADED else each.milestone_id)
        if each.what in (_LOADED, "recorded")
        else ("went on", (each.milestone_id, each.at))
        for each in changes
        if each.what in (_LOADED, "recorded", "next time", "done")
    )


def _came_along(change: Change, company: frozenset[tuple[str, object]]) -> bool:
    """Whether a date is no news: its milestone is itself, or it has gone on to its next time."""
    if change.what == "date set":
        return ("recorded", change.milestone_id) in company or (_LOADED, change.at) in company
    return change.what == "date moved" and ("went on", (change.milestone_id, change.at)) in company


def _line(
    change: Change, agreements: Mapping[int, str], milestones: Mapping[int, str]
) -> Told | None:
    news = _news(change)
    known = (change.agreement_id is None or change.agreement_id in agreements) and (
        change.milestone_id is None or change.milestone_id in milestones
    )
    if news is None or not known:
        return None
    before, after = change.before or {}, change.after or {}
    return Told(
        news,
        change.what,
        change.at,
        change.by,
        change.agreement_id,
        agreements.get(change.agreement_id or 0),
        change.milestone_id,
        milestones.get(change.milestone_id or 0),
        old_on=_date(before.get("due")) if news is News.DATE else None,
        new_on=_date(after.get("due")) if news is News.DATE else None,
        note=after.get("note") if news is not News.DATE else None,
    )


def _news(change: Change) -> News | None:
    """What a line is; None for what is nobody's news, such as who is reminded where."""
    if change.what in _DATES:
        return News.DATE
    if change.what.startswith("reminders"):
        return None
    if change.what == "settings changed":
        return News.SERVER
    if change.what in _WORDS:
        return _WORDS[change.what]
    if change.milestone_id is None and change.agreement_id is not None:
        return News.EVENT
    return News.EDITED


def _date(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _key(line: Told) -> tuple[object, ...]:
    """What makes two lines one thing: dates, checks and edits of the same subject are."""
    one = {News.DATE, News.CHECK, News.EDITED, News.SERVER}
    if line.news in one:
        words = line.what if line.news is News.EDITED else ""
        return line.news, words, line.agreement_id, line.milestone_id
    return line.news, line.what, line.agreement_id, line.milestone_id, line.at


def _joined(first: Told, later: Told) -> Told:
    return replace(later, old_on=first.old_on, times=first.times + 1)


def _with_reason(line: Told, hands: Mapping[int | None, Told]) -> Told:
    """A date that a person set, with who did and why."""
    by_hand = hands.get(line.milestone_id)
    if line.news is not News.DATE or by_hand is None:
        return line
    return replace(line, note=by_hand.note, by=by_hand.by)


def _worth_telling(line: Told, moved: set[int | None]) -> bool:
    """Not a date that came back to where it was, nor the hand that moved one that is told."""
    if line.news is News.DATE:
        return line.old_on != line.new_on
    return not (
        line.what in ("date set by hand", "back to its rule") and line.milestone_id in moved
    )


def words(told: Told) -> str:
    """The line of the history as people read it, its dates too."""
    written = {"recorded": t("new on record"), "next time": t("went on to its next time")}
    return written.get(told.what) or dated(told.what)


def dated(text: str) -> str:
    """A text of the history in which dates stand as people read them."""
    return _ISO_DATE.sub(_day, text)


def _day(found: re.Match[str]) -> str:
    try:
        return wording.day(date.fromisoformat(found[0]))
    except ValueError:  # no such day: somebody wrote it so
        return found[0]


def heading(news: News) -> str:
    """What stands above the things of one kind."""
    return {
        News.DATE: t("Dates moved"),
        News.EVENT: t("What happened"),
        News.OUTCOME: t("Outcomes"),
        News.CHECK: t("Looked into"),
        News.ADDED: t("New on record"),
        News.EDITED: t("Edited"),
        News.SERVER: t("Settings"),
    }[news]
