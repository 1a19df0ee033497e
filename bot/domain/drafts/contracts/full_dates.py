"""Whole dates and blanks in agreement texts, also through the noise of a scan: “5t h day of”."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.dates.grammar.month_names import MONTH_NAMES, MONTHS
from bot.domain.drafts.expressions.numerals import ORDINAL_WORD, ordinal_of
from bot.domain.drafts.expressions.years import YEAR_WORDS, full_year, year_of


@dataclass(frozen=True, slots=True)
class FullDate:
    """A date and its place in the flat text; `on` is None where a form leaves it blank."""

    start: int
    end: int
    on: date | None


def _spaced(word: str) -> str:
    """The letters of `word` with room for the spaces that a scan puts between them."""
    return " ?".join(word)


_MONTH = (
    r"(?:"
    + "|".join(_spaced(name.lower()) for name in MONTH_NAMES)
    + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?![a-z])\.?)"
)
_DAY = (
    rf"(?:{ORDINAL_WORD}(?: \( ?\d{{1,2}} ?(?:s ?t|n ?d|r ?d|t ?h)? ?\))?"
    r"|[0-3]? ?\d ?(?:s ?t|n ?d|r ?d|t ?h)(?:\b|(?=day))|[0-3]?\d|[0-3] \d(?!\d))"
)
_YEAR = rf"(?:(?:1 ?[6-9]|2 ?0) ?\d ?\d(?![\d_])|{YEAR_WORDS})"
_OF_YEAR = (
    r"(?: ?[,.])?(?: ?,)? ?(?:of |in )?(?:the )?(?:year )?(?:of (?:our lord )?)?(?:a\.? ?d\.? ?)?"
    rf"(?:two thousand \()?(?P<{{}}>{_YEAR})"
)
_DATE = re.compile(
    rf"(?<![\d.$/-])(?:(?P<d1>{_DAY})(?: ?\( ?\d{{1,2}} ?\))?,? ?(?:(?:calendar )?d ?a ?y)?,? ?"
    rf"(?:of )?(?:the )?"
    rf"(?:month of )?-?(?P<m1>{_MONTH})-?{_OF_YEAR.format('y1')}"
    rf"|(?P<m2>{_MONTH}) ?(?:the )?(?P<d2>{_DAY}){_OF_YEAR.format('y2')}"
    r"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)"
    r"|(?P<n1>[0-3]?\d)(?P<sign>[/.-])(?P<n2>[0-3]?\d)(?P=sign)(?P<n3>(?:19|20)\d\d|\d\d)"
    r"(?![\d/.-]\d|\d))"
)
_GAP = (
    r"(?:_[_ ]*|\[[^\]a-z\d]{0,20}\]|\[ ?(?:date|day|month|year|insert[^\]]{0,30}|tbd|__+)"
    r"[^\]]{0,20}\]|\( ?\)|\.{3,}|…+|●|•|\*{2,}|-{3,}|\btbd\b|\bxx+\b|<[^>]{0,20}>)"
)
_BLANK = re.compile(
    rf"(?:{_GAP} ?)+(?:\( ?\d* ?\) ?)?(?:t ?h ?)?,? ?(?:d ?a ?y )?(?:of )?,? ?(?:{_MONTH}|"
    rf"{_GAP})?[ ,_]{{0,6}}(?:of )?(?:\d{{2,4}}(?!\d)|{_GAP})?"
    rf"|(?:{_DAY} )?day of (?:{_GAP}|, ?)(?:[ ,_]{{0,6}}(?:\d{{2,4}})?)"
    rf"|{_MONTH} ?(?:{_GAP}|,)[ ,_]{{0,6}}(?:(?:19|20)[\d_ ]{{2}})?"
    rf"|\bday of {_MONTH}"
    r"|(?<=\bas of) ?,? ?(?:19|20)\d\d|(?<=\bas of),"
)


def full_dates(plain: str) -> list[FullDate]:
    """The dates with day, month and year in a text in lower case, in order."""
    found = []
    for match in _DATE.finditer(plain):
        on = _date(match)
        if on is not None:
            found.append(FullDate(match.start(), match.end(), on))
    return found


def blanks(plain: str) -> list[FullDate]:
    """The places where a form leaves a date, or a part of one, to be filled in."""
    return [FullDate(one.start(), one.end(), None) for one in _BLANK.finditer(plain) if one[0]]


def _date(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["n1"]:
            return _numeric(match)
        month, day = match["m1"] or match["m2"], match["d1"] or match["d2"]
        year = _year(match["y1"] or match["y2"])
        number = ordinal_of(_day(day))
        if year is None or number is None:
            return None
        return date(year, MONTHS[month.replace(" ", "").rstrip(".")], number)
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> date:
    one, two, year = int(match["n1"]), int(match["n2"]), match["n3"]
    first = one > 12 or (match["sign"] == "." and two <= 12)
    whole = int(year) if len(year) == 4 else full_year(int(year), None)
    return date(whole, two if first else one, one if first else two)


def _day(words: str) -> str:
    plain = re.sub(r" ?\(.*", "", words)
    return plain.replace(" ", "") if plain[:1].isdigit() else plain


def _year(words: str) -> int | None:
    joined = words.replace(" ", "")
    return int(joined) if joined.isdigit() else year_of(words)
