"""Numbering: the numbers that Word writes before paragraphs and that no paragraph holds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.papers.words import W, attribute, child

_KANJI = "〇一二三四五六七八九"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシ"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    _lists: dict[str, tuple[str, dict[int, _Level]]]
    _styles: dict[str, tuple[str | None, int | None, str | None]]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def mark(self, paragraph: Any) -> str:
        """What stands before a paragraph, such as `Article 3`, `(a)` or `-`; it counts on."""
        number, level = self._place(paragraph)
        if number is None or number not in self._lists:
            return ""
        counted, levels = self._lists[number]
        level = min(max(level or 0, 0), 8)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(counted, [None] * 9)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (8 - level)
        return _written(levels, level, counts)

    def _place(self, paragraph: Any) -> tuple[str | None, int | None]:
        """The list that a paragraph is in, by itself or by its style, and the level in it."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return None, None
        number, level = _listed(properties)
        style = attribute(child(properties, "pStyle"), "val")
        for _ in range(10):  # styles rest on styles; a circle of them ends here
            if style is None or style not in self._styles or (number and level is not None):
                break
            of_number, of_level, style = self._styles[style]
            number = number or of_number
            level = of_level if level is None else level
        return number, level


def numbering(numbers: Any | None, styles: Any | None) -> Numbering:
    """The numbering of a document from its parts `numbering.xml` and `styles.xml`."""
    named: dict[str, tuple[str | None, int | None, str | None]] = {}
    if styles is not None:
        for each in styles.iter(f"{W}style"):
            properties = child(each, "pPr")
            of_number, of_level = (None, None) if properties is None else _listed(properties)
            rests_on = attribute(child(each, "basedOn"), "val")
            named[attribute(each, "styleId") or ""] = (of_number, of_level, rests_on)
    return Numbering({} if numbers is None else _lists(numbers), named)


def _lists(numbers: Any) -> dict[str, tuple[str, dict[int, _Level]]]:
    """Each list's number -> what its counts are kept under, and its levels.

    Lists that share their definition go on counting where another stopped, unless they say that
    they begin anew.
    """
    defined = {
        attribute(each, "abstractNumId") or "": {
            _whole(attribute(level, "ilvl")) or 0: _level(level) for level in each.iter(f"{W}lvl")
        }
        for each in numbers.iter(f"{W}abstractNum")
    }
    lists: dict[str, tuple[str, dict[int, _Level]]] = {}
    for each in numbers.iter(f"{W}num"):
        base = attribute(child(each, "abstractNumId"), "val") or ""
        number = attribute(each, "numId") or ""
        levels = dict(defined.get(base, {}))
        own = list(each.iter(f"{W}lvlOverride"))
        for over in own:
            place = _whole(attribute(over, "ilvl")) or 0
            levels[place] = _overridden(levels.get(place, _Level()), over)
        lists[number] = (number if own else f"as {base}", levels)
    return lists


def _listed(properties: Any) -> tuple[str | None, int | None]:
    place = child(properties, "numPr")
    if place is None:
        return None, None
    return attribute(child(place, "numId"), "val"), _whole(attribute(child(place, "ilvl"), "val"))


def _level(element: Any) -> _Level:
    start = _whole(attribute(child(element, "start"), "val"))
    return _Level(
        start=1 if start is None else start,
        form=attribute(child(element, "numFmt"), "val") or "decimal",
        text=(attribute(child(element, "lvlText"), "val") or "")[:100],
    )


def _overridden(level: _Level, over: Any) -> _Level:
    own = child(over, "lvl")
    level = level if own is None else _level(own)
    start = _whole(attribute(child(over, "startOverride"), "val"))
    return level if start is None else _Level(start, level.form, level.text)


def _whole(value: str | None) -> int | None:
    return int(value) if value and value.lstrip("-").isdecimal() and len(value) < 9 else None


def _written(levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
    if levels[level].form == "bullet":
        return "-"
    text = levels[level].text
    for place in range(9):
        if f"%{place + 1}" in text:
            of = levels.get(place, _Level())
            count = counts[place]
            number = of.start if count is None else count
            text = text.replace(f"%{place + 1}", _FORMS.get(of.form, str)(number))
    return text.strip()


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    worth = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    written = ""
    for sign, value in zip(signs, worth, strict=True):
        written += sign * (number // value)
        number %= value
    return written


def _letter(number: int) -> str:
    """A to Z, then AA to ZZ, as Word counts."""
    if not 0 < number < 27 * 26:
        return str(number)
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _kanji(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    written = ""
    for value, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            written += ("" if digit == 1 and sign else _KANJI[digit]) + sign
    return written


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "japaneseCounting": _kanji,
    "japaneseLegal": _kanji,
    "chineseCounting": _kanji,
    "chineseCountingThousand": _kanji,
    "ideographDigital": lambda number: "".join(_KANJI[int(digit)] for digit in str(abs(number))),
    "decimalFullWidth": _wide,
    "decimalEnclosedCircle": _of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "aiueoFullWidth": _of(_AIUEO),
    "aiueo": _of(_AIUEO),
    "irohaFullWidth": _of(_IROHA),
    "iroha": _of(_IROHA),
    "none": lambda _number: "",
}
