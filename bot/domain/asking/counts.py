"""Replies on whether there are any agreements of a kind, and how many."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.domain import wording
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.choosing import Wanted, asks_of_events, choose, wanted
from bot.domain.asking.due import due
from bot.domain.asking.kinds import Kind
from bot.domain.asking.lists import asks_more, how_many, which
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter
from bot.domain.asking.news import fits, happened
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import MOST_OFFERED, briefly, nothing, said, told
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
    what = wanted(found)
    if what == Wanted(binding=what.binding) and what.binding is not None and not _narrowed(found):
        return _of_force(found)
    if asks_more(found) or found.named:
        return _agreements(found)
    total = found.record.total
    text = tn("{count} agreement is on record.", "{count} agreements are on record.", total)
    return told(found, [Line(text)])


def _narrowed(found: Found) -> bool:
    """Whether only some of the record is asked about, or not all of it is at hand."""
    question = found.question
    asked = question.states or question.time or question.events or question.seats
    return bool(asked) or not found.record.whole


def _of_force(found: Found) -> Reply:
    """How many of all bind, how many do not, and of how many it is not recorded."""
    every = [each.agreement for each in found.record.entries]
    binding = sum(each.binding is True for each in every)
    free = sum(each.binding is False for each in every)
    text = t(
        "Of {total} agreements {binding} recorded as binding, {free} as not binding; of {rest} it "
        "is not recorded.",
        total=len(every),
        binding=tn("{count} is", "{count} are", binding),
        free=free,
        rest=len(every) - binding - free,
    )
    listed = which(found)
    return replace(listed, lines=(Line(text), *listed.lines))


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
        lines = (_number(found, how_many(found, entries)), *listed.lines)
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
    Kind.EXISTS: exists,
    Kind.COUNT: count,
}
