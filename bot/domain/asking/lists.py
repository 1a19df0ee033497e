"""Replies on several agreements: which there are, how many, what happened, what differs."""

import re
from collections.abc import Callable, Sequence

from bot.domain import wording
from bot.domain.agreements import Event, EventKind, status
from bot.domain.asking import dated, doubts, sayings, standing
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found, match
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, briefly, nothing, said, told
from bot.domain.asking.terms import is_event_word
from bot.domain.dates.zones import local_date
from bot.domain.histories import News, Told, words
from bot.messages import t, tn

NOT = re.compile(r"\b(?:not|never|nor|without)\b")
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", re.IGNORECASE
)


def which(found: Found) -> Reply:
    """The agreements that have all that is asked for."""
    question = found.question
    if found.unknown_states:
        return nothing(found)
    if question.time and not question.past and not question.events:
        return dated.due(found)
    entries = _having(found)
    if not entries:
        return nothing(found)
    lines = [line for each in entries[:MOST_LINES] for line in _why_listed(each, found)]
    return told(
        found,
        lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]],
        rest=max(0, max(len(entries), found.record.fitting or 0) - MOST_LINES),
    )


def _why_listed(entry: Entry, found: Found) -> list[Line]:
    """What happened, where that was asked; else where the agreement stands."""
    question, now = found.question, found.record.now
    if question.events and (question.past or question.time or question.seats):
        return [
            sayings.event_line(entry.agreement, each, now)
            for each in entry.agreement.events
            if _fits(each, question)
        ][:1]
    return [sayings.status_line(entry.agreement, now)]


def _having(found: Found) -> list[Entry]:
    """By what they cover, else by all that is recorded of them; and by what happened to them."""
    question = found.question
    kinds = question.events
    typed = question.strong or [each for each in question.terms if each not in found.missing]
    words = [each for each in typed if not is_event_word(each, kinds)]
    scope: Sequence[Entry] = found.scope
    if question.instruments:
        scope = [each for each in scope if each.is_a(question.instruments)]
    by_matter = [
        entry
        for entry in scope
        if all(
            entry.about.met(each.stem) >= 0.9 or entry.names.met(each.stem) >= 0.9 for each in words
        )
    ]
    by_text = [
        entry
        for entry in scope
        if all(any(p.words.met(each.stem) >= 0.9 for p in entry.passages) for each in words)
    ]
    negated = bool(kinds) and NOT.search(question.text) is not None
    if kinds or question.seats or (question.time and question.past):
        by_matter, by_text = (
            [each for each in chosen if _happened(each, question, found) is not negated]
            for chosen in (by_matter, by_text)
        )
    if len(by_matter) == 1:  # what is named itself, and what speaks of it
        by_matter += [each for each in by_text if each not in by_matter]
    return by_matter or by_text


def _happened(entry: Entry, question: Question, found: Found) -> bool:
    """Whether what is asked to have happened did: as it stands, or in that time and place."""
    kinds = question.events
    time, seats = question.time, question.seats
    if kinds and not time and not seats and not question.past:
        today = local_date(found.record.now, entry.agreement.zone)
        word = status(entry.agreement.events, today).word
        return word in {each.value for each in kinds}
    return any(_fits(each, question) for each in entry.agreement.events)


def _fits(event: Event, question: Question) -> bool:
    """Whether an event is of the kind, in the time and at the place that are asked for."""
    time = question.time
    return (
        (not question.events or event.kind in question.events)
        and (time is None or time.span.first <= event.on <= time.span.last)
        and all(seat in (event.place or "").casefold() for seat in question.seats)
    )


def exists(found: Found) -> Reply:  # noqa: PLR0911 - a case a line
    """Whether there is an agreement, or anything, with this on record."""
    question = found.question
    if found.unknown_states or (found.missing and not found.question.events):
        return nothing(found)
    if (
        found.matter
        and len(found.entries) <= MOST_OFFERED
        and (question.states or question.instruments)
    ):
        return standing.matter(found)
    if not found.named:
        return _on_a_day(found) if question.time else count(found)
    if question.instruments and not any(each.is_a(question.instruments) for each in found.entries):
        return _other_kind(found)
    if found.matter and question.events:
        return standing.whether(found)
    listed = which(found)
    if not listed.found and found.matter:
        return standing.matter(found)
    return listed


