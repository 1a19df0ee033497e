"""The page of a milestone: everything that the record holds of it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.changes import Change
from bot.domain.milestones import Evidence, Milestone, SettlementKind, State, days_late, state
from bot.domain.provenance import Provenance
from bot.domain.reminders import Reminder
from bot.messages import t, tn
from bot.services.milestones import MilestonePage
from cogs.render.acknowledgements import page_lines
from cogs.render.look import Block, Tone, card, channel, last_moment, person, stamp, tone_of, when
from cogs.render.provenance import provenance_lines
from cogs.render.rungs import reminder_words
from cogs.render.safe import link, said, shortened, small, told

Rows = Sequence[Sequence[ui.Item[Any]]]


def milestone_page(page: MilestonePage, now: datetime, rows: Rows = ()) -> ui.LayoutView:
    """Everything that the record holds of one milestone, with `rows` of buttons under it."""
    milestone = page.milestone
    stands = state(milestone, now)
    return card(
        said(milestone.what, 200),
        Block([*_standing(milestone, now), *reading_lines(milestone)]),
        Block(told_by(milestone, page.provenance)),
        Block(
            _working(milestone) if milestone.due_on else [],
            heading=t("How the date was reached"),
            most=12,
        ),
        Block([_signed(each) for each in milestone.evidence], heading=t("Evidence"), most=3),
        Block(_reminders(page), heading=t("Reminders"), most=4),
        Block(_seen(page), heading=t("Seen"), most=4),
        Block([_past(each) for each in page.history], heading=t("History"), most=4),
        under=said(milestone.agreement, 80),
        tone=tone_of([stands]) if milestone.is_open else Tone.SETTLED,
        rows=rows,
    )


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


def quoted(milestone: Milestone, limit: int = 300) -> str | None:
    """The words of the text, marked as such; None where none are recorded."""
    return f"*“{said(milestone.quote, limit)}”*" if milestone.quote else None


def source_words(milestone: Milestone) -> str:
    """Where the milestone was read, or that no source is recorded."""
    source = milestone.source
    if source is None:
        return small(t("No source is recorded."))
    parts = [link(said(source.title, 100), source.url), said(source.publisher, 50)]
    return small(t("Source: {source}", source=", ".join(part for part in parts if part)))


def told_by(
    milestone: Milestone, provenance: Sequence[Provenance], *, whole: bool = False
) -> list[str]:
    """The words that a milestone rests on, and every source that tells it.

    Of what was accepted from a text it says by whom, with `whole` also where in which text.
    """
    quote, source = quoted(milestone), milestone.source
    lines = [quote] if quote else []
    if source is None or source.id not in {each.source.id for each in provenance}:
        lines += [source_words(milestone)] if source or not provenance else []
    return [*lines, *provenance_lines(milestone.quote, provenance, whole=whole)]


def _standing(milestone: Milestone, now: datetime) -> list[str]:
    stands = state(milestone, now)
    commitment = said(wording.commitment(milestone.modality, milestone.obligors), 160)
    lines = [f"{wording.marked(stands)} · {commitment}"]
    if milestone.due_on:
        own = own_time(milestone)
        lines[:0] = [f"**{when(milestone)}**", *([own] if own else [])]
    if stands is State.UNVERIFIED_PAST:
        lines.append(t("Its date has passed and nobody has recorded whether it was met."))
    if milestone.settlement:
        lines += settled_lines(milestone)
    question = milestone.deadline.question if milestone.deadline else None
    if milestone.due_on is None:
        lines += [said(each) for each in (milestone.no_date_reason,) if each]
        lines += [said(question.text)] if question else []
    elif question and not milestone.is_certain:
        lines.append(said(question.text))
    lines += people_lines(milestone)
    if milestone.verified_on:
        lines.append(small(t("Last checked {day}", day=wording.day(milestone.verified_on))))
    return lines


def people_lines(milestone: Milestone) -> list[str]:
    """Who answers for a milestone, and who stands in for them; nothing where nobody does."""
    owner, deputy = milestone.owner_id, milestone.deputy_id
    return [
        *([t("Owner: {person}", person=person(owner))] if owner else []),
        *([t("Deputy: {person}", person=person(deputy))] if deputy else []),
    ]


def settled_lines(milestone: Milestone) -> list[str]:
    """How and when a milestone ended, and who recorded it; nothing while it is open."""
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


def _working(milestone: Milestone) -> list[str]:
    trace = milestone.deadline.trace if milestone.deadline else ()
    if milestone.override and not milestone.override.official:
        trace = trace[:-1]  # its last step says the same without the name
    lines = [small(said(step, 200)) for step in trace]
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


def proof(evidence: Evidence) -> str:
    """What shows that a milestone was met, with its link."""
    address = f" · {link(t('link'), evidence.url)}" if evidence.url else ""
    return f"{said(evidence.note, 400)}{address}"


def _signed(evidence: Evidence) -> str:
    who = person(evidence.by) if evidence.by else t("the starter catalogue")
    return f"{proof(evidence)}\n{small(who)}"


def _seen(page: MilestonePage) -> list[str]:
    """Who has seen the present date and who has not, once anything was posted of it."""
    seen = page.seen
    if not page.milestone.is_open or not (page.told or seen.by or seen.earlier):
        return []
    return page_lines(seen)


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
    return [*_failed(page.failed), *lines]


def _failed(failed: Sequence[Reminder]) -> list[str]:
    """For each place that something could not reach, how much and why the latest did not."""
    places: dict[int | None, list[Reminder]] = {}
    for each in failed:
        places.setdefault(each.channel_id, []).append(each)
    return [
        tn(
            "{count} could not be delivered in {place}, on {at}: {why}",
            "{count} could not be delivered in {place}, last {at}: {why}",
            len(every),
            place=t("direct messages") if place is None else channel(place),
            at=stamp(every[-1].due_at, "f"),
            why=told(shortened(every[-1].reason or "", 200)),
        )
        for place, every in places.items()
    ]


def _past(change: Change) -> str:
    who = person(change.by) if change.by else t("the starter catalogue")
    people = ", ".join(map(person, _named(change)))
    what = said(change.what, 120) + (f": {people}" if people else "")
    return small(f"{stamp(change.at, 'd')} · {what} · {who}")


def _named(change: Change) -> list[int]:
    """The people whom a change made the owner or the deputy."""
    before, after = change.before or {}, change.after or {}
    posts = ("owner_id", "deputy_id")
    return [after[each] for each in posts if after.get(each) not in (None, before.get(each))]
