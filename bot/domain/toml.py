"""Tables of a TOML file, read with errors that name the file, the item and the key."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from bot.domain.dates.zones import zone_named
from bot.errors import UserError
from bot.messages import t

Value = TypeVar("Value")
Word = TypeVar("Word", bound=StrEnum)


class TomlError(UserError):
    """A file is not as it must be; the text says where and what to mend."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file: its values, and where it stands.

    Every method raises TomlError for a value that is missing or of the wrong kind.
    """

    where: str
    values: dict[str, Any]

    def wrong(self, key: str, reason: str) -> TomlError:
        return TomlError(t("{where}: “{key}” {reason}.", where=self.where, key=key, reason=reason))

    def only(self, *known: str) -> None:
        """Any other key than these is a slip of the pen."""
        for key in self.values:
            if key not in known:
                raise self.wrong(key, t("does not belong here"))

    def find(self, key: str, kind: type[Value]) -> Value | None:
        value = self.values.get(key)
        if value is None or value == "":
            return None
        if type(value) is not kind:
            raise self.wrong(key, t("must be of type {kind}", kind=kind.__name__))
        return value

    def need(self, key: str, kind: type[Value]) -> Value:
        value = self.find(key, kind)
        if value is None:
            raise self.wrong(key, t("is missing"))
        return value

    def word(self, key: str, words: type[Word], default: Word | None = None) -> Word:
        text = self.find(key, str)
        if text is None and default is not None:
            return default
        if text not in list(words):
            raise self.wrong(key, t("must be one of: {words}", words=", ".join(words)))
        return words(text)

    def texts(self, key: str) -> tuple[str, ...]:
        texts = self.find(key, list) or []
        if any(type(text) is not str or not text for text in texts):
            raise self.wrong(key, t("must be a list of texts"))
        return tuple(texts)

    def zone(self, default: str | None = None) -> str:
        name = self.find("zone", str) or default or self.need("zone", str)
        try:
            return zone_named(name).key
        except UserError as unknown:
            raise self.wrong("zone", t("must be a time zone such as Asia/Tokyo")) from unknown

    def tables(self, key: str) -> list["Table"]:
        """The tables in the list `key`, in order."""
        listed = self.find(key, list) or []
        if any(type(values) is not dict for values in listed):
            raise self.wrong(key, t("must be a list of tables"))
        return [
            Table(f"{self.where}, {key} {number}", values)
            for number, values in enumerate(listed, start=1)
        ]

    def items(self, key: str) -> list["Table"]:
        """As `tables`, where each has a `key` of its own."""
        found: dict[str, Table] = {}
        for table in self.tables(key):
            name = table.need("key", str)
            if name in found:
                raise table.wrong("key", t("says {name} a second time", name=name))
            found[name] = Table(f"{self.where}, {name}", table.values)
        return list(found.values())


def read(name: str, text: str) -> Table:
    """The whole of the file called `name`."""
    try:
        return Table(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as unreadable:
        raise TomlError(
            t("{name} cannot be read: {reason}.", name=name, reason=unreadable)
        ) from unreadable
