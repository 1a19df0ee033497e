"""Replies on dates: when, how long until, what is due, what comes next, why that day."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.domain import explanations, wording
from bot.domain.agreements import Agreement, Event, EventKind, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import ENOUGH, Found
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import AHEAD, MOST_LINES, MOST_OFFERED, nothing, related, said, told
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stem, stems, stop_words
from bot.domain.dates.conventions import convention_named
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.due import in_reading_order
from bot.domain.milestones import OPEN_STATES, UNDATED_STATES, Milestone, State, state
from bot.domain.spans import Span
from bot.messages import t, tn

_DAYS_AHEAD = 30


def when(found: Found) -> Reply:
    """When something is due or happened."""
    if not found.named and found.question.time is None:
        return upcoming(found)
    ends = _ends(found) if _asks_for_end(found) else []
    ends = ends or _ends_elsewhere(found)
    events = asked_events(found)
    if ends or events:
        own = ends or _by_own_words(found)
        return said(found, own) if own else _of_events(found, events)
    hits = _hits(found) if found.matter else []
    if hits:
        return said(found, hits, *_unless_settled(found, hits))
    only_event = all(is_event_word(each, found.question.events) for each in found.matter)
    return _of_agreements(found) if only_event and found.entries else nothing(found)


def _hits(found: Found) -> list[Passage]:
    """What is dated and has the words of the question; else what else has them."""
    hits = found.best(Part.MILESTONE, Part.EVENT)
    if hits or found.question.kind not in (Kind.WHEN, Kind.COUNTDOWN):
        return hits
    return found.best(Part.SUMMARY, Part.CLAIM, Part.QUESTION, Part.SCOPE)


def _asks_for_end(found: Found) -> bool:
    """Whether it is asked until when something lasts."""
    return bool(
        {"until", "long", "left", "expire", "expires", "ends", "end"} & set(found.question.words)
    )


def _ends(found: Found) -> list[Passage]:
    """The milestones that end what is asked about: by their words, else of the agreements meant."""
    share = ENOUGH if found.missing else 0.3
    hits = found.best(Part.MILESTONE, share=share, fits=lambda each: _is_end(each.milestone))
    question = found.question
    if hits or (found.matter and not question.events and not question.follows):
        return hits
    return [
        passage
        for entry in found.entries
        for passage in entry.passages
        if _is_end(passage.milestone)
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
        if any(_is_open(each, found) for each in entry.milestones):
            continue
        names = {each for each in stems(agreement.short_name) if each not in stop_words()}
        ends += [
            passage
            for other in found.record.entries
            if other.agreement.catalogue_key in agreement.related
            for passage in other.passages
            if _is_end(passage.milestone) and len(names & passage.words.stems) > 1
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
            not _is_end(each.milestone) and all(each.words.met(term.stem) >= 0.9 for term in named)
        ),
    )


def _is_end(milestone: Milestone | None) -> bool:
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


def _of_events(found: Found, events: Sequence[tuple[Entry, Event]]) -> Reply:
    shown = [(entry, event) for entry, event in events if _in_time(event.on, found)] or events
    lines = [
        sayings.event_line(entry.agreement, event, found.record.now)
        for entry, event in shown[:MOST_LINES]
    ]
    for entry, event in shown[:2]:
        if event.kind is EventKind.SUSPENDED:
            ends = [each for each in entry.milestones if _is_end(each) and _is_open(each, found)]
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
    open_ = [each for each in entry.milestones if _is_open(each, found)]
    wanted = [each for each in open_ if _wanted(each, found)]
    return (wanted or open_ or list(entry.milestones[-1:]))[:3], bool(wanted)


def _not_happened(agreement: Agreement, found: Found) -> list[Line]:
    """That what is asked for has not been recorded to have happened; nothing where it has."""
    kinds = found.question.events
    if not kinds or any(each.kind in kinds for each in agreement.events):
        return []
    name, word = agreement.short_name, t(kinds[0].value)
    return [Line(t("{name}: that it is {word} is not recorded.", name=name, word=word))]


def _wanted(milestone: Milestone, found: Found) -> bool:
    """Whether a milestone is of the kind that is asked for: an end, or an entry into force."""
    words = set(found.question.words)
    if words & {
        "end",
        "ends",
        "expire",
        "expires",
        "until",
        "out",
        "lapse",
        "over",
        "long",
        "left",
    }:
        return milestone.kind is DeadlineKind.EXPIRY
    if EventKind.IN_FORCE in found.question.events:
        return milestone.kind is DeadlineKind.IN_FORCE
    return False


def _is_open(milestone: Milestone, found: Found) -> bool:
    return state(milestone, found.record.now) in OPEN_STATES


def due(found: Found) -> Reply:
    """What falls due in a time, or in the next days."""
    if found.question.strong and found.matter:
        hits = found.best(Part.MILESTONE)
        if hits:
            return said(found, hits)
        if found.missing:
            return nothing(found)
    span = found.question.time.span if found.question.time else None
    today = local_date(found.record.now, found.record.zone)
    over = span is not None and (span.last < today or found.question.was)
    open_ = [
        each for each in listed(found) if (over or _is_open(each, found)) and _fits(each, found)
    ]
    if over:
        open_ = [each for each in open_ if each.earliest_on and each.earliest_on <= today]
    if span is None:
        return _without_time(found, open_)
    inside = [each for each in open_ if span.holds(each.earliest_on, each.latest_on)]
    return _list(found, inside, _none_in(found, span, open_))


def _fits(milestone: Milestone, found: Found) -> bool:
    """Whether it is of the kind that is asked for: what expires is no meeting."""
    words = set(found.question.words)
    if words & {"expire", "expires", "expired", "expiring", "lapse", "lapses", "lapsed", "ends"}:
        return milestone.kind is DeadlineKind.EXPIRY
    return True


def _without_time(found: Found, open_: Sequence[Milestone]) -> Reply:
    if found.named:
        if open_:
            return _list(found, in_reading_order(open_, found.record.now), [])
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
    return _list(
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


def _list(found: Found, milestones: Sequence[Milestone], empty: Sequence[Line]) -> Reply:
    if not milestones:
        return told(found, empty, agreements=[each.agreement for each in found.entries[:1]])
    shown = milestones[:MOST_LINES]
    agreements = [
        entry.agreement
        for each in shown[:MOST_OFFERED]
        if (entry := found.record.entry(each.agreement_id))
    ]
    lines = [sayings.milestone_line(each, found.record.now) for each in shown]
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
        undated = [each for each in among if _is_open(each, found)]
        return _list(found, undated, [Line(t("Nothing lies ahead on record."))])
    return _list(found, ahead[: _asked_for(found.question)], [])


def _asked_for(question: Question) -> int:
    """How many are asked for: “the next five deadlines”; three unless it is said."""
    said = re.search(r"\b(?:next|first|coming) (\w+) ", question.text)
    number = stem(said[1]) if said else ""
    return min(int(number), MOST_LINES) if number.isdigit() and int(number) else 3


def overdue(found: Found) -> Reply:
    """What is overdue, and what has passed without anybody having looked."""
    now = found.record.now
    among = [each.milestone for each in found.best(Part.MILESTONE) if each.milestone]
    if found.matter and not among:
        return nothing(found)
    among = among if found.matter else listed(found)
    late = [each for each in among if state(each, now) is State.OVERDUE]
    passed = [each for each in among if state(each, now) is State.UNVERIFIED_PAST]
    lines: list[Line] = []
    if found.question.kind is Kind.OVERDUE and not late:
        lines.append(Line(t("Nothing is recorded as overdue.")))
    if passed and not late:
        count = tn(
            "{count} date has passed unverified:",
            "{count} dates have passed unverified:",
            len(passed),
        )
        lines.append(Line(count))
    elif not passed and not late:
        lines.append(Line(t("No date has passed unverified.")))
    shown = [*late, *reversed(passed)][:MOST_LINES]
    lines += [sayings.milestone_line(each, now) for each in shown]
    agreements = [
        e.agreement for each in shown[:MOST_OFFERED] if (e := found.record.entry(each.agreement_id))
    ]
    return told(found, lines, agreements=dict.fromkeys(agreements), milestones=shown)


def undated(found: Found) -> Reply:
    """What has no date, and why."""
    waiting = {"awaiting", "waiting", "trigger", "waits"} & set(found.question.words)
    states = {State.AWAITING_TRIGGER} if waiting else UNDATED_STATES
    among = [each for each in listed(found) if state(each, found.record.now) in states]
    return _list(found, among, [Line(t("Nothing is recorded without a date."))])


def why(found: Found) -> Reply:
    """Why a date is what it is, or why something happened."""
    milestones = _explained(found)
    if milestones:
        lines = [line for each in milestones[:3] for line in _explanation(each, found)]
        return told(
            found,
            lines,
            milestones=milestones[:3],
            agreements=[
                e.agreement
                for each in milestones[:3]
                if (e := found.record.entry(each.agreement_id))
            ],
        )
    events = asked_events(found)
    if events:
        return _of_events(found, events)
    hits = (
        found.best(Part.EVENT, Part.MILESTONE, Part.SUMMARY, Part.CLAIM, Part.QUESTION)
        if found.matter
        else []
    )
    return said(found, hits) if hits else nothing(found)


def _explained(found: Found) -> list[Milestone]:
    """The milestones whose date is asked about: by the day that is named, else by their words."""
    time = found.question.time
    words = set(found.question.words)
    about_date = time is not None or words & {
        "date",
        "due",
        "deadline",
        "calculated",
        "computed",
        "counted",
        "rule",
        "worked",
        "days",
        "day",
    }
    time_fits = time.span.holds if time else None
    hits = found.best(
        Part.MILESTONE,
        fits=lambda each: (
            time_fits is None
            or (
                each.milestone is not None
                and time_fits(each.milestone.earliest_on, each.milestone.latest_on)
            )
        ),
    ) or found.best(Part.MILESTONE)
    matching = [each.milestone for each in hits if each.milestone]
    if found.matter and found.question.events and not about_date:
        return []
    among = matching if found.matter or (time and found.question.strong) else listed(found)
    if time is not None:
        on = [each for each in among if time.span.holds(each.earliest_on, each.latest_on)]
        return on or (matching if found.matter else [])
    return among if about_date or (found.matter and not found.question.events) else []


def _explanation(milestone: Milestone, found: Found) -> list[Line]:
    deadline, rule = milestone.deadline, milestone.rule
    line = sayings.milestone_line(milestone, found.record.now)
    if deadline is None:
        return [line]
    steps = explanations.steps(deadline, rule)
    clause = t("The clause: “{clause}”.", clause=rule.phrase) if rule else ""
    working = " ".join(step if step.endswith((".", "”")) else f"{step}." for step in steps[:6])
    by_hand = milestone.override
    if by_hand:
        working += " " + t("A person set it: {reason}.", reason=by_hand.reason)
    return [line, Line(sayings.plainly(f"{clause} {working}").strip(), line.sources)]


def rolling(found: Found) -> Reply:
    """What happens to a date that falls on a holiday or at a weekend, by the conventions in use."""
    named = listed(found) or list(found.record.milestones)
    labels = dict.fromkeys(each.convention for each in named)
    if not labels:
        labels = dict.fromkeys(each.agreement.convention for each in found.entries)
    lines = []
    for label in labels:
        convention = convention_named(label)
        says = " ".join(convention.says)
        under = [each.agreement for each in named if each.convention == label]
        names = wording.listed(list(dict.fromkeys(under)), 3)
        name = convention.name[:1].upper() + convention.name[1:]
        text = f"{name} ({names}): {says}" if names else f"{name}: {says}"
        lines.append(Line(f"{text} {t('Authority: {name}.', name=convention.authority)}"))
    return told(
        found,
        lines,
        agreements=[each.agreement for each in found.entries[:1]] if found.named else [],
    )


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHEN: when,
    Kind.COUNTDOWN: when,
    Kind.DUE: due,
    Kind.NEXT: upcoming,
    Kind.OVERDUE: overdue,
    Kind.UNVERIFIED: overdue,
    Kind.UNDATED: undated,
    Kind.WHY: why,
    Kind.ROLLING: rolling,
}
