"""Drafting: from what was read to a draft under review, held against what is on record."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.drafts
import db.guilds
import db.kin
import db.milestones
import db.sources
from bot.domain.agreements import Agreement, Source
from bot.domain.drafts.items import Decision, Head, Review
from bot.domain.drafts.joining import compared
from bot.domain.drafts.likeness import (
    Likeness,
    Verdict,
    likeness,
    subject_of_agreement,
    subject_of_draft,
)
from bot.domain.drafts.parts import Part, parts_of
from bot.domain.drafts.told import Told, source_of
from bot.domain.drafts.values import Draft
from bot.errors import Conflict
from bot.messages import t
from bot.services import finding, registering
from bot.services.proposals import FORGOTTEN_AFTER
from bot.services.reviewing import review
from db.drafts import Origin, StoredDraft
from db.sources import ReadSource

MOST_RELATED = 5

_FAR = 10**6
_UNLIKE = (Likeness.DIFFERENT, Likeness.SIBLING)


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A page or text that is on record already: of which agreement, and when it was read.

    `agreement` is a short name. Nothing was made.
    """

    source: Source
    agreement_id: int
    agreement: str
    read_on: date | None


async def met(
    session: AsyncSession,
    guild_id: int,
    pages: Collection[str],
    sha256: str | None,
    *,
    now: datetime,
) -> Review | KnownSource | None:
    """The draft of one of these pages or this text that people review now, or its source.

    With a `sha256` a page counts as on record only if it still holds the text that was read.
    """
    for draft_id in await db.drafts.waiting(session, guild_id, pages, sha256, now=now):
        stored = await db.drafts.find(session, guild_id, draft_id, now=now)
        if stored is not None and _under_review(stored):
            return await review(session, stored, now=now)
    sources = await db.sources.known(session, guild_id, pages, sha256)
    return await _first_known(session, guild_id, sources, sha256)


def _under_review(stored: StoredDraft) -> bool:
    is_open = any(each.decision is Decision.OPEN for each in stored.items)
    return is_open or stored.source_id is None


async def _first_known(
    session: AsyncSession, guild_id: int, sources: Sequence[ReadSource], sha256: str | None = None
) -> KnownSource | None:
    """The first of these whose text has been read, which with a `sha256` it still holds."""
    for each in sources:
        if each.sha256 is not None and sha256 in (None, each.sha256):
            known = await _known(session, guild_id, each)
            if known is not None:
                return known
    return None


async def _known(session: AsyncSession, guild_id: int, read: ReadSource) -> KnownSource | None:
    names = await db.agreements.short_names(session, guild_id, read.agreement_ids)
    for id_ in read.agreement_ids:
        if id_ in names:
            return KnownSource(read.source, id_, names[id_], read.source.read_on)
    return None


async def read_before(
    session: AsyncSession, guild_id: int, pages: Collection[str]
) -> ReadSource | None:
    """The source at one of these pages whose text has been read."""
    found = await db.sources.known(session, guild_id, pages)
    return next((each for each in found if each.sha256 is not None), None)


async def make(
    session: AsyncSession,
    guild_id: int,
    told: Told,
    read: tuple[Draft, tuple[str, ...]],
    *,
    by: int | None,
    now: datetime,
) -> Review | KnownSource:
    """A draft under review, unless it is one already or nothing in it would be new."""
    await db.guilds.ensure(session, guild_id, "")
    await db.drafts.forget(session, now)
    draft, notes = read
    opened = told.pages if told.opened else ()
    known = await met(session, guild_id, opened, draft.sha256, now=now)
    if known is not None:
        return known
    cited = await db.sources.known(session, guild_id, told.pages)
    joins, related = await kin_of(session, guild_id, draft, cited)
    parts = await parts_of_draft(session, guild_id, draft, joins[0] if joins else None, now=now)
    if joins and all(each.known for each in parts):
        known = await _first_known(session, guild_id, cited)
        if known is not None:  # a page that has changed, but says nothing else
            return known
    draft_id = await db.drafts.insert(
        session,
        guild_id,
        Origin(source_of(told, draft), told.pages, told.etag, told.last_modified),
        draft,
        made_by=by,
        made_at=now,
        forgotten_at=now + FORGOTTEN_AFTER,
        notes=list(notes),
        **_kin_columns(joins, related),
    )
    await db.drafts.set_items(session, draft_id, parts)
    stored = await db.drafts.find(session, guild_id, draft_id, now=now)
    if stored is None:
        raise Conflict(t("This draft has just been thrown away."))
    return await review(session, stored, now=now)


