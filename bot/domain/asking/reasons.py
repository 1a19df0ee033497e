"""Replies on why a date is what it is, and on what becomes of it on a holiday."""

from collections.abc import Callable, Sequence

from bot.domain import explanations, wording
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.due import listed
from bot.domain.asking.happenings import asked_events, of_events
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part, Passage
from bot.domain.asking.replies import nothing, passage_line, said, told
from bot.domain.dates.conventions import convention_named
from bot.domain.milestones import Milestone
from bot.messages import t

_ABOUT_DATE = frozenset(
    {
        "date",
        "due",
        "deadline",
        "calculated",
        "computed",
        "counted",
        "rule",
        "worked",
        "days",
        "day",
    }
)


def why(found: Found) -> Reply:
    """Why a date is what it is, or why something happened."""
    milestones = _explained(found)
    if milestones:
        lines = [line for each in milestones[:3] for line in _explanation(each, found)]
        lines += _on_anchor(milestones[:3], found)
        return told(
            found,
            lines,
            milestones=milestones[:3],
            agreements=[
                e.agreement
                for each in milestones[:3]
                if (e := found.record.entry(each.agreement_id))
            ],
        )
    events = asked_events(found)
    if events:
        return of_events(found, events)
    hits = (
        found.best(Part.EVENT, Part.MILESTONE, Part.SUMMARY, Part.CLAIM, Part.QUESTION)
        if found.matter
        else []
    )
    return said(found, hits) if hits else nothing(found)


_RUNS = frozenset({"run", "period", "count"})


def _on_anchor(milestones: Sequence[Milestone], found: Found) -> list[Line]:
    """The claims and open questions on the day from which a period is counted."""
    ids = {each.agreement_id for each in milestones}
    return [
        passage_line(passage, found)
        for entry in found.entries
        if entry.agreement.id in ids
        for passage in entry.passages
        if passage.part in (Part.CLAIM, Part.QUESTION) and len(passage.words.stems & _RUNS) > 1
    ]


def _explained(found: Found) -> list[Milestone]:
    """The milestones whose date is asked about: by the day that is named, else by their words."""
    time = found.question.time
    about_date = time is not None or bool(_ABOUT_DATE & set(found.question.words))

    def then(each: Passage) -> bool:
        milestone = each.milestone
        if time is None or milestone is None:
            return time is None
        return time.span.holds(milestone.earliest_on, milestone.latest_on)

    hits = found.best(Part.MILESTONE, fits=then) or found.best(Part.MILESTONE)
    matching = [each.milestone for each in hits if each.milestone]
    if not about_date and (found.question.events or found.question.past) and found.named:
        return []  # why something happened is no question of reckoning
    among = matching if found.matter or (time and found.question.strong) else listed(found)
    if time is not None:
        on = [each for each in among if time.span.holds(each.earliest_on, each.latest_on)]
        return on or (matching if found.matter else [])
    return among if about_date or (found.matter and not found.question.events) else []


def _explanation(milestone: Milestone, found: Found) -> list[Line]:
    deadline, rule = milestone.deadline, milestone.rule
    line = sayings.milestone_line(milestone, found.record.now)
    if deadline is None:
        return [line]
    steps = explanations.steps(deadline, rule)
    clause = t("The clause: “{clause}”.", clause=rule.phrase) if rule else ""
    working = " ".join(step if step.endswith((".", "”")) else f"{step}." for step in steps[:6])
    by_hand = milestone.override
    if by_hand:
        working += " " + t("A person set it: {reason}.", reason=by_hand.reason)
    return [line, Line(sayings.plainly(f"{clause} {working}").strip(), line.sources)]


def rolling(found: Found) -> Reply:
    """What happens to a date that falls on a holiday or at a weekend, by the conventions in use."""
    named = listed(found) or list(found.record.milestones)
    labels = dict.fromkeys(each.convention for each in named)
    if not labels:
        labels = dict.fromkeys(each.agreement.convention for each in found.entries)
    lines = []
    for label in labels:
        convention = convention_named(label)
        says = " ".join(convention.says)
        under = [each.agreement for each in named if each.convention == label]
        names = wording.listed(list(dict.fromkeys(under)), 3)
        name = convention.name[:1].upper() + convention.name[1:]
        text = f"{name} ({names}): {says}" if names else f"{name}: {says}"
        lines.append(Line(f"{text} {t('Authority: {name}.', name=convention.authority)}"))
    return told(
        found,
        lines,
        agreements=[each.agreement for each in found.entries[:1]] if found.named else [],
    )


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.WHY: why,
    Kind.ROLLING: rolling,
}
