"""Names: finding what a person means among the names that a record holds."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar
from unicodedata import normalize

from bot.errors import NotFound
from bot.messages import t

CHOICE_LENGTH = 100
"""Discord cuts nothing: a choice longer than this is refused, so names are cut to it."""

_CUT = "…"
"""What stands in a choice for what is left out of a name."""

_HEAD = 40
"""How much of the beginning of names is shown that would be the same when cut at the end."""

_LIKE_ENOUGH = 88
"""The least likeness of whole names, in per cent, at which a mistyped one counts as found."""

_WORTH_NAMING = 75
"""The least likeness at which a name is worth suggesting."""

Key = TypeVar("Key", bound=Hashable)


def choice(name: str) -> str:
    """`name` as it fits in an autocomplete choice."""
    return name if len(name) <= CHOICE_LENGTH else name[: CHOICE_LENGTH - 1].rstrip() + _CUT


def choices(names: Iterable[str]) -> list[str]:
    """The names as they fit in choices, no two the same: what tells two apart is left in."""
    distinct = list(dict.fromkeys(names))
    alike: dict[str, list[str]] = {}
    for name in distinct:
        alike.setdefault(choice(name), []).append(name)
    return [
        cut if len(alike[cut := choice(name)]) == 1 else _apart(name, alike[cut])
        for name in distinct
    ]


def _shared(one: str, other: str) -> int:
    """How many letters two names begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _apart(name: str, alike: Sequence[str]) -> str:
    """A long name with its beginning, and the part in which it differs from those like it."""
    shared = [_shared(name, other) for other in alike if other != name]
    rest = CHOICE_LENGTH - _HEAD - len(_CUT)
    differs = min(shared) if max(shared) - min(shared) < rest else max(shared)
    head = name[:_HEAD].rstrip() + _CUT
    if len(name) - rest <= differs:
        return head + name[-rest:].lstrip()
    return head + name[differs : differs + rest - len(_CUT)].strip() + _CUT


def folded(name: str) -> str:
    """`name` without the differences that people do not mean: case, width, spacing, dashes."""
    plain = normalize("NFKC", name).casefold()
    for dash in "‐‑‒–—−":  # noqa: RUF100
        plain = plain.replace(dash, "-")
    return " ".join(plain.replace("’", "'").split())


def resolve(typed: str, names: Mapping[Key, Sequence[str]], *, what: str) -> Key:
    """The key whose name a person typed: exactly, cut short, in part, or with a slip.

    `names` gives each key its names, the first of which is shown; `what` is the plural noun for the
    messages. Raises NotFound when none or several are meant, naming the nearest.
    """
    wanted = folded(typed.removesuffix(_CUT))
    if not wanted:
        raise NotFound(t("Type a name; the list that opens offers those on record."))
    keys = {key: [folded(name) for name in every] for key, every in names.items()}
    shown = {key: every[:1] for key, every in keys.items()}
    for among, fits in (
        (shown, lambda name: name == wanted),
        (keys, lambda name: name == wanted),
        (shown, _left_by(typed)),
        (keys, lambda name: name.startswith(wanted)),
        (keys, lambda name: wanted in name),
    ):
        found = [key for key, every in among.items() if any(fits(name) for name in every)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(_several(typed, [names[key][0] for key in found]))
    return _nearest(typed, wanted, names, what)


def _left_by(typed: str) -> Callable[[str], bool]:
    """Whether a folded name is one of which a choice shows these parts, some left out between."""
    first, *others = (folded(part) for part in typed.split(_CUT))
    if not any(others):
        return lambda name: False

    def fits(name: str) -> bool:
        place = len(first) if name.startswith(first) else -1
        for part in others:
            if place < 0:
                return False
            found = name.find(part, place)
            place = found + len(part) if found >= 0 else -1
        return place >= 0 and name.endswith(others[-1])

    return fits


def _nearest(typed: str, wanted: str, names: Mapping[Key, Sequence[str]], what: str) -> Key:
    from rapidfuzz import fuzz, process

    flat = [(key, folded(name)) for key, every in names.items() for name in every]
    hits = process.extract(
        wanted, [name for _, name in flat], scorer=fuzz.WRatio, limit=12, score_cutoff=_WORTH_NAMING
    )
    nearest = list(dict.fromkeys(flat[place][0] for _, _, place in hits))
    sure = {key for key, name in flat if fuzz.ratio(wanted, name) >= _LIKE_ENOUGH}
    if len(sure) == 1:
        return sure.pop()
    shown = ", ".join(f"“{names[key][0]}”" for key in nearest[:3])
    if shown:
        raise NotFound(
            t("“{typed}” is not on record. Did you mean {shown}?", typed=_cut(typed), shown=shown)
        )
    raise NotFound(
        t(
            "“{typed}” is not on record. Check how it is written, or pick one of the {what} "
            "on record.",
            typed=_cut(typed),
            what=what,
        )
    )


def _several(typed: str, shown: Sequence[str]) -> str:
    listed = ", ".join(f"“{name}”" for name in shown[:4])
    return t(
        "“{typed}” could mean {listed}. Type more of the name.", typed=_cut(typed), listed=listed
    )


def _cut(typed: str) -> str:
    return typed if len(typed) <= 60 else typed[:59] + _CUT


def offer(typed: str, names: Mapping[Key, Sequence[str]], *, limit: int = 25) -> list[str]:
    """The names to offer while a person types: those that begin so, contain it, then the like."""
    wanted = folded(typed)
    shown = {key: every[0] for key, every in names.items()}
    if not wanted:
        return choices(shown.values())[:limit]
    ranked: dict[str, None] = {}
    for fits in (
        lambda name: name.startswith(wanted),
        lambda name: f" {wanted}" in name,
        lambda name: wanted in name,
    ):
        for key, every in names.items():
            if any(fits(folded(name)) for name in every):
                ranked.setdefault(shown[key])
    if not ranked:
        ranked = dict.fromkeys(shown[key] for key in _like(wanted, names, limit))
    return choices(ranked)[:limit]


def _like(wanted: str, names: Mapping[Key, Sequence[str]], limit: int) -> list[Key]:
    from rapidfuzz import fuzz, process

    flat = [(key, folded(name)) for key, every in names.items() for name in every]
    hits = process.extract(
        wanted,
        [name for _, name in flat],
        scorer=fuzz.WRatio,
        limit=limit,
        score_cutoff=_WORTH_NAMING,
    )
    return [flat[place][0] for _, _, place in hits]
