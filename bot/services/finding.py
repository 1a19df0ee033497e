"""Finding: from what a person typed to what the guild's record holds, in the same transaction."""

from typing import TypedDict

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.guilds
import db.labels
import db.milestones
import db.places
import db.subscriptions
from bot.domain import recurring, wording
from bot.domain.agreements import Agreement
from bot.domain.deadlines import recurs
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.places import Place
from bot.domain.recurring import Times
from bot.domain.search import Kind
from bot.domain.subscriptions import Subscription, covers
from bot.errors import Conflict, NotFound
from bot.messages import t
from bot.services.candidates import candidates
from bot.services.searching import meant
from db.labels import Covering


class Filters(TypedDict, total=False):
    """What a list is narrowed to, by names as people type them."""

    agreement: str | None
    party: str | None
    commodity: str | None


async def guild(session: AsyncSession, guild_id: int) -> Guild:
    """The guild's settings, with the defaults when it is first met."""
    return await db.guilds.find(session, guild_id) or Guild(guild_id, "")


async def agreement(
    session: AsyncSession, guild_id: int, named: str | int, *, archived: bool | None = False
) -> Agreement:
    """The agreement that a person named, or with this id. Raises NotFound, also if archived."""
    if isinstance(named, int):
        return await _agreement_with(session, guild_id, named, archived=archived)
    try:
        found = await _id_of(session, guild_id, named, archived=archived)
    except NotFound:
        if archived is not None:
            await say_if_elsewhere(session, guild_id, named, archived=not archived)
        raise
    return await _agreement_with(session, guild_id, found, archived=None)


async def _agreement_with(
    session: AsyncSession, guild_id: int, agreement_id: int, *, archived: bool | None
) -> Agreement:
    found = await db.agreements.find(session, guild_id, agreement_id)
    if found is None:
        raise NotFound(t("That agreement is gone. Look at /agreement list."))
    if archived is False and found.archived_at is not None:
        raise _archived(found.short_name)
    return found


def _archived(name: str) -> NotFound:
    return NotFound(
        t(
            "“{name}” is archived. Bring it back with /agreement restore, or pick another.",
            name=name,
        )
    )


async def _id_of(session: AsyncSession, guild_id: int, typed: str, *, archived: bool | None) -> int:
    found = await candidates(
        session, guild_id, typed, (Kind.AGREEMENT,), archived=archived, names_only=True
    )
    return meant(typed, found, what=t("agreements")).id or 0


async def say_if_elsewhere(
    session: AsyncSession, guild_id: int, typed: str, *, archived: bool = True
) -> None:
    """Raise NotFound with what to do where the name is that of an agreement on the other shelf."""
    try:
        found = await _id_of(session, guild_id, typed, archived=archived)
    except NotFound:
        return
    name = (await db.agreements.short_names(session, guild_id, [found]))[found]
    if not archived:
        raise NotFound(t("“{name}” is not archived; there is nothing to restore.", name=name))
    raise _archived(name)


async def milestone(
    session: AsyncSession, guild_id: int, named: str | int, *, archived: bool = False
) -> Milestone:
    """The milestone with this reference, or with this id where a button carries it.

    Raises NotFound, with `archived` false also where its agreement is archived.
    """
    found = named if isinstance(named, int) else await _referred_to(session, guild_id, named)
    milestone = await db.milestones.find(session, guild_id, found)
    if milestone is None:
        raise NotFound(t("That milestone is no longer on record. Look at /due."))
    if isinstance(named, int) and not archived:
        await _refuse_archived(session, milestone)
    return milestone


async def _referred_to(session: AsyncSession, guild_id: int, reference: str) -> int:
    found = await candidates(session, guild_id, reference, (Kind.MILESTONE,), names_only=True)
    try:
        return meant(reference, found, what=t("milestones")).id or 0
    except NotFound:
        await say_if_elsewhere(session, guild_id, reference.partition(": ")[0])
        raise


async def _refuse_archived(session: AsyncSession, milestone: Milestone) -> None:
    if await db.agreements.is_archived(session, milestone.guild_id, milestone.agreement_id):
        raise NotFound(
            t(
                "“{name}” is archived. Bring it back with /agreement restore to change it.",
                name=milestone.agreement,
            )
        )


