"""Dates, periods and spans in the words of the working."""

from datetime import date, datetime
from functools import lru_cache

from bot.domain.dates.values import Period, Precision, Unit
from bot.messages import language, t, tn

_CAPITALS = {
    "America/New_York": "Washington",
    "Asia/Shanghai": "Beijing",
    "Australia/Sydney": "Canberra",
    "Asia/Kolkata": "New Delhi",
    "America/Sao_Paulo": "Brasília",
    "Asia/Karachi": "Islamabad",
    "Africa/Lagos": "Abuja",
}
"""Zones that bear the name of another city than the capital whose days they count."""


def long_date(day: date) -> str:
    """`day` as “Tuesday 28 April 2026”, in the reader's language."""
    return _long_date(day, language.get())


@lru_cache(maxsize=8192)
def _long_date(day: date, _language: str) -> str:
    return t("{weekday} {date}", weekday=_weekday(day), date=plain_date(day))


def plain_date(day: date) -> str:
    """`day` as “28 April 2026”, which the grammar of phrases reads back."""
    return t("{day} {month} {year}", day=day.day, month=month_name(day), year=day.year)


def _weekday(day: date) -> str:
    return (
        t("Monday"),
        t("Tuesday"),
        t("Wednesday"),
        t("Thursday"),
        t("Friday"),
        t("Saturday"),
        t("Sunday"),
    )[day.weekday()]


def month_name(day: date) -> str:
    """The name of the month of `day`."""
    return (
        t("January"),
        t("February"),
        t("March"),
        t("April"),
        t("May"),
        t("June"),
        t("July"),
        t("August"),
        t("September"),
        t("October"),
        t("November"),
        t("December"),
    )[day.month - 1]


def span_name(first: date, span: Precision) -> str:
    """The month, quarter, half or year that begins on `first`, as “Q2 2026”."""
    if span is Precision.MONTH:
        return t("{month} {year}", month=month_name(first), year=first.year)
    if span is Precision.QUARTER:
        return t("Q{quarter} {year}", quarter=(first.month + 2) // 3, year=first.year)
    if span is Precision.HALF:
        return t("H{half} {year}", half=(first.month + 5) // 6, year=first.year)
    return str(first.year) if span is Precision.YEAR else plain_date(first)


def period_text(period: Period) -> str:
    """`period` as “6 months” or “1 year and 15 days”."""
    words = [_length(part.count, part.unit) for part in period.parts]
    return words[0] if len(words) == 1 else t("{first} and {rest}", first=words[0], rest=words[1])


def units_in(period: Period) -> int:
    """How many units `period` names, which decides between “1 month ends” and “2 months end”."""
    return sum(part.count for part in period.parts)


def every_text(period: Period) -> str:
    """How often something recurs: “every month”, “every 2 weeks”."""
    if units_in(period) != 1:
        return t("every {period}", period=period_text(period))
    return {
        Unit.HOURS: t("every hour"),
        Unit.DAYS: t("every day"),
        Unit.BUSINESS_DAYS: t("every working day"),
        Unit.WEEKS: t("every week"),
        Unit.HALF_MONTHS: t("every half month"),
        Unit.MONTHS: t("every month"),
        Unit.QUARTERS: t("every quarter"),
        Unit.YEARS: t("every year"),
    }[period.unit]


def _length(count: int, unit: Unit) -> str:
    return {
        Unit.HOURS: lambda: tn("{count} hour", "{count} hours", count),
        Unit.DAYS: lambda: tn("{count} day", "{count} days", count),
        Unit.BUSINESS_DAYS: lambda: tn("{count} working day", "{count} working days", count),
        Unit.WEEKS: lambda: tn("{count} week", "{count} weeks", count),
        Unit.HALF_MONTHS: lambda: tn("{count} half month", "{count} half months", count),
        Unit.MONTHS: lambda: tn("{count} month", "{count} months", count),
        Unit.QUARTERS: lambda: tn("{count} quarter", "{count} quarters", count),
        Unit.YEARS: lambda: tn("{count} year", "{count} years", count),
    }[unit]()


def place_name(zone: str) -> str:
    """The city whose days `zone` counts, as people know it; the zone itself where it has none."""
    return _CAPITALS.get(zone, zone.rpartition("/")[2].replace("_", " "))


def moment_text(moment: datetime) -> str:
    """An instant as “2026-04-28 15:00 UTC”."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment.year >= 1000 else f"{moment.isoformat()} UTC"
