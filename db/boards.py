"""Queries on boards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

import db.places
from bot.domain.boards import EDIT_EVERY, Board
from bot.domain.subscriptions import Scope
from db.models.agreements import AgreementRow
from db.models.changes import ChangeRow
from db.models.guilds import GuildRow
from db.models.reading import BoardRow


@dataclass(frozen=True, slots=True)
class Looked:
    """A board, the zone of its server, and the last line of the server's history."""

    board: Board
    zone: str
    change_id: int


def _value(row: BoardRow, called: str | None) -> Board:
    return Board(
        id=row.id,
        guild_id=row.guild_id,
        place=db.places.to_value(row.place),
        scope=Scope(row.scope),
        subject=called or row.subject,
        agreement_id=row.agreement_id,
        message_id=row.message_id,
        shown=row.shown,
        change_id=row.change_id,
        shown_on=row.shown_on,
        shown_at=row.shown_at,
        failures=row.failures,
        rests_until=row.rests_until,
        reason=row.reason,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _boards() -> Select[BoardRow, str]:
    return (
        select(BoardRow, AgreementRow.short_name)
        .outerjoin(AgreementRow, AgreementRow.id == BoardRow.agreement_id)
        .where(BoardRow.removed_at.is_(None))
        .order_by(BoardRow.id)
        .execution_options(populate_existing=True)
    )


async def every(session: AsyncSession, guild_id: int) -> list[Board]:
    """The boards of a server, oldest first."""
    rows = await session.execute(_boards().where(BoardRow.guild_id == guild_id))
    return [_value(row, called) for row, called in rows]


async def find(session: AsyncSession, guild_id: int, board_id: int) -> Board | None:
    """A server's board, unless it was removed."""
    query = _boards().where(BoardRow.guild_id == guild_id, BoardRow.id == board_id)
    found = (await session.execute(query)).one_or_none()
    return _value(*found) if found else None


async def awake(session: AsyncSession, now: datetime) -> list[Looked]:
    """The boards that may be shown now: those that do not rest and were not edited just before."""
    last = (
        select(ChangeRow.id)
        .where(ChangeRow.guild_id == BoardRow.guild_id)
        .order_by(ChangeRow.at.desc(), ChangeRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    early = now - EDIT_EVERY
    rows = await session.execute(
        _boards()
        .add_columns(GuildRow.zone, func.coalesce(last, 0))
        .join(GuildRow, GuildRow.id == BoardRow.guild_id)
        .where(
            GuildRow.left_at.is_(None),
            or_(BoardRow.rests_until.is_(None), BoardRow.rests_until <= now),
            or_(
                BoardRow.shown_at.is_(None),
                BoardRow.shown_at <= early,
                BoardRow.message_id.is_(None),
            ),
        )
    )
    return [Looked(_value(row, called), zone, change) for row, called, zone, change in rows]


async def insert(session: AsyncSession, board: Board, *, created_at: datetime) -> int:
    """A new board; its id. IntegrityError where its channel has one already."""
    named = board.scope in (Scope.PARTY, Scope.COMMODITY)
    row = BoardRow(
        guild_id=board.guild_id,
        place_id=board.place.id,
        scope=board.scope.value,
        subject=board.subject if named else None,
        agreement_id=board.agreement_id,
        failures=0,
        change_id=0,
        created_by=board.created_by,
        created_at=created_at,
    )
    session.add(row)
    await session.flush()
    return row.id


async def change(session: AsyncSession, board_id: int, **columns: Any) -> None:
    """Write down what became of a board, unless it was removed meanwhile."""
    await session.execute(
        update(BoardRow)
        .where(BoardRow.id == board_id, BoardRow.removed_at.is_(None))
        .values(**columns)
        .execution_options(synchronize_session=False)
    )


async def refused(session: AsyncSession, guild_id: int) -> list[Board]:
    """The boards of a server that cannot be shown until a person acts."""
    rows = await session.execute(
        _boards().where(BoardRow.guild_id == guild_id, BoardRow.reason.is_not(None))
    )
    return [_value(row, called) for row, called in rows]


async def move(session: AsyncSession, old: int, new: int, *, removed_at: datetime) -> None:
    """Take the board of a place to another; where that has one, it ends."""
    taken = await session.scalar(
        select(BoardRow.id).where(BoardRow.place_id == new, BoardRow.removed_at.is_(None))
    )
    there: dict[str, Any] = {
        "place_id": new,
        "message_id": None,
        "failures": 0,
        "rests_until": None,
        "reason": None,
    }
    await session.execute(
        update(BoardRow)
        .where(BoardRow.place_id == old, BoardRow.removed_at.is_(None))
        .values(**({"removed_at": removed_at} if taken else there))
        .execution_options(synchronize_session=False)
    )


async def wake(session: AsyncSession, place_id: int) -> None:
    """Have the board of a place tried again at once."""
    await session.execute(
        update(BoardRow)
        .where(BoardRow.place_id == place_id, BoardRow.removed_at.is_(None))
        .values(failures=0, rests_until=None, reason=None)
        .execution_options(synchronize_session=False)
    )
