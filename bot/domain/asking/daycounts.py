"""Replies on days themselves: how many there are until one, and what falls on certain ones."""

import re
from collections.abc import Callable
from datetime import date

from bot.domain import wording
from bot.domain.agreements import Agreement
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.dated import when
from bot.domain.asking.due import is_open, listed
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.replies import AHEAD, MOST_LINES, MOST_OFFERED, told
from bot.domain.asking.words import tokens
from bot.domain.dates.public_holidays import holiday_name
from bot.domain.dates.values import Precision
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKEND = frozenset({5, 6})


def countdown(found: Found) -> Reply:
    """How long it is until a day, and what falls on it; else how long until something is due."""
    time = found.question.time
    if time is None or found.question.strong or found.named:
        return when(found)
    today = local_date(found.record.now, found.record.zone)
    on = time.span.last
    lines = [Line(_until(on, today, weeks="week" in found.question.text))]
    falling = [
        each
        for each in listed(found)
        if is_open(each, found)
        and each.earliest_on
        and each.latest_on
        and each.earliest_on <= on <= each.latest_on
    ]
    lines += [sayings.milestone_line(each, found.record.now) for each in falling[:MOST_LINES]]
    if not falling:
        lines.append(Line(t("Nothing is recorded as due on that day.")))
    return told(
        found,
        lines,
        agreements=_agreements(falling, found),
        milestones=falling[:MOST_LINES],
        rest=max(0, len(falling) - MOST_LINES),
    )


def _until(on: date, today: date, *, weeks: bool) -> str:
    days = (on - today).days
    if days < 0:
        return t("{day} was {ago}.", day=wording.day(on), ago=wording.distance(days))
    count = tn("{count} day", "{count} days", days)
    if weeks and days >= 7:
        full = tn("{count} week", "{count} weeks", days // 7)
        over = tn("{count} day", "{count} days", days % 7)
        count = f"{count} ({t('{weeks} and {days}', weeks=full, days=over)})"
    return t(
        "{count} until {day}, counted from {today}.",
        count=count,
        day=wording.day(on),
        today=wording.day(today),
    )


def on_days(found: Found) -> Reply:
    """What lies ahead and falls on a weekend, a weekday or a holiday."""
    wanted = _wanted(found.question.text)
    fitting = [
        (each, note)
        for each in listed(found)
        if state(each, found.record.now) in AHEAD
        and each.deadline
        and each.deadline.precision is Precision.DAY
        and (note := _falls(each, wanted, found)) is not None
    ]
    lines = []
    for each, note in fitting[:MOST_LINES]:
        line = sayings.milestone_line(each, found.record.now)
        lines.append(Line(f"{line.text} {note}".rstrip(), line.sources))
    if not lines:
        lines = [Line(t("Nothing that lies ahead on record falls on such a day."))]
    return told(
        found,
        lines,
        agreements=_agreements([each for each, _ in fitting], found),
        milestones=[each for each, _ in fitting[:MOST_LINES]],
        rest=max(0, len(fitting) - MOST_LINES),
    )


def _wanted(text: str) -> frozenset[int]:
    """The weekdays that are asked for, from 0 for Monday; none where holidays are."""
    words = {each.removesuffix("s") for each in tokens(text)}
    days = {place for place, name in enumerate(_WEEKDAYS) if name in words}
    return frozenset(days | _WEEKEND if re.search(r"\bweekends?\b", text) else days)


def _falls(milestone: Milestone, wanted: frozenset[int], found: Found) -> str | None:
    """What else there is to say of the day if it is a wanted one; None where it is not."""
    on = milestone.due_on
    time = found.question.time
    if on is None or (time is not None and not time.span.holds(on, on)):
        return None
    if wanted:
        return "" if on.weekday() in wanted else None
    entry = found.record.entry(milestone.agreement_id)
    names = [
        f"{name} ({party.name})"
        for party in (entry.agreement.parties if entry else ())
        if party.code and (name := _holiday(party.code, on))
    ]
    return t("That day is a holiday: {names}.", names=", ".join(names)) if names else None


def _holiday(code: str, on: date) -> str:
    """The holiday of a country; nothing where none is known of it."""
    try:
        return holiday_name(code, on)
    except NotImplementedError:
        return ""


def _agreements(milestones: list[Milestone], found: Found) -> list[Agreement]:
    entries = (found.record.entry(each.agreement_id) for each in milestones[:MOST_OFFERED])
    return list(dict.fromkeys(each.agreement for each in entries if each))


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.COUNTDOWN: countdown,
    Kind.ON_DAYS: on_days,
}
