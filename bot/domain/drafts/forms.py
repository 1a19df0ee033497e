"""Forms: what sort of instrument or text it is, by its title or by what it calls itself."""

import re
from dataclasses import dataclass

from bot.domain.agreements import Instrument

_I = re.IGNORECASE


@dataclass(frozen=True, slots=True)
class Form:
    """A form with the instrument that a record files it under."""

    name: str
    instrument: Instrument


_TABLE: tuple[tuple[str, Instrument, str], ...] = (
    ("executive_order", Instrument.MEASURE, r"\bexecutive order\b|^by the authority vested in me"),
    ("proclamation", Instrument.MEASURE, r"\bproclamation\b|\bdo proclaim\b"),
    ("fact_sheet", Instrument.OTHER, r"\bfact ?sheet\b|ファクトシート"),
    (
        "exchange_of_notes",
        Instrument.TREATY,
        r"exchange of (?:notes|letters)|notawisseling|notenwechsel|échange de (?:notes|lettres)|"
        r"canje de notas|交換公文|書簡の交換|公文の交換|換文|换文",
    ),
    (
        "ceasefire",
        Instrument.OTHER,
        r"cease-?fire|\btruce\b|\barmistice\b|cessation of hostilities|"
        r"humanitarian pause|停戦|停火|"
        r"休戦|waffenruhe|waffenstillstand|cessez-le-feu|alto el fuego|cese (?:al|del|"
        r"el) fuego|tregua|staakt-het-vuren|"
        r"wapenstilstand|cessate il fuoco|cessar-fogo|휴전|युद्धविराम|перемири|وقف إطلاق النار",
    ),
    (
        "joint_statement",
        Instrument.JOINT_STATEMENT,
        r"\bjoint (?:\w+ ){0,3}(?:statement|declaration|communiqu|announcement|press)|"
        r"\bcommuniqu[eé]\b|共同声明|共同宣言|共同発表|共同文書|聯合聲明|联合声明|共同聲明|"
        r"declaración conjunta|déclaration commune|gemeinsame erklärung|gezamenlijke verklaring|"
        r"comunicado conjunto|dichiarazione congiunta",
    ),
    (
        "mou",
        Instrument.MOU,
        r"memorand(?:um|a)(?: \w+){0,2} of (?:understanding|cooperation|co-operation|intent)|"
        r"\bmo[uc]s?\b|letter of intent|覚書|諒解備忘錄|谅解备忘录|備忘錄|备忘录|"
        r"absichtserklärung|memorando de entendimiento|mémorandum|memorandum",
    ),
    (
        "action_plan",
        Instrument.ACTION_PLAN,
        r"\baction plan\b|\broad ?map\b|行動計画|行动计划|ロードマップ",
    ),
    ("framework", Instrument.FRAMEWORK, r"\bframework\b|枠組み|框架|rahmenabkommen|accord-cadre"),
    (
        "peace_agreement",
        Instrument.TREATY,
        r"\bpeace (?:agreement|accord|deal|treaty|plan|talks)|和平合意|和平協定|平和条約|和平协议|"
        r"和平協議|friedens(?:abkommen|vertrag)|accord de paix|acuerdo de paz|和平交渉",
    ),
    (
        "trade_agreement",
        Instrument.TRADE_AGREEMENT,
        r"\btrade (?:agreement|deal|pact|accord|treaty)|free[- ]trade|"
        r"economic partnership agreement|"
        r"reciprocal trade|貿易協定|通商協定|経済連携協定|自由貿易|貿易協議|贸易协|handelsabkommen|"
        r"accord commercial|acuerdo comercial|handelsverdrag|accordo commerciale|acordo comercial",
    ),
    ("protocol", Instrument.TREATY, r"\bprotocol\b|議定書|议定书|protokoll|protocole|protocolo"),
    (
        "treaty",
        Instrument.TREATY,
        r"\b(?:treaty|convention|covenant|charter|pact|accord|agreement|arrangement|"
        r"modus vivendi)s?"
        r"\b|verdrag|overeenkomst|abkommen|\bvertrag|übereinkommen|vereinbarung|"
        r"\btraité|convenção|convenzione|\bconvention\b|\baccord\b|\btratado|\bconvenio|\bacuerdo|\btrattato|\baccordo|"
        r"\bacordo|条約|条约|協定|取極|取決め|協約|合意|協議書|條約|协定|协议|條約|협정|조약|"
        r"합의|समझौत|"
        r"संधि|соглашени|договор|اتفاق|umow|antlaşma|anlaşma|perjanjian|avtal|aftale",
    ),
    (
        "partnership",
        Instrument.PARTNERSHIP,
        r"\bpartnership\b|\bdeal\b|パートナーシップ|夥伴關係|伙伴关系",
    ),
    (
        "press_statement",
        Instrument.OTHER,
        r"^(?:press )?statement (?:from|by|on)\b|^readout\b|press release|\bstatement\b|声明|談話",
    ),
    (
        "measure",
        Instrument.MEASURE,
        r"\bannouncement no|\bregulations?\b|export controls?\b|\border\b|公告|告示|輸出管理|"
        r"\btariffs?\b|関税",
    ),
)
_FORMS = tuple(
    (re.compile(pattern, _I | re.MULTILINE), Form(name, instrument))
    for name, instrument, pattern in _TABLE
)
OTHER = Form("other", Instrument.OTHER)
ORDERS = frozenset({"executive_order", "proclamation"})


def form_of(title: str, head: str) -> Form:
    """The form by the title, else by the beginning of the text."""
    for words in (title, head):
        found = [form for pattern, form in _FORMS if pattern.search(words)]
        if found:
            return found[0]
    return OTHER
