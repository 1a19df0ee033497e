"""What a change did to a milestone, and what follows from it."""

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.domain import wording
from bot.domain.changes import MilestoneChange
from bot.domain.milestones import state
from bot.messages import t, tn
from cogs.render.look import Block, Tone, card, person, stamp, tone_of, when
from cogs.render.milestones import Rows, people_lines, proof, settled_lines
from cogs.render.safe import said, small


def change_card(
    title: str, change: MilestoneChange, now: datetime, by: int, rows: Rows = ()
) -> ui.LayoutView:
    """What `by` just recorded of a milestone: before and after, and what follows from it."""
    after = change.after
    return card(
        title,
        Block(
            [
                f"**{said(after.what, 200)}**",
                *change_lines(change, now),
            ]
        ),
        Block(moved_lines(change.moved), heading=t("Other dates that moved with it"), most=8),
        Block(following_lines(change)),
        under=_whose(change, by),
        tone=tone_of([state(after, now)]) if after.is_open else Tone.SETTLED,
        rows=rows,
    )


def _whose(change: MilestoneChange, by: int) -> str:
    """The agreement and who changed it, unless the card names the person anyway."""
    settlement = change.after.settlement
    agreement = said(change.after.agreement, 80)
    told = settlement is not None and settlement.by == by
    return agreement if told else f"{agreement} · {person(by)}"


def change_lines(change: MilestoneChange, now: datetime) -> list[str]:
    """What differs between before and after, in short lines."""
    before, after = change.before, change.after
    stands = wording.marked(state(after, now))
    was = wording.marked(state(before, now)) if before else None
    lines = [f"{was} → **{stands}**" if was and was != stands else stands]
    if before and wording.due(before) != wording.due(after):
        lines.append(f"~~{wording.due(before)}~~ → **{when(after)}**")
    elif after.is_open and after.due_on:
        lines.append(f"**{when(after)}**")
    if after.settlement:
        lines += settled_lines(after)
    if before and (before.owner_id, before.deputy_id) != (after.owner_id, after.deputy_id):
        lines += people_lines(after) or [t("Owner: {person}", person=t("nobody"))]
    if after.settlement:
        lines += [t("Evidence: {proof}", proof=proof(each)) for each in after.evidence[-1:]]
    return lines


def moved_lines(moved: Sequence[MilestoneChange]) -> list[str]:
    """Other milestones whose date followed: old and new."""
    return [
        f"{said(each.after.reference, 120)}\n"
        + small(
            f"{wording.due(each.before) if each.before else t('new')} → {wording.due(each.after)}"
        )
        for each in moved
    ]


def following_lines(change: MilestoneChange) -> list[str]:
    """How many reminders are planned, when the next one comes and who hears of a new date."""
    lines = []
    if change.reminders and change.next_at:
        lines.append(
            tn(
                "{count} reminder is planned, {at} ({away}).",
                "{count} reminders are planned, the next {at} ({away}).",
                change.reminders,
                at=stamp(change.next_at, "f"),
                away=stamp(change.next_at, "R"),
            )
        )
    elif change.after.is_open and change.after.due_on is None:
        lines.append(t("Reminders are planned as soon as it has a date."))
    elif change.after.is_open:
        lines.append(t("No reminder is planned for it. `/remind add` sets one up."))
    return lines + told_lines(change.told + sum(each.told for each in change.moved))


def told_lines(places: int) -> list[str]:
    """How many places will hear that a date they were told has moved; nothing for none."""
    if not places:
        return []
    return [
        tn(
            "{count} place that heard an earlier date will be told of the new one.",
            "{count} places that heard an earlier date will be told of the new one.",
            places,
        )
    ]
