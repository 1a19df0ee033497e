"""Signature: the day and place of signing that the text itself gives, which win over its page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.agreements import EventKind
from bot.domain.dates.values import Precision
from bot.domain.drafts.expressions.values import Expression, Kind
from bot.domain.drafts.forms import Form
from bot.domain.drafts.genres import Genre
from bot.domain.drafts.places import place_in, zone_of_place
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.timeline import in_dateline
from bot.domain.drafts.timex import Day, day_of
from bot.domain.drafts.values import Confidence, DraftEvent, Quote
from bot.domain.drafts.weekdays import weekday_before
from bot.domain.drafts.wordings.signing import (
    ALONE,
    DATE_WORDS,
    DAY_NUMBER,
    ELSEWHERE,
    FORMULA,
    LETTER,
    MADE_AFTER,
    NOT_YET,
    NOT_YET_AFTER,
    PLACE_ALONE,
    SIGNED,
    SIGNED_BESIDE,
)

_PASSIVE = re.compile(
    r"\b(?:this|the) (?:\w+ ){0,3}(?:was|were|has been) signed\b"
    r"|(?:本|この)[^。]{1,12}は[^。]{0,30}署名され",
    re.IGNORECASE,
)
_MOST_IN_ONE = 20
_NEAR = 160
_OPENS = 4
"""A date that stands so near the start of its sentence belongs to all of it."""
_TITLE_LINES = 4
_HEAD_OF_RELEASE = 3.0
"""The rank of the day at the head of a release, which the day that it tells of signing beats."""


@dataclass(frozen=True, slots=True)
class _Find:
    """A possible day of signing: the higher `rank`, the surer."""

    on: date
    rank: float
    quote: Quote
    place: str | None


def signature_of(  # noqa: PLR0917 - a step of one flow, each fact by its name
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    genre: Genre,
    form: Form,
    written_on: date | None,
    zone: str,
) -> DraftEvent | None:
    """When and where it was signed, by a formula, a dated head, or the news; None if untold."""
    dated_head = form.name not in {"press_statement", "fact_sheet", "ceasefire", "other"}
    finds = list(_finds(text, sentences, expressions, genre, written_on, dated_head))
    if not finds:
        return None
    best = max(finds, key=lambda find: (find.rank, find.quote.end if find.rank >= 8 else 0))
    place = best.place or next(
        (each.place for each in finds if each.on == best.on and each.place), None
    )
    sure = best.rank >= 8
    return DraftEvent(
        kind=EventKind.SIGNED,
        on=best.on,
        zone=zone_of_place(place, zone),
        quote=best.quote,
        place=place,
        precision=Precision.DAY,
        confidence=Confidence.SURE if sure else Confidence.LIKELY,
    )


def _finds(  # noqa: PLR0917 - a step of one flow, each fact by its name
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    genre: Genre,
    written_on: date | None,
    dated_head: bool,
) -> Iterator[_Find]:
    lines = {sentence.line for sentence in sentences}
    last_line = max(lines, default=0)
    place = 0
    for sentence in sentences:
        while place < len(expressions) and expressions[place].start < sentence.start:
            place += 1
        stop = place
        while stop < len(expressions) and expressions[stop].end <= sentence.end:
            stop += 1
        inside = expressions[place:stop]
        others = [
            (each.start - sentence.start, each.end - sentence.start)
            for each in inside[:_MOST_IN_ONE]
            if each.kind is Kind.DATE and day_of(each) and not in_dateline(sentence, each)
        ]
        for expression in inside:
            find = _read(
                text, sentence, expression, genre, written_on, last_line, dated_head, others
            )
            if find is not None:
                yield find


def _read(  # noqa: PLR0917 - a step of one flow, each fact by its name
    text: str,
    sentence: Sentence,
    expression: Expression,
    genre: Genre,
    written_on: date | None,
    last_line: int,
    dated_head: bool,
    others: Sequence[tuple[int, int]],
) -> _Find | None:
    words, start = sentence.words, expression.start - sentence.start
    end = expression.end - sentence.start
    day = day_of(expression)
    if day is not None and day.precision is Precision.MONTH:
        day = _numbered(day, words[:start])
    if day is None or day.precision is not Precision.DAY:
        return None
    if not genre.formal and in_dateline(sentence, expression):
        return None
    on = weekday_before(words[start:end], written_on) or day.on
    quote = _quote(sentence, start, end)
    rank = 5.0 if SIGNED_BESIDE.match(words[end:]) else 0.0
    if genre.formal or (genre.own and dated_head):
        formal = _formal_rank(words, start, end, sentence, last_line)
        rank = max(rank, formal if genre.formal else min(formal, _HEAD_OF_RELEASE))
    if rank <= _HEAD_OF_RELEASE and _mentions_signing(words, start, end, others):
        rank = 4.0 if written_on and on <= written_on and (written_on - on).days < 60 else 2.0
        rank += 0.5 if re.search(r"\d", words[start:end]) else 0
        if genre.formal:
            recent = written_on is not None and 0 <= (written_on - on).days < 60
            rank = 4.0 if recent and sentence.line <= _TITLE_LINES else 0.0
            rank = max(rank, 1.5 if sentence.line == 0 else 0.0)
        elif written_on and (on > written_on or (written_on - on).days > _longest_ago(words)):
            rank = 0.0
    return _Find(on, rank, quote, place_in(words[max(0, start - 130) : end + 60])) if rank else None


def _longest_ago(words: str) -> int:
    """How many days ago a signing may lie that a report tells of: more where it says “was”."""
    return 1_200 if _PASSIVE.search(words) else 400


def _numbered(day: Day, before: str) -> Day | None:
    """The day of a month whose number stands apart before it: “de 4de februari”."""
    found = DAY_NUMBER.search(before)
    try:
        on = day.on.replace(day=int(found[1])) if found else None
    except ValueError:
        return None
    return Day(on, on, Precision.DAY) if on else None


def _formal_rank(words: str, start: int, end: int, sentence: Sentence, last_line: int) -> float:
    before, after = words[:start], words[end:]
    if MADE_AFTER.match(words[end:]):
        return 9.5
    formula = FORMULA.search(words)
    if formula and formula.start() <= start and start - formula.end() < _NEAR:
        late = sentence.line / (last_line or 1)
        return 9.0 + late if formula.start() < 40 or late > 0.6 else 3.0
    rest = DATE_WORDS.sub("", before + " " + after)
    place = PLACE_ALONE.match(rest.strip())
    if (ALONE.match(rest) or place) and (
        sentence.line <= _TITLE_LINES + 2 or sentence.line >= last_line - 6
    ):
        return 6.0 if sentence.line > _TITLE_LINES + 2 else 7.0
    if LETTER.match(before) and len(after) < 400:
        return 6.5
    return 0.0


def _mentions_signing(words: str, start: int, end: int, others: Sequence[tuple[int, int]]) -> bool:
    low = max(0, start - _NEAR)
    near_after = _NEAR * 2 if start < _OPENS else _NEAR
    for found in SIGNED.finditer(words, low, min(len(words), end + near_after)):
        before = words[max(0, found.start() - 40) : found.start()]
        if NOT_YET.search(before) or NOT_YET_AFTER.match(words[found.end() : found.end() + 24]):
            continue
        between = words[min(found.start(), start) : max(found.end(), end)]
        if words[max(0, found.start() - 1)] in "-/":
            continue  # the words of a web address
        if "交換" in found[0] and "効力発生" in words:
            continue  # notes that bring an agreement into force do not sign it
        if _another_nearer(found, start, end, others):
            continue
        near = words[max(0, found.start() - 60) : found.end() + 60]
        if "。" in between or ELSEWHERE.search(near):
            continue
        return True
    return False


def _another_nearer(
    found: re.Match[str], start: int, end: int, others: Sequence[tuple[int, int]]
) -> bool:
    """Whether another date of the sentence stands nearer to the verb of signing."""

    def far(first: int, last: int) -> int:
        return max(first - found.end(), found.start() - last, 0)

    own = far(start, end)
    return any(far(*other) < own for other in others if other != (start, end))


def _quote(sentence: Sentence, start: int, end: int) -> Quote:
    first = max(0, start - 110)
    if first:
        first = sentence.words.find(" ", first) + 1 or start
        first = min(first, start)
    last = min(len(sentence.words), end)
    return Quote(sentence.start + first, sentence.start + last, sentence.raw[first:last])
