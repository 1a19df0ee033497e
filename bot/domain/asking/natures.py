"""Replies on what agreements are: binding, called what, between whom, signed where."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind
from bot.domain.asking import lists, sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.happenings import asked_events
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found, match
from bot.domain.asking.matters import meant, off_record
from bot.domain.asking.naming import longest_called
from bot.domain.asking.passages import Entry, Part
from bot.domain.asking.places import state_name
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import (
    MOST_OFFERED,
    nothing,
    said,
    told,
)
from bot.domain.asking.terms import is_event_word
from bot.messages import t


def only_washington(question: Question) -> bool:
    """Whether no more is named than the United States, which are a party to nearly everything."""
    return question.states == ("US",) and not (question.strong or question.instruments)


def binding(found: Found) -> Reply:
    """Whether agreements bind; where none is named, those that do or do not."""
    if not found.named or (_OF_ALL.search(found.question.text) and not found.question.states):
        return lists.which(found)
    if off_record(found):
        return nothing(found)
    lines = []
    for entry in meant(found):
        agreement = entry.agreement
        lines.append(Line(_binds(agreement), agreement.best_sources[:1]))
        lines += [
            sayings.summary_line(agreement, [passage.text])
            for passage in entry.passages
            if passage.part is Part.SUMMARY and "binding" in passage.text and len(meant(found)) == 1
        ]
    asked = said(found, found.best(Part.MILESTONE)) if found.matter else None
    return told(
        found,
        [*lines, *(asked.lines if asked else ())],
        agreements=[each.agreement for each in meant(found)],
        milestones=asked.milestones if asked else (),
    )


_OF_ALL = re.compile(
    r"^(?:which|what|list|show|name|all|any)(?: \S+){0,3}"
    r" (?:agreements|deals|mous|memoranda|memorandums|frameworks|treaties|accords|instruments)\b"
)


def _binds(agreement: Agreement) -> str:
    kind = t(agreement.instrument.value)
    if agreement.binding is None:
        return t(
            "{name} ({kind}): whether it binds is not recorded.",
            name=agreement.short_name,
            kind=kind,
        )
    if agreement.binding:
        return t(
            "Yes: {name} ({kind}) is recorded as binding.", name=agreement.short_name, kind=kind
        )
    return t(
        "No: {name} ({kind}) is recorded as not binding.", name=agreement.short_name, kind=kind
    )


def parties(found: Found) -> Reply:
    """Who the parties are, with their roles."""
    question = found.question
    if off_record(found) or not found.named or only_washington(question):
        return nothing(found)
    lines = [
        Line(_parties(each.agreement), each.agreement.best_sources[:1]) for each in meant(found)
    ]
    return told(found, lines, agreements=[each.agreement for each in meant(found)])


def _parties(agreement: Agreement) -> str:
    names = [
        each.name if each.role == "party" else f"{each.name} ({t(each.role)})"
        for each in agreement.parties
    ]
    return (
        t("{name}: between {names}.", name=agreement.short_name, names=", ".join(names))
        if len(names) > 1
        else t("{name}: {names}.", name=agreement.short_name, names=", ".join(names))
    )


_JOINED = re.compile(
    r"\b(?:join(?:ed|s|ing)?|members?|part of|belongs? to|participants?|signator(?:y|ies))\b"
    r"|^(?:is|are|was|were) [\w ]{4,24} (?:in|inside) (?:the )?"
)


def membership(found: Found) -> Reply | None:
    """Whether a state takes part in what is named: its parties, and that this state is not one."""
    question = found.question
    states = [code for code in question.states if code != "US"]
    if not states or not _JOINED.search(question.text):
        return None
    called = match(replace(question, states=()), found.record).entries
    other = [each for each in called if longest_called(question.words, each) > 0]
    if len(other) != 1 or other[0].codes.intersection(states):
        return None
    agreement = other[0].agreement
    lines = [
        Line(
            t(
                "The record does not say that {state} takes part in {name}.",
                name=agreement.short_name,
                state=state_name(code),
            )
        )
        for code in states
    ]
    lines.append(Line(_parties(agreement), agreement.best_sources[:1]))
    return replace(told(found, lines, agreements=[agreement]), found=False)


def signers(found: Found) -> Reply:
    """Who signed, as far as it is recorded."""
    if off_record(found) or not found.named:
        return nothing(found)
    lines: list[Line] = []
    for entry in meant(found):
        agreement = entry.agreement
        signed = [each for each in agreement.events if each.kind is EventKind.SIGNED]
        persons = [
            sayings.summary_line(agreement, [each.text])
            for each in entry.passages
            if each.part is Part.SUMMARY and "signed" in each.text and _PERSON.search(each.text)
        ]
        name = agreement.short_name
        if not signed:
            lines.append(Line(t("{name}: that it is signed is not recorded.", name=name)))
        elif not persons and not any(_PERSON.search(each.note or "") for each in signed):
            text = t("{name}: who signed it is not recorded; no person is named.", name=name)
            lines.append(Line(text))
        lines += persons
        lines += [sayings.event_line(agreement, each, found.record.now) for each in signed]
        lines.append(Line(_parties(agreement), agreement.best_sources[:1]))
    return told(found, lines, agreements=[each.agreement for each in meant(found)])


_PERSON = re.compile(
    r"\b(?:President|Minister|Secretary|Prince|Princess|Ambassador|Commissioner|King|Chancellor"
    r"|Governor|Representative|Premier|Chair(?:man|woman)?|Mr|Ms|Mrs|Dr)s?\.? [A-Z]"
)
"""A person, by title and name."""


def called(found: Found) -> Reply:
    """The title, the short name and the other names of what is meant."""
    if off_record(found) or not found.named:
        return nothing(found)
    lines = []
    for entry in meant(found):
        agreement = entry.agreement
        text = t("{name}: “{title}”.", name=agreement.short_name, title=agreement.title)
        if agreement.aliases:
            text += " " + t("Also called {names}.", names=wording.listed(agreement.aliases, 8))
        lines.append(Line(text, agreement.best_sources[:1]))
    return told(found, lines, agreements=[each.agreement for each in meant(found)])


def where(found: Found) -> Reply:
    """Where something happened."""
    if off_record(found):
        return nothing(found)
    asked = asked_events(found)
    events = asked or [
        (entry, event) for entry in meant(found) for event in entry.agreement.events if event.place
    ]
    matter = [each for each in found.matter if not is_event_word(each, found.question.events)]
    if matter and not asked:
        hits = found.best(Part.EVENT, Part.MILESTONE, Part.SUMMARY)
        return said(found, hits) if hits else nothing(found)
    lines = [_place(entry, event, found) for entry, event in events[:MOST_OFFERED]]
    if not lines:
        lines = [
            Line(t("{name}: the place is not recorded.", name=each.agreement.short_name))
            for each in meant(found)
        ]
    return told(found, lines, agreements=dict.fromkeys(entry.agreement for entry, _ in events))


def _place(entry: Entry, event: Event, found: Found) -> Line:
    line = sayings.event_line(entry.agreement, event, found.record.now)
    if event.place:
        return line
    return Line(f"{line.text} {t('The place is not recorded.')}", line.sources)


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.BINDING: binding,
    Kind.PARTIES: parties,
    Kind.SIGNERS: signers,
    Kind.CALLED: called,
    Kind.WHERE: where,
}
