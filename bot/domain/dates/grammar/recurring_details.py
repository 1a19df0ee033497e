"""What follows a frequency: the day, the years, from when, and whose quarters."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.origins import AFTER, origin
from bot.domain.dates.grammar.recurring_days import day_and_month, day_of_month
from bot.domain.dates.grammar.tokens import Cursor, Kind, wordings
from bot.domain.dates.terms import FirstDay
from bot.domain.dates.values import Anchor, Period, Precision, Rule, Unit

_FAR = 12
"""How many words may stand between a frequency and its details: “annual report to be made by”."""
_STARTS = ("starting", "beginning", "commencing", "from and including")
_YEARS = wordings("the calendar years | calendar years | the years | years")
_THROUGH = wordings("- | to | through | until | and | , and | , | up to")


def with_details(cursor: Cursor, today: date | None, rule: Rule) -> Rule:
    """`rule` with the details that follow it, which may stand some words apart."""
    place = cursor.at
    looking = True
    while looking:
        looking = False
        for ahead in range(min(_FAR, len(cursor.tokens) - place)):
            cursor.at = place + ahead
            better = _detail(cursor, today, rule)
            if better is not None and better != rule:
                rule, place, looking = better, cursor.at, True
                break
    cursor.at = place
    return rule


def _detail(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    start = cursor.at
    for reader in (_years, _from_origin, _on_day, _by_quarters):
        cursor.at = start
        better = reader(cursor, today, rule)
        if better is not None:
            return better
    cursor.at = start
    return None


def _years(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "2026-2028", "from 2026 to 2028", "in 2026, 2027 and 2028", "through 2028"."""
    if rule.last_on is not None:
        return None
    open_start = cursor.take("through", "until", "up to", "till")
    cursor.take("from", "in", "for", "between", "during")
    cursor.take(*_YEARS)
    years = _listed_years(cursor)
    yearly = rule.period == Period(1, Unit.YEARS)
    if not years or not (open_start or len(years) > 1 or rule.by_calendar):
        return None
    if years[-1] < years[0]:
        return None
    named = rule.named or Anchor(date(years[0], 1, 1), "", None, Precision.YEAR)
    return replace(
        rule,
        named=rule.named if open_start else named,
        last_on=date(years[-1], 12, 31),
        by_calendar=True if yearly and rule.anchor is None else rule.by_calendar,
    )


def _listed_years(cursor: Cursor) -> list[int]:
    first = _year(cursor)
    if first is None:
        return []
    years = [first]
    while cursor.take(*_THROUGH):
        year = _year(cursor, century=years[-1] // 100)
        if year is None:
            cursor.at -= 1
            break
        years.append(year)
    return years


def _year(cursor: Cursor, century: int | None = None) -> int | None:
    """The year here, which may leave out its century: “2026-28”."""
    digits = cursor.word()
    short = century is not None and len(digits) == 2
    if cursor.kind() is not Kind.NUMBER or not (short or (len(digits) == 4 and digits[0] != "0")):
        return None
    cursor.at += 1
    return (century or 0) * 100 + int(digits) if short else int(digits)


def _from_origin(cursor: Cursor, today: date | None, rule: Rule) -> Rule | None:
    if rule.anchor is not None or rule.named is not None:
        return None
    joint = cursor.take(*AFTER)
    where = origin(cursor, today) if joint else None
    if where is None or (where.event is None and where.named is None and not where.now):
        return None
    return replace(
        rule,
        anchor=where.event if where.named is None else None,
        named=where.named,
        said_on=today if where.now else None,
        first_day=FirstDay.COUNTED if joint.startswith(_STARTS) else None,
        by_calendar=False if rule.by_calendar is None else rule.by_calendar,
    )


def _on_day(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "on the 31st", "by the last day", "on 30 June"."""
    if rule.day_of_month is not None or not cursor.take("on", "by", "no later than"):
        return None
    start = cursor.at
    found = day_and_month(cursor)
    if found is not None and cursor.kind() is not Kind.NUMBER:
        return replace(rule, day_of_month=found[0], month_of_year=found[1])
    cursor.at = start
    day = day_of_month(cursor)
    return None if day is None else replace(rule, day_of_month=day)


def _by_quarters(cursor: Cursor, _today: date | None, rule: Rule) -> Rule | None:
    """ "by calendar quarter", which settles what “quarterly” leaves open."""
    if rule.by_calendar is None and cursor.take(
        "by calendar quarter", "by calendar quarters", "calendar quarter", "calendar"
    ):
        return replace(rule, by_calendar=True)
    return None
