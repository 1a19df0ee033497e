"""Whether two texts are about one agreement, a sibling of it or its extension."""

from datetime import date

import pytest

from bot.domain.agreements import Agreement, Event, EventKind, Instrument, Party
from bot.domain.drafts.likeness import (
    Likeness,
    Subject,
    likeness,
    subject_of_agreement,
    subject_of_draft,
)
from bot.domain.drafts.reader import read

US_JAPAN = frozenset({"US", "JP"})
MINERALS = frozenset({"critical minerals"})


def subject(name: str, codes: frozenset[str] = US_JAPAN, **known: object) -> Subject:
    return Subject((name,), codes, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            subject("Minerals Framework", signed_on=date(2025, 10, 28), matters=MINERALS),
            subject("Framework on minerals", signed_on=date(2025, 10, 27), matters=MINERALS),
            Likeness.SAME,
        ),
        (
            subject("Minerals Framework", signed_on=date(2025, 10, 28), matters=MINERALS),
            subject(
                "Technology Deal", signed_on=date(2025, 10, 28), matters=frozenset({"quantum"})
            ),
            Likeness.SIBLING,
        ),
        (
            subject("Minerals Framework", matters=MINERALS),
            subject("Minerals Framework", frozenset({"US", "AU"}), matters=MINERALS),
            Likeness.DIFFERENT,
        ),
        (
            subject("Truce", told_on=date(2023, 12, 11), truce=True),
            subject("Truce extension", told_on=date(2023, 12, 15), truce=True, extends=True),
            Likeness.EXTENSION,
        ),
        (
            subject("Tax Convention", signed_on=date(1970, 3, 1), matters=frozenset({"tax"})),
            subject(
                "Tax Convention of 1999", signed_on=date(1999, 3, 1), matters=frozenset({"tax"})
            ),
            Likeness.SIBLING,
        ),
        (
            subject("Peace deal announced", told_on=date(2026, 6, 14), report=True),
            subject("Peace deal signed", told_on=date(2026, 6, 26), report=True),
            Likeness.SAME,
        ),
        (
            subject("Fisheries", signed_on=date(1980, 1, 1), matters=frozenset({"fish"})),
            subject("Air services", signed_on=date(1990, 1, 1), matters=frozenset({"aircraft"})),
            Likeness.DIFFERENT,
        ),
    ],
)
def test_two_agreements_are_told_apart(one: Subject, other: Subject, expected: Likeness) -> None:
    assert likeness(one, other).likeness is expected
    assert likeness(other, one).likeness is expected
    assert likeness(one, other).reason.endswith(".")


def test_a_report_finds_the_record_it_belongs_to() -> None:
    draft = read(
        "Peru, Chile sign lithium pact\n\nLIMA, May 6 - Peru and Chile signed an agreement on "
        "lithium on Monday.",
        published_on=date(2024, 5, 6),
    )
    record = Agreement(
        1,
        1,
        "Agreement on Cooperation in Lithium",
        "Lithium Agreement",
        Instrument.TREATY,
        None,
        "",
        parties=(Party("Chile", "CL"), Party("Peru", "PE")),
        commodities=("lithium",),
        events=(Event(EventKind.SIGNED, date(2024, 5, 6), "America/Lima"),),
    )
    found = likeness(subject_of_draft(draft), subject_of_agreement(record))
    assert found.likeness is Likeness.SAME
