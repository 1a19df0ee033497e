"""Commitments: how strongly a clause speaks, who owes how much, and under what condition."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.drafts.actions import LENGTH, action, modal_of
from bot.domain.drafts.actors import Actor, Naming
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.values import Quote
from bot.domain.drafts.wordings.table import Wording
from bot.domain.milestones import Modality

QUOTE_LENGTH = 300

_EDGE = re.compile(r"[,;:—–、，；：]|\s[-–—]\s")
ALL_PARTIES = re.compile(
    r"\b(?:the (?:contracting )?parties|both (?:parties|sides|countries|governments)|"
    r"the participants|each (?:party|participant|side)|the two (?:sides|countries|governments)|we|"
    r"the sides|the signatories|the countries|the group|the bloc|the alliance|the grouping|"
    r"the negotiators|die vertragsparteien|les parties|"
    r"las partes|de partijen)\b"
    r"|両国|双方|両政府|締約国|両締約国|参加者|雙方|两国|兩國",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?:(?:US|A|C|NZ|HK)?[$€£¥₩]\s?\d[\d.,]*(?:\s?(?:bn|billion|million|trillion|m|k))?)"
    r"|\b\d[\d.,]*\s?(?:billion|million|trillion|thousand)?\s?(?:dollars|euros?|"
    r"yen|pounds|yuan|tons?|"
    r"tonnes?|metric tons|barrels|megawatts?|gigawatts?|MW|GW|bcm|hostages|prisoners|troops)\b"
    r"|\b\d[\d.,]*\s?(?:per ?cent|percent|%)|[\d.,]+(?:億|兆|万)(?:円|ドル|トン|人)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided that|subject to|on condition that|in the event|in case|pending|"
    r"contingent on|as long as|except where|falls|sofern|wenn|si|à condition|"
    r"siempre que|indien|mits)\b"
    r"[^.;]{4,160}|[^、。]{2,40}(?:場合|条件|限り)",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:agreed|undertook|undertakes?|commit\w*|obliged|shall|must|required|pledg\w+|will|"
    r"resolved|decided|guarantee\w*)\b|ものとする|義務|約束|合意|なければならない|確約|決定",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A commitment's clause: its words and what they say of it."""

    quote: Quote
    what: str
    modality: Modality
    obligors: tuple[str, ...]
    amount: str | None
    condition: str | None


def clause_of(  # noqa: PLR0917 - a step of one flow, each fact by its name
    sentence: Sentence,
    start: int,
    end: int,
    wording: Wording,
    actors: Sequence[Actor],
    parties: tuple[str, ...],
) -> Clause:
    """The clause around the words from `start` to `end` of `sentence`, linking words included."""
    first, last = _bounds(sentence.words, start, end)
    words = sentence.words[first:last]
    quote = Quote(sentence.start + first, sentence.start + last, sentence.raw[first:last])
    condition = _CONDITION.search(sentence.words)
    amount = _AMOUNT.search(words)
    return Clause(
        quote,
        action(words, start - first, end - first),
        modality_of(sentence.words, wording),
        _obligors(sentence, start, actors, parties),
        amount[0].strip() if amount else None,
        condition[0].strip()[:LENGTH] if condition else None,
    )


def modality_of(words: str, wording: Wording) -> Modality:
    """How strongly a sentence speaks."""
    if _AGREED.search(words):
        return Modality.SHALL
    if wording.aim.search(words):
        return Modality.INTENDS
    if wording.option.search(words):
        return Modality.MAY
    return Modality.SHALL if wording.duty.search(words) else Modality.STATES


def _bounds(words: str, start: int, end: int) -> tuple[int, int]:
    """Where the quote begins and ends: the sentence if short, else the clauses around the date."""
    if len(words) <= QUOTE_LENGTH:
        return 0, len(words)
    first, last = _first(words, start, end), len(words)
    if last - first > QUOTE_LENGTH:
        edges = [edge.start() for edge in _EDGE.finditer(words, end, first + QUOTE_LENGTH)]
        last = edges[-1] if edges else _word_end(words, max(end, first + QUOTE_LENGTH))
    while last > first and words[last - 1].isspace():
        last -= 1
    return first, last


def _first(words: str, start: int, end: int) -> int:
    low = max(0, min(start, end - QUOTE_LENGTH + 60), start - 160)
    if low == 0:
        return 0
    edges = [edge.end() for edge in _EDGE.finditer(words, low, start)]
    place = edges[0] if edges else words.find(" ", low, start) + 1 or start
    while place < start and words[place].isspace():
        place += 1
    return place


def _word_end(words: str, place: int) -> int:
    if place >= len(words):
        return len(words)
    space = words.rfind(" ", 0, place)
    return space if space > place - 40 else place


def _obligors(
    sentence: Sentence, start: int, actors: Sequence[Actor], parties: tuple[str, ...]
) -> tuple[str, ...]:
    modal = modal_of(sentence.words)
    stop = sentence.start + (modal.start() if modal else start)
    list_head = sentence.words.rfind("：", 0, stop - sentence.start) + 1
    if ALL_PARTIES.search(sentence.words[list_head : stop - sentence.start]):
        return parties
    first = bisect_left(actors, sentence.start + list_head, key=lambda actor: actor.start)
    last = bisect_left(actors, stop, key=lambda actor: actor.start)
    named = [actor.code for actor in actors[first:last] if actor.naming is not Naming.SEAT]
    return tuple(dict.fromkeys(code for code in named if code in parties))
