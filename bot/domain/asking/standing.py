"""Replies on where agreements stand, and whether something has happened to them."""

from collections.abc import Callable, Sequence

from bot.domain.agreements import EventKind, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.choosing import nouns_of, wanted
from bot.domain.asking.happened import (
    denies,
    is_asked,
    is_in_effect,
    settled,
    speaking_of,
)
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter, meant, off_record
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import (
    AHEAD,
    briefly,
    nothing,
    passage_line,
    related,
    said,
    told,
)
from bot.domain.asking.statuses import overdue
from bot.domain.asking.terms import is_event_word
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, State, state
from bot.messages import t


def stands(found: Found) -> Reply:
    """Where agreements stand, with what is disputed of it and what comes next."""
    if found.matter and not found.missing:
        hits = found.best(Part.MILESTONE, Part.EVENT, Part.SUMMARY, Part.AGREEMENT)
        if hits and not any(each.part is Part.AGREEMENT for each in hits):
            agreements = list(dict.fromkeys(each.agreement for each in hits))
            now = [sayings.status_line(each, found.record.now) for each in agreements]
            return said(found, hits, *now, *related(found, agreements))
    if off_record(found):
        return nothing(found)
    if not found.named:
        return overdue(found)
    lines: list[Line] = []
    milestones: list[Milestone] = []
    for entry in meant(found):
        lines += [
            sayings.status_line(entry.agreement, found.record.now),
            *_last_event(entry, found),
        ]
        lines += on_standing(entry)
        ahead = [each for each in entry.milestones if state(each, found.record.now) in AHEAD]
        lines += [sayings.milestone_line(each, found.record.now) for each in ahead[:1]]
        milestones += ahead[:1]
    return told(
        found, lines, agreements=[each.agreement for each in meant(found)], milestones=milestones
    )


def _last_event(entry: Entry, found: Found) -> list[Line]:
    """The last thing that happened, where it is another than the one by which it stands."""
    today = local_date(found.record.now, entry.agreement.zone)
    past = [each for each in entry.agreement.events if each.on <= today]
    if not past or past[-1] == status(entry.agreement.events, today).event:
        return []
    return [sayings.event_line(entry.agreement, past[-1], found.record.now)]


def on_standing(entry: Entry) -> list[Line]:
    """The claims on whether an agreement stands at all, where they differ."""
    disputed = any(event.standing.value == "disputed" for event in entry.agreement.events)
    claims = [each for each in entry.agreement.claims if "stand" in each.point.casefold()]
    return sayings.claim_lines(entry.agreement, claims) if disputed else []


def whether(found: Found) -> Reply:
    """Whether something is so: by what happened, by its milestone, else by what is said of it."""
    if not found.named:
        return nothing(found)
    kinds = found.question.events
    planned = _planned(found) if kinds else []
    if planned:
        return said(found, planned)
    rest = [each for each in found.matter if not is_event_word(each, kinds)]
    may = found.question.text.split()[0] in ("can", "could", "may", "might")
    if kinds and found.entries and not rest and not may:
        hits = found.best(Part.MILESTONE, share=0.99) if found.matter else []
        in_force = EventKind.IN_FORCE in kinds
        has = any(settled(each, kinds, found) for each in meant(found))
        if in_force or has or not (hits and _about_plan(found, hits)):
            told_of = _happened(found, kinds)
            if told_of.lines or not found.matter:
                return told_of
    if not found.matter:
        return briefly(found, found.entries)
    reply = matter(found)
    plans = found.best(Part.MILESTONE) if found.question.past and not reply.milestones else []
    return said(found, plans, *reply.lines) if plans else reply


def _planned(found: Found) -> list[Passage]:
    """What is to be signed itself, where that is another thing than the agreement that is meant.

    Of “did they sign an action plan in March?” the framework's own signature is no answer.
    """
    nouns, question = nouns_of(found), found.question
    kinds = wanted(found).kinds
    own = any(each.is_a(kinds) for each in meant(found))
    if not nouns or (own and (question.states or not question.time)):
        return []

    def then(passage: Passage) -> bool:
        milestone = passage.milestone
        on_it = nouns <= passage.words.stems
        if milestone is None or question.time is None:
            return on_it
        return on_it and question.time.span.holds(milestone.earliest_on, milestone.latest_on)

    milestones = found.best(Part.MILESTONE, share=0.0, fits=then, most=2)
    open_ = found.best(Part.QUESTION, share=0.0, fits=then, most=2) if milestones else []
    return [*milestones, *open_]


