"""What goes over a computed deadline: doubt about its event, and a date that a person set."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.anchors import UNSURE
from bot.domain.dates.values import (
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
from bot.domain.dates.zones import day_end
from bot.domain.milestones import Milestone, Override
from bot.messages import t


def hedged(deadline: Deadline, rule: Rule, anchors: Mapping[str, Anchor]) -> Deadline:
    """`deadline` with what it counts from called in question, where that is not certain.

    A date that hangs on an event which is only expected, or disputed, is good for planning; but
    nobody can say that it has passed, so it never ends (`ends_at` is None) until that is settled.
    """
    unsure = next((each for each in _used(rule, anchors) if each.standing in UNSURE), None)
    if unsure is None or deadline.due is None:
        return deadline
    if unsure.standing is Standing.EXPECTED:
        name = t("{reading}, from an expected date")
        question = t("Has “{event}” happened? So far it is only expected.", event=unsure.name)
    else:
        name = t("{reading}, from a disputed date")
        question = t("When did “{event}” happen? Its date is disputed.", event=unsure.name)
    first, *others = deadline.readings
    return replace(
        deadline,
        readings=(replace(first, name=name.replace("{reading}", first.name)), *others),
        ends_at=None,
        question=deadline.question or Question(question),
    )


def _used(rule: Rule, anchors: Mapping[str, Anchor]) -> Iterator[Anchor]:
    """The events that a rule and its parts count from, as far as they are known."""
    found = anchors.get(rule.anchor) if rule.anchor and rule.named is None else None
    if found is not None:
        yield found
    for part in rule.parts:
        yield from _used(part, anchors)


def set_by_hand(computed: Deadline | None, override: Override, milestone: Milestone) -> Deadline:
    """The date that a person set; what the rule had given is shown beside it and counts no more."""
    zone = computed.zone if computed else milestone.zone
    instant = day_end(override.on, zone)
    said = t("Set by hand to {on}: {reason}", on=override.on, reason=override.reason)
    by_hand = Reading(t("set by hand"), override.on, instant)
    expires = milestone.kind is DeadlineKind.EXPIRY
    bare = computed or Deadline(
        due=None,
        earliest=None,
        latest=None,
        precision=Precision.DAY,
        readings=(),
        trace=(),
        zone=zone,
        passes_at=None,
        ends_at=None,
        state=DeadlineState.DATED,
        question=None,
        convention="",
    )
    by_rule = (
        replace(one, name=t("by its rule: {reading}", reading=one.name), counts=False)
        for one in bare.readings
    )
    return replace(
        bare,
        due=override.on,
        earliest=override.on,
        latest=override.on,
        precision=Precision.DAY,
        readings=(by_hand, *by_rule),
        trace=(*bare.trace, said),
        passes_at=instant,
        ends_at=instant,
        state=DeadlineState.DATED,
        question=None,
        then_on=override.on + timedelta(days=1) if expires else None,
    )
