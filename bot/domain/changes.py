"""Changes: the history of the record, one line for each thing that somebody did."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.milestones import Milestone


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the append-only history: who did what, when, and what stood before and after.

    `by` is a Discord user's id, None for the starter catalogue.
    """

    at: datetime
    by: int | None
    what: str
    agreement_id: int | None
    milestone_id: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """What a use case did to a milestone, or would do.

    `moved` are the other milestones whose date followed; `reminders` counts the posts now planned
    for this one, the first of them at `next_at`; `told` counts the places that will hear that the
    date they were told has moved.
    """

    before: Milestone | None
    after: Milestone
    moved: tuple["MilestoneChange", ...] = ()
    reminders: int = 0
    next_at: datetime | None = None
    told: int = 0


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """What a use case did to an agreement, or would do, and the milestones whose date followed."""

    before: Agreement | None
    after: Agreement
    moved: tuple[MilestoneChange, ...] = field(default=())
