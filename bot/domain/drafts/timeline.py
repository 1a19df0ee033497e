"""The timeline of a text: its own day, and the dates of the events that its periods count from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from bot.domain.dates.values import Anchor, Precision, Standing
from bot.domain.drafts.expressions.values import Expression, Kind
from bot.domain.drafts.genres import Genre
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.timex import Day, day_of
from bot.domain.drafts.values import DraftEvent
from bot.domain.drafts.weekdays import weekday_after, weekday_before

_BEGAN = re.compile(
    r"\b(?:took effect|takes effect|take effect|came into (?:force|effect)|"
    r"comes? into (?:force|effect)|"
    r"entered into (?:force|effect)|enters? into (?:force|effect)|went into effect|"
    r"goes into effect|go into effect|effective (?:as of|from|on)|began|begins?|starting|"
    r"started|starts?|beginning|"
    r"to begin|to start|ceased fighting)\b"
    r"|発効|効力を生|開始|始ま|施行|生效|tritt in kraft|in werking|"
    r"entre en vigueur|entrará en vigor|entra in vigore",
    re.IGNORECASE,
)
_TO_BEGIN = re.compile(
    r"\b(?:will|would|shall|is (?:due|set|expected|scheduled) to|to) (?:\w+ )?"
    r"(?:go|come|take|enter|begin|start)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:agreement|treaty|convention|protocol|memorandum|mou|framework|accord|"
    r"pact|deal|cease-?fire|"
    r"truce|pause|extension|armistice|it|which|fighting|suspension|hostilities)\b|"
    r"停戦|休戦|協定|条約|合意|停火|abkommen|"
    r"overeenkomst|\baccords?\b|acuerdo|accordo|waffenruhe|trêve|tregua",
    re.IGNORECASE,
)
_NAMED_SPAN = re.compile(
    r"(?P<name>(?:[A-Za-z-]+ ){0,5}period)\b[^.;]{0,12}$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"^\W{0,3}(?:to|until|through|till|and|–|-|bis|tot|au|hasta|al)\W{1,3}(?:the )?$", re.I
)


_DATELINE = re.compile(r"^[^\W\d_][\w .,،'’()/\u0900-\u097f-]{0,45}?[,،]?\s*\(?$")
_DATELINE_END = re.compile(r"^[^\w.;]{0,3}(?:\([A-Za-z/. ]{2,20}\)\s?)?[-–—:]")
_AT_SIGNATURE = re.compile(
    r"\b(?:enters?|comes?|becomes?|takes?|entry|"
    r"commences?)\b[^.;]{0,30}\b(?:force|effect|effective|"
    r"operative|operation|commences?)\b,? (?:on|upon|from|as of|"
    r"with)(?: the)? (?:date of |day of |moment "
    r"of )?(?:its |the |this )?(?:last )?(?:signature|signing)\b"
    r"|署名の日に効力を生|署名(?:の日)?に(?:より|よって)?発効|自签署之日起生效|自签字之日起生效|"
    r"tritt am Tage? (?:seiner|ihrer|der) Unterzeichnung in Kraft|"
    r"treedt in werking op de (?:dag|datum) van (?:haar |zijn |de )?ondertekening|"
    r"entre(?:ra)? en vigueur (?:à|le jour de|dès) (?:la date de )?(?:sa|la) signature|"
    r"entrará en vigor (?:en|a partir de) la fecha de (?:su|la) firma",
    re.IGNORECASE,
)
_PROVISIONALLY = re.compile(
    r"\b(?:appl(?:y|ied) provisionally|provisional(?:ly)? appl\w+)[^.;]{0,60}\b(?:from|on|upon|"
    r"as of)\b"
    r"[^.;]{0,30}\bsign",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:agreed|reached|announced|concluded|struck|sealed|signed|renewed|extended|approved)\b|"
    r"合意し|署名し|达成|達成|geeinigt|vereinbart|convenu|acordaron|acordó",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timeline:
    """`written_on` is the day of the text, `anchors` what is dated, `spans` named periods."""

    written_on: date | None
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    spans: Mapping[str, tuple[Day, Day]] = field(default_factory=dict)
    began_on: date | None = None


def in_dateline(sentence: Sentence, expression: Expression) -> bool:
    """Whether a date belongs to a dateline, as in “OSLO, May 15 -”: the day of the text."""
    start, end = expression.start - sentence.start, expression.end - sentence.start
    if sentence.line > 4 or start > 48 or not _DATELINE.match(sentence.words[:start]):
        return False
    return _DATELINE_END.match(sentence.words[end : end + 30]) is not None


def timeline_of(  # noqa: PLR0917 - a step of one flow, each fact by its name
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    signature: DraftEvent | None,
    published_on: date | None,
    genre: Genre,
    zone: str,
) -> Timeline:
    """The dated events that the text and its page give; what they do not give is left out."""
    written_on = published_on or dateline_of(sentences, expressions)
    anchors: dict[str, Anchor] = {}
    if published_on:
        anchors["publication"] = Anchor(published_on, zone, name="publication")
    if signature:
        anchors["signature"] = Anchor(signature.on, signature.zone, name=_at(signature))
        if genre.formal or written_on is None:  # it cannot have been written before that
            written_on = signature.on
    elif published_on and genre.own:
        anchors["signature"] = Anchor(
            published_on, zone, standing=Standing.REPORTED, name="the day of the page"
        )
    for same in ("announcement", "adoption", "conclusion"):
        if genre.formal and "signature" in anchors:
            anchors.setdefault(same, anchors["signature"])
    began = _began(text, sentences, expressions, written_on)
    if signature and began is None and _AT_SIGNATURE.search(text):
        began = signature.on
    if began:
        anchors["entry into force"] = Anchor(began, zone, name="entry into force")
    if signature and _PROVISIONALLY.search(text):
        anchors["provisional application"] = anchors["signature"]
    agreed = _agreed(text, sentences, expressions, written_on)
    if agreed and not genre.formal:
        anchors["agreement"] = Anchor(agreed, zone, name="the day it was agreed")
    return Timeline(written_on, anchors, dict(_spans(text, expressions)), began)


def dateline_of(sentences: Sequence[Sentence], expressions: Sequence[Expression]) -> date | None:
    """The day that a dateline gives."""
    for sentence, expression in placed(sentences, expressions):
        if sentence.line > 4:
            return None
        day = day_of(expression)
        if day and day.precision is Precision.DAY and in_dateline(sentence, expression):
            return day.on
    return None


def _agreed(
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    written_on: date | None,
) -> date | None:
    """The day on which the news says that it was agreed, not long before the text."""
    for sentence, expression in placed(sentences, expressions):
        day = day_of(expression)
        if day is None or day.precision is not Precision.DAY or in_dateline(sentence, expression):
            continue
        start = expression.start - sentence.start
        if _AGREED.search(sentence.words[max(0, start - 60) : start + 70]) is None:
            continue
        on = weekday_before(text[expression.start : expression.end], written_on) or day.on
        if written_on and on <= written_on and (written_on - on).days < 15:
            return on
    return None


def _at(signature: DraftEvent) -> str:
    return f"signature in {signature.place}" if signature.place else "signature"


def _began(
    text: str,
    sentences: Sequence[Sentence],
    expressions: Sequence[Expression],
    written_on: date | None,
) -> date | None:
    """The day on which the text says that the agreement took or takes effect."""
    for sentence, expression in placed(sentences, expressions):
        day = day_of(expression)
        if day is None or day.precision is not Precision.DAY:
            continue
        start = expression.start - sentence.start
        around = sentence.words[max(0, start - 90) : start + 60]
        if not _BEGAN.search(around) or not _SUBJECT.search(sentence.words):
            continue
        own = text[expression.start : expression.end]
        ahead = _TO_BEGIN.search(sentence.words[max(0, start - 60) : start])
        on = (weekday_after if ahead else weekday_before)(own, written_on) or day.on
        if written_on is None or abs((on - written_on).days) < 60:
            return on
    return None


def placed(
    sentences: Sequence[Sentence], expressions: Sequence[Expression]
) -> Iterator[tuple[Sentence, Expression]]:
    """Each expression with the sentence that holds it."""
    place = 0
    for expression in expressions:
        while place < len(sentences) and sentences[place].end < expression.end:
            place += 1
        if place == len(sentences):
            return
        if sentences[place].start <= expression.start:
            yield sentences[place], expression


def _spans(text: str, expressions: Sequence[Expression]) -> Iterator[tuple[str, tuple[Day, Day]]]:
    """Periods that the text names and bounds: “the first commitment period, from … to …”."""
    for one, other in pairwise(expressions):
        if one.kind is not Kind.DATE or other.kind is not Kind.DATE:
            continue
        if not _TO.match(text[one.end : other.start]):
            continue
        named = _NAMED_SPAN.search(text[max(0, one.start - 70) : one.start])
        first, last = day_of(one), day_of(other)
        if named and first and last:
            yield named["name"].strip().lower(), (first, last)
