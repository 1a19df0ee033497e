"""Genres: whether a text is the instrument itself, a statement on it, an order, or news."""

import re
from dataclasses import dataclass

from bot.domain.drafts.forms import ORDERS, Form

_LEGAL = re.compile(
    r"\b(?:the (?:contracting )?parties|high contracting|the participants|the signatories|"
    r"hereinafter|hereafter referred|have agreed as follows|in witness whereof|done (?:at|in)\b|"
    r"article \d|article [ivx]+\b|section [ivx]+\b|shall enter into force|contracting states?|"
    r"becomes? operative|the conference of the parties|"
    r"(?:calls (?:on|upon)|invites|requests|urges) (?:all )?parties|has reached the following|"
    r"have reached the following|this (?:agreement|"
    r"memorandum|mou|framework|protocol|convention|treaty|arrangement|document|annex|initiative|"
    r"declaration)|whereas|desiring|for the government of|"
    r"artikel \d|articolo \d|artículo \d|artigo \d|статья \d|"
    r"zijn (?:het volgende )?overeengekomen|zijn overeengekomen|"
    r"(?:deze overeenkomst|dit verdrag|dit protocol) |treedt in werking|overeenkomstsluitende|"
    r"dieses (?:abkommen|protokoll)|diese vereinbarung|vertragspartei\w*|vertragsstaat\w*|"
    r"sind wie folgt übereingekommen|geschehen zu|"
    r"(?:le présent|du présent) (?:accord|traité|protocole)|la présente convention|les parties|"
    r"sont convenus|fait à|(?:el|del) presente (?:acuerdo|convenio|memorando|tratado)|"
    r"las partes|los participantes|han (?:convenido|acordado)|hecho en|"
    r"(?:il|del) presente (?:accordo|protocollo)|le parti|o presente acordo|as partes|"
    r"настоящ\w+ (?:договор|соглашени|протокол)\w*|(?:договаривающиеся )?стороны)\b"
    r"|第[一二三四五六七八九十\d]+条|この協定|この条約|本協定|本条約|この覚書|本覚書|締約国|"
    r"両締約国|次のとおり協定|"
    r"以上の証拠として|第[一二三四五六七八九十\d]+條|本协定|本協議|缔约|締約|この枠組み|両政府は|"
    r"次のとおり共通の認識|参加者は|이 협정|제\d+조|هذه الاتفاقية|المادة",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W{0,3}(?:article|artikel|articolo|artículo|artigo|статья|artykuł|madde|pasal|المادة|제|第)"
    r"\s?(?:[\divxlc一二三四五六七八九十百]+(?:[.:\-\d]*)(?:조|条|條)?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOUN = (
    r"agreement|treaty|convention|protocol|memorandum|arrangement|accord|verdrag|overeenkomst|"
    r"abkommen|vertrag|vereinbarung|übereinkommen|protokoll|traité|protocole|mémorandum|acuerdo|"
    r"convenio|tratado|protocolo|memorando|memorándum|accordo|trattato|protocollo|convenzione|"
    r"acordo|соглашение|договор|протокол|umowa|avtal|anlaşma\w*|perjanjian"
)
_TITLED = re.compile(
    rf"^(?:[^\W\d]+,? ){{0,5}}?(?:{_NOUN})\b.{{0,160}}?\b(?:between|among|entre|zwischen|"
    rf"tussen|tra|"
    r"fra|между|mellan|między|antara|arasında)\b",
    re.IGNORECASE,
)
_PARTIES_LINE = re.compile(
    r"^[^。]{0,60}(?:政府|国)(?:と|和|及び)[^。]{2,60}(?:協定|条約|议定书|協議|协定|条约|"
    r"議定書|協約)$"
)
_STATEMENT = re.compile(
    r"^(?:press |joint )?(?:statement|fact ?sheet|remarks|readout|"
    r"joint (?:\w+ ){0,3}statement|communiqu)|"
    r"\bjoint (?:\w+ ){0,3}(?:statement|declaration|communiqu)"
    r"|共同声明|共同宣言|共同発表|ファクトシート|联合声明|聯合聲明|共同聲明",
    re.IGNORECASE,
)
_WE = re.compile(
    r"(?:^|[.“\"] )(?:we|our)\b|\btoday,? (?:i|we|the president)\b", re.IGNORECASE | re.M
)
_POLITE = re.compile(r"(?:まし[たて]|ます|です)[。、\n]")
_ANNOUNCED = re.compile(
    r"\bannouncement (?:no|number|n°)\W{0,2}\d|公告(?:\d{4}年)?第|公告\s?\d{4}|令第|告示第",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\bin (?:duplicate|triplicate|two (?:originals|copies))\b|\bequally authentic\b|"
    r"\bin witness whereof\b|(?:^|\n)\W{0,3}(?:done|signed) (?:at|in|this)\b|本書二通|"
    r"一式[两兩二]份|"
    r"\b(?:gedaan te|geschehen zu|fait à|hecho en|hecha en|fatto a|feito em|совершено в)\s",
    re.IGNORECASE,
)
_REPORTED = frozenset({"fact_sheet", "press_statement", "measure", "other"})
_NOTE = re.compile(
    r"\b(?:your )?excellency\b|i have the honou?r|exzellenz|excellen(?:ce|tie)|excelencia|"
    r"eccellenza|excelência|"
    r"shall constitute an agreement|書簡をもって啓上",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_NUMBERED = re.compile(r"^\W{0,2}\d{1,2}[.)]\s", re.MULTILINE)
_DAY_LINE = re.compile(
    r"^[^\W\d_][\w'’ .-]{2,24}, (?:\d{1,2} [^\W\d_]{3,10}|[A-Z][a-z]{2,9} \d{1,2},) \d{4}$",
    re.MULTILINE,
)
_ORDER = re.compile(
    r"\bdo (?:hereby )?proclaim\b|by the authority vested in me|"
    r"\bhereby (?:determine and )?order\b|"
    r"\bhave hereunto set my hand\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Genre:
    """How a text speaks of the agreement.

    `formal`: it is the instrument, or an order that carries one out, and everything in it
    concerns the agreement. `own`: it is the act itself or a statement on its day, so that what
    it promises without an anchor counts from its date.
    """

    name: str
    formal: bool
    own: bool


INSTRUMENT = Genre("instrument", True, True)
ORDER = Genre("order", True, True)
STATEMENT = Genre("statement", False, True)
NEWS = Genre("news", False, False)


def genre_of(text: str, title: str, form: Form) -> Genre:  # noqa: PLR0911 - a rule a line
    """The genre by how the text speaks; news where nothing shows another."""
    if form.name in ORDERS or _ORDER.search(text) or _ANNOUNCED.search(title):
        return ORDER
    if form.name in {"exchange_of_notes", "treaty"} and _NOTE.search(text[:20_000]):
        return INSTRUMENT
    if len(_POLITE.findall(text[:8_000])) > 1:
        return STATEMENT  # instruments in Japanese never speak politely; releases always do
    if _is_instrument(text, title, form):
        return INSTRUMENT
    if _STATEMENT.search(title) or form.name in {"fact_sheet", "press_statement"}:
        return STATEMENT
    if len(_WE.findall(text[:8_000])) >= 3:
        return STATEMENT
    return NEWS


def _is_instrument(text: str, title: str, form: Form) -> bool:
    """Whether a text speaks as an instrument: by its end, its articles, its title or its turns."""
    legal = _LEGAL.findall(text[:60_000])
    if _DONE.search(text[-2_500:]) and (form.name not in _REPORTED or legal):
        return True
    if form.name in {"fact_sheet", "press_statement", "joint_statement"} and len(legal) < 3:
        return False
    if len(_HEADING.findall(text[:60_000])) > 1:
        return True
    if len(_NUMBERED.findall(text)) > 2 and _DAY_LINE.search(text):
        return True
    if legal and (_TITLED.match(title) or _PARTIES_LINE.match(title)):
        return True
    signs = 2 if _HAN.search(title) else 6
    words, kinds = max(1, len(text) // signs), {each.lower() for each in legal}
    dense = len(kinds) == 2 and len(legal) * 120 > words
    return len(kinds) >= 3 or dense or (len(legal) > 1 and len(legal) * 40 > words)
