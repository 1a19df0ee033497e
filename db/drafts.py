"""Queries on drafts under review and on their items."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.domain.agreements import Source
from bot.domain.dates.stored import from_json, to_json
from bot.domain.drafts.items import Decision, Item, ItemKind
from bot.domain.drafts.likeness import Likeness, Verdict
from bot.domain.drafts.parts import Part
from bot.domain.drafts.stored import body_from_json, body_to_json, draft_from_json, draft_to_json
from bot.domain.drafts.values import Draft
from db.models.drafts import DraftItemRow, DraftRow


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft's text was: its source, all its addresses, and what its server said of it."""

    source: Source
    pages: tuple[str, ...] = ()
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it waits for people; `keys` tells which part of the text each item (id) is.

    `joins` and `related` are agreements by their ids, with why they are thought to be meant.
    """

    id: int
    guild_id: int
    made_by: int | None
    made_at: datetime
    forgotten_at: datetime
    origin: Origin
    read: Draft
    notes: tuple[str, ...]
    joins_id: int | None
    joins: Verdict | None
    related: Mapping[int, Verdict]
    agreement_id: int | None
    source_id: int | None
    items: tuple[Item, ...]
    keys: Mapping[int, str]


def _to_value(row: DraftRow) -> StoredDraft:
    source = from_json(Source, row.source)
    return StoredDraft(
        id=row.id,
        guild_id=row.guild_id,
        made_by=row.made_by,
        made_at=row.made_at,
        forgotten_at=row.forgotten_at,
        origin=Origin(source, tuple(row.pages), row.etag, row.last_modified),
        read=draft_from_json(row.read),
        notes=tuple(row.notes),
        joins_id=row.joins_id,
        joins=_verdict(row.joins) if row.joins_id and row.joins else None,
        related={each["agreement_id"]: _verdict(each) for each in row.related},
        agreement_id=row.agreement_id,
        source_id=row.source_id,
        items=tuple(_item(each) for each in row.items),
        keys={each.id: each.key for each in row.items},
    )


def _verdict(stored: Mapping[str, Any]) -> Verdict:
    return Verdict(Likeness(stored["likeness"]), stored["reason"])


def stored_verdict(verdict: Verdict) -> dict[str, Any]:
    """Why an agreement is thought to be meant, as a JSON column holds it."""
    return {"likeness": verdict.likeness.value, "reason": verdict.reason}


def stored_related(related: Mapping[int, Verdict]) -> list[dict[str, Any]]:
    """The agreements that one belongs with, as a JSON column holds them."""
    return [{"agreement_id": id_, **stored_verdict(each)} for id_, each in related.items()]


def _item(row: DraftItemRow) -> Item:
    kind = ItemKind(row.kind)
    return Item(
        id=row.id,
        kind=kind,
        body=body_from_json(kind, row.body),
        decision=Decision(row.decision),
        changed=tuple(row.changed),
        known=row.known,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        record_id=row.record_id,
    )


async def insert(
    session: AsyncSession, guild_id: int, origin: Origin, read: Draft, **columns: Any
) -> int:
    """A new draft without items; returns its id."""
    row = DraftRow(
        guild_id=guild_id,
        source=to_json(origin.source),
        pages=list(origin.pages),
        sha256=read.sha256,
        etag=origin.etag,
        last_modified=origin.last_modified,
        read=draft_to_json(read),
        **columns,
    )
    session.add(row)
    await session.flush()
    return row.id


async def find(
    session: AsyncSession, guild_id: int, draft_id: int, *, now: datetime
) -> StoredDraft | None:
    """A draft with its items; None once it is thrown away or forgotten."""
    row = await session.scalar(
        select(DraftRow)
        .where(DraftRow.id == draft_id, DraftRow.guild_id == guild_id, DraftRow.forgotten_at > now)
        .options(selectinload(DraftRow.items))
        .execution_options(populate_existing=True)
    )
    return _to_value(row) if row else None


async def waiting(
    session: AsyncSession,
    guild_id: int,
    pages: Collection[str],
    sha256: str | None,
    *,
    now: datetime,
) -> list[int]:
    """The drafts (ids) that wait for people and are of one of these addresses or of this text."""
    rows = await session.execute(
        select(DraftRow.id, DraftRow.pages, DraftRow.sha256)
        .where(DraftRow.guild_id == guild_id, DraftRow.forgotten_at > now)
        .order_by(DraftRow.id.desc())
    )
    return [row.id for row in rows if row.sha256 == sha256 or not set(pages).isdisjoint(row.pages)]


async def change(session: AsyncSession, draft_id: int, **columns: Any) -> None:
    await session.execute(update(DraftRow).where(DraftRow.id == draft_id).values(**columns))


async def set_items(session: AsyncSession, stored_id: int, parts: Sequence[Part]) -> None:
    """Make these the items of a draft; one that is there keeps its id and what people decided.

    What a person wrote stays where it still is of the same kind, and the record does not have it.
    """
    rows = await session.scalars(select(DraftItemRow).where(DraftItemRow.draft_id == stored_id))
    present = {row.key: row for row in rows}
    for position, part in enumerate(parts):
        row = present.pop(part.key, None)
        if row is None:
            row = DraftItemRow(draft_id=stored_id, key=part.key, changed=[])
            session.add(row)
        if part.known or not row.changed or row.kind != part.kind.value:
            row.body, row.changed = body_to_json(part.body), []
        row.position, row.kind = position, part.kind.value
        row.known, row.record_id = part.known, part.record_id
    for row in present.values():
        await session.delete(row)
    await session.flush()


async def restate(session: AsyncSession, draft_id: int, parts: Sequence[Part]) -> bool:
    """Let open items stand to the record as these parts do; whether any stood otherwise.

    What a person wrote stays, and so does an item that is among none of the parts.
    """
    new = {part.key: part for part in parts}
    rows = await session.scalars(
        select(DraftItemRow).where(
            DraftItemRow.draft_id == draft_id, DraftItemRow.decision == Decision.OPEN.value
        )
    )
    moved = False
    for row in rows:
        part = new.get(row.key)
        if part is None or row.changed or (row.kind, row.known) == (part.kind.value, part.known):
            continue
        row.kind, row.known, row.record_id = part.kind.value, part.known, part.record_id
        row.body, moved = body_to_json(part.body), True
    await session.flush()
    return moved


async def decide(
    session: AsyncSession,
    item_id: int,
    decision: Decision,
    *,
    before: Decision,
    by: int | None,
    at: datetime | None,
) -> bool:
    """Write down a decision; false where another one than `before` stands by now."""
    taken = await session.execute(
        update(DraftItemRow)
        .where(DraftItemRow.id == item_id, DraftItemRow.decision == before.value)
        .values(decision=decision.value, decided_by=by, decided_at=at)
        .returning(DraftItemRow.id)
    )
    return taken.first() is not None


async def rewrite(session: AsyncSession, item: Item) -> None:
    """Store what an item holds now, which fields people wrote, and what it has become."""
    await session.execute(
        update(DraftItemRow)
        .where(DraftItemRow.id == item.id)
        .values(body=body_to_json(item.body), changed=list(item.changed), record_id=item.record_id)
    )


async def remove(session: AsyncSession, draft_id: int) -> None:
    await session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


async def any_over(session: AsyncSession, now: datetime) -> bool:
    """Whether there is anything to forget."""
    query = select(DraftRow.id).where(DraftRow.forgotten_at <= now).limit(1)
    return await session.scalar(query) is not None


async def forget(session: AsyncSession, now: datetime) -> int:
    """Drop what has waited for long enough; returns how many drafts."""
    gone = await session.scalars(
        delete(DraftRow).where(DraftRow.forgotten_at <= now).returning(DraftRow.id)
    )
    return len(gone.all())
