"""The bot's queue as an onlooker sees it in the database file."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.simulation.oracle.owed import Owed, Why
from bot.simulation.oracle.record import Commitment, Spot

_NEXT = """
SELECT min(at) FROM (
    SELECT min(due_at) AS at FROM reminders WHERE state = 'planned' AND due_at > :now
    UNION ALL SELECT min(lease_until) FROM reminders
        WHERE state IN ('planned', 'claimed') AND lease_until > :now
    UNION ALL SELECT min(rests_until) FROM places WHERE rests_until > :now
    UNION ALL SELECT min(lease_until) FROM places WHERE lease_until > :now
)
"""
_OF_DEADLINE = """
FROM reminders r JOIN milestones m ON m.id = r.milestone_id
JOIN agreements a ON a.id = m.agreement_id
JOIN places p ON p.id = coalesce(r.meant_for_id, r.place_id)
"""
_WAITING = f"""
SELECT count(*) {_OF_DEADLINE} WHERE r.state IN ('planned', 'claimed') AND r.due_at <= :now
AND r.guild_id = :server AND a.short_name = :agreement AND m.what = :what
AND coalesce(p.channel_id, 0) = :channel AND coalesce(p.user_id, 0) = :user
"""
_GIVEN_UP = f"""
SELECT r.id, r.guild_id, a.short_name || ': ' || m.what, r.kind, r.rung, r.due_on, r.reason,
p.channel_id, p.user_id
{_OF_DEADLINE} WHERE r.state = 'failed' ORDER BY r.id
"""
_TIME = """
SELECT occurrence FROM milestones m JOIN agreements a ON a.id = m.agreement_id
WHERE m.guild_id = ? AND a.short_name = ? AND m.what = ?
"""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A reminder that is reported as undelivered."""

    id: int
    server_id: int
    name: str
    why: Why
    rung: int
    on: date | None
    reason: str | None
    spot: Spot


class Queue:
    """Reads what is committed, and changes nothing."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self._seen: set[int] = set()

    def close(self) -> None:
        self._connection.close()

    def next_at(self, now: datetime) -> datetime | None:
        """The next instant that stands in the queue: due, rested or no longer claimed."""
        (at,) = self._connection.execute(_NEXT, {"now": _stored(now)}).fetchone()
        return None if at is None else datetime.fromisoformat(at).replace(tzinfo=UTC)

    def holds(self, owed: Owed, now: datetime) -> bool:
        """Whether something of that deadline still waits for that place."""
        values = {
            "now": _stored(now),
            "server": owed.spot.server_id,
            "agreement": owed.commitment.agreement,
            "what": owed.commitment.what,
            "channel": owed.spot.channel_id or 0,
            "user": owed.spot.user_id or 0,
        }
        (count,) = self._connection.execute(_WAITING, values).fetchone()
        return bool(count)

    def given_up(self) -> list[GivenUp]:
        """What was given up since this was asked last."""
        found = []
        for row in self._connection.execute(_GIVEN_UP).fetchall():
            id_, server, name, kind, rung, on, reason, channel, user = row
            if id_ not in self._seen:
                self._seen.add(id_)
                day = date.fromisoformat(on) if on else None
                spot = Spot(server, channel, user)
                found.append(GivenUp(id_, server, name, Why(kind), rung, day, reason, spot))
        return found

    def time_of(self, commitment: Commitment) -> int:
        """To which time a recurring deadline has come."""
        names = (commitment.server.id, commitment.agreement, commitment.what)
        (time,) = self._connection.execute(_TIME, names).fetchone()
        return int(time)


def _stored(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"