def _on_a_day(found: Found) -> Reply:
    """Anything in a time that is named: what happened then where it is over, else what is due."""
    today = local_date(found.record.now, found.record.zone)
    time = found.question.time
    return happened(found) if time and time.span.last < today else dated.due(found)


def _other_kind(found: Found) -> Reply:
    """That nothing of that kind is on record, with what is."""
    names = wording.listed([each.value for each in found.question.instruments])
    first = Line(t("None of that kind is on record ({kind}). On record is:", kind=names))
    rest = briefly(found, found.entries)
    return told(found, (first, *rest.lines), agreements=rest.agreements)


def count(found: Found) -> Reply:
    """How many agreements, deadlines or sources there are."""
    asked = set(found.question.words)
    if found.unknown_states:
        return nothing(found)
    if {"deadlines", "milestones", "deadline", "milestone"} & asked:
        return _deadlines(found)
    if "sources" in asked and found.entries:
        return _sources(found)
    if not found.named:
        total = found.record.total
        text = tn("{count} agreement is on record.", "{count} agreements are on record.", total)
        return told(found, [Line(text)])
    figures = _counted_there(found)
    return said(found, figures) if figures else _agreements(found)


def _deadlines(found: Found) -> Reply:
    reply = dated.due(found)
    total = len(reply.lines) + reply.rest if reply.milestones else 0
    first = Line(tn("{count} is recorded.", "{count} are recorded.", total))
    return told(found, (first, *reply.lines), milestones=reply.milestones, rest=reply.rest)


def _agreements(found: Found) -> Reply:
    entries = _having(found)
    if not entries:
        return nothing(found)
    total = max(len(entries), found.record.fitting or 0)
    text = tn("{count} agreement is on record:", "{count} agreements are on record:", total)
    listed = which(found)
    return told(found, (Line(text), *listed.lines), agreements=listed.agreements, rest=listed.rest)


def _sources(found: Found) -> Reply:
    """How many sources there are of each agreement that is meant."""
    lines = []
    for entry in found.entries[:MOST_OFFERED]:
        count_ = len(entry.agreement.sources)
        text = tn("{name}: {count} source.", "{name}: {count} sources.", count_)
        lines.append(Line(text.replace("{name}", entry.agreement.short_name)))
    return told(found, lines, agreements=[e.agreement for e in found.entries[:MOST_OFFERED]])


def _counted_there(found: Found) -> list[Passage]:
    """Where the one agreement that is meant says itself how many there are of what is asked."""
    if not found.matter or len(found.entries) != 1 or found.question.time:
        return []
    here = found.entries[0].agreement
    return found.best(
        Part.SUMMARY,
        share=0.99,
        fits=lambda each: each.agreement == here and _FIGURE.search(each.text) is not None,
    )


def happened(found: Found) -> Reply:
    """What happened, the latest first."""
    kinds, time = found.question.events, found.question.time
    rest = [each for each in found.matter if not is_event_word(each, kinds)]
    if found.unknown_states or (rest and found.missing):
        return nothing(found)
    if rest:
        return standing.matter(found)
    entries = found.entries if found.named and found.entries and not kinds else found.scope
    today = local_date(found.record.now, found.record.zone)
    events = [
        (entry, event)
        for entry in entries
        for event in entry.agreement.events
        if event.on <= today and _fits(event, found.question)
    ]
    events.sort(key=lambda pair: pair[1].on, reverse=True)
    if not events:
        days = wording.span(time.span.first, time.span.last) if time else ""
        return told(
            found,
            [Line(t("Nothing is recorded to have happened in this time: {days}.", days=days))],
        )
    shown = events[:MOST_LINES]
    lines = [sayings.event_line(entry.agreement, event, found.record.now) for entry, event in shown]
    return told(
        found,
        lines,
        agreements=dict.fromkeys(entry.agreement for entry, _ in shown[:MOST_OFFERED]),
        rest=len(events) - len(shown),
    )


