"""The tables of subscriptions and of the queue of reminders."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column

from db.models.agreements import AgreementRow
from db.models.base import Base, guild_key
from db.models.milestones import MilestoneRow


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
