"""Phases, starts, hours and small words of other languages, each in a text of its own."""

# ruff: noqa: E501 - a text of the tests is kept on one line

import pytest

from bot.domain.drafts.lines import answer
from tests.domain.drafts.test_instruments import read, told

CLAUSES = (
    ("The new quota shall apply as of 1 September 2024.", "2024-09-01"),
    ("Not later than the third year after the entry into force of this Agreement, the Parties shall draw up a common list.", "P3Y entry_into_force"),
    ("On the fourth anniversary of the entry into force of this Agreement, the Commission shall review its work.", "P4Y entry_into_force"),
    ("The Parties shall exchange inventories in the first sixty (60) days.", "2024-05-13"),
    ("This Agreement shall terminate at noon, Tokyo time, June 30, 2031.", "2031-06-30"),
    ("The Commission shall carry out its first survey in 2027.", "2027"),
    ("The Parties shall report at the latest four years after it enters into force.", "P4Y entry_into_force"),
    ("This Agreement shall enter into force within 20 days of signature by both Parties.", "2024-04-03"),
    ("The teams shall finish within ten days from the conclusion of the joint survey.", "P10D event"),
    ("The shares for 2026, 2027, and 2028 shall be settled by the Commission.", None),
    ("The Commission may adopt a decision extending the trial period for up to two years.", None),
    ("This Agreement shall remain in force for six years and shall be renewed automatically for periods of two years.", "P6Y entry_into_force"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), CLAUSES)
def test_a_clause_gives_its_step(clause: str, expected: str | None) -> None:
    found = [told(each) for each in read(clause)["milestones"]]
    assert (
        (found == []) if expected is None else (len(found) == 1 and found[0].startswith(expected))
    )


def test_two_duties_of_one_day_are_two() -> None:
    clause = (
        "Japan shall open the northern harbour by 1 June 2026. Chile shall lift its ban on salmon "
        "feed by 1 June 2026."
    )
    assert [each["due"] for each in read(clause)["milestones"]] == ["2026-06-01", "2026-06-01"]


FOREIGN = (
    ("Abkommen zwischen der Republik Chile und der Republik Ghana über den Kupferhandel\nDie Vertragsparteien erstellen innerhalb von neunzig Tagen nach Inkrafttreten dieses Abkommens eine Liste.\nGeschehen zu Accra am 4. Mai 2021 in zwei Urschriften.", "P90D entry_into_force"),
    ("Verdrag tussen de Republiek Ghana en de Republiek Chili inzake koper\nArtikel 1\nDit Verdrag wordt gesloten voor de tijd van drie jaren.\nGEDAAN in tweevoud te Accra, op 4 mei 2021.", "P3Y entry_into_force"),
    ("Acuerdo entre la República de Chile y la República de Ghana sobre el cobre\nLas Partes celebrarán consultas dentro de los sesenta días siguientes a la firma del presente Acuerdo.\nHecho en Lima, el cuatro de mayo de dos mil veintiuno, en dos ejemplares.", "2021-07-03"),
    ("Accordo tra la Repubblica del Cile e la Repubblica del Ghana sul rame\nLe Parti pubblicano l'elenco entro trenta giorni dall'entrata in vigore del presente Accordo.\nFatto a Roma il 4 maggio 2021, in due originali.", "P30D entry_into_force"),
    ("Acordo entre a República do Chile e a República de Gana sobre o cobre\nO presente Acordo permanecerá em vigor por um período de quatro anos.\nFeito em Lisboa, em 4 de maio de 2021, em dois exemplares.", "P4Y entry_into_force"),
    ("Соглашение между Республикой Чили и Республикой Гана о торговле медью\nСтороны в течение шести месяцев со дня вступления в силу настоящего Соглашения составляют перечень.\nСовершено в Москве 4 мая 2021 года в двух экземплярах.", "P6M entry_into_force"),
    ("대한민국 정부와 칠레 정부 간의 구리 협력에 관한 협정\n제1조\n공동위원회는 이 협정의 발효일부터 6개월 이내에 첫 회의를 연다.\n2021년 5월 4일 서울에서 각 2부씩 작성되었다.", "P6M entry_into_force"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOREIGN)
def test_an_instrument_of_another_language_is_read(text: str, expected: str) -> None:
    found = answer({"text": text})
    assert (found["is_agreement"], found["signed_on"]) == (True, "2021-05-04")
    assert [told(each) for each in found["milestones"]] == [expected]


def test_the_days_of_a_phase_count_its_first_as_one() -> None:
    text = (
        "Chad and Sudan agreed to a ceasefire on Monday. The ceasefire takes effect on Wednesday, "
        "12 March. Talks on a border force will open by the 10th day of the first phase."
    )
    found = answer({"text": text, "published": "2025-03-10"})
    assert ("2025-03-21", "P10D") in [(each["due"], each["period"]) for each in found["milestones"]]


def test_an_hour_belongs_to_the_day_behind_it() -> None:
    text = (
        "Chad and Sudan have agreed on a truce. It will enter into effect at 6 p.m. Khartoum time "
        "on 14 March and remain in effect for five days."
    )
    found = answer({"text": text, "published": "2025-03-11"})
    assert [each["due"] for each in found["milestones"]] == ["2025-03-14", "2025-03-19"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("日・加鉱物協力に関する覚書\n両国の大臣は、覚書に署名しました。作業部会は年1回開かれます。", {"JP", "CA"}),
        ("한중 어업협정 타결\n한국과 중국은 어업협정에 합의했다. 협정은 2027년 3월까지 발효한다.", {"KR", "CN"}),
        ("双方经贸会谈达成共识\n中美双方承诺在2027年3月1日前取消部分关税。中方与美方将继续磋商。", {"CN", "US"}),
        ("French President Anne Dupont and Indian Prime Minister Ravi Rao signed an agreement on rail links in Paris on Monday.", {"FR", "IN"}),
    ],
)  # fmt: skip
def test_parties_are_known_by_one_sign_and_by_who_speaks_for_them(
    text: str, parties: set[str]
) -> None:
    found = answer({"text": text, "published": "2026-05-05"})
    assert (found["is_agreement"], set(found["parties"])) == (True, parties)


@pytest.mark.parametrize(
    "text",
    [
        "Two miners of Chile and Ghana sign a supply contract\nThe companies said deliveries begin by 1 March 2027 and the firm pays within 30 days.",
        "Looking back: the truce of the highlands\nChad and Sudan signed a truce agreement on 3 May 1987. A show in Accra is open until 31 December.",
        "Chad threatens Sudan with tariffs\nChad gave Sudan until 1 March to lift its ban or face a blockade.",
        "Lehrer und Land einigen sich im Tarifstreit\nDie Gewerkschaft erhält ab dem 1. August mehr Lohn, der Tarifvertrag läuft bis zum 31. Dezember 2027.",
    ],
)
def test_what_is_no_agreement_of_states_gives_no_step(text: str) -> None:
    found = answer({"text": text, "published": "2026-05-05"})
    assert (found["is_agreement"], found["milestones"]) == (False, [])


def test_the_day_told_of_signing_wins_over_the_head_of_a_release() -> None:
    text = (
        "日・ペルー鉱物協定の署名\n令和8年5月9日\n5月8日（現地時間同日）、リマにおいて、駐ペルー共和国特命全権大使と"
        "ペルー共和国外務大臣は、日・ペルー鉱物協定に署名しました。発効の時期は未定です。"
    )
    found = answer({"text": text, "published": "2026-05-09"})
    assert (found["signed_on"], set(found["parties"])) == ("2026-05-08", {"JP", "PE"})
