"""A deed: something that a person has the bot do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services import Services
from bot.simulation.oracle.record import Commitment, Spot

EDITOR = 4711


@dataclass(frozen=True, slots=True)
class Deed:
    """What it is, what the bot is asked, and what the person means by it.

    `meant` is called once the bot has written it down, with the instant at which it was asked.
    """

    what: str
    ask: Callable[[Services, datetime], Awaitable[object]]
    meant: Callable[[datetime], None]
    commitment: Commitment | None = None
    spot: Spot | None = None


Draw = Callable[[datetime], Deed | None]
"""Draws a deed that makes sense at an instant; None where there is nothing of its kind to do."""
