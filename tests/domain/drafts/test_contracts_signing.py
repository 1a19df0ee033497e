"""When an agreement was made and takes effect, as contracts and treaties write it."""

# ruff: noqa: E501 - a text of the tests is kept on one line

import pytest

from bot.domain.drafts.contracts.lines import answer
from bot.domain.drafts.contracts.signing import effective_on, made_on
from bot.domain.drafts.expressions.flat import flatten


def made(text: str) -> str | None:
    found = made_on(flatten(text).plain)
    return found.isoformat() if found else None


OPENINGS = [
    ("This Supply Agreement is made as of the 5th day of May, 2011 by and between Fir Ltd. and Oak",
     "2011-05-05"),
    ("THIS LICENSE AGREEMENT, dated as of March 3, 2015 (the “Effective Date”), is by and"
     " between A",
     "2015-03-03"),
    ("EXHIBIT 10.4 RESELLER AGREEMENT This agreement (the \"Agreement\") is entered into"
     " this 7th day of "
     "July 2009 by Fir, Inc.", "2009-07-07"),
    ("This Agreement is effective as of January 15, 2014 between Fir and Oak.", "2014-01-15"),
    ("HOSTING AGREEMENT Agreement Date: 5/6/2013 Customer: Oak", "2013-05-06"),
    ("This Amendment No. 2, dated as of June 1, 2012, amends that certain Lease dated as of"
     " April 1, "
     "2010 between the parties.", "2012-06-01"),
    ("Made and entered into on this the twenty-eighth (28th) day of October, two thousand and "
     "twenty-five, at Nagoya.", "2025-10-28"),
    ("SERVICES AGREEMENT\n\nNovember 12, 2008\n\nBetween: Fir Ltd. and Oak plc", "2008-11-12"),
    ("This 1st day of December 1999, Fir and Oak agree as follows", "1999-12-01"),
    ("JOINT VENTURE AGREEMENT dated 14 September 2006 BETWEEN Fir and Oak", "2006-09-14"),
    ("This Agreement (\"Agreement\") is entered into by and between Fir Corp., a Delaware"
     " corporation "
     "organized on May 4, 1990, and Oak, as of August 9, 2001.", "2001-08-09"),
    ("Source: FIR HOLDINGS, 10-K, 3/28/2012 MAINTENANCE AGREEMENT made this 2nd day of April, 2007",
     "2007-04-02"),
    ("FRANCHISE AGREEMENT This Agreement is dated for reference purposes only as of May 30, 2003.",
     "2003-05-30"),
    ("This agreement is made on 2016-02-29 between", "2016-02-29"),
    ("The parties have executed this Agreement effective October 1, 2018 (“Effective Date”).",
     "2018-10-01"),
    ("This Agreement, made the 3rd of June 2002, by Fir", "2002-06-03"),
    ("Entered into as of the first day of January, 2010, among", "2010-01-01"),
    ("AGREEMENT made in Boston this twelfth day of March, in the year two thousand and four,"
     " between",
     "2004-03-12"),
    ("This Agreement is entered into as of 11.03.2005 between Fir GmbH and Oak AG", "2005-03-11"),
    # What a scanner leaves of a date.
    ("made as of this 5t h day of May, 2011 by and between", "2011-05-05"),
    ("effective as of M arch 1 2, 20 1 4, by and among", "2014-03-12"),
    ("entered into on Septem ber 2 1 st, 2 006 between", "2006-09-21"),
    ("dated as of Febru ary 3 , 2011 between", "2011-02-03"),
]  # fmt: skip

BLANKS = [
    "This agreement is made this ____ day of ________, 2019 by and between Fir and Oak.",
    "FORM OF LOAN AGREEMENT dated as of [●], 2015, pursuant to the Merger Agreement"
    " dated May 5, 2014",
    "This Agreement is made as of , 2008 between Fir and Oak",
    "This Agreement is made as of January __, 2010 by Fir",
    "entered into as of this day of June, 2012 by and between",
    "dated as of [DATE], between Fir (incorporated on May 4, 1990) and Oak",
    "This Agreement is entered into on [ ], 2011 (the “Effective Date”) by",
    "THIS DEED is made the       day of            2017 BETWEEN",
    "This Agreement, effective as of ___________, 20__, is between",
    "Agreement made as of the __ day of October, 2004, among the companies",
    "This Agreement is dated TBD and made between Fir and Oak",
    "made and entered into as of ______ ___, 2006 (the “Effective Date”)",
    "This agreement is dated as of the ... day of ..., 2013",
    "as of [insert date], by and between Fir and Oak. Filed on 3/4/2011.",
    "This Agreement is made and entered into as of [_______] [__], 2020",
    "This LICENSE AGREEMENT is made as of the [ ] day of [ ], 2001",
    "dated as of ________, 1999 by and among Fir, incorporated in 1987, and Oak, dated"
    " December 1, 1998",
    "This Agreement is made this day of , 2000 by",
    "as of the date of the last signature below",
    "as of [***], 2015 by",
]