def changed(found: Found) -> Reply:
    """What has changed on record, and what happened in the same time."""
    if found.unknown_states or (found.missing and found.matter):
        return nothing(found)
    told_ = found.record.told
    ids = {each.agreement.id for each in found.entries} if found.named else None
    lines = [_told_line(each) for each in told_ if ids is None or each.agreement_id in ids]
    names = wording.listed([each.agreement.short_name for each in found.entries]) if ids else ""
    if not lines:
        text = t("Nothing that was recorded has changed.")
        if names:
            text = t("Nothing that was recorded of {names} has changed.", names=names)
        loaded = [_told_line(each) for each in told_ if each.what == "starter catalogue loaded"]
        now = found.record.now
        stands = [sayings.status_line(each.agreement, now) for each in found.entries[:MOST_OFFERED]]
        lines = [Line(text), *loaded, *(stands if ids else ())]
    if found.question.time is not None and found.question.time.span.first <= local_date(
        found.record.now, found.record.zone
    ):
        events = happened(found)
        lines += events.lines if events.found and events.agreements else ()
    return told(
        found,
        lines[:MOST_LINES],
        agreements=[each.agreement for each in found.entries[:2]] if ids else [],
        rest=max(0, len(lines) - MOST_LINES),
    )


def _told_line(each: Told) -> Line:
    on = wording.day(each.at.date())
    subject = f"{each.milestone} ({each.agreement})" if each.milestone else each.agreement
    if each.what == "starter catalogue loaded":
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
    return Line(f"{text} {each.note}" if each.note else text)


def compare(found: Found) -> Reply:
    """Agreements point by point, one after the other."""
    entries = _compared(found)
    if found.unknown_states and len(entries) < 2:
        return nothing(found)
    if len(entries) < 2 and found.matter:
        return doubts.disputed(found)
    if len(entries) < 2:
        lines = [Line(t("Name two agreements to compare, such as Japan and Australia."))]
        return told(found, lines, agreements=[each.agreement for each in entries])
    lines = []
    milestones = []
    for entry in entries[:MOST_OFFERED]:
        agreement, now = entry.agreement, found.record.now
        ahead = [each for each in entry.milestones if each.is_open and each.due_on]
        signed = [each for each in agreement.events if each.kind is EventKind.SIGNED]
        lines += [sayings.kind_line(agreement)]
        lines += [sayings.event_line(agreement, each, found.record.now) for each in signed] or [
            sayings.status_line(agreement, now)
        ]
        lines += [sayings.milestone_line(each, now) for each in ahead[:3]]
        milestones += ahead[:3]
    return told(
        found,
        lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]],
        milestones=milestones,
    )


def _compared(found: Found) -> list[Entry]:
    """The best agreement for each state that is named, else those that fit by name."""
    sides = [match(each, found.record) for each in found.question.sides]
    named = {
        each.entries[0].agreement.id: each.entries[0]
        for each in sides
        if each.entries and not each.missing
    }
    if len(named) > 1:
        return list(named.values())
    states = [code for code in found.question.states if code != "US"]
    if len(states) < 2:
        return list(found.entries)
    chosen: dict[int, Entry] = {}
    ranked = [
        entry
        for each in found.ranked
        if each.passage.part is Part.AGREEMENT
        and (entry := found.record.entry(each.passage.agreement.id))
    ]
    for code in states:
        for entry in ranked:
            if code in entry.codes:
                chosen.setdefault(entry.agreement.id, entry)
                break
    return list(chosen.values())


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHICH: which,
    Kind.EXISTS: exists,
    Kind.COUNT: count,
    Kind.HAPPENED: happened,
    Kind.CHANGED: changed,
    Kind.COMPARE: compare,
}
