"""Coverage: what of a question an answer speaks of, and what it leaves out.

An answer that passes over the object, the place or the time of its question answers another one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.asking import matters
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.general import is_general
from bot.domain.asking.kinds import LISTS, Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Words, words_of
from bot.domain.asking.scoring import TELLING
from bot.domain.asking.terms import Term, is_event_word
from bot.messages import t

_DATED = (Kind.WHEN, Kind.COUNTDOWN)
"""What only a date answers."""

MOST_TRIED = 8
"""How many of the passages that fit best are tried for another answer."""

NEAR = 0.35
"""How well a word has to be met to be spoken of: a word that is near to it will do."""


def heard(reply: Reply, found: Found) -> Reply:
    """The reply, unless another says more of what was asked; with what neither speaks of."""
    left = _weight_left(reply, found)
    if left and found.question.kind not in LISTS:
        dated = found.question.kind in _DATED
        for other in _others(found):
            less = _weight_left(other, found)
            if less < left and (other.dates or not dated):
                reply, left = other, less
    unsaid = [each for each in left_out(reply, found) if not is_general(each)]
    return replace(reply, lines=(*_note(unsaid), *reply.lines))


def _others(found: Found) -> Iterator[Reply]:
    """What else may answer: each of the passages that fit best, with what belongs to it."""
    for scored in [each for each in found.ranked if each.passage.part in TELLING][:MOST_TRIED]:
        if found.among_named(scored.passage):
            yield matters.alone(found, scored.passage)


def _weight_left(reply: Reply, found: Found) -> int:
    """How much of the question is left out: the words, the time, which tells more, and a date."""
    question = found.question
    thing = any(not is_event_word(each, question.events) for each in found.matter)
    undated = question.kind in _DATED and thing and not (reply.dates or reply.milestones)
    return len(left_out(reply, found)) + 2 * _other_time(reply, found) + undated


def left_out(reply: Reply, found: Found) -> tuple[Term, ...]:
    """The words that name something of which neither the answer nor what it is about speaks."""
    question = found.question
    spoken = _spoken(reply)
    return tuple(
        each
        for each in question.strong
        if not is_event_word(each, question.events) and spoken.met(each.stem) < NEAR
    )


def _other_time(reply: Reply, found: Found) -> bool:
    """Whether a time is named and all the dates that are told are of another."""
    time = found.question.time
    if time is None or found.question.kind in (*LISTS, Kind.HOW_MUCH) or not reply.dates:
        return False
    return not any(time.span.first <= each <= time.span.last for each in reply.dates)


def _spoken(reply: Reply) -> Words:
    """The words of an answer, and those by which what it is about is known."""
    return words_of((*(each.text for each in reply.lines), *_names(reply)))


def _names(reply: Reply) -> Iterable[str]:
    for agreement in reply.agreements:
        yield from (agreement.short_name, agreement.title, *agreement.aliases)
        yield from (*agreement.commodities, *agreement.topics)
        yield from (each.name for each in agreement.parties)
    for milestone in reply.milestones:
        yield from (milestone.what, milestone.quote or "", milestone.agreement)
        yield milestone.rule.phrase if milestone.rule else ""


def _note(words: Sequence[Term]) -> tuple[Line, ...]:
    if not words:
        return ()
    named = ", ".join(f"“{each.typed}”" for each in words)
    return (Line(t("The record does not speak of {words} here.", words=named), small=True),)
