"""The tables of what was changed and of what waits to be."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, guild_key, snowflake


class ChangeRow(Base):
    """One line of the history, which is only ever added to."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_guild_at", "guild_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), index=True
    )
    milestone_id: Mapped[int | None] = mapped_column(
        ForeignKey("milestones.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(BigInteger)
    what: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


class ProposalRow(Base):
    """A change that a person has been shown and has not yet confirmed."""

    __tablename__ = "proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    author_id: Mapped[int] = snowflake()
    kind: Mapped[str]
    arguments: Mapped[dict[str, Any]]
    shown: Mapped[str]
    proposed_at: Mapped[datetime]
