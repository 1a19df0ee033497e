"""Replies on where agreements stand, and whether something has happened to them."""

from collections.abc import Callable, Sequence

from bot.domain import wording
from bot.domain.agreements import Agreement, EventKind, Status, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.due import overdue
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter, meant, off_record
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import (
    AHEAD,
    briefly,
    nothing,
    passage_line,
    related,
    said,
    told,
)
from bot.domain.asking.terms import is_event_word
from bot.domain.dates.values import DeadlineKind
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, state
from bot.messages import t


def stands(found: Found) -> Reply:
    """Where agreements stand, with what is disputed of it and what comes next."""
    if found.matter and not found.missing:
        hits = found.best(Part.MILESTONE, Part.EVENT, Part.SUMMARY, Part.AGREEMENT)
        if hits and not any(each.part is Part.AGREEMENT for each in hits):
            agreements = list(dict.fromkeys(each.agreement for each in hits))
            now = [sayings.status_line(each, found.record.now) for each in agreements]
            return said(found, hits, *now, *related(found, agreements))
    if off_record(found):
        return nothing(found)
    if not found.named:
        return overdue(found)
    lines: list[Line] = []
    milestones: list[Milestone] = []
    for entry in meant(found):
        lines += [
            sayings.status_line(entry.agreement, found.record.now),
            *_last_event(entry, found),
        ]
        lines += on_standing(entry)
        ahead = [each for each in entry.milestones if state(each, found.record.now) in AHEAD]
        lines += [sayings.milestone_line(each, found.record.now) for each in ahead[:1]]
        milestones += ahead[:1]
    return told(
        found, lines, agreements=[each.agreement for each in meant(found)], milestones=milestones
    )


def _last_event(entry: Entry, found: Found) -> list[Line]:
    """The last thing that happened, where it is another than the one by which it stands."""
    today = local_date(found.record.now, entry.agreement.zone)
    past = [each for each in entry.agreement.events if each.on <= today]
    if not past or past[-1] == status(entry.agreement.events, today).event:
        return []
    return [sayings.event_line(entry.agreement, past[-1], found.record.now)]


def on_standing(entry: Entry) -> list[Line]:
    """The claims on whether an agreement stands at all, where they differ."""
    disputed = any(event.standing.value == "disputed" for event in entry.agreement.events)
    claims = [each for each in entry.agreement.claims if "stand" in each.point.casefold()]
    return sayings.claim_lines(entry.agreement, claims) if disputed else []


def whether(found: Found) -> Reply:
    """Whether something is so: by what happened, by its milestone, else by what is said of it."""
    if not found.named:
        return nothing(found)
    kinds = found.question.events
    rest = [each for each in found.matter if not is_event_word(each, kinds)]
    may = found.question.text.split()[0] in ("can", "could", "may", "might")
    if kinds and found.entries and not rest and not may:
        hits = found.best(Part.MILESTONE, share=0.99) if found.matter else []
        in_force = EventKind.IN_FORCE in kinds
        if in_force or not (hits and _about_plan(found, hits)):
            return _happened(found, kinds)
    if not found.matter:
        return briefly(found, found.entries)
    reply = matter(found)
    plans = found.best(Part.MILESTONE) if found.question.past and not reply.milestones else []
    return said(found, plans, *reply.lines) if plans else reply


def _about_plan(found: Found, hits: Sequence[Passage]) -> bool:
    """Whether the best fit is a milestone by its own words rather than the agreement's."""
    return found.ranked[0].passage in hits and found.ranked[0].passage.part is Part.MILESTONE


def _happened(found: Found, kinds: Sequence[EventKind]) -> Reply:
    lines: list[Line] = []
    milestones: list[Milestone] = []
    having = [
        entry for entry in meant(found) if any(e.kind in kinds for e in entry.agreement.events)
    ]
    for entry in having or meant(found):
        own = _on_event(entry, kinds, found)
        lines += own[0]
        milestones += own[1]
    return told(
        found, lines, agreements=[each.agreement for each in meant(found)], milestones=milestones
    )


def _on_event(
    entry: Entry, kinds: Sequence[EventKind], found: Found
) -> tuple[list[Line], list[Milestone]]:
    agreement, now = entry.agreement, found.record.now
    stands_now = status(agreement.events, local_date(now, agreement.zone))
    happened = [each for each in agreement.events if each.kind in kinds]
    lines: list[Line] = []
    if not happened and not _is_in_effect(stands_now, kinds):
        name, word = agreement.short_name, t(kinds[0].value)
        lines.append(Line(t("{name}: that it is {word} is not recorded.", name=name, word=word)))
    lines.append(sayings.status_line(agreement, now))
    lines += [sayings.event_line(agreement, each, now) for each in happened]
    hits = _speaking_of(kinds, agreement, found)
    lines += [passage_line(each, found) for each in hits]
    lines += on_standing(entry)
    ahead = (each for each in entry.milestones if state(each, now) in AHEAD)
    ends = [each for each in ahead if each.kind is not DeadlineKind.ACT_BY][:2]
    lines += [sayings.milestone_line(each, now) for each in ends]
    return lines, [*ends, *(each.milestone for each in hits if each.milestone)]


def _speaking_of(kinds: Sequence[EventKind], agreement: Agreement, found: Found) -> list[Passage]:
    """What else of an agreement speaks of such an event and has all the words of the question."""
    words = [each.stem for each in found.question.strong if is_event_word(each, kinds)]
    parts = (Part.EVENT, Part.MILESTONE, Part.CLAIM, Part.SUMMARY, Part.QUESTION)
    return [
        each.passage
        for each in found.ranked
        if each.passage.agreement.id == agreement.id
        and each.passage.part in parts
        and each.share >= 0.99
        and any(each.passage.words.met(word) >= 0.9 for word in words)
    ][:4]


def _is_in_effect(stands_now: Status, kinds: Sequence[EventKind]) -> bool:
    return EventKind.IN_FORCE in kinds and stands_now.word in wording.LASTING


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.STANDS: stands,
    Kind.WHETHER: whether,
}
