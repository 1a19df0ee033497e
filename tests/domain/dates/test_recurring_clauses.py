"""Clauses that recur."""

from typing import Any

import pytest

from bot.domain.dates.terms import FirstDay
from bot.domain.dates.values import Form, Period, Unit
from bot.errors import UserError
from tests.domain.dates.reading import DAYS, LAST_OF_2028, MONTHS, WEEKS, YEARS, read

RECURRING: list[tuple[str, Period, dict[str, Any]]] = [
    ("every two years after entry into force", Period(2, YEARS), {"anchor": "entry into force"}),
    ("every 90 days", Period(90, DAYS), {}),
    ("every other month", Period(2, MONTHS), {}),
    ("once a year", Period(1, YEARS), {}),
    ("at least twice a year", Period(6, MONTHS), {}),
    ("at least once every six months", Period(6, MONTHS), {}),
    ("four times a year", Period(3, MONTHS), {}),
    ("annually", Period(1, YEARS), {"by_calendar": False}),
    ("on each anniversary of signature", Period(1, YEARS), {"anchor": "signature"}),
    ("biennially from entry into force", Period(2, YEARS), {"anchor": "entry into force"}),
    ("regular quarterly meetings", Period(1, Unit.QUARTERS), {"by_calendar": None, "unread": ""}),
    ("regular quarterly meetings from signature", Period(1, Unit.QUARTERS),
     {"by_calendar": False, "anchor": "signature"}),
    ("each calendar quarter", Period(1, Unit.QUARTERS), {"by_calendar": True}),
    ("by the end of each calendar quarter", Period(1, Unit.QUARTERS), {"by_calendar": True}),
    ("monthly on the 31st from 31 January 2026", Period(1, MONTHS), {"day_of_month": 31}),
    ("on the last day of each month", Period(1, MONTHS), {"day_of_month": -1}),
    ("by 31 March each year", Period(1, YEARS), {"day_of_month": 31, "month_of_year": 3}),
    ("annually by 30 June", Period(1, YEARS), {"day_of_month": 30, "month_of_year": 6}),
    ("25 MMT annually 2026–2028", Period(1, YEARS), {"by_calendar": True, "last_on": LAST_OF_2028}),
    ("25 MMT a year from 2026 to 2028", Period(1, YEARS), {"last_on": LAST_OF_2028}),
    ("at least 25 MMT in each of calendar years 2026, 2027 and 2028", Period(1, YEARS),
     {"last_on": LAST_OF_2028}),
    ("not more than $20 bn in any calendar year", Period(1, YEARS), {"by_calendar": True}),
    ("within one year of entry into force and every two years thereafter", Period(2, YEARS),
     {"first": Period(1, YEARS)}),
    ("weekly starting on 2 March 2026", Period(1, WEEKS), {"first_day": FirstDay.COUNTED}),
    ("every 72 hours", Period(3, DAYS), {}),
    ("up to $20 billion per calendar year", Period(1, YEARS), {"by_calendar": True}),
    ("the last business day of each month", Period(1, MONTHS), {"day_of_month": -1, "kind": None}),
    ("once every two years", Period(2, YEARS), {}),
    ("every 2000 business days from 1 Jan 2026", Period(2000, Unit.BUSINESS_DAYS), {"unread": ""}),
    ("every tenth working day", Period(10, Unit.BUSINESS_DAYS), {}),
    ("every 2000 days", Period(2000, DAYS), {"by_calendar": False}),
    ("in each of 2026 and 2027", Period(1, YEARS), {"by_calendar": True}),
    ("every 5 years, starting from 2027", Period(5, YEARS), {"first_day": FirstDay.COUNTED}),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "period", "more"), RECURRING)
def test_what_recurs(phrase: str, period: Period, more: dict[str, Any]) -> None:
    rule = read(phrase)
    assert (rule.form, rule.period) == (Form.RECURRING, period)
    assert {name: getattr(rule, name) for name in more} == more


@pytest.mark.parametrize("often", ["every hour", "every other hour", "hourly", "every 5 hours"])
def test_what_recurs_within_a_day_is_refused(often: str) -> None:
    with pytest.raises(UserError, match="counted in whole days"):
        read(f"{often} from 1 Jan 2026")
