"""Replies on what is not sure: open questions, claims that differ, who says what."""

import re
from collections.abc import Callable, Collection, Sequence

from bot.domain.agreements import Agreement, Claim
from bot.domain.asking import matters, sayings, synonyms
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.naming import ABOUT
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import (
    MOST_LINES,
    MOST_OFFERED,
    nothing,
    passage_line,
    related,
    said,
    told,
)
from bot.domain.asking.terms import Term
from bot.domain.asking.words import stem
from bot.domain.dates.values import Standing
from bot.messages import t

_FIGURE = re.compile(
    r"\d|%|\b(?:billion|million|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b",
    re.IGNORECASE,
)
_SUM = re.compile(r"%|\$|€|\b(?:billion|million|dollars?|euros?|yen)\b", re.IGNORECASE)
_FIGURES = (Part.MILESTONE, Part.CLAIM, Part.SUMMARY, Part.EVENT, Part.QUESTION)
_MONEY = frozenset({synonyms.group(stem("money")), synonyms.group(stem("invest"))})


def is_on_money(terms: Sequence[Term], passage: Passage) -> bool:
    """Whether a sum is claimed, where no more than money is asked about."""
    asked = all(synonyms.group(each.stem) in _MONEY for each in terms)
    return asked and passage.claim is not None and bool(_SUM.search(passage.claim.statement))


def open_points(found: Found) -> Reply:
    """The questions that the record leaves open."""
    if found.matter:
        hits = found.best(Part.QUESTION)
        if hits:
            return said(found, hits)
        if matters.off_record(found):
            return nothing(found)
    entries: Sequence[Entry] = found.entries[:MOST_OFFERED] if found.named else found.record.entries
    every = [
        (each.agreement, question) for each in entries for question in each.agreement.questions
    ]
    lines = [
        sayings.question_line(agreement, question) for agreement, question in every[:MOST_LINES]
    ]
    if not lines:
        lines = [
            Line(t("{name}: no open question is recorded.", name=each.agreement.short_name))
            for each in entries[:MOST_OFFERED]
        ]
    return told(
        found,
        lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]] if found.named else [],
        rest=max(0, len(every) - MOST_LINES),
    )


def disputed(found: Found) -> Reply:
    """Where sources differ: the claims on each point, side by side."""
    if matters.off_record(found):
        return nothing(found)
    hits = found.best(Part.CLAIM) if found.matter else _on_words(found)
    points = {(each.agreement.id, each.claim.point) for each in hits if each.claim}
    entries: Sequence[Entry] = found.entries[:MOST_OFFERED] if found.named else found.record.entries
    if points:
        ids = {id_ for id_, _ in points}
        entries = [each for each in found.record.entries if each.agreement.id in ids]
    by_entry = [(each.agreement, _differing(each, points, found)) for each in entries]
    agreements = [agreement for agreement, own in by_entry if own]
    lines = [line for _, own in by_entry for line in own]
    if not lines:
        return matters.matter(found) if found.matter else _undisputed(found, entries)
    if not found.named:
        lines = _one_of_each(found, agreements, lines)
    return told(
        found,
        lines[:MOST_LINES],
        agreements=agreements[:MOST_OFFERED],
        rest=max(0, len(lines) - MOST_LINES),
    )


def _on_words(found: Found) -> list[Passage]:
    """The claims that have the words of the question themselves, not only by a name."""
    return [
        each.passage
        for each in found.ranked
        if each.passage.part is Part.CLAIM
        and found.question.strong
        and all(each.passage.words.met(term.stem) >= ABOUT for term in found.question.strong)
        and found.among_named(each.passage)
    ]


def _differing(entry: Entry, points: Collection[tuple[int, str]], found: Found) -> list[Line]:
    """What is claimed on these points of an agreement; on all, with what is disputed, on none."""
    agreement = entry.agreement
    if points:
        claims = [each for each in agreement.claims if (agreement.id, each.point) in points]
        return sayings.claim_lines(agreement, claims)
    events = [each for each in agreement.events if each.standing is Standing.DISPUTED]
    lines = [sayings.event_line(agreement, each, found.record.now) for each in events]
    return [*lines, *sayings.claim_lines(agreement, agreement.claims)]


def _undisputed(found: Found, entries: Sequence[Entry]) -> Reply:
    agreements = [each.agreement for each in entries[:MOST_OFFERED]]
    names = ", ".join(each.short_name for each in agreements)
    line = Line(t("No claims that differ are recorded of {names}.", names=names))
    return told(found, [line] if found.named else [], agreements=agreements)


