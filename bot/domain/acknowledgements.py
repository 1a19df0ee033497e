"""Acknowledgements: who has seen what was posted of a date, who has not, and who is called next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.milestones import Milestone
from bot.domain.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has seen a milestone's date in the version that it had then."""

    milestone_id: int
    due_version: int
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """Who has seen the date that a milestone has now, in that order, and who has not.

    `waiting` are the people who should and have not; `role_ids` are roles that should, whose
    members nobody can list; `earlier` is who saw only a date that has moved since.
    """

    milestone: Milestone
    by: tuple[Acknowledgement, ...] = ()
    waiting: tuple[int, ...] = ()
    role_ids: tuple[int, ...] = ()
    earlier: tuple[Acknowledgement, ...] = ()

    def at(self, user_id: int) -> datetime | None:
        """When this person said that they had seen the present date; None if they have not."""
        return next((each.at for each in self.by if each.user_id == user_id), None)


def acknowledged(milestone: Milestone, acknowledgements: Iterable[Acknowledgement]) -> bool:
    """Whether anybody has seen the date that the milestone has now; one that moved is no more."""
    return any(
        each.milestone_id == milestone.id and each.due_version == milestone.due_version
        for each in acknowledgements
    )


def called_on(
    milestone: Milestone, subscription: Subscription, step: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The people and the roles whom the `step`-th escalation (from 1) calls: one of either.

    Of the owner, the deputy and the subscription's last resort, those that there are, in this
    order. Both are empty beyond the last.
    """
    people = dict.fromkeys(filter(None, (milestone.owner_id, milestone.deputy_id)))
    calls: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((each,), ()) for each in people]
    if subscription.last_resort_role_id:
        calls.append(((), (subscription.last_resort_role_id,)))
    return calls[step - 1] if 0 < step <= len(calls) else ((), ())


def steps(milestone: Milestone, subscription: Subscription) -> int:
    """How many times a subscription escalates for a milestone before it stops."""
    people = {milestone.owner_id, milestone.deputy_id} - {None, 0}
    return len(people) + bool(subscription.last_resort_role_id)


def coverage(
    milestone: Milestone,
    acknowledgements: Sequence[Acknowledgement],
    wishes: Sequence[Subscription],
) -> Seen:
    """Who has seen the milestone's present date, and who has not of those who should.

    `wishes` are the subscriptions that cover it and that the reader may know of. The owner, the
    deputy, those whom a subscription mentions and the readers of direct messages should see it.
    """
    latest: dict[int, Acknowledgement] = {}
    for each in sorted(acknowledgements, key=lambda each: (each.due_version, each.at)):
        latest[each.user_id] = each
    by = [each for each in latest.values() if each.due_version == milestone.due_version]
    seen = {each.user_id for each in by}
    named = [milestone.owner_id, milestone.deputy_id]
    for wish in wishes:
        named += [wish.mention_user_id, wish.user_id]
    return Seen(
        milestone,
        by=tuple(sorted(by, key=lambda each: each.at)),
        waiting=tuple(each for each in dict.fromkeys(named) if each and each not in seen),
        role_ids=tuple(dict.fromkeys(each.role_id for each in wishes if each.role_id)),
        earlier=tuple(each for each in latest.values() if each.user_id not in seen),
    )
