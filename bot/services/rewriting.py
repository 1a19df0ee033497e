"""Rewriting: what a person leaves out of a draft, or writes otherwise than the text was read.

What people type is read as where they type it to record something; what they changed is theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

import db.drafts
from bot.domain.agreements import Agreement, EventKind, Instrument
from bot.domain.dates.values import DeadlineKind, Precision, Standing
from bot.domain.dates.zones import local_date
from bot.domain.days import read_day
from bot.domain.deadlines import read_due
from bot.domain.descriptions import BINDING, read_parties
from bot.domain.drafts.items import Body, Decision, DraftClaim, Head, Item
from bot.domain.drafts.values import (
    NO_WORDS,
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
)
from bot.domain.milestones import Modality
from bot.domain.names import folded
from bot.domain.texts import (
    EMPTY,
    MAX_NAME,
    MAX_NOTE,
    MAX_TITLE,
    MAX_WHAT,
    bounded,
    optional,
    read_list,
)
from bot.errors import Conflict, UserError
from bot.messages import t
from bot.services import events, registering
from bot.services.accepted import named, note_reading
from bot.services.reviewing import context
from db.drafts import StoredDraft

Word = TypeVar("Word", bound=StrEnum)
Typed = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where and when something is typed: in which agreement, and on which day."""

    agreement: Agreement
    now: datetime


async def decide(
    session: AsyncSession,
    stored: StoredDraft,
    item: Item,
    decision: Decision,
    *,
    by: int | None,
    now: datetime,
) -> None:
    """Leave an item out, or take it back in. Raises Conflict where it is on record."""
    if item.decision is Decision.ACCEPTED:
        raise _on_record(item)
    is_needed = isinstance(item.body, Head) and not item.known
    if is_needed and decision is Decision.DROPPED:
        raise UserError(
            t("Without the agreement nothing can be saved: throw the whole draft away instead.")
        )
    by_nobody = decision is Decision.OPEN
    taken = await db.drafts.decide(
        session,
        item.id,
        decision,
        before=item.decision,
        by=None if by_nobody else by,
        at=None if by_nobody else now,
    )
    if taken and not by_nobody and stored.source_id is not None:
        await note_reading(session, stored, stored.source_id, [item.id], now=now)


async def rewrite(
    session: AsyncSession, stored: StoredDraft, item: Item, typed: Typed, *, now: datetime
) -> None:
    """Write the given fields of an item anew. Raises UserError for what cannot be read.

    Raises Conflict where it is on record, or where a short name is taken.
    """
    if item.decision is Decision.ACCEPTED or item.known:
        raise _on_record(item)
    agreement, _ = await context(session, stored)
    given = {name: text for name, text in typed.items() if text is not None}
    place = _Place(agreement, now)
    body = item.body
    for name, text in given.items():
        body = _written(body, name, text, place)
    changed = [name for name in given if _differs(item.body, body, name)]
    if isinstance(body, Head) and "short_name" in changed:
        await registering.refuse_taken(session, stored.guild_id, body.short_name)
    fields = tuple(dict.fromkeys((*item.changed, *changed)))
    await db.drafts.rewrite(session, replace(item, body=body, changed=fields))


def _on_record(item: Item) -> Conflict:
    return Conflict(
        t(
            "“{item}” is on record already; change it there, with /milestone edit or "
            "/agreement edit.",
            item=named(item),
        )
    )


_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "due": ("rule",),
    "on": ("on", "precision", "zone"),
    "place": ("place", "zone"),
}
"""The fields of a body that what people type by these names sets; others bear the same name."""


def _differs(before: Body, after: Body, name: str) -> bool:
    if name in ("parties", "commodities"):
        return [each.name for each in getattr(before, name)] != [
            each.name for each in getattr(after, name)
        ]
    fields = _COLUMNS.get(name, (name,))
    return any(getattr(before, each) != getattr(after, each) for each in fields)