async def subscription(session: AsyncSession, guild_id: int, subscription_id: int) -> Subscription:
    """The guild's subscription with this id. Raises NotFound where it has ended."""
    wish = await db.subscriptions.find(session, guild_id, subscription_id)
    if wish is None:
        raise NotFound(t("These reminders are off already. Look at /remind list."))
    return wish


async def place(session: AsyncSession, guild_id: int, place_id: int) -> Place:
    """One of the guild's places. Raises NotFound."""
    found = await db.places.find(session, guild_id, place_id)
    if found is None:
        raise NotFound(t("That place is no longer on record. Look at /undelivered."))
    return found


async def family(session: AsyncSession, milestone: Milestone) -> tuple[Agreement, list[Milestone]]:
    """The agreement that a milestone belongs to, with all of its milestones."""
    found = await db.agreements.find(session, milestone.guild_id, milestone.agreement_id)
    if found is None:
        raise NotFound(t("That agreement is gone. Look at /agreement list."))
    others = await db.milestones.of_agreements(session, milestone.guild_id, [found.id])
    return found, others


async def wishes(session: AsyncSession, milestone: Milestone) -> list[Subscription]:
    """The subscriptions through which somebody hears of a milestone by name; digests are others."""
    parent = await db.agreements.find(session, milestone.guild_id, milestone.agreement_id)
    if parent is None:
        return []
    return [
        wish
        for wish in await db.subscriptions.every(session, milestone.guild_id)
        if wish.schedule is None and covers(wish, milestone, parent)
    ]


async def times(session: AsyncSession, milestone: Milestone) -> Times:
    """The times of a recurring milestone."""
    return recurring.times(milestone, *await family(session, milestone))


async def same_time(session: AsyncSession, milestone: Milestone, occurrence: int | None) -> None:
    """Make sure that a recurring milestone is still at the time that a person saw.

    Raises Conflict where it is at another; `occurrence` None stands for whichever it is at.
    """
    if occurrence in (None, milestone.occurrence) or not recurs(milestone.rule):
        return
    seen = (await times(session, milestone)).at(occurrence)
    if seen is None or seen[0] != occurrence or seen[1].due is None:
        raise Conflict(
            t(
                "This was for another time of “{what}”; its dates have been changed since.",
                what=milestone.what,
            )
        )
    raise Conflict(
        t(
            "This was for the time of “{what}” due on {seen}, and the record now stands at {due}; "
            "press Show to see what was recorded.",
            what=milestone.what,
            seen=wording.day(seen[1].due),
            due=wording.due(milestone),
        )
    )


async def covered(
    session: AsyncSession, guild_id: int, filters: Filters
) -> tuple[Covering, tuple[str, ...]]:
    """The agreements that all given filters leave, and the filters as understood."""
    agreement_id: int | None = None
    labels: list[tuple[Kind, str]] = []
    understood: list[str] = []
    if typed := filters.get("agreement"):
        found = await agreement(session, guild_id, typed)
        agreement_id = found.id
        understood.append(found.short_name)
    if typed := filters.get("party"):
        labels.append((Kind.PARTY, await party(session, guild_id, typed)))
    if typed := filters.get("commodity"):
        labels.append((Kind.COMMODITY, await commodity(session, guild_id, typed)))
    understood += [name for _, name in labels]
    found_covering = await db.labels.covering(
        session, guild_id, agreement_id=agreement_id, labels=labels
    )
    return found_covering, tuple(understood)


async def party(session: AsyncSession, guild_id: int, typed: str) -> str:
    """The name of the party that a person typed as a name or code."""
    found = await candidates(session, guild_id, typed, (Kind.PARTY,))
    return meant(typed, found, what=t("parties")).names[0]


async def commodity(session: AsyncSession, guild_id: int, typed: str) -> str:
    """The name of the commodity that a person typed."""
    found = await candidates(session, guild_id, typed, (Kind.COMMODITY,))
    return meant(typed, found, what=t("commodities")).names[0]
