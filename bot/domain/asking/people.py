"""Replies on people and bodies: who answers for something, who is to do it, whose dates."""

import re
from collections.abc import Callable, Sequence

from bot.domain.agreements import Agreement
from bot.domain.asking import due, matters, natures, sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part, Passage
from bot.domain.asking.replies import MOST_LINES, MOST_OFFERED, nothing, said, told
from bot.domain.asking.words import stems
from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import OPEN_STATES, Milestone, state
from bot.messages import t, tn


def owner(found: Found) -> Reply:
    """Who answers for a milestone on the team's side, and for whom it is."""
    hits = found.best(Part.MILESTONE) if found.matter or found.question.strong else []
    milestones = [each.milestone for each in hits if each.milestone]
    if not milestones and (found.matter or not found.named):
        return nothing(found) if found.missing or found.matter else mine(found)
    if not milestones:
        milestones = [
            each for each in due.listed(found) if state(each, found.record.now) in OPEN_STATES
        ]
    if not milestones:
        return _nobody(found)
    if len(milestones) > 4:
        return _owners(found, milestones)
    lines = [_owner_line(each) for each in milestones]
    lines += [sayings.milestone_line(each, found.record.now) for each in milestones]
    return told(found, lines, agreements=_agreements(found, milestones), milestones=milestones)


def _nobody(found: Found) -> Reply:
    """That nobody is named for agreements under which nothing is open."""
    agreements = [each.agreement for each in found.entries[:MOST_OFFERED]]
    lines = [Line(t("{name}: no owner is recorded.", name=each.short_name)) for each in agreements]
    return told(found, lines, agreements=agreements)


def _owner_line(milestone: Milestone) -> Line:
    name = sayings.named(milestone)
    if milestone.owner_id is None:
        return Line(t("{name}: no owner is recorded.", name=name))
    text = t("{name}: {person} answers for it.", name=name, person=f"<@{milestone.owner_id}>")
    if milestone.deputy_id:
        text += " " + t("Deputy: {person}.", person=f"<@{milestone.deputy_id}>")
    return Line(text)


def _owners(found: Found, milestones: Sequence[Milestone]) -> Reply:
    owned = [each for each in milestones if each.owner_id]
    lines = [_owner_line(each) for each in owned[:MOST_LINES]]
    free = len(milestones) - len(owned)
    if free:
        lines.append(
            Line(
                tn(
                    "For {count} milestone no owner is recorded.",
                    "For {count} milestones no owner is recorded.",
                    free,
                )
            )
        )
    return told(
        found, lines, agreements=_agreements(found, milestones[:3]), milestones=owned[:MOST_LINES]
    )


def _agreements(found: Found, milestones: Sequence[Milestone]) -> list[Agreement]:
    entries = [found.record.entry(each.agreement_id) for each in milestones]
    return list(dict.fromkeys(each.agreement for each in entries if each))


def mine(found: Found) -> Reply:
    """What whoever asks, or a person who is mentioned, answers for."""
    persons = found.question.persons or ((found.record.asker_id,) if found.record.asker_id else ())
    if not persons:
        return told(found, [Line(t("Say whose: mention a person, or ask it in Discord."))])
    own = [
        each
        for each in found.record.milestones
        if {each.owner_id, each.deputy_id} & set(persons)
        and state(each, found.record.now) in OPEN_STATES
    ]
    time = found.question.time
    if time is not None:
        own = [each for each in own if time.span.holds(each.earliest_on, each.latest_on)]
    who = ", ".join(f"<@{each}>" for each in persons)
    if not own:
        return told(found, [Line(t("Nothing is recorded that {who} answers for.", who=who))])
    lines = [sayings.milestone_line(each, found.record.now) for each in own[:MOST_LINES]]
    return told(
        found,
        lines,
        agreements=_agreements(found, own[:3]),
        milestones=own[:MOST_LINES],
        rest=max(0, len(own) - MOST_LINES),
    )


def obligors(found: Found) -> Reply:
    """Who is to do something, by the text."""
    if not found.matter:
        return owed(found) if _WHAT.search(found.question.text) else natures.parties(found)
    hits = found.best(Part.MILESTONE)
    return said(found, hits) if hits else matters.matter(found)


_WHAT = re.compile(
    r"\b(?:obligations?|duties|responsibilities|undertakings|commitments?)\b|\bwhat\b"
)
_AIMS = stems("intend commit promise oblige undertake")
_AIM = re.compile(r"\b(?:is|are) to \w")


def owed(found: Found) -> Reply:
    """What a party is to do, by the text; first whether that binds it at all."""
    if matters.off_record(found) or not found.named:
        return nothing(found)
    lines: list[Line] = []
    milestones: list[Milestone] = []
    for entry in matters.meant(found):
        agreement = entry.agreement
        asked = set(found.question.states) & entry.codes
        names = {each.name for each in agreement.parties if each.code in asked}
        own = [
            each
            for each in entry.milestones
            if each.kind is not DeadlineKind.EXPIRY
            and (names & set(each.obligors) if names else each.obligors)
        ]
        lines.append(_bound(agreement))
        lines += [sayings.milestone_line(each, found.record.now) for each in own]
        lines += [
            sayings.summary_line(agreement, [each.text])
            for each in entry.passages
            if each.part is Part.SUMMARY and (each.words.stems & _AIMS or _AIM.search(each.text))
        ]
        claims = [each for each in agreement.claims if stems(each.statement) & _AIMS]
        lines += sayings.claim_lines(agreement, claims)
        milestones += own
    agreements = [each.agreement for each in matters.meant(found)]
    return told(found, lines[:MOST_LINES], agreements=agreements, milestones=milestones)


def _bound(agreement: Agreement) -> Line:
    name = agreement.short_name
    if agreement.binding is None:
        text = t("{name}: whether it binds is not recorded.", name=name)
    elif agreement.binding:
        text = t("{name} is recorded as binding.", name=name)
    else:
        text = t("{name}: no binding duty is recorded; it is recorded as not binding.", name=name)
    return Line(text, agreement.best_sources[:1])


_CAME = re.compile(r"\b(?:came|come|attend\w*|took part|take part|present|turned up|went|joined)\b")


def who(found: Found) -> Reply:
    """Who, where nothing more is said: a role, or whoever a passage names."""
    if _CAME.search(found.question.text) and found.entries:
        came = _who_came(found)
        if came:
            return said(found, came)
    roles = {each.role for entry in found.entries for each in entry.agreement.parties}
    asked = [each for each in found.matter if _role_of(each.stem, roles) is None]
    if (
        found.entries
        and not asked
        and found.named
        and len(found.matter) < 2
        and found.question.time is None
    ):
        reply = natures.parties(found)
        hits = found.best(Part.MILESTONE, Part.SUMMARY) if found.matter else []
        more = said(found, hits).lines if hits else ()
        return told(found, (*reply.lines, *more), agreements=reply.agreements)
    return matters.matter(found)


def _who_came(found: Found) -> list[Passage]:
    """The sentences on who was received at a meeting."""
    words = stems("received attended participated joined")
    return [
        passage
        for entry in found.entries[:1]
        for passage in entry.passages
        if passage.part is Part.SUMMARY and passage.words.stems & words
    ]


def _role_of(word: str, roles: set[str]) -> str | None:
    """The role that a word asks for: who chairs, who hosts, who issued."""
    return next((role for role in roles if role.startswith(word[:4])), None)


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.OWNER: owner,
    Kind.MINE: mine,
    Kind.OBLIGORS: obligors,
    Kind.WHO: who,
}
