"""Reviewing: a stored draft as people look at it, with the dates that the record would compute."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.drafts
import db.milestones
from bot.domain.agreements import Agreement
from bot.domain.dates.values import Deadline
from bot.domain.drafts.dating import as_agreement, as_event, dated
from bot.domain.drafts.items import Decision, Head, Item, ItemKind, Review, Target
from bot.domain.drafts.likeness import Verdict
from bot.domain.drafts.parts import head_of
from bot.domain.drafts.values import DraftEvent, DraftMilestone
from bot.domain.milestones import Milestone
from bot.errors import Conflict, NotFound
from bot.messages import t
from db.drafts import StoredDraft


async def review(session: AsyncSession, stored: StoredDraft, *, now: datetime) -> Review:
    """The draft as it stands."""
    named = set(stored.related) | {each for each in (stored.joins_id,) if each}
    names = await db.agreements.short_names(session, stored.guild_id, named)
    agreement, milestones = await context(session, stored)
    joins = None
    if stored.joins_id is not None and stored.joins is not None:
        joins = _target(stored.joins_id, stored.joins, names)
    return Review(
        id=stored.id,
        guild_id=stored.guild_id,
        made_by=stored.made_by,
        made_at=stored.made_at,
        forgotten_at=stored.forgotten_at,
        source=stored.origin.source,
        sha256=stored.read.sha256,
        language=stored.read.language,
        is_agreement=stored.read.is_agreement,
        items=_dated(stored, agreement, milestones, now),
        terms=stored.read.terms,
        doubts=stored.read.doubts,
        notes=stored.notes,
        joins=joins,
        related=tuple(
            _target(id_, verdict, names) for id_, verdict in stored.related.items() if id_ in names
        ),
        agreement_id=stored.agreement_id,
    )


def _target(agreement_id: int, verdict: Verdict, names: Mapping[int, str]) -> Target:
    return Target(agreement_id, names.get(agreement_id, ""), verdict.likeness, verdict.reason)


async def context(session: AsyncSession, stored: StoredDraft) -> tuple[Agreement, list[Milestone]]:
    """The agreement that a draft's items belong to, with its milestones; or as it would begin."""
    own = stored.agreement_id or stored.joins_id
    found = await db.agreements.find(session, stored.guild_id, own) if own else None
    if found is None:
        return as_agreement(head(stored), stored.guild_id), []
    return found, await db.milestones.of_agreements(session, stored.guild_id, [found.id])


def head(stored: StoredDraft) -> Head:
    """The head of the agreement that a draft is of, as it was read or rewritten."""
    bodies = (each.body for each in stored.items if each.kind is ItemKind.AGREEMENT)
    found = next(bodies, None)
    return found if isinstance(found, Head) else head_of(stored.read)


def _dated(
    stored: StoredDraft, agreement: Agreement, milestones: Sequence[Milestone], now: datetime
) -> tuple[Item, ...]:
    """The items with the dates of those that are milestones."""
    on_record: dict[int | None, Deadline | None] = {each.id: each.deadline for each in milestones}
    steps = {
        each.id: each.body
        for each in stored.items
        if isinstance(each.body, DraftMilestone) and each.record_id is None
    }
    events = [
        as_event(each.body, now)
        for each in stored.items
        if isinstance(each.body, DraftEvent)
        and each.decision is not Decision.DROPPED
        and each.record_id is None
    ]
    found = dated(agreement, milestones, steps, events)
    called: dict[int | None, str] = {each.id: each.what for each in milestones}
    return tuple(
        _as_on_record(
            _with_deadline(each, found.get(each.id) or on_record.get(each.record_id)), called
        )
        for each in stored.items
    )


def _as_on_record(item: Item, called: Mapping[int | None, str]) -> Item:
    """A milestone that is on record under its name there, so that people see which one is meant."""
    if not item.known or not isinstance(item.body, DraftMilestone):
        return item
    return replace(item, body=replace(item.body, what=called.get(item.record_id, item.body.what)))


def _with_deadline(item: Item, deadline: Deadline | None) -> Item:
    if deadline is None or not isinstance(item.body, DraftMilestone):
        return item
    return replace(item, body=replace(item.body, deadline=deadline, precision=deadline.precision))


async def found_draft(
    session: AsyncSession, guild_id: int, draft_id: int, now: datetime
) -> StoredDraft:
    """A draft that waits for people. Raises NotFound once it is forgotten or thrown away."""
    stored = await db.drafts.find(session, guild_id, draft_id, now=now)
    if stored is None:
        raise NotFound(
            t(
                "This draft was thrown away, or forgotten after a day. Import the text again to "
                "review it."
            )
        )
    return stored


def item_of(stored: StoredDraft, item_id: int) -> Item:
    """One of a draft's items. Raises Conflict where it is in it no longer."""
    found = next((each for each in stored.items if each.id == item_id), None)
    if found is None:
        raise Conflict(t("This part is no longer in the draft; look at the draft again."))
    return found


async def as_it_stands(session: AsyncSession, stored: StoredDraft, now: datetime) -> Review:
    """A draft after something of it was written."""
    found = await found_draft(session, stored.guild_id, stored.id, now)
    return await review(session, found, now=now)
