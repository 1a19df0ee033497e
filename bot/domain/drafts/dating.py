"""Dating: when the milestones of a draft fall due, as the record would compute it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.domain.agreements import Agreement, Event, EventKind
from bot.domain.anchors import ANCHOR_NAMES
from bot.domain.dates.values import Deadline, Rule, Standing
from bot.domain.dates.zones import local_date
from bot.domain.deadlines import deadlines, recurs
from bot.domain.drafts.items import Head
from bot.domain.drafts.values import DraftEvent, DraftMilestone
from bot.domain.milestones import Milestone
from bot.errors import UserError

Key = TypeVar("Key")


def as_event(event: DraftEvent, now: datetime) -> Event:
    """What the record would hold of it."""
    come = event.on <= local_date(now, event.zone)
    usual = Standing.CONFIRMED if come else Standing.EXPECTED
    return Event(
        event.kind,
        event.on,
        event.zone,
        place=event.place,
        precision=event.precision,
        standing=event.standing or usual,
    )


def as_agreement(head: Head, guild_id: int) -> Agreement:
    """The agreement that a head would become, before anything has happened to it."""
    return Agreement(
        id=0,
        guild_id=guild_id,
        title=head.title,
        short_name=head.short_name,
        instrument=head.instrument,
        binding=head.binding,
        summary="",
        zone=head.zone,
    )


def dated(
    agreement: Agreement,
    recorded: Sequence[Milestone],
    drafted: Mapping[Key, DraftMilestone],
    events: Sequence[Event] = (),
) -> dict[Key, Deadline]:
    """The deadline of each drafted milestone, with `events` on top of those on record."""
    whole = replace(agreement, events=(*agreement.events, *events))
    steps = {
        key: _step(whole, -number, each)
        for number, (key, each) in enumerate(drafted.items(), start=1)
    }
    try:
        found = deadlines(whole, [*recorded, *steps.values()])
    except UserError:  # some of them count from each other: then from what is on record alone
        return {key: each.deadline for key, each in drafted.items()}
    return {key: found[step.id] or drafted[key].deadline for key, step in steps.items()}


def counted_from(rule: Rule) -> frozenset[EventKind]:
    """The kinds of events that a rule counts from."""
    names = {"signature" if rule.anchor == "date" else rule.anchor}
    own = {kind for kind, every in ANCHOR_NAMES.items() if names.intersection(every)}
    return frozenset(own).union(*(counted_from(each) for each in rule.parts))


def _step(agreement: Agreement, id_: int, drafted: DraftMilestone) -> Milestone:
    return Milestone(
        id=id_,
        guild_id=agreement.guild_id,
        agreement_id=agreement.id,
        agreement=agreement.short_name,
        what=drafted.what,
        kind=drafted.kind,
        modality=drafted.modality,
        zone=agreement.zone,
        convention=agreement.convention,
        rule=drafted.rule,
        occurrence=1 if recurs(drafted.rule) else None,
    )
