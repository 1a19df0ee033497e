"""A request in JSON, checked and made into the engine's own values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from bot.domain.dates.grammar.events import event_name
from bot.domain.dates.grammar.numeric_dates import real_date
from bot.domain.dates.grammar.places import CITY_ZONES, zone_of
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import GIVEN, Anchor, DeadlineKind, Precision, Rule
from bot.errors import UserError
from bot.messages import t

_DATE = re.compile(r"(\d{1,5})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_OFFICIAL = re.compile(r"\b(official|depositary)\b(?! journal| gazette)")
_ANNOUNCED = "official date"
_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the rule that its phrase sets, and what to compute it from."""

    rule: Rule
    anchors: Mapping[str, Anchor]
    zone: str
    convention: str
    kind: DeadlineKind | None
    calendars: tuple[str, ...]
    official: date | None


def asked(request: object) -> Asked:
    """The request. UserError, in one sentence, for what is wrong with it.

    The date of the anchor is the day from which “this year” and “now” are understood. It stands
    for whatever the phrase counts from, unless `events` gives that event, or says with null that
    it has not happened. Fields that are not known are left alone.
    """
    if not isinstance(request, Mapping):
        raise UserError(t("Each line must be one JSON object with a “phrase”."))
    phrase = request.get("phrase")
    if not isinstance(phrase, str) or not phrase.strip():
        raise UserError(t("Give the clause as “phrase”, a text."))
    zone = _zone(request)
    given = _anchor(request.get("anchor"), zone or "UTC")
    rule = read_rule(phrase, today=given.on if given else None)
    events, missing = _events(request.get("events"), given, zone or "UTC")
    official = _official(request, events)
    if given is not None and rule.anchor not in missing:
        events[GIVEN] = _with_other_capitals(given, rule, events)
    return Asked(
        rule=rule,
        anchors=events,
        zone=zone or "UTC",
        convention=_text(request.get("convention"), "convention") or "political-default",
        kind=_kind(request.get("kind")),
        calendars=_calendars(request.get("calendars")),
        official=official,
    )


def _zone(request: Mapping[str, Any]) -> str | None:
    """Whose days are counted: the zone named beside the anchor or in it."""
    anchor = request.get("anchor")
    inside = anchor.get("zone") if isinstance(anchor, Mapping) else None
    named = _text(request.get("zone"), "zone") or _text(inside, "zone")
    return zone_of(named) if named else None


def _anchor(value: object, zone: str) -> Anchor | None:
    """The anchor given beside the phrase; one without a date only names the zone.

    `alternatives` may list other dates of the same event, each with its own zone and name.
    """
    if value is None or isinstance(value, str):
        value = {"date": value}
    if not isinstance(value, Mapping):
        raise UserError(t("Give the anchor as an object with “date”, “time” and “zone”."))
    found = _date(value.get("date"))
    if found is None:
        return None
    on, precision = found
    others = value.get("alternatives") or ()
    if not isinstance(others, list | tuple):
        raise UserError(t("Give the alternatives of the anchor as a list of anchors."))
    own_zone = _text(value.get("zone"), "zone")
    alternatives = [_anchor(_without_alternatives(one), zone) for one in others]
    return Anchor(
        on,
        zone_of(own_zone) if own_zone else zone,
        _time(value.get("time")),
        precision,
        name=_text(value.get("name"), "name") or "",
        alternatives=tuple(one for one in alternatives if one is not None),
    )


def _without_alternatives(value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return {key: inner for key, inner in value.items() if key != "alternatives"}


def _events(value: object, given: Anchor | None, zone: str) -> tuple[dict[str, Anchor], set[str]]:
    """The events that have happened, by name, and the names of those that have not."""
    if value is None:
        return {}, set()
    if not isinstance(value, Mapping):
        raise UserError(t("Give the events as an object from name to date."))
    happened: dict[str, Anchor] = {}
    missing = set()
    for written, when in value.items():
        lower = str(written).strip().lower()[:_LONGEST_NAME]
        name = _ANNOUNCED if _OFFICIAL.search(lower) else event_name(lower) or lower
        place = _place_in(lower)
        anchor = _anchor(when, place or (given.zone if given else zone))
        if anchor is None:
            missing.add(name)
            continue
        anchor = replace(anchor, name=str(written).strip()[:_LONGEST_NAME])
        first = happened.get(name)
        happened[name] = (
            anchor if first is None else replace(first, alternatives=(*first.alternatives, anchor))
        )
    return happened, missing - happened.keys()


def _with_other_capitals(given: Anchor, rule: Rule, events: dict[str, Anchor]) -> Anchor:
    """`given` with the dates that the same event has elsewhere: “signature in Washington”."""
    names = [rule.anchor] if rule.anchor else list(events)
    elsewhere = [name for name in names if name in events and _place_in(events[name].name.lower())]
    others = tuple(events.pop(name) for name in elsewhere)
    return replace(given, alternatives=(*given.alternatives, *others))


def _place_in(text: str) -> str | None:
    """The zone of a city named in the name of an event: “signature in Washington”."""
    _, _, place = text.rpartition(" in ")
    return CITY_ZONES.get(place.strip())


def _official(request: Mapping[str, Any], events: dict[str, Anchor]) -> date | None:
    """The date that a depositary announced, taken out of `events` where it stands there."""
    found = _date(request.get("official"))
    named = events.pop(_ANNOUNCED, None)
    if found is not None:
        return found[0]
    return named.on if named is not None else None


def _kind(value: object) -> DeadlineKind | None:
    if value is None:
        return None
    try:
        return DeadlineKind(str(value))
    except ValueError:
        raise UserError(t("Give the kind as act_by, in_force or expiry.")) from None


def _calendars(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.replace(",", " ").split())
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise UserError(t("Give the calendars as a list of country codes such as US."))


def _text(value: object, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise UserError(t("Give “{name}” as a text.", name=name))


def _date(value: object) -> tuple[date, Precision] | None:
    """A date as 2026-04-28, or the month 2026-04, or the year 2026. UserError for what is none."""
    if value is None:
        return None
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise UserError(t("Write the date {text} as 2026-04-28.", text=repr(value)[:40]))
    year, month, day = match.groups()
    on = real_date(int(year), int(month or 1), int(day or 1))
    if day is not None:
        return on, Precision.DAY
    return on, Precision.YEAR if month is None else Precision.MONTH


def _time(value: object) -> time | None:
    if value is None:
        return None
    try:
        return time.fromisoformat(str(value)).replace(tzinfo=None)
    except ValueError:
        raise UserError(t("Write the time of day as 09:30.")) from None
