"""What a milestone is called: what is to be done, in the text's words and without the date."""

import pytest

from bot.domain.drafts.callings import short_name_of
from bot.domain.drafts.reader import read
from bot.domain.drafts.values import DraftCommodity, DraftParty, Quote

HEAD = """Framework on Tungsten

The Government of Peru and the Government of Finland signed this Framework in Lima on 4 March 2026.

The Participants have agreed as follows on the supply of tungsten:

"""
QUOTE = Quote(0, 0, "")


@pytest.mark.parametrize(
    ("clause", "what"),
    [
        (
            "1. Within six months of the date of this Framework, the Participants intend to take "
            "measures to provide financing to selected projects.",
            "Take measures to provide financing to selected projects",
        ),
        (
            "Finland shall publish a list of licences not later than 30 June 2027.",
            "Publish a list of licences",
        ),
        (
            "(b) The Participants shall, within 30 days of signature, exchange lists of projects.",
            "Exchange lists of projects",
        ),
        (
            "By 31 December 2026 Peru will open a port of entry.",
            "Open a port of entry",
        ),
    ],
)
def test_a_milestone_is_called_by_what_is_to_be_done(clause: str, what: str) -> None:
    (found,) = read(HEAD + clause).milestones
    assert found.what == what


def test_the_words_of_a_rule_end_where_the_clause_goes_on() -> None:
    clause = (
        "Within ninety days of the entry into force of this Framework, Peru shall appoint a "
        "commissioner and tell the other Participant by note."
    )
    (found,) = read(HEAD + clause).milestones
    assert found.rule.phrase == "Within ninety days of the entry into force of this Framework"


@pytest.mark.parametrize(
    ("title", "parties", "name"),
    [
        ("Tungsten Pact", "Peru Finland", "Tungsten Pact"),
        (
            "Framework between the Government of Peru and the Government of Finland on Tungsten",
            "Peru Finland",
            "Peru-Finland Framework on tungsten",
        ),
        (
            "Framework of the Governments that met for the security of supply of minerals",
            "Peru Finland Ghana Oman",
            "Framework of the Governments that met for the security of",
        ),
    ],
)
def test_a_long_title_is_shortened_to_who_agreed_on_what(
    title: str, parties: str, name: str
) -> None:
    named = [DraftParty(each, None, QUOTE) for each in parties.split()]
    assert short_name_of(title, "framework", named, [DraftCommodity("tungsten", QUOTE)]) == name
