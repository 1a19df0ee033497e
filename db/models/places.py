"""The table of places: where a server's posts go."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, guild_key


class PlaceRow(Base):
    """A channel or thread, or a person by direct message, never both.

    `claim` and `lease_until` are held by the process that posts there now, so that two never do at
    once; `served_at` is when something was last posted; until `rests_until` nothing is tried.
    `public`: everyone in the server sees it, as far as is known. A place is closed once Discord
    has confirmed that nothing can be posted there.
    """

    __tablename__ = "places"
    __table_args__ = (
        Index(
            "uq_places_where",
            "guild_id",
            text("coalesce(channel_id, 0)"),
            text("coalesce(user_id, 0)"),
            unique=True,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    public: Mapped[bool | None]
    served_at: Mapped[datetime | None]
    rests_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(server_default=text("0"))
    claim: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None]
