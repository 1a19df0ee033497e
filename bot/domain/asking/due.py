"""Replies on what is due: in a time, or next."""

import re
from collections.abc import Callable, Sequence

from bot.domain import wording
from bot.domain.asking import sayings, windows
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part, Passage
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import AHEAD, MOST_LINES, MOST_OFFERED, nothing, said, told
from bot.domain.asking.words import stem
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.due import in_reading_order
from bot.domain.milestones import OPEN_STATES, Milestone, State, state
from bot.domain.spans import Span
from bot.messages import t

_DAYS_AHEAD = 30
_ALL = 0.99


def is_open(milestone: Milestone, found: Found) -> bool:
    return state(milestone, found.record.now) in OPEN_STATES


def due(found: Found) -> Reply:
    """What falls due in a time, or in the next days."""
    if found.question.strong and found.matter:
        hits = _in_time(found) or found.best(Part.MILESTONE)
        if hits:
            return said(found, hits)
        if found.missing:
            return nothing(found)
    span = found.question.time.span if found.question.time else None
    today = local_date(found.record.now, found.record.zone)
    over = span is not None and (span.last < today or found.question.was)
    open_ = [
        each for each in listed(found) if (over or is_open(each, found)) and _fits(each, found)
    ]
    if over:
        open_ = [each for each in open_ if each.earliest_on and each.earliest_on <= today]
    if span is None:
        return _without_time(found, open_)
    begins = found.question.turn is windows.Turn.BEGINS
    inside = [each for each in open_ if span.holds(each.earliest_on, each.latest_on)]
    inside.sort(key=lambda each: each.kind is not DeadlineKind.IN_FORCE or not begins)
    return listing(found, inside, _none_in(found, span, open_), _events(found) if over else [])


def _events(found: Found) -> list[Line]:
    """What began or ended in the time that is named, as it is asked."""
    kinds, time = windows.events_in(found.question.turn), found.question.time
    entries = found.scope if found.question.states else found.entries or found.scope
    return [
        sayings.event_line(entry.agreement, event, found.record.now)
        for entry in entries
        for event in entry.agreement.events
        if event.kind in kinds and time and time.span.holds(event.on, event.on)
    ]


def _in_time(found: Found) -> list[Passage]:
    """The milestones of the time that have all that is named, by date."""
    time = found.question.time
    hits = [
        each.passage
        for each in found.ranked
        if each.share >= _ALL
        and (milestone := each.passage.milestone)
        and time is not None
        and time.span.holds(milestone.earliest_on, milestone.latest_on)
        and is_open(milestone, found)
        and _fits(milestone, found)
    ]
    hits.sort(key=lambda each: str(each.milestone and each.milestone.earliest_on))
    return hits[:MOST_LINES]


def _fits(milestone: Milestone, found: Found) -> bool:
    """Whether it is of the kind that is asked for: what expires is no meeting."""
    question = found.question
    if question.turn is not None:
        return windows.fits(milestone, question.text, question.turn)
    words = set(question.words)
    if words & {"expire", "expires", "expired", "expiring", "lapse", "lapses", "lapsed", "ends"}:
        return milestone.kind is DeadlineKind.EXPIRY
    return True


def _without_time(found: Found, open_: Sequence[Milestone]) -> Reply:
    if found.named:
        if open_:
            return listing(found, in_reading_order(open_, found.record.now), [])
        names = ", ".join(each.agreement.short_name for each in found.entries[:MOST_OFFERED])
        lines = [
            Line(t("Nothing is recorded as due under {names}: no date, no deadline.", names=names))
        ]
        lines += [
            sayings.question_line(each.agreement, question)
            for each in found.entries[:MOST_OFFERED]
            for question in each.agreement.questions[:1]
        ]
        return told(
            found, lines, agreements=[each.agreement for each in found.entries[:MOST_OFFERED]]
        )
    today = local_date(found.record.now, found.record.zone)
    near = [
        each
        for each in open_
        if state(each, found.record.now) in AHEAD | {State.OVERDUE}
        and each.earliest_on is not None
        and (each.earliest_on - today).days <= _DAYS_AHEAD
    ]
    return listing(
        found, near, [Line(t("Nothing is due in the next {days} days.", days=_DAYS_AHEAD))]
    )


def listed(found: Found) -> list[Milestone]:
    """The milestones of the agreements that are meant, of all where none is named, by date."""
    if not found.named:
        return list(found.record.milestones)
    if found.record.listed:
        return sorted(found.record.listed, key=lambda each: str(each.earliest_on or "9999"))
    entries = found.entries if found.question.strong or found.question.instruments else found.scope
    if found.question.states == ("US",) and not found.question.strong:
        entries = found.record.entries
    wanted = {each.agreement.id for each in entries}
    return [each for each in found.record.milestones if each.agreement_id in wanted]


def listing(
    found: Found,
    milestones: Sequence[Milestone],
    empty: Sequence[Line],
    happened: Sequence[Line] = (),
) -> Reply:
    """Milestones as a reply, after what happened in the same time; `empty` where there is none."""
    if not milestones and not happened:
        return told(found, empty, agreements=[each.agreement for each in found.entries[:1]])
    shown = milestones[:MOST_LINES]
    agreements = [
        entry.agreement
        for each in shown[:MOST_OFFERED]
        if (entry := found.record.entry(each.agreement_id))
    ]
    lines = [sayings.milestone_line(each, found.record.now) for each in shown]
    lines = [*windows.heading(found.question.time), *happened, *lines]
    return told(
        found,
        lines,
        agreements=dict.fromkeys(agreements),
        milestones=shown,
        rest=len(milestones) - len(shown),
    )


def _none_in(found: Found, span: Span, open_: Sequence[Milestone]) -> list[Line]:
    """That nothing falls in a time, and what comes after it."""
    days = wording.span(span.first, span.last)
    lines = [Line(t("Nothing is recorded as due in this time: {days}.", days=days))]
    later = [each for each in open_ if each.earliest_on and each.earliest_on > span.last]
    if later:
        line = sayings.milestone_line(later[0], found.record.now)
        lines.append(Line(t("The next after that: {line}", line=line.text), line.sources))
    return lines


def upcoming(found: Found) -> Reply:
    """What comes next."""
    if found.question.time is not None:
        return due(found)
    hits = found.best(Part.MILESTONE) if found.matter else []
    if found.matter and not hits:
        return nothing(found)
    among = [each.milestone for each in hits if each.milestone] if hits else listed(found)
    ahead = [each for each in among if state(each, found.record.now) in AHEAD]
    if hits and not ahead:
        return said(found, hits)
    if not ahead:
        undated = [each for each in among if is_open(each, found)]
        return listing(found, undated, [Line(t("Nothing lies ahead on record."))])
    return listing(found, ahead[: _asked_for(found.question)], [])


def _asked_for(question: Question) -> int:
    """How many are asked for: “the next five deadlines”; three unless it is said."""
    said = re.search(r"\b(?:next|first|coming) (\w+) ", question.text)
    number = stem(said[1]) if said else ""
    return min(int(number), MOST_LINES) if number.isdigit() and int(number) else 3


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.DUE: due,
    Kind.NEXT: upcoming,
}
