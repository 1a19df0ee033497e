"""The beginning and the end of an agreement are called what they are."""

from datetime import date

import pytest

from bot.domain.dates.values import DeadlineKind
from bot.domain.drafts.endings import called
from bot.domain.drafts.reader import read

HEAD = """Canada and Peru sign a pact on copper

LIMA, 14 April 2026 - Canada and Peru signed an agreement in Lima on 14 April 2026.

"""


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (
            "The agreement enters into force on 1 July 2026 and expires on 30 June 2029.",
            [("Entry into force", DeadlineKind.IN_FORCE), ("Expiry", DeadlineKind.EXPIRY)],
        ),
        (
            "The memorandum of understanding expires on 30 June 2031.",
            [("Expiry", DeadlineKind.EXPIRY)],
        ),
        (
            "Under the pact, Peru shall publish its permits by 1 May 2027.",
            [("Publish its permits", DeadlineKind.ACT_BY)],
        ),
    ],
)
def test_a_beginning_and_an_end_bear_their_names(
    words: str, steps: list[tuple[str, DeadlineKind]]
) -> None:
    draft = read(HEAD + words, published_on=date(2026, 4, 15))
    assert [(each.what, each.kind) for each in draft.milestones] == steps


def test_the_end_of_something_else_keeps_its_subject() -> None:
    before = "Under the deal between both, the copper quota "
    found = called("The copper quota", DeadlineKind.EXPIRY, "ends on 30 June 2029", before)
    assert found == "The copper quota ends"
    other = "Under the pact, the lower tariff takes effect "
    assert called("The lower tariff", DeadlineKind.IN_FORCE, "on 1 May", other) == (
        "The lower tariff"
    )
