"""One side of a comparison, in a few lines: what it is and does, how it ends, what is open."""

import re

from bot.domain import wording
from bot.domain.agreements import EventKind
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Entry, summary_sentences
from bot.domain.asking.replies import AHEAD
from bot.domain.dates.values import Standing
from bot.domain.milestones import OPEN_STATES, Milestone, state
from bot.messages import t

_LASTS = re.compile(
    r"\b(?:end|ends|ended|cancel|discontinue|terminat\w+|withdraw|until|expires?|lasts?"
    r"|enters? into force|in force|stays in force)\b"
)
_MOST_DATED, _MOST_SENTENCES = 2, 3


def side(entry: Entry, found: Found) -> tuple[list[Line], list[Milestone]]:
    """The lines on one side, and the milestones they tell."""
    agreement, now = entry.agreement, found.record.now
    signed = [each for each in agreement.events if each.kind is EventKind.SIGNED]
    stands = [sayings.event_line(agreement, each, now) for each in signed[:1]]
    ahead = [each for each in entry.milestones if each.due_on and state(each, now) in AHEAD]
    ahead = ahead or [each for each in entry.milestones if each.is_open and each.due_on]
    lines = [
        sayings.kind_line(agreement),
        *_in_substance(entry),
        *(stands or [sayings.status_line(agreement, now)]),
        *(sayings.milestone_line(each, now) for each in ahead[:_MOST_DATED]),
        *_not_dated(entry, found),
        *(
            sayings.event_line(agreement, each, now)
            for each in agreement.events
            if each.standing is Standing.DISPUTED
        ),
    ]
    return lines, ahead[:_MOST_DATED]


def _in_substance(entry: Entry) -> list[Line]:
    """What it does, and how it begins or ends, in the record's own sentences."""
    sentences = summary_sentences(entry.agreement)
    told = sentences[:1] + [each for each in sentences[1:] if _LASTS.search(each)]
    shown = told[:_MOST_SENTENCES]
    return [sayings.summary_line(entry.agreement, shown)] if shown else []


def _not_dated(entry: Entry, found: Found) -> list[Line]:
    """What is to come without a day, by name."""
    names = [
        each.what
        for each in entry.milestones
        if not each.due_on and state(each, found.record.now) in OPEN_STATES
    ]
    if not names:
        return []
    text = t(
        "{name}: without a day: {names}.",
        name=entry.agreement.short_name,
        names=wording.listed(names, 4),
    )
    return [Line(text)]
