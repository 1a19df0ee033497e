"""Days: the day that a person means, written as a date or as a period on from an event."""

from collections.abc import Sequence
from datetime import date

from bot.domain.agreements import Agreement
from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import Form
from bot.domain.dates.written import WrittenDate, read_date
from bot.domain.deadlines import counted_from
from bot.domain.milestones import Milestone
from bot.errors import UserError


def read_day(
    text: str,
    *,
    today: date,
    zone: str,
    agreement: Agreement,
    milestones: Sequence[Milestone] = (),
    past: bool = False,
) -> WrittenDate:
    """The day that `text` names: "5 May 2026", or "6 months after signature" of this agreement.

    With `past` a day without a year is the last one up to `today`, else the next from then.
    Raises UserError for what is neither, and with the engine's question where the day that a period
    gives is not known yet.
    """
    try:
        return read_date(text, today=today, zone=zone, past=past)
    except UserError:
        rule = read_rule(text, today=today)
        if rule.form in (Form.UNKNOWN, Form.INDEFINITE):
            raise
    rule, anchors = counted_from(rule, agreement, milestones)
    deadline = compute(rule, anchors, zone=zone, convention=agreement.convention)
    if deadline.due is None:
        question = deadline.question
        raise UserError(question.text if question else deadline.trace[-1])
    return WrittenDate(deadline.due, deadline.precision, None, zone)
