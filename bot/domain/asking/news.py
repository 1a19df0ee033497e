"""Replies on what happened, and on what has changed on record."""

from collections.abc import Callable

from bot.domain import wording
from bot.domain.agreements import Event
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, nothing, told
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.times import Time
from bot.domain.dates.zones import local_date
from bot.domain.histories import News, Told, words
from bot.messages import t


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
    if rest:
        return matter(found)
    entries = found.entries if found.named and found.entries and not kinds else found.scope
    today = local_date(found.record.now, found.record.zone)
    events = [
        (entry, event)
        for entry in entries
        for event in entry.agreement.events
        if event.on <= today and fits(event, found.question)
    ]
    events.sort(key=lambda pair: pair[1].on, reverse=True)
    if not events:
        return told(found, [_nothing_happened(time)])
    shown = events[:MOST_LINES]
    lines = [sayings.event_line(entry.agreement, event, found.record.now) for entry, event in shown]
    return told(
        found,
        lines,
        agreements=dict.fromkeys(entry.agreement for entry, _ in shown[:MOST_OFFERED]),
        rest=len(events) - len(shown),
    )


def _nothing_happened(time: Time | None) -> Line:
    if time is None:
        return Line(t("Nothing of that kind is recorded to have happened."))
    days = wording.span(time.span.first, time.span.last)
    return Line(t("Nothing is recorded to have happened in this time: {days}.", days=days))


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


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.HAPPENED: happened,
    Kind.CHANGED: changed,
}
