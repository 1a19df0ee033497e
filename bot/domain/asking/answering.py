"""Answering: each question by the reply that belongs to its kind."""

from collections.abc import Callable, Sequence

from bot.domain.asking import dated, doubts, lists, people, standing
from bot.domain.asking.answers import Answer, Line, Reply, put_together
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found, match
from bot.domain.asking.passages import Part, Record
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import briefly, nothing, said
from bot.messages import t


def answer(asked: str, questions: Sequence[Question], record: Record) -> Answer:
    """The answer to what somebody typed, from the record alone."""
    return put_together(asked, [reply(each, record) for each in questions] or [unreadable()])


def reply(question: Question, record: Record) -> Reply:
    """The answer to one question."""
    found = match(question, record)
    if found.unknown_states or unknown_figure(found):
        return nothing(found)
    return _REPLIES[question.kind](found)


def unreadable() -> Reply:
    """What can be asked, for whoever typed no words."""
    return Reply(
        Kind.WHAT,
        (
            Line(t("The record does not answer that: there are no words in it that I can read.")),
            Line(what_can_be_asked(), small=True),
        ),
        found=False,
    )


def what_can_be_asked() -> str:
    """Examples of questions."""
    return t(
        "Ask for example: when is the funding due under the Japan deal? Is the Thai MOU binding? "
        "Anything due before Christmas? What changed since Monday?"
    )


def unknown_figure(found: Found) -> bool:
    """Whether a number is named that nothing on record has, which decides what is meant."""
    return any(each.number for each in found.missing)


def what(found: Found) -> Reply:
    """What the record says of a matter, or of agreements as a whole."""
    question = found.question
    if not found.named:
        if question.time is not None:
            return dated.due(found)
        return Reply(
            Kind.WHAT,
            (Line(t("The record does not answer that.")), Line(what_can_be_asked(), small=True)),
            found=False,
        )
    if not found.matter and found.entries:
        return briefly(found, found.entries)
    return standing.matter(found)


def how_long(found: Found) -> Reply:
    """For how long something lasts: what says so, else when it ends."""
    if not found.matter and found.entries:
        hits = [
            passage
            for entry in found.entries
            for passage in entry.passages
            if (
                passage.part is Part.SUMMARY
                and passage.words.stems & {"last", "until", "while", "through"}
            )
            or (passage.milestone and passage.milestone.kind.value == "expiry")
        ]
        return said(found, hits[:4]) if hits else briefly(found, found.entries)
    return dated.when(found)


_REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    **dated.REPLIES,
    **standing.REPLIES,
    **people.REPLIES,
    **lists.REPLIES,
    **doubts.REPLIES,
    Kind.WHAT: what,
    Kind.HOW_LONG: how_long,
}
