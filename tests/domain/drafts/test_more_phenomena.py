"""Terms, phases and dates as reports and treaties of many languages put them, each in a text."""

# ruff: noqa: E501 - a text of the tests is kept on one line

import pytest

from bot.domain.drafts.lines import answer
from tests.domain.drafts.test_instruments import read, told

CLAUSES = (
    ("The Parties shall finish the survey by a target date of 2029.", "2029"),
    ("The rate shall be settled in the fourth year calculated from the date of entry into force of this Agreement.", "P4Y entry_into_force"),
    ("The inspectors shall leave on the day 6 after the pullback of the border troops at the latest.", "P6D event"),
    ("Freeze Day shall be two years after Adoption Day.", "P2Y event"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), CLAUSES)
def test_a_clause_gives_its_step(clause: str, expected: str) -> None:
    found = [told(each) for each in read(clause)["milestones"]]
    assert len(found) == 1
    assert found[0].startswith(expected)


NEWS = (
    ("2026-05-05", "Peru and Chile sign power deal\nPeru and Chile signed an agreement on Monday on power lines. Supply begins on June 1 and the deal runs for 12 years.", ["2026-06-01", "2038-05-04"]),
    ("2026-05-06", "Chad and Sudan reach ceasefire\nChad and Sudan have agreed to a ceasefire, mediators said Wednesday. It will take effect on Saturday. Chad would release 40 prisoners over a two-week period.", ["2026-05-09", "2026-05-23"]),
    ("2026-05-06", "Chad, Sudan sign border pact\nChad and Sudan signed an agreement on Tuesday. The pact, based on a plan laid out by the African Union in March, opens two crossings by August 1.", ["2026-08-01"]),
    ("2026-05-20", "日・チリ、銅で覚書\n日本とチリの両政府は19日、銅の供給に関する覚書に署名した。作業部会を2カ月以内に設け、覚書の有効期間は4年。", ["2026-07-19", "2030-05-19"]),
    ("2026-05-20", "スーダンとチャドが停戦合意\nスーダン政府とチャドは19日、停戦で合意し、停戦が発効した。チャドは48時間以内に捕虜を解放する。21日にはカイロで調印式が開かれる予定だ。", ["2026-05-21", "2026-05-21"]),
    ("2026-05-20", "Pérou et Chili signent un accord sur le cuivre\nLima, 19 mai 2026 - Le Pérou et le Chili ont signé mardi un accord sur le cuivre. Une commission se réunira dans un délai de trois mois. L'Argentine espère adhérer avant la fin de l'année.", ["2026-08-19", "2026-12-31"]),
    ("2026-05-20", "칠레와 페루, 구리 협력 협정 서명\n칠레와 페루 정부는 19일 구리 협력 협정에 서명했다. 양국은 90일 이내에 공동위원회를 구성하기로 합의했다.", ["2026-08-17"]),
)  # fmt: skip


@pytest.mark.parametrize(("published", "text", "due"), NEWS)
def test_a_report_gives_the_days_of_its_steps(published: str, text: str, due: list[str]) -> None:
    found = answer({"text": text, "published": published})
    assert [each["due"] for each in found["milestones"]] == due


@pytest.mark.parametrize(
    ("text", "published", "signed_on"),
    [
        ("Ghana signs mining pact with Chile\nAccra, May 4, 2026 - The Government of Ghana today signed an agreement with Chile on mining.", "2026-05-06", "2026-05-04"),
        ("Tratado entre a República de Gana e a República do Chile sobre o cobre\nArtigo 1\nAs Partes cooperam.\nFeito em Lisboa, aos 14 dias do mês de maio do ano 2021, em dois exemplares.", None, "2021-05-14"),
        ("भारत और नेपाल ने समझौते पर हस्ताक्षर किए\nकाठमांडू, 4 मई 2026: भारत और नेपाल ने सोमवार को व्यापार समझौते पर हस्ताक्षर किए।", "2026-05-04", "2026-05-04"),
        ("칠레와 페루, 구리 협정 서명\n칠레와 페루 정부는 19일 리마에서 구리 협력 협정에 서명했다.", "2026-05-20", "2026-05-19"),
    ],
)  # fmt: skip
def test_the_day_of_signing_is_read(text: str, published: str | None, signed_on: str) -> None:
    assert answer({"text": text, "published": published})["signed_on"] == signed_on


def test_the_same_duty_of_two_parties_is_two() -> None:
    text = (
        "Joint Statement of Chile and Ghana\nWe, the ministers of Chile and Ghana, agreed today. Chile will suspend "
        "its levy on cocoa until 1 June 2027. Ghana will suspend its levy on copper until 1 June 2027."
    )
    found = answer({"text": text, "published": "2026-06-01"})
    assert [each["due"] for each in found["milestones"]] == ["2027-06-01", "2027-06-01"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Le Maroc et l'Algérie signent un accord sur le gaz\nRabat, 4 mai 2026 - Le Maroc et l'Algérie ont signé lundi un accord sur le gaz.", {"MA", "DZ"}),
        ("鉱物協定の署名\n令和8年5月9日\n山田駐米国日本国特命全権大使とタイ米国通商代表は、日本国政府とアメリカ合衆国政府との間の鉱物協定に署名しました。協定は署名により発効します。", {"JP", "US"}),
        ("Steps for the Truce in the Uplands\nDone at Accra, 4 May 2021\nChad shall withdraw its units by 1 June 2021.\nSigned: Ambassador Ruth Bell, chair; the Minister of Defence of Chad; the Ambassador of the Republic of the Sudan", {"TD", "SD"}),
        ("Fact Sheet: A New Trade Deal with Chile\nThe President reached a trade deal with Chile. Chile will cut its duties. The United States will lower its tariffs on grapes. The United States will buy copper.", {"US", "CL"}),
    ],
)  # fmt: skip
def test_the_parties_are_those_that_sign_or_undertake(text: str, parties: set[str]) -> None:
    found = answer({"text": text, "published": "2026-05-09"})
    assert set(found["parties"]) == parties


def test_a_period_counts_from_the_date_before_where_it_says_so() -> None:
    text = (
        "Accord entre la République du Chili et la République du Ghana relatif au cuivre\nArticle 1\nLe comité remet son rapport "
        "au plus tard le 30 juin 2022, puis dans un délai de deux ans à compter de cette date.\nFait à Accra, le 4 mai 2021, "
        "en deux exemplaires."
    )
    assert [each["due"] for each in answer({"text": text})["milestones"]] == [
        "2022-06-30",
        "2024-06-30",
    ]
