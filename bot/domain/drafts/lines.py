"""One text and its draft as JSON objects, for scripts: a line in, a line out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.dates.values import Direction, Form
from bot.domain.drafts.reader import read
from bot.domain.drafts.values import Draft, DraftEvent, DraftMilestone, DraftTerm, Quote
from bot.errors import UserError
from bot.messages import t

MOST = 2_000_000
"""How many characters of a text are read."""

_NOTHING: Mapping[str, Any] = {
    "is_agreement": None,
    "title": None,
    "kind": None,
    "signed_on": None,
    "signed_place": None,
}
_SHORT = {
    Direction.IN: "on",
    Direction.UNTIL: "on",
    Direction.THROUGH: "on",
}
_ANCHORS = frozenset({"signature", "publication", "absolute"})


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """The draft of one text.

    Asked: `text`, and where known `id`, `published` (an ISO date) and `source_url`. Answered:
    `is_agreement`, `title`, `kind`, `parties` (ISO codes or names), `signed_on`, `signed_place`,
    `milestones` (`quote`, `due`, `period`, `anchor`, `what`, `direction`, `precision`, ...),
    `terms`, `commodities` and `doubts`; null where nothing is known. What cannot be read gives
    `error`, one sentence.
    """
    identity = request.get("id") if isinstance(request, Mapping) else None
    try:
        return {"id": identity, **as_json(_draft(request))}
    except UserError as error:
        return {"id": identity, **_NOTHING, "parties": [], "milestones": [], "error": str(error)}


def _draft(request: Mapping[str, Any]) -> Draft:
    if not isinstance(request, Mapping) or not isinstance(request.get("text"), str):
        raise UserError(t("Give an object with “text”, a string."))
    text, url = request["text"], request.get("source_url")
    if len(text) > MOST:
        raise UserError(t("The text is too long: give at most {most} characters.", most=MOST))
    if url is not None and not isinstance(url, str):
        raise UserError(t("“source_url” must be a string."))
    return read(text, published_on=_published(request.get("published")), source_url=url)


def _published(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise UserError(t("“published” must be a date such as 2026-04-28.")) from None


def as_json(draft: Draft) -> dict[str, Any]:
    """A draft as plain values."""
    return {
        "is_agreement": draft.is_agreement,
        "title": draft.title,
        "kind": draft.form,
        "instrument": draft.instrument.value,
        "binding": draft.binding,
        "language": draft.language,
        "parties": [party.code or party.name for party in draft.parties],
        "party_names": [party.name for party in draft.parties],
        "signed_on": draft.signed_on.isoformat() if draft.signed_on else None,
        "signed_place": draft.signed_place,
        "signature": _event(draft.signature),
        "commodities": [commodity.name for commodity in draft.commodities],
        "milestones": [_milestone(milestone) for milestone in draft.milestones],
        "terms": [_term(term) for term in draft.terms],
        "grade": draft.grade.value,
        "sha256": draft.sha256,
        "doubts": list(draft.doubts),
    }


def _milestone(milestone: DraftMilestone) -> dict[str, Any]:
    deadline = milestone.deadline
    return {
        "quote": milestone.quote.words,
        "start": milestone.quote.start,
        "end": milestone.quote.end,
        "what": milestone.what,
        "due": _due(milestone),
        "earliest": deadline.earliest.isoformat() if deadline.earliest else None,
        "latest": deadline.latest.isoformat() if deadline.latest else None,
        "period": milestone.period,
        "anchor": _anchor(milestone.anchor),
        "direction": _SHORT.get(milestone.direction, milestone.direction.value),
        "precision": milestone.precision.value,
        "recurring": milestone.recurring,
        "modality": milestone.modality.value,
        "obligors": list(milestone.obligors),
        "amount": milestone.amount,
        "condition": milestone.condition,
        "rule": milestone.rule.phrase,
        "state": deadline.state.value,
        "confidence": milestone.confidence.value,
        "doubts": list(milestone.doubts),
    }


def _due(milestone: DraftMilestone) -> str | None:
    """The due date; of “before 1 July” the date that the text names, as its direction says."""
    named = milestone.rule.named
    day = milestone.due_on
    fixed = milestone.rule.form is Form.FIXED and milestone.direction is Direction.BEFORE
    if fixed and named is not None and milestone.precision.value == "day":
        day = named.on
    return day.isoformat() if day else None


def _anchor(name: str) -> str:
    """The anchor's class, or the event by name."""
    if name == "entry into force":
        return "entry_into_force"
    return name if name in _ANCHORS else f"event:{name or 'not named'}"


def _term(term: DraftTerm) -> dict[str, Any]:
    return {
        "kind": term.kind.value,
        "period": term.period,
        "anchor": term.anchor,
        **_quote(term.quote),
    }


def _event(event: DraftEvent | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {
        "on": event.on.isoformat(),
        "place": event.place,
        "zone": event.zone,
        "confidence": event.confidence.value,
        **_quote(event.quote),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    return {"quote": quote.words, "start": quote.start, "end": quote.end}
