"""One question and one answer as JSON objects, for scripts: a phrase in, a deadline out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.dates.compute import compute
from bot.domain.dates.line_input import Asked, asked
from bot.domain.dates.values import Anchor, Deadline, DeadlineKind, DeadlineState, Question, Rule
from bot.errors import UserError

_STATES = {
    DeadlineState.DATED: "dated",
    DeadlineState.AWAITING_TRIGGER: "awaiting_trigger",
    DeadlineState.UNDETERMINED: "undetermined",
    DeadlineState.INDEFINITE: "indefinite",
}
_ITSELF = {DeadlineKind.IN_FORCE: "entry into force", DeadlineKind.EXPIRY: "expiry"}
_TREATIES = "treaty-final-clauses"
_NOTHING: Mapping[str, Any] = {
    **dict.fromkeys(("due", "earliest", "latest", "state", "instant", "question")),
    "readings": (),
    "trace": (),
}


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one request.

    Asked: `id`, `phrase`, and where needed `anchor` (`date`, `time`, `zone`), `convention`,
    `calendars` (ISO country codes), `kind` (act_by, in_force, expiry) and `events` (dates by
    name, null for one that has not happened; "official" for a date that a depositary announced).
    Answered: `due`, `earliest`, `latest` as ISO dates, `state`, `instant` (UTC) at which the
    prevailing reading has passed, `readings`, `question` and `trace`; null where there is none.
    What cannot be answered gives `error`, one sentence, and nothing for the rest.
    """
    identity = request.get("id") if isinstance(request, Mapping) else None
    try:
        return {"id": identity, **_answer(asked(request))}
    except UserError as error:
        return {"id": identity, **_NOTHING, "readings": [], "trace": [], "error": str(error)}


def _answer(question: Asked) -> dict[str, Any]:
    found = compute(
        question.rule,
        question.anchors,
        zone=question.zone,
        convention=question.convention,
        kind=question.kind,
        calendars=question.calendars,
        official=_official(question),
    )
    paused = found.due is not None and _suspended(question.anchors, question.rule)
    return _as_json(found, "suspended" if paused else _STATES[found.state])


def _official(question: Asked) -> date | None:
    """The date that the depositary announced for what the rule computes, if it is given."""
    kind = question.kind or (DeadlineKind.IN_FORCE if question.convention == _TREATIES else None)
    itself = _ITSELF.get(kind) if kind else None
    if question.official is not None or itself is None or itself in names_of(question.rule):
        return question.official
    return question.anchors[itself].on if itself in question.anchors else None


def names_of(rule: Rule) -> set[str]:
    """The events that a rule and its parts count from."""
    inner = {name for part in rule.parts for name in names_of(part)}
    return inner | ({rule.anchor} if rule.anchor else set())


def _suspended(events: Mapping[str, Anchor], rule: Rule) -> bool:
    """Whether what the rule sets is suspended and has not been resumed."""
    paused, resumed = events.get("suspension"), events.get("resumption")
    if paused is None or "suspension" in names_of(rule):
        return False
    return resumed is None or resumed.on < paused.on


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
