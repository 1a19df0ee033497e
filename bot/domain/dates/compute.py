"""From a rule and the dates of events to a deadline: one pure function, and one for recurrences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.domain.dates.calendars import WorkingDays, working_days
from bot.domain.dates.case import Case
from bot.domain.dates.combined import combined_deadline
from bot.domain.dates.conventions import convention_named
from bot.domain.dates.counting import add_days
from bot.domain.dates.fixed import (
    event_deadline,
    fixed_deadline,
    period_end_deadline,
    until_deadline,
)
from bot.domain.dates.outcome import reading, undated
from bot.domain.dates.periods import counted_deadline
from bot.domain.dates.recurring import (
    occurrence_deadlines,
    occurrence_numbered,
    recurring_deadline,
)
from bot.domain.dates.steps import opening
from bot.domain.dates.terms import Join
from bot.domain.dates.values import (
    GIVEN,
    Anchor,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Direction,
    Form,
    Precision,
    Question,
    Rule,
)
from bot.domain.dates.wording import long_date
from bot.domain.dates.zones import zone_named
from bot.messages import t

_NO_ANCHORS: Mapping[str, Anchor] = MappingProxyType({})
_AWAITING = frozenset({Form.EVENT, Form.UNTIL, Form.THROUGH})


def compute(
    rule: Rule,
    anchors: Mapping[str, Anchor] = _NO_ANCHORS,
    *,
    zone: str,
    convention: str = "political-default",
    kind: DeadlineKind | None = None,
    calendars: Sequence[str] = (),
    joined: Join | None = None,
    official: date | None = None,
) -> Deadline:
    """The deadline that `rule` sets, with every defensible reading and the working.

    `anchors` holds the events that have happened, by name; under `GIVEN` the one that a person
    chose for this rule. Days are those of the clause's own zone, else of the anchor's, else of
    `zone`. `kind` None: what the wording says, an act otherwise. `calendars` replace those of
    the convention; several are joined as `joined` or the rule says. `official` is a date that
    the depositary announced: it goes before the arithmetic, which is kept as a reading.

    For an act every reading widens `earliest` and `latest`: the other capital's date, the first
    day counted, the last day moved to a working day, clear days. Remind by the earliest and
    call it overdue only after the latest. Dates of entry into force and expiry are never moved.

    UserError for an unknown zone, convention or calendar, or a date outside the years 1 to 9999.
    """
    working = _working(rule, convention, calendars, joined)
    case = _case(rule, anchors, working, zone=zone, convention=convention, kind=kind)
    found = _FORMS[rule.form](case)
    return found if official is None else _official(case, found, official)


def occurrences(
    rule: Rule,
    anchors: Mapping[str, Anchor] = _NO_ANCHORS,
    *,
    zone: str,
    convention: str = "political-default",
    kind: DeadlineKind | None = None,
    calendars: Sequence[str] = (),
    joined: Join | None = None,
    count: int = 4,
    after: date | None = None,
) -> tuple[Deadline, ...]:
    """The first `count` occurrences of a recurring rule that lie after the day `after`.

    Each is counted from the anchor. Empty while the anchor is not known; a rule that does not
    recur gives its one deadline.
    """
    working = _working(rule, convention, calendars, joined)
    case = _case(rule, anchors, working, zone=zone, convention=convention, kind=kind)
    if rule.form is Form.RECURRING:
        return occurrence_deadlines(case, count, after)
    found = _FORMS[rule.form](case)
    late = after is not None and found.due is not None and found.due <= after
    return () if found.due is None or late or count < 1 else (found,)


def occurrence(
    rule: Rule,
    anchors: Mapping[str, Anchor] = _NO_ANCHORS,
    *,
    zone: str,
    convention: str = "political-default",
    kind: DeadlineKind | None = None,
    calendars: Sequence[str] = (),
    number: int,
) -> tuple[int, Deadline] | None:
    """The occurrence of a recurring rule with that number, counted from 1, and its number.

    It is the last one where the recurrence ends earlier, and None where it gives no date.
    """
    working = _working(rule, convention, calendars, None)
    case = _case(rule, anchors, working, zone=zone, convention=convention, kind=kind)
    return occurrence_numbered(case, number)


def _working(
    rule: Rule, convention: str, calendars: Sequence[str], joined: Join | None
) -> WorkingDays:
    """The working days to go by: the clause's calendars, the caller's, or the convention's."""
    codes = rule.calendars or tuple(calendars) or convention_named(convention).calendars
    return working_days(codes, joined or rule.joined)


