"""Questions: what somebody typed, read as what it asks and of what."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.agreements import EventKind, Instrument
from bot.domain.asking import eastern, places, slips, synonyms
from bot.domain.asking.kinds import Kind
from bot.domain.asking.times import Time, find_time
from bot.domain.asking.ways import kind_of
from bot.domain.asking.words import STOP, WEAK, stem, tidied, tokens

MOST_PARTS = 2
MOST_TERMS = 16

_PERSON = re.compile(r"<@!?(\d{15,20})>")
_PART = re.compile(
    r"[?？]+\s*|[,;]? (?:and|also|plus|or)?,? ?(?:and|also|plus) "
    r"(?=(?:until |since |by )?"
    r"(?:when|where|who|why|what|how|which|is|are|was|were|has|did|does)\b)"
)
_PHRASES = (
    (
        r"\b(?:pull|pulls|pulled|pulling|back|backs|get|gets|getting|walk|opt)"
        r"(?: \w+)? (?:out|away)\b",
        "withdraw",
    ),
    (r"\bout of (?:it|the|this)\b", "withdraw"),
    (r"\b(?:kick|kicks|kicked) (?:in|off)\b", "start"),
    (r"\b(?:run|runs|ran|running) out\b", "expire"),
    (r"\b(?:come|comes|coming|snap|snaps|kick|kicks) back\b|\bbe(?:en)? back\b|\bback\b", "again"),
    (r"\b(?:take|takes|took|taking|into|in|came into|come into) effect\b", "in force"),
    (r"\btask[ -]force\b", "taskforce"),
    (r"\b(?:take|takes|took|taking) over\b", "chair"),
    (r"\b(?:set|sets|setting) up\b", "start"),
    (r"\bput(?:s|ting)? up\b", "provide"),
    (r"\bper ?cent\b", "%"),
    (r"\b(?:on hold|shelved|called off)\b", "suspended"),
    (r"\bright now\b|\bas of (?:now|today)\b|\bat the moment\b", " "),
    (r"\bup to now\b|\bso far\b", " "),
    (r"\bquad\b", "quad"),
)
"""What people say in several words -> the one word for it."""

_EVENTS: tuple[tuple[str, EventKind], ...] = (
    ("signed", EventKind.SIGNED),
    ("force", EventKind.IN_FORCE),
    ("effective", EventKind.IN_FORCE),
    ("suspended", EventKind.SUSPENDED),
    ("ratified", EventKind.RATIFIED),
    ("terminated", EventKind.TERMINATED),
    ("void", EventKind.REPORTED_VOID),
    ("valid", EventKind.REPORTED_VOID),
    ("announced", EventKind.ANNOUNCED),
    ("published", EventKind.PUBLISHED),
    ("extended", EventKind.EXTENDED),
    ("amended", EventKind.AMENDED),
    ("met", EventKind.MET),
    ("commenced", EventKind.COMMENCED),
)
_PAST = re.compile(r"\b(?:was|were|did|had|has|have|been|ago|signed|happened|last|since|past)\b")
_REFERS = re.compile(r"\b(?:it|its|they|them|their|that one|this one|those|he|she)\b")
_LENGTHS = re.compile(r"\b(?:due|coming|happening|deadlines?|expir\w+|anything|falls?|next)\b")
_INSTRUMENTS = {
    "mou": Instrument.MOU,
    "mous": Instrument.MOU,
    "memorandum": Instrument.MOU,
    "memoranda": Instrument.MOU,
    "framework": Instrument.FRAMEWORK,
    "partnership": Instrument.PARTNERSHIP,
}
_UNITS = frozenset({"day", "week", "month", "year", "billion", "million", "tonn"})
_NO_TIMES = frozenset({Kind.SAYS, Kind.SOURCE})

_ASKING_WORDS: dict[Kind, str] = {
    Kind.COMPARE: "compare comparison compared side difference differences differ contrast",
    Kind.CHANGED: "change changes changed moved shifted postponed edited news updates developments",
    Kind.HAPPENED: "happened occurred",
    Kind.SAYS: "says said claim claims claimed reported report wrote writes told longer no "
    "disagreement disagree disagreements",
    Kind.ROLLING: "holiday holidays weekend weekends sunday sundays saturday saturdays business "
    "working non fall falls land lands move moves shift roll",
    Kind.VERIFIED: "checked verified reviewed sources source fresh reliable",
    Kind.UNVERIFIED: "unverified verified verification passed checking unconfirmed",
    Kind.SOURCE: "source sources citation cite cited reference references evidence proof link url "
    "website come from reported",
    Kind.OPEN: "open outstanding unanswered unresolved pending remaining unclear unknown missing "
    "gaps question questions issue issues item items",
    Kind.DISPUTED: "disputed dispute contested disagree disagreement disagreements conflict "
    "conflicting contradict controversial debated source sources agreed differ discrepancy no",
    Kind.WHY: "calculated computed counted worked reckoned derived arrived determined reason no",
    Kind.OWNER: "owner owners owns owned responsible accountable charge answers handles assigned "
    "deputy lead leads person tracks manages",
    Kind.MINE: "own responsible charge handle assigned someone plate",
    Kind.OVERDUE: "overdue late missed slipped behind past",
    Kind.UNDATED: "no without undated awaiting waiting trigger event lacking missing",
    Kind.NEXT: "upcoming coming soonest nearest earliest",
    Kind.COUNT: "many number count",
    Kind.PARTIES: "party parties signatory signatories members member participants participant "
    "partners partner counterpart takes part participates joined belongs no",
    Kind.STANDS: "status progress state situation position",
    Kind.WHERE: "city place town location venue capital",
    Kind.BINDING: "binding nonbinding non bind binds bound legally enforceable legal obliged "
    "obligation mandatory obligatory compulsory political commitment law hard soft",
    Kind.COUNTDOWN: "left remaining countdown go",
    Kind.HOW_LONG: "duration lasting",
    Kind.HOW_MUCH: "amount sum size value",
    Kind.WHEN: "often frequently regularly",
    Kind.DUE: "owe due expire expires expiring lapse falling scheduled calendar agenda "
    "timeline horizon"
    "radar urgent pressing ends end starts begins",
    Kind.WHICH: "list name party",
}
"""The words that only say what is asked; what they name is no matter of its own."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that names something: its stem, as it was typed, and how much it says.

    A `weak` one helps to tell things apart and need not be met; a `number` has to be.
    """

    stem: str
    typed: str
    weak: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question, read.

    `states` are the codes of states that it names, `seats` towns where something may have happened,
    `elsewhere` states of which no more than the name is known. `words` are all of its words in
    order. `refers`: it speaks of “it”, and so of what was asked before. `persons` are the ids of
    people whom it mentions.
    """

    asked: str
    text: str
    kind: Kind
    words: tuple[str, ...]
    terms: tuple[Term, ...] = ()
    states: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    instruments: frozenset[Instrument] = frozenset()
    events: tuple[EventKind, ...] = ()
    time: Time | None = None
    persons: tuple[int, ...] = ()
    refers: bool = False
    past: bool = False

    @property
    def names_nothing(self) -> bool:
        """Whether it names no subject of its own."""
        return not (self.states or self.instruments or self.strong)

    @property
    def strong(self) -> tuple[Term, ...]:
        """The words that the answer has to speak of."""
        return tuple(each for each in self.terms if not each.weak)


