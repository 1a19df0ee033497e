"""Numbers in Japanese and Chinese: “六”, “二十八”, “二〇二五”, “28”."""

import re

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"(?:\d{1,4}(?:\.\d)?|[〇零一二三四五六七八九十百千两兩]{1,7})"
YEAR = (
    r"(?:(?:1[6-9]|20|21)\d\d|[一二][〇零一二三四五六七八九]{3}"
    r"|二千[〇零一二三四五六七八九十]{1,4})"
)


def number_of(words: str) -> float:
    """The number that the signs write, by places or digit by digit."""
    if words[0].isdigit():
        return float(words)
    if not any(sign in _PLACES for sign in words):
        return float("".join(str(_DIGITS[sign]) for sign in words))
    total, digit = 0, 0
    for sign in words:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            digit = _DIGITS[sign]
    return float(total + digit)


def whole(words: str) -> int:
    """As `number_of`, as a whole number."""
    return int(number_of(words))


ERAS = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "民国": 1911,
    "民國": 1911,
}
ERA = rf"(?P<era>{'|'.join(ERAS)}) ?(?P<era_year>元|{NUMBER})"


def era_year(found: re.Match[str]) -> int:
    """The year of the common era that a year of an era is."""
    written = found["era_year"]
    return ERAS[found["era"]] + (1 if written == "元" else whole(written))
