"""Tables: the words of this room, which are kept as data in `tables/`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table `name`, read once."""
    path = files("bot.domain.asking") / "tables" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def listed(name: str, key: str) -> tuple[str, ...]:
    """The words that stand between spaces under `key` of a table."""
    return tuple(table(name)[key].split())
