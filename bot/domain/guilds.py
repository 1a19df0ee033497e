"""Guilds: the Discord servers that keep a record, and how each wants to be served."""

from dataclasses import dataclass
from datetime import datetime

DEFAULT_ZONE = "UTC"
DEFAULT_HOUR = 9
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
TERMINAL_GUILD_ID = 0
"""The record that the terminal reads where no server has one yet."""


@dataclass(frozen=True, slots=True)
class Guild:
    """A server's settings.

    `zone` (IANA) and `hour` (0 to 23) say when reminders are posted; `role_id` is the team whose
    members may change the record; `channel_id` is where reminders go unless a subscription says
    otherwise, and `admin_channel_id` where it is told what could not be delivered.

    Nothing is posted from `quiet_from` to `quiet_until` (hours of the day; they may lie across
    midnight), on days other than its `workdays` (0 is Monday) or on public holidays of its
    `calendars` (country codes), nor until `paused_until`.
    """

    id: int
    name: str
    zone: str = DEFAULT_ZONE
    hour: int = DEFAULT_HOUR
    channel_id: int | None = None
    role_id: int | None = None
    set_up_at: datetime | None = None
    catalogue_version: str | None = None
    admin_channel_id: int | None = None
    quiet_from: int | None = None
    quiet_until: int | None = None
    workdays: tuple[int, ...] = EVERY_DAY
    calendars: tuple[str, ...] = ()
    paused_until: datetime | None = None
    left_at: datetime | None = None
