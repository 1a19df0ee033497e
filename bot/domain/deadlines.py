"""Deadlines: a milestone's date from its rule and from what has happened to its agreement."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain import wording
from bot.domain.adjustments import hedged, set_by_hand
from bot.domain.agreements import Agreement
from bot.domain.anchors import ANCHOR_NAMES, anchors_of
from bot.domain.dates.compute import compute, occurrence
from bot.domain.dates.counting import span_first
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import Anchor, Deadline, Form, Rule, Standing
from bot.domain.dates.written import read_date
from bot.domain.milestones import Milestone, SettlementKind
from bot.domain.names import folded
from bot.errors import UserError
from bot.messages import t

COUNTED = frozenset(
    {
        Form.WITHIN,
        Form.AFTER,
        Form.ORDINAL_DAY,
        Form.FIRST_OF_MONTH,
        Form.BEFORE,
        Form.RECURRING,
        Form.UNTIL,
        Form.THROUGH,
        Form.EVENT,
    }
)
"""The shapes of a clause that count from an event, and may name a milestone as that event."""

NEVER = frozenset({SettlementKind.WAIVED, SettlementKind.SUPERSEDED, SettlementKind.CANCELLED})
"""Ends after which a milestone will not happen, so that nothing counts from it."""

_EVENT_NAMES = frozenset(name for names in ANCHOR_NAMES.values() for name in names)
_QUOTES = re.compile("[\"“”„«»‘]|(?<!\\w)'|'(?!\\w)")
_LEADS_TO_EVENT = re.compile(
    r"\b(?:of|after|from|following|since|upon|on|before|to|until|through) "
)


def deadlines(agreement: Agreement, milestones: Sequence[Milestone]) -> dict[int, Deadline | None]:
    """The deadline of every milestone of an agreement, by milestone id.

    A rule may count from another milestone of the same agreement by its words. Raises UserError
    when such references go round in a circle.
    """
    return _Reckoning(agreement, milestones).all()


def read_due(text: str, *, today: date, zone: str) -> Rule:
    """The rule that a person typed for a milestone: a date, or a period and what it counts from.

    Raises UserError for what is neither.
    """
    rule = read_rule(text, today=today)
    if rule.form is not Form.UNKNOWN:
        return rule
    try:
        written = read_date(text, today=today, zone=zone)
    except UserError as error:
        raise UserError(
            t(
                "“{text}” is neither a date nor a period that I can read. Write 28 April 2026, "
                "or a period and what it counts from: within 6 months of signature.",
                text=text.strip()[:80],
            )
        ) from error
    return read_rule(f"by {written.on.isoformat()}", today=today)


def counted_from(
    rule: Rule, agreement: Agreement, milestones: Sequence[Milestone]
) -> tuple[Rule, Mapping[str, Anchor]]:
    """`rule` as this agreement understands it, with what it and its like can count from there.

    A milestone that the rule names by its words stands in it under these words. Raises UserError
    as `deadlines` does.
    """
    return _Reckoning(agreement, milestones).bound(rule)


def _plain(words: str) -> str:
    """`words` as they are compared: without capitals and quotation marks."""
    return _QUOTES.sub("", folded(words))


class _Reckoning:
    """One agreement's milestones while their dates are worked out, each after what it hangs on."""

    def __init__(self, agreement: Agreement, milestones: Sequence[Milestone]) -> None:
        self._events = anchors_of(agreement)
        self._ahead = anchors_of(agreement, ahead=True)
        self._by_words = {_plain(each.what): each for each in milestones}
        self._milestones = milestones
        self._done: dict[int, Deadline | None] = {}
        self._under_way: list[Milestone] = []

    def all(self) -> dict[int, Deadline | None]:
        return {each.id: self._deadline(each) for each in self._milestones}

    def _deadline(self, milestone: Milestone) -> Deadline | None:
        if milestone.id in self._done:
            return self._done[milestone.id]
        if milestone in self._under_way:
            circle = self._under_way[self._under_way.index(milestone) :]
            words = " → ".join(f"“{each.what}”" for each in (*circle, milestone))
            raise UserError(
                t("These milestones wait for each other: {circle}. Give one a date.", circle=words)
            )
        self._under_way.append(milestone)
        self._done[milestone.id] = self._computed(milestone)
        self._under_way.pop()
        return self._done[milestone.id]

    def _computed(self, milestone: Milestone) -> Deadline | None:
        override = milestone.override
        if milestone.rule is None:
            return set_by_hand(None, override, milestone) if override else None
        official = override.on if override and override.official else None
        rule, anchors = self.bound(milestone.rule, milestone)
        deadline = _by_rule(milestone, rule, anchors, official)
        if official is None:
            deadline = hedged(deadline, rule, anchors)
        if override and not override.official:
            return set_by_hand(deadline, override, milestone)
        return deadline

    def bound(
        self, rule: Rule, milestone: Milestone | None = None
    ) -> tuple[Rule, Mapping[str, Anchor]]:
        """See `counted_from`; `milestone` is the one whose rule it is."""
        if rule.parts:
            parts = [self.bound(part, milestone) for part in rule.parts]
            together = {name: anchor for _, anchors in parts for name, anchor in anchors.items()}
            return replace(rule, parts=tuple(part for part, _ in parts)), together
        events = self._ahead if rule.form is Form.BEFORE else self._events
        other = self._meant(rule, events, milestone)
        if other is None:
            return rule, events
        anchor = self._anchor_at(other)
        named = {**events, other.what: anchor} if anchor else events
        return replace(rule, anchor=other.what), named

    def _meant(
        self, rule: Rule, events: Mapping[str, Anchor], milestone: Milestone | None
    ) -> Milestone | None:
        """The milestone that `rule` counts from: one whose words end the phrase, or are its anchor.

        What is recorded as an event goes before a milestone of the same name.
        """
        if rule.named is not None or rule.form not in COUNTED:
            return None
        phrase = _plain(rule.phrase).rstrip(" .")
        for lead in _LEADS_TO_EVENT.finditer(phrase):
            words = phrase[lead.end() :]
            for name in (words, words.removeprefix("the ")):
                if name in self._by_words and name not in events:
                    return self._unless_itself(self._by_words[name], rule, milestone)
        name = _plain(rule.anchor) if rule.anchor else ""
        if name in events or name not in self._by_words:
            return None
        return self._unless_itself(self._by_words[name], rule, milestone)

    def _unless_itself(
        self, other: Milestone, rule: Rule, milestone: Milestone | None
    ) -> Milestone | None:
        """A milestone “Ratification” due “within a year of ratification” means the event."""
        itself = milestone is not None and other.id == milestone.id
        return None if itself and rule.anchor in _EVENT_NAMES else other

    def _anchor_at(self, other: Milestone) -> Anchor | None:
        """When another milestone happened or is due; None where nobody knows or it never will."""
        deadline = self._deadline(other)
        settlement = other.settlement
        if settlement and settlement.kind is SettlementKind.DONE:
            return Anchor(settlement.on, other.zone, name=other.what)
        if deadline is None or deadline.due is None or (settlement and settlement.kind in NEVER):
            return None
        others = {each.on: each for each in deadline.readings if each.counts}
        return Anchor(
            span_first(deadline.due, deadline.precision),
            deadline.zone,
            precision=deadline.precision,
            standing=Standing.EXPECTED,
            name=other.what,
            alternatives=tuple(
                Anchor(on, deadline.zone, name=t("if that is {day}", day=wording.day(on)))
                for on in sorted(others)
                if on != deadline.due
            ),
        )


def _by_rule(
    milestone: Milestone, rule: Rule, anchors: Mapping[str, Anchor], official: date | None
) -> Deadline:
    """What the rule gives; of a recurring one, the time that the milestone has come to.

    Of one that has ended this is its last time.
    """
    if milestone.occurrence is not None and official is None and recurs(rule):
        found = occurrence(
            rule,
            anchors,
            zone=milestone.zone,
            convention=milestone.convention,
            kind=milestone.kind,
            calendars=milestone.calendars,
            number=milestone.occurrence,
        )
        if found is not None:
            return found[1]
    return compute(
        rule,
        anchors,
        zone=milestone.zone,
        convention=milestone.convention,
        kind=milestone.kind,
        calendars=milestone.calendars,
        official=official,
    )


def counted_in(rule: Rule, zone: str) -> Rule:
    """`rule` with its days counted in `zone`, unless its own words name a place."""
    by_words = read_rule(rule.phrase, today=rule.said_on).zone
    named = by_words or (rule.named.zone if rule.named else "")
    return replace(rule, zone=by_words) if named else replace(rule, zone=zone)


def recurs(rule: Rule | None) -> bool:
    """Whether a rule gives one date after another."""
    return rule is not None and rule.form is Form.RECURRING
