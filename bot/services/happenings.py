"""Happenings: what a question asks to have happened."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.asking.choosing import is_denied
from bot.domain.asking.kinds import Kind as Asked
from bot.domain.asking.news import LATELY_DAYS
from bot.domain.asking.questions import Question
from bot.domain.spans import Span
from db.happenings import Happening

_AT_A_TIME = frozenset({Asked.SIGNERS, Asked.WHO, Asked.WHERE, Asked.WHETHER})
"""Of these what happened is told where a time is named, and nothing but that."""

_AS_IT_STANDS = frozenset({Asked.WHICH, Asked.EXISTS, Asked.COUNT})
_OF_EVENTS = frozenset(
    {*_AT_A_TIME, *_AS_IT_STANDS, Asked.HAPPENED, Asked.PARTIES, Asked.WHAT, Asked.CHANGED}
)


def happening(question: Question, today: date) -> Happening | None:
    """What is asked to have happened until today; None where nothing is, or that it did not."""
    time = question.time
    asked = Happening(
        tuple(each.value for each in question.events),
        time.span if time else None,
        question.seats[0] if question.seats else None,
        until=today,
    )
    if question.kind is Asked.ORDER:
        return asked
    if question.kind is Asked.CHANGED and time is None:
        return replace(asked, span=Span(today - timedelta(days=LATELY_DAYS), today))
    if question.kind not in _OF_EVENTS or (time is None and question.kind in _AT_A_TIME):
        return None
    if is_denied(question) or not (question.events or question.seats or time):
        return None
    over = question.past if time is None else question.past or time.span.first <= today
    stands = time is None and question.kind in _AS_IT_STANDS
    return asked if over or stands else None
