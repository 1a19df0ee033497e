"""Dates and lengths in the usual European languages."""

from datetime import date

import pytest

from tests.domain.drafts.expressions.marking import check

ON = date(2025, 11, 20)

TEXTS = [
    ("de", "am [15. November 2025], bis [Ende März 2026], spätestens am [1. Mai]",
     "2025-11-15 2026-03 2026-05-01"),
    ("de", "innerhalb von [sechs Monaten] oder [30 Tagen], [nächste Woche]", "P6M P30D 2025-W48"),
    ("fr", "fait le [1er mai 2026], dans les [six mois], avant [fin 2027]", "2026-05-01 P6M 2027"),
    ("es", "el [5 de mayo de 2006], en el plazo de [30 días]", "2006-05-05 P30D"),
    ("it", "il [3 giugno 2026], entro [due anni]", "2026-06-03 P2Y"),
    ("pt", "em [7 de setembro de 2025], [seis meses]", "2025-09-07 P6M"),
    ("nl", "op [3 maart 2026], binnen [drie maanden]", "2026-03-03 P3M"),
    ("sv", "den [14 juni 2026]", "2026-06-14"),
    ("pl", "dnia [2 września 2025]", "2025-09-02"),
    ("tr", "[29 Ekim 2025]", "2025-10-29"),
    ("ru", "[9 мая 2026] года", "2026-05-09"),
    ("el", "[25 Μαρτίου 2026]", "2026-03-25"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "values"), TEXTS)
def test_dates_are_read_in_the_usual_languages(language: str, marked: str, values: str) -> None:
    check(marked, values, ON, language)


def test_a_whole_date_is_sure_in_any_text() -> None:
    check("The pact of [15. November 2025] and the one of [3 mars 2024]", "2025-11-15 2024-03-03")


def test_the_language_is_found_out_where_it_is_not_given() -> None:
    marked = (
        "Die Vertragsparteien haben das Abkommen am [3. Dezember] unterzeichnet, und es wird nach "
        "[zwei Monaten] wirksam."
    )
    check(marked, "2025-12-03 P2M", ON, None)
