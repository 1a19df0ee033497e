"""Covering: what a subscription or a board is of, as people say it and as queries take it."""

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.labels
from bot.domain.agreements import Agreement
from bot.domain.boards import Board
from bot.domain.briefs import Subject, SubjectKind
from bot.domain.search import Kind
from bot.domain.subscriptions import Scope, Subscription
from bot.messages import t
from db.digests import Which
from db.labels import Covering

_SUBJECTS = {
    Scope.EVERYTHING: SubjectKind.EVERYTHING,
    Scope.AGREEMENT: SubjectKind.AGREEMENT,
    Scope.MILESTONE: SubjectKind.AGREEMENT,
    Scope.PARTY: SubjectKind.PARTY,
    Scope.COMMODITY: SubjectKind.COMMODITY,
}


def subject_of(wish: Subscription | Board) -> Subject:
    """What it is about."""
    return Subject(_SUBJECTS[wish.scope], wish.subject or t("everything"))


async def covered(
    session: AsyncSession, wish: Subscription | Board
) -> tuple[Which, list[Agreement]]:
    """What a subscription or a board covers, and the agreement that it is about, if about one."""
    match wish.scope:
        case Scope.AGREEMENT:
            ids = (wish.agreement_id or 0,)
            which = Which(Covering(*ids, few=ids))
            return which, await db.agreements.every(session, wish.guild_id, ids=ids)
        case Scope.MILESTONE:
            return Which(milestone_id=wish.milestone_id), []
        case Scope.PARTY:
            label = Kind.PARTY, wish.subject or ""
        case Scope.COMMODITY:
            label = Kind.COMMODITY, wish.subject or ""
        case _:
            return Which(), []
    return Which(await db.labels.covering(session, wish.guild_id, labels=[label])), []
