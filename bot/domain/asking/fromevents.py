"""Times that an event gives: “after the Busan meeting”, “before the duty ends”."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found, match
from bot.domain.asking.passages import Record
from bot.domain.asking.questions import Question
from bot.domain.asking.times import Time
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.spans import Span


def in_time(question: Question, record: Record) -> Question:
    """The question with the days after or before an event as its time, where that is on record."""
    given = question.from_event
    found = match(given.event, record) if given else None
    if given is None or found is None or found.missing or len(found.entries) != 1:
        return question
    happened = [each.on for each in found.entries[0].agreement.events]
    if not happened:
        return question
    today = local_date(record.now, record.zone)
    on = min(happened)
    span = Span(on + timedelta(days=1), max(on + timedelta(days=1), today))
    if given.lead == "before":
        if given.rest.kind in (Kind.DUE, Kind.NEXT):
            return _until_event(question, given.event, found, today)
        span = Span(on - timedelta(days=3650), on - timedelta(days=1))
    return replace(given.rest, time=Time(span, given.event.text), past=True)


def _until_event(question: Question, event: Question, found: Found, today: date) -> Question:
    """What is due before something that has its day; else what it waits for itself."""
    ahead = [
        each.due_on
        for each in found.entries[0].milestones
        if each.due_on and each.due_on > today and each.kind is not DeadlineKind.ACT_BY
    ]
    if not ahead or question.kind is Kind.AWAITED:
        return replace(event, kind=Kind.AWAITED)
    span = Span(today, min(ahead) - timedelta(days=1))
    rest = question.from_event.rest if question.from_event else question
    return replace(rest, time=Time(span, event.text))
