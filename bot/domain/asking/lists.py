"""Replies on several agreements: which there are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain import wording
from bot.domain.agreements import EventKind, Instrument
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.choosing import Wanted, asks_of_events, choose, nouns_of, only, wanted
from bot.domain.asking.due import due
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.news import fits
from bot.domain.asking.passages import Entry
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, nothing, told
from bot.domain.asking.terms import instrument_stems
from bot.domain.asking.words import stems
from bot.domain.dates.zones import local_date
from bot.messages import t


def which(found: Found) -> Reply:
    """The agreements that are all that is asked for."""
    if found.unknown_states:
        return nothing(found)
    lead, entries = _chosen(found)
    if not entries:
        return nothing(found) if found.matter or not asks_more(found) else told(found, [lead])
    question = found.question
    if question.time and not question.past and not question.events:
        return _due(found, entries)
    lines = [line for each in entries[:MOST_LINES] for line in _why_listed(each, found)]
    return told(
        found,
        [lead, *lines] if lead.text else lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]],
        rest=max(0, how_many(found, entries) - MOST_LINES),
    )


def which_then(found: Found) -> Reply:
    """Which of that kind there were in a time: who has signed them, where nothing else is asked.

    What an event tells of several of them stands first.
    """
    question = found.question
    then = replace(question, past=True, events=question.events or (EventKind.SIGNED,))
    today = local_date(found.record.now, found.record.zone)
    if question.time is None or question.time.span.first > today:
        return which(found)
    nouns = nouns_of(found)
    if question.instruments:
        nouns |= {each for each, kind in instrument_stems().items() if kind in question.instruments}
    told_there = [
        sayings.event_line(entry.agreement, event, found.record.now)
        for entry in found.scope
        if entry.agreement.instrument is Instrument.MEETING
        and any(fits(each, replace(then, events=())) for each in entry.agreement.events)
        for event in entry.agreement.events
        if nouns & stems(event.note or "") and stems("signed") & stems(event.note or "")
    ]
    listed = which(replace(found, question=then))
    if not told_there or not listed.found:
        return listed
    return replace(listed, lines=tuple(dict.fromkeys((*told_there, *listed.lines))))


def _due(found: Found, entries: Sequence[Entry]) -> Reply:
    """What falls due under the agreements that are asked for."""
    return due(only(found, entries)) if wanted(found).narrows else due(found)


def asks_more(found: Found) -> bool:
    """Whether more is asked of the agreements than that they are on record."""
    return wanted(found).narrows or asks_of_events(found.question)


def how_many(found: Found, entries: Sequence[Entry]) -> int:
    """How many there are; of a record that is not read whole as many as were counted."""
    return max(len(entries), found.record.fitting or 0)


def _chosen(found: Found) -> tuple[Line, list[Entry]]:
    """The agreements that are asked for, else those that lack the least, after what they lack."""
    what = wanted(found)
    entries = choose(found, what)
    if entries:
        return Line(_binding_lead(what)), entries
    lead = Line(t("None on record is all of that: {asked}.", asked=_criteria(found, what)))
    wider = (
        replace(what, kinds=frozenset(), noun=""),
        replace(what, words=()) if asks_of_events(found.question) and not found.missing else what,
    )
    for less in wider:
        others = choose(found, less) if less != what and _tells(less, found) else []
        if others:
            return Line(f"{lead.text} {t('On record is:')}"), others
    return lead, []


def _tells(what: Wanted, found: Found) -> bool:
    return what.narrows or asks_of_events(found.question) or bool(found.question.states)


def _binding_lead(what: Wanted) -> str:
    if what.binding is None:
        return ""
    return t("Recorded as binding:") if what.binding else t("Recorded as not binding:")


def _criteria(found: Found, what: Wanted) -> str:
    """What is asked of agreements, in a few words."""
    question = found.question
    parts = [t(each.value) for each in sorted(what.kinds)] + ([what.noun] if what.noun else [])
    if what.binding is not None:
        parts.append(t("binding") if what.binding else t("not binding"))
    parts += [t(each.value) for each in question.events]
    parts += [each.title() for each in question.seats]
    parts += [f"“{each.typed}”" for each in what.words]
    if question.time:
        parts.append(wording.span(question.time.span.first, question.time.span.last))
    return ", ".join(parts)


def _why_listed(entry: Entry, found: Found) -> list[Line]:
    """What happened, where that was asked; else where the agreement stands."""
    question, now = found.question, found.record.now
    if question.events and (question.past or question.time or question.seats):
        return [
            sayings.event_line(entry.agreement, each, now)
            for each in entry.agreement.events
            if fits(each, question)
        ][:1]
    return [sayings.status_line(entry.agreement, now)]


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHICH: which,
}
