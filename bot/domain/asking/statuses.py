"""Replies on states: what is overdue, unverified, ahead or without a date, or several of these."""

from collections.abc import Callable

from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.due import listed, listing
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part
from bot.domain.asking.replies import AHEAD, MOST_LINES, MOST_OFFERED, nothing, told
from bot.domain.asking.states import Status
from bot.domain.milestones import UNDATED_STATES, Milestone, State, state
from bot.messages import t, tn

_FEW = 3


def overdue(found: Found) -> Reply:
    """What is overdue, what has passed without anybody having looked, and what else is asked."""
    among = [each.milestone for each in found.best(Part.MILESTONE) if each.milestone]
    if found.matter and not among:
        return nothing(found)
    among = among if found.matter else listed(found)
    alone = Status.OVERDUE if found.question.kind is Kind.OVERDUE else Status.UNVERIFIED
    asked = found.question.statuses or {alone}
    lines: list[Line] = []
    shown: list[Milestone] = []
    if asked & {Status.OVERDUE, Status.UNVERIFIED}:
        lines, shown = _passed(among, found, late=Status.OVERDUE in asked)
    if Status.AHEAD in asked:
        ahead = _in_states(among, AHEAD, found)[:_FEW]
        empty = Line(t("Nothing lies ahead on record."))
        lines += [Line(t("Next:"), small=True), *_lines(ahead, found)] if ahead else [empty]
        shown += ahead
    if Status.UNDATED in asked:
        undated = _in_states(among, UNDATED_STATES, found)
        empty = Line(t("Nothing is recorded without a date."))
        more = [Line(t("Without a date:"), small=True), *_lines(undated, found)]
        lines += more if undated else [empty]
        shown += undated
    agreements = [
        e.agreement for each in shown[:MOST_OFFERED] if (e := found.record.entry(each.agreement_id))
    ]
    return told(found, lines, agreements=dict.fromkeys(agreements), milestones=shown)


def _passed(
    among: list[Milestone], found: Found, *, late: bool
) -> tuple[list[Line], list[Milestone]]:
    """What is late and what has passed unverified; that nothing is late, where `late` is asked."""
    missed = _in_states(among, {State.OVERDUE}, found)
    passed = _in_states(among, {State.UNVERIFIED_PAST}, found)
    count = len(passed)
    lines: list[Line] = []
    if missed or (not passed and not late):
        lines = [] if missed else [Line(t("No date has passed unverified."))]
    elif not passed:
        lines = [Line(t("Nothing is recorded as overdue, and no date has passed unverified."))]
    else:
        least = t("At least ") if not found.record.whole else ""
        text = tn(
            "{least}{count} date has passed unverified.",
            "{least}{count} dates have passed unverified.",
            count,
            least=least,
        )
        lines = [Line(t("Nothing is recorded as overdue.")), Line(text)] if late else [Line(text)]
    shown = [*missed, *reversed(passed)][:MOST_LINES]
    return [*lines, *_lines(shown, found)], shown


def _in_states(
    among: list[Milestone], states: frozenset[State] | set[State], found: Found
) -> list[Milestone]:
    return [each for each in among if state(each, found.record.now) in states]


def _lines(milestones: list[Milestone], found: Found) -> list[Line]:
    return [sayings.milestone_line(each, found.record.now) for each in milestones]


def undated(found: Found) -> Reply:
    """What has no date, and why."""
    waiting = {"awaiting", "waiting", "trigger", "waits"} & set(found.question.words)
    states = {State.AWAITING_TRIGGER} if waiting else UNDATED_STATES
    among = _in_states(listed(found), states, found)
    return listing(found, among, [Line(t("Nothing is recorded without a date."))])


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.OVERDUE: overdue,
    Kind.UNVERIFIED: overdue,
    Kind.UNDATED: undated,
}
