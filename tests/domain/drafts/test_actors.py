"""Which states and organisations a text names, however it names them."""

import pytest

from bot.domain.drafts.actors import actors


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "The U.S.-Japan deal, said Washington", ["US", "JP"]),
        ("en", "South Korea's and North Korea's envoys", ["KR", "KP"]),
        ("en", "Papua New Guinea and Guinea-Bissau met Guinea", ["PG", "GW", "GN"]),
        ("en", "Northern Ireland, New Mexico and the Indian Ocean", []),
        ("en", "Dutch and Danish ministers in Berlin", ["NL", "DK", "DE"]),
        ("en", "us turkey and china were on the table", []),
        ("en", "the Democratic Republic of the Congo (DRC) and M23", ["CD", "CD", "M23"]),
        ("en", "done in the Arabic and French languages", []),
        ("en", "Prime Minister Netanyahu and Hamas", ["IL", "HAMAS"]),
        ("ja", "日米両政府と米イラン協議", ["JP", "US", "US", "IR"]),
        ("ja", "インドネシアとタイのタイムライン", ["ID", "TH"]),
        ("ja", "EUの新制度とドイツ", ["EU", "DE"]),
        ("zh", "中美兩國與以色列", ["CN", "US", "IL"]),
        (
            "de",
            "Die Königlich Niederländische Regierung und die Bundesrepublik Deutschland",
            ["NL", "DE"],
        ),
        ("nl", "het Koninkrijk België en de Duitse Bondsregering", ["BE", "DE"]),
        ("fr", "la République française et le Royaume du Maroc", ["FR", "MA"]),
        ("es", "los Estados Unidos Mexicanos y el Gobierno español", ["MX", "ES"]),
        ("ko", "한국과 미국은", ["KR", "US"]),
    ],
)
def test_actors_are_known_by_every_name(language: str, text: str, codes: list[str]) -> None:
    assert [actor.code for actor in actors(text, language)] == codes
