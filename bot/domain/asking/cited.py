"""Replies on sources: on what something rests, and when it was last held against them."""

import re
from collections.abc import Callable

from bot.domain import wording
from bot.domain.agreements import Agreement
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import meant, off_record
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import (
    MOST_LINES,
    nothing,
    passage_line,
    said,
    told,
)
from bot.messages import t


def sources(found: Found) -> Reply:
    """On what something rests: the source of the point that was asked, else of the agreement."""
    if not found.named:
        return _of_grade(found)
    if off_record(found):
        return nothing(found)
    parts = (Part.MILESTONE, Part.EVENT, Part.CLAIM, Part.SUMMARY)
    hits = found.best(*parts) if found.matter else _of_its_date(found)
    cited = [each for each in hits if passage_line(each, found).sources]
    if cited:
        return said(found, cited, *(_source_line(each, found) for each in cited))
    lines: list[Line] = []
    for entry in meant(found):
        lines += _unseen(entry, found)
        for source in entry.agreement.best_sources[:6]:
            by = source.publisher or source.title
            lines.append(
                Line(
                    f"{entry.agreement.short_name}: {by}, “{source.title}” ({t(source.grade)}).",
                    (source,),
                )
            )
    return (
        told(found, lines, agreements=[each.agreement for each in meant(found)])
        if lines
        else nothing(found)
    )


_ITS_DATE = re.compile(r"\b(?:date|day)\b")


def _of_its_date(found: Found) -> list[Passage]:
    """What first happened to the agreement that is meant, where the source of its date is asked."""
    if not _ITS_DATE.search(found.question.text):
        return []
    return [
        next((each for each in entry.passages if each.event is not None), entry.passages[0])
        for entry in found.entries[:1]
    ]


def _of_grade(found: Found) -> Reply:
    """The sources of a grade, of all the record: which are official?"""
    every = dict.fromkeys(
        each for entry in found.record.entries for each in entry.agreement.sources
    )
    wanted = [each for each in every if each.grade in found.question.words]
    if not wanted:
        return nothing(found)
    lines = [
        Line(f"{each.publisher or each.title}, “{each.title}” ({t(each.grade)}).", (each,))
        for each in wanted
    ]
    return told(found, lines[:MOST_LINES], rest=max(0, len(lines) - MOST_LINES))


def _unseen(entry: Entry, found: Found) -> list[Line]:
    """What is said of the text of an agreement, where its text is asked for."""
    if "text" not in found.question.words:
        return []
    return [
        sayings.summary_line(entry.agreement, [each.text])
        for each in entry.passages
        if each.part is Part.SUMMARY and "text" in each.words.stems
    ]


def _source_line(passage: Passage, found: Found) -> Line:
    source = passage_line(passage, found).sources[0]
    by = source.publisher or source.title
    return Line(
        t("Source: {by}, “{title}” ({grade}).", by=by, title=source.title, grade=t(source.grade)),
        (source,),
    )


def verified(found: Found) -> Reply:
    """When the record was last held against its sources."""
    agreements = [each.agreement for each in meant(found)] if found.named else []
    lines = [_verified(each) for each in agreements] or _verified_between(found)
    return told(found, lines, agreements=agreements) if lines else nothing(found)


def _verified(agreement: Agreement) -> Line:
    name = agreement.short_name
    if agreement.verified_on is None:
        return Line(t("{name}: when it was last checked is not recorded.", name=name))
    on = wording.day(agreement.verified_on)
    return Line(t("{name}: last checked against its sources on {on}.", name=name, on=on))


def _verified_between(found: Found) -> list[Line]:
    """The first and the last day on which an agreement of the record was checked."""
    checked = (each.agreement.verified_on for each in found.record.entries)
    days = [each for each in checked if each]
    if not days:
        return []
    text = t(
        "The record was last checked against its sources between {first} and {last}.",
        first=wording.day(min(days)),
        last=wording.day(max(days)),
    )
    return [Line(text)]


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.SOURCE: sources,
    Kind.VERIFIED: verified,
}
