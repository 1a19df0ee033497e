"""Dates and lengths in the usual European languages: “15. November 2025”, “1er mai 2026”."""

import re
from calendar import monthrange

from bot.domain.drafts.expressions.calendar_dates import nearest_year
from bot.domain.drafts.expressions.european_words import (
    HALF,
    MONTH,
    MONTHS,
    NEXT_OR_LAST,
    NUMBER,
    NUMBERS,
    OF_MONTH,
    QUARTER,
    QUARTERS,
    SEASONS,
    UNIT,
    UNITS,
)
from bot.domain.drafts.expressions.intervals import moved, span_at
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind

_YEAR = r"(?:1[6-9]|20|21)\d\d(?!\d)"
_LINK = rf"(?:\.|er|de|ste|e|º|ª|°|-?го)?{OF_MONTH} ?"
_RELATIVE = {
    "heute": ("D", 0), "gestern": ("D", -1), "morgen": ("D", 1),
    "aujourd'hui": ("D", 0), "hier": ("D", -1), "demain": ("D", 1),
    "hoy": ("D", 0), "ayer": ("D", -1), "mañana": ("D", 1), "hoje": ("D", 0), "ontem": ("D", -1),
    "amanhã": ("D", 1), "oggi": ("D", 0), "ieri": ("D", -1), "domani": ("D", 1),
    "vandaag": ("D", 0), "gisteren": ("D", -1), "сегодня": ("D", 0), "вчера": ("D", -1),
    "letzte woche": ("W", -1), "nächste woche": ("W", 1), "diese woche": ("W", 0),
    "letztes jahr": ("Y", -1), "nächstes jahr": ("Y", 1), "dieses jahr": ("Y", 0),
    "nächsten jahres": ("Y", 1), "dieses jahres": ("Y", 0), "nächsten monat": ("M", 1),
    "la semaine dernière": ("W", -1), "la semaine prochaine": ("W", 1), "cette semaine": ("W", 0),
    "l'année dernière": ("Y", -1), "l'année prochaine": ("Y", 1), "cette année": ("Y", 0),
    "le mois dernier": ("M", -1), "le mois prochain": ("M", 1), "ce mois-ci": ("M", 0),
    "la semana pasada": ("W", -1), "la próxima semana": ("W", 1), "esta semana": ("W", 0),
    "el año pasado": ("Y", -1), "el próximo año": ("Y", 1), "este año": ("Y", 0),
    "el mes pasado": ("M", -1), "el próximo mes": ("M", 1), "este mes": ("M", 0),
    "vorige week": ("W", -1), "volgende week": ("W", 1), "vorig jaar": ("Y", -1),
    "volgend jaar": ("Y", 1), "dit jaar": ("Y", 0), "l'anno scorso": ("Y", -1),
    "il prossimo anno": ("Y", 1), "quest'anno": ("Y", 0), "ano passado": ("Y", -1),
    "próximo ano": ("Y", 1), "este ano": ("Y", 0), "اليوم": ("D", 0), "أمس": ("D", -1),
}  # fmt: skip
_ENDS = (
    r"(?P<part>(?:anfang|ende|mitte|début|fin|mi-|mediados de|finales de|principios de|fine"
    r"|inizio|metà"
    r"|eind|begin|medio|final de|início de|meados de)[ -]?)?"
)
_MODS = (
    (re.compile(r"anfang|début|principios|inizio|begin|início"), "START"),
    (re.compile(r"mitte|mi-|mediados|metà|medio|meados"), "MID"),
    (re.compile(r"ende|fin|finales|fine|eind|final"), "END"),
)
_LIMITS = re.compile(
    r"\b(?:bis(?: zum| spätestens(?: zum| am)?)?|spätestens(?: am| bis zum)?|ab(?: dem)?"
    r"|avant le|au plus tard le"
    r"|jusqu'au|à partir du|antes del|hasta el|a más tardar el|a partir del|entro il|fino al|até"
    r"(?: o dia)?|vóór|uiterlijk(?: op)?"
    r"|tot|vanaf|tegen|до|с|senast(?: den)?|senest(?: den)?|do dnia|do) $"
)
_ORDINAL = frozenset(("premier", "primero", "primeiro", "ersten", "eerste", "primo"))
_WANTED = re.compile(
    r"\b(?:im|in|en|em|a|au|de|seit|bis|vom|en el mes de|mois de|mes de|mese di|från|i|sinds|tot) $"
)
_SINGLE = {"sept", "mars", "mai", "august", "april", "november", "december", "mart"}


