"""What looks like a date and is none."""

import pytest

from tests.domain.drafts.expressions.marking import found

NOTHING = [
    "You may go, and they march on; he sat in the sun for a second chance.",
    "We sent it to the mon and wed, and the sat dish fell.",
    "The fall of Rome; products that fall under the rule; spring water.",
    "Section 1990 and Article 2001 of the Act apply, see page 1998.",
    "the Act of 1990 and Resolution 1973",
    "It cost $1990, then €2,010 and 1,990 yen.",
    "2000 soldiers, 1900 people, 2012 metres, 1950 km",
    "Call +44 20 7946 0958 or 555-2004-1999 now-or-never.",
    "version 4.12.7 of 10.0.0.1",
    "Version 3, with no date",
    "48, of which 12 were new",
    "Flight 1990, Room 2010, Boeing 1997 and ISO 2022",
    "(19 U.S.C. 1862) and 102 Stat. 1107",
    "a ratio of 3:20, a score of 2:1",
    "one of them, at one time or another, one by one",
    "the second chapter, in the second place",
    "at the same time as soon as he came",
    "the Sunshine Act; the Marching Band; Augustus; Juneau; Mayor",
    "his 20s, their early 30s",
    "as many as ten boxes",
    "twenty-five per cent of 30 per cent",
]


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_words_and_numbers_are_no_dates(text: str) -> None:
    assert found(text)[0] == []
