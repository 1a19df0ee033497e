"""The tables. Rows never leave this package: queries hand out the values of `bot.domain`."""

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
    func,
    select,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, mapped_column, relationship

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware on the way in, UTC and aware on the way out.

    SQLite keeps no zone, so the value is stored in UTC; a naive one is refused.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        str: Text,
        datetime: UtcDateTime,
        date: Date,
        time: Time,
        dict[str, Any]: JSON(none_as_null=True),
        list[Any]: JSON,
    }


def snowflake() -> Mapped[int]:
    """A Discord id, which needs 64 bits."""
    return mapped_column(BigInteger)


class DeploymentRow(Base):
    """Facts about this installation, such as which commands Discord was last sent."""

    __tablename__ = "deployment"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class GuildRow(Base):
    __tablename__ = "guilds"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str]
    zone: Mapped[str]
    hour: Mapped[int]
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    role_id: Mapped[int | None] = mapped_column(BigInteger)
    set_up_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    catalogue_version: Mapped[str | None]


def guild_key() -> Mapped[int]:
    """Which server's record a row belongs to."""
    return mapped_column(BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"))


class SourceRow(Base):
    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("guild_id", "url"),
        UniqueConstraint("guild_id", "catalogue_key"),
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


class AgreementRow(Base):
    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("guild_id", "short_name"),
        UniqueConstraint("guild_id", "catalogue_key"),
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
    __table_args__ = (UniqueConstraint("agreement_id", "catalogue_key"),)

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
    __tablename__ = "claims"
    __table_args__ = (UniqueConstraint("agreement_id", "point", "statement", "claimed_by"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id", ondelete="CASCADE"))
    point: Mapped[str]
    statement: Mapped[str]
    claimed_by: Mapped[str]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))

    source: Mapped[SourceRow | None] = relationship(lazy="raise")


class MilestoneRow(Base):
    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("agreement_id", "what"),
        UniqueConstraint("agreement_id", "catalogue_key"),
        Index("ix_milestones_guild_due", "guild_id", "settled", "latest_on"),
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


class SubscriptionRow(Base):
    """A wish; `subject` is a party's or a commodity's name, and `called` what any subject is called
    now: an agreement and a milestone may be renamed.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        # One wish per place and subject; a place is a channel or a person, never both.
        Index(
            "uq_subscriptions_place",
            "guild_id",
            "scope",
            text("coalesce(agreement_id, 0)"),
            text("coalesce(milestone_id, 0)"),
            text("coalesce(subject, '')"),
            text("coalesce(channel_id, 0)"),
            text("coalesce(user_id, 0)"),
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    scope: Mapped[str]
    subject: Mapped[str | None] = mapped_column()
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE")
    )
    milestone_id: Mapped[int | None] = mapped_column(
        ForeignKey("milestones.id", ondelete="CASCADE")
    )
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    ladder: Mapped[list[Any]]
    role_id: Mapped[int | None] = mapped_column(BigInteger)
    mention_user_id: Mapped[int | None] = mapped_column(BigInteger)
    silent: Mapped[bool] = mapped_column(server_default=text("false"))
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    called: Mapped[str | None] = column_property(
        func.coalesce(
            subject,
            select(AgreementRow.short_name)
            .where(AgreementRow.id == agreement_id)
            .scalar_subquery(),
            select(AgreementRow.short_name + ": " + MilestoneRow.what)
            .join(MilestoneRow, MilestoneRow.agreement_id == AgreementRow.id)
            .where(MilestoneRow.id == milestone_id)
            .scalar_subquery(),
        )
    )


class ReminderRow(Base):
    __tablename__ = "reminders"
    __table_args__ = (
        # The key that makes a second plan of the same reminder impossible.
        UniqueConstraint("milestone_id", "due_version", "subscription_id", "kind", "rung"),
        Index(
            "ix_reminders_waiting",
            "due_at",
            sqlite_where=text("state = 'planned'"),
            postgresql_where=text("state = 'planned'"),
        ),
        Index(
            "ix_reminders_leased",
            "lease_until",
            sqlite_where=text("state = 'claimed'"),
            postgresql_where=text("state = 'claimed'"),
        ),
        Index("ix_reminders_subscription", "subscription_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestones.id", ondelete="CASCADE"))
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id", ondelete="CASCADE"))
    due_version: Mapped[int]
    kind: Mapped[str]
    rung: Mapped[int]
    due_at: Mapped[datetime]
    due_on: Mapped[date | None]
    occurrence: Mapped[int | None]
    state: Mapped[str] = mapped_column(server_default=text("'planned'"))
    claim: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    sent_at: Mapped[datetime | None]
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None]


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
