"""Replies on what happened, and on what has changed on record."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from bot.domain import wording
from bot.domain.agreements import Agreement, Event
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.latest import latest
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter
from bot.domain.asking.passages import Entry, words_of
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, nothing, told
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.times import Time, in_words
from bot.domain.asking.windows import heading
from bot.domain.dates.zones import local_date
from bot.domain.histories import News, Told, words
from bot.domain.spans import Span
from bot.messages import t

LATELY_DAYS = 7
"""How far back it is told what is new, unless a time is named."""

_LOADED = "starter catalogue loaded"
_BOOKS = (_LOADED, "next time")
"""What the record does by itself; it is told where there is nothing else to tell."""

_MET = 0.9
_ISO_DATE = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")


def fits(event: Event, question: Question) -> bool:
    """Whether an event is of the kind, in the time and at the place that are asked for."""
    time = question.time
    return (
        (not question.events or event.kind in question.events)
        and (time is None or time.span.first <= event.on <= time.span.last)
        and all(seat in (event.place or "").casefold() for seat in question.seats)
    )


def happened(found: Found) -> Reply:
    """What happened, the latest first."""
    kinds, time = found.question.events, found.question.time
    rest = [each for each in found.matter if not is_event_word(each, kinds)]
    if found.unknown_states or (rest and found.missing):
        return nothing(found)
    entries = subjects(found)
    if rest and (time is None or entries is found.record.entries):
        return matter(found)
    if found.named and found.entries and kinds and not rest:
        entries = found.scope
    events = _events(found, entries)
    if not events and rest:
        return matter(found)
    if not events:
        return told(found, _nothing_happened(found, entries), agreements=_few(found, entries))
    shown = events[:MOST_LINES]
    lines = [sayings.event_line(entry.agreement, event, found.record.now) for entry, event in shown]
    return told(
        found,
        [*heading(time), *lines],
        agreements=dict.fromkeys(entry.agreement for entry, _ in shown[:MOST_OFFERED]),
        rest=len(events) - len(shown),
    )


def subjects(found: Found) -> tuple[Entry, ...]:
    """The agreements that a question is about: all that have what it names.

    Where it names none these are all; of “China” alone, more than the one that fits best.
    """
    question = found.question
    words = [
        each.stem
        for each in question.strong
        if not is_event_word(each, question.events) and not each.dated
    ]
    figures_only = all(each.number for each in question.strong) and not found.entries
    if not found.named or (figures_only and not question.states and not question.instruments):
        return found.record.entries
    if not question.terms and not question.instruments:
        return found.scope
    having = tuple(
        entry
        for entry in found.scope
        if all(max(entry.names.met(each), entry.about.met(each)) >= _MET for each in words)
    )
    if len(found.entries) == 1 and found.entries[0] in having and not _is_about(found, words):
        return found.entries
    return (having if words else ()) or found.entries or having


def _is_about(found: Found, words: Sequence[str]) -> bool:
    """Whether the words name a commodity, which several agreements may cover."""
    covered = words_of(found.entries[0].agreement.commodities)
    return bool(words) and all(covered.met(each) >= _MET for each in words)


def _events(
    found: Found, entries: Iterable[Entry], span: Span | None = None
) -> list[tuple[Entry, Event]]:
    today = local_date(found.record.now, found.record.zone)
    events = [
        (entry, event)
        for entry in entries
        for event in entry.agreement.events
        if event.on <= today
        and fits(event, found.question)
        and (span is None or span.first <= event.on <= span.last)
    ]
    return sorted(events, key=lambda pair: pair[1].on, reverse=True)


def _few(found: Found, entries: Sequence[Entry]) -> list[Agreement]:
    return [each.agreement for each in entries[:MOST_OFFERED]] if found.named else []


def _nothing_happened(
    found: Found, entries: Sequence[Entry], span: Span | None = None
) -> list[Line]:
    """That nothing happened to what was asked about, and what happened there last."""
    span = span or (found.question.time.span if found.question.time else None)
    named = found.named and 0 < len(entries) <= MOST_OFFERED
    names = wording.listed([each.agreement.short_name for each in entries]) if named else ""
    days = in_words(span) if span else ""
    if names and days:
        text = t(
            "Nothing is recorded to have happened to {names} in this time: {days}.",
            names=names,
            days=days,
        )
    elif names:
        text = t("Nothing of that kind is recorded to have happened to {names}.", names=names)
    elif days:
        text = t("Nothing is recorded to have happened in this time: {days}.", days=days)
    else:
        text = t("Nothing of that kind is recorded to have happened.")
    now, today = found.record.now, local_date(found.record.now, found.record.zone)
    lines = [Line(text)]
    for entry in entries[:MOST_OFFERED] if named else ():
        past = [each for each in entry.agreement.events if each.on <= today]
        lines += [sayings.event_line(entry.agreement, each, now) for each in past[-1:]]
    if span and not named and found.record.whole:
        last = [each for each in _every(found) if each[1].on < span.first][:1]
        lines += [sayings.event_line(entry.agreement, event, now) for entry, event in last]
    return lines


def _every(found: Found) -> list[tuple[Entry, Event]]:
    """Everything that has happened to anything, the latest first."""
    today = local_date(found.record.now, found.record.zone)
    every = [(entry, event) for entry in found.record.entries for event in entry.agreement.events]
    return sorted((e for e in every if e[1].on <= today), key=lambda e: e[1].on, reverse=True)


def changed(found: Found) -> Reply:
    """What happened in a time, and what was changed on record; bookkeeping where that is all."""
    question = found.question
    unknown = [each for each in found.missing if not each.number]
    if found.unknown_states or (unknown and found.matter):
        return nothing(found)
    entries = subjects(found)
    named = entries is not found.record.entries
    ids = {each.agreement.id for each in entries}
    edits = [each for each in found.record.told if not named or each.agreement_id in ids]
    if named and question.time is None:
        own = [_told_line(each) for each in edits if each.what not in _BOOKS]
        return latest(found, entries, _events(found, entries), own)
    span = question.time.span if question.time else _lately(found)
    books = [each for each in edits if each.what in _BOOKS and each.what != _LOADED]
    books += [each for each in found.record.told if each.what == _LOADED and not named]
    events = _events(found, entries, span)
    lines = [sayings.event_line(entry.agreement, each, found.record.now) for entry, each in events]
    lines += [_told_line(each) for each in edits if each.what not in _BOOKS]
    if lines:
        lines = [*heading(question.time or Time(span, "")), *lines]
    else:
        # Of a large record not every agreement is read: of those, nothing is said here.
        known = named or found.record.whole
        lines = _nothing_happened(found, entries if named else (), span) if known else []
        lines += [_told_line(each) for each in books]
        lines.append(Line(t("Nothing that was recorded has changed.")))
        if named:
            lines += [
                sayings.status_line(each.agreement, found.record.now)
                for each in entries[:MOST_OFFERED]
            ]
    concerned = dict.fromkeys(entry.agreement for entry, _ in events)
    return told(
        found,
        lines[:MOST_LINES],
        agreements=[*concerned][:MOST_OFFERED] or (_few(found, entries) if named else []),
        rest=max(0, len(lines) - MOST_LINES),
    )


def _lately(found: Found) -> Span:
    """The last days, where no time is named."""
    today = local_date(found.record.now, found.record.zone)
    return Span(today - timedelta(days=LATELY_DAYS), today)


def _told_line(each: Told) -> Line:
    on = wording.day(each.at.date())
    subject = f"{each.milestone} ({each.agreement})" if each.milestone else each.agreement
    if each.what == _LOADED:
        return Line(t("{on}: the starter catalogue was loaded.", on=on))
    if each.news is News.DATE and each.new_on and each.old_on:
        text = t(
            "{on}: {subject} moved from {old} to {new}.",
            on=on,
            subject=subject,
            old=wording.day(each.old_on),
            new=wording.day(each.new_on),
        )
    elif each.news is News.DATE:
        new = wording.day(each.new_on) if each.new_on else t("no date")
        text = t("{on}: {subject}, now {new}.", on=on, subject=subject, new=new)
    else:
        text = t(
            "{on}: {subject}, {what}.", on=on, subject=subject or t("this server"), what=words(each)
        )
    return Line(_plainly(f"{text} {each.note}" if each.note else text))


def _plainly(text: str) -> str:
    """A line of the history with its dates as all others are written."""
    return _ISO_DATE.sub(lambda found: wording.day(date.fromisoformat(found[0])), text)


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.HAPPENED: happened,
    Kind.CHANGED: changed,
}
