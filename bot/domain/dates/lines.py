"""One question and one answer as JSON objects, for scripts: a phrase in, a deadline out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bot.domain.dates.compute import compute
from bot.domain.dates.grammar.events import event_name
from bot.domain.dates.grammar.numeric_dates import real_date
from bot.domain.dates.grammar.places import zone_of
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import (
    GIVEN,
    Anchor,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Question,
    Rule,
)
from bot.errors import UserError
from bot.messages import t

_STATES = {
    DeadlineState.DATED: "dated",
    DeadlineState.AWAITING_TRIGGER: "awaiting_trigger",
    DeadlineState.UNDETERMINED: "undetermined",
    DeadlineState.INDEFINITE: "indefinite",
}
_OFFICIAL = frozenset(
    {"official", "official date", "depositary", "depositary date", "depositary's date"}
)
_ITSELF = {DeadlineKind.IN_FORCE: "entry into force", DeadlineKind.EXPIRY: "expiry"}
_NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("due", "earliest", "latest", "state", "instant", "question")),
    "readings": [],
    "trace": [],
}
_KEYS = frozenset(
    {"id", "phrase", "anchor", "convention", "calendars", "kind", "events", "official", "zone"}
)


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one request.

    Asked: `id`, `phrase`, and where needed `anchor` (`date`, `time`, `zone`), `convention`,
    `calendars` (ISO country codes), `kind` (act_by, in_force, expiry) and `events` (dates by
    name, null for one that has not happened; "official" for a date that a depositary announced).
    Answered: `due`, `earliest`, `latest` as ISO dates, `state`, `instant` (UTC) at which the
    prevailing reading has passed, `readings`, `question` and `trace`; null where there is none.
    What cannot be answered gives `error`, one sentence, and null for the rest.
    """
    identity = request.get("id") if isinstance(request, Mapping) else None
    try:
        return {"id": identity, **_answer(_checked(request))}
    except UserError as error:
        return {"id": identity, **_NOTHING, "error": str(error)}


def _checked(request: object) -> Mapping[str, Any]:
    if not isinstance(request, Mapping):
        raise UserError(t("Each line must be one JSON object with a “phrase”."))
    phrase = request.get("phrase")
    if not isinstance(phrase, str) or not phrase.strip():
        raise UserError(t("Give the clause as “phrase”, a text."))
    unknown = sorted(str(key) for key in request if key not in _KEYS)
    if unknown:
        raise UserError(t("There is no field “{name}”: see the help.", name=unknown[0][:40]))
    return request


def _answer(request: Mapping[str, Any]) -> dict[str, Any]:
    given = _anchor(request.get("anchor"))
    events, missing = _events(request.get("events"), given)
    zone = _zone(request, given)
    rule = read_rule(request["phrase"], today=given.on if given else None)
    anchors = dict(events)
    if given is not None and not _names(rule) & missing:
        anchors[GIVEN] = given
    kind = _kind(request.get("kind"))
    found = compute(
        rule,
        anchors,
        zone=zone,
        convention=_text(request.get("convention"), "convention") or "political-default",
        kind=kind,
        calendars=_calendars(request.get("calendars")),
        official=_official(request, events, rule, kind),
    )
    state = _STATES[found.state]
    if found.due is not None and _suspended(events, rule):
        state = "suspended"
    return _as_json(found, state)


