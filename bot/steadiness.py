"""How well a connection to Discord holds, and when it should be given up for a new one."""

from asyncio import Event

CALM_SECONDS = 300.0
"""A connection that held this long is sound; what went wrong before it no longer counts."""

MOST_DROPS = 8
"""discord.py waits longer after each failure: the eighth comes after some minutes of outage."""

MOST_NEW_SESSIONS = 2
NEW_SESSION_PAUSE_SECONDS = 5.0


class Steadiness:
    """Counts what goes wrong while no calm comes between; `lost` is set when it is too much.

    Instants are seconds of the event loop's clock.
    """

    def __init__(self) -> None:
        self.lost = Event()
        self._held = False
        self._up_at: float | None = None
        self._drops = 0
        self._new_sessions = 0

    def calm(self, now: float) -> bool:
        """Whether the connection is up and has held for a while."""
        return self._up_at is not None and now - self._up_at > CALM_SECONDS

    def held(self, now: float) -> bool:
        """Whether there was a calm at any time."""
        return self._held or self.calm(now)

    def came_up(self, now: float) -> None:
        self._up_at = now

    def went_down(self, now: float) -> None:
        """Count a loss, or a failed try to connect again."""
        if self.calm(now):
            self._held = True
            self._drops = self._new_sessions = 0
        self._up_at = None
        self._drops += 1
        if self._drops > MOST_DROPS:
            self.lost.set()

    def new_session(self) -> float:
        """The pause in seconds before one more session is asked for.

        Discord allows a thousand a day, and revokes the token of a bot that asks for more.
        """
        self._new_sessions += 1
        if self._new_sessions > MOST_NEW_SESSIONS:
            self.lost.set()
        return NEW_SESSION_PAUSE_SECONDS * self._new_sessions
