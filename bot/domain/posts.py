"""Posts: how what has been gathered for one place is put to its readers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.acknowledgements import called_on
from bot.domain.gathering import Due, Gathered, Gathering
from bot.domain.guilds import Guild
from bot.domain.milestones import OPEN_STATES, Milestone, state
from bot.domain.pauses import held_until
from bot.domain.places import Place
from bot.domain.reminders import LATE_AFTER, Post, PostItem, ReminderKind
from bot.domain.rungs import days_early
from bot.domain.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a post goes: a channel or a person of a server, perhaps for want of another place.

    `nonce` and `begun_at` are of the first attempt, and `again` says that there was one before.
    """

    guild: Guild
    channel_id: int | None
    user_id: int | None
    nonce: str
    again: bool = False
    begun_at: datetime | None = None
    meant_for: Place | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of all that is to be told: milestones and subscriptions by their ids.

    By milestone, `told_on` is the due date of which the place heard last, and `missed` the dates
    of earlier times that passed while nothing could be posted of them.
    """

    milestones: Mapping[int, Milestone]
    wishes: Mapping[int, Subscription]
    told_on: Mapping[int, date | None] = field(default_factory=dict)
    missed: Mapping[int, Sequence[date]] = field(default_factory=dict)


def compose(to: Addressee, gathering: Gathering, shown: Sequence[Gathered], known: Known) -> Post:
    """The one post for all that is due in a place, naming those in `shown`, most urgent first.

    It mentions whom its subscriptions name and those whom it escalates to; in another place than it
    was meant for, only those of the subscriptions that chose that place.
    """
    now = gathering.now
    items = [_item(own, to.guild, known, now) for own in shown]
    items.sort(key=lambda item: _urgency(item, now))
    wishes = [known.wishes[each] for each in gathering.wish_ids]
    roles, people = _mentioned(to, wishes, items)
    return Post(
        guild_id=to.guild.id,
        channel_id=to.channel_id,
        user_id=to.user_id,
        items=tuple(items),
        nonce=to.nonce,
        now=now,
        role_ids=roles,
        mention_user_ids=people,
        silent=all(each.silent for each in wishes),
        again=to.again,
        late_items=frozenset(item.reminder_id for item in items if now - item.due_at > LATE_AFTER),
        meant_for=to.meant_for,
        meant_reason=_why_here(to, shown),
        more=len(gathering.milestones) - len(items),
        begun_at=to.begun_at,
    )


def _item(own: Gathered, guild: Guild, known: Known, now: datetime) -> PostItem:
    last, escalated = own.last, own.escalated
    wish = known.wishes[(escalated or last).subscription_id]
    milestone = known.milestones[last.milestone_id]
    return PostItem(
        reminder_id=last.id,
        milestone=milestone,
        kind=ReminderKind.MOVED if own.moved else last.kind,
        rung=last.rung,
        due_at=last.due_at,
        told_on=known.told_on.get(last.milestone_id) if own.moved else None,
        overtaken=tuple(dict.fromkeys(each.rung for each in own.overtaken)),
        held=held_until(known.wishes[last.subscription_id], guild, last.due_at) is not None,
        wishes=tuple(known.wishes[each] for each in own.wish_ids),
        escalated=escalated.rung if escalated else None,
        waited_days=escalated.rung * (wish.escalate_after or 0) if escalated else None,
        missed=tuple(known.missed.get(last.milestone_id, ())),
        days_early=_days_early(milestone, last, guild),
    )


def _days_early(milestone: Milestone, due: Due, guild: Guild) -> int:
    rung = due.kind is ReminderKind.RUNG
    return days_early(milestone, due.rung, due.due_at, guild) if rung else 0


def _urgency(item: PostItem, now: datetime) -> tuple[int, date]:
    milestone = item.milestone
    open_still = milestone.settlement is None
    rank = OPEN_STATES.index(state(milestone, now)) if open_still else len(OPEN_STATES)
    return rank, milestone.earliest_on or date.max


def _mentioned(
    to: Addressee, wishes: Sequence[Subscription], items: Iterable[PostItem]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The roles and the people to be mentioned."""
    named = {each.id for each in wishes if to.meant_for is None or _chose(each, to)}
    roles = {each.role_id for each in wishes if each.id in named}
    people = {each.mention_user_id for each in wishes if each.id in named}
    for item in items:
        for wish in item.wishes:
            if item.escalated and wish.escalate_after and wish.id in named:
                called, called_roles = called_on(item.milestone, wish, item.escalated)
                people |= set(called)
                roles |= set(called_roles)
    return tuple(sorted(filter(None, roles))), tuple(sorted(filter(None, people)))


def _chose(wish: Subscription, to: Addressee) -> bool:
    """Whether a subscription itself names this place for when its own is closed."""
    return to.channel_id is not None and wish.fallback_channel_id == to.channel_id


def _why_here(to: Addressee, shown: Sequence[Gathered]) -> str | None:
    if to.meant_for is None:
        return None
    noted = next((each.last.reason for each in shown if each.last.reason), None)
    return to.meant_for.closed_reason or noted
