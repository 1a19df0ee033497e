"""The tables of subscriptions and of the queue of reminders."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, func, select, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from db.models.agreements import AgreementRow
from db.models.base import Base, guild_key
from db.models.milestones import MilestoneRow
from db.models.places import PlaceRow


class SubscriptionRow(Base):
    """A wish; `subject` is a party's or a commodity's name, and `called` what any subject is called
    now: an agreement and a milestone may be renamed.

    `ladders` holds the ladders of single kinds of milestone, where they differ from `ladder`;
    `schedule` makes it a digest, which has no rungs.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        # One wish per place and subject, and one digest beside it.
        Index(
            "uq_subscriptions_place",
            "guild_id",
            "scope",
            text("coalesce(agreement_id, 0)"),
            text("coalesce(milestone_id, 0)"),
            text("coalesce(subject, '')"),
            "place_id",
            text("(schedule IS NULL)"),
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
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    fallback_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    ladder: Mapped[list[Any]]
    ladders: Mapped[dict[str, Any] | None]
    schedule: Mapped[dict[str, Any] | None]
    role_id: Mapped[int | None] = mapped_column(BigInteger)
    mention_user_id: Mapped[int | None] = mapped_column(BigInteger)
    silent: Mapped[bool] = mapped_column(server_default=text("false"))
    paused_until: Mapped[datetime | None]
    escalate_after: Mapped[int | None]
    last_resort_role_id: Mapped[int | None] = mapped_column(BigInteger)
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    place: Mapped[PlaceRow] = relationship(lazy="joined", innerjoin=True, foreign_keys=[place_id])
    fallback: Mapped[PlaceRow | None] = relationship(lazy="joined", foreign_keys=[fallback_id])

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
    """One planned post; of a digest `milestone_id` is empty and `rung` the local day it ends on.

    `place_id` is where it is to be posted, `meant_for_id` the place that it was planned for where
    it went to another because that one was closed.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        # The key that makes a second plan of the same reminder impossible.
        Index(
            "uq_reminders_plan",
            text("coalesce(milestone_id, 0)"),
            "due_version",
            "subscription_id",
            "kind",
            "rung",
            unique=True,
        ),
        Index("ix_reminders_milestone", "milestone_id"),
        Index("ix_reminders_place", "place_id", "state"),
        Index(
            "ix_reminders_waiting",
            "due_at",
            "place_id",
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
    milestone_id: Mapped[int | None] = mapped_column(
        ForeignKey("milestones.id", ondelete="CASCADE")
    )
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id", ondelete="CASCADE"))
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    meant_for_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
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
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None]
