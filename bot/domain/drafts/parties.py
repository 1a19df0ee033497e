"""Parties: whose agreement it is, by title, preamble, signatures and what the news says."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.domain.drafts.actors import Actor, Naming, shown_names
from bot.domain.drafts.forms import Form
from bot.domain.drafts.groups import Group, groups
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.signings import OUTSIDE, together
from bot.domain.drafts.values import Confidence, DraftParty, Quote

_I = re.IGNORECASE
_NAMING = {Naming.NAME: 1.0, Naming.ADJECTIVE: 0.9, Naming.SEAT: 0.35, Naming.LEADER: 0.7}
_PREAMBLE = 5_000
_SHARE = 0.38
"""The least share of the best score at which an actor still counts as a party."""

_ENOUGH = 4.0
"""A score that is enough for a party, however much surer another is."""

_LIST = (
    r"(?:between|among|amongst|by and between|entre|zwischen|tussen|tra|fra|mellan|mellem|między|"
    r"antara|между|بين)(?: und| and)?(?: the| both| der| dem| die| het| de| le| la| el)?"
    r"(?: governments?| regierung(?:en)?| regering(?:en)?| gouvernements?| gobiernos?)?"
    r"(?: of| der| van| de| du| des)?(?: the| het| den| la| le| l['’])?(?: federal| royal)?"
    r"(?: kingdom of| republic of| royaume de| koninkrijk(?: der)?)?\W{0,3}$"
)
_BETWEEN = re.compile(_LIST, _I)
_FOR = re.compile(
    r"(?:(?:^|\n\W{0,4})(?i:for)|\bFor|\bFOR|\b(?i:on behalf of)|\bVoor|\bFür|"
    r"\bPour|\bPOUR|\bPor|\bPOR|"
    r"\bPer|\bPelo|\bPela|\bZa|\bFör)"
    r"(?i:(?: the| her majesty's| het| die| das| le| la| el| il| o| a)?"
    r"(?: governments?| regierung| regering| gouvernement| gobierno| governo)?"
    r"(?: of| der| van| de| du| des| del| della)?(?: the| het| den| la| le| l['’])?"
    r"(?: federal)?(?: kingdom of| republic of| union of)?\W{0,3}$)"
)
_DEAL = (
    r"agreements?|treaty|treaties|convention|protocol|memorand\w+|mou|framework|"
    r"accords?|pact|deals?|"
    r"cease-?fires?|truce|armistice|arrangement|partnership|declaration|joint statement|"
    r"negotiations|talks|pause|hostage"
)
_DEAL_NEAR = re.compile(rf"^[^.;]{{0,70}}?\b(?:{_DEAL})\b", _I)
_VERB_AFTER = re.compile(
    r"^[^.;]{0,90}?\b(?:have |has |had |jointly |formally |today |finally |"
    r"on \w+ )*(?:sign(?:ed|s)?|"
    r"ink(?:ed|s)?|agree[ds]?|reach(?:ed|es)?|conclud(?:ed|e)|struck|seal(?:ed)?|announc(?:ed|e)|"
    r"initial+ed|extend(?:ed)?|exchanged|adopt(?:ed)?|committed|intend|decided|share|reaffirm)\b",
    _I,
)
_WITH = re.compile(
    r"\b(?:sign|ink|agree|reach|conclud|struck|strik|seal|negotiat|announc|ratif|enter|clos|extend|"
    r"deals?|agreements?|pact|treaty|accords?\b|truce|ceasefire|memorand\w+)[^.;]{0,60}?\bwith"
    r"(?: the)?(?: government of)?(?: the)?\W?$",
    _I,
)
_SUBJECT = re.compile(
    r"^(?:['’]s)?(?: and)?[^.;,]{0,60}?\b(?:sign|ink|agree|reach|conclud|struck|seal|commit|pledg)",
    _I,
)
_OUTSIDE_BEFORE = re.compile(
    r"(?:sponsors?|brokered|mediated|hosted|facilitated|witnessed|mediation|mediators?|"
    r"guaranteed|backed)(?: by| from| of)?[^.;]{0,25}$",
    _I,
)
_PLACE = re.compile(r"\b(?:in|at|from|near|te|in de|à|en|zu|em|a)\s$")
_ONE_WITH = re.compile(
    r"\b(?:agreement|treaty|convention|accord|memorandum|framework|deal|pact|arrangement)\b"
    r"[^.;]{0,50}\bwith\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"^(?:press )?(?:statement|remarks|readout|address|message)s? (?:from|by|of)\b", _I
)
_BETWEEN_AFTER = re.compile(r"^(?:政府|共和国|王国)?(?:と)?の?(?:両国)?間(?![接際隔])")
_SIGNED = re.compile(
    r"(?:間|の間|両国|間で)?[^。]{0,24}?(?:協定|条約|合意|停戦|休戦|枠組み|覚書|共同声明|交渉|協議|"
    r"协定|協議|协议|停火|合作|谈判|談判|備忘錄|备忘录|貿易|贸易|磋商|共识|会谈|협정|합의|휴전|"
    r"정상회담|협상)",
)
_SAID = re.compile(r"^(?:['’]s)? [^.;,]{0,40}\b(?:said|says|told)\b", _I)
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
    _from_mentions(text, actors, scores, _starts(sentences))
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
    speaker = _SPEAKER.match(title.words)
    inside = [actor for actor in actors if title.start <= actor.start < title.end]
    for actor in inside:
        before = text[max(0, actor.start - 12) : actor.start]
        weight = 10 * _NAMING[actor.naming]
        if (actor.naming is Naming.SEAT or actor.code in _CITIES) and _PLACE.search(before):
            continue
        if speaker and actor.start < title.start + 70 and actor.naming is not Naming.NAME:
            # Who speaks of it need not be a party to it, unless it is one with somebody.
            scores[actor.code] = 5.0 if _ONE_WITH.search(title.words) else -6.0
            continue
        after = text[actor.end : title.end]
        if OUTSIDE.match(after) or _SAID.match(after):
            weight = 0.5
        scores[actor.code] = max(scores[actor.code], weight)


def _from_groups(text: str, found: Iterable[Group], scores: dict[str, float], head: int) -> None:
    for group in found:
        if all(actor.naming is Naming.SEAT for actor in group.members):
            continue
        before = text[max(0, group.start - 110) : group.start]
        after = text[group.end : group.end + 120]
        weight = 0.0
        if _BETWEEN.search(before):
            weight = 4.0 if group.start < _PREAMBLE else 1.5
        elif _BETWEEN_AFTER.match(after):
            weight = 3.0
        elif _WITH.search(before):
            weight = 2.6
        elif group.dashed and (_DEAL_NEAR.match(after) or _SIGNED.match(after)):
            weight = 3.0
        elif _VERB_AFTER.match(after) or _SIGNED.match(after):
            weight = 2.5
        elif _DEAL_NEAR.match(after):
            weight = 1.5
        elif group.start < 1500:
            weight = 1.0
        if group.start < head:
            weight *= 1.6
        for code in group.codes:
            scores[code] += weight


def _from_mentions(text: str, actors: Sequence[Actor], scores: dict[str, float], head: int) -> None:
    signing: Counter[str] = Counter()
    for actor in actors:
        before = text[max(0, actor.start - 120) : actor.start]
        after = text[actor.end : actor.end + 80]
        if (
            actor.naming is not Naming.SEAT
            and _FOR.search(before[-60:])
            and signing[actor.code] < 2
        ):
            signing[actor.code] += 1
            scores[actor.code] += 3.0
        elif _WITH.search(before):
            weight = 4.2 if actor.start < head else 2.0
            scores[actor.code] += weight * _NAMING[actor.naming]
        elif _SUBJECT.match(after):
            scores[actor.code] += 1.2 * _NAMING[actor.naming]
        if OUTSIDE.match(after) or _OUTSIDE_BEFORE.search(before[-40:]):
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
