"""A proposal as its author sees it: what was understood, before it is saved and after."""

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.domain import wording
from bot.domain.agreements import Agreement, Event
from bot.domain.changes import AgreementChange, MilestoneChange
from bot.domain.dates.values import Standing
from bot.domain.milestones import Milestone, days_late
from bot.messages import t, tn
from bot.services.proposals import Proposal
from cogs.render.changes import following_lines, moved_lines, told_lines
from cogs.render.look import Block, Tone, card, person, when
from cogs.render.milestones import Rows, own_time, proof, quoted, reading_lines, source_words
from cogs.render.safe import cited, said, small

SAVE = "milepost:save"
DISCARD = "milepost:discard"
"""How the custom ids of the two buttons begin; the server's and the proposal's id follow."""


def proposal_card(proposal: Proposal) -> ui.LayoutView:
    """What would be saved, with the buttons that save or discard it."""
    titles = {
        "agreement.add": t("Add this agreement?"),
        "agreement.event": t("Record this event?"),
        "milestone.add": t("Add this milestone?"),
        "milestone.edit": t("Change this milestone?"),
        "milestone.move": t("Move this date?"),
        "milestone.done": t("Record this as done?"),
    }
    ids = f"{proposal.guild_id}:{proposal.id}"
    save: ui.Button[Any] = ui.Button(
        label=t("Save"), style=discord.ButtonStyle.success, custom_id=f"{SAVE}:{ids}"
    )
    discard: ui.Button[Any] = ui.Button(label=t("Discard"), custom_id=f"{DISCARD}:{ids}")
    return card(
        titles[proposal.kind],
        *_outcome(proposal.outcome),
        under=t("This is what I understood. Nothing is saved yet."),
        foot=t("You have a day to save it; after that it is dropped."),
        rows=[[save, discard]],
    )


def saved_card(proposal: Proposal, rows: Rows = ()) -> ui.LayoutView:
    """What has been saved, with `rows` of buttons under it."""
    titles = {
        "agreement.add": t("Saved: a new agreement"),
        "agreement.event": t("Saved: an event"),
        "milestone.add": t("Saved: a new milestone"),
        "milestone.edit": t("Saved: the milestone is changed"),
        "milestone.move": t("Saved: the date is moved"),
        "milestone.done": t("Saved: recorded as done"),
    }
    return card(titles[proposal.kind], *_outcome(proposal.outcome), tone=Tone.SETTLED, rows=rows)


def discarded_card() -> ui.LayoutView:
    """What stays behind when a proposal is dropped."""
    return card(t("Discarded"), t("Nothing was saved."), tone=Tone.QUIET)


def _outcome(outcome: AgreementChange | MilestoneChange) -> tuple[Block, ...]:
    if isinstance(outcome, MilestoneChange):
        return _milestone_outcome(outcome)
    return _agreement_outcome(outcome)


def _milestone_outcome(change: MilestoneChange) -> tuple[Block, ...]:
    before, after = change.before, change.after
    named = Block([f"**{said(after.what, 300)}**", small(said(after.agreement, 80))])
    if after.settlement:
        return named, Block(_done(after))
    return (
        named,
        Block(_date(before, after)),
        Block(_differences(before, after) if before else _facts(after)),
        Block(
            _working(after) if after.due_on else [], heading=t("How the date was reached"), most=12
        ),
        Block(moved_lines(change.moved), heading=t("Other dates that move with it"), most=8),
        Block(following_lines(change)),
    )


def _date(before: Milestone | None, after: Milestone) -> list[str]:
    """The date in words, old and new where it changes, with every reading of it."""
    lines = []
    if before and wording.due(before) != wording.due(after):
        lines.append(f"~~{wording.due(before)}~~")
        lines.append(f"→ **{when(after)}**")
    else:
        lines.append(f"**{when(after)}**")
    lines += [line for line in (own_time(after),) if line]
    lines += reading_lines(after)
    question = after.deadline.question if after.deadline else None
    if after.due_on is None and question:
        lines += [said(question.text), *(f"- {said(each, 150)}" for each in question.options)]
    return lines


