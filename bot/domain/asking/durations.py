"""Replies on how long: until when something lasts, else that no end of it is recorded."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.agreements import Instrument
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.dated import when
from bot.domain.asking.happenings import is_end
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, said
from bot.domain.asking.words import stems
from bot.messages import t

_LASTS = frozenset({"last", "until", "while", "through", "cancel", "discontinu", "terminat"})


def lasting(found: Found) -> Reply:
    """For how long something lasts: its end, what says so, else that no end is recorded."""
    ended = stems("effect force stay run duration period extended beyond bind valid remain")
    about = [each for each in found.matter if each.stem not in ended]
    if about or not found.entries:
        return when(found)
    ends: list[Passage] = []
    others: list[Passage] = []
    lines: list[Line] = []
    for entry in found.entries[:MOST_OFFERED]:
        own = [each for each in entry.passages if is_end(each.milestone)]
        said_so = [
            each
            for each in entry.passages
            if each.part is Part.SUMMARY and each.words.stems & _LASTS
        ]
        ends += own
        others += [*said_so, *_elsewhere(entry, found)]
        if not own and not any(each.words.stems & stems("last until while") for each in said_so):
            name = entry.agreement.short_name
            lines.append(Line(t("{name}: no end is recorded.", name=name)))
    shown = said(found, [*ends, *others][:MOST_LINES])
    lead = lines if not ends else []
    return replace(
        shown,
        lines=tuple(dict.fromkeys((*lead, *shown.lines))),
        agreements=tuple(each.agreement for each in found.entries[:MOST_OFFERED]),
    )


def _elsewhere(entry: Entry, found: Found) -> list[Passage]:
    """The ends of measures that this agreement led to, where it has none of its own."""
    if any(is_end(each.milestone) for each in entry.passages):
        return []
    return [
        passage
        for other in found.record.entries
        if other.agreement.catalogue_key in entry.agreement.related and other.codes & entry.codes
        for passage in other.passages
        if is_end(passage.milestone) and other.agreement.instrument is Instrument.MEASURE
    ]


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.HOW_LONG: lasting,
}
