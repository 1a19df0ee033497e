"""Terms, phases and dates as reports and treaties of many languages put them, each in a text."""

# ruff: noqa: E501 - a text of the tests is kept on one line

import pytest

from bot.domain.drafts.lines import answer
from tests.domain.drafts.test_instruments import read, told

CLAUSES = (
    ("The Commission shall report not later than 60 days before the beginning of each fiscal year.", ""),
    ("The Commission shall settle the quota at its third annual meeting and in any case before 1 January 2027.", "2027-01-01"),
    ("The Parties shall finish the survey by a target date of 2029.", "2029"),
    ("The rate shall be settled in the fourth year calculated from the date of entry into force of this Agreement.", "P4Y entry_into_force"),
    ("The inspectors shall leave on the day 6 after the pullback of the border troops at the latest.", "P6D event"),
    ("Freeze Day shall be two years after Adoption Day.", "P2Y event"),
)  # fmt: skip


@pytest.mark.parametrize(("clause", "expected"), CLAUSES)
def test_a_clause_gives_its_step(clause: str, expected: str) -> None:
    found = [told(each) for each in read(clause)["milestones"]]
    assert len(found) == (1 if expected else 0)
    assert all(each.startswith(expected) for each in found)


NEWS = (
    ("2026-10-02", "日チリ、水産物の輸入再開で一致　年内に第1陣\n【サンティアゴ＝田中一郎】日本とチリの両政府は2日、水産物の輸入再開の手順で一致した。検査結果は3カ月ごとにチリ側へ提供する。残る3州の扱いは来年3月末までに結論を出す。", [None, "2027-03-31"]),
    ("2026-05-20", "智利與中國達成貿易協議\n智利與中國達成貿易協議，雙方同意在未來三年內檢討配額。", ["2029-05-20"]),
    ("2026-05-04", "Peru says copper fund with Chile to pick mines\nA year after Peru and Chile signed a copper deal on May 4, 2025, Lima said on Monday that their joint fund would approve its first mines by the end of August.", ["2026-08-31"]),
    ("2026-05-07", "Chad and Sudan reach border deal\nChad and Sudan reached an initial agreement this week that opens the border, officials said. Sudan's parliament will vote on Friday.", ["2026-05-08"]),
    ("2026-05-20", "日チリ、海底資源で覚書\n日本とチリの両政府は20日、覚書に署名した。覚書は署名の日から8年間有効とする。", ["2034-05-20"]),
    ("2026-05-08", "Россия и Чили подписали программу\nСантьяго, 8 мая 2026 года. Россия и Чили подписали в пятницу программу сотрудничества. Следующая встреча пройдет не позднее 1 июля 2026 года.", ["2026-07-01"]),
    ("2026-05-05", "Communiqué conjoint de la Belgique et du Maroc\nLa Belgique et le Maroc sont convenus de ce qui suit :\n1. Les deux ministres remettront un plan au plus tard le 30 avril 2027.\n2. Une liaison sera mise en service d'ici à 2032.", ["2027-04-30", "2032-12-31"]),
    ("2026-05-04", "भारत और नेपाल ने समझौते पर हस्ताक्षर किए\nकाठमांडू, 4 मई 2026: भारत और नेपाल ने सोमवार को समझौते पर हस्ताक्षर किए। नेपाल तीन महीने के भीतर समीक्षा पूरी करेगा।", ["2026-08-04"]),
    ("2026-05-11", "OPEC agrees to cut output\nOPEC and Russia agreed on Sunday to cut oil output from June 1. Iraq, which had held out, will trim its output by 90,000 barrels a day. The group meets again on July 5.", ["2026-06-01", "2026-07-05"]),
    ("2026-03-20", "日チリ首脳、リチウム開発で合意　27年に着工\n【サンティアゴ＝田中一郎】日本とチリの首脳は19日会談し、リチウムを共同開発することで合意した。2027年に着工し、31年度までに量産をめざす。作業部会を4月中に立ち上げる。", ["2027-12-31", "2032-03-31", "2026-04-30"]),
    ("2026-05-06", "美中關稅休戰\n美國與中國同意將關稅休戰再延長60天，避免關稅在5月10日恢復。雙方將於6月初在北京會談。", [None, "2026-06-30"]),
    ("2026-05-08", "Israel und Libanon einigen sich auf Friedensplan\nIsrael und der Libanon haben sich auf einen Friedensplan geeinigt. Die Geiseln sollen spätestens am Montag freikommen.", ["2026-05-11"]),
    ("2026-05-19", "Pérou et Chili signent un accord\nLima, 19 mai 2026 - Le Pérou et le Chili ont signé mardi un accord sur le rail. Le trafic doublera au cours des quatre prochains mois. Plus de mille trains ont roulé depuis janvier.", ["2026-09-19"]),
    ("2026-05-05", "भारत और नेपाल ने संधि पर हस्ताक्षर किए\nकाठमांडू, 5 मई 2026: भारत और नेपाल ने सोमवार को संधि पर हस्ताक्षर किए। दोनों देश छह महीने के भीतर समिति बनाएंगे। यह 1 जनवरी 2027 से लागू होगी।", ["2026-11-04", "2027-01-01"]),
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
        ("日・チリ租税条約の発効\n令和8年5月15日\n日・チリ租税条約（令和6年2月19日署名）の効力発生に必要な公文の交換が、5月15日に行われました。本条約は6月14日に発効します。", "2026-05-15", "2024-02-19"),
        ("Press Release on the Signing of an Agreement\nOn May 10, 2026, the Agreement between the Government of Chile and the Government of the Republic of Ghana concerning Reciprocal Provision of Supplies and Services at Sea was signed in Accra by the two ministers.", "2026-05-12", "2026-05-10"),
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


def test_a_year_counted_from_entry_into_force_is_read_in_japanese() -> None:
    text = (
        "日本国とチリ共和国との間の協定\n第一条\n両締約国は、この協定の効力発生の日の後五年目の年に一般的な見直しを行う。\n"
        "二千十一年五月三十一日に東京で、本書二通を作成した。"
    )
    assert [told(each) for each in answer({"text": text})["milestones"]] == ["P5Y entry_into_force"]


@pytest.mark.parametrize(
    "text",
    [
        "Ghana to host rugby finals as broadcaster signs deal\nThe African rugby union and a French broadcaster signed an agreement on Wednesday until the end of 2028. Ghana and Togo host the finals until July 25.",
        "Year in review: the trade pacts of 2025\nChile and Ghana signed an agreement on July 24. China and Peru agreed to a truce of one year. Our next letter appears on January 8.",
    ],
)
def test_sports_and_looks_back_are_no_agreements(text: str) -> None:
    found = answer({"text": text, "published": "2025-12-18"})
    assert (found["is_agreement"], found["milestones"]) == (False, [])


def test_a_length_from_a_day_of_the_calendar_ends_on_one() -> None:
    found = read("Japan shall supply rice for a period of ten years beginning on 1 January 2025.")
    assert "2035-01-01" in [each["due"] for each in found["milestones"]]


def test_a_date_without_its_own_year_says_nothing() -> None:
    text = (
        "Joint Statement of Chile and Ghana\nWe, the ministers of Chile and Ghana, agreed today. Chile will open its port by "
        "1 June 2027. Ghana will cut its levy from the first day of the same month in which its parliament agrees."
    )
    found = answer({"text": text, "published": "2026-06-01"})
    assert [each["due"] for each in found["milestones"]] == ["2027-06-01"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Convention entre le Royaume du Maroc et la République du Ghana\nArticle 3\nLa présente Convention entrera en vigueur le premier jour du deuxième mois qui suivra celui de l'échange des instruments de ratification.\nFait à Rabat, le 4 mai 1972, en double exemplaire.", ("P2M", "event")),
        ("Convenção entre a República Portuguesa e a República de Gana\nArtigo 3\nA Convenção permanecerá em vigor por um período de oito anos.\nFeito em Acra, a 4 de maio de 2018, em dois originais.", ("P8Y", "entry_into_force")),
        ("대한민국 정부와 칠레 정부 간의 양해각서\n제1조 양국은 협력한다.\n제7조 이 양해각서는 3년간 유효하다.\n2026년 3월 5일 산티아고에서 서명되었다.", ("P3Y", "entry_into_force")),
        ("Overeenkomst tussen het Koninkrijk der Nederlanden en de Republiek Ghana\nArtikel 3\nZij blijft van kracht gedurende zes jaar.\nGEDAAN te Accra, op 4 mei 1990, in tweevoud.", ("P6Y", "entry_into_force")),
    ],
)  # fmt: skip
def test_a_treaty_of_another_language_says_when_it_begins_and_how_long_it_holds(
    text: str, due: tuple[str, str]
) -> None:
    (found,) = answer({"text": text})["milestones"]
    assert (found["period"], found["anchor"].partition(":")[0]) == due


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
