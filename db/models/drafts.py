"""The tables of drafts under review, of what each fact rests on, and of agreements that belong
together.

The text that a draft was read from is nobody's to keep: only its hash and the words quoted are.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.agreements import SourceRow
from db.models.base import Base, guild_key


class DraftRow(Base):
    """What was read from a text, until somebody has accepted it or a day has passed.

    `pages` are the addresses of the text, as `bot.domain.links` compares them; `read` is all
    that was read, from which the items are made anew when a person says what it belongs to.
    `joins` says why it is thought to be about the agreement `joins_id`, and `related` which others
    it belongs with. `agreement_id` and `source_id` are set once anything is on record.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        Index("ix_drafts_sha256", "guild_id", "sha256"),
        Index("ix_drafts_forgotten_at", "forgotten_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    made_by: Mapped[int | None] = mapped_column(BigInteger)
    made_at: Mapped[datetime]
    forgotten_at: Mapped[datetime]
    source: Mapped[dict[str, Any]]
    pages: Mapped[list[Any]]
    sha256: Mapped[str]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    read: Mapped[dict[str, Any]]
    notes: Mapped[list[Any]]
    joins_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id", ondelete="SET NULL"))
    joins: Mapped[dict[str, Any] | None]
    related: Mapped[list[Any]]
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreements.id", ondelete="SET NULL")
    )
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id", ondelete="SET NULL"))

    items: Mapped[list["DraftItemRow"]] = relationship(
        lazy="raise", order_by="DraftItemRow.position", cascade="all, delete-orphan"
    )


class DraftItemRow(Base):
    """A part of a draft, and what was decided of it; `key` says which part of the text it is."""

    __tablename__ = "draft_items"
    __table_args__ = (UniqueConstraint("draft_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"))
    key: Mapped[str]
    position: Mapped[int]
    kind: Mapped[str]
    body: Mapped[dict[str, Any]]
    decision: Mapped[str] = mapped_column(server_default=text("'open'"))
    changed: Mapped[list[Any]]
    known: Mapped[bool] = mapped_column(server_default=text("false"))
    decided_by: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None]
    record_id: Mapped[int | None]


class ProvenanceRow(Base):
    """What a fact on record rests on, and who accepted it; a fact may rest on several sources.

    Parties and commodities are known by `name`, other facts by `subject_id`.
    """

    __tablename__ = "provenance"
    __table_args__ = (
        Index(
            "uq_provenance_fact",
            "agreement_id",
            "subject",
            text("coalesce(subject_id, 0)"),
            text("coalesce(name, '')"),
            "source_id",
            unique=True,
        ),
        Index("ix_provenance_source", "source_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    subject: Mapped[str]
    subject_id: Mapped[int | None]
    name: Mapped[str | None]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    quote: Mapped[str | None]
    quote_start: Mapped[int | None]
    quote_end: Mapped[int | None]
    sha256: Mapped[str]
    accepted_by: Mapped[int | None] = mapped_column(BigInteger)
    accepted_at: Mapped[datetime]
    changed: Mapped[list[Any]]

    source: Mapped[SourceRow] = relationship(lazy="raise")


class KinRow(Base):
    """Two agreements that belong together without being one; the newer names the older."""

    __tablename__ = "kin"

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    likeness: Mapped[str]