TREATIES = [
    ("Article 20. In witness whereof the undersigned have signed this Agreement. DONE at"
     " Geneva, this "
     "21st day of June in the year two thousand and one, in two originals. Annex A of 5 May 2004",
     "2001-06-21"),
    ("recalling the Agreement of 3 March 1988. Done in duplicate at Lima on this fifteenth day of "
     "December, one thousand nine hundred and ninety-four, in English", "1994-12-15"),
    ("Done at Tokyo on 5 March 2001 and at Mexico City on 17 September 2004, in duplicate.",
     "2004-09-17"),
    ("SIGNED at Oslo this second day of May, nineteen hundred and ninety-two. IN WITNESS WHEREOF",
     "1992-05-02"),
    ("In witness whereof, the representatives have signed. Done at Doha, on the 12th of June 2019, "
     "corresponding to the 9th of Shawwal", "2019-06-12"),
    ("IN WITNESS WHEREOF the parties have executed this Treaty at Vienna, in two copies,"
     " this 30th day "
     "of November 2009.", "2009-11-30"),
    ("Done in two originals in the English and Korean languages, at Seoul, on this 4th day"
     " of August "
     "2004. Protocol on origin, 6 June 2005", "2004-08-04"),
    ("DONE in duplicate, this Twenty-seventh Day of February in the Year Two Thousand and"
     " Nine in Hua "
     "Hin", "2009-02-27"),
    ("For the Government: done at Bern, on December 4, 2003.", "2003-12-04"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "on"), OPENINGS)
def test_the_opening_says_when_an_agreement_was_made(text: str, on: str) -> None:
    assert made(text) == on


@pytest.mark.parametrize("text", BLANKS)
def test_a_date_left_blank_is_no_date(text: str) -> None:
    assert made(text) is None


@pytest.mark.parametrize(("text", "on"), TREATIES)
def test_a_treaty_was_made_where_its_testimony_says_so(text: str, on: str) -> None:
    assert made(text) == on


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("This Agreement shall enter into force on 1 July 2025.", "2025-07-01"),
        ("dated June 3, 2011 and effective as of July 1, 2011", "2011-07-01"),
        ("on March 3, 2015 (the “Effective Date”)", "2015-03-03"),
        ("The Protocol takes effect on 31 August 2025", "2025-08-31"),
        ("with effect from 1 April 2020", "2020-04-01"),
        ("shall enter into force 30 days after signature on 2 May 2020", None),
    ],
)
def test_a_date_of_effect_is_named_as_one(text: str, on: str | None) -> None:
    found = effective_on(flatten(text).plain)
    assert (found.isoformat() if found else None) == on


def test_signatures_dated_apart_count_from_the_last() -> None:
    text = (
        "as of the date of the last signature. IN WITNESS WHEREOF, signed by: Fir Date:"
        " May 5, 2012 "
        "Oak Date: May 7, 2012"
    )
    assert made(text) == "2012-05-07"


def test_where_a_cited_treaty_was_done_is_not_the_day_of_this_one() -> None:
    text = (
        "FREE TRADE AGREEMENT\nWTO Agreement means the Agreement Establishing the World Trade Organization, done at "
        "Marrakesh, on 15 April 1994. Both sides keep it.\nDone at Oslo on 3 March 2011 in duplicate."
    )
    assert answer({"text": text, "dct": None})["fields"]["agreement_date"] == "2011-03-03"


@pytest.mark.parametrize(
    ("opening", "parties"),
    [
        (
            "SUPPLY AGREEMENT\nThis Agreement is made as of March 3, 2019 by and between Bluewater Resins, Inc., a Maine "
            'corporation ("Supplier"), and Ostrava Chemie GmbH ("Buyer"). WHEREAS, Supplier makes resins.',
            ["Bluewater Resins, Inc", "Ostrava Chemie GmbH"],
        ),
        (
            'LEASE\nTHIS LEASE is made between HARBOR VIEW PROPERTIES LLC ("Landlord") and Jane Q. Miller (the "Tenant"). '
            "1. Premises.",
            ["HARBOR VIEW PROPERTIES LLC", "Jane Q. Miller"],
        ),
    ],
)
def test_the_companies_of_a_contract_are_its_parties(opening: str, parties: list[str]) -> None:
    assert answer({"text": opening, "dct": None})["fields"]["parties"] == parties


def test_notice_and_renewal_are_told_apart() -> None:
    clause = (
        "This Agreement renews for successive one (1) year terms unless a party gives notice at least sixty (60) days "
        "before the end of the term."
    )
    fields = answer({"text": clause, "dct": None})["fields"]
    assert (fields["notice_period"], fields["renewal_term"]) == ("P60D", "P1Y")
