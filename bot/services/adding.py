"""Adding: the facts of a draft that a person accepted, one by one, with what each rests on."""

from collections.abc import Sequence
from dataclasses import replace

import db.agreements
import db.drafts
import db.events
import db.milestones
from bot.domain.agreements import Agreement, Claim, Party, Source
from bot.domain.anchors import prevailing_of
from bot.domain.dates.written import WrittenDate
from bot.domain.drafts.items import DraftClaim, Item
from bot.domain.drafts.joining import point_of
from bot.domain.drafts.parts import distinct
from bot.domain.drafts.values import DraftCommodity, DraftEvent, DraftMilestone, DraftParty
from bot.domain.names import folded
from bot.domain.provenance import Subject
from bot.domain.texts import MAX_NAME, MAX_QUOTE, shortened
from bot.messages import t
from bot.services import events, finding, recording
from bot.services.accepted import Record, cite, naming
from bot.services.planning import follow
from bot.services.writing import recorded_together


async def add_party(record: Record, item: Item, party: DraftParty) -> None:
    await cite(record)
    present = (await record.agreement()).parties
    if folded(party.name) not in {folded(each.name) for each in present}:
        members = [*present, Party(party.name, party.code)]
        await db.agreements.set_parties(record.session, record.agreement_id, members)
        await _edited(record)
    await record.tell(Subject.PARTY, party.quote, item, name=party.name)


async def add_commodity(record: Record, item: Item, commodity: DraftCommodity) -> None:
    await cite(record)
    present, name = (await record.agreement()).commodities, commodity.name.casefold()
    if name not in {folded(each) for each in present}:
        await db.agreements.change(
            record.session, record.agreement_id, commodities=[*present, name]
        )
        await _edited(record)
    await record.tell(Subject.COMMODITY, commodity.quote, item, name=name)


async def _edited(record: Record) -> None:
    """What follows from a further party or commodity, such as reminders of those who follow it."""
    await record.enter("edited")
    guild = await finding.guild(record.session, record.stored.guild_id)
    await follow(record.session, guild, record.agreement_id, by=record.by, now=record.now)


async def write_event(record: Record, item: Item, event: DraftEvent) -> None:
    await cite(record)
    if not item.known:
        change = await events.record(
            record.session,
            record.stored.guild_id,
            by=record.by,
            now=record.now,
            name=record.agreement_id,
            event=event.kind.value,
            on=WrittenDate(event.on, event.precision, None, event.zone),
            place=event.place,
            zone=event.zone,
            standing=event.standing.value if event.standing else None,
            source_id=record.source_id,
        )
        new = max((each.id or 0 for each in change.after.events), default=0)
        item = replace(item, record_id=new)
        await db.drafts.rewrite(record.session, item)
    await record.tell(Subject.EVENT, event.quote, item, subject_id=item.record_id)


async def write_claim(record: Record, item: Item, claim: DraftClaim) -> None:
    """Both sides of a contradiction, each with its source; what was on record stays in force."""
    await cite(record)
    ours, theirs = await _sides(record, claim)
    source = record.stored.origin.source
    session, now = record.session, record.now
    await db.events.add_claim(
        session, record.agreement_id, ours, ours.source.id if ours.source else None, at=now
    )
    new = Claim(claim.point, claim.statement, theirs, source)
    own = await db.events.add_claim(session, record.agreement_id, new, record.source_id, at=now)
    await record.enter("claims recorded")
    item = replace(item, record_id=own)
    await db.drafts.rewrite(session, item)
    await record.tell(Subject.CLAIM, claim.quote, item, subject_id=own)


async def _sides(record: Record, claim: DraftClaim) -> tuple[Claim, str]:
    """What the record says, with its source; and who says otherwise."""
    known = await _source_of(record, claim)
    by = _who(known) if known else t("This record")
    theirs = _who(record.stored.origin.source)
    if by == theirs:
        theirs = shortened(record.stored.origin.source.title, MAX_NAME, mark="…")
    return Claim(claim.point, claim.on_record, by, known), theirs


async def _source_of(record: Record, claim: DraftClaim) -> Source | None:
    """The source of what is on record of a point: an event's, or a milestone's."""
    agreement = await record.agreement()
    guild_id = record.stored.guild_id
    for each in await db.milestones.of_agreements(record.session, guild_id, [agreement.id]):
        if each.what == claim.point:
            return each.source
    dated = [each for each in agreement.events if point_of(each.kind) == claim.point]
    return prevailing_of(dated).source if dated else None


def _who(source: Source) -> str:
    return shortened(source.publisher or source.title, MAX_NAME, mark="…")


async def write_milestones(record: Record, items: Sequence[Item]) -> None:
    """Put milestones on record, and plan what follows from them once for all."""
    if not items:
        return
    await cite(record)
    agreement = await record.agreement()
    used = await db.milestones.words(record.session, agreement.id)
    taken = {folded(each) for each in used.values()}
    new = []
    for item in items:
        own = item.record_id
        if not isinstance(item.body, DraftMilestone):
            continue
        if not item.known:
            with naming(item):
                own = await _insert(record, agreement, item, item.body, taken)
                new.append(own)
        await record.tell(Subject.MILESTONE, item.body.quote, item, subject_id=own)
    if new:
        await recorded_together(
            record.session,
            agreement.guild_id,
            agreement.id,
            new,
            by=record.by,
            now=record.now,
        )


async def _insert(
    record: Record, agreement: Agreement, item: Item, body: DraftMilestone, taken: set[str]
) -> int:
    """A milestone as it was accepted, under words that the agreement does not use yet."""
    words = distinct(body.what, taken, body.rule.phrase)
    taken.add(folded(words))
    own = await recording.insert(
        record.session,
        agreement,
        words,
        zone=agreement.zone,
        kind=body.kind.value,
        modality=body.modality.value,
        obligors=list(body.obligors),
        quote=shortened(body.quote.words, MAX_QUOTE, mark="…") or None,
        source_id=record.source_id,
        **recording.by_rule(body.rule),
    )
    new = replace(item, body=replace(body, what=words), record_id=own)
    await db.drafts.rewrite(record.session, new)
    return own