def _one_of_each(found: Found, agreements: list[Agreement], lines: list[Line]) -> list[Line]:
    """Of all the record the points alone, and events that are disputed."""
    short = [
        Line(
            t(
                "{name}: sources differ on {points}.",
                name=each.short_name,
                points=", ".join(dict.fromkeys(f"“{claim.point}”" for claim in each.claims)),
            )
        )
        for each in agreements
        if each.claims
    ]
    disputed_events = [
        sayings.event_line(each, event, found.record.now)
        for each in agreements
        for event in each.events
        if event.standing is Standing.DISPUTED
    ]
    return [*disputed_events, *short] or lines


def who_says(found: Found) -> Reply:
    """Who makes a claim, and who makes another on the same point."""
    if matters.off_record(found) and not found.best(Part.CLAIM):
        return nothing(found)
    hits = found.best(Part.CLAIM, share=0.5) if found.matter or found.question.strong else []
    if not hits and not found.matter:
        return disputed(found)
    if not hits:
        hits = _resting_on(found)
        hits = hits or found.best(Part.EVENT, Part.MILESTONE, Part.SUMMARY, Part.QUESTION)
        return said(found, hits) if hits else nothing(found)
    lines = [passage_line(each, found) for each in hits]
    for passage in hits:
        lines += sayings.claim_lines(
            passage.agreement, _same_point(passage.agreement, passage.claim)
        )
    return told(found, lines, agreements=dict.fromkeys(each.agreement for each in hits))


def _resting_on(found: Found) -> list[Passage]:
    """What the record takes from the source that is named, and the source."""
    cited = found.best(Part.SOURCE, share=0.5, most=2)
    sources = {each.source for each in cited}
    told_there = [
        each.passage
        for each in found.ranked
        if each.passage.part in (Part.MILESTONE, Part.EVENT, Part.CLAIM)
        and set(passage_line(each.passage, found).sources) & sources
    ]
    return [*told_there[:4], *cited]


def _same_point(agreement: Agreement, claim: Claim | None) -> list[Claim]:
    return [each for each in agreement.claims if claim and each.point == claim.point]


def how_much(found: Found) -> Reply:
    """A figure: only passages that hold one answer, and of money only those that hold a sum."""
    if not found.named:
        return nothing(found)
    money = [each for each in found.matter if synonyms.group(each.stem) in _MONEY]
    figure = _SUM if money or not found.matter else _FIGURE

    def holds(passage: Passage) -> bool:
        return figure.search(_own_words(passage)) is not None

    counted = _counted(found)
    if counted:
        return said(found, counted)
    hits = found.best(*_FIGURES, most=5, fits=holds) if found.matter else []
    if not hits and len(money) == len(found.matter):
        # Of money itself every sum speaks that is recorded of the agreements which are meant.
        hits = [
            each.passage
            for each in found.ranked
            if each.passage.part in _FIGURES and holds(each.passage)
        ][:5]
    if not hits:
        return nothing(found) if found.matter else matters.matter(found)
    return said(found, hits, *related(found, [each.agreement for each in hits[:1]]))


def _counted(found: Found) -> list[Passage]:
    """Where the very things that are to be counted stand after a figure: “six announcements”."""
    asked = re.search(r"\bhow many ([a-z]{3,})\b", found.question.text)
    if asked is None:
        return []
    root = stem(asked[1])
    nouns = "|".join(each.removesuffix("y") for each in (root, *synonyms.others(root)))
    figure = re.compile(rf"(?:{_FIGURE.pattern})\w*\W+(?:\w+\W+)?(?:{nouns})", re.IGNORECASE)
    here = {each.agreement.id for each in found.entries}
    others = [each for each in found.matter if each.stem != root and not each.weak]
    counted = [
        each.passage
        for each in found.ranked
        if each.passage.agreement.id in here
        and each.passage.part is not Part.QUESTION
        and figure.search(_own_words(each.passage))
        and all(each.passage.words.met(term.stem) >= ABOUT for term in others)
    ]
    return counted[:_MOST_COUNTED]


_MOST_COUNTED = 3


def _own_words(passage: Passage) -> str:
    """What the record says itself, without the dates that are reckoned from it."""
    milestone, claim, event = passage.milestone, passage.claim, passage.event
    if milestone is not None:
        clause = milestone.rule.phrase if milestone.rule else ""
        return f"{milestone.what} {milestone.quote or ''} {clause}"
    if claim is not None:
        return claim.statement
    return (event.note or "") if event is not None else passage.text


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.OPEN: open_points,
    Kind.DISPUTED: disputed,
    Kind.SAYS: who_says,
    Kind.HOW_MUCH: how_much,
}
