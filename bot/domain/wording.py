"""How dates, states and commitments are put into words, wherever people read them.

Plain text without markup, the same in a Discord card, in the terminal and in a calendar.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bot.domain.agreements import EventKind, Instrument, Status
from bot.domain.dates.values import Precision, Standing
from bot.domain.dates.wording import place_name
from bot.domain.milestones import Milestone, Modality, State
from bot.messages import t, tn

MARKS = {
    State.OVERDUE: "▲",
    State.DUE_TODAY: "◆",
    State.DUE_SOON: "◇",
    State.UPCOMING: "○",
    State.UNVERIFIED_PAST: "?",
    State.AWAITING_TRIGGER: "⋯",
    State.NO_DATE: "□",
    State.ONGOING: "~",
    State.SUSPENDED: "‖",
    State.DONE_ON_TIME: "✓",
    State.DONE_LATE: "✓",
    State.WAIVED: "×",
    State.SUPERSEDED: "×",
    State.CANCELLED: "×",
}
"""A sign for each state, so that none depends on colour; the word always stands beside it."""

MOST_NAMED_DAYS = 3
"""Readings on more days than this are said as a span."""

LASTING = frozenset(
    each.value
    for each in (
        EventKind.PROVISIONALLY_APPLIED,
        EventKind.IN_FORCE,
        EventKind.SUSPENDED,
        EventKind.RESUMED,
    )
)
"""Where an agreement stands that goes on from its event; the others happened once."""

NOT_AGREED = frozenset({Instrument.MEASURE, Instrument.COURT_RULING, Instrument.MEETING})
"""Instruments of which nobody asks whether they bind their parties."""


def place(zone: str) -> str:
    """The city whose days `zone` counts, as people know it; the zone itself where it has none."""
    return place_name(zone)


def day(on: date, *, weekday: bool = True) -> str:
    """A date that no reader can take for another: "Tue 28 Apr 2026"."""
    values = {"day": on.day, "month": _months()[on.month - 1], "year": on.year}
    if not weekday:
        return t("{day} {month} {year}", **values)
    return t("{weekday} {day} {month} {year}", weekday=_weekdays()[on.weekday()], **values)


def span(first: date, last: date) -> str:
    """The days from `first` to `last`, said as briefly as is clear: "27–28 Apr 2026"."""
    if first == last:
        return day(first)
    end = day(last, weekday=False)
    if (first.year, first.month) == (last.year, last.month):
        return t("{first}–{last}", first=first.day, last=end)
    if first.year == last.year:
        start = t("{day} {month}", day=first.day, month=_months()[first.month - 1])
        return t("{first} – {last}", first=start, last=end)
    return t("{first} – {last}", first=day(first, weekday=False), last=end)


def dated(on: date, precision: Precision, *, weekday: bool = True) -> str:
    """A date no more exactly than it is known: a day, "Apr 2026", "Q2 2026" or "2026"."""
    values = {"month": _months()[on.month - 1], "year": on.year}
    match precision:
        case Precision.MONTH:
            return t("{month} {year}", **values)
        case Precision.QUARTER:
            return t("Q{quarter} {year}", quarter=(on.month + 2) // 3, **values)
        case Precision.HALF if on.month <= 6:
            return t("first half of {year}", **values)
        case Precision.HALF:
            return t("second half of {year}", **values)
        case Precision.YEAR:
            return str(on.year)
        case _:
            return day(on, weekday=weekday)


def due(milestone: Milestone) -> str:
    """When a milestone falls due; where there are several readings, the days of all of them.

    The place whose days are counted is not said: see `place`.
    """
    deadline = milestone.deadline
    if deadline is None or deadline.due is None:
        return t("no date yet")
    if deadline.precision is not Precision.DAY:
        return dated(deadline.due, deadline.precision)
    first, last = deadline.earliest or deadline.due, deadline.latest or deadline.due
    days = sorted({each.on for each in deadline.readings if each.counts} | {first, last})
    if len(days) <= MOST_NAMED_DAYS:
        return either(days)
    readings = tn("{count} reading", "{count} readings", len(days))
    return t("{span}, {readings}", span=span(first, last), readings=readings)


def either(days: Sequence[date]) -> str:
    """Days of which one is meant, in order: "27 or 28 Apr 2026"."""
    if len(days) == 1:
        return day(days[0])
    last = days[-1]
    names = [
        str(each.day)
        if (each.year, each.month) == (later.year, later.month)
        else t("{day} {month}", day=each.day, month=_months()[each.month - 1])
        if each.year == last.year
        else day(each, weekday=False)
        for each, later in pairwise(days)
    ]
    return t("{first} or {last}", first=", ".join(names), last=day(last, weekday=False))


def distance(days: int) -> str:
    """How far off a day is, for those who have no clock to tell them: "in 8 days"."""
    if days == 0:
        return t("today")
    if days > 0:
        return tn("tomorrow", "in {count} days", days)
    return tn("yesterday", "{count} days ago", -days)


def stands(status: Status, *, weekday: bool = False) -> str:
    """Where an agreement stands and since when: "signed on 28 Oct 2025"."""
    event = status.event
    if event is None:
        return t("no event recorded")
    word, on = t(status.word), dated(event.on, event.precision, weekday=weekday)
    if status.word in LASTING:
        return t("{word} since {on}", word=word, on=on)
    if event.precision is not Precision.DAY:
        return t("{word} in {on}", word=word, on=on)
    return t("{word} on {on}", word=word, on=on)


def standing_word(standing: Standing) -> str:
    """How sure the record is of a fact."""
    return {
        Standing.CONFIRMED: t("confirmed"),
        Standing.REPORTED: t("reported"),
        Standing.EXPECTED: t("expected"),
        Standing.DISPUTED: t("disputed"),
    }[standing]


def state_word(state: State) -> str:
    """A state in the reader's language."""
    return {
        State.OVERDUE: t("overdue"),
        State.DUE_TODAY: t("due today"),
        State.DUE_SOON: t("due soon"),
        State.UPCOMING: t("upcoming"),
        State.UNVERIFIED_PAST: t("unverified"),
        State.AWAITING_TRIGGER: t("awaiting its trigger"),
        State.NO_DATE: t("no date yet"),
        State.ONGOING: t("no fixed date"),
        State.SUSPENDED: t("suspended"),
        State.DONE_ON_TIME: t("done on time"),
        State.DONE_LATE: t("done late"),
        State.WAIVED: t("waived"),
        State.SUPERSEDED: t("superseded"),
        State.CANCELLED: t("cancelled"),
    }[state]


