"""Attempts: what has been claimed, and the post that is to be made of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.reminders import Post
from db.delivery import Batch


@dataclass(frozen=True, slots=True)
class Claim:
    """A batch that has been claimed: its own claim, the place's, and until when they hold."""

    batch: Batch
    token: str
    wave: str
    until: datetime

    @property
    def root(self) -> str:
        """What every attempt at the same post shares, and its nonce."""
        return self.token.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A post about to be made, and what it settles of the reminders claimed for it.

    `told` counts those that it tells, by the subscriptions `wish_ids`. It stands for those that are
    `overtaken` and mentions those in `said`, which were skipped before. `ended` have nothing to say
    any more, by the reason. Without a post there was nothing left to say, or it cannot be read.
    """

    claim: Claim
    post: Post | None = None
    told: int = 0
    wish_ids: tuple[int, ...] = ()
    overtaken: tuple[int, ...] = ()
    said: tuple[int, ...] = ()
    ended: Mapping[str, Sequence[int]] = field(default_factory=dict)
    unreadable: bool = False
