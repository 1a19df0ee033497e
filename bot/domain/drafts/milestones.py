"""Milestones: every step of a text that a person who tracks the agreement wants to be told of."""

from dataclasses import replace

from bot.domain.dates.values import (
    DeadlineKind,
    DeadlineState,
    Precision,
    Rule,
    Unit,
)
from bot.domain.drafts.actions import anchor_end
from bot.domain.drafts.commitments import Clause, clause_of
from bot.domain.drafts.counted import Counted, Last
from bot.domain.drafts.counted_steps import counted_step
from bot.domain.drafts.dated_steps import dated_step, is_range_start
from bot.domain.drafts.duplicates import once
from bot.domain.drafts.endings import begins, called
from bot.domain.drafts.expressions.values import Expression, Kind
from bot.domain.drafts.links import Link, date_link, length_link
from bot.domain.drafts.ordinal_days import FIRST_OF_MONTH, NTH_DAY, ordinal_days
from bot.domain.drafts.origins import ABSOLUTE
from bot.domain.drafts.recurring_steps import recurring_step
from bot.domain.drafts.rules import (
    counted_rule,
    deadline_of,
    first_of_month_rule,
    fixed_rule,
    recurring_rule,
)
from bot.domain.drafts.scene import Scene, Spot
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.timeline import in_dateline, placed
from bot.domain.drafts.timex import Day, frequency_of, iso_of
from bot.domain.drafts.values import Confidence, DraftMilestone, DraftTerm
from bot.domain.drafts.wordings.table import Role
from bot.errors import UserError
from bot.messages import t

MOST = 200
"""More milestones than this no agreement has; a text with more is cut off, and says so."""

MOST_DATES = 2_500
"""How many dates and periods of a text are looked at: a bound on time that no treaty reaches."""


def steps_of(scene: Scene) -> tuple[tuple[DraftMilestone, ...], tuple[DraftTerm, ...]]:
    """The milestones of a text in order, each once, and the periods that set no date."""
    milestones: list[DraftMilestone] = []
    terms: list[DraftTerm] = []
    last = Last()
    spots = _spots(scene)[:MOST_DATES]
    for place, spot in enumerate(spots):
        following = spots[place + 1] if place + 1 < len(spots) else None
        found = _step(spot, following, scene, last)
        if isinstance(found, DraftTerm):
            terms.append(found)
        elif found is not None:
            milestones.append(found)
            on = found.due_on if found.anchor == ABSOLUTE else None
            last = Last(found.rule.anchor or last.origin, on)
        if len(milestones) > MOST or len(terms) > MOST:
            break
    return tuple(once(milestones, scene)), tuple(terms)


def _spots(scene: Scene) -> list[Spot]:
    """The spots of a text in order, the ordinal days among them."""
    found: list[Spot] = []
    for sentence, expression in placed(scene.sentences, scene.expressions):
        spot = _spot(sentence, expression, scene)
        last = found[-1] if found else None
        if last is not None and is_range_start(last, spot, scene) and _spelt(last, spot, scene):
            start = last.link.start if last.link and last.sentence is sentence else last.start
            spot = replace(spot, link=Link(Role.THROUGH, start, spot.end))
        found.append(spot)
    for sentence in scene.sentences:
        for expression, link in ordinal_days(sentence):
            start, end = expression.start - sentence.start, expression.end - sentence.start
            before = sentence.words[max(0, start - 200) : start]
            found.append(Spot(sentence, expression, link, before, sentence.words[end : end + 200]))
    return sorted(found, key=lambda spot: spot.expression.start)


def _spelt(one: Spot, other: Spot, scene: Scene) -> bool:
    """Whether a span is written in words: “2008 to 2012”, not “19-20 November”."""
    gap = scene.text[one.expression.end : other.expression.start]
    return any(sign.isalpha() for sign in gap)


def _spot(sentence: Sentence, expression: Expression, scene: Scene) -> Spot:
    start, end = expression.start - sentence.start, expression.end - sentence.start
    find = length_link if expression.kind is Kind.DURATION else date_link
    link = find(sentence.words, start, end, scene.wording)
    before = sentence.words[max(0, start - 200) : start]
    return Spot(sentence, expression, link, before, sentence.words[end : end + 200])


def _step(
    spot: Spot, following: Spot | None, scene: Scene, last: Last
) -> DraftMilestone | DraftTerm | None:
    kind = spot.expression.kind
    try:
        if kind is Kind.DURATION:
            if spot.link is not None and spot.link.role is Role.EVERY:
                return _recurring(spot, scene)
            counted = counted_step(spot, scene, last)
            found = _counted(spot, scene, counted) if counted else None
            return None if _is_over(found, scene) else found
        if kind is Kind.SET:
            return _recurring(spot, scene)
        if is_range_start(spot, following, scene) or in_dateline(spot.sentence, spot.expression):
            return None
        dated = dated_step(spot, scene)
        return _dated(spot, scene, *dated) if dated else None
    except UserError:
        return None  # a length or date beyond what the engine counts is no date of an agreement


