"""What the clauses of an instrument set: its milestones, its terms, and what sets nothing."""

import pytest

from bot.domain.drafts.lines import answer
from tests.domain.drafts.instruments import (
    ABSOLUTE,
    ENTRY,
    MORE,
    NOTHING,
    RECURRING,
    TERM,
    WITHIN,
)

HEAD = (
    "Agreement between the Government of Japan and the Government of the Republic of Chile on "
    "Cooperation\n\nThe Government of Japan and the Government of the Republic of Chile "
    "(hereinafter the “Parties”) have agreed as follows:\n\nArticle 1\n\n"
)
TAIL = (
    "\n\nArticle 9\n\nThe Parties shall settle disputes amicably.\n\n"
    "Done at Tokyo on this fourteenth day of March, two thousand and twenty-four, in duplicate, "
    "in the English language.\n\nFor the Government of Japan:\n"
    "For the Government of the Republic of Chile:"
)


def read(clause: str) -> dict:  # type: ignore[type-arg]
    return answer({"text": HEAD + clause + TAIL})


def told(milestone: dict) -> str:  # type: ignore[type-arg]
    """The answer in the tables' form: a date, or a period and what it counts from."""
    if milestone["recurring"]:
        return f"{milestone['period']} recurring"
    if milestone["due"]:
        return str(milestone["due"])
    anchor = "event" if milestone["anchor"].startswith("event") else milestone["anchor"]
    return f"{milestone['period']} {anchor}".replace("P12M", "P1Y")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [each for table in (WITHIN, ENTRY, TERM, ABSOLUTE, NOTHING, RECURRING, MORE) for each in table],
)
def test_a_clause_sets_its_milestone_and_no_other(clause: str, expected: str | None) -> None:
    found = [told(each) for each in read(clause)["milestones"]]
    if expected == "two":
        assert len(found) == 2
    elif expected is None:
        assert found == []
    else:
        assert len(found) == 1
        assert found[0].startswith(expected.replace("P12M", "P1Y"))


def test_the_frame_of_an_instrument_gives_parties_day_and_place() -> None:
    found = read("The Parties shall cooperate.")
    assert found["is_agreement"] is True
    assert set(found["parties"]) == {"JP", "CL"}
    assert (found["signed_on"], found["signed_place"]) == ("2024-03-14", "Tokyo")
    assert found["signature"]["zone"] == "Asia/Tokyo"
    assert found["milestones"] == []


def test_every_quote_is_a_slice_of_the_text() -> None:
    for clause, _ in (*WITHIN, *ENTRY, *TERM, *ABSOLUTE, *MORE):
        text = HEAD + clause + TAIL
        for each in (found := answer({"text": text}))["milestones"] + found["terms"]:
            assert text[each["start"] : each["end"]] == each["quote"]
            assert 0 < len(each["quote"]) <= 300


def test_notice_is_a_term_and_no_milestone() -> None:
    found = read("Either Party may terminate it by giving six months' written notice.")
    assert [(each["kind"], each["period"]) for each in found["terms"]] == [("notice", "P6M")]


def test_who_owes_how_much_under_what_condition() -> None:
    found = read(
        "Chile shall pay 40 million dollars within six months of signature, provided that the "
        "list in Annex A has been agreed."
    )
    (milestone,) = found["milestones"]
    assert milestone["obligors"] == ["CL"]
    assert milestone["amount"] == "40 million dollars"
    assert milestone["condition"].startswith("provided that the list")
    assert milestone["modality"] == "shall"
    assert milestone["what"] == "Pay 40 million dollars"


def test_what_binds_both_is_owed_by_both() -> None:
    (milestone,) = read("The Parties shall meet within 90 days of signature.")["milestones"]
    assert set(milestone["obligors"]) == {"JP", "CL"}


def test_an_assumed_anchor_is_said_to_be_assumed() -> None:
    (milestone,) = read("The Parties shall publish the list within three months.")["milestones"]
    assert milestone["due"] == "2024-06-14"
    assert milestone["confidence"] == "doubtful"
    assert "does not say what this counts from" in milestone["doubts"][0]


def test_a_clause_that_its_page_broke_is_read_and_quoted_as_it_stands() -> None:
    clause = "The Parties shall meet within\nsix months of\nsignature."
    (milestone,) = read(clause)["milestones"]
    assert milestone["due"] == "2024-09-14"
    assert milestone["quote"] == clause