def marked(state: State) -> str:
    """A state with the sign that stands for it: "▲ overdue"."""
    return f"{MARKS[state]} {state_word(state)}"


def commitment(modality: Modality, obligors: Sequence[str]) -> str:
    """Who is bound and how firmly, never more so than the text: "intended by Japan".

    Empty for a plain fact that names nobody.
    """
    who = listed(obligors)
    if modality is Modality.STATES:
        return who
    if not who:
        return {
            Modality.SHALL: t("an obligation"),
            Modality.INTENDS: t("intended"),
            Modality.MAY: t("optional"),
        }[modality]
    return {
        Modality.SHALL: t("obligation of {who}", who=who),
        Modality.INTENDS: t("intended by {who}", who=who),
        Modality.MAY: t("option of {who}", who=who),
    }[modality]


def kind(instrument: Instrument, binding: bool | None) -> str:
    """Of what kind an agreement is and whether it binds: "Framework · not binding"."""
    word = t(instrument.value)
    word = word[:1].upper() + word[1:]
    if binding is None and instrument in NOT_AGREED:
        return word
    return f"{word} · {binding_word(binding)}"


def binding_word(binding: bool | None) -> str:
    """Whether a text binds, or that the sources do not say."""
    if binding is None:
        return t("binding: not recorded")
    return t("binding") if binding else t("not binding")


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names in a row: "Japan, United States"; of too many the first, and how many more."""
    if len(names) <= most:
        return ", ".join(names)
    rest = tn("{count} more", "{count} more", len(names) - most + 1)
    return t("{first} and {rest}", first=", ".join(names[: most - 1]), rest=rest)


def weekdays(days: Sequence[int]) -> str:
    """Days of the week (0 is Monday), in their order: "Mon to Fri", "Mon, Wed, Fri"."""
    names = [_weekdays()[each] for each in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return t("{first} to {last}", first=names[0], last=names[-1])
    return ", ".join(names)


def _weekdays() -> tuple[str, ...]:
    return (t("Mon"), t("Tue"), t("Wed"), t("Thu"), t("Fri"), t("Sat"), t("Sun"))


def _months() -> tuple[str, ...]:
    return (
        *(t("Jan"), t("Feb"), t("Mar"), t("Apr"), t("May"), t("Jun")),
        *(t("Jul"), t("Aug"), t("Sep"), t("Oct"), t("Nov"), t("Dec")),
    )
