"""The latest of something, whenever that was, and what is next or open of it."""

from collections.abc import Iterable, Sequence

from bot.domain.agreements import Event
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Entry
from bot.domain.asking.replies import AHEAD, MOST_LINES, MOST_OFFERED, told
from bot.domain.milestones import state
from bot.messages import t

_LAST = 3
"""What is told of the latest of something, where no time is named."""


def latest(
    found: Found,
    entries: Sequence[Entry],
    happened: Sequence[tuple[Entry, Event]],
    edits: Iterable[Line],
) -> Reply:
    """The last that happened to what is named, whenever that was, and what is next or open."""
    now = found.record.now
    ids = {each.agreement.id for each in entries}
    events = happened[:_LAST]
    lines = [sayings.event_line(entry.agreement, event, now) for entry, event in events]
    lines += edits
    if not lines:
        lines = [sayings.status_line(each.agreement, now) for each in entries[:MOST_OFFERED]]
    ahead = [
        each
        for each in found.record.milestones
        if each.agreement_id in ids and state(each, now) in AHEAD
    ][:1]
    for each in ahead:
        line = sayings.milestone_line(each, now)
        lines.append(Line(t("Next: {line}", line=line.text), line.sources))
    if not ahead:
        concerned = [entry for entry, _ in events] or entries
        asked = [
            (each.agreement, open_) for each in concerned for open_ in each.agreement.questions
        ]
        lines += [sayings.question_line(agreement, open_) for agreement, open_ in asked[:1]]
    concerned_by = [entry.agreement for entry, _ in events] or [each.agreement for each in entries]
    return told(
        found,
        lines[:MOST_LINES],
        agreements=dict.fromkeys(concerned_by[:MOST_OFFERED]),
        milestones=ahead,
    )