def _about_plan(found: Found, hits: Sequence[Passage]) -> bool:
    """Whether the best fit is a milestone by its own words rather than the agreement's."""
    return found.ranked[0].passage in hits and found.ranked[0].passage.part is Part.MILESTONE


def _happened(found: Found, kinds: Sequence[EventKind]) -> Reply:
    lines: list[Line] = []
    milestones: list[Milestone] = []
    having = [
        entry for entry in meant(found) if any(e.kind in kinds for e in entry.agreement.events)
    ]
    having = having or [each for each in meant(found) if speaking_of(kinds, each.agreement, found)]
    for entry in having or meant(found):
        own = _on_event(entry, kinds, found)
        lines += own[0]
        milestones += own[1]
    return told(
        found, lines, agreements=[each.agreement for each in meant(found)], milestones=milestones
    )


def _on_event(
    entry: Entry, kinds: Sequence[EventKind], found: Found
) -> tuple[list[Line], list[Milestone]]:
    agreement, now = entry.agreement, found.record.now
    stands_now = status(agreement.events, local_date(now, agreement.zone))
    happened = [each for each in agreement.events if each.kind in kinds]
    hits = speaking_of(kinds, agreement, found)
    lines = _stopped(entry, kinds, found)
    awaited = not happened and bool(set(kinds) & _STEPS)
    if not happened and not is_in_effect(stands_now, kinds):
        denied = [each for each in hits if denies(each, kinds)]
        hits = [*denied, *(each for each in hits if each not in denied)]
        if not denied and is_asked(kinds[0], found):
            name, word = agreement.short_name, t(kinds[0].value)
            lines.append(
                Line(t("{name}: that it is {word} is not recorded.", name=name, word=word))
            )
        lines += [passage_line(each, found) for each in hits]
        hits = []
    yes = settled(entry, kinds, found)
    if yes:
        line = sayings.event_line(agreement, yes, now)
        lines.append(Line(t("Yes: {line}", line=line.text), line.sources))
        happened = [each for each in happened if each != yes]
    elif not hits or happened:
        lines.append(sayings.status_line(agreement, now))
    lines += [sayings.event_line(agreement, each, now) for each in happened]
    lines += [passage_line(each, found) for each in hits]
    if awaited and EventKind.IN_FORCE in kinds:
        lines += [passage_line(each, found) for each in _unratified(entry)]
    if awaited:
        return lines, [each.milestone for each in hits if each.milestone]
    lines += on_standing(entry)
    ahead = (each for each in entry.milestones if state(each, now) in AHEAD)
    ends = [each for each in ahead if each.kind is not DeadlineKind.ACT_BY][:2]
    lines += [sayings.milestone_line(each, now) for each in ends]
    return lines, [*ends, *(each.milestone for each in hits if each.milestone)]


_STEPS = frozenset({EventKind.IN_FORCE, EventKind.RATIFIED})
"""Where an agreement has not come so far, what else is claimed of it is not asked."""


def _unratified(entry: Entry) -> list[Passage]:
    """What says that it is not ratified, without which it is not in force."""
    passages = (each for each in entry.passages if each.part is Part.SUMMARY)
    return [each for each in passages if denies(each, [EventKind.RATIFIED])]


def _stopped(entry: Entry, kinds: Sequence[EventKind], found: Found) -> list[Line]:
    """That what is asked to be in force still has ended, where that is recorded as done."""
    if EventKind.IN_FORCE not in kinds or found.question.past:
        return []
    ended = [
        sayings.milestone_line(each, found.record.now)
        for each in entry.milestones
        if each.kind is DeadlineKind.EXPIRY
        and state(each, found.record.now) in (State.DONE_ON_TIME, State.DONE_LATE)
    ]
    return [Line(t("No: {line}", line=each.text), each.sources) for each in ended]


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.STANDS: stands,
    Kind.WHETHER: whether,
}