def _is_over(found: DraftMilestone | DraftTerm | None, scene: Scene) -> bool:
    """Whether a report only tells of a time that has run out by its day."""
    if scene.genre.own or not isinstance(found, DraftMilestone) or found.due_on is None:
        return False
    return scene.timeline.written_on is not None and found.due_on <= scene.timeline.written_on


def _clause(spot: Spot, scene: Scene) -> Clause:
    start = spot.link.start if spot.link else spot.start
    end = spot.link.end if spot.link else spot.end
    if spot.link and spot.link.anchor:
        end = anchor_end(spot.sentence.words, spot.end, end)
    return clause_of(
        spot.sentence, min(start, spot.start), max(end, spot.end), scene.wording, scene.actors,
        scene.parties,
    )  # fmt: skip


def _dated(spot: Spot, scene: Scene, role: Role, day: Day) -> DraftMilestone:
    rule = fixed_rule(role, day, _phrase(spot))
    if role in {Role.ON, Role.FROM} and begins(_before(spot)):
        rule = replace(rule, kind=DeadlineKind.IN_FORCE)
    return _milestone(spot, scene, rule, ABSOLUTE, precision=day.precision)


def _before(spot: Spot) -> str:
    """The words of the sentence before those that set the date."""
    return spot.sentence.words[: min(spot.link.start if spot.link else spot.start, spot.start)]


def _recurring(spot: Spot, scene: Scene) -> DraftMilestone | None:
    found = recurring_step(spot, scene)
    if found is None:
        return None
    rule = recurring_rule(found.period, _phrase(spot), found.anchor)
    made = _milestone(spot, scene, rule, found.anchor, period=iso_of(found.period))
    undated = replace(
        made.deadline,
        due=None, earliest=None, latest=None, readings=(), passes_at=None, ends_at=None,
        state=DeadlineState.AWAITING_TRIGGER, then_on=None,
    )  # fmt: skip
    return replace(made, recurring=frequency_of(found.period), deadline=undated)


def _counted(spot: Spot, scene: Scene, counted: Counted) -> DraftMilestone | DraftTerm:
    clause = _clause(spot, scene)
    if counted.term is not None:
        return DraftTerm(counted.term, clause.quote, iso_of(counted.period), counted.anchor or "")
    period = counted.period
    if spot.expression.mod == NTH_DAY and period.unit is Unit.DAYS and period.count > 1:
        period = replace(period, count=period.count - 1)  # day 1 is the day on which it begins
    if spot.expression.mod == FIRST_OF_MONTH:
        months = counted.period.count
        rule = first_of_month_rule(months, _phrase(spot), counted.anchor, counted.named)
        return _milestone(spot, scene, rule, counted.anchor or "", period=iso_of(counted.period))
    rule = counted_rule(
        counted.role,
        period,
        _phrase(spot),
        anchor=None if counted.named else counted.anchor,
        named=counted.named,
        kind=DeadlineKind.IN_FORCE if counted.in_force else None,
    )
    doubts = (_assumed(counted),) if counted.assumed else ()
    return _milestone(
        spot, scene, rule, counted.anchor or "", period=iso_of(counted.period), doubts=doubts
    )


def _assumed(counted: Counted) -> str:
    return t(
        "The text does not say what this counts from; {anchor} is assumed.", anchor=counted.anchor
    )


def _milestone(
    spot: Spot,
    scene: Scene,
    rule: Rule,
    anchor: str,
    *,
    precision: Precision = Precision.DAY,
    period: str | None = None,
    doubts: tuple[str, ...] = (),
) -> DraftMilestone:
    clause, deadline = _clause(spot, scene), deadline_of(rule, scene.timeline, scene.zone)
    confidence = Confidence.DOUBTFUL if doubts else Confidence.LIKELY
    if not doubts and deadline.due is not None and clause.modality.value == "shall":
        confidence = Confidence.SURE
    return DraftMilestone(
        what=called(clause.what, rule.kind, rule.phrase, _before(spot)),
        quote=clause.quote,
        rule=rule,
        deadline=deadline,
        anchor=anchor,
        direction=rule.direction,
        kind=rule.kind or DeadlineKind.ACT_BY,
        modality=clause.modality,
        precision=precision,
        period=period,
        obligors=clause.obligors,
        amount=clause.amount,
        condition=clause.condition,
        confidence=confidence,
        doubts=doubts,
    )


def _phrase(spot: Spot) -> str:
    """The words that set the date, as the rule keeps them."""
    start = spot.link.start if spot.link else spot.start
    end = spot.link.end if spot.link else spot.end
    if spot.link and spot.link.anchor:
        end = anchor_end(spot.sentence.words, spot.end, end)
    words = spot.sentence.words[min(start, spot.start) : max(end, spot.end)]
    return " ".join(words.split())[:200]
