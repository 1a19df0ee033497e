"""What is read in news, statements and releases, in several languages; and what is no agreement."""

import pytest

from bot.domain.drafts.lines import answer
from tests.domain.drafts import japanese
from tests.domain.drafts.japanese import JAPANESE
from tests.domain.drafts.languages import LANGUAGES
from tests.domain.drafts.reports import NEGATIVES, REPORTS, STORIES


@pytest.mark.parametrize(
    ("published", "text", "signed_on", "parties", "milestones"),
    [*REPORTS, *STORIES, *JAPANESE, *LANGUAGES],
)
def test_a_report_gives_day_parties_and_milestones(
    published: str | None, text: str, signed_on: str | None, parties: set[str], milestones: set[str]
) -> None:
    found = answer({"text": text, "published": published})
    assert found["is_agreement"] is True
    assert found["signed_on"] == signed_on
    assert set(found["parties"]) == parties
    missing, left = set(milestones), []
    for each in found["milestones"]:
        said = {one for one in milestones if (each["due"] or "").startswith(one)}
        said |= {each["period"]} & set(milestones)
        missing -= said
        left += [] if said else [(each["due"], each["period"], each["quote"])]
        assert text[each["start"] : each["end"]] == each["quote"]
    assert (missing, left) == (set(), [])


@pytest.mark.parametrize(("published", "text"), [*NEGATIVES, *japanese.NEGATIVES])
def test_what_is_no_agreement_of_states_gives_no_milestone(published: str, text: str) -> None:
    found = answer({"text": text, "published": published})
    assert (found["is_agreement"], found["milestones"]) == (False, [])


def test_a_text_in_a_language_that_is_read_in_part_says_so() -> None:
    found = answer({"text": LANGUAGES[0][1]})
    assert any("were not read" in doubt for doubt in found["doubts"])
