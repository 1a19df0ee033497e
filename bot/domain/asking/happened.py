"""Whether something has happened: the event that says yes, and what speaks of it otherwise."""

import re
from collections.abc import Sequence

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind, Status, status
from bot.domain.asking.matching import Found
from bot.domain.asking.matters import meant
from bot.domain.asking.news import fits
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import AHEAD
from bot.domain.asking.terms import is_event_word
from bot.domain.asking.words import stem, stems
from bot.domain.dates.values import DeadlineKind, Standing
from bot.domain.dates.zones import local_date
from bot.domain.milestones import state

_DENIAL = re.compile(r"\b(?:not|no|none|never|neither|nobody|nor)\b", re.IGNORECASE)
_PREDICATE = {EventKind.IN_FORCE: "force effect effective live active"}


def denies(passage: Passage, kinds: Sequence[EventKind]) -> bool:
    """Whether a passage says that it has not happened: “signed but not ratified”."""
    event, claim = passage.event, passage.claim
    text = claim.statement if claim else (event.note or "") if event else passage.text
    stems_ = {root for kind in kinds for root in stems(kind.value)}
    return _DENIAL.search(text) is not None and bool(stems_ & stems(text))


def is_asked(kind: EventKind, found: Found) -> bool:
    """Whether this very state is asked for, and not one that its word only resembles."""
    words = stems(_PREDICATE.get(kind, kind.value))
    typed = {stem(each) for each in found.question.words}
    participles = [each for each in found.question.terms if each.typed.endswith(("ed", "en"))]
    return bool(words & typed) or any(is_event_word(each, [kind]) for each in participles)


_AUXILIARY = re.compile(r"^(?:so |and |but )*(?:is|are|was|were|has|have|had|did|does|do)\b")
_ALTERNATIVE = re.compile(r"\b(?:or|not|never|only|just|all|both|every|when|who|why)\b|n't\b")
_PRESENT = re.compile(r"^(?:so |and |but )*(?:is|are)\b")


def settled(entry: Entry, kinds: Sequence[EventKind], found: Found) -> Event | None:
    """The event that answers with a plain yes; None where anything is in doubt or differs."""
    question, text = found.question, found.question.text
    if len(meant(found)) != 1 or len(kinds) != 1 or not _AUXILIARY.search(text):
        return None
    if _ALTERNATIVE.search(text) or not is_asked(kinds[0], found):
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


_ENDS = re.compile(r"\b(?:terminat\w+|end it|ends?|void|no longer)\b", re.IGNORECASE)


def _text(passage: Passage) -> str:
    milestone, claim = passage.milestone, passage.claim
    if milestone is not None:
        return milestone.what
    return claim.statement if claim is not None else passage.text


def speaking_of(kinds: Sequence[EventKind], agreement: Agreement, found: Found) -> list[Passage]:
    """What else of an agreement speaks of such an event and has all the words of the question."""
    words = [each.stem for each in found.question.strong if is_event_word(each, kinds)]
    parts = (Part.EVENT, Part.MILESTONE, Part.CLAIM, Part.SUMMARY, Part.QUESTION)
    return [
        each.passage
        for each in found.ranked
        if each.passage.agreement.id == agreement.id
        and each.passage.part in parts
        and each.share >= 0.99
        and not (EventKind.IN_FORCE in kinds and _ENDS.search(_text(each.passage)))
        and any(each.passage.words.met(word) >= 0.9 for word in words)
    ][:4]


def is_in_effect(stands_now: Status, kinds: Sequence[EventKind]) -> bool:
    return EventKind.IN_FORCE in kinds and stands_now.word in wording.LASTING
