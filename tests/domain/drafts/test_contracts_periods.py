"""The renewal and notice periods of a clause."""

import pytest

from bot.domain.drafts.contracts.periods import notice_period, period_of, renewal_period
from bot.domain.drafts.expressions.flat import flatten

RENEWALS = [
    ("The Agreement shall automatically renew for successive one (1) year terms.", "P1Y"),
    ("After the initial term of five (5) years it renews for additional two (2) year"
     " periods.", "P2Y"),
    ("This Agreement may be extended for a further period of eighteen months by consent.", "P18M"),
    ("The term shall be renewed from year to year.", "P1Y"),
    ("thereafter continues on a month-to-month basis and renews unless ended", "P1M"),
    ("The Lessee may renew this lease for two additional five-year terms.", "P5Y"),
    ("shall be automatically extended for consecutive twelve (12) month periods", "P12M"),
    ("The initial term is three years, and the parties may extend it by another six (6)"
     " months.", "P6M"),
    ("and shall renew automatically for subsequent terms of thirty-six (36) months each", "P36M"),
    ("renewed annually", "P1Y"),
    ("Upon expiry of the Initial Term (10 years) there is a renewal term of 90 days.", "P90D"),
]  # fmt: skip

NOTICES = [
    ("unless either party gives notice of non-renewal at least sixty (60) days before the"
     " term ends",
     "P60D"),
    ("Either party may prevent renewal on 30 days’ prior written notice.", "P30D"),
    ("notifies the other in writing not later than six (6) months prior to expiration", "P6M"),
    ("unless terminated by giving ninety (90) days advance written notice", "P90D"),
    ("no less than one hundred and twenty (120) days before the end of the then-current term, by "
     "notice", "P120D"),
    ("unless written notice of termination is delivered at least three months in advance", "P3M"),
    ("a party that intends not to renew shall so notify the other one (1) year prior to the end",
     "P1Y"),
    ("shall give the other at least 45 calendar days notice of its intent not to renew", "P45D"),
    ("unless cancelled by either party upon at least a 30-day notice", "P30D"),
    ("if neither party objects within 15 business days prior to the expiry by written notice",
     "P15D"),
]  # fmt: skip

BOTH = (
    "This Agreement renews automatically for successive one "
    "(1) year terms unless either party gives "
    "the other at least sixty (60) days prior written notice of its intention not to renew."
)


@pytest.mark.parametrize(("text", "period"), RENEWALS)
def test_a_renewal_is_told_from_the_first_term(text: str, period: str) -> None:
    assert period_of(flatten(text).plain) == period


@pytest.mark.parametrize(("text", "period"), NOTICES)
def test_a_notice_period_is_found_in_its_many_wordings(text: str, period: str) -> None:
    assert period_of(flatten(text).plain) == period


def test_a_clause_with_both_keeps_them_apart() -> None:
    plain = flatten(BOTH).plain
    assert notice_period(plain) == "P60D"
    assert renewal_period(plain) == "P1Y"
    assert period_of(plain) == "P60D"
    assert period_of(flatten("Renewal Term. " + BOTH).plain) == "P1Y"


def test_a_notice_that_stops_a_renewal_goes_before_other_notices() -> None:
    plain = flatten("Audits take place on ten (10) business days notice. " + BOTH).plain
    assert period_of(plain) == "P60D"


@pytest.mark.parametrize(
    "text", ["The parties meet often.", "Section 30 applies.", "It costs 30 dollars."]
)
def test_what_names_no_period_has_none(text: str) -> None:
    assert period_of(flatten(text).plain) is None
