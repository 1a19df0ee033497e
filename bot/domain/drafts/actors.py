"""Actors: the states and organisations that a text names, and where."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_SIGN = r"[A-Za-z0-9\u00c0-\u024f\u1e00-\u1eff]"
_ELIDED = r"\b(?:[ldLDqQ]|[Dd]ell|[Aa]ll|[Nn]ell|[Dd]all|[Ss]ull|[Qq]u)['’](?=[A-Z\u00c0-\u00dd])"
_WORD = re.compile(
    rf"{_ELIDED}|(?:[A-Z]\.){{2,}}(?:[A-Z](?!{_SIGN}))?|{_SIGN}+(?:['’]{_SIGN}+)*\+?"
)
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_KATAKANA = re.compile(r"[ァ-ヴー]")
_GAP = re.compile(r"[\s‐‑-]{1,2}|[-‐‑]\s?|(?<=['’])")
_TONGUE = re.compile(
    r"^[^.;:()]{0,55}?\b(?:languages?|taal|talen|sprachen?|langues?|idiomas?|"
    r"lengua|lingua|lingue)\b",
    re.IGNORECASE,
)
_INNER = ("・", "＝", "=")
_PERSON = re.compile(
    r"[^\W\d_ぁ-ん]{0,8}?(?:氏|さん|容疑者|記者|選手|代表|長官|大臣|首相|大統領|報道官|大使|議員|次官)"
)
_OFFICER = re.compile(
    r"[ァ-ヴー]{2,6}(?:米|英|仏|独|豪|中|韓|日|加|印)(?:国|本)?[^\W\d_ぁ-んァ-ヴ]{2,10}?"
    r"(?:代表|長官|補佐官|大臣|報道官|大使)(?![館団])"
)
"""A surname before the office of another state: 「タイ米国通商代表」."""

_NEVER = ""


class Naming(StrEnum):
    """How an actor is named."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SEAT = "seat"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Actor:
    """One mention: `code` is ISO 3166 or an organisation's short name."""

    start: int
    end: int
    code: str
    naming: Naming


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    code: str
    naming: Naming
    exact: str
    small: bool = False


def _table(name: str) -> dict[str, Any]:
    path = files("bot.domain.drafts") / "tables" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def shown_names() -> MappingProxyType[str, str]:
    """The name that is shown for each code."""
    names = {
        code: every[0]
        for table in (_table("states.toml"), _table("organisations.toml"))
        for code, every in table["names"].items()
    }
    return MappingProxyType(names)


@cache
def called() -> MappingProxyType[str, tuple[str, ...]]:
    """By its code every name of a state or organisation, and what its people are called."""
    states, bodies = _table("states.toml"), _table("organisations.toml")
    found: dict[str, tuple[str, ...]] = {}
    for table in (states["names"], bodies["names"], states["adjectives"], states["elsewhere"]):
        for code, names in table.items():
            found[code] = (*found.get(code, ()), *names)
    return MappingProxyType(found)


def _named() -> Iterator[tuple[str, str, Naming, bool]]:
    """Every name with its code, kind, and whether only texts not in English use it."""
    states, bodies = _table("states.toml"), _table("organisations.toml")
    groups = (
        (states["names"], Naming.NAME, False),
        (bodies["names"], Naming.NAME, False),
        (states["adjectives"], Naming.ADJECTIVE, False),
        (states["seats"], Naming.SEAT, False),
        (bodies["leaders"], Naming.LEADER, False),
        (states["elsewhere"], Naming.NAME, True),
        (states["adjectives_elsewhere"], Naming.ADJECTIVE, True),
    )
    for table, naming, elsewhere in groups:
        for code, names in table.items():
            for name in names:
                yield name, code, naming, elsewhere
    for phrase in bodies["never"]["phrases"]:
        yield phrase, _NEVER, Naming.NAME, False


@cache
def _by_word(english: bool) -> dict[str, tuple[_Entry, ...]]:
    """Names in Latin letters by their first word, the longest first."""
    table: dict[str, list[_Entry]] = {}
    for name, code, naming, elsewhere in _named():
        if not _LATIN.match(name) or (elsewhere and english):
            continue
        words = tuple(match[0].casefold() for match in _WORD.finditer(name.replace("’", "'")))
        exact = name if name.isupper() and len(words) == 1 else ""
        table.setdefault(words[0], []).append(_Entry(words, code, naming, exact, name[0].islower()))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
        for first, entries in table.items()
    }


