"""The tables of agreements, their sources, parties, events and claims."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, guild_key


class SourceRow(Base):
    """A document that facts rest on.

    `page` is its address as `bot.domain.links` compares it. `sha256` is of the text that was
    read there; `etag` and `last_modified` are shown to the server when it is asked again.
    """

    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("guild_id", "url"),
        UniqueConstraint("guild_id", "catalogue_key"),
        Index("ix_sources_page", "guild_id", "page"),
        Index("ix_sources_sha256", "guild_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    title: Mapped[str]
    url: Mapped[str | None]
    publisher: Mapped[str | None]
    grade: Mapped[str]
    published_on: Mapped[date | None]
    read_on: Mapped[date | None]
    catalogue_key: Mapped[str | None]
    page: Mapped[str | None]
    sha256: Mapped[str | None]
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]


class AgreementRow(Base):
    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("guild_id", "short_name"),
        UniqueConstraint("guild_id", "catalogue_key"),
        Index("ix_agreements_instrument", "guild_id", "instrument", "short_name"),
        Index(
            "ix_agreements_archived",
            "guild_id",
            "archived_at",
            sqlite_where=text("archived_at IS NOT NULL"),
            postgresql_where=text("archived_at IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    title: Mapped[str]
    short_name: Mapped[str]
    instrument: Mapped[str]
    binding: Mapped[bool | None]
    summary: Mapped[str]
    zone: Mapped[str]
    convention: Mapped[str]
    aliases: Mapped[list[Any]]
    commodities: Mapped[list[Any]]
    topics: Mapped[list[Any]]
    questions: Mapped[list[Any]]
    related: Mapped[list[Any]]
    verified_on: Mapped[date | None]
    archived_at: Mapped[datetime | None]
    catalogue_key: Mapped[str | None]
    catalogue_base: Mapped[dict[str, Any] | None]

    parties: Mapped[list["PartyRow"]] = relationship(
        lazy="raise", order_by="PartyRow.position", cascade="all, delete-orphan"
    )
    events: Mapped[list["EventRow"]] = relationship(
        lazy="raise", order_by="EventRow.on, EventRow.id", cascade="all, delete-orphan"
    )
    claims: Mapped[list["ClaimRow"]] = relationship(
        lazy="raise", order_by="ClaimRow.id", cascade="all, delete-orphan"
    )
    sources: Mapped[list[SourceRow]] = relationship(
        secondary="agreement_sources", lazy="raise", order_by=SourceRow.id
    )


class AgreementSourceRow(Base):
    __tablename__ = "agreement_sources"

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    source_id: Mapped[int] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True
    )


class PartyRow(Base):
    __tablename__ = "parties"
    __table_args__ = (UniqueConstraint("agreement_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    name: Mapped[str]
    code: Mapped[str | None]
    role: Mapped[str]
    position: Mapped[int]


class EventRow(Base):
    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("agreement_id", "catalogue_key"),
        Index("ix_events_on", "on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    kind: Mapped[str]
    on: Mapped[date]
    at: Mapped[time | None]
    zone: Mapped[str]
    place: Mapped[str | None]
    precision: Mapped[str]
    standing: Mapped[str]
    note: Mapped[str | None]
    also_on: Mapped[list[Any]]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    recorded_by: Mapped[int | None] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime]
    catalogue_key: Mapped[str | None]
    catalogue_base: Mapped[dict[str, Any] | None]

    source: Mapped[SourceRow | None] = relationship(lazy="raise")


class ClaimRow(Base):
    """A statement that contradicts another; without `recorded_at` it is the catalogue's."""

    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("agreement_id", "point", "statement", "claimed_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    point: Mapped[str]
    statement: Mapped[str]
    claimed_by: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    recorded_at: Mapped[datetime | None]

    source: Mapped[SourceRow | None] = relationship(lazy="raise")
