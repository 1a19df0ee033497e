"""What happened, and when: the events that are asked for by their kind."""

from collections.abc import Collection, Sequence
from datetime import date

from bot.domain.agreements import Agreement, Event, EventKind
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.due import is_open
from bot.domain.asking.matching import Found
from bot.domain.asking.naming import SAME
from bot.domain.asking.passages import Entry
from bot.domain.asking.replies import MOST_LINES, told
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stems
from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Milestone
from bot.messages import t


def asked_events(found: Found) -> list[tuple[Entry, Event]]:
    """The events that are asked for by their kind, where nothing else is asked."""
    kinds, plain = found.question.events, plain_names(found)
    if (
        not kinds
        or not found.entries
        or any(
            not is_event_word(each, kinds) and not all(each.stem in of for of in plain)
            for each in found.matter
        )
    ):
        return []
    exact = _of_kinds(found, frozenset(kinds))
    near = frozenset().union(*(_NEAR.get(each, ()) for each in kinds))
    return exact or _of_kinds(found, near) or _noted(found)


def _noted(found: Found) -> list[tuple[Entry, Event]]:
    """The events whose own note speaks of what is asked to have happened."""
    kinds = [each for each in found.question.events if each in _MAY_BE_NOTED]
    asked = [each for each in found.question.terms if is_event_word(each, kinds)]
    return [
        (entry, passage.event)
        for entry in found.entries
        for passage in entry.passages
        if passage.event and asked and all(passage.words.met(e.stem) >= SAME for e in asked)
    ]


def plain_names(found: Found) -> list[frozenset[str]]:
    """The words of each agreement that is meant for itself: its name, and what it is on."""
    of = (each.agreement for each in found.entries)
    return [stems(" ".join((each.short_name, each.title, *each.commodities))) for each in of]


_MAY_BE_NOTED = (EventKind.EXTENDED, EventKind.AMENDED, EventKind.PUBLISHED)
"""What may have been part of another event."""


def _of_kinds(found: Found, kinds: Collection[EventKind]) -> list[tuple[Entry, Event]]:
    return [
        (entry, event)
        for entry in found.entries
        for event in entry.agreement.events
        if event.kind in kinds
    ]


_STARTS = (EventKind.IN_FORCE, EventKind.PROVISIONALLY_APPLIED, EventKind.COMMENCED)
_NEAR = {
    EventKind.IN_FORCE: _STARTS[1:],
    EventKind.COMMENCED: _STARTS[:2],
    EventKind.PUBLISHED: (EventKind.ANNOUNCED,),
    EventKind.ANNOUNCED: (EventKind.PUBLISHED,),
}
"""What a text may call by another word: a fact sheet that is published has been announced."""


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
            lines += _claims_on_date(entry, event)
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


def _claims_on_date(entry: Entry, event: Event) -> list[Line]:
    """What sources say differently of the date of an agreement; not of that of a paper on it."""
    own = entry.names.stems | stems(event.note or "") | stems(entry.agreement.instrument.value)
    claims = [
        each
        for each in entry.agreement.claims
        if each.point.casefold().startswith("date of")
        and stems(each.point) - stems("date of the") <= own
    ]
    return sayings.claim_lines(entry.agreement, claims)


def _in_time(on: date, found: Found) -> bool:
    time = found.question.time
    return time is None or time.span.first <= on <= time.span.last


def not_happened(agreement: Agreement, found: Found) -> list[Line]:
    """That what is asked for has not been recorded to have happened; nothing where it has."""
    kinds = found.question.events
    if not kinds or any(each.kind in kinds for each in agreement.events):
        return []
    name, word = agreement.short_name, t(kinds[0].value)
    return [Line(t("{name}: that it is {word} is not recorded.", name=name, word=word))]


def is_end(milestone: Milestone | None) -> bool:
    return milestone is not None and milestone.kind is DeadlineKind.EXPIRY