def _day(found: re.Match[str], scene: Scene) -> Found | None:
    month = MONTHS[found["month"]]
    day = _number(found["day"])
    year = int(found["year"]) if found["year"] else _near(scene, found.start(), month, day)
    if not day or day > 31:
        return None
    if year is None:
        return Found(Kind.DATE, f"XXXX-{month:02}-{day:02}")
    if day > monthrange(year, month)[1]:
        return None
    return Found(Kind.DATE, f"{year:04}-{month:02}-{day:02}")


def _near(scene: Scene, place: int, month: int, day: int) -> int | None:
    """The year of a day: the coming one after “until” and “at the latest”, else the nearest."""
    if scene.base is not None and _LIMITS.search(scene.before(place)):
        passed = (month, day) < (scene.base.month, scene.base.day)
        return scene.base.year + passed
    return nearest_year(scene, place, month, day)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS.get(words, 0)


def _year_first(found: re.Match[str], _: Scene) -> Found | None:
    """Hungarian and the like: “2025. október 28.”."""
    month, day, year = MONTHS[found["month"]], int(found["day"]), int(found["year"])
    if day > monthrange(year, month)[1]:
        return None
    return Found(Kind.DATE, f"{year}-{month:02}-{day:02}")


def _month(found: re.Match[str], scene: Scene) -> Found | None:
    month = MONTHS[found["month"]]
    if not found["year"]:
        doubtful = found["month"] in _SINGLE and not found["part"]
        if doubtful and not _WANTED.search(scene.before(found.start())):
            return None
        year = nearest_year(scene, found.start(), month, None)
        return Found(Kind.DATE, f"{year or 'XXXX'}-{month:02}", _mod(found["part"]))
    return Found(Kind.DATE, f"{found['year']}-{month:02}", _mod(found["part"]))


def _mod(part: str | None) -> str:
    return next((mod for pattern, mod in _MODS if part and pattern.match(part)), "")


def _length(found: re.Match[str], scene: Scene) -> Found | None:
    letter = UNITS[found["unit"]]
    count = 0 if found["count"] in _ORDINAL else _number(found["count"])
    if not count or (count == 1 and not found["count"].isdigit() and letter == "TH"):
        return None
    clock = letter.startswith("T")
    return Found(Kind.DURATION, f"P{'T' if clock else ''}{count}{letter.removeprefix('T')}")


def _relative(found: re.Match[str], scene: Scene) -> Found | None:
    unit, step = _RELATIVE[found[0]]
    base = scene.written_on or scene.base
    there = moved(base, step, unit) if base else None
    return Found(Kind.DATE, span_at(there, unit)) if there else None


def _end_of_this_year(found: re.Match[str], scene: Scene) -> Found | None:
    base = scene.written_on or scene.base
    step = 1 if found["coming"] else 0
    return Found(Kind.DATE, f"{base.year + step}", "END") if base else None


def _dual(found: re.Match[str], _: Scene) -> Found:
    return Found(Kind.DURATION, f"P2{_DUALS[found[0]]}")


def _quarter(found: re.Match[str], _: Scene) -> Found | None:
    number = QUARTERS.get(found["which"]) or int(found["which"][0])
    letter = "H" if found["half"] else "Q"
    return Found(Kind.DATE, f"{found['year']}-{letter}{number}") if number < 5 else None


def _season(found: re.Match[str], _: Scene) -> Found | None:
    return Found(Kind.DATE, f"{found['year']}-{SEASONS[found['season']]}")


def _part_of_year(found: re.Match[str], _: Scene) -> Found | None:
    return Found(Kind.DATE, found["year"], _mod(found["part"]))


