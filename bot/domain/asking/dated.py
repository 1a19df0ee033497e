"""Replies on when: the dates of what is due, and of what happened."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.agreements import Agreement, Event, EventKind, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.dayless import dated_hits, no_hour
from bot.domain.asking.due import is_open, upcoming
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.naming import SAME
from bot.domain.asking.passages import Entry, Part, Passage, words_of
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, nothing, related, said, told
from bot.domain.asking.scoring import ENOUGH
from bot.domain.asking.synonyms import LOOSE
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stems, stop_words
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, State, state
from bot.messages import t

_END_WORDS = frozenset({"until", "long", "left", "expire", "expires", "ends", "end"})


def when(found: Found) -> Reply:
    """When something is due or happened."""
    if not found.named and found.question.time is None:
        return upcoming(found)
    ends = _ends(found) if _asks_for_end(found) else []
    if not ends and (elsewhere := _ends_elsewhere(found)):
        told_there = said(found, elsewhere)
        asked = tuple(each.agreement for each in found.entries[:MOST_OFFERED])
        return replace(told_there, agreements=(*told_there.agreements, *asked))
    events = asked_events(found)
    if ends or events:
        own = ends or _by_own_words(found)
        return said(found, own) if own else of_events(found, events)
    hits = dated_hits(found) if found.matter else []
    if hits:
        return said(found, hits, *no_hour(found), *_unless_settled(found, hits))
    only_event = all(is_event_word(each, found.question.events) for each in found.matter)
    return _of_agreements(found) if only_event and found.entries else nothing(found)


def _asks_for_end(found: Found) -> bool:
    """Whether it is asked until when something lasts."""
    return bool(_END_WORDS & set(found.question.words))


def _ends(found: Found) -> list[Passage]:
    """The milestones that end what is asked about: by their words, else of the agreements meant."""
    hits = found.best(
        Part.MILESTONE,
        share=0.3,
        fits=lambda each: is_end(each.milestone) and found.among_named(each),
    )
    hits = hits or found.best(
        Part.MILESTONE,
        share=ENOUGH if found.missing else 0.4,
        fits=lambda each: is_end(each.milestone),
    )
    question = found.question
    if hits or (found.matter and not question.events and not question.follows):
        return hits
    return [
        passage
        for entry in found.entries
        for passage in entry.passages
        if is_end(passage.milestone)
    ][:MOST_OFFERED]


_AGAIN = frozenset({"again", "back", "return", "returns", "resume", "reapply"})


def _ends_elsewhere(found: Found) -> list[Passage]:
    """The end of a suspension that another agreement ordered, where that is asked of this one."""
    if not (_asks_for_end(found) or _AGAIN & set(found.question.words)):
        return []
    ends = []
    for entry in found.entries[:MOST_OFFERED]:
        agreement = entry.agreement
        today = local_date(found.record.now, agreement.zone)
        if status(agreement.events, today).word != EventKind.SUSPENDED.value:
            continue
        if any(is_open(each, found) for each in entry.milestones):
            continue
        names = {each for each in stems(agreement.short_name) if each not in stop_words()}
        ends += [
            passage
            for other in found.record.entries
            if other.agreement.catalogue_key in agreement.related
            for passage in other.passages
            if is_end(passage.milestone) and len(names & passage.words.stems) > 1
        ]
    return ends


def _by_own_words(found: Found) -> list[Passage]:
    """The milestones that have all that is named besides the event in their own words."""
    named = [
        each for each in found.question.strong if not is_event_word(each, found.question.events)
    ]
    if not named:
        return []
    return found.best(
        Part.MILESTONE,
        fits=lambda each: (
            not is_end(each.milestone) and all(each.words.met(term.stem) >= 0.9 for term in named)
        ),
    )


def is_end(milestone: Milestone | None) -> bool:
    return milestone is not None and milestone.kind is DeadlineKind.EXPIRY


def _unless_settled(found: Found, hits: Sequence[Passage]) -> list[Line]:
    """What is open or disputed on it, unless the date lies ahead or it is settled."""
    past = [
        each.agreement
        for each in hits
        if each.milestone and state(each.milestone, found.record.now) is State.UNVERIFIED_PAST
    ]
    return related(found, past) if past else []


def asked_events(found: Found) -> list[tuple[Entry, Event]]:
    """The events that are asked for by their kind, where nothing else is asked."""
    kinds = found.question.events
    if (
        not kinds
        or not found.entries
        or any(not is_event_word(each, kinds) for each in found.matter)
    ):
        return []
    return [
        (entry, event)
        for entry in found.entries
        for event in entry.agreement.events
        if event.kind in _counting_as(kinds)
    ]


def _counting_as(kinds: Sequence[EventKind]) -> frozenset[EventKind]:
    also = {EventKind.IN_FORCE: {EventKind.PROVISIONALLY_APPLIED, EventKind.COMMENCED}}
    return frozenset(kinds).union(*(also.get(each, set()) for each in kinds))


def of_events(found: Found, events: Sequence[tuple[Entry, Event]]) -> Reply:
    shown = [(entry, event) for entry, event in events if _in_time(event.on, found)] or events
    lines = [
        sayings.event_line(entry.agreement, event, found.record.now)
        for entry, event in shown[:MOST_LINES]
    ]
    for entry, event in shown[:2]:
        if event.kind is EventKind.SUSPENDED:
            ends = [each for each in entry.milestones if is_end(each) and is_open(each, found)]
            lines += [sayings.milestone_line(each, found.record.now) for each in ends]
        if event.also_on or len(shown) == 1:
            lines += _claims_on_date(entry)
    agreements = [entry.agreement for entry, _ in shown]
    reply = told(
        found, lines, agreements=dict.fromkeys(agreements), rest=max(0, len(shown) - MOST_LINES)
    )
    return Reply(
        reply.kind,
        reply.lines,
        True,
        reply.about,
        reply.agreements,
        dates=tuple(event.on for _, event in shown),
        rest=reply.rest,
    )


def _claims_on_date(entry: Entry) -> list[Line]:
    """What sources say differently of the date of an agreement."""
    claims = [
        each for each in entry.agreement.claims if each.point.casefold().startswith("date of")
    ]
    return sayings.claim_lines(entry.agreement, claims)


def _in_time(on: date, found: Found) -> bool:
    time = found.question.time
    return time is None or time.span.first <= on <= time.span.last


def _of_agreements(found: Found) -> Reply:
    """When agreements as a whole: what happened to them, and what is due next under them."""
    lines: list[Line] = []
    milestones: list[Milestone] = []
    entries = found.entries[:MOST_OFFERED]
    for entry in entries:
        shown, asked_for = _shown(entry, found)
        if not asked_for:
            lines += _not_happened(entry.agreement, found)
        events = entry.agreement.events
        happened = [sayings.event_line(entry.agreement, each, found.record.now) for each in events]
        due = [sayings.milestone_line(each, found.record.now) for each in shown]
        past = found.question.past and found.question.kind is not Kind.COUNTDOWN
        lines += [*happened, *due] if past else [*due, *happened]
        milestones += shown
    return told(
        found,
        lines,
        agreements=[each.agreement for each in entries],
        milestones=milestones,
        rest=len(found.entries) - len(entries),
    )


def _shown(entry: Entry, found: Found) -> tuple[list[Milestone], bool]:
    """The milestones to tell of an agreement, and whether they are of the kind that is asked."""
    open_ = [each for each in entry.milestones if is_open(each, found)]
    wanted = [each for each in open_ if _wanted(each, found)] or _spoken_of(entry, found)
    return (wanted or open_ or list(entry.milestones[-1:]))[:3], bool(wanted)


def _spoken_of(entry: Entry, found: Found) -> list[Milestone]:
    """The milestones that speak of what is asked besides the agreement: its end, its conclusion."""
    asked = [each for each in found.question.terms if entry.names.met(each.stem) < SAME]
    spoken = {each.id: words_of((each.what,)) for each in entry.milestones}
    return [
        each
        for each in entry.milestones
        if asked and any(spoken[each.id].met(term.stem) >= LOOSE for term in asked)
    ]


def _not_happened(agreement: Agreement, found: Found) -> list[Line]:
    """That what is asked for has not been recorded to have happened; nothing where it has."""
    kinds = found.question.events
    if not kinds or any(each.kind in kinds for each in agreement.events):
        return []
    name, word = agreement.short_name, t(kinds[0].value)
    return [Line(t("{name}: that it is {word} is not recorded.", name=name, word=word))]


def _wanted(milestone: Milestone, found: Found) -> bool:
    """Whether a milestone is of the kind that is asked for: an end, or an entry into force."""
    if (_END_WORDS | {"out", "lapse", "over"}) & set(found.question.words):
        return milestone.kind is DeadlineKind.EXPIRY
    if EventKind.IN_FORCE in found.question.events:
        return milestone.kind is DeadlineKind.IN_FORCE
    return False


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHEN: when,
}
