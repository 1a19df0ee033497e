"""Accepting: what a person accepts of a draft goes on record, with what it rests on.

It is written as if it had been typed, so that its history, its reminders and search follow.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.drafts
import db.kin
import db.provenance
import db.sources
from bot.domain.agreements import EventKind, Party
from bot.domain.descriptions import BINDING
from bot.domain.drafts.dating import counted_from
from bot.domain.drafts.items import Decision, DraftClaim, Head, Item, ItemKind
from bot.domain.drafts.parts import head_of
from bot.domain.drafts.values import DraftCommodity, DraftEvent, DraftMilestone, DraftParty
from bot.domain.names import folded
from bot.domain.provenance import Subject
from bot.services import adding, registering
from bot.services.accepted import Record, cite, naming, note_reading
from db.drafts import StoredDraft

_ORDER = tuple(ItemKind)
_BINDING = {answer: word for word, answer in BINDING.items()}


async def accept(
    session: AsyncSession,
    stored: StoredDraft,
    items: Sequence[Item],
    *,
    by: int | None,
    now: datetime,
) -> None:
    """Put open items on record together, or raise UserError that names the one that cannot be.

    Of a new agreement its head goes first, whether it is among them or not; and with a milestone
    go the events that it counts from, so that its date is the one that was shown.
    """
    record = Record(session, stored, by, now, await _source(session, stored))
    accepted = []
    for item in sorted(_with_grounds(stored, items), key=lambda each: _ORDER.index(each.kind)):
        if await db.drafts.decide(
            session, item.id, Decision.ACCEPTED, before=item.decision, by=by, at=now
        ):
            accepted.append(item)
    record.agreement_id = stored.agreement_id or stored.joins_id or 0
    for item in accepted:
        with naming(item):
            await _write(record, item)
    await adding.write_milestones(
        record, [each for each in accepted if each.kind is ItemKind.MILESTONE]
    )
    await db.drafts.change(
        session, stored.id, agreement_id=record.agreement_id, source_id=record.source_id
    )
    await note_reading(session, stored, record.source_id, [each.id for each in accepted], now=now)


def _with_grounds(stored: StoredDraft, items: Sequence[Item]) -> list[Item]:
    """The items, and what they rest on that is not on record yet: head, signature, anchors."""
    steps = [each.body for each in items if isinstance(each.body, DraftMilestone)]
    is_new = not (stored.agreement_id or stored.joins_id)
    kinds = {kind for step in steps for kind in counted_from(step.rule)}
    if is_new and steps:
        kinds.add(EventKind.SIGNED)
    grounds = {each.id: each for each in items}
    for each in stored.items:
        if each.decision is not Decision.OPEN or each.known:
            continue
        is_head = is_new and isinstance(each.body, Head)
        if is_head or (isinstance(each.body, DraftEvent) and each.body.kind in kinds):
            grounds.setdefault(each.id, each)
    return list(grounds.values())


async def _source(session: AsyncSession, stored: StoredDraft) -> int:
    """The source of the draft on record, made if it is new."""
    if stored.source_id is not None:
        return stored.source_id
    origin = stored.origin
    same = await db.sources.known(session, stored.guild_id, origin.pages)
    known = same[0].source.id if same else None
    if known is None and origin.source.url is None:  # some of the same text may be on record
        known = await db.provenance.source_of(session, stored.guild_id, stored.read.sha256)
    return known or await db.sources.ensure(session, stored.guild_id, origin.source)


async def _write(record: Record, item: Item) -> None:
    match item.body:
        case Head():
            await (_join(record, item) if item.known else _begin(record, item, item.body))
        case DraftParty():
            await adding.add_party(record, item, item.body)
        case DraftCommodity():
            await adding.add_commodity(record, item, item.body)
        case DraftEvent():
            await adding.write_event(record, item, item.body)
        case DraftClaim():
            await adding.write_claim(record, item, item.body)


async def _begin(record: Record, item: Item, head: Head) -> None:
    """A new agreement, linked with those that it belongs with."""
    session, stored = record.session, record.stored
    year = (stored.read.signed_on or stored.read.published_on or record.now).year
    name = await registering.unused_name(session, stored.guild_id, head.short_name, year)
    change = await registering.add(
        session,
        stored.guild_id,
        by=record.by,
        now=record.now,
        title=head.title,
        short_name=name,
        instrument=head.instrument.value,
        binding=_BINDING[head.binding],
        parties=[Party(each.name, each.code) for each in head.parties],
        commodities=[each.name for each in head.commodities],
        zone=head.zone,
        source_id=record.source_id,
    )
    record.agreement_id = change.after.id
    for other_id, verdict in stored.related.items():
        if other_id in await db.agreements.short_names(session, stored.guild_id, [other_id]):
            await db.kin.link(session, change.after.id, other_id, verdict.likeness.value)
    await _tell_head(record, item, head)
    new = replace(item, body=replace(head, short_name=name), record_id=change.after.id)
    await db.drafts.rewrite(session, new)


async def _tell_head(record: Record, item: Item, head: Head) -> None:
    """Note what the agreement itself rests on, and its parties and commodities."""
    agreement = await record.agreement()
    own = {folded(each.name): each.name for each in agreement.parties}
    codes = {each.code: each.name for each in agreement.parties if each.code}
    matters = {folded(each): each for each in agreement.commodities}
    await record.tell(Subject.AGREEMENT, head.quote, item, subject_id=agreement.id)
    for party in head.parties:
        name = codes.get(party.code or "") or own.get(folded(party.name))
        if name:
            await record.tell(Subject.PARTY, party.quote, item, name=name)
    for commodity in head.commodities:
        if folded(commodity.name) in matters:
            name = matters[folded(commodity.name)]
            await record.tell(Subject.COMMODITY, commodity.quote, item, name=name)


async def _join(record: Record, item: Item) -> None:
    """A further source of an agreement on record."""
    await cite(record)
    await _tell_head(record, item, head_of(record.stored.read))
