"""Time zones: finding one by name, and the instant at which a local day is over."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import UserError
from bot.messages import t

_NOT_PLACES = frozenset({"localtime", "posixrules", "Factory", ""})
_DAY = timedelta(days=1)


@cache
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone `name`, such as Asia/Tokyo. UserError if there is none."""
    try:
        if name in _NOT_PLACES:
            raise ValueError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UserError(
            t("I know no time zone “{name}”: write one such as Asia/Tokyo or UTC.", name=name[:60])
        ) from None


@lru_cache(maxsize=8192)
def day_end(day: date, zone: str) -> datetime:
    """The instant (UTC) at which `day` is over in `zone`: the first moment of the next local day.

    Where the clock skips midnight that is the moment of the change; where it goes back over
    midnight, so that the day comes again for a while, the second midnight.
    """
    try:
        midnight = datetime.combine(day + _DAY, time(0), zone_named(zone))
        before = midnight.astimezone(UTC)
        after = midnight.replace(fold=1).astimezone(UTC)
    except OverflowError:
        raise out_of_range() from None
    return before if before == after else _change_of_day(before, after, day, zone)


def _change_of_day(before: datetime, after: datetime, day: date, zone: str) -> datetime:
    """`day_end` where the clock changes at midnight; the offsets around it give both bounds."""
    place = zone_named(zone)
    if after > before:
        comes_again = (after - timedelta(seconds=1)).astimezone(place).date() <= day
        return after if comes_again else before
    low, high = int(after.timestamp()) - 1, int(before.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, UTC).astimezone(place).date() > day:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)


def instant(day: date, at: time, zone: str, *, fold: int = 0) -> datetime:
    """The instant (UTC) of a local date and time; `fold` 1 is the second of two equal times."""
    try:
        local = datetime.combine(day, at.replace(tzinfo=None), zone_named(zone))
        return local.replace(fold=fold).astimezone(UTC)
    except OverflowError:
        raise out_of_range() from None


def local_date(moment: datetime, zone: str) -> date:
    """The date that `zone` has at `moment`."""
    try:
        return moment.astimezone(zone_named(zone)).date()
    except OverflowError:
        raise out_of_range() from None


def out_of_range() -> UserError:
    """The error for a date that the calendar cannot hold."""
    return UserError(t("That leads outside the years 1 to 9999: check the dates and the length."))
