"""Adding: the facts of a draft that a person accepted, one by one, with what each rests on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.drafts
import db.events
import db.kin
import db.milestones
import db.provenance
import db.sources
from bot.domain.agreements import Agreement, Claim, Party, Source
from bot.domain.anchors import prevailing_of
from bot.domain.dates.written import WrittenDate
from bot.domain.drafts.items import DraftClaim, Head, Item
from bot.domain.drafts.joining import point_of
from bot.domain.drafts.parts import distinct
from bot.domain.drafts.values import DraftCommodity, DraftEvent, DraftMilestone, DraftParty, Quote
from bot.domain.names import folded
from bot.domain.provenance import Provenance, Subject
from bot.domain.texts import MAX_NAME, MAX_QUOTE, shortened
from bot.messages import t
from bot.services import events, finding, recording
from bot.services.planning import follow
from bot.services.writing import recorded_together
from db.drafts import StoredDraft


@dataclass(slots=True)
class Record:
    """What is being written: to which agreement, from which source, by whom and when."""

    session: AsyncSession
    stored: StoredDraft
    by: int | None
    now: datetime
    source_id: int
    agreement_id: int = 0

    async def tell(
        self,
        subject: Subject,
        quote: Quote | None,
        item: Item,
        *,
        subject_id: int | None = None,
        name: str | None = None,
    ) -> None:
        """Note what a fact rests on."""
        said = quote if quote and quote.words else None
        told = Provenance(
            subject=subject,
            source=self.stored.origin.source,
            sha256=self.stored.read.sha256,
            accepted_by=self.by,
            accepted_at=self.now,
            quote=said.words if said else None,
            start=said.start if said else None,
            end=said.end if said else None,
            changed=item.changed,
            subject_id=subject_id,
            name=name,
        )
        await db.provenance.add(
            self.session, self.stored.guild_id, self.agreement_id, self.source_id, told
        )

    async def enter(self, what: str) -> None:
        """A line in the agreement's history."""
        await events.enter(
            self.session, self.stored.guild_id, self.agreement_id, what, by=self.by, now=self.now
        )

    async def agreement(self) -> Agreement:
        return await finding.agreement(self.session, self.stored.guild_id, self.agreement_id)


def named(item: Item) -> str:
    """What people call an item."""
    match item.body:
        case Head(title=words) | DraftMilestone(what=words) | DraftClaim(point=words):
            pass
        case DraftParty(name=words) | DraftCommodity(name=words):
            pass
        case DraftEvent(kind=kind):
            words = t(kind.value)
    return shortened(words, 80, mark="…")


async def cite(record: Record) -> None:
    """Put the draft's source among the agreement's, with a line in the history if it is new."""
    agreement = await record.agreement()
    if record.source_id in {each.id for each in agreement.sources}:
        return
    await db.agreements.add_sources(record.session, agreement.id, [record.source_id])
    await record.enter("source added")


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
