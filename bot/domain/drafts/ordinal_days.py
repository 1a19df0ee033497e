"""Ordinal days: “on the sixtieth day after …”, “the first day of the second month following …”."""

import re
from collections.abc import Iterator

from bot.domain.drafts.expressions.values import Expression, Kind
from bot.domain.drafts.kanji_dates import kanji_number
from bot.domain.drafts.links import Link
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.wordings.table import Role

FIRST_OF_MONTH = "FIRST_OF_MONTH"
"""The modifier of a period of months that ends on the first day of one."""

NTH_DAY = "NTH_DAY"
"""The modifier of a day counted from the first day of a span, which is its day 1."""

_ANY = re.compile(
    r"\b(?:day|week|month|year|anniversary|tage?|dag|jour|día|giorno|dia)\b|日|年目", re.I
)
_NUMBERS = {
    1: "first|next|ersten?|eerste|premier|primer|primo|primeiro",
    2: "second|zweiten?|tweede|deuxième|second|segundo|secondo",
    3: "third|dritten?|derde|troisième|tercer|terzo|terceiro",
    4: "fourth|vierten?|vierde|quatrième|cuarto|quarto",
    5: "fifth|fünften?|vijfde|cinquième|quinto",
    6: "sixth|sechsten?|zesde|sixième|sexto|sesto",
    7: "seventh|siebten?|zevende|septième",
    8: "eighth",
    9: "ninth",
    10: "tenth|zehnten?|tiende|dixième|décimo",
    14: "fourteenth|vierzehnten?|veertiende",
    15: "fifteenth|fünfzehnten?|vijftiende|quinzième|decimoquinto",
    20: "twentieth|zwanzigsten?|twintigste|vingtième",
    21: "twenty-first",
    28: "twenty-eighth",
    30: "thirtieth|dreißigsten?|dreissigsten?|dertigste|trentième|trigésimo|trentesimo",
    40: "fortieth",
    45: "forty-fifth",
    60: "sixtieth|sechzigsten?|zestigste|soixantième|sexagésimo|sessantesimo",
    90: "ninetieth|neunzigsten?|negentigste|quatre-vingt-dixième|nonagésimo",
    100: "one hundredth|hundredth",
    120: "one hundred and twentieth|one hundred twentieth|hundred and twentieth",
    180: "one hundred and eightieth|one hundred eightieth|hundred and eightieth",
}
_ORDINAL = r"(?P<n>\d{1,3}(?:st|nd|rd|th|e|ste|de|º|°|\.)?|" + "|".join(_NUMBERS.values()) + ")"
_SURE = r"(?P<n>\d{1,3}(?:st|nd|rd|th)|" + "|".join(_NUMBERS.values()) + ")"
_AGAIN = r"(?: \(\d{1,3}(?:st|nd|rd|th)?\))?"
_AFTER = (
    r"(?:after|following|from|next after|subsequent to|(?:as )?(?:calculated|counted|counting|"
    r"reckoned) from|nach|na|volgende? op|"
    r"die volgt op|suivant|après|"
    r"qui suit|qui suivra|siguiente a|después de|posterior a|successivo a|dopo|após)"
)
_DAY = re.compile(
    rf"\b(?:the|am|op de|de|den|le|el|il|"
    rf"o) {_ORDINAL}{_AGAIN} (?:calendar )?(?:day|tage?|dag|jour|día|giorno|dia)"
    rf" {_AFTER}\b(?P<anchor>[^.;:]{{1,150}})",
    re.IGNORECASE,
)
_NTH = re.compile(
    rf"\b(?:the )?(?:{_SURE}{_AGAIN} (?P<unit>day|week)|day (?P<number>\d{{1,3}}))"
    rf" (?P<how>of|{_AFTER})(?: the| this| its)?(?: first)? (?P<anchor>[^.;:]{{1,150}})",
    re.IGNORECASE,
)
_SPAN_OF = re.compile(
    r"^(?:\w+ )?(?:phase|stage|cease-?fire|truce|pause|agreement|deal|period|armistice|withdrawal|"
    r"transition)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    rf"\b(?<!day of )(?<!day of the )(?:the )?{_SURE} (?P<unit>week|month|year)"
    rf" {_AFTER} (?P<anchor>[^.;:]{{1,150}})",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(
    rf"\b(?:the )?{_SURE} anniversary of (?P<anchor>[^.;:]{{1,150}})", re.IGNORECASE
)
_FIRST = (
    r"(?:el día primero|the first day|am ersten tage?|de eerste dag|le premier jour|"
    r"el primer día|il primo giorno|"
    r"o primeiro dia)"
)
_MONTH = re.compile(
    rf"\b{_FIRST} (?:of|des|van|du|del|do)(?: the| de)? (?:{_ORDINAL} )?(?:calendar )?"
    rf"(?:month|monats?|maand|mois|mes|mese|mês)(?: next| in kraft)?,? (?:immediately )?"
    rf"(?:{_AFTER}|that follows|which follows|der auf|"
    rf"welche volgt op)\b(?P<anchor>[^.;:]{{1,150}})",
    re.IGNORECASE,
)
_AFTER_PERIOD = re.compile(
    r"^(?: the)? (?:expir\w+|ablauf|expiration|het verstrijken|afloop)", re.I
)
_JAPANESE = re.compile(
    r"(?P<anchor>[^、。\n]{1,60}?)(?:(?:の日)?の属する|した|された|する|"
    r"われた)月の(?:翌(?P<next>々)?月|"
    r"(?:の?後)?(?P<n>[2-9二三四五六])(?:(?:箇|か)?月(?:目|後)の(?:月)?|番目の月))"
    r"の?(?:初日|一日|1日)"
)
_JAPANESE_YEAR = re.compile(
    r"(?P<anchor>[^、。\n]{1,60}?)(?:の日)?(?:の)?(?:後|から)(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})年目の年"
)
_JAPANESE_DAY = re.compile(
    r"(?P<anchor>[^、。\n]{1,60}?)(?:の日)?(?:の)?(?:後|"
    r"から)(?P<n>[一二三四五六七八九十百]{1,5}|\d{1,3})日目(?:の日)?"
)


def ordinal_days(sentence: Sentence) -> Iterator[tuple[Expression, Link]]:
    """The ordinal days of a sentence as periods with their links."""
    if not _ANY.search(sentence.words):
        return
    yield from _english(sentence)
    for match in _DAY.finditer(sentence.words):
        if count := _number(match["n"]):
            yield _made(sentence, match, f"P{count}D", "")
    for match in _MONTH.finditer(sentence.words):
        if not _AFTER_PERIOD.match(match["anchor"]):
            count = _number(match["n"] or "first")
            yield _made(sentence, match, f"P{count}M", FIRST_OF_MONTH)
    for match in _JAPANESE_DAY.finditer(sentence.words):
        if count := kanji_number(match["n"]):
            yield _made(sentence, match, f"P{count}D", "")
    for match in _JAPANESE_YEAR.finditer(sentence.words):
        if count := kanji_number(match["n"]):
            yield _made(sentence, match, f"P{count}Y", "")
    for match in _JAPANESE.finditer(sentence.words):
        digit = match["n"] or ("2" if match["next"] else "1")
        count = kanji_number(digit)
        yield _made(sentence, match, f"P{count}M", FIRST_OF_MONTH)


def _english(sentence: Sentence) -> Iterator[tuple[Expression, Link]]:
    """“The 16th day of the first phase”, “the third year after”, “the sixth anniversary of”."""
    for match in _NTH.finditer(sentence.words):
        count = int(match["number"] or 0) or _number(match["n"])
        within = match["how"].lower() == "of"
        if within and not _SPAN_OF.match(match["anchor"]):
            continue
        if count and (within or match["number"]):
            letter = "W" if (match["unit"] or "").lower() == "week" else "D"
            yield _made(sentence, match, f"P{count}{letter}", NTH_DAY if within else "")
    for match in _LATER.finditer(sentence.words):
        if count := _number(match["n"]):
            yield _made(sentence, match, f"P{count}{match['unit'][0].upper()}", "")
    for match in _ANNIVERSARY.finditer(sentence.words):
        if count := _number(match["n"]):
            yield _made(sentence, match, f"P{count}Y", "")


def _number(words: str) -> int:
    if words[0].isdigit():
        return int("".join(sign for sign in words if sign.isdigit()))
    lower = words.lower()
    return next(
        (n for n, names in _NUMBERS.items() if re.fullmatch(names, lower)), 0
    )  # the pattern lets nothing else through


def _made(
    sentence: Sentence, match: re.Match[str], value: str, mod: str
) -> tuple[Expression, Link]:
    anchor = match["anchor"].strip()
    end = match.end() if match.start("anchor") == match.start() else match.start("anchor")
    expression = Expression(
        sentence.start + match.start(), sentence.start + end, Kind.DURATION, value, mod
    )
    return expression, Link(Role.AFTER, match.start(), end + min(len(anchor), 90), anchor)
