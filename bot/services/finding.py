"""Finding: from what a person typed to what the guild's record holds, in the same transaction."""

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

import db.agreements
import db.guilds
import db.milestones
import db.subscriptions
from bot.domain import recurring, wording
from bot.domain.agreements import Agreement
from bot.domain.deadlines import recurs
from bot.domain.guilds import Guild
from bot.domain.milestones import Milestone
from bot.domain.names import resolve
from bot.domain.recurring import Times
from bot.domain.subscriptions import Subscription, covers
from bot.errors import Conflict, NotFound
from bot.messages import t


async def guild(session: AsyncSession, guild_id: int) -> Guild:
    """The guild's settings, with the defaults when it is first met."""
    return await db.guilds.find(session, guild_id) or Guild(guild_id, "")


async def agreement(
    session: AsyncSession, guild_id: int, typed: str, *, archived: bool | None = False
) -> Agreement:
    """The agreement that a person named. Raises NotFound, also where it is archived."""
    names = await db.agreements.names(session, guild_id, archived=archived)
    try:
        found = resolve(typed, names, what=t("agreements"))
    except NotFound:
        if archived is not None:
            await say_if_elsewhere(session, guild_id, typed, archived=not archived)
        raise
    agreement = await db.agreements.find(session, guild_id, found)
    if agreement is None:
        raise NotFound(t("That agreement is gone. Look at /agreement list."))
    return agreement


async def say_if_elsewhere(
    session: AsyncSession, guild_id: int, typed: str, *, archived: bool = True
) -> None:
    """Raise NotFound with what to do where the name is that of an agreement on the other shelf."""
    names = await db.agreements.names(session, guild_id, archived=archived)
    try:
        name = names[resolve(typed, names, what=t("agreements"))][0]
    except NotFound:
        return
    if not archived:
        raise NotFound(t("“{name}” is not archived; there is nothing to restore.", name=name))
    raise NotFound(
        t(
            "“{name}” is archived. Bring it back with /agreement restore, or pick another.",
            name=name,
        )
    )


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
    references = await db.milestones.references(session, guild_id)
    try:
        return resolve(reference, _by_reference(references), what=t("milestones"))
    except NotFound:
        await say_if_elsewhere(session, guild_id, reference.partition(": ")[0])
        raise


async def _refuse_archived(session: AsyncSession, milestone: Milestone) -> None:
    if milestone.agreement_id in await db.agreements.names(
        session, milestone.guild_id, archived=True
    ):
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


def _by_reference(references: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Each milestone's reference, and its words alone, as names."""
    return {id_: (name, name.partition(": ")[2]) for id_, name in references.items()}


async def covered(
    session: AsyncSession,
    guild_id: int,
    *,
    agreement_name: str | None = None,
    party_name: str | None = None,
    commodity_name: str | None = None,
) -> tuple[list[int] | None, tuple[str, ...]]:
    """The agreements (ids) that all given filters leave, and the filters as understood.

    None stands for every agreement.
    """
    narrowed: list[set[int]] = []
    understood: list[str] = []
    if agreement_name:
        found = await agreement(session, guild_id, agreement_name)
        narrowed.append({found.id})
        understood.append(found.short_name)
    if party_name:
        party_name = await party(session, guild_id, party_name)
        narrowed.append(set(await db.agreements.of_party(session, guild_id, party_name)))
        understood.append(party_name)
    if commodity_name:
        name, ids = await commodity(session, guild_id, commodity_name)
        narrowed.append(set(ids))
        understood.append(name)
    if not narrowed:
        return None, ()
    return sorted(set.intersection(*narrowed)), tuple(understood)


async def party(session: AsyncSession, guild_id: int, typed: str) -> str:
    """The name of the party that a person typed as a name or code."""
    parties = await db.agreements.parties(session, guild_id)
    return resolve(typed, party_names(parties), what=t("parties"))


def party_names(parties: Mapping[str, str | None]) -> dict[str, Sequence[str]]:
    return {name: (name, code) if code else (name,) for name, code in parties.items()}


async def commodity(session: AsyncSession, guild_id: int, typed: str) -> tuple[str, list[int]]:
    """The commodity that a person typed, and the agreements that cover it."""
    commodities = await db.agreements.commodities(session, guild_id)
    name = resolve(typed, {each: (each,) for each in commodities}, what=t("commodities"))
    return name, commodities[name]
