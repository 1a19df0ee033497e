"""Dates named from the day of the text or from what was told before."""

from datetime import date

import pytest

from tests.domain.drafts.expressions.marking import check

DEICTIC = [
    ("[Yesterday] it rained, [today] it snows, [tomorrow] it may thaw.",
     "2025-10-28 2025-10-29 2025-10-30"),
    ("[the day before yesterday] and [the day after tomorrow]", "2025-10-27 2025-10-31"),
    ("[last week], [this month], [next year]", "2025-W43 2025-10 2026"),
    ("[last year]'s budget and [next week]'s talks", "2024 2025-W45"),
    ("[earlier this month], [later this week], [early next year]", "2025-10 2025-W44 2026"),
    ("[last summer], [this fall], [next spring]", "2025-SU 2025-FA 2026-SP"),
    ("[last March] and [next January]", "2025-03 2026-01"),
    ("[this decade], [next quarter], [last quarter]", "202 2026-Q1 2025-Q3"),
    ("by [the end of next month]", "2025-11"),
    ("so far [this year]", "2025"),
    ("It rained over [the weekend].", "2025-W43-WE"),
    ("[next weekend], [this weekend]", "2025-W45-WE 2025-W44-WE"),
    ("[May of this year]", "2025-05"),
    ("[later in the year], at [the end of the year]", "2025 2025"),
]  # fmt: skip

WEEKDAYS = [
    ("The two ministers signed the pact on [Monday].", "2025-10-27"),
    ("It said on [Wednesday] that prices had risen.", "2025-10-29"),
    ("He will speak on [Friday].", "2025-10-31"),
    ("The sides are expected to meet [Thursday].", "2025-10-30"),
    ("They agreed to meet again on [Monday].", "2025-11-03"),
    ("The text must be agreed by [Monday].", "2025-11-03"),
    ("Delegations meet [next Monday], as they did [last Tuesday].", "2025-11-03 2025-10-28"),
    ("[Tuesday of next week]", "2025-11-04"),
    ("[Late Monday] the talks broke down.", "2025-10-27"),
    ("[this Thursday]", "2025-10-30"),
]

DISTANCES = [
    ("[Two years ago] they had none.", "2023"),
    ("[about 20 years ago] and [a decade ago]", "2005 201"),
    ("[three weeks ago], [ten days ago], [a month ago]", "2025-W41 2025-10-19 2025-09"),
    ("[a few years ago], [long ago], [several months later]", "PAST_REF PAST_REF FUTURE_REF"),
    ("Profit rose in [the third quarter] from a loss [a year earlier].", "2025-Q3 2024-Q3"),
    ("On [3 May 2024] they met; [two days later] they signed.", "2024-05-03 2024-05-05"),
    ("On [3 May 2024] it rained. [The following day] it did not.", "2024-05-03 2024-05-04"),
    (
        "It began in [June 2020]; [that year] was wet, [the following year] dry.",
        "2020-06 2020 2021",
    ),
    ("in [the year-earlier quarter]", "2024-Q3"),
]

REFERENCES = [
    ("It is [now] closed and [currently] empty.", "PRESENT_REF PRESENT_REF"),
    ("It was [recently] sold after a [recent] storm.", "PAST_REF PAST_REF"),
    ("in [the past], at [present], in [the near future]", "PAST_REF PRESENT_REF FUTURE_REF"),
    ("in [recent years] and [the coming months]", "PAST_REF FUTURE_REF"),
    ("[these days]", "PRESENT_REF"),
]


@pytest.mark.parametrize(("marked", "values"), DEICTIC + WEEKDAYS + DISTANCES + REFERENCES)
def test_relative_dates_count_from_the_day_of_the_text(marked: str, values: str) -> None:
    check(marked, values)


def test_a_weekday_in_its_own_paper_is_that_day() -> None:
    check("They met on [Friday].", "2025-10-31", date(2025, 10, 31))


def test_a_date_is_looked_for_across_the_new_year() -> None:
    check("It must be done by [15 January].", "2026-01-15", date(2025, 12, 29))
    check("It was done on [29 December].", "2025-12-29", date(2026, 1, 4))


HISTORY = (
    "The war began on [1 September 1939]. [Two days later], two powers declared war. On "
    "[17 September] a second army came. In [November] a new front opened, and it lasted until "
    "[March 1940]. [The following month] the north was attacked; on [10 May] the west. "
    "In [early 1941] the fighting moved south, and on [22 June] east. In [December] it froze. "
    "In [January 1942] and [1943] it went on; [three years later] it was over."
)


def test_a_history_takes_its_years_from_what_it_told_before() -> None:
    values = (
        "1939-09-01 1939-09-03 1939-09-17 1939-11 1940-03 1940-04 1940-05-10 1941 1941-06-22"
        " 1941-12 1942-01 1943 1946"
    )
    check(HISTORY, values, date(2009, 12, 19))
    check(HISTORY, values, None)