def _as_json(found: Deadline, state: str) -> dict[str, Any]:
    return {
        "due": _iso(found.due),
        "earliest": _iso(found.earliest),
        "latest": _iso(found.latest),
        "state": state,
        "instant": _instant(found.passes_at),
        "readings": [{"name": one.name, "date": one.on.isoformat()} for one in found.readings],
        "question": _question(found.question),
        "trace": list(found.trace),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    return {"text": question.text, "options": list(question.options)}


def _names(rule: Rule) -> set[str]:
    """The events that a rule and its parts count from."""
    inner = {name for part in rule.parts for name in _names(part)}
    return inner | ({rule.anchor} if rule.anchor else set())


def _anchor(value: object) -> Anchor | None:
    """The anchor given beside the phrase; one without a date only names the zone."""
    if value is None:
        return None
    if isinstance(value, str):
        value = {"date": value}
    if not isinstance(value, Mapping):
        raise UserError(t("Give the anchor as an object with “date”, “time” and “zone”."))
    on = _date(value.get("date"))
    if on is None:
        return None
    others = value.get("alternatives") or ()
    alternatives = tuple(one for one in map(_anchor, others) if one is not None)
    zone = _text(value.get("zone"), "zone")
    return Anchor(
        on,
        zone_of(zone) if zone else "UTC",
        _time(value.get("time")),
        name=_text(value.get("name"), "name") or "",
        alternatives=alternatives,
    )


def _zone(request: Mapping[str, Any], given: Anchor | None) -> str:
    """Whose days are counted: the anchor's zone, or the one named beside it."""
    anchor = request.get("anchor")
    inside = anchor.get("zone") if isinstance(anchor, Mapping) else None
    named = _text(request.get("zone"), "zone") or _text(inside, "zone")
    if named:
        return zone_of(named)
    return given.zone if given else "UTC"


def _events(value: object, given: Anchor | None) -> tuple[dict[str, Anchor], set[str]]:
    """The events that have happened, by name, and the names of those that have not."""
    if value is None:
        return {}, set()
    if not isinstance(value, Mapping):
        raise UserError(t("Give the events as an object from name to date."))
    happened, missing = {}, set()
    for written, when in value.items():
        lower = str(written).strip().lower()
        name = lower if lower in _OFFICIAL else event_name(lower[:400]) or lower
        anchor = _event(when, given)
        if anchor is None:
            missing.add(name)
        else:
            happened[name] = replace(anchor, name=str(written).strip())
    return happened, missing


def _event(when: object, given: Anchor | None) -> Anchor | None:
    zone = given.zone if given else "UTC"
    if isinstance(when, Mapping):
        return _anchor({"zone": zone, **when})
    on = _date(when)
    return None if on is None else Anchor(on, zone)


def _official(
    request: Mapping[str, Any],
    events: Mapping[str, Anchor],
    rule: Rule,
    kind: DeadlineKind | None,
) -> date | None:
    """The date that the depositary announced for what the rule computes, if it is given."""
    stated = _date(request.get("official"))
    for name in _OFFICIAL:
        if stated is None and name in events:
            stated = events[name].on
    itself = _ITSELF.get(kind, "") if kind else ""
    if stated is None and itself in events and itself not in _names(rule):
        stated = events[itself].on
    return stated


def _suspended(events: Mapping[str, Anchor], rule: Rule) -> bool:
    """Whether what the rule sets is suspended and has not been resumed."""
    paused, resumed = events.get("suspension"), events.get("resumption")
    if paused is None or "suspension" in _names(rule):
        return False
    return resumed is None or resumed.on < paused.on


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
        return tuple(part for part in value.replace(",", " ").split() if part)
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise UserError(t("Give the calendars as a list of country codes such as US."))


def _text(value: object, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value or None
    raise UserError(t("Give “{name}” as a text.", name=name))


def _date(value: object) -> date | None:
    """A date as YYYY-MM-DD. UserError for one that does not exist."""
    if value is None:
        return None
    parts = str(value).strip().split("-")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise UserError(t("Write the date {text} as 2026-04-28.", text=repr(value)[:40]))
    year, month, day = (int(part[:9]) for part in parts)
    return real_date(year, month, day)


def _time(value: object) -> time | None:
    if value is None:
        return None
    try:
        return time.fromisoformat(str(value)).replace(tzinfo=None)
    except ValueError:
        raise UserError(t("Write the time of day as 09:30.")) from None
