"""The day and the place of signing, by the formula at the end of an instrument."""

import pytest

from bot.domain.drafts.lines import answer
from tests.domain.drafts.formulas import FORMULAS

ENGLISH = (
    "Agreement between the Government of Ghana and the Government of Peru on Trade\n\n"
    "The Government of Ghana and the Government of Peru, recalling the treaty signed at Lima on "
    "4 May 1950, have agreed as follows:\n\nArticle 1\nThe Parties shall cooperate. The Convention "
    "done at Rome on 3 June 1953 applies.\n\nArticle 2\nThis Agreement may be amended.\n\n"
)
HEADS = {
    "GEDAAN": "Verdrag tussen Ghana en Peru\n\nArtikel 1\nDeze overeenkomst geldt voor de "
    "partijen. "
    "De partijen zullen samenwerken en elkaar van het verdrag op de hoogte houden.\n\n",
    "Geschehen": "Abkommen zwischen Ghana und Peru\n\nArtikel 1\nDieses Abkommen gilt für die "
    "Vertragsparteien und ist von der Regierung mit der anderen zu ratifizieren.\n\n",
    "Fait": "Accord entre le Ghana et le Pérou\n\nArticle 1\nLe présent accord est conclu par les "
    "parties pour la durée de la convention dans les deux pays.\n\n",
    "Hecho": "Acuerdo entre Ghana y el Perú\n\nArtículo 1\nEl presente Acuerdo se aplica a las "
    "Partes en los términos de la ley que se indica para el comercio.\n\n",
    "Fatto": "Accordo tra il Ghana e il Perù\n\nArticolo 1\nIl presente Accordo si applica alle "
    "Parti nei termini della legge che è indicata.\n\n",
    "Feito": "Acordo entre Gana e o Peru\n\nArtigo 1\nO presente Acordo aplica-se às Partes nos "
    "termos da lei que é indicada para o comércio.\n\n",
}


@pytest.mark.parametrize(("formula", "day", "place"), FORMULAS)
def test_a_formula_gives_the_day_and_the_place(
    formula: str, day: str | None, place: str | None
) -> None:
    found = answer({"text": HEADS.get(formula.split(maxsplit=1)[0], ENGLISH) + formula})
    assert found["signed_on"] == day
    assert place is None or found["signed_place"] == place


def test_the_day_in_the_text_wins_over_that_of_the_page() -> None:
    text = ENGLISH + "Signed in Tokyo this 28th day of October 2025."
    found = answer({"text": text, "published": "2025-10-27"})
    assert found["signed_on"] == "2025-10-28"
    assert found["signature"]["zone"] == "Asia/Tokyo"
    assert "The page is dated 2025-10-27; the text says 2025-10-28." in found["doubts"]
