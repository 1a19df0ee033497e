"""Accepted: what is being put on record of a draft, and what each of its facts rests on."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.provenance
import db.sources
from bot.domain.agreements import Agreement
from bot.domain.dates.zones import local_date
from bot.domain.drafts.items import Decision, DraftClaim, Head, Item
from bot.domain.drafts.values import DraftCommodity, DraftEvent, DraftMilestone, DraftParty, Quote
from bot.domain.provenance import Provenance, Subject
from bot.domain.texts import shortened
from bot.errors import UserError
from bot.messages import t
from bot.services import events, finding
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


@contextmanager
def naming(item: Item) -> Iterator[None]:
    """What cannot be saved of an item is said with its name."""
    try:
        yield
    except UserError as error:
        sentence = t(
            "“{item}” cannot be saved, so nothing was: {reason}",
            item=named(item),
            reason=str(error),
        )
        raise UserError(sentence) from error


async def cite(record: Record) -> None:
    """Put the draft's source among the agreement's, with a line in the history if it is new."""
    agreement = await record.agreement()
    if record.source_id in {each.id for each in agreement.sources}:
        return
    await db.agreements.add_sources(record.session, agreement.id, [record.source_id])
    await record.enter("source added")


async def note_reading(
    session: AsyncSession,
    stored: StoredDraft,
    source_id: int,
    decided: Collection[int],
    *,
    now: datetime,
) -> None:
    """Note at a source when it was read and, once all of the draft is decided, which text it held.

    `decided` are the items (ids) that were decided just now. Until all are, the same text becomes
    a draft again, so that what was forgotten or thrown away of it can still be accepted.
    """
    is_open = {each.id for each in stored.items if each.decision is Decision.OPEN} - set(decided)
    origin = stored.origin
    await db.sources.note_reading(
        session,
        source_id,
        origin.source,
        sha256=None if is_open else stored.read.sha256,
        etag=None if is_open else origin.etag,
        last_modified=None if is_open else origin.last_modified,
        read_on=local_date(now, (await finding.guild(session, stored.guild_id)).zone),
    )