async def attach(
    session: AsyncSession, stored: StoredDraft, agreement: str | None, *, now: datetime
) -> None:
    """Make a draft one of the agreement that a person names, or with None of a new one."""
    if stored.agreement_id is not None:
        raise Conflict(
            t("Some of this draft is on record already, so it stays with that agreement.")
        )
    related = dict(stored.related)
    joins: tuple[int, Verdict] | None = None
    if agreement is not None:
        found = await finding.agreement(session, stored.guild_id, agreement)
        joins = (found.id, Verdict(Likeness.SAME, t("Somebody in this server says so.")))
        related.pop(found.id, None)
    elif stored.joins_id is not None:
        apart = Verdict(Likeness.SIBLING, t("Somebody in this server says that these are two."))
        related[stored.joins_id] = apart
    own = joins[0] if joins else None
    parts = await parts_of_draft(session, stored.guild_id, stored.read, own, now=now)
    await db.drafts.change(session, stored.id, **_kin_columns(joins, related))
    await db.drafts.set_items(session, stored.id, parts)


def _kin_columns(
    joins: tuple[int, Verdict] | None, related: Mapping[int, Verdict]
) -> dict[str, Any]:
    """The columns of the agreement that a draft joins, and of those that it belongs with."""
    own, verdict = joins or (None, None)
    return {
        "joins_id": own,
        "joins": db.drafts.stored_verdict(verdict) if verdict else None,
        "related": db.drafts.stored_related(related),
    }


async def parts_of_draft(
    session: AsyncSession, guild_id: int, draft: Draft, joins_id: int | None, *, now: datetime
) -> tuple[Part, ...]:
    """The parts of a draft as they stand to the agreement that it joins, or to none."""
    parts = parts_of(draft)
    if joins_id is not None:
        agreement = await finding.agreement(session, guild_id, joins_id)
        milestones = await db.milestones.of_agreements(session, guild_id, [agreement.id])
        return compared(parts, agreement, milestones, now=now)
    first, *others = parts
    if not isinstance(first.body, Head):
        return parts
    year = (draft.signed_on or draft.published_on or now).year
    free = await registering.unused_name(session, guild_id, first.body.short_name, year)
    return (replace(first, body=replace(first.body, short_name=free)), *others)


async def kin_of(
    session: AsyncSession, guild_id: int, draft: Draft, cited: Sequence[ReadSource]
) -> tuple[tuple[int, Verdict] | None, dict[int, Verdict]]:
    """The agreement that a draft is about, if any, and those that it belongs with; and why."""
    subject = subject_of_draft(draft)
    told_on = draft.signed_on or draft.published_on
    ids = [each for source in cited for each in source.agreement_ids]
    ids += await db.kin.candidates(
        session, guild_id, parties=subject.codes, names=subject.names, on=told_on
    )
    on_page = {each for source in cited for each in source.agreement_ids}
    same: list[tuple[int, Agreement, Verdict]] = []
    related: list[tuple[int, Agreement, Verdict]] = []
    for each in await db.agreements.every(session, guild_id, ids=list(dict.fromkeys(ids))):
        other = subject_of_agreement(each)
        verdict = likeness(subject, other)
        if on_page == {each.id} and verdict.likeness in _UNLIKE and subject.codes & other.codes:
            verdict = Verdict(Likeness.SAME, t("This page is among its sources."))
        far = _apart(told_on, other.signed_on or other.told_on)
        if verdict.likeness is Likeness.SAME:
            same.append((far, each, verdict))
        elif verdict.likeness is not Likeness.DIFFERENT:
            related.append((far, each, verdict))
    same.sort(key=lambda one: (one[1].id not in on_page, one[0], -one[1].id))
    related.sort(key=lambda one: (one[0], -one[1].id))
    joins = (same[0][1].id, same[0][2]) if same else None
    return joins, {each.id: verdict for _, each, verdict in related[:MOST_RELATED]}


def _apart(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else _FAR


async def usual_zone(session: AsyncSession, guild_id: int) -> str:
    """Whose days are meant where a text names no place."""
    return (await finding.guild(session, guild_id)).zone
