"""Sayings: what the record says of one thing, in sentences that claim no more than it does."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.domain import wording
from bot.domain.agreements import Agreement, Claim, Event, status
from bot.domain.asking.answers import Line
from bot.domain.dates.values import DeadlineKind, DeadlineState, Precision, Standing
from bot.domain.dates.zones import local_date
from bot.domain.due import days_left
from bot.domain.milestones import Milestone, Modality, State, days_late, state
from bot.messages import t, tn

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_LONG_DATE = re.compile(rf"\b(\d{{1,2}}) ({_MONTHS})( \d{{4}})?\b")


def plainly(text: str) -> str:
    """A text of the record with its dates as all others are written: “10 Nov 2026”."""
    line = " ".join(text.split())
    return _LONG_DATE.sub(lambda found: f"{found[1]} {found[2][:3]}{found[3] or ''}", line)


def named(milestone: Milestone) -> str:
    """A milestone with its agreement: “Joint research (US-Japan Framework)”."""
    return f"{milestone.what} ({milestone.agreement})"


def milestone_line(milestone: Milestone, now: datetime) -> Line:
    """What is to be by when, how firmly, and what came of it."""
    text = f"{named(milestone)}: {when_due(milestone, now)}{outcome(milestone, now)}"
    sources = (milestone.source,) if milestone.source else ()
    return Line(text, sources)


def when_due(milestone: Milestone, now: datetime) -> str:
    """The date in words with its other readings, or why there is none; a whole sentence."""
    deadline = milestone.deadline
    if deadline is None or deadline.due is None:
        return _no_date(milestone)
    on = wording.dated(deadline.due, deadline.precision)
    if deadline.precision is Precision.DAY:
        on = t("{on} in {place}", on=on, place=wording.place(milestone.zone))
    else:
        on = t("the end of {period}", period=on)
    parts = [_led(milestone, on)]
    days = days_left(milestone, now)
    ahead = milestone.is_open and days is not None and days >= 0
    if ahead and deadline.precision is Precision.DAY:
        parts.append(wording.distance(days or 0))
    others = _other_readings(milestone)
    if others:
        parts.append(t("or by another reading {days}", days=others))
    if not milestone.is_certain:
        parts.append(t("not certain"))
    return f"{', '.join(parts)}."


def _led(milestone: Milestone, on: str) -> str:  # noqa: PLR0911 - a case a line
    """The date with how it binds whom."""
    who = _together(milestone.obligors)
    if milestone.kind is DeadlineKind.IN_FORCE:
        return t("from {on}", on=on)
    if milestone.kind is DeadlineKind.EXPIRY:
        return on
    match milestone.modality:
        case Modality.INTENDS if who:
            several = len(milestone.obligors) > 1 or (who.endswith("s") and "States" not in who)
            if several:
                return t("{who} intend this by {on}", who=who, on=on)
            return t("{who} intends this by {on}", who=who, on=on)
        case Modality.INTENDS:
            return t("intended by {on}", on=on)
        case Modality.SHALL if who:
            return t("due by {on}, an obligation of {who}", who=who, on=on)
        case Modality.SHALL:
            return t("due by {on}", on=on)
        case Modality.MAY if who:
            return t("by {on}, an option of {who}", who=who, on=on)
    return t("by {on}", on=on)


def _together(names: Sequence[str]) -> str:
    """Names as a sentence has them: “Japan and United States”."""
    if len(names) < 2:
        return "".join(names)
    first, last = wording.listed(names[:-1]), names[-1]
    return t("{first} and {last}", first=first, last=last)


def _no_date(milestone: Milestone) -> str:
    deadline, rule = milestone.deadline, milestone.rule
    if deadline and deadline.state is DeadlineState.AWAITING_TRIGGER and rule:
        return t("no date yet; it waits for an event: “{clause}”.", clause=rule.phrase)
    if milestone.no_date_reason:
        reason = plainly(milestone.no_date_reason)
        firm = wording.commitment(milestone.modality, milestone.obligors)
        firm = f"{firm}; " if firm else ""
        return t("{firm}no date is recorded. {reason}", firm=firm, reason=reason)
    if deadline and deadline.state is DeadlineState.INDEFINITE:
        return t("without a fixed date.")
    return t("no date is recorded.")


def _other_readings(milestone: Milestone) -> str:
    """The other days on which it may fall, with why."""
    deadline = milestone.deadline
    if deadline is None or deadline.due is None or deadline.precision is not Precision.DAY:
        return ""
    names: dict[date, list[str]] = {}
    for each in deadline.readings:
        if each.counts and each.on != deadline.due:
            names.setdefault(each.on, []).append(each.name)
    if len(names) > 4:
        return ""
    return ", ".join(
        f"{wording.day(on)} ({'; '.join(every)})" for on, every in sorted(names.items())
    )


def outcome(milestone: Milestone, now: datetime) -> str:
    """What became of it, as a sentence after a space; nothing while it lies ahead."""
    settlement = milestone.settlement
    match state(milestone, now):
        case State.OVERDUE:
            return " " + t("It is overdue.")
        case State.DUE_TODAY:
            return " " + t("One of these days is today.") if _other_readings(milestone) else ""
        case State.UNVERIFIED_PAST:
            return " " + t("That date has passed; what came of it is unverified: not recorded.")
        case State.DONE_ON_TIME | State.DONE_LATE if settlement:
            late = days_late(milestone)
            done = t("Recorded as done on {on}", on=wording.day(settlement.on))
            if late:
                done += tn(", {count} day late", ", {count} days late", late)
            notes = [each.note for each in milestone.evidence[-1:]]
            return f" {done}." + "".join(f" {plainly(note)}" for note in notes)
        case now_state if settlement:
            on, word = wording.day(settlement.on), wording.state_word(now_state)
            note = f" {plainly(settlement.note)}" if settlement.note else ""
            return " " + t("It is recorded as {word}, since {on}.", word=word, on=on) + note
    return ""


def event_line(agreement: Agreement, event: Event, now: datetime) -> Line:
    """What happened, when and where, and how sure the record is of it."""
    on = wording.dated(event.on, event.precision)
    lead = t("{word} on {on}", word=event.kind.value, on=on)
    if event.on > local_date(now, event.zone):
        lead = t("recorded as {word} on {on}, a day to come", word=event.kind.value, on=on)
    elif event.kind.value in wording.LASTING:
        lead = t("{word} from {on} on", word=event.kind.value, on=on)
    parts = [lead + (t(" in {place}", place=event.place) if event.place else "")]
    parts += [f"{each.name}: {wording.day(each.on)}" for each in event.also_on]
    sure = sureness(event)
    text = f"{agreement.short_name}: {', '.join(parts)}{sure}."
    note = f" {plainly(event.note)}" if event.note else ""
    return Line(text + note, (event.source,) if event.source else ())


def sureness(event: Event) -> str:
    """Who says so, where the record is not sure; empty where it is."""
    if event.standing is Standing.CONFIRMED:
        return ""
    word = wording.standing_word(event.standing)
    if event.source is None:
        return f" ({word})"
    by = event.source.publisher or event.source.title
    return f" ({t('{word}, says {publisher}', word=word, publisher=by)})"


def status_line(agreement: Agreement, now: datetime) -> Line:
    """Where an agreement stands and since when."""
    stands = status(agreement.events, local_date(now, agreement.zone))
    event = stands.event
    if event is None:
        return Line(t("{name}: no event is recorded.", name=agreement.short_name))
    where = t(" in {place}", place=event.place) if event.place else ""
    text = (
        f"{agreement.short_name}: {wording.stands(stands, weekday=True)}{where}{sureness(event)}."
    )
    note = f" {plainly(event.note)}" if stands.disputed and event.note else ""
    return Line(text + note, (event.source,) if event.source else ())


def kind_line(agreement: Agreement) -> Line:
    """Of what kind it is, whether it binds and between whom."""
    kind = wording.kind(agreement.instrument, agreement.binding)
    parties = wording.listed([each.name for each in agreement.parties], 6)
    return Line(f"{agreement.short_name}: {kind}; {parties}.", agreement.best_sources[:1])


def claim_lines(agreement: Agreement, claims: Sequence[Claim]) -> list[Line]:
    """Claims on one point side by side, with who makes each."""
    return [
        Line(
            t(
                "{name}, {point}: {who} says “{statement}”.",
                name=agreement.short_name,
                point=claim.point.rstrip("?"),
                who=claim.claimed_by,
                statement=plainly(claim.statement),
            ),
            (claim.source,) if claim.source else (),
        )
        for claim in claims
    ]


def summary_line(agreement: Agreement, sentences: Sequence[str]) -> Line:
    """What the record's summary says of an agreement, on its first sources."""
    text = plainly(" ".join(sentences))
    return Line(f"{agreement.short_name}: {text}", agreement.best_sources[:2])


def scope_line(agreement: Agreement) -> Line:
    """What an agreement covers."""
    covers = ", ".join(agreement.commodities) or t("no commodity is recorded")
    topics = ", ".join(agreement.topics)
    text = t("{name} covers on record: {covers}", name=agreement.short_name, covers=covers)
    return Line(
        f"{text}; {t('topics: {topics}', topics=topics)}." if topics else f"{text}.",
        agreement.best_sources[:1],
    )


def question_line(agreement: Agreement, question: str) -> Line:
    """What nobody knows yet."""
    return Line(
        t("Open on {name}: {question}", name=agreement.short_name, question=plainly(question))
    )


def dates_of(milestone: Milestone) -> tuple[date, ...]:
    """The prevailing date and the others, in order of weight."""
    days = [milestone.due_on, milestone.earliest_on, milestone.latest_on]
    return tuple(dict.fromkeys(each for each in days if each is not None))
