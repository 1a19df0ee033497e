"""What is said of a text in a language that is not read in full, and what is not made up of it."""

import pytest

from bot.domain.drafts.places import place_in
from bot.domain.drafts.reader import read
from bot.domain.drafts.told import Told, read_told
from bot.errors import UserError

DUTCH = (
    "Nederland en Japan ondertekenden op 14 april 2026 in Den Haag een memorandum over lithium. "
    "Japan dient uiterlijk op 31 maart 2027 verslag uit te brengen."
)
GREEK = (
    "Η Ελλάδα και η Κύπρος υπέγραψαν στις 14 Απριλίου 2026 στην Αθήνα μνημόνιο συνεργασίας. Η "
    "Ελλάδα θα υποβάλει έκθεση έως τις 31 Μαρτίου 2027."
)


def test_a_language_is_called_by_its_name() -> None:
    assert read(DUTCH).doubts[0].endswith("the text is in Dutch.")


def test_a_party_is_no_place_of_signing() -> None:
    assert read(DUTCH).signed_place != "Japan"
    assert place_in("Nederland en Japan ondertekenden dit in Den Haag") == "Den Haag"
    assert place_in("firmaron en Madrid") == "Madrid"


def test_a_place_is_not_kept_in_the_capitals_of_a_dateline() -> None:
    assert place_in("SANTIAGO, 6 May 2026 - Chile signed") == "Santiago"
    assert place_in("signed at the UN on 6 May") != "Un"


def test_nobody_is_told_that_there_is_no_agreement_in_a_language_that_is_not_read() -> None:
    with pytest.raises(UserError, match="a language that Milepost does not read in full"):
        read_told(Told(GREEK), "Europe/Athens")
    with pytest.raises(UserError, match="Give the page or the part that tells of it"):
        read_told(Told("The sea was calm, and nobody came to the harbour."), "UTC")
