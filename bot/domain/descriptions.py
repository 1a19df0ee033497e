"""Descriptions: what people say of an agreement, read as the record holds it."""

from collections.abc import Sequence
from typing import Any, TypedDict

from bot.domain.agreements import Instrument, Party
from bot.domain.countries import country_code
from bot.domain.names import folded
from bot.domain.texts import MAX_SUMMARY, optional, read_list
from bot.messages import t

BINDING = {"yes": True, "no": False, "unknown": None}


class Described(TypedDict, total=False):
    """What people say of an agreement; lists are separated by commas, and "-" empties a text."""

    short_name: str | None
    instrument: str | None
    binding: str | None
    parties: str | Sequence[Party] | None
    commodities: str | Sequence[str] | None
    topics: str | None
    aliases: str | None
    summary: str | None
    source_url: str | None


def undescribed() -> dict[str, Any]:
    """An agreement of which nothing is said but its name."""
    listed = ("commodities", "topics", "aliases", "questions", "related")
    return {
        "instrument": Instrument.OTHER.value,
        "binding": None,
        "summary": "",
        "convention": "political-default",
        **{each: [] for each in listed},
    }


def read_description(given: Described) -> dict[str, Any]:
    """What was given of a description; its names, parties and source are read by themselves."""
    found: dict[str, Any] = {}
    if (instrument := given.get("instrument")) is not None:
        found["instrument"] = Instrument(instrument).value
    if (binding := given.get("binding")) is not None:
        found["binding"] = BINDING[binding]
    if (summary := given.get("summary")) is not None:
        found["summary"] = optional(summary, MAX_SUMMARY, field=t("summary")) or ""
    for name, text, field in (
        ("commodities", _lowered(given.get("commodities")), t("commodities")),
        ("topics", given.get("topics"), t("topics")),
        ("aliases", given.get("aliases"), t("other names")),
    ):
        if text is not None:
            found[name] = list(read_list(text, field=field) if isinstance(text, str) else text)
    return found


def _lowered(names: str | Sequence[str] | None) -> str | Sequence[str] | None:
    if names is None or isinstance(names, str):
        return names and names.casefold()
    return tuple(dict.fromkeys(each.casefold() for each in names))


def read_parties(
    given: str | Sequence[Party] | None, before: Sequence[Party] = ()
) -> tuple[Party, ...]:
    """The parties that a person listed by name or code, with their codes where they are states.

    One that was a party `before` keeps its role.
    """
    if given is not None and not isinstance(given, str):
        return tuple(given)
    listed = [country_code(name) for name in read_list(given, field=t("parties"))]
    roles = {folded(each.name): each.role for each in before}
    found: dict[str, Party] = {}
    for name, code in listed:
        role = roles.get(folded(name), "party")
        found.setdefault(folded(name), Party(name, code, role))
    return tuple(found.values())
