"""The earlier or the later of several deadlines, each of which may still await its trigger."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.dates.case import Case
from bot.domain.dates.outcome import undated
from bot.domain.dates.steps import opening, over_step, unread
from bot.domain.dates.values import Deadline, DeadlineState, Form, Question, Reading
from bot.domain.dates.wording import long_date
from bot.messages import t


def combined_deadline(case: Case, parts: Sequence[Deadline]) -> Deadline:
    """The earliest of the dates that are known, or the latest once all are known.

    Until then the latest has no date: the known ones are its lower bound. A part that cannot be
    overdue (“promptly”) does not take part.
    """
    earlier = case.rule.form is Form.EARLIEST_OF
    known = [part for part in parts if part.state is DeadlineState.DATED]
    waiting = [part for part in parts if part.state is not DeadlineState.DATED]
    steps = _steps(case, parts)
    if not known or (waiting and not earlier):
        return _waiting(case, known, waiting, steps)
    pick = min if earlier else max
    chosen = pick(known, key=lambda part: (part.due, part.passes_at))
    readings = _readings(case, parts, chosen)
    over = over_step(readings[0], chosen.zone)
    return replace(
        chosen,
        earliest=pick(part.earliest for part in known if part.earliest),
        latest=pick(part.latest for part in known if part.latest),
        ends_at=pick(part.ends_at for part in known if part.ends_at),
        readings=readings,
        trace=(*steps, _chosen_step(chosen, earlier=earlier), over, *unread(case.rule)),
        question=chosen.question or next((part.question for part in waiting), None),
    )


def _chosen_step(chosen: Deadline, *, earlier: bool) -> str:
    when = long_date(chosen.due) if chosen.due else ""
    if earlier:
        return t("The earliest of them is {date}.", date=when)
    return t("The latest of them is {date}.", date=when)


def _steps(case: Case, parts: Sequence[Deadline]) -> tuple[str, ...]:
    lines = [*opening(case)]
    for number, (rule, part) in enumerate(zip(case.rule.parts, parts, strict=True), 1):
        when = long_date(part.due) if part.due else t(part.state.value)
        lines.append(
            t("{number}. “{phrase}”: {when}.", number=number, phrase=rule.phrase, when=when)
        )
    return tuple(lines)


def _readings(case: Case, parts: Sequence[Deadline], chosen: Deadline) -> tuple[Reading, ...]:
    """The chosen part's readings, then the other parts' dates for comparison."""
    others = [
        replace(part.readings[0], name=rule.phrase, counts=False)
        for rule, part in zip(case.rule.parts, parts, strict=True)
        if part is not chosen and part.readings and part.due
    ]
    return (*chosen.readings, *others)


def _waiting(
    case: Case, known: Sequence[Deadline], waiting: Sequence[Deadline], steps: tuple[str, ...]
) -> Deadline:
    """No date yet; what is known bounds it from below where the latest counts."""
    states = [part.state for part in waiting]
    state = next(
        (
            one
            for one in (DeadlineState.UNDETERMINED, DeadlineState.AWAITING_TRIGGER)
            if one in states
        ),
        DeadlineState.INDEFINITE,
    )
    question = next((part.question for part in waiting if part.state is state), None)
    bounds = [part.earliest for part in known if part.earliest]
    readings = [replace(part.readings[0], counts=False) for part in known]
    return undated(
        case,
        state,
        question or Question(t("Has any of these happened?")),
        steps,
        readings=readings,
        earliest=max(bounds) if bounds else None,
    )
