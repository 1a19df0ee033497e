"""Milestones as people see them: the page of one, and what a change did to one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.changes import Change, MilestoneChange
from bot.domain.milestones import Evidence, Milestone, SettlementKind, State, days_late, state
from bot.domain.reminders import Reminder
from bot.messages import t, tn
from bot.services.milestones import MilestonePage
from cogs.render.look import Block, Tone, card, last_moment, person, stamp, tone_of, when
from cogs.render.rungs import reminder_words
from cogs.render.safe import link, said, small

Rows = Sequence[Sequence[ui.Item[Any]]]


def milestone_page(page: MilestonePage, now: datetime, rows: Rows = ()) -> ui.LayoutView:
    """Everything that the record holds of one milestone, with `rows` of buttons under it."""
    milestone = page.milestone
    stands = state(milestone, now)
    return card(
        said(milestone.what, 200),
        Block([*_standing(milestone, now), *reading_lines(milestone)]),
        Block(_words(milestone)),
        Block(_working(milestone), heading=t("How the date was reached"), most=12),
        Block([_proof(each) for each in milestone.evidence], heading=t("Evidence"), most=3),
        Block(_reminders(page), heading=t("Reminders"), most=4),
        Block([_past(each) for each in page.history], heading=t("History"), most=4),
        under=said(milestone.agreement, 80),
        tone=tone_of([stands]) if milestone.is_open else Tone.SETTLED,
        rows=rows,
    )


def change_card(
    title: str, change: MilestoneChange, now: datetime, rows: Rows = ()
) -> ui.LayoutView:
    """What was just recorded of a milestone: before and after, and what follows from it."""
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
        under=said(after.agreement, 80),
        tone=tone_of([state(after, now)]) if after.is_open else Tone.SETTLED,
        rows=rows,
    )


def change_lines(change: MilestoneChange, now: datetime) -> list[str]:
    """What differs between before and after, in short lines."""
    before, after = change.before, change.after
    stands = wording.marked(state(after, now))
    was = wording.marked(state(before, now)) if before else None
    lines = [f"{was} → **{stands}**" if was and was != stands else stands]
    if before and wording.due(before) != wording.due(after):
        lines.append(f"~~{wording.due(before)}~~ → **{when(after)}**")
    elif after.is_open:
        lines.append(f"**{when(after)}**")
    if after.settlement:
        lines += _settled(after)
    if before and before.owner_id != after.owner_id:
        owner = person(after.owner_id) if after.owner_id else t("nobody")
        lines.append(t("Owner: {person}", person=owner))
    return lines + [_proof(each) for each in after.evidence[-1:] if after.settlement]


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


def reading_lines(milestone: Milestone) -> list[str]:
    """Each date on which the clause may be read to fall, with why; nothing where all agree."""
    deadline = milestone.deadline
    if deadline is None or deadline.earliest == deadline.latest:
        return []
    names: dict[date, list[str]] = {}
    for reading in deadline.readings:
        if reading.counts:
            names.setdefault(reading.on, []).append(reading.name)
    return [
        f"{wording.day(on)}: {said('; '.join(every), 140)}" for on, every in sorted(names.items())
    ]


def own_time(milestone: Milestone) -> str | None:
    """When the day that counts is over for whoever reads; None where no day is known."""
    end = last_moment(milestone)
    if end is None:
        return None
    return small(t("until {at} by your own clock", at=stamp(end, "f")))


def source_words(milestone: Milestone) -> str:
    """Where the milestone was read, or that no source is recorded."""
    source = milestone.source
    if source is None:
        return small(t("No source is recorded."))
    parts = [link(said(source.title, 100), source.url), said(source.publisher, 50)]
    return small(t("Source: {source}", source=", ".join(part for part in parts if part)))


def _standing(milestone: Milestone, now: datetime) -> list[str]:
    stands = state(milestone, now)
    commitment = said(wording.commitment(milestone.modality, milestone.obligors), 160)
    lines = [f"**{when(milestone)}**", f"{wording.marked(stands)} · {commitment}"]
    if own := own_time(milestone):
        lines.insert(1, own)
    if stands is State.UNVERIFIED_PAST:
        lines.append(t("Its date has passed and nobody has recorded whether it was met."))
    if milestone.settlement:
        lines += _settled(milestone)
    question = milestone.deadline.question if milestone.deadline else None
    if milestone.due_on is None:
        lines += [said(each) for each in (milestone.no_date_reason,) if each]
        lines += [said(question.text)] if question else []
    if milestone.owner_id:
        lines.append(t("Owner: {person}", person=person(milestone.owner_id)))
    if milestone.verified_on:
        lines.append(small(t("Last checked {day}", day=wording.day(milestone.verified_on))))
    return lines


def _settled(milestone: Milestone) -> list[str]:
    settlement = milestone.settlement
    if settlement is None:
        return []
    who = person(settlement.by) if settlement.by else t("the starter catalogue")
    line = t("Recorded for {day} by {who}.", day=wording.day(settlement.on), who=who)
    if settlement.kind is SettlementKind.DONE and (late := days_late(milestone)):
        line += " " + tn("{count} day late.", "{count} days late.", late)
    told = {each.note for each in milestone.evidence}
    note = settlement.note if settlement.note not in told else None
    return [line, *([said(note)] if note else [])]


def _words(milestone: Milestone) -> list[str]:
    quote = [f"> “{said(milestone.quote, 300)}”"] if milestone.quote else []
    return [*quote, source_words(milestone)]


def _working(milestone: Milestone) -> list[str]:
    lines = []
    if milestone.deadline:
        lines += [small(said(step, 200)) for step in milestone.deadline.trace]
    if override := milestone.override:
        who = person(override.by) if override.by else t("the starter catalogue")
        values = {"day": wording.day(override.on), "who": who, "reason": said(override.reason)}
        lines.insert(
            0,
            t("The official date is {day}, entered by {who}: {reason}", **values)
            if override.official
            else t("Set to {day} by {who}: {reason}", **values),
        )
    return lines


def _proof(evidence: Evidence) -> str:
    who = person(evidence.by) if evidence.by else t("the starter catalogue")
    address = f"\n{link(t('link'), evidence.url)}" if evidence.url else ""
    return f"{said(evidence.note, 400)}{address}\n{small(who)}"


def _reminders(page: MilestonePage) -> list[str]:
    lines = [
        f"{stamp(each.due_at, 'f')} · {reminder_words(each.kind, each.rung)}"
        for each in page.planned
    ]
    if page.told:
        last: Reminder = max(page.told, key=lambda each: each.sent_at or each.due_at)
        lines.insert(
            0,
            tn(
                "Told {count} time, on {at}",
                "Told {count} times, last {at}",
                len(page.told),
                at=stamp(last.sent_at or last.due_at, "f"),
            ),
        )
    return lines


def _past(change: Change) -> str:
    who = person(change.by) if change.by else t("the starter catalogue")
    return small(f"{stamp(change.at, 'd')} · {said(change.what, 120)} · {who}")
