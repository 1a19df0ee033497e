"""Replies on sources: on what something rests, and when it was last held against them."""

from collections.abc import Callable, Iterable

from bot.domain import wording
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
    hits = found.best(Part.MILESTONE, Part.EVENT, Part.CLAIM) if found.matter else []
    cited = [each for each in hits if passage_line(each, found).sources]
    if cited:
        return said(found, cited, *(_source_line(each, found) for each in cited))
    lines: list[Line] = []
    for entry in meant(found):
        lines += _unseen(entry, found)
        for source in entry.agreement.sources[:6]:
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
    entries: Iterable[Entry] = meant(found) if found.named else ()
    lines = []
    for entry in entries:
        agreement = entry.agreement
        if agreement.verified_on is None:
            lines.append(
                Line(
                    t(
                        "{name}: when it was last checked is not recorded.",
                        name=agreement.short_name,
                    )
                )
            )
        else:
            on = wording.day(agreement.verified_on)
            lines.append(
                Line(
                    t(
                        "{name}: last checked against its sources on {on}.",
                        name=agreement.short_name,
                        on=on,
                    )
                )
            )
    if not lines:
        days = [
            each.agreement.verified_on
            for each in found.record.entries
            if each.agreement.verified_on
        ]
        if not days:
            return nothing(found)
        first, last = wording.day(min(days)), wording.day(max(days))
        lines = [
            Line(
                t(
                    "The record was last checked against its sources between {first} and {last}.",
                    first=first,
                    last=last,
                )
            )
        ]
    return told(found, lines, agreements=[each.agreement for each in entries])


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.SOURCE: sources,
    Kind.VERIFIED: verified,
}
