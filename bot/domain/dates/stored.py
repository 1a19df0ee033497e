"""Rules and deadlines as plain JSON values, for a column of the database and for scripts.

Fields that hold their default are left out, so that a rule stored by an older version reads back
unchanged after a field has been added.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from bot.domain.dates.values import Anchor, Deadline, Rule

T = TypeVar("T")
Json = Any
"""What `json.dumps` takes: dicts, lists, strings, numbers, booleans and None."""


def rule_to_json(rule: Rule) -> dict[str, Json]:
    """`rule` as a dict that `rule_from_json` reads back."""
    return _to_dict(rule)


def rule_from_json(stored: Mapping[str, Json]) -> Rule:
    """The rule that was stored. ValueError or TypeError if it is none."""
    return _from_dict(Rule, stored)


def deadline_to_json(deadline: Deadline) -> dict[str, Json]:
    """`deadline` as a dict that `deadline_from_json` reads back."""
    return _to_dict(deadline)


def deadline_from_json(stored: Mapping[str, Json]) -> Deadline:
    """The deadline that was stored. ValueError or TypeError if it is none."""
    return _from_dict(Deadline, stored)


def anchor_to_json(anchor: Anchor) -> dict[str, Json]:
    """`anchor` as a dict that `anchor_from_json` reads back."""
    return _to_dict(anchor)


def anchor_from_json(stored: Mapping[str, Json]) -> Anchor:
    """The anchor that was stored. ValueError or TypeError if it is none."""
    return _from_dict(Anchor, stored)


def _to_dict(value: Any) -> dict[str, Json]:
    found = {}
    for field in fields(value):
        here = getattr(value, field.name)
        if field.default is MISSING or here != field.default:
            found[field.name] = _plain(here)
    return found


def _plain(value: Any) -> Json:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _to_dict(value) if is_dataclass(value) else value


def _from_dict(kind: type[T], stored: Mapping[str, Json]) -> T:
    types_of = _types(typing.cast(Any, kind))
    unknown = set(stored) - set(types_of)
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {sorted(unknown)[0]!r}")
    return kind(**{name: _typed(types_of[name], value) for name, value in stored.items()})


@cache
def _types(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _typed(kind: Any, value: Json) -> Any:
    """`value` as the type that a field declares: one class, a tuple of one, or either with None."""
    if value is None:
        return None
    if typing.get_origin(kind) in {types.UnionType, typing.Union}:
        kind = next(one for one in typing.get_args(kind) if one is not types.NoneType)
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)[0]
        return tuple(_typed(inner, one) for one in value)
    if kind in {date, time, datetime}:
        return kind.fromisoformat(value)
    if is_dataclass(kind):
        return _from_dict(typing.cast(type[Any], kind), value)
    return kind(value)