def read_questions(
    asked: str, *, today: date, zone: str, recorded: Collection[str] | None = None
) -> tuple[Question, ...]:
    """The one or two questions in what somebody typed; none in what has no words.

    `recorded` holds the words of the record, to tell a name from a slip; without them nothing that
    is typed is taken for a slip.
    """
    persons = tuple(int(found) for found in _PERSON.findall(asked))
    text = _PERSON.sub(" @someone ", asked)
    if eastern.is_eastern(text):
        text = eastern.in_english(text, recorded or ()) or text
    text = tidied(text.replace("@someone", "atsomeone")).replace("atsomeone", "@someone")
    if not tokens(text):
        return ()
    parts = [part.strip(" ,.!") for part in _PART.split(text) if part and part.strip(" ,.!")]
    meant = parts[:MOST_PARTS] or [text]
    if recorded is not None:
        meant = [slips.mended(part, recorded) for part in meant]
    read = [_read(asked, each, today, zone, persons) for each in meant]
    return tuple(_carried(read)) if len(read) > 1 else tuple(read)


def _carried(read: Sequence[Question]) -> list[Question]:
    """The second question speaks of what the first one named, unless it names something itself."""
    first, second = read[0], read[1]
    if not second.names_nothing and not second.refers:
        return [first, second]
    if first.kind is second.kind and second.names_nothing and not second.time:
        return [first]
    return [
        first,
        replace(
            second,
            states=second.states or first.states,
            instruments=second.instruments or first.instruments,
            terms=(*second.terms, *(each for each in first.terms if each not in second.terms)),
            words=(*second.words, *first.words),
            events=second.events or first.events,
            time=second.time,
        ),
    ]


