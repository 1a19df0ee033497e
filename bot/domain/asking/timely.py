"""What a time or a date in a question does to what is meant by it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.domain.agreements import EventKind
from bot.domain.asking.passages import Entry, Passage
from bot.domain.asking.questions import Question
from bot.domain.dates.values import DeadlineKind

_MET = 0.6

_ENDING = frozenset(
    {"termination", "terminate", "terminated", "end", "ends", "expire", "expires", "expiry"}
    | {"suspended", "suspension", "withdrawal", "withdraw", "stop", "stops", "again"}
    | {"notice", "cancel", "leave", "still"}
)


def without_unknown_dates(question: Question, scope: Sequence[Entry]) -> Question:
    """The question without the months and years that nothing has: of what else it names is told."""
    unknown = [
        term
        for term in question.terms
        if term.dated
        and not any(each.words.met(term.stem) >= _MET for e in scope for each in e.passages)
    ]
    if not unknown:
        return question
    return replace(question, terms=tuple(each for each in question.terms if each not in unknown))


def kept(
    question: Question, ranked: Iterable[tuple[Passage, float]]
) -> Callable[[Passage, float], bool]:
    """Whether a passage, with its share of the words, stays: “soybeans in 2027” leaves out 2026.

    A milestone out of the time gives way to one of the same agreement that is in it and fits as
    well.
    """
    time = question.time
    if time is None:
        begun = _with_beginning(question, ranked)
        return lambda passage, share: not (_ends(passage) and passage.agreement.id in begun)
    span = time.span

    def inside(passage: Passage) -> bool:
        milestone = passage.milestone
        return milestone is not None and span.holds(milestone.earliest_on, milestone.latest_on)

    best: dict[int, float] = {}
    for passage, share in ranked:
        if inside(passage):
            id_ = passage.agreement.id
            best[id_] = max(best.get(id_, 0.0), share)
    return lambda passage, share: (
        passage.milestone is None or inside(passage) or share > best.get(passage.agreement.id, -1.0)
    )


def _with_beginning(question: Question, ranked: Iterable[tuple[Passage, float]]) -> frozenset[int]:
    """The agreements of whose entry into force is asked: that they end is then no answer."""
    if EventKind.IN_FORCE not in question.events or set(question.words) & _ENDING:
        return frozenset()
    milestones = (passage.milestone for passage, _ in ranked)
    return frozenset(
        each.agreement_id for each in milestones if each and each.kind is DeadlineKind.IN_FORCE
    )


def _ends(passage: Passage) -> bool:
    return passage.milestone is not None and passage.milestone.kind is DeadlineKind.EXPIRY