@cache
def _by_sign() -> tuple[re.Pattern[str], dict[str, tuple[tuple[str, str, Naming], ...]]]:
    """Names in other scripts by their first sign, the longest first."""
    table: dict[str, list[tuple[str, str, Naming]]] = {}
    for name, code, naming, _ in _named():
        if not _LATIN.match(name):
            table.setdefault(name[0], []).append((name, code, naming))
    signs = re.compile("[" + "".join(map(re.escape, sorted(table))) + "]")
    return signs, {
        sign: tuple(sorted(names, key=lambda each: -len(each[0]))) for sign, names in table.items()
    }


def actors(text: str, language: str) -> tuple[Actor, ...]:
    """Every mention of an actor in `text`, in order and without overlaps."""
    found = [*_in_words(text, language), *_in_signs(text)]
    if language in {"ja", "zh", "ko"}:
        from bot.domain.drafts.short_names import short_names

        taken = [(actor.start, actor.end) for actor in found]
        found += short_names(text, language, taken)
    kept = (each for each in found if each.code != _NEVER and not _is_tongue(text, each))
    return tuple(sorted(kept, key=lambda each: each.start))


def _is_tongue(text: str, actor: Actor) -> bool:
    """Whether an adjective is that of a language: “in the French and Dutch languages”."""
    after = text[actor.end : actor.end + 70]
    return actor.naming is Naming.ADJECTIVE and _TONGUE.match(after) is not None


def _in_words(text: str, language: str) -> Iterator[Actor]:
    table = _by_word(language == "en")
    words = list(_WORD.finditer(text))
    plain = [word[0].replace("’", "'").casefold() for word in words]
    place = 0
    while place < len(words):
        named = (*table.get(plain[place], ()), *table.get(_bare(plain[place]), ()))
        entry = _entry_at(text, words, plain, place, named)
        if entry is None:
            place += 1
            continue
        last = words[place + len(entry.words) - 1]
        end = last.end() - (len(last[0]) - len(_bare(last[0])) if len(entry.words) == 1 else 0)
        yield Actor(words[place].start(), end, entry.code, entry.naming)
        place += len(entry.words)


def _bare(word: str) -> str:
    """`word` without the ending of its genitive."""
    return word[:-2] if word.endswith(("'s", "’s")) and len(word) > 3 else word


def _entry_at(
    text: str,
    words: list[re.Match[str]],
    plain: list[str],
    place: int,
    entries: Iterable[_Entry],
) -> _Entry | None:
    for entry in entries:
        stop = place + len(entry.words)
        small = not words[place][0][0].isupper() and not entry.small
        if stop > len(words) or small:
            continue
        seen = [*plain[place : stop - 1], _bare(plain[stop - 1])]
        if tuple(seen) != entry.words and tuple(plain[place:stop]) != entry.words:
            continue
        if entry.exact and _bare(words[place][0]) != entry.exact:
            continue
        gaps = zip(words[place : stop - 1], words[place + 1 : stop], strict=True)
        if all(_GAP.fullmatch(text, one.end(), other.start()) for one, other in gaps):
            return entry
    return None


def _in_signs(text: str) -> Iterator[Actor]:
    signs, table = _by_sign()
    place = 0
    while match := signs.search(text, place):
        start = match.start()
        place = start + 1
        for name, code, naming in table[match[0]]:
            end = start + len(name)
            if text.startswith(name, start) and _whole(text, start, end):
                yield Actor(start, end, code, naming)
                place = end
                break


def _whole(text: str, start: int, end: int) -> bool:
    """Whether a name in katakana is not the middle of a longer word or somebody's surname."""
    named = text[start - 1 : start] in _INNER and _KATAKANA.match(text[start - 2 : start - 1])
    if (named and _PERSON.match(text, end)) or _OFFICER.match(text, start):
        return False
    before = start > 0 and _KATAKANA.match(text[start - 1]) and _KATAKANA.match(text[start])
    after = end < len(text) and _KATAKANA.match(text[end]) and _KATAKANA.match(text[end - 1])
    return not before and not after
