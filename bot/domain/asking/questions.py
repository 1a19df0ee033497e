"""Questions: what somebody typed, read as what it asks and of what."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.agreements import EventKind, Instrument
from bot.domain.asking import askedtimes, eastern, slips, windows
from bot.domain.asking.groups import Group, group_in
from bot.domain.asking.kinds import Kind
from bot.domain.asking.parts import is_more, parts_of, speaks_of_people, speaks_of_the_deal
from bot.domain.asking.states import Status, statuses_in, without_statuses
from bot.domain.asking.tables import table
from bot.domain.asking.terms import (
    Term,
    events_of,
    instruments_in,
    is_event_word,
    states_in,
    terms_of,
)
from bot.domain.asking.times import Time
from bot.domain.asking.ways import kind_of
from bot.domain.asking.words import stem, tidied, tokens

_PERSON = re.compile(r"<@!?(\d{15,20})>")
_SIDES = re.compile(
    r"[,;:]| (?:or|and|versus|than|with|from|to|before|after)(?= )|\bbetween\b|\bcompare[ds]?\b"
)
_OTHER_DAY = re.compile(
    r"\b(?:and not|not|or|and|rather than) (?:the |on )*\d{1,2}(?:st|nd|rd|th)?$"
)
_REFERS = re.compile(
    r"\b(?:it|its|they|them|their|that one|this one|those|he|she)\b"
    r"|\b(?:was|is|did|does|has|about|of) (?:that|this)(?: \w+)?$"
)
_BETWEEN = (Kind.COMPARE, Kind.ORDER)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, read.

    `states` are the codes of states that it names, `seats` towns where something may have happened,
    `elsewhere` states of which no more than the name is known. `words` are all of its words in
    order. `refers`: it speaks of “it”, and so of what was asked before; `follows`: that has been
    added to it. `sides` are the things between which it asks; `from_event` that it asks of the time
    after or before an event, with what it asks otherwise. `persons` are the ids of people whom
    it mentions; `group` are the states to whose agreements it is limited.
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
    was: bool = False
    turn: windows.Turn | None = None
    statuses: frozenset[Status] = frozenset()
    follows: bool = False
    sides: tuple["Question", ...] = ()
    from_event: "FromEvent | None" = None
    group: Group | None = None

    @property
    def row(self) -> tuple[str, ...]:
        """The stems of its words, in order."""
        return tuple(stem(each) for each in self.words)

    @property
    def names_nothing(self) -> bool:
        """Whether it names no subject of its own."""
        return not (self.states or self.instruments or self.strong)

    @property
    def strong(self) -> tuple[Term, ...]:
        """The words that the answer has to speak of."""
        return tuple(each for each in self.terms if not each.weak)


@dataclass(frozen=True, slots=True)
class FromEvent:
    """A time that is given by an event: “after the Busan meeting”; `rest` is the other words."""

    lead: str
    event: Question
    rest: Question


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
    parts = parts_of(text)
    parts = replace(parts, asked=(text,)) if statuses_in(text, kind_of(text)) else parts
    meant = {} if recorded is None else slips.meant(text, recorded)
    read = [
        _as_typed(_read(asked, slips.put(part, meant), today, zone, persons), meant)
        for part in parts.asked
    ]
    if parts.told:
        told = _read(asked, slips.put(parts.told, meant), today, zone, ())
        read[0] = _of_what_was_told(read[0], told)
    return tuple(_carried(read)) if len(read) > 1 else tuple(read)


def _of_what_was_told(question: Question, told: Question) -> Question:
    """A question of “their framework” after “I see the Japanese” is one of the Japanese.

    What else was told is no matter of it.
    """
    whole = (
        question.names_nothing and not question.time and question.kind not in askedtimes.IN_TIMES
    )
    said = not question.strong and speaks_of_the_deal(question.text)
    if question.states or not (question.refers or whole or said):
        return question
    # “When was that?” asks of all that was told, “their deadlines” only of those who were named.
    bare = question.names_nothing and not speaks_of_people(question.text)
    terms = (each if bare else replace(each, weak=True) for each in told.terms)
    return replace(
        question,
        states=told.states,
        instruments=question.instruments or told.instruments,
        terms=(*question.terms, *terms),
        words=(*question.words, *told.words),
        events=question.events or (told.events if bare else ()),
        follows=bare and not told.names_nothing,
    )


def _as_typed(question: Question, meant: Mapping[str, str]) -> Question:
    """The question with its words as they were typed, where one was taken for a slip."""
    typed = {word: each for each, other in meant.items() for word in tokens(other)}
    terms = (replace(each, typed=typed.get(each.typed, each.typed)) for each in question.terms)
    return replace(question, terms=tuple(terms)) if meant else question


def _carried(read: Sequence[Question]) -> list[Question]:
    """The second question speaks of what the first one named, unless it names that itself.

    One that names another state alone asks the same of it: “and Australia?”, “and what does
    Beijing say?”.
    """
    first, second = read[0], read[1]
    if second.kind is Kind.PASSED and not (second.states or second.instruments):
        second = replace(second, states=first.states, instruments=first.instruments)
        return [first, second]
    if second.kind is Kind.WHAT and is_more(second.text):
        return [first, replace(second, kind=first.kind)]
    if second.states and not (second.instruments or second.strong or second.refers):
        return [first, replace(second, terms=_joined(second, first))]
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
            terms=_joined(second, first),
            words=(*second.words, *first.words),
            events=second.events or first.events,
            follows=second.names_nothing,
        ),
    ]


def _joined(second: Question, first: Question) -> tuple[Term, ...]:
    """The terms of the second question, and those of the first that it does not name itself."""
    return (*second.terms, *(each for each in first.terms if each not in second.terms))


def _read(asked: str, text: str, today: date, zone: str, persons: tuple[int, ...]) -> Question:
    group, text = group_in(askedtimes.plainly(text))
    kind = kind_of(text) or Kind.WHAT
    statuses = statuses_in(text, kind)
    kind = Kind.OVERDUE if statuses else kind
    if kind in (Kind.COUNTDOWN, Kind.HOW_LONG) and askedtimes.counts_from_event(text):
        kind = Kind.WHEN  # the clause itself tells how many days
    past = askedtimes.speaks_of_the_past(text) or kind in (Kind.CHANGED, Kind.HAPPENED)
    was = askedtimes.was(text) or windows.is_over(text)
    time, turn = askedtimes.time_and_turn(text, kind, today, zone, past=past, was=was)
    kind = Kind.DUE if turn else kind
    rest = _OTHER_DAY.sub("", text.replace(time.words, " ", 1).strip()) if time else text
    rest = windows.without_turn(rest) if turn else rest
    rest = without_statuses(rest) if statuses else rest
    for pattern, word in table("words")["phrases"]:
        rest = re.sub(pattern, word, rest)
    states, seats, left = states_in(tokens(rest))
    terms = terms_of(left, kind, text)
    return Question(
        asked=asked,
        text=text,
        kind=kind,
        words=tuple(tokens(text)),
        terms=terms,
        states=states,
        seats=seats,
        instruments=instruments_in(left),
        events=events_of(terms),
        time=time,
        persons=persons,
        refers=_REFERS.search(text) is not None,
        past=past,
        was=was,
        turn=turn,
        statuses=statuses,
        sides=_sides(asked, text, today, zone) if kind in _BETWEEN else (),
        from_event=None if time else _from_event(asked, text, kind, today, zone),
        group=group,
    )


def _from_event(asked: str, text: str, kind: Kind, today: date, zone: str) -> FromEvent | None:
    """The event from which the time runs of which a question asks."""
    found = re.search(r" (after|before|since) (?!(?:it|that|this|then)\b)(.+)$", text)
    if found is None or kind not in askedtimes.IN_TIMES:
        return None
    event = _read(asked, found[2], today, zone, ())
    rest = replace(_read(asked, text[: found.start()], today, zone, ()), kind=kind)
    return None if event.names_nothing else FromEvent(found[1], event, rest)


def _sides(asked: str, text: str, today: date, zone: str) -> tuple[Question, ...]:
    """The things between which a question asks: each part of it that names something."""
    parts = [part for each in _SIDES.split(text) if (part := each.strip())]
    read = [_read(asked, each, today, zone, ()) for each in parts if each != text]
    named = [
        each
        for each in read
        if each.states
        or each.instruments
        or any(not is_event_word(term, each.events) for term in each.strong)
    ]
    return tuple(named) if len(named) > 1 else ()
