"""Windows: what a question of a stretch of days asks to end, to begin or to be done in it."""

import re
from enum import StrEnum

from bot.domain.agreements import EventKind
from bot.domain.asking.answers import Line
from bot.domain.asking.kinds import Kind
from bot.domain.asking.times import Time, in_words
from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Milestone
from bot.messages import t


class Turn(StrEnum):
    """What is to come about in the days that are named."""

    DUE = "due"
    ENDS = "ends"
    BEGINS = "begins"


_OPEN = re.compile(
    r"^(?:(?:so|and|but|also|or) )*(?:(?:is|are|has|have|had|do|does|did|will) )?(?:there )?"
    r"(?:be )?(?:anything|something|nothing|everything|what|which|any|all|stuff|things?)\b"
    r"(?! (?:countries|country|states?|governments?|nations?|people|minister|about|if"
    r"|happened|day)\b)"
)
_OUT = r"(?:out|off|away|down)"
_WRITTEN = {
    Turn.DUE: (
        r"\b(?:(?:still |yet )?(?:must|shall|should|ha(?:s|ve) (?:got )?to|needs? (?:to )?"
        r"|is to|are to"
        r"|supposed to|meant to)(?: (?:be|get|happen))?|matur\w*|fell due|f[ae]lls? due"
        r"|falling due|due"
        r"|(?:needs? |be |get |to )(?:done?|doing|finished|completed|delivered|met|settled)"
        r"|left to do|to do|to be done|to get done|deadlines?|on the (?:calendar|agenda))\b"
    ),
    Turn.BEGINS: (
        r"\b(?:(?:com(?:e|es|ing)|came|go|goes|went|snap\w*|kick\w*|switched|turned|spring\w*) "
        r"(?:back|in|on)(?: again)?(?: (?:in|into|to) (?:effect|force))?"
        r"|(?:be|is|are|been) back(?: (?:in|into) (?:effect|force))?"
        r"|(?:tak(?:e|es|ing)|took) effect|(?:com(?:e|es|ing)|came|enter(?:s|ed)?) into "
        r"(?:effect|force)"
        r"|kick(?:s|ed|ing)?|snap(?:s|ped|ping)?"
        r"|resum(?:e|es|ed|ing)|return(?:s|ed|ing)?|re-?appl(?:y|ies|ied)|appl(?:y|ies|ied) again"
        r"|re-?activate[sd]?|re-?impose[sd]?|reinstate[sd]?|restart(?:s|ed|ing)?|revives?|revived"
        r"|unfreez\w+|becom(?:e|es|ing) effective|became effective|again)\b"
    ),
    Turn.ENDS: (
        rf"\b(?:end(?:s|ed|ing)?|expir(?:e|es|ed|ing)|laps(?:e|es|ed|ing)|stop(?:s|ped|ping)?"
        rf"|cease[sd]?|(?:runs?|ran|running) {_OUT}|(?:falls?|fell|falling) {_OUT}"
        r"|clos(?:e|es|ed|ing)|com(?:e|es|ing) to an end|came to an end|sunsets?)\b"
    ),
}
_TURNS = {turn: re.compile(written) for turn, written in _WRITTEN.items()}
_WAS = re.compile(
    r"\b(?:came|took|ran|went|kicked|snapped|returned|resumed|restarted|began|started|stopped|ceased"
    r"|matured|lapsed|expired|ended|fell|closed|applied|entered|became|reinstated|sprang)\b"
)
_WILL = re.compile(r"\b(?:will|must|shall|should|may|can|to) (?:be |have |get )?(?:\w+ )?$")
_PAUSES = re.compile(
    r"\b(?:suspensions?|pauses?|freezes?|reprieves?|truces?|moratori\w+|standstills?)\b"
)
_LAPSES = re.compile(r"suspen|exclu|pause|exempt")
"""What ends so that something else applies again."""

_KINDS = frozenset(
    {Kind.WHAT, Kind.AWAITED, Kind.WHETHER, Kind.WHICH, Kind.DUE, Kind.BINDING, Kind.NEXT}
    | {Kind.EXISTS, Kind.WHEN, Kind.HOW_LONG}
)
_EVENTS = {
    Turn.DUE: frozenset[EventKind](),
    Turn.ENDS: frozenset({EventKind.TERMINATED, EventKind.EXPIRED}),
    Turn.BEGINS: frozenset(
        {EventKind.IN_FORCE, EventKind.RESUMED, EventKind.PROVISIONALLY_APPLIED}
        | {EventKind.COMMENCED}
    ),
}


def turn_of(text: str, kind: Kind, time: Time | None) -> Turn | None:
    """What a question of anything at all asks to come about in its time; None for all others."""
    if time is None or kind not in _KINDS or not _OPEN.match(text):
        return None
    rest = text.replace(time.words, " ", 1)
    found = (turn for turn in Turn if _TURNS[turn].search(rest))
    turn = next((each for each in found if each is not Turn.DUE), None)
    if turn is Turn.ENDS and re.search(r"\b(?:deadlines?|dates|milestones|due)\b", rest):
        return Turn.DUE
    return turn or (Turn.DUE if _TURNS[Turn.DUE].search(rest) else None)


def without_turn(text: str) -> str:
    """The words of such a question without those that only say what comes about."""
    for pattern in (*_TURNS.values(), _PAUSES):
        text = pattern.sub(" ", text)
    return text


def is_over(text: str) -> bool:
    """Whether it asks what has come about already: “what lapsed”, not “what will be stopped”."""
    found = _WAS.search(text)
    return found is not None and not _WILL.search(text[: found.start()])


def fits(milestone: Milestone, text: str, turn: Turn | None) -> bool:
    """Whether a milestone is such an end or such a beginning."""
    what = milestone.what.casefold()
    if turn is Turn.ENDS:
        ends = milestone.kind is DeadlineKind.EXPIRY
        return ends and (not _PAUSES.search(text) or "suspen" in what)
    if turn is Turn.BEGINS:
        return milestone.kind is DeadlineKind.IN_FORCE or (
            milestone.kind is DeadlineKind.EXPIRY and _LAPSES.search(what) is not None
        )
    return True


def events_in(turn: Turn | None) -> frozenset[EventKind]:
    """The kinds of events that are such an end or such a beginning."""
    return _EVENTS[turn] if turn else frozenset()


def heading(time: Time | None) -> list[Line]:
    """The time as it was understood, where it is more than a day."""
    if time is None or time.span.days == 1:
        return []
    return [Line(t("In this time: {days}.", days=in_words(time.span)), small=True)]
