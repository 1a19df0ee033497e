"""Queries on proposals: changes that were shown and wait for a person's yes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from db.models.changes import ProposalRow


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A proposal as it waits: what to do, and a digest of what the person was shown."""

    id: int
    guild_id: int
    author_id: int
    kind: str
    arguments: dict[str, Any]
    shown: str
    proposed_at: datetime


async def insert(
    session: AsyncSession,
    guild_id: int,
    *,
    author_id: int,
    kind: str,
    arguments: dict[str, Any],
    shown: str,
    proposed_at: datetime,
) -> int:
    """Store a proposal; returns its id."""
    row = ProposalRow(
        guild_id=guild_id,
        author_id=author_id,
        kind=kind,
        arguments=arguments,
        shown=shown,
        proposed_at=proposed_at,
    )
    session.add(row)
    await session.flush()
    return row.id


async def find(session: AsyncSession, guild_id: int, proposal_id: int) -> StoredProposal | None:
    row = await session.get(ProposalRow, proposal_id)
    if row is None or row.guild_id != guild_id:
        return None
    return StoredProposal(
        row.id, row.guild_id, row.author_id, row.kind, row.arguments, row.shown, row.proposed_at
    )


async def remove(session: AsyncSession, proposal_id: int) -> None:
    await session.execute(delete(ProposalRow).where(ProposalRow.id == proposal_id))


async def forget_before(session: AsyncSession, instant: datetime) -> None:
    """Drop what nobody confirmed in time."""
    await session.execute(delete(ProposalRow).where(ProposalRow.proposed_at < instant))
