"""How a deadline is explained, in plain words: the same in a Discord card and at a shell."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.dates.values import (
    Deadline,
    DeadlineKind,
    DeadlineState,
    Form,
    Precision,
    Reading,
    Rule,
)
from bot.domain.inquiries import Finding
from bot.messages import t


@dataclass(frozen=True, slots=True)
class Dated:
    """One day with the names of the readings that lead to it."""

    on: date
    names: tuple[str, ...]
    prevails: bool


def title(deadline: Deadline) -> str:
    """The date, or why there is none."""
    if deadline.due is not None:
        return wording.dated(deadline.due, deadline.precision)
    return {
        DeadlineState.AWAITING_TRIGGER: t("No date yet: it waits for an event"),
        DeadlineState.INDEFINITE: t("No fixed date"),
    }.get(deadline.state, t("No date: something is open"))


def ends(deadline: Deadline) -> str | None:
    """To when it lasts, where its days are counted: "To the end of that day in Tokyo"."""
    if deadline.due is None or deadline.passes_at is None:
        return None
    place = wording.place(deadline.zone)
    local = deadline.passes_at.astimezone(ZoneInfo(deadline.zone))
    last_day = (local - timedelta(microseconds=1)).date()
    if local.time() == time(0) and last_day == deadline.due:
        return t("To the end of that day in {place}", place=place)
    day, at = wording.day(local.date()), f"{local:%H:%M}"
    return t("Until {time} on {day} in {place}", time=at, day=day, place=place)


def beyond(deadline: Deadline) -> list[str]:
    """What the date alone does not say: its last day, and when it no longer holds."""
    lines = []
    if deadline.due and deadline.precision is not Precision.DAY:
        lines.append(t("Its last day is {day}.", day=wording.day(deadline.due)))
    if deadline.then_on is not None:
        lines.append(t("From {day} on it no longer holds.", day=wording.day(deadline.then_on)))
    return lines


def readings(deadline: Deadline) -> list[Dated]:
    """Every day on which it may fall, in order, by the names of its readings; empty for one."""
    names: dict[date, list[str]] = {}
    for each in deadline.readings:
        if each.counts:
            names.setdefault(each.on, []).append(each.name)
    if len(names) < 2:
        return []
    return [Dated(on, tuple(every), on == deadline.due) for on, every in sorted(names.items())]


def readings_heading(rule: Rule | None, deadline: Deadline) -> str:
    """What stands above the readings: of what recurs they are the times after this one."""
    recurs = rule is not None and rule.form is Form.RECURRING
    return t("After that") if recurs and not readings(deadline) else t("Readings")


def beside(deadline: Deadline) -> list[Reading]:
    """Dates that are only shown, such as what arithmetic gives beside an official date."""
    return [each for each in deadline.readings if not each.counts]


def bounds(deadline: Deadline) -> str | None:
    """The earliest and the latest reading, where they differ."""
    first, last = deadline.earliest, deadline.latest
    if first is None or last is None or first == last:
        return None
    return t("Earliest {first}, latest {last}.", first=wording.day(first), last=wording.day(last))


def steps(deadline: Deadline, rule: Rule | None) -> list[str]:
    """The working, without the steps that only say what stands beside it anyway.

    These are the clause, the convention's name, the other readings and the question.
    """
    others = [
        f"{each.name.rpartition(': ')[2]}: "
        for each in deadline.readings
        if each.on != deadline.due
    ]
    phrase = f"“{rule.phrase}”" if rule else ""
    asked = deadline.question.text if deadline.question else None
    label = f"{deadline.convention})" if deadline.convention else None
    return [
        step
        for number, step in enumerate(deadline.trace)
        if not (number == 0 and phrase and phrase in step)
        and not (label and label in step)
        and not any(other in step for other in others)
        and step != asked
    ]


def counted(deadline: Deadline) -> bool:
    """Whether a convention has a say: the clause is understood, and sets a date some day."""
    return deadline.state in {DeadlineState.DATED, DeadlineState.AWAITING_TRIGGER}


def kind_words(kind: DeadlineKind) -> str:
    """What falls on the date: only something to be done moves to a working day."""
    return {
        DeadlineKind.ACT_BY: t("something to be done by then"),
        DeadlineKind.IN_FORCE: t("something that enters into force"),
        DeadlineKind.EXPIRY: t("something that expires"),
    }[kind]


def taken(found: Finding) -> list[str]:
    """What was taken for granted where nobody said it, in sentences."""
    sentences = [t("Read as {kind}.", kind=kind_words(found.kind))]
    if found.agreement:
        sentences.append(t("Events are those of {name}.", name=found.agreement))
    if found.zone_assumed and found.deadline.due:
        place = wording.place(found.deadline.zone)
        sentences.append(t("No place is named: days are counted in {place}.", place=place))
    return sentences
