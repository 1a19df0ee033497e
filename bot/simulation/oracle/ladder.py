"""When a rung is due, and when a server is closed.

A rung is posted on its day, as the server counts days, at the server's hour: a day earlier where
that day would be over by then where the deadline counts its days, and a day later where a rung
after the date would come before that day has begun there. Closed hours are stepped over the same
way. Of two rungs that so meet, the later one is posted.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.simulation.oracle.record import Commitment, Server

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
IN_VIEW = timedelta(days=7)
"""How long a time of a recurring deadline that has passed is still asked after."""


def rungs(commitment: Commitment, ladder: tuple[int, ...], server: Server) -> dict[int, datetime]:
    """The instant of every rung that is to be posted; only what is to be done is followed up."""
    by_time = {
        _before(commitment, days, server) if days >= 0 else _after(commitment, -days, server): days
        for days in sorted(ladder, reverse=True)
        if days >= 0 or commitment.acts
    }
    return {days: at for at, days in by_time.items()}


def _before(commitment: Commitment, days: int, server: Server) -> datetime:
    day = commitment.on - timedelta(days=days)
    over = midnight(day + DAY, commitment.zone)
    while posting(day, server) >= over or closed(server, posting(day, server)):
        day -= DAY
    return posting(day, server)


def _after(commitment: Commitment, days: int, server: Server) -> datetime:
    day = commitment.on + timedelta(days=days)
    begun = midnight(day, commitment.zone)
    while posting(day, server) < begun or closed(server, posting(day, server)):
        day += DAY
    return posting(day, server)


def midnight(day: date, zone: str) -> datetime:
    """The instant at which a local day begins."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def posting(day: date, server: Server) -> datetime:
    """A server's posting hour on a day of its own."""
    return datetime.combine(day, time(server.hour), ZoneInfo(server.zone)).astimezone(UTC)


def over_at(commitment: Commitment) -> datetime:
    """The instant at which the day of a deadline is over."""
    return midnight(commitment.on + DAY, commitment.zone)


def next_posting(day: date, server: Server) -> datetime:
    """The posting hour of that day, or of the next on which the server is open then."""
    while closed(server, posting(day, server)):
        day += DAY
    return posting(day, server)


def closed(server: Server, at: datetime) -> bool:
    """Whether a server wants no post at an instant."""
    local = at.astimezone(ZoneInfo(server.zone))
    if local.weekday() not in server.workdays:
        return True
    if server.quiet is None:
        return False
    begins, ends = server.quiet
    if begins <= ends:
        return begins <= local.hour < ends
    return local.hour >= begins or local.hour < ends


def waits(server: Server, over: datetime, at: datetime, chosen: datetime | None = None) -> bool:
    """Whether what is to be told at an instant waits until the server opens.

    Not if the day that it is about is `over` by then, nor if a person has `chosen` an instant since
    the server closed.
    """
    opening = opens(server, at)
    if opening == at or (chosen is not None and opens(server, chosen) > at):
        return False
    return not at < over <= opening


def opens(server: Server, at: datetime) -> datetime:
    """The first instant from `at` on at which a server is open; they open on the hour."""
    while closed(server, at):
        at = at.replace(minute=0, second=0, microsecond=0) + HOUR
    return at
