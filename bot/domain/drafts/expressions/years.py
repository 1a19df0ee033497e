"""Years, decades and centuries: “2026”, “two thousand and twenty-five”, “the 1990s”, “490 BC”."""

import re
from datetime import date

from bot.domain.drafts.expressions.numerals import (
    ORDINAL,
    ORDINAL_WORDS,
    count_of,
    ordinal_of,
)
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind
from bot.domain.drafts.expressions.vocabulary import (
    ABOUT,
    ABOUT_WORDS,
    PART,
    PART_WORDS,
    YEAR,
    about_of,
    part_of,
)

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_SMALL = rf"(?:(?:{_TENS})(?:[- ](?:{_UNIT}))?|{_TEENS}|{_UNIT})(?![a-z])"
_AGAIN = r"(?: ?\( ?(?:1\d|20)\d\d ?\))?"
YEAR_WORDS = (
    rf"(?:two[ -]thousand(?:(?:,? and|,)?[ -]{_SMALL})?{_AGAIN}"
    rf"|(?:eighteen|nineteen|twenty)(?: hundred(?: and)?)?[ -](?:oh[ -](?:{_UNIT})"
    rf"|(?:{_TENS})(?:[- ](?:{_UNIT}))?|{_TEENS})(?![a-z]){_AGAIN}"
    rf"|one thousand,? nine hundred(?: and|,)? {_SMALL}{_AGAIN})"
)
"""A year in words."""
_DECADES = {
    name: number
    for number, name in enumerate(
        ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties"), 2
    )
} | {"nineties": 9}
_CENTURY_GAP = 30
_NOT_A_YEAR = re.compile(
    r"(?:[$£€¥#№§+]|(?:us|no|nos|nr|art|p|pp|sec|ch)\.? ?|\d[.,]|[-/]|[a-z]{1,4}-"
    r"|\b(?:number|section|sections|article|articles|paragraph|resolution|regulation|room|page"
    r"|directive|form|rule|flight|route|model|chapter|boeing|isbn|iso|law|decree|act|act of"
    r"|code of|docket|case|clause|box|title|top|windows|standard|order|decision|fortune|nikkei"
    r"|usd|eur|rs\.?|u\.s\.c\.|stat\.|cfr|fed\. reg\.|op\. cit\.|supp\.|vol\.|about|than|least"
    r"|nearly|almost|some|around|approximately|over|only) )$"
)
_MEASURED = re.compile(
    r"(?:[.,]\d|-(?:foot|year|mile|meter|metre|pound|page|seat|member|point|day|man|"
    r"strong|odd|ton|hour|plus|acre|room|unit|kilometer|dollar|man)|\+|%| ?°)"
    r"| (?:people|men|women|children|troops|soldiers|dollars|euros|yen|pounds|shares|points|votes"
    r"|miles|kilometers|kilometres|km|meters|metres|feet|foot|tons|tonnes|barrels|acres|hectares"
    r"|percent|per cent|copies|jobs|workers|employees|units|members|others|seats|dead|killed|more"
    r"|cases|rooms|homes|houses|students|protesters|demonstrators|of the|hours|days|weeks|months"
    r"|years|times|square|cubic|civilians|refugees|passengers|families|ships|tanks|aircraft"
    r"|guests|fans|delegates|police|companies|cars|vehicles|mw|gw|calories|grams|kg|lbs|voters"
    r"|h|hrs|gmt|edt|est|utc|local time|kilograms|litres|liters|gallons|billion|million)(?![a-z])"
)
_ASKED_FOR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|before|after|during|of|and|or|through|year|for|late"
    r"|early|mid|between|year|than|ended|ending|fiscal|circa|c\.|ca\.|around|about|summer|winter"
    r"|spring|fall|autumn|december|again|as of|the|was) |[(\[,;-] ?|\n)$"
)


def year_of(words: str, beside: date | None = None) -> int | None:
    """The year that `words` say; one of two digits is the nearest such to `beside`."""
    plain = re.sub(r" ?\(.*", "", words).strip()
    if plain.isdigit():
        return int(plain)
    if plain.startswith("'"):
        return full_year(int(plain[1:]), beside)
    plain = re.sub(r"[-,]", " ", plain)
    if spoken := re.fullmatch(
        r"(eighteen|nineteen|twenty)(?: hundred)?(?: and)? +(?:oh )?(.+)", plain
    ):
        century, rest = count_of(spoken[1]), count_of(spoken[2].strip())
        return int(century * 100 + rest) if century and rest is not None else None
    tail = re.sub(r"^(?:two thousand|one thousand +nine hundred)(?: +and)? *", "", plain)
    first = 2000 if plain.startswith("two") else 1900
    added = count_of(tail.strip()) if tail.strip() else 0.0
    return first + int(added) if added is not None else None


def full_year(year: int, beside: date | None) -> int:
    """The year that two digits mean: the latest not far after the day of the text."""
    latest = (beside.year if beside else 2030) + (_CENTURY_GAP if beside is None else 20)
    found = latest // 100 * 100 + year
    return found if found <= latest else found - 100


def _year(found: re.Match[str], scene: Scene) -> Found | None:
    year, place = int(found["year"]), found.start("year")
    before, after = scene.before(place), scene.after(found.end(), 16)
    introduced = found["part"] or found["about"] or found.group().startswith(("the year", "year"))
    if not introduced and _NOT_A_YEAR.search(before) and not _after_year(found, scene):
        return None
    if _MEASURED.match(after):
        return None
    usual = 1900 <= year <= 2050 and year != 2000
    if not usual and not introduced and not _ASKED_FOR.search(before):
        return None
    mod = part_of(found["part"]) or about_of(found["about"])
    return Found(Kind.DATE, f"{year:04}", mod)


