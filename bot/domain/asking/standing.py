"""Replies on where agreements stand, and whether something has happened to them."""

import re
from collections.abc import Callable, Sequence

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind, Status, status
from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.choosing import nouns_of, wanted
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import matter, meant, off_record
from bot.domain.asking.news import fits
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
from bot.domain.asking.statuses import overdue
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stem, stems
from bot.domain.dates.values import DeadlineKind, Standing
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
    planned = _planned(found) if kinds else []
    if planned:
        return said(found, planned)
    rest = [each for each in found.matter if not is_event_word(each, kinds)]
    may = found.question.text.split()[0] in ("can", "could", "may", "might")
    if kinds and found.entries and not rest and not may:
        hits = found.best(Part.MILESTONE, share=0.99) if found.matter else []
        in_force = EventKind.IN_FORCE in kinds
        settled = any(_settled(each, kinds, found) for each in meant(found))
        if in_force or settled or not (hits and _about_plan(found, hits)):
            told_of = _happened(found, kinds)
            if told_of.lines or not found.matter:
                return told_of
    if not found.matter:
        return briefly(found, found.entries)
    reply = matter(found)
    plans = found.best(Part.MILESTONE) if found.question.past and not reply.milestones else []
    return said(found, plans, *reply.lines) if plans else reply


def _planned(found: Found) -> list[Passage]:
    """What is to be signed itself, where that is another thing than the agreement that is meant.

    Of “did they sign an action plan in March?” the framework's own signature is no answer.
    """
    nouns, question = nouns_of(found), found.question
    kinds = wanted(found).kinds
    own = any(each.is_a(kinds) for each in meant(found))
    if not nouns or (own and (question.states or not question.time)):
        return []

    def then(passage: Passage) -> bool:
        milestone = passage.milestone
        on_it = nouns <= passage.words.stems
        if milestone is None or question.time is None:
            return on_it
        return on_it and question.time.span.holds(milestone.earliest_on, milestone.latest_on)

    milestones = found.best(Part.MILESTONE, share=0.0, fits=then, most=2)
    open_ = found.best(Part.QUESTION, share=0.0, fits=then, most=2) if milestones else []
    return [*milestones, *open_]


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
    hits = _speaking_of(kinds, agreement, found)
    lines: list[Line] = []
    if not happened and not _is_in_effect(stands_now, kinds):
        denied = [each for each in hits if _denies(each, kinds)]
        hits = [*denied, *(each for each in hits if each not in denied)]
        if not denied and _is_asked(kinds[0], found):
            name, word = agreement.short_name, t(kinds[0].value)
            lines.append(
                Line(t("{name}: that it is {word} is not recorded.", name=name, word=word))
            )
        lines += [passage_line(each, found) for each in hits]
        hits = []
    settled = _settled(entry, kinds, found)
    if settled:
        line = sayings.event_line(agreement, settled, now)
        lines.append(Line(t("Yes: {line}", line=line.text), line.sources))
        happened = [each for each in happened if each != settled]
    elif not hits or happened:
        lines.append(sayings.status_line(agreement, now))
    lines += [sayings.event_line(agreement, each, now) for each in happened]
    lines += [passage_line(each, found) for each in hits]
    lines += on_standing(entry)
    ahead = (each for each in entry.milestones if state(each, now) in AHEAD)
    ends = [each for each in ahead if each.kind is not DeadlineKind.ACT_BY][:2]
    lines += [sayings.milestone_line(each, now) for each in ends]
    return lines, [*ends, *(each.milestone for each in hits if each.milestone)]


_DENIAL = re.compile(r"\b(?:not|no|none|never|neither|nobody|nor)\b", re.IGNORECASE)
_PREDICATE = {EventKind.IN_FORCE: "force effect effective live active"}


def _denies(passage: Passage, kinds: Sequence[EventKind]) -> bool:
    """Whether a passage says that it has not happened: “signed but not ratified”."""
    event, claim = passage.event, passage.claim
    text = claim.statement if claim else (event.note or "") if event else passage.text
    stems_ = {root for kind in kinds for root in stems(kind.value)}
    return _DENIAL.search(text) is not None and bool(stems_ & stems(text))


def _is_asked(kind: EventKind, found: Found) -> bool:
    """Whether this very state is asked for, and not one that its word only resembles."""
    words = stems(_PREDICATE.get(kind, kind.value))
    typed = {stem(each) for each in found.question.words}
    participles = [each for each in found.question.terms if each.typed.endswith(("ed", "en"))]
    return bool(words & typed) or any(is_event_word(each, [kind]) for each in participles)


_AUXILIARY = re.compile(r"^(?:so |and |but )*(?:is|are|was|were|has|have|had|did|does|do)\b")
_ALTERNATIVE = re.compile(r"\b(?:or|not|never|only|just|all|both|every|when|who|why)\b|n't\b")
_PRESENT = re.compile(r"^(?:so |and |but )*(?:is|are)\b")


def _settled(entry: Entry, kinds: Sequence[EventKind], found: Found) -> Event | None:
    """The event that answers with a plain yes; None where anything is in doubt or differs."""
    question, text = found.question, found.question.text
    if len(meant(found)) != 1 or len(kinds) != 1 or not _AUXILIARY.search(text):
        return None
    if _ALTERNATIVE.search(text) or not _is_asked(kinds[0], found):
        return None
    today = local_date(found.record.now, entry.agreement.zone)
    events = [
        each
        for each in entry.agreement.events
        if each.standing is Standing.CONFIRMED and each.on <= today and fits(each, question)
    ]
    lasting = kinds[0].value in wording.LASTING
    now_word = status(entry.agreement.events, today).word
    if not events or (lasting and _PRESENT.search(text) and now_word != kinds[0].value):
        return None
    ended = any(
        each.kind is DeadlineKind.EXPIRY and state(each, found.record.now) not in AHEAD
        for each in entry.milestones
    )
    return None if lasting and ended else events[0]


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
