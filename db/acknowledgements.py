"""Queries on acknowledgements: who has seen which version of a milestone's date."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.acknowledgements import Acknowledgement
from db.engine import in_parts
from db.models.milestones import AcknowledgementRow


async def of_milestones(
    session: AsyncSession, milestone_ids: Sequence[int]
) -> dict[int, list[Acknowledgement]]:
    """Those of each milestone, of every version of its date, oldest first; none is left out."""
    found: dict[int, list[Acknowledgement]] = {each: [] for each in milestone_ids}
    table = AcknowledgementRow
    for part in in_parts(list(found)):
        rows = await session.execute(
            select(table.milestone_id, table.due_version, table.user_id, table.at)
            .where(table.milestone_id.in_(part))
            .order_by(table.at, table.id)
        )
        for row in rows:
            found[row.milestone_id].append(Acknowledgement(*row))
    return found


async def add(session: AsyncSession, guild_id: int, new: Acknowledgement) -> None:
    """Note that somebody has seen a date; IntegrityError where it is noted already."""
    session.add(
        AcknowledgementRow(
            guild_id=guild_id,
            milestone_id=new.milestone_id,
            due_version=new.due_version,
            user_id=new.user_id,
            at=new.at,
        )
    )
    await session.flush()


async def remove(
    session: AsyncSession, guild_id: int, milestone_id: int, *, due_version: int, user_id: int
) -> bool:
    """Take back that somebody has seen a version of a date; false if it was not noted."""
    removed = await session.scalar(
        delete(AcknowledgementRow)
        .where(
            AcknowledgementRow.guild_id == guild_id,
            AcknowledgementRow.milestone_id == milestone_id,
            AcknowledgementRow.due_version == due_version,
            AcknowledgementRow.user_id == user_id,
        )
        .returning(AcknowledgementRow.id)
    )
    return removed is not None
