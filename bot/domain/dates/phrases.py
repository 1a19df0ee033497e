"""Reading a clause: from a phrase in English to a rule."""

from dataclasses import replace
from datetime import date

from bot.domain.dates.grammar.combinations import combined_clause
from bot.domain.dates.grammar.counted_clauses import counted_clause
from bot.domain.dates.grammar.dated_clauses import dated_clause
from bot.domain.dates.grammar.loose_words import kind_hint, sets_no_date
from bot.domain.dates.grammar.recurring_clauses import recurring_clause
from bot.domain.dates.grammar.tails import with_tail
from bot.domain.dates.grammar.tokens import Cursor, Token, Unsettled, tidy, tokens_of
from bot.domain.dates.values import DeadlineKind, Direction, Form, Rule


def read_rule(phrase: str, *, today: date | None = None) -> Rule:
    """The rule that `phrase` sets.

    `today` is the day on which it is said: “this year”, “now” and dates without a year are
    understood from it. A phrase that cannot be understood, or that leaves something open that
    has to be asked first, gives a rule of the form UNKNOWN.

    UserError for what is malformed: a date that does not exist or can be read in two ways, a
    negative or absurd length, an unknown zone, more than 400 characters.
    """
    text = tidy(phrase)
    rule = _read(text, tokens_of(text), today)
    return replace(rule, phrase=phrase.strip())


def _read(text: str, tokens: tuple[Token, ...], today: date | None) -> Rule:
    try:
        rule = combined_clause(text, lambda part: _read(part, tokens_of(part), today))
        if rule is None:
            rule = _first_clause(text, tokens, today)
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
                hint = kind_hint(text[: tokens[start].start])
                return _hinted(rule, hint)
    return None


def _hinted(rule: Rule, hint: DeadlineKind | None) -> Rule:
    """`rule` with the kind that the words before it tell, unless its own words tell another."""
    return replace(rule, kind=hint) if hint and rule.kind is None else rule
