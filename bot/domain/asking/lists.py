"""Replies on several agreements: which there are, and how many."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain import wording
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.choosing import Wanted, asks_of_events, choose, only, wanted
from bot.domain.asking.due import due
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter
from bot.domain.asking.news import fits, happened
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, briefly, nothing, said, told
from bot.domain.asking.standing import whether
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stem
from bot.domain.dates.zones import local_date
from bot.messages import t, tn

_NUMBER_OF = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r" (?:\w+ )?(?:agreements|frameworks|memoranda|instruments|accords|deals)",
    re.IGNORECASE,
)
"""How many there are of something, as a text says it."""


def which(found: Found) -> Reply:
    """The agreements that are all that is asked for."""
    if found.unknown_states:
        return nothing(found)
    lead, entries = _chosen(found)
    if not entries:
        return nothing(found) if found.matter or not _asked(found) else told(found, [lead])
    question = found.question
    if question.time and not question.past and not question.events:
        return _due(found, entries)
    lines = [line for each in entries[:MOST_LINES] for line in _why_listed(each, found)]
    return told(
        found,
        [lead, *lines] if lead.text else lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]],
        rest=max(0, _total(found, entries) - MOST_LINES),
    )


def _due(found: Found, entries: Sequence[Entry]) -> Reply:
    """What falls due under the agreements that are asked for."""
    return due(only(found, entries)) if wanted(found).narrows else due(found)


def _asked(found: Found) -> bool:
    return wanted(found).narrows or asks_of_events(found.question)


def _total(found: Found, entries: Sequence[Entry]) -> int:
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
        return matter(found)
    if not found.named:
        return _on_a_day(found) if question.time else count(found)
    if question.instruments and not any(each.is_a(question.instruments) for each in found.entries):
        return _other_kind(found)
    if found.matter and question.events:
        return whether(found)
    listed = which(found)
    if not listed.found and found.matter:
        return matter(found)
    return listed


def _on_a_day(found: Found) -> Reply:
    """Anything in a time that is named: what happened then where it is over, else what is due."""
    today = local_date(found.record.now, found.record.zone)
    time = found.question.time
    return happened(found) if time and time.span.last < today else due(found)


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
    if _asked(found) or found.named:
        return _agreements(found)
    total = found.record.total
    text = tn("{count} agreement is on record.", "{count} agreements are on record.", total)
    return told(found, [Line(text)])


def _deadlines(found: Found) -> Reply:
    reply = due(found)
    total = len(reply.lines) + reply.rest if reply.milestones else 0
    first = Line(tn("{count} is recorded.", "{count} are recorded.", total))
    if not found.record.whole:  # no more of them are read than are shown
        first = Line(tn("At least {count} is recorded.", "At least {count} are recorded.", total))
    return told(found, (first, *reply.lines), milestones=reply.milestones, rest=reply.rest)


def _agreements(found: Found) -> Reply:
    """How many are all that is asked for, and just these; first what an agreement says itself."""
    figures = _counted_there(found)
    own = said(found, figures) if figures else None
    if own and (wanted(found).words or not asks_of_events(found.question)):
        return own
    entries = choose(found, wanted(found))
    listed = which(found)
    if entries:
        lines = (_number(found, _total(found, entries)), *listed.lines)
        listed = replace(listed, lines=lines)
    return (
        replace(listed, lines=tuple(dict.fromkeys((*own.lines, *listed.lines)))) if own else listed
    )


def _number(found: Found, total: int) -> Line:
    """How many there are; of a record that is not read whole no more than what was seen."""
    what = wanted(found)
    narrowed = what.kinds or what.noun or what.binding is not None or asks_of_events(found.question)
    counted = found.record.fitting is not None and not narrowed
    if not found.record.whole and not counted:
        text = tn(
            "At least {count} agreement is on record:",
            "At least {count} agreements are on record:",
            total,
        )
        return Line(text)
    return Line(tn("{count} agreement is on record:", "{count} agreements are on record:", total))


def _sources(found: Found) -> Reply:
    """How many sources there are of each agreement that is meant."""
    lines = []
    for entry in found.entries[:MOST_OFFERED]:
        count_ = len(entry.agreement.sources)
        text = tn("{name}: {count} source.", "{name}: {count} sources.", count_)
        lines.append(Line(text.replace("{name}", entry.agreement.short_name)))
    return told(found, lines, agreements=[e.agreement for e in found.entries[:MOST_OFFERED]])


def _counted_there(found: Found) -> list[Passage]:
    """Where an agreement's own text says how many there are: “It signed eleven frameworks”."""
    question = found.question
    if question.time or question.seats:
        then = [each for each in found.scope if _in_time_and_place(each, question)]
    else:
        then = list(found.entries) if found.matter and len(found.entries) == 1 else []
    own = [each for each in question.strong if not is_event_word(each, question.events)]
    terms = [each for each in (*wanted(found).words, *own) if each in found.matter]
    return [
        passage
        for entry in then
        for passage in entry.passages
        if passage.part is Part.SUMMARY
        and _NUMBER_OF.search(passage.text)
        and all(passage.words.met(each.stem) >= 0.9 for each in terms)
        and all(passage.words.met(stem(each.value)) >= 0.9 for each in question.events)
    ][:2]


def _in_time_and_place(entry: Entry, question: Question) -> bool:
    anything = replace(question, events=())
    return any(fits(each, anything) for each in entry.agreement.events)


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHICH: which,
    Kind.EXISTS: exists,
    Kind.COUNT: count,
}
