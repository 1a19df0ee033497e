"""Dates of the calendar in running text."""

import pytest

from tests.domain.drafts.expressions.marking import check, found

DATES = [
    ("They met on [28 October 2025] in Nagoya.", "2025-10-28"),
    ("They met on [October 28, 2025], in Nagoya.", "2025-10-28"),
    ("They met on [Tuesday, October 28, 2025].", "2025-10-28"),
    ("signed [the 28th day of October, two thousand and twenty-five]", "2025-10-28"),
    ("this [fifteenth day of December, one thousand nine hundred and ninety-four]", "1994-12-15"),
    ("on [the first of May in the year 2026]", "2026-05-01"),
    ("made on [5 th day of March 2011]", "2011-03-05"),
    ("on [2 Feb. 2019] and [Sept. 30, 2020]", "2019-02-02 2020-09-30"),
    ("[2025-10-28], [28.10.2025], [10/28/2025] and [28/10/2025]", " ".join(["2025-10-28"] * 4)),
    ("filed [10/30/89] under file [19980301]", "1989-10-30 1998-03-01"),
    ("at [2025-10-28T09:30] sharp", "2025-10-28T09:30"),
    ("The [1] and [15 February 2026] instalments", "2026-02-01 2026-02-15"),
    ("Version 3, [29 June 2007]", "2007-06-29"),
    ("from [3] to [6 May 2004]", "2004-05-03 2004-05-06"),
    ("on [March 3]-[6, 2004]", "2004-03-03 2004-03-06"),
    ("in [November 2011] and [June of 2012]", "2011-11 2012-06"),
    ("[July] and [August 1990] were dry", "1990-07 1990-08"),
    ("[early March 2026], [mid-2026] and [late 2027]", "2026-03 2026 2027"),
    ("by [the end of 2026]; [the beginning of May 2027]", "2026 2027-05"),
    ("by [year-end], at [month-end]", "2025 2025-10"),
    ("from [1998]-[2002] and [1850]-[58]", "1998 2002 1850 1858"),
    ("in [1776], in [the year 1066], in [44 BC]", "1776 1066 BC0044"),
    ("in [the 1990s], [the early '90s] and [the seventies]", "199 199 197"),
    ("in [the 19th century] and [the late twentieth century]", "18 19"),
    ("in [fiscal 1989], [fiscal year 2027], [FY2028]", "1989 2027 2028"),
    ("in [nineteen ninety-one] and in [two thousand and ten]", "1991 2010"),
    ("[Q2 2027], [2027 Q3], [the second quarter of 2027]", "2027-Q2 2027-Q3 2027-Q2"),
    ("[the first half of 2026] and [H2 2026]", "2026-H1 2026-H2"),
    ("[the summer of 2012], [spring 2026]", "2012-SU 2026-SP"),
    ("[the last week of August 2025]", "2025-W35"),
    ("[the first Monday of May 2026]", "2026-05-04"),
    ("[Christmas 2026] and [New Year's Eve]", "2026-12-25 2025-12-31"),
    ("since [9/11]", "2001-09-11"),
]

NEAREST = [
    # A date without its year, by the verb beside it and the day of the text.
    ("Exports fell in [September].", "2025-09"),
    ("Talks will resume in [March].", "2026-03"),
    ("The ministers met on [December 3].", "2024-12-03"),
    ("The ministers will meet on [December 3].", "2025-12-03"),
    ("It is due by [15 January].", "2026-01-15"),
    ("She had left on [20 November of last year].", "2024-11-20"),
    ("Sales have grown since [April].", "2025-04"),
    ("In [the third quarter] profit rose.", "2025-Q3"),
    ("The plant will open in [the second quarter].", "2026-Q2"),
    ("Growth in [the fourth quarter of last year] was slow.", "2024-Q4"),
    ("They will return in [the spring].", "2026-SP"),
]


@pytest.mark.parametrize(("marked", "values"), DATES + NEAREST)
def test_dates_are_found_whole_and_valued(marked: str, values: str) -> None:
    check(marked, values)


@pytest.mark.parametrize(
    ("marked", "values"),
    [("on [Friday]", "XXXX-WXX-5"), ("on [May 5]", "XXXX-05-05"), ("[last week]", "PAST_REF")],
)
def test_without_the_day_of_the_text_a_date_stays_open(marked: str, values: str) -> None:
    check(marked, values, None)


def test_a_day_that_no_month_has_is_no_date() -> None:
    assert found("on 31 February 2026")[1] == ["2026-02"]
