"""Reading a clause: from a phrase in English to a rule."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.combinations import combined_clause
from bot.domain.dates.grammar.counted_clauses import counted_clause
from bot.domain.dates.grammar.dated_clauses import dated_clause
from bot.domain.dates.grammar.loose_words import (
    ABOUT,
    COMES_BACK,
    hour_before,
    kind_hint,
    refuse_what_is_not_counted,
    sets_no_date,
)
from bot.domain.dates.grammar.recurring_clauses import recurring_clause
from bot.domain.dates.grammar.tails import with_tail
from bot.domain.dates.grammar.tokens import Cursor, Token, Unsettled, tidy, tokens_of
from bot.domain.dates.values import Direction, Form, Question, Rule
from bot.errors import UserError
from bot.messages import t

_MOST_READ = 2_400
"""How many characters are read for one phrase, with its parts again and again: a bound on time."""


def read_rule(phrase: str, *, today: date | None = None) -> Rule:
    """The rule that `phrase` sets.

    `today` is the day on which it is said: “this year”, “now” and dates without a year are
    understood from it. A phrase that cannot be understood, or that leaves something open that
    has to be asked first, gives a rule of the form UNKNOWN.

    UserError for what is malformed: a date that does not exist or can be read in two ways, a
    negative or absurd length, an unknown zone, more than 400 characters.
    """
    rule = _Reader(today).rule(tidy(phrase))
    return replace(rule, phrase=phrase.strip())


class _Reader:
    """Reads one phrase and, within it, its parts, which together may not be too much to read."""

    __slots__ = ("left", "today")

    def __init__(self, today: date | None) -> None:
        self.today = today
        self.left = _MOST_READ

    def rule(self, text: str) -> Rule:
        """The rule of a tidy phrase. UserError if it falls into too many parts."""
        self.left -= len(text)
        if self.left < 0:
            raise UserError(
                t("Too many dates are joined in that: give only the one or two that count.")
            )
        try:
            refuse_what_is_not_counted(text)
            rule = combined_clause(text, self.rule)
            if rule is None:
                rule = _first_clause(text, tokens_of(text), self.today)
        except Unsettled as open_point:
            return Rule(Form.UNKNOWN, text, doubt=open_point.question)
        loose = sets_no_date(text)
        if loose and (rule is None or rule.form is Form.EVENT):
            rule = Rule(Form.INDEFINITE, text, direction=Direction.BY)
        return replace(rule, phrase=text) if rule else Rule(Form.UNKNOWN, text)


def _first_clause(text: str, tokens: tuple[Token, ...], today: date | None) -> Rule | None:
    """The rule of the first words that set one; what stands before them is its context."""
    for start in range(len(tokens)):
        cursor = Cursor(text, tokens, start)
        for reader in (recurring_clause, counted_clause, dated_clause):
            cursor.at = start
            rule = reader(cursor, today)
            if rule is not None:
                rule = with_tail(cursor, today, rule)
                return _in_context(rule, text, tokens[:start])
    return None


def _in_context(rule: Rule, text: str, before: tuple[Token, ...]) -> Rule:
    """`rule` with what the words before it tell: of what kind it is, and that it is not exact.

    Words after it that make it come back, such as “each year”, would make it another rule.
    """
    if rule.form is not Form.RECURRING and COMES_BACK.search(rule.unread):
        raise Unsettled(
            Question(t("Give one date or period at a time, not “{words}”.", words=text))
        )
    hint = kind_hint(text[: before[-1].end]) if before else None
    if hint is not None and rule.kind is None and rule.form is not Form.BEFORE:
        rule = replace(rule, kind=hint)
    about = ABOUT.search(text)
    timed = rule.named is not None and rule.named.at is not None
    hour = hour_before(text[: before[-1].end]) if before and not timed else ""
    lost = [about[0] if about else "", hour, rule.unread]
    return replace(rule, unread=" ".join(word for word in lost if word))
