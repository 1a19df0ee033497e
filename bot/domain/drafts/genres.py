"""Genres: whether a text is the instrument itself, a statement on it, an order, or news."""

import re
from dataclasses import dataclass

from bot.domain.drafts.forms import ORDERS, Form

_LEGAL = re.compile(
    r"\b(?:the (?:contracting )?parties|high contracting|the participants|the signatories|"
    r"hereinafter|hereafter referred|have agreed as follows|in witness whereof|done (?:at|in)\b|"
    r"article \d|article [ivx]+\b|section [ivx]+\b|shall enter into force|"
    r"becomes? operative|has reached the following|have reached the following|this (?:agreement|"
    r"memorandum|mou|framework|protocol|convention|treaty|arrangement|"
    r"declaration)|whereas|desiring|"
    r"artikel \d|articolo \d|artículo \d|artigo \d|le parti\b|"
    r"zijn (?:het volgende )?overeengekomen|zijn overeengekomen|deze overeenkomst|"
    r"dieses abkommen|diese vereinbarung|vertragspartei\w*|sind wie folgt übereingekommen|"
    r"geschehen zu|le présent accord|les parties|sont convenus|fait à|"
    r"el presente (?:acuerdo|convenio)"
    r"|las partes|han (?:convenido|acordado)|hecho en|il presente accordo|"
    r"le parti|o presente acordo)\b"
    r"|第[一二三四五六七八九十\d]+条|この協定|この条約|本協定|本条約|この覚書|本覚書|締約国|両締約国|次のとおり協定|"
    r"以上の証拠として|第[一二三四五六七八九十\d]+條|本协定|本協議|缔约|締約|この枠組み|両政府は|"
    r"次のとおり共通の認識|参加者は",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:press |joint )?(?:statement|fact ?sheet|remarks|readout|"
    r"joint (?:\w+ ){0,3}statement|communiqu)|"
    r"\bjoint (?:\w+ ){0,3}(?:statement|declaration|communiqu)"
    r"|共同声明|共同宣言|共同発表|ファクトシート",
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
    r"\bin witness whereof\b|(?:^|\n)\W{0,3}(?:done|signed) (?:at|in|this)\b|本書二通",
    re.IGNORECASE,
)
_REPORTED = frozenset({"fact_sheet", "press_statement", "measure", "other"})
_NOTE = re.compile(
    r"\b(?:your )?excellency\b|i have the honou?r|exzellenz|excellence|excelencia|"
    r"shall constitute an agreement|書簡をもって啓上",
    re.IGNORECASE,
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
    if form.name == "exchange_of_notes" and _NOTE.search(text[:20_000]):
        return INSTRUMENT
    if len(_POLITE.findall(text[:8_000])) > 1:
        return STATEMENT  # instruments in Japanese never speak politely; releases always do
    if _DONE.search(text[-2_500:]) and form.name not in _REPORTED:
        return INSTRUMENT
    words = max(1, len(text) // 6)
    legal = _LEGAL.findall(text[:60_000])
    kinds = {each.lower() for each in legal}
    if len(kinds) >= 3 or (len(kinds) == 2 and len(legal) * 120 > words) or len(legal) * 40 > words:
        return INSTRUMENT
    if _STATEMENT.search(title) or form.name in {"fact_sheet", "press_statement"}:
        return STATEMENT
    if len(_WE.findall(text[:8_000])) >= 3:
        return STATEMENT
    return NEWS
