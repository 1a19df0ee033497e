"""Why a date is what it is: a deadline computed in the open, and that of a milestone."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from discord import ui

from bot.domain import wording
from bot.domain.dates.conventions import Convention, convention_named
from bot.domain.dates.values import Deadline, DeadlineKind, DeadlineState, Precision, Rule
from bot.domain.inquiries import Finding
from bot.domain.milestones import Milestone
from bot.messages import t
from cogs.render.look import Block, Tone, card, person, stamp
from cogs.render.milestones import quoted, source_words
from cogs.render.safe import link, said, small

Rows = Sequence[Sequence[ui.Item[Any]]]

MOST_STEPS = 14


def deadline_card(found: Finding) -> ui.LayoutView:
    """A deadline that somebody asked for: the date, its readings, the working and the rule."""
    deadline = found.deadline
    return card(
        _title(deadline),
        Block(_when(deadline)),
        *_body(deadline, found.rule, found.convention),
        under=f"“{said(found.rule.phrase, 300)}”",
        foot=" ".join(_taken(found)),
        tone=Tone.PLAIN if deadline.due else Tone.QUIET,
    )


def why_card(milestone: Milestone) -> ui.LayoutView:
    """Why a milestone is due when it is: the words, the rule, the working, who set it by hand."""
    deadline, rule = milestone.deadline, milestone.rule
    title = t("Why no date?")
    if milestone.due_on:
        title = t("Why {date}?", date=wording.due(milestone))
    quote = quoted(milestone)
    words = [f"**{said(milestone.what, 200)}**", *([quote] if quote else [])]
    label = (deadline.convention if deadline else "") or milestone.convention
    return card(
        title,
        Block([*words, source_words(milestone)]),
        Block(_when(deadline) if deadline else _no_date(milestone)),
        Block(_override(milestone), heading=_override_heading(milestone)),
        Block(_rule(rule, milestone.kind), heading=t("The rule")),
        *(_body(deadline, rule, convention_named(label)) if deadline else ()),
        under=said(milestone.agreement, 80),
        tone=Tone.PLAIN if milestone.due_on else Tone.QUIET,
    )


def kind_words(kind: DeadlineKind) -> str:
    """What falls on the date, since only acts move to a working day."""
    return {
        DeadlineKind.ACT_BY: t("something to be done by then"),
        DeadlineKind.IN_FORCE: t("something that enters into force"),
        DeadlineKind.EXPIRY: t("something that expires"),
    }[kind]


def _title(deadline: Deadline) -> str:
    if deadline.due is not None:
        return wording.dated(deadline.due, deadline.precision)
    return {
        DeadlineState.AWAITING_TRIGGER: t("No date yet: it waits for an event"),
        DeadlineState.INDEFINITE: t("No fixed date"),
    }.get(deadline.state, t("No date: something is open"))


def _body(deadline: Deadline, rule: Rule | None, convention: Convention) -> tuple[Block, ...]:
    """The parts that both cards share, the most useful first."""
    steps = _steps(deadline, rule)
    return (
        Block(_question(deadline), heading=t("To be settled")),
        Block(_readings(deadline), heading=t("Readings"), most=8),
        Block(
            [f"{number}. {said(step, 260)}" for number, step in enumerate(steps, 1)],
            heading=t("Step by step"),
            most=MOST_STEPS,
        ),
        Block(_authority(convention), heading=t("Counted by")),
    )


def _when(deadline: Deadline) -> list[str]:
    """Where the day counts, how far off its end is, and when that is for whoever reads."""
    if deadline.due is None or deadline.passes_at is None:
        return []
    end = deadline.passes_at - timedelta(seconds=1)
    place = said(wording.place(deadline.zone))
    local = deadline.passes_at.astimezone(ZoneInfo(deadline.zone))
    if local.time().replace(tzinfo=None).isoformat() == "00:00:00":
        line = t("to the end of that day in {place} · {away}", place=place, away=stamp(end, "R"))
    else:
        line = t(
            "until {time} in {place} · {away}",
            time=f"{local:%H:%M}",
            place=place,
            away=stamp(end, "R"),
        )
    lines = [
        line[:1].upper() + line[1:],
        small(t("until {at} by your own clock", at=stamp(end, "F"))),
    ]
    if deadline.precision is not Precision.DAY:
        lines.append(t("Its last day is {day}.", day=wording.day(deadline.due)))
    if deadline.then_on is not None:
        lines.append(t("From {day} on it no longer holds.", day=wording.day(deadline.then_on)))
    return lines


def _no_date(milestone: Milestone) -> list[str]:
    return [said(milestone.no_date_reason) or t("Nobody has recorded a date or a rule for it.")]


def _readings(deadline: Deadline) -> list[str]:
    """Every date by the names of its readings, in order; the prevailing one stands out."""
    counting = [each for each in deadline.readings if each.counts]
    beside = [each for each in deadline.readings if not each.counts]
    names: dict[date, list[str]] = {}
    for each in counting:
        names.setdefault(each.on, []).append(each.name)
    lines = []
    if len(names) > 1:
        for on, every in sorted(names.items()):
            day = wording.day(on)
            shown = f"**{day}**" if on == deadline.due else day
            lines.append(f"{shown}: {said('; '.join(every), 200)}")
    lines += [small(f"{wording.day(each.on)}: {said(each.name, 120)}") for each in beside]
    if deadline.earliest and deadline.latest and deadline.earliest != deadline.latest:
        first, last = wording.day(deadline.earliest), wording.day(deadline.latest)
        lines.append(small(t("Earliest {first}, latest {last}.", first=first, last=last)))
    return lines


def _question(deadline: Deadline) -> list[str]:
    if deadline.question is None:
        return []
    options = [f"- {said(option, 150)}" for option in deadline.question.options]
    return [f"**{said(deadline.question.text, 300)}**", *options]


def _steps(deadline: Deadline, rule: Rule | None) -> list[str]:
    """The working, without the steps that only say what the card says elsewhere."""
    others = [each for each in deadline.readings if each.on != deadline.due]
    phrase = f"“{rule.phrase}”" if rule else ""
    asked = deadline.question.text if deadline.question else None
    return [
        step
        for number, step in enumerate(deadline.trace)
        if not (number == 0 and phrase and phrase in step)
        and not (deadline.convention and f"{deadline.convention})" in step)
        and not any(f"{each.name}: " in step for each in others)
        and step != asked
    ]


def _rule(rule: Rule | None, kind: DeadlineKind) -> list[str]:
    if rule is None:
        return []
    return [f"“{said(rule.phrase, 300)}”", small(kind_words(kind))]


def _authority(convention: Convention) -> list[str]:
    """Who says that it is counted so, with the rules in short and where they are written."""
    name = convention.name[:1].upper() + convention.name[1:]
    says = [small(said(each, 220)) for each in convention.says]
    where = [link(t("Where it is written"), convention.source)] if convention.source else []
    label = small(said(f"{convention.authority} · {convention.label}", 200))
    return [f"**{said(name, 120)}**", label, *says, *map(small, where)]


def _override_heading(milestone: Milestone) -> str:
    official = milestone.override is not None and milestone.override.official
    return t("The official date") if official else t("Set by hand")


def _override(milestone: Milestone) -> list[str]:
    """Who put another date over the computed one, when and why."""
    override = milestone.override
    if override is None:
        return []
    who = person(override.by) if override.by else t("the starter catalogue")
    line = t(
        "{day}, entered by {who} on {at}.",
        day=wording.day(override.on),
        who=who,
        at=stamp(override.at, "f"),
    )
    official = [t("It goes before any arithmetic.")] if override.official else []
    return [line, said(override.reason, 300), *map(small, official)]


def _taken(found: Finding) -> list[str]:
    """What was taken for granted, for the foot of the card."""
    sentences = [t("Taken for {kind}.", kind=kind_words(found.kind))]
    if found.agreement:
        sentences.append(t("Events are those of {name}.", name=said(found.agreement, 60)))
    if found.zone_assumed and found.deadline.due:
        place = said(wording.place(found.deadline.zone))
        sentences.append(t("No place is named: days are counted in {place}.", place=place))
    return sentences
