"""General words decide nothing; a word that names something does, and is refused by name."""

from datetime import UTC, datetime

import pytest

import bot.services.asking
from bot.services import Services

NOON = datetime(2026, 4, 20, 12, tzinfo=UTC)

ANSWERED = """
exposure to the returning Chinese rare earth curbs: China October 2025 Controls
headline figure of the Korean investment package: 350 billion
annual ceiling on Korean cash outlay: 20 billion
cut-off for project selection under the Seoul package: Jan 2029
gallium ban holiday, runs through when: 27 Nov 2026
USD or AUD on the Canberra number: Australian dollars
counterparties on the Kazakh MOU: Kazakhstan
current blanket US tariff rate: Section 122
soybean tonnage China owes for 2026: 25 million
where is it written that the Japan framework is not binding: not binding
what is the angle on the Thai MOU being binding: not binding
timetable for the Japanese ministerial: 26 Apr 2026
lowdown on the nitty-gritty of the Kazakh MOU: Nagaspayev
wording of the first look clause in the Thai MOU: Thailand
when does the window for project picks in the Korea deal close: Jan 2029
which dates loom in April: 28 Apr 2026
background on the Busan understanding: Gimhae
what is the punchline of Announcement 72: gallium
what is the upshot of Announcement 70: suspen
backdrop of the DRC partnership: Congo
a snippet on the Uzbek memorandum: Uzbekistan
broad picture of the Saudi package: uranium
what is the outlook for the Mexican action plan: Mexico
is there a nuance in the Thai MOU being binding: not binding
brisk rundown of the Saudi framework: Saudi
what materialises in November 2026: Nov 2026
when exactly does the gallium holiday lapse: 27 Nov 2026
plausible completion of the Korean project picks: Jan 2029
straightforward answer please, is the Japan framework binding: not binding
so-called first look in the Thai memorandum: Thailand
tangible substance of the Saudi framework: uranium
crux of the Kazakh memorandum: Kazakhstan
highlights of the Busan understanding: Busan
rough trajectory of the Mexico plan: Mexico
current tempo of the Japan framework: Japan
relevant excerpt on the Malaysian termination notice: 180 days
bulk of the Chinese soybean promise for 2026: 25 million
what quantity of soybeans is pencilled for 2026: 25 million
helpful background on the affiliates rule: Affiliates Rule
tidy overview of the ship fees: Ship Fees
portion of the Australian billion per side: billion
key takeaways of the EU action plan: European Union
spotlight on the Korean joint fact sheet: Korea
precise venue of the Thai signing: Kuala Lumpur
setting of the Malaysian signing: Kuala Lumpur
in what shape is the Mexican plan: Mexico
facts and figures on the Korean package: 350 billion
layman view of Announcement 61: China
"""

REFUSED = """
does the Japan framework provide for arbitration: arbitration
is there a hotline in the Korea MOU: hotline
what does the Malaysian deal say on child labour: child
which banks finance the Australian projects: banks
how many jobs does the Kazakh MOU create: jobs
what is the price of tungsten in the Kazakh deal: tungsten
what is the governing law of the Thai MOU: governing
who is the ambassador to Kazakhstan: ambassador
what interest rate does the Korean memorandum set: rate
does the Saudi deal cover helium: helium
what about water use under the Australian framework: water
is there a penalty under the Korea MOU: penalty
does the Japan framework mention indigenous peoples: indigenous
what does the Thai MOU say on tax: tax
when is the Japanese election: election
does the Saudi framework mention zirconium: zirconium
is there an escrow account under the Korea MOU: escrow
what does the Kazakh MOU say on pensions: pensions
which airline is named in the Thai MOU: airline
does the DRC partnership mention militias: militias
who is the lawyer for the Malaysian side: lawyer
does the UK memorandum mention seabed nodules: seabed
what does the Australia framework say on refugees: refugees
which hotel hosted the Thai signing: hotel
is lumber covered by the Japan framework: lumber
what does the Thai MOU say on wages: wages
does the Mexican plan mention fentanyl: fentanyl
does the Kazakh MOU cover chromite: chromite
what does the Korean MOU say on visas: visas
is there a royalty in the DRC partnership: royalty
does the Australian framework mention koalas: koalas
does the Japan framework mention whaling: whaling
what does the Thai MOU say about rice: rice
which insurer covers the Saudi projects: insurer
is there a railway in the Kazakh MOU: railway
does the Malaysian MOU mention palm oil: palm
is there a joint venture with Toyota in the Japan framework: toyota
does the Uzbek memorandum mention cotton: cotton
what does the Saudi framework say on drones: drones
which university takes part in the Kazakh MOU: university
is there an immunity clause in the Thai MOU: immunity
what does the Korean MOU say on patents: patents
does the Japan framework provide for escrow: escrow
does the Mexico plan mention avocados: avocados
what does the UK memorandum say on whisky: whisky
is bauxite covered by the Kazakh MOU: bauxite
does the Thai MOU set a quota: quota
does the Saudi framework mention pilgrims: pilgrims
who is the auditor of the Korean MOU: auditor
what does the Malaysian MOU say on deforestation: deforestation
is there a church clause in the Kazakh MOU: church
does the Japan framework mention the yen: yen
does the Thai MOU mention tourism: tourism
is there an ombudsman in the Australian framework: ombudsman
does the UK memorandum mention fisheries: fisheries
which newspaper editor opposes the Kazakh MOU: editor
does the Saudi framework mention camels: camels
is there a vaccine clause in the Thai MOU: vaccine
does the Kazakh MOU mention bitcoin: bitcoin
what does the Malaysian MOU say on orangutans: orangutans
"""