def _written(body: Body, name: str, text: str, place: _Place) -> Body:
    """The body with one field as a person typed it."""
    match body:
        case Head():
            return replace(body, **_head_field(body, name, text))
        case DraftEvent():
            return replace(body, **_event_field(body, name, text, place))
        case DraftMilestone():
            return replace(body, **_milestone_field(body, name, text, place))
        case DraftClaim() if name == "statement":
            return replace(body, statement=bounded(text, MAX_NOTE, field=t("statement")))
        case _:
            raise UserError(t("This can be accepted or dropped, but not edited."))


def _head_field(head: Head, name: str, text: str) -> dict[str, Any]:
    match name:
        case "title":
            return {name: bounded(text, MAX_TITLE, field=t("title"))}
        case "short_name":
            return {name: bounded(text, MAX_NAME, field=t("short name"))}
        case "instrument":
            return {name: _word(Instrument, text, field=t("instrument"))}
        case "binding":
            if text.strip().casefold() not in BINDING:
                raise UserError(t("Write yes, no or unknown for whether it is binding."))
            return {name: BINDING[text.strip().casefold()]}
        case "parties":
            quotes = {folded(each.name): each.quote for each in head.parties}
            listed = read_parties(text or EMPTY)
            return {
                name: tuple(
                    DraftParty(each.name, each.code, quotes.get(folded(each.name), NO_WORDS))
                    for each in listed
                )
            }
        case "commodities":
            quotes = {folded(each.name): each.quote for each in head.commodities}
            names = read_list(text.casefold() or EMPTY, field=t("commodities"))
            return {
                name: tuple(
                    DraftCommodity(each, quotes.get(folded(each), NO_WORDS)) for each in names
                )
            }
    raise ValueError(name)


def _event_field(event: DraftEvent, name: str, text: str, place: _Place) -> dict[str, Any]:
    match name:
        case "kind":
            return {name: _word(EventKind, text, field=t("event"))}
        case "standing":
            return {name: _word(Standing, text, field=t("standing"))}
        case "place":
            where = optional(text, MAX_NAME, field=t("place"))
            return {name: where, "zone": events.zone_at(None, where, event.zone)}
        case "on":
            today = local_date(place.now, event.zone)
            written = read_day(text, today=today, zone=event.zone, agreement=place.agreement)
            return {name: written.on, "precision": written.precision, "zone": written.zone}
    raise ValueError(name)


def _milestone_field(step: DraftMilestone, name: str, text: str, place: _Place) -> dict[str, Any]:
    match name:
        case "what":
            return {name: bounded(text, MAX_WHAT, field=t("milestone"))}
        case "kind":
            return {name: _word(DeadlineKind, text, field=t("kind"))}
        case "modality":
            return {name: _word(Modality, text, field=t("wording"))}
        case "obligors":
            return {name: read_list(text or EMPTY, field=t("who owes it"))}
        case "due":
            return _due(step, text, place)
    raise ValueError(name)


def _due(step: DraftMilestone, text: str, place: _Place) -> dict[str, Any]:
    """The rule of a date or period; none where it is the one that stands there already."""
    typed, due_on = text.strip(), step.due_on
    if typed == step.rule.phrase or (due_on and typed == due_on.isoformat()):
        return {}
    if not typed or typed == EMPTY:
        raise UserError(t("Give a date or a period; what has neither is dropped."))
    zone = place.agreement.zone
    rule = read_due(typed, today=local_date(place.now, zone), zone=zone)
    return {
        "rule": rule,
        "anchor": rule.anchor or "absolute",
        "direction": rule.direction,
        "precision": rule.named.precision if rule.named else Precision.DAY,
        "period": None,
        "recurring": None,
    }


def _word(kind: type[Word], text: str, *, field: str) -> Word:
    """One of the words that a field knows. UserError names them."""
    try:
        return kind(text.strip().casefold())
    except ValueError:
        words = ", ".join(each.value for each in kind)
        raise UserError(
            t("Write one of these for the {field}: {words}.", field=field, words=words)
        ) from None