def _read(asked: str, text: str, today: date, zone: str, persons: tuple[int, ...]) -> Question:
    kind = kind_of(text) or Kind.WHAT
    past = _PAST.search(text) is not None
    time = None
    if kind not in _NO_TIMES:
        lengths = kind in (Kind.DUE, Kind.NEXT, Kind.MINE) or bool(_LENGTHS.search(text))
        past_time = kind in (Kind.CHANGED, Kind.HAPPENED) or (past and kind is not Kind.DUE)
        time = find_time(text, today=today, zone=zone, past=past_time, lengths=lengths)
    rest = text.replace(time.words, " ", 1) if time else text
    for pattern, word in _PHRASES:
        rest = re.sub(pattern, word, rest)
    states, seats, left = _states(tokens(rest))
    asking = frozenset(stem(each) for each in _ASKING_WORDS.get(kind, "").split())
    terms = tuple(each for each in _terms(left) if each.stem not in asking)
    terms = _counted_term(text, kind) + terms
    return Question(
        asked=asked,
        text=text,
        kind=kind,
        words=tuple(tokens(text)),
        terms=terms,
        states=states,
        seats=seats,
        instruments=frozenset(_INSTRUMENTS[stem(w)] for w in left if stem(w) in _INSTRUMENTS),
        events=_events(terms),
        time=time,
        persons=persons,
        refers=_REFERS.search(text) is not None,
        past=past,
    )


def _states(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """The codes of the states that are named, the towns that something was in, and what is left."""
    codes: dict[str, None] = {}
    seats: list[str] = []
    left: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(3, len(words) - place), 0, -1):
            called = " ".join(words[place : place + size])
            code = places.state_called(called)
            if code is None:
                continue
            if places.is_seat(called) and place and words[place - 1] in ("in", "at"):
                seats.append(called)
            else:
                codes.setdefault(code)
                if places.is_seat(called):
                    left.append(f"~{called}")
            place += size
            break
        else:
            left.append(words[place])
            place += 1
    return tuple(codes), tuple(seats), left


def _terms(words: Sequence[str]) -> tuple[Term, ...]:
    found: dict[str, Term] = {}
    for word in _with_units(words):
        if word.startswith("~"):
            found.setdefault(word[1:], Term(word[1:], word[1:], weak=True))
            continue
        root = " ".join(stem(each) for each in word.split())
        if root in STOP or root in _INSTRUMENTS or (len(root) < 2 and not root.isdigit()):
            continue
        number = any(each.isdigit() for each in root)
        found.setdefault(root, Term(root, word, weak=root in WEAK, number=number))
    return tuple(found.values())[:MOST_TERMS]


def _with_units(words: Sequence[str]) -> list[str]:
    """The words, numbers with the unit that follows them: “six months” is one thing."""
    joined: list[str] = []
    for word in words:
        before = stem(joined[-1]) if joined else ""
        if before.replace(".", "").isdigit() and stem(word) in _UNITS:
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


def _counted_term(text: str, kind: Kind) -> tuple[Term, ...]:
    """What is to be counted, however common its name: “how many countries”."""
    counted = re.search(r"\bhow many ([a-z]{3,})\b", text)
    if kind is not Kind.HOW_MUCH or counted is None:
        return ()
    return (Term(stem(counted[1]), counted[1]),)


def _events(terms: Sequence[Term]) -> tuple[EventKind, ...]:
    """What is asked to have happened, by the words that say so."""
    found: dict[EventKind, None] = {}
    for term in terms:
        for word, kind in _EVENTS:
            root = stem(word)
            same = synonyms.group(root)
            if term.stem == root or (same is not None and synonyms.group(term.stem) == same):
                found.setdefault(kind)
    return tuple(found)


def is_event_word(term: Term, events: Sequence[EventKind]) -> bool:
    """Whether a word is one of those that say what is asked to have happened."""
    return bool(events) and bool(set(_events([term])) & set(events))