async def test_a_general_word_that_is_not_on_record_is_no_ground_to_refuse(
    services: Services,
) -> None:
    await services.catalogue.load(1, by=None, now=NOON)
    wrong = []
    for line in ANSWERED.strip().splitlines():
        question, says = line.rsplit(": ", 1)
        answer = await services.asking.ask(1, question, now=NOON)
        if not answer.found or says.casefold() not in answer.text.casefold():
            wrong.append(question)
    assert wrong == []


async def test_what_names_a_matter_off_the_record_is_refused_by_its_name(
    services: Services,
) -> None:
    await services.catalogue.load(1, by=None, now=NOON)
    wrong = []
    for line in REFUSED.strip().splitlines():
        question, word = line.rsplit(": ", 1)
        answer = await services.asking.ask(1, question, now=NOON)
        if answer.found or f"“{word}”" not in answer.text.splitlines()[0].casefold():
            wrong.append(question)
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "says", "never"),
    [
        ("which ASEAN members have a minerals MOU", ["Malaysia", "Thailand"], "Kazakhstan"),
        ("which Central Asian countries have a memorandum", ["Kazakhstan", "Uzbek"], "Malaysia"),
        ("any deals with Gulf states", ["Saudi Arabia", "United Arab Emirates"], "Japan"),
        ("list the agreements with African countries", ["Guinea", "Morocco"], "Peru"),
        ("do any G7 members have a framework", ["Japan"], "Saudi"),
    ],
)
async def test_a_group_limits_to_its_members(
    services: Services, question: str, says: list[str], never: str
) -> None:
    await services.catalogue.load(1, by=None, now=NOON)
    answer = await services.asking.ask(1, question, now=NOON)
    assert answer.found
    assert all(each in answer.text for each in says)
    assert never not in answer.text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("When and where did Trump meet Xi?", "Gimhae"),
        ("Thai MOU: signed when and by whom?", "26 Oct 2025"),
        ("date and place of signature of the Kazakh MOU", "Washington"),
        ("where & when was the Malaysian MOU signed?", "Kuala Lumpur"),
    ],
)
async def test_joined_question_words_ask_of_one_subject(
    services: Services, question: str, says: str
) -> None:
    await services.catalogue.load(1, by=None, now=NOON)
    answer = await services.asking.ask(1, question, now=NOON)
    assert says in answer.text
    assert len(answer.agreements) == 1


async def test_no_heading_is_left_without_what_it_heads(services: Services) -> None:
    await services.catalogue.load(1, by=None, now=NOON)
    answer = await services.asking.ask(1, "Mexico plan, due when and is it late?", now=NOON)
    lines = [each.text for each in answer.lines]
    assert not lines[-1].endswith(":")


async def test_of_a_record_read_in_part_no_member_is_said_to_be_missing(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.services.asking, "MOST_WHOLE", 0)
    await services.catalogue.load(1, by=None, now=NOON)
    answer = await services.asking.ask(1, "which ASEAN members have a minerals MOU", now=NOON)
    assert not answer.found
    assert "ask about one state" in answer.text
