"""Replies on when: the dates of what is due, and of what happened."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.agreements import EventKind, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.dayless import dated_hits, no_hour
from bot.domain.asking.due import is_open, upcoming
from bot.domain.asking.happenings import asked_events, is_end, not_happened, of_events, plain_names
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.naming import SAME
from bot.domain.asking.passages import Entry, Part, Passage, words_of
from bot.domain.asking.replies import MOST_OFFERED, nothing, related, said, told
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
    own = ends or (_by_own_words(found) if found.question.events else [])
    if own:
        return said(found, own)
    if events:
        return of_events(found, events)
    return _to_enter(found) or _of_matter(found)


def _of_matter(found: Found) -> Reply:
    """What is dated on what is asked, else of the agreements as a whole."""
    hits = dated_hits(found) if found.matter else []
    if hits:
        return said(found, hits, *no_hour(found), *_unless_settled(found, hits))
    only_event = all(is_event_word(each, found.question.events) for each in found.matter)
    return _of_agreements(found) if only_event and found.entries else nothing(found)


_TO_DO = re.compile(
    r"\b(?:have|has|had|needs?|supposed|expected|obliged|meant|intends?|promised|agreed|due) to"
    r"(?! (?:end|last|expire|lapse|run|stay|continue|apply|be over)\b)|\b(?:must|should|shall)\b"
)
"""What is to be done by a day; what is to last until one is no such thing."""


def _asks_for_end(found: Found) -> bool:
    """Whether it is asked until when something lasts, not by when it is to be done or to begin."""
    asked = _END_WORDS & set(found.question.words)
    if EventKind.IN_FORCE in found.question.events:
        asked -= {"until", "long", "left"}
    if _TO_DO.search(found.question.text):
        asked -= {"until"}
    return bool(asked)


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
    events = found.question.events
    named = [each for each in found.question.terms if not is_event_word(each, events)]
    if not named or any(all(each.stem in of for each in named) for of in plain_names(found)):
        return []
    return found.best(
        Part.MILESTONE,
        fits=lambda each: (
            not is_end(each.milestone) and all(each.words.met(term.stem) >= 0.9 for term in named)
        ),
    )


def _to_enter(found: Found) -> Reply | None:
    """What is recorded of an entry into force to come, else that no day of it is recorded."""
    events, entries = found.question.events, found.entries[:MOST_OFFERED]
    if EventKind.IN_FORCE not in events:
        return None
    rest = [each for each in found.matter if not is_event_word(each, events)]
    own = [
        passage
        for entry in entries
        for passage in entry.passages
        if passage.milestone
        and passage.milestone.kind is DeadlineKind.IN_FORCE
        and all(passage.words.met(each.stem) >= LOOSE for each in rest)
    ]
    if own:
        return said(found, own)
    if rest or len(entries) != 1:
        return None
    agreement = entries[0].agreement
    open_ = [each for each in entries[0].milestones if is_open(each, found) and not each.due_on]
    open_ = [each for each in open_ if each.kind is not DeadlineKind.EXPIRY]
    asked = [each for each in agreement.questions if "force" in each]
    lines = [
        Line(t("{name}: no day is recorded for its entry into force.", name=agreement.short_name)),
        *(sayings.milestone_line(each, found.record.now) for each in open_),
        *(sayings.question_line(agreement, each) for each in asked),
    ]
    return told(found, lines, agreements=[agreement], milestones=open_)


_FIRM = {EventKind.SIGNED, EventKind.RATIFIED, EventKind.TERMINATED, EventKind.IN_FORCE}
"""What is not called by another word, so that its absence answers first."""


def _unless_settled(found: Found, hits: Sequence[Passage]) -> list[Line]:
    """What is open or disputed on it, unless the date lies ahead or it is settled."""
    past = [
        each.agreement
        for each in hits
        if each.milestone and state(each.milestone, found.record.now) is State.UNVERIFIED_PAST
    ]
    return related(found, past) if past else []


def _of_agreements(found: Found) -> Reply:
    """When agreements as a whole: what happened to them, and what is due next under them."""
    lines: list[Line] = []
    milestones: list[Milestone] = []
    entries = found.entries[:MOST_OFFERED]
    for entry in entries:
        shown, asked_for = _shown(entry, found)
        events = entry.agreement.events
        happened = [sayings.event_line(entry.agreement, each, found.record.now) for each in events]
        due = [sayings.milestone_line(each, found.record.now) for each in shown]
        past = found.question.past and found.question.kind is not Kind.COUNTDOWN
        own = [*happened, *due] if past else [*due, *happened]
        denied = [] if asked_for else not_happened(entry.agreement, found)
        # What is asked for in another word than the record's may be told below.
        lines += [*denied, *own] if _FIRM & set(found.question.events) else [*own, *denied]
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
