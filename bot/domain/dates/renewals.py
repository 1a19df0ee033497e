"""Periods that can be renewed: “three months, renewable once”."""

from collections.abc import Iterator
from datetime import date

from bot.domain.dates.case import Case
from bot.domain.dates.counted import forward, moved, unmoved
from bot.domain.dates.outcome import reading
from bot.domain.dates.values import Period, Reading
from bot.domain.dates.wording import long_date
from bot.messages import t

RENEWALS = (("renewal", "extension"), ("second renewal", "second extension"))
"""The events that each prolong a renewable period once, in order."""


def renewed(case: Case, start: date, day: date) -> tuple[date, tuple[str, ...]]:
    """`day`, later by the renewals that have happened, and a step that says so."""
    rule = case.rule
    if rule.renewal is None:
        return day, ()
    happened = 0
    for names in RENEWALS[: rule.renewals]:
        happened += any(event in case.anchors for event in names)
    if not happened:
        return day, (t("It can be renewed; no renewal is recorded."),)
    later = _renewal_end(case, start, happened)
    return later, (t("It was renewed and now ends on {date}.", date=long_date(later)),)


def _renewal_end(case: Case, start: date, times: int) -> date:
    """The end after `times` renewals, counted from the anchor where the lengths agree."""
    period, renewal = case.rule.period, case.rule.renewal
    assert period is not None
    assert renewal is not None
    if period.unit is renewal.unit and not period.plus and not renewal.plus:
        whole = Period(period.count + renewal.count * times, period.unit)
        return moved(case, start, forward(case, start, whole))
    day = unmoved(case, start)
    for _ in range(times):
        day = forward(case, day, renewal)
    return moved(case, start, day)


def if_renewed(case: Case, start: date, zone: str) -> Iterator[Reading]:
    """Where the period would end if it were renewed; shown, but no reading of what stands."""
    for times in range(1, min(case.rule.renewals, len(RENEWALS)) + 1):
        name = t("if renewed") if times == 1 else t("if renewed twice")
        yield reading(name, _renewal_end(case, start, times), zone, counts=False)
