"""What a computation works with, and how its readings become a deadline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.dates.calendars import WorkingDays
from bot.domain.dates.conventions import Convention
from bot.domain.dates.values import (
    GIVEN,
    Anchor,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Precision,
    Question,
    Reading,
    Rule,
    Standing,
)
from bot.domain.dates.wording import long_date, moment_text
from bot.domain.dates.zones import day_end
from bot.messages import t


@dataclass(frozen=True, slots=True)
class Case:
    """One rule with all that it is computed from.

    `zone` is used where nothing names another; `stated` is the kind of date as the caller put it.
    """

    rule: Rule
    anchors: Mapping[str, Anchor]
    convention: Convention
    kind: DeadlineKind
    working: WorkingDays
    zone: str
    stated: DeadlineKind | None = None

    @property
    def zone_in_use(self) -> str:
        """Whose days are counted: the clause's own zone, the anchor's, or else the caller's."""
        anchor = self.anchor()
        return self.rule.zone or (anchor.zone if anchor and anchor.zone else self.zone)

    def anchor(self) -> Anchor | None:
        """What the period counts from: the phrase's own date, the event it names, or the one
        that a person chose; None if that has not happened or is not known."""
        rule = self.rule
        if rule.named is not None:
            return rule.named
        if rule.anchor is not None and rule.anchor in self.anchors:
            return self.anchors[rule.anchor]
        given = self.anchors.get(GIVEN)
        if given is None and rule.anchor is None and rule.said_on is not None:
            return Anchor(rule.said_on, self.zone, name=t("the day it was said"))
        return given


def reading(name: str, on: date, zone: str, *, counts: bool = True) -> Reading:
    """A reading that lasts to the end of `on` in `zone`."""
    return Reading(name, on, day_end(on, zone), counts)


def dated(
    case: Case,
    readings: Sequence[Reading],
    steps: Sequence[str],
    *,
    precision: Precision = Precision.DAY,
    question: Question | None = None,
    then_on: date | None = None,
) -> Deadline:
    """The deadline whose prevailing reading is the first of `readings`."""
    prevailing = readings[0]
    zone = case.zone_in_use
    others = tuple(
        other
        for other in readings[1:]
        if not other.counts or (other.on, other.ends_at) != (prevailing.on, prevailing.ends_at)
    )
    counted = (prevailing, *(other for other in others if other.counts))
    days = [one.on for one in counted]
    ends_at = max(one.ends_at for one in counted)
    trace = (
        *steps,
        over_step(prevailing, zone),
        *(t("Other reading, {name}: {date}.", name=o.name, date=long_date(o.on)) for o in others),
        *unread(case.rule),
    )
    return Deadline(
        due=prevailing.on,
        earliest=min(days),
        latest=max(days),
        precision=precision,
        readings=(prevailing, *others),
        trace=trace,
        zone=zone,
        passes_at=prevailing.ends_at,
        ends_at=ends_at,
        state=DeadlineState.DATED,
        question=question,
        convention=case.convention.label,
        then_on=then_on,
    )


def over_step(one: Reading, zone: str) -> str:
    """The step that says when a reading has certainly passed."""
    moment = moment_text(one.ends_at)
    if one.ends_at != day_end(one.on, zone):
        return t("It is over at {moment}.", moment=moment)
    when = long_date(one.on)
    return t(
        "It is over at the end of {date} in {zone}: {moment}.", date=when, zone=zone, moment=moment
    )


def undated(
    case: Case,
    state: DeadlineState,
    question: Question | None,
    steps: Sequence[str],
    *,
    readings: Sequence[Reading] = (),
    earliest: date | None = None,
    latest: date | None = None,
) -> Deadline:
    """The deadline that has no date, with the reason as its last step.

    `readings` may show what each answer to the question would give; `earliest` or `latest` a
    bound that is known already.
    """
    reason = (question.text,) if question else ()
    return Deadline(
        due=None,
        earliest=earliest,
        latest=latest,
        precision=Precision.DAY,
        readings=tuple(readings),
        trace=(*steps, *reason, *unread(case.rule)),
        zone=case.zone_in_use,
        passes_at=None,
        ends_at=None,
        state=state,
        question=question,
        convention=case.convention.label,
    )


def unread(rule: Rule) -> tuple[str, ...]:
    """A step that says which words of the phrase were not used, if any."""
    return (t("These words were not used: “{words}”.", words=rule.unread),) if rule.unread else ()


def standing_steps(anchor: Anchor) -> tuple[str, ...]:
    """What to add about an anchor that is not confirmed."""
    if anchor.standing is Standing.CONFIRMED:
        return ()
    if anchor.standing is Standing.EXPECTED:
        return (t("That event has not happened: its date is only expected."),)
    if anchor.standing is Standing.REPORTED:
        return (t("That date is reported and not confirmed."),)
    return (t("That date is disputed."),)
