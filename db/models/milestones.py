"""The tables of milestones and what shows that they were met."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.agreements import AgreementRow, SourceRow
from db.models.base import Base, guild_key

ANSWERED = (
    "settled IS NULL AND kind = 'act_by' AND (owner_id IS NOT NULL OR verified_on > latest_on)"
)
"""Of a milestone: once its date has passed it is overdue, and not only unverified."""

STANDING = ("settled", "earliest_on", "latest_on", "kind", "owner_id", "verified_on")
"""What says how a milestone stands, so that it can be counted without being read."""

SPANS = "settled IS NULL AND earliest_on <> latest_on"
"""Of a milestone: it is open, and due within several days or on one of them."""


class MilestoneRow(Base):
    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("agreement_id", "what"),
        UniqueConstraint("agreement_id", "catalogue_key"),
        Index("ix_milestones_standing", "agreement_id", *STANDING),
        Index("ix_milestones_soonest", "guild_id", "settled", "earliest_on", "agreement_id"),
        Index(
            "ix_milestones_answered",
            "guild_id",
            "settled",
            "earliest_on",
            sqlite_where=text(ANSWERED),
            postgresql_where=text(ANSWERED),
        ),
        *(
            Index(
                f"ix_milestones_{person}",
                "guild_id",
                f"{person}_id",
                "settled",
                "earliest_on",
                "agreement_id",
                sqlite_where=text(f"{person}_id IS NOT NULL"),
                postgresql_where=text(f"{person}_id IS NOT NULL"),
            )
            for person in ("owner", "deputy")
        ),
        Index(
            "ix_milestones_spans",
            "guild_id",
            "settled",
            "latest_on",
            sqlite_where=text(SPANS),
            postgresql_where=text(SPANS),
        ),
        Index(
            "ix_milestones_recurring",
            "latest_on",
            sqlite_where=text("occurrence IS NOT NULL AND settled IS NULL"),
            postgresql_where=text("occurrence IS NOT NULL AND settled IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    what: Mapped[str]
    kind: Mapped[str]
    modality: Mapped[str]
    obligors: Mapped[list[Any]]
    quote: Mapped[str | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    rule: Mapped[dict[str, Any] | None]
    zone: Mapped[str]
    convention: Mapped[str]
    calendars: Mapped[list[Any]]
    no_date_reason: Mapped[str | None]

    occurrence: Mapped[int | None]
    due_on: Mapped[date | None]
    earliest_on: Mapped[date | None]
    latest_on: Mapped[date | None]
    deadline: Mapped[dict[str, Any] | None]
    due_version: Mapped[int] = mapped_column(server_default=text("1"))

    override_on: Mapped[date | None]
    override_by: Mapped[int | None] = mapped_column(BigInteger)
    override_at: Mapped[datetime | None]
    override_reason: Mapped[str | None]
    override_official: Mapped[bool] = mapped_column(server_default=text("false"))

    settled: Mapped[str | None]
    settled_on: Mapped[date | None]
    settled_by: Mapped[int | None] = mapped_column(BigInteger)
    settled_at: Mapped[datetime | None]
    settled_note: Mapped[str | None]

    owner_id: Mapped[int | None] = mapped_column(BigInteger)
    deputy_id: Mapped[int | None] = mapped_column(BigInteger)
    verified_on: Mapped[date | None]
    catalogue_key: Mapped[str | None]
    catalogue_base: Mapped[dict[str, Any] | None]

    agreement: Mapped[AgreementRow] = relationship(lazy="raise")
    source: Mapped[SourceRow | None] = relationship(lazy="raise")
    evidence: Mapped[list["EvidenceRow"]] = relationship(
        lazy="raise", order_by="EvidenceRow.id", cascade="all, delete-orphan"
    )


class EvidenceRow(Base):
    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(
        ForeignKey("milestones.id", ondelete="CASCADE"), index=True
    )
    note: Mapped[str]
    url: Mapped[str | None]
    added_by: Mapped[int | None] = mapped_column(BigInteger)
    added_at: Mapped[datetime | None]


class AcknowledgementRow(Base):
    """Somebody has seen what was posted of a milestone's date, in the version that it then had."""

    __tablename__ = "acknowledgements"
    __table_args__ = (UniqueConstraint("milestone_id", "due_version", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestones.id", ondelete="CASCADE"))
    due_version: Mapped[int]
    user_id: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime]
