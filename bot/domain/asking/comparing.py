"""Replies on several things side by side: which comes first, and how they differ."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.agreements import Agreement
from bot.domain.asking import doubts, sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.choosing import nouns_of
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found, match
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, nothing, said, told
from bot.domain.asking.scoring import ENOUGH
from bot.domain.asking.sides import side
from bot.domain.asking.ways import own_words
from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Milestone
from bot.messages import t

_ENDS = frozenset(
    {"end", "ends", "expire", "expires", "expired", "lapse", "lapses", "out", "until"}
)
_DUE = frozenset({"due", "deadline", "deadlines", "falls", "fall", "comes", "next", "sooner"})
_OF_AGREEMENTS = frozenset({"oldest", "newest", "youngest", "recent", "earliest"})
_LATEST = frozenset({"last", "latest", "furthest", "farthest", "final", "distant", "later"})
_NEWEST = frozenset({"newest", "youngest", "recent"})
_ALL = 0.99


@dataclass(frozen=True, slots=True)
class _Dated:
    """A line with the day by which it is put in order."""

    on: date
    line: Line
    agreement: Agreement
    milestone: Milestone | None = None


def order(found: Found) -> Reply:
    """The things that are asked about, the earliest first."""
    sides = [match(each, found.record) for each in found.question.sides]
    if any(each.unknown_states or each.missing for each in sides) or found.unknown_states:
        lost = next((each for each in sides if each.unknown_states or each.missing), found)
        return nothing(lost)
    among = [each for side in sides for each in _dates(side, found)[:1]]
    among = among or _pool(found)
    if not among:
        return nothing(found)
    late = not found.question.sides and bool((_LATEST | _NEWEST) & set(found.question.words))
    among.sort(key=lambda each: each.on, reverse=late)
    lead = t("The latest first:") if late else t("The earliest first:")
    shown = list(dict.fromkeys(among))[:MOST_LINES]
    return told(
        found,
        [Line(lead), *(each.line for each in shown)],
        agreements=dict.fromkeys(each.agreement for each in shown),
        milestones=[each.milestone for each in shown if each.milestone],
        rest=len(among) - len(shown),
    )


def _pool(found: Found) -> list[_Dated]:
    """Where no two things are named: all that is due and fits the words, else what happened."""
    hits = [
        each.passage.milestone
        for each in found.ranked
        if each.passage.milestone and (each.share >= _ALL or not found.matter)
    ]
    ends = bool(_ENDS & set(found.question.words))
    if ends:
        hits = [each for each in hits if each.kind is DeadlineKind.EXPIRY]
    past = found.question.past or bool(_OF_AGREEMENTS & set(found.question.words))
    if (past and not ends) or not hits:
        return [each for entry in found.scope for each in of_events(entry, found)]
    return _of_milestones([each for each in hits if each.is_open], found, found)


def _dates(side: Found, asked: Found) -> list[_Dated]:
    """What is dated of one side, the likeliest to be meant first."""
    hits = side.best(Part.MILESTONE) if side.matter else []
    if hits:
        return _of_milestones([each.milestone for each in hits if each.milestone], side, asked)
    entries = side.entries or (side.scope if side.named else ())
    words = set(asked.question.words)
    if not asked.question.events and (words & _ENDS or words & _DUE):
        milestones = [each for entry in entries for each in entry.milestones if each.due_on]
        if words & _ENDS:
            milestones = [each for each in milestones if each.kind is DeadlineKind.EXPIRY]
        return _of_milestones(milestones, side, asked)
    return [each for entry in entries for each in of_events(entry, asked)]


def _of_milestones(milestones: Sequence[Milestone], side: Found, asked: Found) -> list[_Dated]:
    found = []
    for each in milestones:
        entry = side.record.entry(each.agreement_id)
        if each.due_on and entry:
            line = sayings.milestone_line(each, asked.record.now)
            found.append(_Dated(each.due_on, line, entry.agreement, each))
    return found


def of_events(entry: Entry, asked: Found) -> list[_Dated]:
    """The event that is asked about, else the first that is recorded."""
    events = sorted(entry.agreement.events, key=lambda each: each.on)
    wanted = [each for each in events if each.kind in asked.question.events]
    if asked.question.events and not wanted:
        return []
    return [
        _Dated(
            each.on,
            sayings.event_line(entry.agreement, each, asked.record.now),
            entry.agreement,
        )
        for each in (wanted or events)[:1]
    ]


def compare(found: Found) -> Reply:
    """Agreements point by point, one after the other."""
    entries = _compared(found)
    if found.unknown_states and len(entries) < 2:
        return nothing(found)
    if len(entries) < 2 and found.matter:
        return doubts.disputed(found)
    if len(entries) < 2:
        lines = [Line(t("Name two agreements to compare, such as Japan and Australia."))]
        return told(found, lines, agreements=[each.agreement for each in entries])
    on_point = _on_point(found, entries[:MOST_OFFERED])
    if not on_point or len({each.agreement for each in on_point}) < len(entries):
        wider = [each for each in found.scope if _others(found.question.states)]
        better = _on_point(found, wider)
        if len({each.agreement for each in better}) > 1:
            on_point = better
    if on_point:
        entry_of = found.record.entry
        shown = [
            frozenset(e.codes - {"US"}) for each in on_point if (e := entry_of(each.agreement.id))
        ]
        silent = [
            Line(t("{name}: nothing on this is recorded.", name=each.agreement.short_name))
            for each in entries[:MOST_OFFERED]
            if not any(each.codes & codes for codes in shown)
        ]
        return said(found, on_point, *silent)
    lines = []
    milestones = []
    for entry in entries[:MOST_OFFERED]:
        own, ahead = side(entry, found)
        lines += own
        milestones += ahead
    return told(
        found,
        lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]],
        milestones=milestones,
    )


def _matched(found: Found) -> list[Found]:
    """What each side means; a party that is named once is that of the other side as well."""
    states = next((each.states for each in found.question.sides if _others(each.states)), ())
    sides = []
    for each in found.question.sides:
        own = match(each, found.record)
        if states and not _others(each.states):
            carried = match(replace(each, states=states), found.record)
            own = carried if carried.entries and not carried.missing else own
        sides.append(own)
    return sides


def _others(states: Sequence[str]) -> list[str]:
    return [code for code in states if code != "US"]


def _on_point(found: Found, entries: Sequence[Entry]) -> list[Passage]:
    """What the agreements that are compared say on the one point that is asked of them."""
    own = own_words(Kind.COMPARE)
    about = [
        each
        for each in found.question.strong
        if each.stem not in own and not any(entry.names.met(each.stem) >= 0.9 for entry in entries)
    ]
    nouns = nouns_of(found)
    about = [each for each in about if each.stem not in nouns and each.stem != "diff"]
    parts = (Part.MILESTONE, Part.CLAIM, Part.SUMMARY, Part.QUESTION)
    return [
        passage
        for entry in entries
        for part in parts
        for passage in entry.passages
        if about
        and passage.part is part
        and (
            all(passage.words.met(each.stem) >= ENOUGH for each in about)
            or (part is Part.CLAIM and doubts.is_on_money(about, passage))
        )
    ]


def _compared(found: Found) -> list[Entry]:
    """The best agreement for each state that is named, else those that fit by name."""
    sides = _matched(found)
    named = {
        each.entries[0].agreement.id: each.entries[0]
        for each in sides
        if each.entries and not each.missing
    }
    if len(named) > 1:
        return list(named.values())
    states = [code for code in found.question.states if code != "US"]
    if len(states) < 2:
        return list(found.entries)
    chosen: dict[int, Entry] = {}
    ranked = [
        entry
        for each in found.ranked
        if each.passage.part is Part.AGREEMENT
        and (entry := found.record.entry(each.passage.agreement.id))
    ]
    for code in states:
        for entry in ranked:
            if code in entry.codes:
                chosen.setdefault(entry.agreement.id, entry)
                break
    return list(chosen.values())


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.COMPARE: compare,
    Kind.ORDER: order,
}
