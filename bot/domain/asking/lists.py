"""Replies on several agreements: which there are, and how many."""

import re
from collections.abc import Callable, Sequence

from bot.domain import wording
from bot.domain.agreements import status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
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
from bot.domain.dates.zones import local_date
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
        return due(found)
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
            if fits(each, question)
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
    return any(fits(each, question) for each in entry.agreement.events)


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
    if not found.named:
        total = found.record.total
        text = tn("{count} agreement is on record.", "{count} agreements are on record.", total)
        return told(found, [Line(text)])
    figures = _counted_there(found)
    return said(found, figures) if figures else _agreements(found)


def _deadlines(found: Found) -> Reply:
    reply = due(found)
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


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHICH: which,
    Kind.EXISTS: exists,
    Kind.COUNT: count,
}