_DUALS = {
    **dict.fromkeys(("شهرين", "شهران"), "M"),
    **dict.fromkeys(("سنتين", "سنتان", "عامين", "عامان"), "Y"),
    **dict.fromkeys(("أسبوعين", "أسبوعان"), "W"),
    **dict.fromkeys(("يومين", "يومان"), "D"),
}
_YEAR_END = (
    r"(?:jahresende|ende (?:dieses |des (?:laufenden )?)?jahres|(?:la )?fin de (?:cette |l')année"
    r"|(?:el )?fin(?:al|ales)? de(?:l| este)? año|(?:la )?fine dell'anno|(?:o )?fi(?:m|nal) d[eo]"
    r"(?:ste)? ano|(?:het )?einde? van (?:het|dit) jaar|конца (?:этого )?года)"
    r"(?P<coming> próximo| prochain| prossimo)?"
)
_FIRST: tuple[str, ...] = ()
ABSOLUTE: tuple[Rule, ...] = (
    rule(
        _FIRST,
        rf"(?P<day>[0-3]?\d){_LINK}(?P<month>{MONTH})(?:,? (?:de |del |d[eo]l? a[ñn]o (?:de )?|"
        rf"des jahres |van )?|\. ?)"
        rf"(?P<year>{_YEAR})",
        _day,
    ),
    rule(
        _FIRST, rf"(?P<year>{_YEAR})\.? (?P<month>{MONTH}) (?P<day>[0-3]?\d)(?!\d)\.?", _year_first
    ),
)
"""Whole dates, which are sure in any language."""
RULES: tuple[Rule, ...] = (
    rule(
        _FIRST,
        rf"(?P<day>{NUMBER}){_LINK}(?P<month>{MONTH})(?:,? (?:de |del |d[eo]l? a[ñn]o (?:de )?|"
        rf"des jahres |van )?"
        rf"(?P<year>{_YEAR}))?",
        _day,
    ),
    rule(
        _FIRST,
        rf"{_ENDS}(?P<month>{MONTH})(?: (?:de |del |di |des jahres )?(?P<year>{_YEAR}))?",
        _month,
    ),
    rule(
        _FIRST,
        rf"(?P<count>{NUMBER})(?: ?\(\w{{1,12}}\))?(?: {NEXT_OR_LAST})? (?P<unit>{UNIT})",
        _length,
    ),
    rule(
        _FIRST,
        "(?:" + "|".join(sorted(_RELATIVE, key=len, reverse=True)) + r")(?![^\W_])",
        _relative,
    ),
    rule(_FIRST, _YEAR_END + r"(?! \d)(?![^\W_])", _end_of_this_year),
    rule(_FIRST, "(?:" + "|".join(_DUALS) + r")(?![^\W_])", _dual),
    rule(
        _FIRST,
        rf"{_ENDS.removesuffix('?')}(?:de |del |des jahres |van )?(?P<year>{_YEAR})",
        _part_of_year,
    ),
    rule(
        _FIRST,
        rf"(?P<which>{'|'.join(QUARTERS)}|[1-4](?:\.|º|°|er|e)?) (?:(?P<half>{HALF})|{QUARTER})"
        rf" (?:de |del |d'|van |des jahres |des |av )?(?P<year>{_YEAR})",
        _quarter,
    ),
    rule(
        _FIRST,
        rf"(?P<season>{'|'.join(SEASONS)}) (?:de |del |di |van |des jahres )?(?P<year>{_YEAR})",
        _season,
    ),
)
"""What is read where the text is in one of these languages."""
FIRST = frozenset(
    (
        *("0", "anfang", "ende", "mitte", "début", "fin", "mi", "mediados", "finales"),
        *("principios", "fine", "inizio", "metà", "eind", "begin", "medio", "final", "início"),
        *("meados", *MONTHS, *QUARTERS, *SEASONS),
        *(re.split(r"[ -]", word)[0] for word in NUMBERS),
        *(re.split(r"[ ']", word)[0] for word in _RELATIVE),
        *("jahresende", "la", "el", "het", "o", "конца", "fim", "einde", *_DUALS),
    )
)
"""The words with which these may begin; 0 is any number."""
LANGUAGES = frozenset(
    ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "pl", "tr", "id", "ru", "uk", "el", "ar", "hi")
)
"""The languages that are read here."""