def _after_year(found: re.Match[str], scene: Scene) -> bool:
    """Whether a dash before the year ends a span of years: “1998-2002”."""
    last, gap = scene.previous, found.start() - scene.previous_end
    return bool(last and gap == 1 and re.match(r"\d{4}", last.value))


def _short_year(found: re.Match[str], scene: Scene) -> Found | None:
    """The end of a span of years: the 58 of “1850-58”."""
    last = scene.previous
    if (
        last is None
        or not re.fullmatch(r"\d{4}", last.value)
        or found.start() - scene.previous_end != 1
    ):
        return None
    if scene.flat.plain[found.start() - 1] not in "-/" or int(found[0]) <= int(last.value[2:]):
        return None
    return Found(Kind.DATE, last.value[:2] + found[0])


def _attacks(found: re.Match[str], _: Scene) -> Found:
    """The day of 2001 that is known by its number."""
    return Found(Kind.DATE, "2001-09-11")


def _apostrophe(found: re.Match[str], scene: Scene) -> Found | None:
    return Found(Kind.DATE, f"{full_year(int(found['short']), scene.written_on):04}")


def _year_words(found: re.Match[str], scene: Scene) -> Found | None:
    year = year_of(found["words"])
    introduced = re.search(r"\b(?:in|since|of|year|by|until) $", scene.before(found.start()))
    if (
        year is None
        or not introduced
        or re.match(r" (?:dollars|people|[a-z]+s\b)", scene.after(found.end()))
    ):
        return None
    return Found(Kind.DATE, f"{year:04}")


def _decade(found: re.Match[str], scene: Scene) -> Found | None:
    if re.search(
        r"\b(?:his|her|their|my|our|your) (?:early |mid-?|late )?$", scene.before(found.start())
    ):
        return None
    digits = found["digits"] or ""
    if len(digits) == 4:
        value = digits[:3]
    else:
        tens = int(digits[0]) if digits else _DECADES[found["name"]]
        if not (found["part"] or found["mark"] or found[0].startswith("the ")):
            return None
        century = int(count_of(found["century"]) or 19) if found["century"] else 19
        value = f"{century}{tens}"
    return Found(Kind.DATE, value, part_of(found["part"]))


def _century(found: re.Match[str], _: Scene) -> Found | None:
    number = ordinal_of(found["number"])
    if not number or number > 30:
        return None
    if found["bc"]:
        return Found(Kind.DATE, f"BC{number - 1:02}", part_of(found["part"]))
    return Found(Kind.DATE, f"{number - 1:02}", part_of(found["part"]))


def _era(found: re.Match[str], _: Scene) -> Found | None:
    year = int(found["before"] or found["after"])
    before_christ = (found["era"] or found["ad"]).startswith("b")
    mod = about_of(found["about"])
    return Found(Kind.DATE, f"{'BC' if before_christ else ''}{year:04}", mod)


_DIGIT = frozenset({"0"})
_PARTED = _DIGIT | PART_WORDS | {"the"}

RULES: tuple[Rule, ...] = (
    rule(
        _PARTED | ABOUT_WORDS | {"year", "fiscal", "calendar", "financial"},
        rf"(?P<part>{PART})?(?P<about>(?:around|about|circa|c\.|ca\.|approximately) )?"
        rf"(?:(?:fiscal|calendar|financial|crop|tax|model|school)[ -](?:year )?|(?:the )?year )?"
        rf"(?P<year>{YEAR})(?![\da-z])",
        _year,
    ),
    rule(
        _DIGIT | {"the"},
        rf"(?:the )?(?P<year>{YEAR}) (?:fiscal|calendar|financial|school|academic|tax|crop) year"
        r"(?P<part>(?!))?(?P<about>(?!))?(?![a-z])",
        _year,
    ),
    rule(_DIGIT, r"9/11(?![/\d])", _attacks),
    rule(_DIGIT, r"\d\d(?![\d.,]\d|\d|%|[a-z])", _short_year),
    rule(_DIGIT, r"'(?P<short>\d\d)(?![\da-z%'])", _apostrophe),
    rule(
        {"two", "nineteen", "eighteen", "twenty", "one", "the", "year"},
        rf"(?:(?:the )?year )?(?P<words>{YEAR_WORDS})",
        _year_words,
    ),
    rule(
        _PARTED | frozenset(_DECADES) | {"nineteen", "eighteen"},
        rf"(?:the )?(?P<part>{PART}|mid)?(?:the )?(?P<mark>')?"
        r"(?:(?P<digits>(?:1\d|20)\d0|[2-9]0)'?s|(?:(?P<century>nineteen|eighteen)[ -])?"
        rf"(?P<name>{'|'.join(_DECADES)}))(?![a-z])",
        _decade,
    ),
    rule(
        _PARTED | ORDINAL_WORDS,
        rf"(?:the )?(?P<part>{PART}|mid-?)?(?:the )?(?P<number>{ORDINAL})[ -]centur(?:y|ies)"
        r"(?P<bc> (?:b\.?c\.?e?\.?)(?![a-z]))?",
        _century,
    ),
    rule(
        _DIGIT | {"ad", "bc", "about", "around", "circa", "c"},
        rf"(?P<about>{ABOUT})?(?:(?P<before>\d{{1,4}}) (?P<era>b\.?c\.?(?:e\.?)?|a\.?d\.?|ce)"
        rf"(?![a-z])"
        r"|(?P<ad>a\.?d\.?|bc) (?P<after>\d{1,4})(?![\d,.]\d))",
        _era,
    ),
)
