"""Replies on clauses that count days: whether the time they give is over, and their own words."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from bot.domain import wording
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.dated import when
from bot.domain.asking.due import listed
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part
from bot.domain.asking.replies import AHEAD, MOST_OFFERED, told
from bot.domain.asking.words import stem, tokens
from bot.domain.due import days_left
from bot.domain.milestones import Milestone, State, state
from bot.messages import t, tn

_PASSED = frozenset({State.OVERDUE, State.UNVERIFIED_PAST})
_UNITS = frozenset({"day", "week", "month", "year"})
_MOST = 3


def over(found: Found) -> Reply:
    """Whether a date has passed, with the days that are left or have gone by since."""
    among = [each.milestone for each in found.best(Part.MILESTONE) if each.milestone]
    if not among or not found.matter:
        among = [each for each in listed(found) if each.due_on] if found.named else []
        among = [each for each in among if state(each, found.record.now) in AHEAD | _PASSED]
    if not among:
        return when(found)
    shown = among[:_MOST]
    lines = [_line(each, found) for each in shown]
    entries = (found.record.entry(each.agreement_id) for each in shown[:MOST_OFFERED])
    return told(
        found,
        lines,
        agreements=dict.fromkeys(each.agreement for each in entries if each),
        milestones=shown,
    )


def _line(milestone: Milestone, found: Found) -> Line:
    line = sayings.milestone_line(milestone, found.record.now)
    left = days_left(milestone, found.record.now)
    if milestone.due_on is None or left is None:
        return Line(t("Not recorded as passed: {line}", line=line.text), line.sources)
    if not milestone.is_open:
        return line
    if left < 0:
        said = t("Yes, that date was {ago}: {line}", ago=wording.distance(left), line=line.text)
    elif left == 0:
        said = t("Not yet, it is today: {line}", line=line.text)
    else:
        said = tn(
            "Not yet, {count} day to go: {line}",
            "Not yet, {count} days to go: {line}",
            left,
            line=line.text,
        )
    return Line(said, line.sources)


def with_clause(reply: Reply, found: Found) -> Reply:
    """The reply with the clause that gives a date, where a number of days is named in it."""
    asked = _lengths(found.question.text)
    if not asked or not reply.found:
        return reply
    said = frozenset[tuple[str, str]]().union(*(_lengths(each.text) for each in reply.lines))
    more: list[Line] = []
    for each in reply.milestones[:_MOST]:
        texts = (each.quote or "", each.rule.phrase if each.rule else "")
        clause = next((text for text in texts if asked & _lengths(text) - said), None)
        if clause:
            sources = (each.source,) if each.source else ()
            name = sayings.named(each)
            more.append(Line(t("{name} counts “{clause}”.", name=name, clause=clause), sources))
    return replace(reply, lines=(*reply.lines[:1], *more, *reply.lines[1:])) if more else reply


def _lengths(text: str) -> frozenset[tuple[str, str]]:
    """The lengths of time that a text names: “30 days”, “six months”."""
    words = [stem(each) for each in tokens(text)]
    return frozenset(each for each in pairwise(words) if each[0].isdigit() and each[1] in _UNITS)


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.PASSED: over,
}