def _case(
    rule: Rule,
    anchors: Mapping[str, Anchor],
    working: WorkingDays,
    *,
    zone: str,
    convention: str,
    kind: DeadlineKind | None,
) -> Case:
    zone_named(zone)
    if rule.zone is not None:
        zone_named(rule.zone)
    chosen = convention_named(convention)
    stated = chosen.kind or kind
    return Case(rule, anchors, chosen, kind_of(rule, stated), working, zone, stated)


def kind_of(rule: Rule, stated: DeadlineKind | None = None) -> DeadlineKind:
    """What kind of date a rule sets: as stated, as its wording says, or as its form suggests."""
    if stated is not None:
        return stated
    if rule.kind is not None:
        return rule.kind
    if rule.form in {Form.UNTIL, Form.THROUGH}:
        return DeadlineKind.EXPIRY
    if rule.form in {Form.ORDINAL_DAY, Form.FIRST_OF_MONTH} or rule.direction is Direction.FROM:
        return DeadlineKind.IN_FORCE
    return DeadlineKind.ACT_BY


def _combined(case: Case) -> Deadline:
    return combined_deadline(case, [_part(case, part) for part in case.rule.parts])


def _part(case: Case, part: Rule) -> Deadline:
    """The deadline of one of several parts.

    The event that a person chose starts the periods among them; it is not itself the event that
    another part waits for.
    """
    anchors = case.anchors
    if part.form in _AWAITING and part.anchor is not None and part.named is None:
        anchors = {name: anchor for name, anchor in anchors.items() if name != GIVEN}
    kind = kind_of(part, case.stated)
    return _FORMS[part.form](replace(case, rule=part, kind=kind, anchors=anchors))


def _indefinite(case: Case) -> Deadline:
    """No date by its own words: looked at again from time to time, and never overdue."""
    text = t("“{phrase}” sets no date. How often should it be looked at?", phrase=case.rule.phrase)
    options = (t("every month"), t("every three months"), t("every six months"))
    return undated(case, DeadlineState.INDEFINITE, Question(text, options), opening(case))


def _unknown(case: Case) -> Deadline:
    """Not understood, or left open by its own wording: a question and no date."""
    question = case.rule.doubt or Question(
        t(
            "I cannot read “{phrase}” as a deadline. Which of these is it like?",
            phrase=case.rule.phrase,
        ),
        (
            t("within six months of signature"),
            t("60 days after entry into force"),
            t("by 31 December 2026"),
        ),
    )
    return undated(case, DeadlineState.UNDETERMINED, question, ())


def _official(case: Case, found: Deadline, official: date) -> Deadline:
    """`found` with the depositary's date in force and the arithmetic beside it."""
    zone = case.zone_in_use
    first = reading(t("official date"), official, zone)
    name = t("by arithmetic")
    others = tuple(replace(one, name=f"{name}: {one.name}", counts=False) for one in found.readings)
    lasts = found.then_on is not None or case.kind is DeadlineKind.EXPIRY
    step = t(
        "The official date is {date}; it goes before the arithmetic.", date=long_date(official)
    )
    return replace(
        found,
        due=official,
        earliest=official,
        latest=official,
        precision=Precision.DAY,
        readings=(first, *others),
        trace=(*found.trace, step),
        passes_at=first.ends_at,
        ends_at=first.ends_at,
        state=DeadlineState.DATED,
        question=None,
        then_on=add_days(official, 1) if lasts else None,
    )


_FORMS: Mapping[Form, Callable[[Case], Deadline]] = MappingProxyType(
    {
        Form.WITHIN: counted_deadline,
        Form.AFTER: counted_deadline,
        Form.ORDINAL_DAY: counted_deadline,
        Form.FIRST_OF_MONTH: counted_deadline,
        Form.BEFORE: counted_deadline,
        Form.PERIOD_END: period_end_deadline,
        Form.UNTIL: until_deadline,
        Form.THROUGH: until_deadline,
        Form.RECURRING: recurring_deadline,
        Form.FIXED: fixed_deadline,
        Form.EVENT: event_deadline,
        Form.INDEFINITE: _indefinite,
        Form.EARLIEST_OF: _combined,
        Form.LATEST_OF: _combined,
        Form.UNKNOWN: _unknown,
    }
)
