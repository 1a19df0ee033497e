"""Likeness: whether two texts, or a text and a recorded agreement, are about the same agreement."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.agreements import Agreement, EventKind
from bot.domain.drafts.actors import actors
from bot.domain.drafts.values import Draft
from bot.domain.names import folded
from bot.messages import t


class Likeness(StrEnum):
    """What two texts are to each other."""

    SAME = "same"
    EXTENSION = "extension"
    SIBLING = "sibling"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an agreement is known by: who, when, what about, under which names."""

    names: tuple[str, ...]
    codes: frozenset[str]
    signed_on: date | None = None
    told_on: date | None = None
    matters: frozenset[str] = frozenset()
    truce: bool = False
    extends: bool = False
    report: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A likeness with the sentence that says why."""

    likeness: Likeness
    reason: str


_ONE_EVENT = 1
"""Days by which the same signature may differ: the other capital's date."""

_ONE_STORY = 45
"""Days within which reports without a date of signing tell of the same agreement."""

_EXTENDS = re.compile(
    r"\b(?:extension|extend\w*|renew\w*|prolong\w*|amend\w*|supplement\w*|additional protocol|"
    r"second phase|prórroga|verlängerung|prolongation|verlenging|aanvullende)\b"
    r"|延長|更新|改正|延长|延期|修订",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-zà-ÿ][a-zà-ÿ'-]{3,}|[\u30a1-\u30f6ー]{3,}|[\u4e00-\u9fff]{2,}")
_EMPTY_WORDS = (
    "agreement framework memorandum understanding treaty convention protocol joint statement fact "
    "sheet president between government governments republic united states kingdom concerning "
    "regarding relating cooperation deal deals pact accord arrangement partnership president "
    "closes signs sign signed announces announce leaders declaration from with through this that "
    "合意 協定 条約 枠組み 共同声明 覚書 概要"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def subject_of_draft(draft: Draft) -> Subject:
    """What a draft is known by."""
    return Subject(
        names=(draft.title,),
        codes=draft.codes,
        signed_on=draft.signed_on,
        told_on=draft.published_on or draft.signed_on,
        matters=_matters((draft.title,), (each.name for each in draft.commodities)),
        truce=draft.form == "ceasefire",
        extends=_extends((draft.title, *_told_of_truce(draft))),
        report=not draft.formal,
    )


def subject_of_agreement(agreement: Agreement) -> Subject:
    """What a recorded agreement is known by."""
    dated = sorted(agreement.events, key=lambda event: event.on)
    signed = next((event.on for event in dated if event.kind is EventKind.SIGNED), None)
    names = (agreement.title, agreement.short_name, *agreement.aliases)
    return Subject(
        names=names,
        codes=frozenset(party.code or party.name for party in agreement.parties),
        signed_on=signed,
        told_on=signed or (dated[0].on if dated else None),
        matters=_matters(names, (*agreement.commodities, *agreement.topics)),
        extends=_extends(names),
        truce=any("ceasefire" in name.lower() or "truce" in name.lower() for name in names),
    )


def likeness(one: Subject, other: Subject) -> Verdict:
    """Whether two are the same agreement, one extends the other, or they only belong together.

    The same parties are needed for the first three. The same day of signing, or its other
    capital's, with the same matter is the same agreement; with another matter, a sibling.
    """
    if not _same_parties(one, other):
        return Verdict(Likeness.DIFFERENT, t("The parties are not the same."))
    if {folded(name) for name in one.names} & {folded(name) for name in other.names}:
        return Verdict(Likeness.SAME, t("They bear the same name."))
    alike = _alike(one, other)
    if one.extends != other.extends and alike:
        return Verdict(Likeness.EXTENSION, t("One of them extends or amends the other."))
    if one.signed_on and other.signed_on:
        return _by_signature(one.signed_on, other.signed_on, alike)
    return _by_report(one, other, alike)


def _by_signature(one: date, other: date, alike: bool) -> Verdict:
    near = abs((one - other).days) <= _ONE_EVENT
    if near and alike:
        return Verdict(Likeness.SAME, t("The same parties signed on the same day on one matter."))
    if near:
        return Verdict(Likeness.SIBLING, t("Signed on the same day, but on another matter."))
    if alike:
        return Verdict(Likeness.SIBLING, t("On one matter, but signed on different days."))
    return Verdict(Likeness.DIFFERENT, t("Signed on different days, on different matters."))


def _by_report(one: Subject, other: Subject, alike: bool) -> Verdict:
    days = None
    if one.told_on and other.told_on:
        days = abs((one.told_on - other.told_on).days)
    close = days is not None and days <= _ONE_STORY
    if (alike or (one.report and other.report)) and (close or days is None):
        return Verdict(Likeness.SAME, t("The same parties and matter, told at the same time."))
    if close or alike:
        return Verdict(Likeness.SIBLING, t("The same parties; the matter or the time differs."))
    return Verdict(Likeness.DIFFERENT, t("Neither the matter nor the time is the same."))


def _same_parties(one: Subject, other: Subject) -> bool:
    """The same parties; a report may leave out some of many, but not of two."""
    if one.codes == other.codes:
        return bool(one.codes)
    shared = one.codes & other.codes
    return len(shared) > 1 and (one.codes <= other.codes or other.codes <= one.codes)


def _extends(names: Iterable[str]) -> bool:
    return any(_EXTENDS.search(name) for name in names)


def _told_of_truce(draft: Draft) -> tuple[str, ...]:
    """The words of a truce's own steps, which may tell that it was extended."""
    if draft.form != "ceasefire":
        return ()
    return tuple(milestone.quote.words for milestone in draft.milestones)


def _alike(one: Subject, other: Subject) -> bool:
    """Whether they are on one matter: what either says nothing of does not tell them apart."""
    if one.truce != other.truce and one.matters and other.matters:
        return bool(one.matters & other.matters)
    if one.truce and other.truce:
        return True
    return not one.matters or not other.matters or bool(one.matters & other.matters)


def _matters(names: Iterable[str], subjects: Iterable[str]) -> frozenset[str]:
    """The words that say what it is about, without names of parties and of instruments."""
    found = {folded(subject) for subject in subjects}
    for name in names:
        spans = [(actor.start, actor.end) for actor in actors(name, "en")]
        for match in _WORD.finditer(name.lower()):
            outside = all(match.end() <= start or match.start() >= end for start, end in spans)
            if outside and match[0] not in _EMPTY:
                found.add(match[0])
    return frozenset(found)
