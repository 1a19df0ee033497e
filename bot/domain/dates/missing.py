"""No date, because something is not known: the event, or how long half a month is."""

from bot.domain.dates.case import Case
from bot.domain.dates.outcome import undated
from bot.domain.dates.steps import opening
from bot.domain.dates.values import Deadline, DeadlineState, Form, Period, Question, Unit
from bot.messages import t


def missing_anchor(case: Case) -> Deadline:
    """No date, because the event is not known or has not happened."""
    rule = case.rule
    if rule.anchor is not None:
        text = t("When did “{event}” happen? It counts from that.", event=rule.anchor)
        return undated(case, DeadlineState.AWAITING_TRIGGER, Question(text), opening(case))
    if rule.form is Form.BEFORE:
        base = rule.phrase.rstrip(" .").removesuffix("before").rstrip()
        events = ("expiry", "termination", "entry into force")
        options = tuple(f"{base} before {event}" for event in events)
    else:
        base = _without_preposition(rule.phrase)
        joint = "of" if rule.form is Form.WITHIN else "after"
        events = ("signature", "entry into force", "publication")
        options = tuple(f"{base} {joint} {event}" for event in events)
    question = Question(t("From which event or date does it count?"), options)
    return undated(case, DeadlineState.UNDETERMINED, question, opening(case))


def _without_preposition(phrase: str) -> str:
    words = phrase.rstrip(" .").split()
    while words and words[-1].lower() in {"of", "after", "from", "following", "since", "upon"}:
        words.pop()
    return " ".join(words)


def lacks_half_month(case: Case, period: Period) -> bool:
    """Whether the period holds half months, and the convention does not say how long they are."""
    halves = any(part.unit is Unit.HALF_MONTHS for part in period.parts)
    return halves and case.convention.half_month is None


def half_month_question(case: Case, period: Period) -> Deadline:
    """No date, because only some conventions give half a month a length."""
    days = sum(part.count for part in period.parts if part.unit is Unit.HALF_MONTHS) * 15
    text = t("{name} does not say how long half a month is.", name=case.convention.name)
    event = case.rule.anchor or t("signature")
    alone = len(period.parts) == 1
    options = (t("within {days} days of {event}", days=days, event=event),) if alone else ()
    question = Question(text, options)
    return undated(case, DeadlineState.UNDETERMINED, question, opening(case))