def _done(after: Milestone) -> list[str]:
    """On which day it was met, against which date, and what shows it."""
    if after.settlement is None:
        return []
    lines = [t("Done on {day}", day=f"**{wording.day(after.settlement.on)}**")]
    if after.due_on:
        lines.append(t("It was due {when}.", when=wording.due(after)))
    if late := days_late(after):
        lines.append(tn("{count} day late", "{count} days late", late))
    for each in after.evidence[-1:]:
        lines.append(t("Evidence: {proof}", proof=proof(each)))
    return lines


def _facts(milestone: Milestone) -> list[str]:
    """What a new milestone says beside its date."""
    lines = [said(wording.commitment(milestone.modality, milestone.obligors), 200)]
    if quote := quoted(milestone):
        lines.append(quote)
    if milestone.owner_id:
        lines.append(t("Owner: {person}", person=person(milestone.owner_id)))
    return [*lines, source_words(milestone)]


def _differences(before: Milestone, after: Milestone) -> list[str]:
    """What else changes, one line each: old and new."""
    pairs = {
        t("What"): (before.what, after.what),
        t("Who"): (
            wording.commitment(before.modality, before.obligors),
            wording.commitment(after.modality, after.obligors),
        ),
        t("Quote"): (before.quote, after.quote),
        t("Source"): (_title(before), _title(after)),
        t("Days counted in"): (before.zone, after.zone),
        t("Kind"): (before.kind.value, after.kind.value),
        t("Why no date"): (before.no_date_reason, after.no_date_reason),
    }
    return [
        f"{name}: ~~{said(old, 200) or t('nothing')}~~ → {said(new, 200) or t('nothing')}"
        for name, (old, new) in pairs.items()
        if old != new
    ]


def _title(milestone: Milestone) -> str | None:
    source = milestone.source
    return (source.url or source.title) if source else None


def _working(milestone: Milestone) -> list[str]:
    if milestone.override:
        return [t("Entered by hand: {reason}", reason=said(milestone.override.reason, 200))]
    return (
        [small(said(step, 200)) for step in milestone.deadline.trace] if milestone.deadline else []
    )


def _agreement_outcome(change: AgreementChange) -> tuple[Block, ...]:
    before, after = change.before, change.after
    known = {each.id: each for each in before.events} if before else {}
    events = [
        _event(each, known.get(each.id)) for each in after.events if known.get(each.id) != each
    ]
    return (
        Block([f"**{said(after.title, 300)}**", small(said(after.short_name, 80))]),
        Block(events, most=6),
        Block([] if before else _identity(after)),
        Block(moved_lines(change.moved), heading=t("Dates that move with it"), most=8),
        Block(_followed(change.moved)),
    )


def _followed(moved: Sequence[MilestoneChange]) -> list[str]:
    """How many reminders the milestones that moved now have, and who hears of the new dates."""
    if not moved:
        return []
    planned, told = sum(each.reminders for each in moved), sum(each.told for each in moved)
    line = tn(
        "{count} reminder is planned for them.",
        "{count} reminders are planned for them.",
        planned,
    )
    return [line, *told_lines(told)]


def _event(event: Event, before: Event | None) -> str:
    """An event with its weekday and place, so that a slip in the date is seen; old and new."""
    was = f"~~{_day_and_place(before)}~~ → " if before else ""
    line = f"{said(event.kind.value)}: {was}**{_day_and_place(event)}**"
    if event.standing is not Standing.CONFIRMED:
        line += f" · {said(event.standing.value)}"
    also = [f"{wording.day(each.on)}: {said(each.name, 60)}" for each in event.also_on]
    notes = [said(event.note, 200)] if event.note else []
    return "\n".join([line, *map(small, [*also, *notes, cited(event.source)])])


def _day_and_place(event: Event) -> str:
    place = event.place or wording.place(event.zone)
    return f"{wording.dated(event.on, event.precision)}, {said(place, 60)}"


def _identity(agreement: Agreement) -> list[str]:
    """What a new agreement says beside its dates."""
    pairs = {
        t("Kind"): f"{agreement.instrument.value}, {wording.binding_word(agreement.binding)}",
        t("Parties"): ", ".join(each.name for each in agreement.parties),
        t("Commodities"): ", ".join(agreement.commodities),
        t("Topics"): ", ".join(agreement.topics),
        t("Also called"): ", ".join(agreement.aliases),
        t("Summary"): agreement.summary,
    }
    return [f"{name}: {said(value, 400)}" for name, value in pairs.items() if value]
