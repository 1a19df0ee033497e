"""When an agreement ends, by its own date or by its term."""

from datetime import date

import pytest

from bot.domain.drafts.contracts.expiry import expires_on
from bot.domain.drafts.expressions.flat import flatten

START = date(2015, 3, 1)

NAMED = [
    ("This Agreement shall continue in effect until December 31, 2020 unless renewed for a year.",
     "2020-12-31"),
    ("The term commences on January 1, 2012 and expires on June 30, 2017.", "2017-06-30"),
    ("The initial term runs from the Effective Date through and including 31 May"
     " 2018.", "2018-05-31"),
    ("for a term beginning May 1, 2010 and ending at midnight on April 30, 2015.", "2015-04-30"),
    ("Expiration Date: October 15, 2019", "2019-10-15"),
    ("shall terminate automatically at 5:00 p.m. Eastern time on March 31, 2016 without notice",
     "2016-03-31"),
    ("This licence is valid from 1 July 2014 to 30 June 2019.", "2019-06-30"),
    ("The Agreement will remain in force until the 3 1st day of March, 2018.", "2018-03-31"),
    ("The term shall end on September 1, 2016 (the “Expiration Date”), unless"
     " extended.", "2016-09-01"),
    ("unless sooner terminated, this Agreement terminates on the earlier of (a) July 4, 2018 and "
     "(b) the sale of the Company", "2018-07-04"),
    ("shall continue for a period of five years, until February 28, 2020", "2020-02-28"),
]  # fmt: skip

COUNTED = [
    ("The term of this Agreement shall be three (3) years from the Effective Date, unless"
     " terminated.",
     "2018-03-01"),
    ("The initial term shall be five (5) years and shall automatically renew for successive"
     " one (1) "
     "year terms unless either party gives 60 days prior notice.", "2020-03-01"),
    ("shall be effective for a twelve (12) month period following the Effective"
     " Date", "2016-03-01"),
    ("This Agreement will terminate 18 months after the Closing.", "2016-09-01"),
    ("shall remain in full force and effect for a period of ten (10) years"
     " thereafter", "2025-03-01"),
    ("This Agreement has an initial term of thirty-six (36) months commencing on the Launch Date.",
     "2018-03-01"),
    ("Unless terminated on ninety (90) days’ notice, the Agreement continues for two years.",
     "2017-03-01"),
    ("Either party may renew for additional terms of one year each; the original term is"
     " seven years.",
     "2022-03-01"),
    ("The Company hereby appoints the Agent for a four-year term.", "2019-03-01"),
    ("commencing on January 1, 2010 and continuing for a period of ten years", "2020-01-01"),
    ("The term begins on the date hereof and shall expire twenty-four (24) months"
     " later", "2017-03-01"),
    ("Term. Five years from the date of the first shipment.", "2020-03-01"),
    ("is made for a term of one hundred eighty (180) days", "2015-08-28"),
    ("Term: 1 year", "2016-03-01"),
    ("This Agreement shall have a term of one year.", "2016-03-01"),
    ("shall be for an initial period of three ( 3 ) years from the date first written above",
     "2018-03-01"),
    ("The term of this Agreement will begin on the Effective Date and continue for a period"
     " of fi ve "
     "(5) years", "2020-03-01"),
    ("shall continue for a period of fifteen years from the Commercial Operation Date and may be "
     "extended for two further periods of five years", "2030-03-01"),
    ("The Term is two (2) years, renewable; thereafter it continues month to month", "2017-03-01"),
    ("This Agreement will last for an initial period of six months", "2015-09-01"),
    ("will expire after a period of 2 years from execution, subject to 30 days to cure any breach",
     "2017-03-01"),
    ("Within 30 days of termination the Agent returns all goods. The term hereof is 4 years.",
     "2019-03-01"),
    ("for a period commencing on the Effective Date and terminating three (3) years thereafter",
     "2018-03-01"),
    ("the later of (i) ten years after first sale and (ii) the expiry of the last patent",
     "2025-03-01"),
]  # fmt: skip

ANNIVERSARIES = [
    ("shall expire on the fifth (5th) anniversary of the Effective Date", "2020-03-01"),
    ("will end on the day prior to the third anniversary of the date hereof", "2018-02-28"),
    ("shall terminate on the earlier of (a) the fourth anniversary of the Launch Date and"
     " (b) a sale",
     "2019-03-01"),
    ("continues until the ten-year anniversary of Closing", "2025-03-01"),
    ("and continuing until the first anniversary thereof", "2016-03-01"),
    ("through the day immediately preceding the 7th anniversary of the Commencement Date",
     "2022-02-28"),
    ("shall continue until the end of the calendar year", "2015-12-31"),
    ("expires at the end of the third full calendar year", "2017-12-31"),
    ("until the last day of the month in which the fifth anniversary falls", "2020-03-31"),
    ("until December 31 of the second calendar year following the Effective Date", "2017-12-31"),
    ("on the three (3) year anniversary of the Closing", "2018-03-01"),
    ("shall continue through the end of 2019", "2019-12-31"),
    ("expires in June 2018", "2018-06-30"),
    ("The term is five (5) License Years", "2020-03-01"),
    ("until the end of the fifth (5th) Contract Year", "2020-03-01"),
]  # fmt: skip

SILENT = [
    "The term of this Agreement is perpetual.",
    "This Agreement continues until terminated by either party on 30 days written notice.",
    "Either party may terminate on 30 days written notice.",
    "The Supplier shall cure any breach within fifteen (15) days.",
    "Invoices are payable within 45 days of receipt.",
    "This Agreement shall remain in effect indefinitely.",
]


@pytest.mark.parametrize(("text", "on"), NAMED + COUNTED + ANNIVERSARIES)
def test_a_term_ends_on_its_date_or_is_counted_from_its_start(text: str, on: str) -> None:
    found = expires_on(flatten(text).plain, START)
    assert found is not None
    assert abs((found - date.fromisoformat(on)).days) <= (1 if "counted" in text else 0)


@pytest.mark.parametrize("text", SILENT)
def test_what_names_no_term_has_no_end(text: str) -> None:
    assert expires_on(flatten(text).plain, START) is None


def test_a_term_without_its_start_has_no_end() -> None:
    assert (
        expires_on(flatten("The term is three (3) years from the Effective Date.").plain, None)
        is None
    )
