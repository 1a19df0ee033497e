"""What a computation works with, and how its readings become a deadline."""

from collections.abc import Sequence
from datetime import date

from bot.domain.dates.case import Case
from bot.domain.dates.steps import other_step, over_step, unread
from bot.domain.dates.values import (
    Deadline,
    DeadlineState,
    Precision,
    Question,
    Reading,
)
from bot.domain.dates.zones import day_end


def reading(name: str, on: date, zone: str, *, counts: bool = True) -> Reading:
    """A reading that lasts to the end of `on` in `zone`."""
    return Reading(name, on, day_end(on, zone), counts)


def dated(
    case: Case,
    readings: Sequence[Reading],
    steps: Sequence[str],
    *,
    precision: Precision = Precision.DAY,
    question: Question | None = None,
    then_on: date | None = None,
) -> Deadline:
    """The deadline whose prevailing reading is the first of `readings`."""
    prevailing, zone = readings[0], case.zone_in_use
    others = tuple(
        other
        for other in readings[1:]
        if not other.counts or (other.on, other.ends_at) != (prevailing.on, prevailing.ends_at)
    )
    counted = [prevailing, *(other for other in others if other.counts)]
    days = [one.on for one in counted]
    return Deadline(
        due=prevailing.on,
        earliest=min(days),
        latest=max(days),
        precision=precision,
        readings=(prevailing, *others),
        trace=(*steps, over_step(prevailing, zone), *map(other_step, others), *unread(case.rule)),
        zone=zone,
        passes_at=prevailing.ends_at,
        ends_at=max(one.ends_at for one in counted),
        state=DeadlineState.DATED,
        question=question,
        convention=case.convention.label,
        then_on=then_on,
    )


def undated(
    case: Case,
    state: DeadlineState,
    question: Question | None,
    steps: Sequence[str],
    *,
    readings: Sequence[Reading] = (),
    earliest: date | None = None,
    latest: date | None = None,
) -> Deadline:
    """The deadline that has no date, with the reason as its last step.

    `readings` may show what each answer to the question would give; `earliest` or `latest` a
    bound that is known already.
    """
    reason = (question.text,) if question else ()
    return Deadline(
        due=None,
        earliest=earliest,
        latest=latest,
        precision=Precision.DAY,
        readings=tuple(readings),
        trace=(*steps, *reason, *unread(case.rule)),
        zone=case.zone_in_use,
        passes_at=None,
        ends_at=None,
        state=state,
        question=question,
        convention=case.convention.label,
    )
