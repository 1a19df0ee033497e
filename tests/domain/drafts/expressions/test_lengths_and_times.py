"""Lengths of time, what comes again, and times of day."""

import pytest

from bot.domain.drafts.expressions.tag import tag
from bot.domain.drafts.expressions.values import Kind
from tests.domain.drafts.expressions.marking import TODAY, check

LENGTHS = [
    ("for [six months]; for [ten days]", "P6M P10D"),
    ("for [three (3) years], then [twenty-five (25) days]", "P3Y P25D"),
    ("over [the last two years] and [the next five years]", "P2Y P5Y"),
    ("in [the first nine months]", "P9M"),
    ("[more than two months], [at least six weeks], [up to 90 days]", "P2M P6W P90D"),
    ("a [two-year] deal, a [10-day] visit, the [72-hour] truce", "P2Y P10D PT72H"),
    ("[a two-year period]", "P2Y"),
    ("[several weeks], [a few hours], [many years]", "PXW PTXH PXY"),
    ("for [years], in [weeks], within [hours]", "PXY PXW PTXH"),
    ("the [56-year-old] minister is [56 years old]", "P56Y P56Y"),
    ("[a fortnight], [two decades], [half a century]", "P2W P2DE P50Y"),
    ("[half an hour], [half a year], [two-and-a-half years]", "PT30M P6M P2.5Y"),
    ("[one year and six months]", "P1Y6M"),
    ("[two] or [three years]", "P2Y P3Y"),
    ("[the past year], [the past decade]", "P1Y P1DE"),
    ("for [one hundred and eighty days]", "P180D"),
    ("a [month-long] strike", "P1M"),
    ("within [ten business days]", "P10D"),
    ("[another year]", "P1Y"),
]

RECURRENCES = [
    ("They meet [every week] and [each year].", "P1W P1Y"),
    ("[every two years], [every other month]", "P2Y P2M"),
    ("[twice a week], [three times a year]", "P1W P1Y"),
    ("[daily], [weekly], [monthly] and [annually]", "P1D P1W P1M P1Y"),
    ("on [Mondays] and [every Friday]", "XXXX-WXX-1 XXXX-WXX-5"),
    ("[each March]", "XXXX-03"),
    ("It costs $5 [a year].", "P1Y"),
]

TIMES = [
    ("at [9:30 p.m.] on stage", "2025-10-29T21:30"),
    ("at [9 a.m. Friday] they will open", "2025-10-31T09:00"),
    ("at [14:30 GMT]", "2025-10-29T14:30"),
    ("at [noon], by [midnight]", "2025-10-29T12:00 2025-10-29T24:00"),
    ("[this morning], [last night], [tonight]", "2025-10-29TMO 2025-10-28TNI 2025-10-29TNI"),
    ("He left on [Monday morning].", "2025-10-27TMO"),
    ("until [midnight Dec. 31, 2025]", "2025-12-31T24:00"),
    ("on [the night of 9 April 1940]", "1940-04-09TNI"),
]


@pytest.mark.parametrize(("marked", "values"), LENGTHS + RECURRENCES + TIMES)
def test_lengths_recurrences_and_times_are_valued(marked: str, values: str) -> None:
    check(marked, values)


def test_each_is_of_its_kind_and_keeps_how_exact_it_is() -> None:
    text = "for more than two years, twice a week, at noon, in early May 2026"
    length, again, noon, month = tag(text, TODAY, language="en")
    assert [length.kind, again.kind, noon.kind, month.kind] == [
        Kind.DURATION,
        Kind.SET,
        Kind.TIME,
        Kind.DATE,
    ]
    assert (length.mod, again.frequency, month.mod) == ("MORE_THAN", "2X", "START")
