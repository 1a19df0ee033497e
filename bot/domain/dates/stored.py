"""Values, such as rules and deadlines, as plain JSON, for a column of the database and for scripts.

Fields that hold their default are left out, so that a rule stored by an older version reads back
unchanged after a field has been added.
"""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar

from bot.domain.dates.values import Anchor, Deadline, Rule

T = TypeVar("T")
Json = Any
"""What `json.dumps` takes: dicts, lists, strings, numbers, booleans and None."""


def rule_to_json(rule: Rule) -> dict[str, Json]:
    """`rule` as a dict that `rule_from_json` reads back."""
    return to_json(rule)


def rule_from_json(stored: Mapping[str, Json]) -> Rule:
    """The rule that was stored. ValueError or TypeError if it is none."""
    return from_json(Rule, stored)


def deadline_to_json(deadline: Deadline) -> dict[str, Json]:
    """`deadline` as a dict that `deadline_from_json` reads back."""
    return to_json(deadline)


def deadline_from_json(stored: Mapping[str, Json]) -> Deadline:
    """The deadline that was stored. ValueError or TypeError if it is none."""
    return from_json(Deadline, stored)


def anchor_to_json(anchor: Anchor) -> dict[str, Json]:
    """`anchor` as a dict that `anchor_from_json` reads back."""
    return to_json(anchor)


def anchor_from_json(stored: Mapping[str, Json]) -> Anchor:
    """The anchor that was stored. ValueError or TypeError if it is none."""
    return from_json(Anchor, stored)


def to_json(value: Any) -> dict[str, Json]:
    """A frozen value, of which others may be parts, as a dict that `from_json` reads back.

    Its fields are texts, words, whole numbers, dates, other values, and tuples of one of these.
    """
    found = {}
    for name, default in _defaults(typing.cast(Any, type(value))):
        here = getattr(value, name)
        if default is MISSING or here != default:
            found[name] = _plain(here)
    return found


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _plain(value: Any) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, date | time):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else to_json(value)


def from_json(kind: type[T], stored: Mapping[str, Json]) -> T:
    """The value of this class that was stored. ValueError or TypeError if it is none."""
    readers = _readers(typing.cast(Any, kind))
    try:
        read = {
            name: None if value is None else readers[name](value) for name, value in stored.items()
        }
    except KeyError as error:
        raise ValueError(f"{kind.__name__} has no field {error}") from None
    return kind(**read)


@cache
def _readers(kind: Any) -> dict[str, Callable[[Json], Any]]:
    """How to read each field of a class; worked out once, since types are slow to look at."""
    return {name: _reader(of) for name, of in typing.get_type_hints(kind).items()}


def _reader(kind: Any) -> Callable[[Json], Any]:
    """From JSON to what a field declares: one class, a tuple of one, or either with None."""
    if typing.get_origin(kind) in {types.UnionType, typing.Union}:
        kind = next(one for one in typing.get_args(kind) if one is not types.NoneType)
    if typing.get_origin(kind) is tuple:
        inner = _reader(typing.get_args(kind)[0])
        return lambda value: tuple(map(inner, value))
    if kind in {date, time, datetime}:
        return typing.cast(Callable[[Json], Any], kind.fromisoformat)
    if is_dataclass(kind):
        return partial(from_json, typing.cast(type[Any], kind))
    return typing.cast(Callable[[Json], Any], kind)
