"""Places: where something was signed, and whose days count there."""

import re

from bot.domain.dates.grammar.places import CITY_ZONES
from bot.domain.drafts.actors import Naming, actors

_NAME = (
    r"(?P<place>['’]?[sS]?-?[A-Z\u00c0-\u00dd][\w'’.-]{1,24}(?:[ "
    r"-](?:[A-Z\u00c0-\u00dd][\w'’.-]{1,20}|"
    r"de|of|la|el|da|do|den)){0,3})"
)
_AT = re.compile(
    rf"\b(?P<in>at|in|te|zu|à|en|em|a|i|w|in de stad)\s+(?:the City of |the city of |"
    rf"la ville de )?{_NAME}"
)
_ALSO_AND = frozenset({"en", "i"})
"""Where other languages say “and”, as between the names of two states."""

_START = re.compile(rf"^{_NAME},")
_JAPANESE = re.compile(
    r"(?P<place>[ァ-ヴー]{2,12}|[一-龥]{2,6}?)(?:市)?(?:において|にて|で(?=[^、]{0,20}(?:署名|調印|交換)))"
)
_NOT = re.compile(
    r"^(?:the(?! hague)|duplicate|triplicate|two|three|witness|faith|both|english|"
    r"french|german|dutch|spanish|"
    r"a|an|this|accordance|january|february|march|april|may|june|july|august|september|october|"
    r"november|december|which|order|addition|monday|tuesday|wednesday|thursday|friday|saturday|"
    r"sunday|original|single|copies|each|force|twee|drie|zwei|double|duplo|due|dos|deux|doppelter|"
    r"enkelvoud|tweevoud|drievoud|doble)\b",
    re.IGNORECASE,
)
_ZONES = {
    "東京": "Asia/Tokyo",
    "北京": "Asia/Shanghai",
    "ワシントン": "America/New_York",
    "ソウル": "Asia/Seoul",
    "ロンドン": "Europe/London",
    "パリ": "Europe/Paris",
    "ジュネーブ": "Europe/Zurich",
    "ニューヨーク": "America/New_York",
    "ハノイ": "Asia/Ho_Chi_Minh",
    "ジャカルタ": "Asia/Jakarta",
    "バンコク": "Asia/Bangkok",
    "マニラ": "Asia/Manila",
    "デリー": "Asia/Kolkata",
    "ニューデリー": "Asia/Kolkata",
    "キャンベラ": "Australia/Sydney",
    "ブリュッセル": "Europe/Brussels",
    "クアラルンプール": "Asia/Kuala_Lumpur",
}


_LONGEST_CODE = 3
"""Signs of a name that may be one in capitals, such as UN or NY."""


def place_in(words: str) -> str | None:
    """The place that a formula of signing names; None where it names none."""
    found = _JAPANESE.search(words)
    if found:
        return found["place"]
    for match in _AT.finditer(words):
        name = match["place"].strip(" .,'’")
        is_party = match["in"] in _ALSO_AND and _is_state(name)
        if not is_party and not _NOT.match(name):
            return _trimmed(match["place"])
    start = _START.match(words)
    return _trimmed(start["place"]) if start and not _NOT.match(start["place"]) else None


def _is_state(name: str) -> bool:
    return any(each.naming is Naming.NAME for each in actors(name, "en"))


def _trimmed(name: str) -> str:
    """A name without the words that follow it, and not in capitals as datelines have it."""
    name = re.sub(r"\s+(?:on|this|de|of|den|the|la|el|da|do)$", "", name.strip(" .,"))
    return name.title() if name.isupper() and len(name) > _LONGEST_CODE else name


def zone_of_place(place: str | None, default: str) -> str:
    """The zone whose days count at `place`; `default` where it is not known."""
    if not place:
        return default
    return _ZONES.get(place) or CITY_ZONES.get(place.casefold().rstrip("."), default)
