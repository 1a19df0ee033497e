"""Holding: a draft against the record as it stands when somebody accepts something of it.

Another draft on the same agreement may have been accepted since this one was made.
"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

import db.drafts
import db.milestones
import db.sources
from bot.domain.drafts.items import Decision, ItemKind, Review
from bot.domain.drafts.joining import compared
from bot.domain.drafts.likeness import Verdict
from bot.domain.drafts.parts import parts_of
from bot.errors import Conflict
from bot.messages import t
from bot.services import drafting, finding
from db.drafts import StoredDraft

_HELD = (ItemKind.EVENT, ItemKind.MILESTONE, ItemKind.CLAIM)


class DraftMoved(Conflict):
    """The record has changed so that the draft is another one now; nothing of it was accepted."""

    def __init__(self, review: Review) -> None:
        super().__init__(
            t(
                "The record has changed since this draft was shown, so nothing was accepted of it "
                "yet. Look at it as it stands now, and accept it then."
            )
        )
        self.review = review


async def moved(session: AsyncSession, stored: StoredDraft, *, now: datetime) -> bool:
    """Bring a draft up to the record as it stands now; whether that changed what accepting does."""
    own = stored.agreement_id or stored.joins_id
    if own is None:
        return await _joined(session, stored, now=now)
    agreement = await finding.agreement(session, stored.guild_id, own)
    made = {each.record_id for each in stored.items if each.decision is Decision.ACCEPTED}
    milestones = await db.milestones.of_agreements(session, stored.guild_id, [own])
    others = [each for each in milestones if each.id not in made]
    parts = compared(parts_of(stored.read), agreement, others, now=now)
    return await db.drafts.restate(
        session, stored.id, [each for each in parts if each.kind in _HELD]
    )


async def _joined(session: AsyncSession, stored: StoredDraft, *, now: datetime) -> bool:
    """Whether an agreement came on record that the draft is about, which it then joins.

    One that was there before, or from which a person told it apart, is not looked at again.
    """
    pages = stored.origin.pages
    cited = await db.sources.known(session, stored.guild_id, pages)
    joins, _ = await drafting.kin_of(session, stored.guild_id, stored.read, cited)
    if joins is None or joins[0] in stored.related:
        return False
    id_, verdict = joins
    reason = t("It has come on record meanwhile. {reason}", reason=verdict.reason)
    parts = await drafting.parts_of_draft(session, stored.guild_id, stored.read, id_, now=now)
    await db.drafts.change(
        session,
        stored.id,
        joins_id=id_,
        joins=db.drafts.stored_verdict(Verdict(verdict.likeness, reason)),
    )
    await db.drafts.set_items(session, stored.id, parts)
    return True
