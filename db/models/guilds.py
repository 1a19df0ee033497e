"""The tables of servers and of the installation itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


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
    admin_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    role_id: Mapped[int | None] = mapped_column(BigInteger)
    quiet_from: Mapped[int | None]
    quiet_until: Mapped[int | None]
    workdays: Mapped[list[Any]] = mapped_column(server_default=text("'[0, 1, 2, 3, 4, 5, 6]'"))
    calendars: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    paused_until: Mapped[datetime | None]
    set_up_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    catalogue_version: Mapped[str | None]
