"""Deadlines: a milestone's date from its rule and from what has happened to its agreement."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.agreements import Agreement, Event, EventKind
from bot.domain.dates.compute import compute, occurrences
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import (
    Anchor,
    Deadline,
    DeadlineState,
    Form,
    Precision,
    Reading,
    Rule,
    Standing,
)
from bot.domain.dates.written import read_date
from bot.domain.dates.zones import day_end
from bot.domain.milestones import Milestone, Override, SettlementKind
from bot.domain.names import folded
from bot.errors import UserError
from bot.messages import t

ANCHOR_NAMES: dict[EventKind, tuple[str, ...]] = {
    EventKind.ANNOUNCED: ("announcement",),
    EventKind.SIGNED: ("signature",),
    EventKind.PUBLISHED: ("publication",),
    EventKind.COMMENCED: ("commencement",),
    EventKind.NOTIFIED: ("exchange of notifications", "notification", "notice"),
    EventKind.RATIFIED: ("ratification", "deposit"),
    EventKind.PROVISIONALLY_APPLIED: ("provisional application",),
    EventKind.IN_FORCE: ("entry into force", "effect"),
    EventKind.AMENDED: ("amendment",),
    EventKind.EXTENDED: ("extension",),
    EventKind.SUSPENDED: ("suspension",),
    EventKind.RESUMED: ("resumption",),
    EventKind.NOTICE_OF_TERMINATION: ("notice of termination",),
    EventKind.TERMINATED: ("termination",),
    EventKind.EXPIRED: ("expiry",),
    EventKind.MET: ("meeting",),
}
"""The names under which a rule refers to an event, as the grammar of phrases normalises them."""


def anchors_of(agreement: Agreement) -> dict[str, Anchor]:
    """What periods can count from: each kind of event under its names, the latest of its kind."""
    anchors: dict[str, Anchor] = {}
    for event in sorted(agreement.events, key=lambda each: each.on):
        for name in ANCHOR_NAMES.get(event.kind, ()):
            anchors[name] = _anchor(event, name)
    if "signature" in anchors:
        # Where nothing else is recorded, an instrument that is not ratified counts from signature.
        anchors.setdefault("date", anchors["signature"])
    return anchors


def _anchor(event: Event, name: str) -> Anchor:
    label = t("{event} in {place}", event=name, place=event.place) if event.place else name
    return Anchor(
        on=event.on,
        zone=event.zone,
        at=event.at,
        precision=event.precision,
        standing=event.standing,
        name=label,
        alternatives=event.also_on,
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


class _Reckoning:
    """One agreement's milestones while their dates are worked out, each after what it hangs on."""

    def __init__(self, agreement: Agreement, milestones: Sequence[Milestone]) -> None:
        self._events = anchors_of(agreement)
        self._by_words = {folded(each.what): each for each in milestones}
        self._milestones = milestones
        self._done: dict[int, Deadline | None] = {}
        self._under_way: list[Milestone] = []

    def all(self) -> dict[int, Deadline | None]:
        return {each.id: self._deadline(each) for each in self._milestones}

    def _deadline(self, milestone: Milestone) -> Deadline | None:
        if milestone.id in self._done:
            return self._done[milestone.id]
        if milestone in self._under_way:
            circle = " → ".join(f"“{each.what}”" for each in (*self._under_way, milestone))
            raise UserError(
                t("These milestones wait for each other: {circle}. Give one a date.", circle=circle)
            )
        self._under_way.append(milestone)
        self._done[milestone.id] = self._computed(milestone)
        self._under_way.pop()
        return self._done[milestone.id]

    def _computed(self, milestone: Milestone) -> Deadline | None:
        override = milestone.override
        if milestone.rule is None:
            return _set_by_hand(None, override, milestone.zone) if override else None
        official = override.on if override and override.official else None
        deadline = _by_rule(milestone, milestone.rule, self._anchors_for(milestone), official)
        if override and not override.official:
            return _set_by_hand(deadline, override, milestone.zone)
        return deadline

    def _anchors_for(self, milestone: Milestone) -> Mapping[str, Anchor]:
        name = milestone.rule.anchor if milestone.rule else None
        other = self._by_words.get(folded(name)) if name else None
        if name is None or name in self._events or other is None:
            return self._events
        anchor = self._anchor_at(other)
        return {**self._events, name: anchor} if anchor else self._events

    def _anchor_at(self, other: Milestone) -> Anchor | None:
        deadline = self._deadline(other)
        settlement = other.settlement
        if settlement and settlement.kind is SettlementKind.DONE:
            return Anchor(settlement.on, other.zone, name=other.what)
        if deadline is None or deadline.due is None:
            return None
        return Anchor(deadline.due, other.zone, standing=Standing.EXPECTED, name=other.what)


def _by_rule(
    milestone: Milestone, rule: Rule, anchors: Mapping[str, Anchor], official: date | None
) -> Deadline:
    """What the rule gives; of a recurring one, the time that the milestone has come to."""
    if milestone.occurrence is not None and official is None:
        times = occurrences(
            rule,
            anchors,
            zone=milestone.zone,
            convention=milestone.convention,
            kind=milestone.kind,
            calendars=milestone.calendars,
            count=milestone.occurrence,
        )
        if len(times) == milestone.occurrence:
            return times[-1]
    return compute(
        rule,
        anchors,
        zone=milestone.zone,
        convention=milestone.convention,
        kind=milestone.kind,
        calendars=milestone.calendars,
        official=official,
    )


def recurs(rule: Rule | None) -> bool:
    """Whether a rule gives one date after another."""
    return rule is not None and rule.form is Form.RECURRING


def _set_by_hand(computed: Deadline | None, override: Override, zone: str) -> Deadline:
    """The date that a person set, with what the rule had given kept among the readings."""
    instant = day_end(override.on, zone)
    said = t("Set by hand to {on}: {reason}", on=override.on, reason=override.reason)
    by_hand = Reading(t("set by hand"), override.on, instant)
    if computed is None:
        return Deadline(
            due=override.on,
            earliest=override.on,
            latest=override.on,
            precision=Precision.DAY,
            readings=(by_hand,),
            trace=(said,),
            zone=zone,
            passes_at=instant,
            ends_at=instant,
            state=DeadlineState.DATED,
            question=None,
            convention="",
            calendar_digest=None,
        )
    return replace(
        computed,
        due=override.on,
        earliest=override.on,
        latest=override.on,
        precision=Precision.DAY,
        readings=(by_hand, *computed.readings),
        trace=(*computed.trace, said),
        passes_at=instant,
        ends_at=instant,
        state=DeadlineState.DATED,
        question=None,
    )
