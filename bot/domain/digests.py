"""Digests: a brief on a schedule, by the subscriber's own clock."""

from dataclasses import dataclass
from enum import StrEnum


class Every(StrEnum):
    """How often a digest comes."""

    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest comes: at `hour` (0 to 23) by the clock of `zone` (IANA).

    A weekly one comes on `weekday` (0 is Monday). With `skip_empty` one that has nothing to tell is
    not posted.
    """

    every: Every
    hour: int
    zone: str
    weekday: int = 0
    skip_empty: bool = True
