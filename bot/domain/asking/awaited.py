"""Replies on what is awaited: what still has to happen under agreements, and what nobody knows."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain import wording
from bot.domain.agreements import Agreement, EventKind, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.due import is_open, listed
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.news import subjects
from bot.domain.asking.passages import Entry, Part
from bot.domain.asking.replies import AHEAD, MOST_LINES, MOST_OFFERED, nothing, told
from bot.domain.asking.words import stems, stop_words
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.milestones import UNDATED_STATES, Milestone, State, state
from bot.messages import t

_PASSED = (State.OVERDUE, State.UNVERIFIED_PAST)
_MOST_QUESTIONS = 3
_ENDS = (DeadlineKind.EXPIRY, DeadlineKind.IN_FORCE)
_OF_STANDING = frozenset({Kind.WHETHER, Kind.STANDS, Kind.WHAT, Kind.WHEN})
_FIRST = frozenset({Kind.WHETHER, Kind.STANDS})


def awaited(found: Found) -> Reply:
    """What still has to happen: what has passed unverified, what has no date, what is ahead."""
    if not found.named:
        return _of_all(found)
    own = [each.milestone for each in found.best(Part.MILESTONE, share=0.99) if each.milestone]
    own = [each for each in own if is_open(each, found)] if found.matter else []
    if not own and not found.entries:
        return nothing(found)
    entries = subjects(found)[:MOST_OFFERED]
    milestones = own or [each for entry in entries for each in _open(entry, found)]
    ids = {each.agreement_id for each in own}
    if ids:
        entries = tuple(e for id_ in ids if (e := found.record.entry(id_)))
    lines = [sayings.milestone_line(each, found.record.now) for each in milestones]
    for entry in entries:
        asked = entry.agreement.questions[:_MOST_QUESTIONS]
        lines += [sayings.question_line(entry.agreement, each) for each in asked]
    if not lines:
        names = wording.listed([each.agreement.short_name for each in entries])
        text = t("Nothing is recorded as still to come under {names}.", names=names)
        lines = [Line(text)]
        lines += [sayings.status_line(each.agreement, found.record.now) for each in entries]
    return told(
        found,
        lines[:MOST_LINES],
        agreements=[each.agreement for each in entries],
        milestones=milestones,
        rest=max(0, len(lines) - MOST_LINES),
    )


def _of_all(found: Found) -> Reply:
    """Of the whole record what has passed unverified, and what waits for an event."""
    wanted = (*_PASSED, State.AWAITING_TRIGGER)
    among = [each for each in listed(found) if state(each, found.record.now) in wanted]
    lines = [sayings.milestone_line(each, found.record.now) for each in among[:MOST_LINES]]
    return told(
        found,
        lines or [Line(t("Nothing is recorded that is still awaited."))],
        milestones=among[:MOST_LINES],
        rest=max(0, len(among) - MOST_LINES),
    )


def _open(entry: Entry, found: Found) -> list[Milestone]:
    """What is open under an agreement: first on what all waits, the dates ahead last."""
    now = found.record.now

    def place(milestone: Milestone) -> int:
        where = state(milestone, now)
        if milestone.kind is DeadlineKind.IN_FORCE or where is State.AWAITING_TRIGGER:
            return 0
        return 1 if where in _PASSED else 2 if where in UNDATED_STATES else 3

    return sorted((each for each in entry.milestones if is_open(each, found)), key=place)


def with_ends(reply: Reply, found: Found) -> Reply:
    """The reply with the ends that have passed, and of which nobody has recorded what came.

    Without them “suspended since 7 Nov 2025” would still be said when the suspension is over. An
    end to come is told as well where another agreement has it.
    """
    if not reply.found or reply.kind not in _OF_STANDING:
        return reply
    now, told_ = found.record.now, {each.id for each in reply.milestones}
    agreements = reply.agreements[:MOST_OFFERED]
    own = [each for of in agreements for each in _own_ends(of, found)]
    others = [each for of in agreements for each in _ends_of_suspension(of, found)]
    passed = [each for each in (*own, *others) if state(each, now) in _PASSED]
    ahead = [each for each in others if state(each, now) in AHEAD and found.question.events]
    first, last = (
        [sayings.milestone_line(each, now) for each in some if each.id not in told_]
        for some in (passed, ahead)
    )
    first = [each for each in first if each not in reply.lines]
    both = (*first, *reply.lines) if reply.kind in _FIRST else (*reply.lines, *first)
    return replace(reply, lines=tuple(dict.fromkeys((*both, *last))))


def _own_ends(agreement: Agreement, found: Found) -> list[Milestone]:
    entry = found.record.entry(agreement.id)
    return [each for each in (entry.milestones if entry else ()) if each.kind in _ENDS]


def _ends_of_suspension(agreement: Agreement, found: Found) -> list[Milestone]:
    """When the suspension of an agreement ends that another one ordered."""
    today = local_date(found.record.now, agreement.zone)
    if status(agreement.events, today).word != EventKind.SUSPENDED.value:
        return []
    names = {each for each in stems(agreement.short_name) if each not in stop_words()}
    return [
        each
        for other in found.record.entries
        if other.agreement.catalogue_key in agreement.related
        for each in other.milestones
        if each.kind in _ENDS and len(names & stems(each.what)) > 1
    ]


REPLIES: dict[Kind, Callable[[Found], Reply]] = {Kind.AWAITED: awaited}
