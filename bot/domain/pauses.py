"""Pauses: reminders that are held back until a date, and then told together."""

from datetime import datetime, timedelta

from bot.domain.guilds import Guild
from bot.domain.moments import read_moment
from bot.domain.names import folded
from bot.domain.subscriptions import UNTIL_RESUMED, Subscription
from bot.errors import UserError
from bot.messages import t

LONGEST_PAUSE = timedelta(days=366)


def read_pause(text: str | None, guild: Guild, now: datetime) -> datetime:
    """The instant (UTC) until which reminders are paused: a date, a time, "for 2 weeks".

    Without a text it is until somebody resumes them. Raises UserError for what is not ahead, or
    lies more than a year away.
    """
    if text is None or not text.strip():
        return UNTIL_RESUMED
    typed = folded(text).removeprefix("until ").removeprefix("till ")
    if typed.startswith("for "):
        typed = f"in {typed.removeprefix('for ')}"
    at = read_moment(typed, guild, now)
    if not now < at <= now + LONGEST_PAUSE:
        raise UserError(
            t(
                "Pause until a time ahead, within a year, such as 4 May; “{typed}” is not. Without "
                "a time it lasts until you resume.",
                typed=text.strip()[:40],
            )
        )
    return at


def is_paused(paused_until: datetime | None, now: datetime) -> bool:
    """Whether what is paused until then is paused at `now`."""
    return paused_until is not None and now < paused_until


def held_until(wish: Subscription, guild: Guild, due_at: datetime) -> datetime | None:
    """Until when a post that is due then is held back by a pause; None where it is not.

    `UNTIL_RESUMED` where only somebody ends the pause.
    """
    ends = [each for each in (wish.paused_until, guild.paused_until) if is_paused(each, due_at)]
    return max(filter(None, ends), default=None)
