"""Parties: whose agreement it is, by title, preamble, signatures and what the news says."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.domain.drafts.actors import Actor, Naming, shown_names
from bot.domain.drafts.forms import Form
from bot.domain.drafts.groups import Group, groups
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.signings import OUTSIDE, together
from bot.domain.drafts.values import Confidence, DraftParty, Quote
from bot.domain.drafts.wordings.parties import (
    BETWEEN,
    BETWEEN_AFTER,
    DEAL_NEAR,
    FOR,
    ONE_WITH,
    OUTSIDE_BEFORE,
    PLACE,
    SAID,
    SIGNED,
    SIGNER,
    SPEAKER,
    SUBJECT,
    UNDERTAKES,
    VERB_AFTER,
    WITH,
)

_NAMING = {Naming.NAME: 1.0, Naming.ADJECTIVE: 0.9, Naming.SEAT: 0.35, Naming.LEADER: 0.7}
_PREAMBLE = 5_000
_SHARE = 0.38
"""The least share of the best score at which an actor still counts as a party."""

_ENOUGH = 4.0
"""A score that is enough for a party, however much surer another is."""

_LAST_LINES = 900
_STATED = frozenset({"fact_sheet", "joint_statement", "press_statement"})
_DUTIES = 4
"""How many of a party's own undertakings add to its score."""

_CITIES = frozenset({"SG", "MC", "VA", "SM"})
_ARMED = frozenset({"HAMAS", "HEZBOLLAH", "HOUTHIS", "M23", "SDF", "RSF", "TPLF", "FARC", "ELN"})


def parties_of(
    text: str,
    title: Quote | None,
    form: Form,
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
) -> tuple[DraftParty, ...]:
    """The parties, surest first, each with the words that name it first.

    What a title, a list after “between” or a signature names counts for more than what the
    running text only mentions; mediators and places of signing are left out.
    """
    scores: dict[str, float] = defaultdict(float)
    _from_title(text, title, form, actors, scores)
    found = tuple(groups(text, actors))
    _from_groups(text, found, scores, _starts(sentences))
    weight = 2.0 if form.name in _STATED else 0.9
    _from_mentions(text, actors, scores, _starts(sentences), weight)
    for code in together(text, sentences, actors):
        scores[code] += _ENOUGH
    if form.name == "ceasefire" and len([code for code in scores if scores[code] > _ENOUGH]) < 2:
        _fighting(actors, scores)
    if not any(score > 2 for score in scores.values()):
        _most_named(actors, found, scores)
    return _chosen(text, actors, scores)


def _starts(sentences: Sequence[Sentence]) -> int:
    """Where the first part of the text ends, in which a news item says what it is about."""
    return sentences[min(6, len(sentences) - 1)].end if sentences else 0


def _from_title(
    text: str,
    title: Quote | None,
    form: Form,
    actors: Sequence[Actor],
    scores: dict[str, float],
) -> None:
    if title is None:
        return
    speaker = SPEAKER.match(title.words)
    inside = [actor for actor in actors if title.start <= actor.start < title.end]
    for actor in inside:
        before = text[max(0, actor.start - 12) : actor.start]
        weight = 10 * _NAMING[actor.naming]
        if (actor.naming is Naming.SEAT or actor.code in _CITIES) and PLACE.search(before):
            continue
        if speaker and actor.start < title.start + 70 and actor.naming is not Naming.NAME:
            # Who speaks of it need not be a party to it, unless it is one with somebody.
            scores[actor.code] = 5.0 if ONE_WITH.search(title.words) else -6.0
            continue
        after = text[actor.end : title.end]
        if OUTSIDE.match(after) or SAID.match(after):
            weight = 0.5
        scores[actor.code] = max(scores[actor.code], weight)


def _from_groups(text: str, found: Iterable[Group], scores: dict[str, float], head: int) -> None:
    for group in found:
        if all(actor.naming is Naming.SEAT for actor in group.members):
            continue
        before = text[max(0, group.start - 110) : group.start]
        after = text[group.end : group.end + 120]
        weight = 0.0
        if BETWEEN.search(before):
            weight = 4.0 if group.start < _PREAMBLE else 1.5
        elif BETWEEN_AFTER.match(after):
            weight = 3.0
        elif WITH.search(before):
            weight = 2.6
        elif group.dashed and (DEAL_NEAR.match(after) or SIGNED.match(after)):
            weight = 3.0
        elif VERB_AFTER.match(after) or SIGNED.match(after):
            weight = 2.5
        elif DEAL_NEAR.match(after):
            weight = 1.5
        elif len(group.codes) > 3 and before.endswith("("):
            weight = 2.5  # the members that a short name stands for
        elif group.start < 1500:
            weight = 1.0
        if group.start < head:
            weight *= 1.6
        for code in group.codes:
            scores[code] += weight


def _from_mentions(
    text: str, actors: Sequence[Actor], scores: dict[str, float], head: int, duty: float
) -> None:
    signing: Counter[str] = Counter()
    bound: Counter[str] = Counter()
    formal_end = max(len(text) - _LAST_LINES, len(text) // 2)
    for actor in actors:
        before = text[max(0, actor.start - 120) : actor.start]
        after = text[actor.end : actor.end + 80]
        if actor.naming is not Naming.SEAT and FOR.search(before[-60:]) and signing[actor.code] < 2:
            signing[actor.code] += 1
            scores[actor.code] += 3.0
        elif WITH.search(before):
            weight = 4.2 if actor.start < head else 2.0
            scores[actor.code] += weight * _NAMING[actor.naming]
        elif SUBJECT.match(after):
            scores[actor.code] += 1.2 * _NAMING[actor.naming]
        elif actor.start > formal_end and SIGNER.search(before):
            scores[actor.code] += 3.0
        if actor.naming is Naming.NAME and UNDERTAKES.match(after) and bound[actor.code] < _DUTIES:
            bound[actor.code] += 1
            scores[actor.code] += duty
        if OUTSIDE.match(after) or OUTSIDE_BEFORE.search(before[-40:]):
            scores[actor.code] -= 2.0


def _fighting(actors: Sequence[Actor], scores: dict[str, float]) -> None:
    """A truce that names an armed group is between it and the state that is named most."""
    counts = Counter(actor.code for actor in actors if actor.naming is not Naming.LEADER)
    armed = [code for code in _ARMED if counts[code] > 0]
    states = [code for code, _ in counts.most_common() if code not in _ARMED and scores[code] > -1]
    if armed and states:
        for code in (*armed, states[0]):
            scores[code] += 6.0


def _most_named(actors: Sequence[Actor], found: Sequence[Group], scores: dict[str, float]) -> None:
    """Where nothing says whose it is: the first that are named together, else the most named."""
    counts = Counter(actor.code for actor in actors)
    for code in found[0].codes if found else [code for code, _ in counts.most_common(2)]:
        if found or counts[code] > 2:
            scores[code] += 2.5


def _chosen(text: str, actors: Sequence[Actor], scores: dict[str, float]) -> tuple[DraftParty, ...]:
    best = max(scores.values(), default=0.0)
    if best < 2:
        return ()
    least = min(max(1.0, best * _SHARE), _ENOUGH)
    chosen = sorted((code for code in scores if scores[code] >= least), key=lambda c: -scores[c])
    first = {actor.code: actor for actor in reversed(actors)}
    return tuple(
        DraftParty(
            shown_names()[code],
            code,
            Quote(first[code].start, first[code].end, text[first[code].start : first[code].end]),
            Confidence.SURE if scores[code] >= 8 else Confidence.LIKELY,
        )
        for code in chosen
    )
