"""The tables of what people have read: boards that keep themselves current, and who looked when."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, guild_key
from db.models.places import PlaceRow


class BoardRow(Base):
    """One message in a channel that is edited whenever what it says has changed.

    `shown` is a digest of what it said last, `change_id` the last line of the history and
    `shown_on` the day that it was made for; until `rests_until` nothing is tried.
    """

    __tablename__ = "boards"
    __table_args__ = (
        Index(
            "uq_boards_place",
            "place_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    place_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    scope: Mapped[str]
    subject: Mapped[str | None]
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE")
    )
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    shown: Mapped[str | None]
    change_id: Mapped[int] = mapped_column(server_default=text("0"))
    shown_on: Mapped[date | None]
    shown_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    rests_until: Mapped[datetime | None]
    reason: Mapped[str | None]
    created_by: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    place: Mapped[PlaceRow] = relationship(lazy="joined", innerjoin=True)


class VisitRow(Base):
    """When a person last asked what had changed in a server's record."""

    __tablename__ = "visits"

    guild_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
