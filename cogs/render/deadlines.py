"""Why a date is what it is: a deadline computed in the open, and that of a milestone."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from discord import ui

from bot.domain import explanations, wording
from bot.domain.dates.conventions import Convention, convention_named
from bot.domain.dates.values import Deadline, DeadlineKind, Rule
from bot.domain.inquiries import Finding
from bot.domain.milestones import Milestone
from bot.domain.provenance import Provenance
from bot.messages import t
from cogs.render.look import Block, Tone, card, person, stamp
from cogs.render.milestones import told_by
from cogs.render.safe import link, said, small

Rows = Sequence[Sequence[ui.Item[Any]]]

MOST_STEPS = 14


def deadline_card(found: Finding) -> ui.LayoutView:
    """A deadline that somebody asked for: the date, its readings, the working and the rule."""
    deadline, taken = found.deadline, " ".join(explanations.taken(found))
    return card(
        explanations.title(deadline),
        Block(_when(deadline)),
        *_body(deadline, found.rule, found.convention),
        under=f"“{said(found.rule.phrase, 300)}”",
        foot=said(taken, 300) if explanations.counted(deadline) else None,
        tone=Tone.PLAIN if deadline.due else Tone.QUIET,
    )


def why_card(
    milestone: Milestone, told: str | None = None, provenance: Sequence[Provenance] = ()
) -> ui.LayoutView:
    """Why a milestone is due when it is: the words, the rule, the working, who set it by hand.

    `told` is a line that says why whoever asks was told of it; `provenance` is what was accepted
    from a text, and by whom.
    """
    deadline, rule = milestone.deadline, milestone.rule
    title = t("Why no date?")
    if milestone.due_on:
        title = t("Why {date}?", date=wording.due(milestone))
    words = [f"**{said(milestone.what, 200)}**", *told_by(milestone, provenance, whole=True)]
    label = (deadline.convention if deadline else "") or milestone.convention
    convention = convention_named(label) if rule else None
    by_hand = milestone.override is not None and not milestone.override.official
    return card(
        title,
        Block(words),
        Block(_when(deadline) if deadline else _no_date(milestone)),
        Block(_override(milestone), heading=_override_heading(milestone)),
        Block(_rule(rule, milestone.kind), heading=t("The rule")),
        *(_body(deadline, rule, convention, by_hand=by_hand) if deadline else ()),
        under=said(milestone.agreement, 80),
        foot=told,
        tone=Tone.PLAIN if milestone.due_on else Tone.QUIET,
    )


def _body(
    deadline: Deadline, rule: Rule | None, convention: Convention | None, *, by_hand: bool = False
) -> tuple[Block, ...]:
    """The parts that both cards share, the most useful first.

    The last step of a date set `by_hand` only says so, which stands above already.
    """
    steps = explanations.steps(deadline, rule)[: -1 if by_hand else None]
    authority = _authority(convention) if convention and explanations.counted(deadline) else []
    return (
        Block(_question(deadline), heading=t("To be settled")),
        Block(_readings(deadline), heading=explanations.readings_heading(rule, deadline), most=8),
        Block(
            [f"{number}. {said(step, 260)}" for number, step in enumerate(steps, 1)],
            heading=t("Step by step"),
            most=MOST_STEPS,
        ),
        Block(authority, heading=t("Counted by")),
    )


def _when(deadline: Deadline) -> list[str]:
    """Where the day counts, how far off its end is, and when that is for whoever reads."""
    ends = explanations.ends(deadline)
    if ends is None or deadline.passes_at is None:
        return []
    last = deadline.passes_at - timedelta(seconds=1)
    return [
        f"{said(ends)} · {stamp(last, 'R')}",
        small(t("until {at} by your own clock", at=stamp(last, "F"))),
        *explanations.beyond(deadline),
    ]


def _no_date(milestone: Milestone) -> list[str]:
    return [said(milestone.no_date_reason) or t("Nobody has recorded a date or a rule for it.")]


def _readings(deadline: Deadline) -> list[str]:
    """Every date by the names of its readings, in order; the prevailing one stands out."""
    lines = []
    for each in explanations.readings(deadline):
        day = wording.day(each.on)
        names = said("; ".join(each.names), 200)
        lines.append(f"{f'**{day}**' if each.prevails else day}: {names}")
    for other in explanations.beside(deadline):
        lines.append(small(f"{wording.day(other.on)}: {said(other.name, 120)}"))
    bounds = explanations.bounds(deadline)
    return [*lines, small(bounds)] if bounds else lines


def _question(deadline: Deadline) -> list[str]:
    if deadline.question is None:
        return []
    options = [f"- {said(option, 150)}" for option in deadline.question.options]
    return [f"**{said(deadline.question.text, 300)}**", *options]


def _rule(rule: Rule | None, kind: DeadlineKind) -> list[str]:
    if rule is None:
        return []
    return [f"“{said(rule.phrase, 300)}”", small(explanations.kind_words(kind))]


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
