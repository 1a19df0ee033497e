"""Whether a text binds, and how strongly its “will” and “shall” therefore speak."""

import pytest

from bot.domain.drafts.reader import read
from bot.domain.milestones import Modality

FRAMEWORK = """Framework on Tungsten

The Government of Peru and the Government of Finland signed this Framework in Lima on 4 March 2026.

The Participants {verb} hold a first meeting by 30 June 2027.
"""
TREATY = """Treaty between the Republic of Peru and the Republic of Finland on Extradition

Article 1
The Parties shall exchange lists of authorities by 30 June 2027.

Article 2
This Treaty shall enter into force on 1 January 2027.

Done at Lima on 4 March 2026.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "This Framework does not create rights or obligations under international law.",
        "This Framework is not legally binding.",
        "The Participants record a non-binding understanding.",
        "Nothing in this text is intended to be legally enforceable.",
    ],
)
def test_a_text_that_says_so_does_not_bind_and_states_intentions(sentence: str) -> None:
    draft = read(FRAMEWORK.format(verb="shall") + "\n" + sentence)
    assert draft.binding is False
    assert draft.binding_quote
    quote = draft.binding_quote
    assert quote.words in sentence
    assert [each.modality for each in draft.milestones] == [Modality.INTENDS]


def test_the_same_is_read_in_japanese() -> None:
    text = (
        "タングステンに関する覚書\n\n日本国政府とペルー共和国政府は、2026年3月4日にリマで本覚書に"
        "署名した。\n\n両政府は、2027年6月30日までに会合を開催する。\n\n"
        "本覚書は、法的拘束力を有しない。"
    )
    assert read(text).binding is False


def test_a_text_that_says_nothing_of_it_leaves_it_open_and_its_will_obliges_nobody() -> None:
    draft = read(FRAMEWORK.format(verb="will"))
    assert draft.binding is None
    assert [each.modality for each in draft.milestones] == [Modality.INTENDS]
    assert [each.modality for each in read(FRAMEWORK.format(verb="shall")).milestones] == [
        Modality.SHALL
    ]


def test_a_treaty_binds_by_what_it_is() -> None:
    draft = read(TREATY)
    assert draft.binding is True
    assert Modality.INTENDS not in {each.modality for each in draft.milestones}
