"""Replies on what agreements are: binding, in force, between whom, where, on what sources."""

from collections.abc import Callable, Iterable, Sequence

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind, Status, status
from bot.domain.asking import dated, sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import ENOUGH, Found
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.questions import Question
from bot.domain.asking.replies import (
    AHEAD,
    MOST_LINES,
    MOST_OFFERED,
    briefly,
    nothing,
    passage_line,
    related,
    said,
    told,
)
from bot.domain.asking.terms import is_event_word
from bot.domain.dates.zones import local_date
from bot.domain.milestones import Milestone, state
from bot.messages import t


def meant(found: Found) -> tuple[Entry, ...]:
    """The agreements that are meant, at most as many as are told side by side."""
    return found.entries[:MOST_OFFERED]


def off_record(found: Found) -> bool:
    """Whether the question names something that nothing on record has."""
    return bool(found.missing) and not any(each.share >= 0.6 for each in found.ranked[:1])


def only_washington(question: Question) -> bool:
    """Whether no more is named than the United States, which are a party to nearly everything."""
    return question.states == ("US",) and not (question.strong or question.instruments)


def binding(found: Found) -> Reply:
    """Whether agreements bind; of all of them, those that do or do not."""
    if not found.named:
        return _binding_list(found)
    if off_record(found):
        return nothing(found)
    lines = []
    for entry in meant(found):
        agreement = entry.agreement
        lines.append(Line(_binds(agreement), agreement.sources[:1]))
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


def _binding_list(found: Found) -> Reply:
    wanted = not {"non", "not", "nonbinding"} & set(found.question.words)
    entries = [each for each in found.record.entries if each.agreement.binding is wanted]
    lead = t("Recorded as binding:") if wanted else t("Recorded as not binding:")
    lines = [Line(lead), *_standings(entries, found)]
    return told(
        found,
        lines,
        agreements=[each.agreement for each in entries[:MOST_OFFERED]],
        rest=max(0, len(entries) - MOST_LINES),
    )


def _standings(entries: Sequence[Entry], found: Found) -> list[Line]:
    return [sayings.status_line(each.agreement, found.record.now) for each in entries[:MOST_LINES]]


def stands(found: Found) -> Reply:
    """Where agreements stand, with what is disputed of it and what comes next."""
    if found.matter and not found.missing:
        hits = found.best(Part.MILESTONE, Part.EVENT, Part.SUMMARY, Part.AGREEMENT)
        if hits and not any(each.part is Part.AGREEMENT for each in hits):
            return said(found, hits, *related(found, [each.agreement for each in hits]))
    if off_record(found):
        return nothing(found)
    if not found.named:
        return dated.overdue(found)
    lines: list[Line] = []
    milestones: list[Milestone] = []
    for entry in meant(found):
        lines += [
            sayings.status_line(entry.agreement, found.record.now),
            *_last_event(entry, found),
        ]
        lines += _on_standing(entry)
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


def _on_standing(entry: Entry) -> list[Line]:
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
        word = t(kinds[0].value)
        lines.append(
            Line(
                t(
                    "{name}: that it is {word} is not recorded.",
                    name=agreement.short_name,
                    word=word,
                )
            )
        )
    lines.append(sayings.status_line(agreement, now))
    lines += [sayings.event_line(agreement, each, found.record.now) for each in happened]
    hits = [
        each.passage
        for each in found.ranked
        if each.passage.agreement.id == agreement.id
        and each.passage.part
        in (Part.EVENT, Part.MILESTONE, Part.CLAIM, Part.SUMMARY, Part.QUESTION)
        and each.share >= 0.99
        and any(
            each.passage.words.met(term.stem) >= 0.9
            for term in found.question.strong
            if is_event_word(term, kinds)
        )
    ][:4]
    lines += [passage_line(each, found) for each in hits]
    lines += _on_standing(entry)
    ends = [
        each
        for each in entry.milestones
        if state(each, now) in AHEAD and each.kind.value != "act_by"
    ]
    lines += [sayings.milestone_line(each, now) for each in ends[:2]]
    return lines, [*ends[:2], *(each.milestone for each in hits if each.milestone)]


def _is_in_effect(stands_now: Status, kinds: Sequence[EventKind]) -> bool:
    return EventKind.IN_FORCE in kinds and stands_now.word in wording.LASTING


def matter(found: Found) -> Reply:
    """What the record says of a matter, whatever kind of passage says it."""
    order = (Part.MILESTONE, Part.EVENT, Part.CLAIM, Part.SUMMARY, Part.QUESTION, Part.SCOPE)
    numbers = [each.stem for each in found.matter if each.number]

    def numbered(passage: Passage) -> bool:
        return all(passage.words.met(each) >= ENOUGH for each in numbers)

    hits = found.best(*order, most=5, share=0.5, fits=numbered) if numbers else []
    hits = hits or found.best(*order, most=5)
    if not hits:
        hits = found.best(Part.AGREEMENT, Part.SOURCE, most=3)
        if not hits:
            return nothing(found)
        if any(each.part is Part.AGREEMENT for each in hits):
            return briefly(
                found, [e for each in hits if (e := found.record.entry(each.agreement.id))]
            )
    return said(found, hits, *_alongside(found, hits))


def _alongside(found: Found, hits: Sequence[Passage]) -> list[Line]:
    """What else is recorded on the same point of the same agreement: claims, open questions."""
    lines = related(found, [each.agreement for each in hits])
    points = {(each.agreement.id, each.claim.point) for each in hits if each.claim}
    for passage in hits:
        for claim in passage.agreement.claims:
            if (passage.agreement.id, claim.point) in points:
                lines += sayings.claim_lines(passage.agreement, [claim])
    return lines


def parties(found: Found) -> Reply:
    """Who the parties are, with their roles."""
    question = found.question
    if off_record(found) or not found.named or only_washington(question):
        return nothing(found)
    lines = [Line(_parties(each.agreement), each.agreement.sources[:1]) for each in meant(found)]
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


def signers(found: Found) -> Reply:
    """Who signed, as far as it is recorded."""
    if off_record(found) or not found.named:
        return nothing(found)
    lines: list[Line] = []
    for entry in meant(found):
        signed = [each for each in entry.agreement.events if each.kind is EventKind.SIGNED]
        if not signed:
            lines.append(
                Line(
                    t("{name}: that it is signed is not recorded.", name=entry.agreement.short_name)
                )
            )
        lines += [sayings.event_line(entry.agreement, each, found.record.now) for each in signed]
        lines += [
            sayings.summary_line(entry.agreement, [each.text])
            for each in entry.passages
            if each.part is Part.SUMMARY and "signed" in each.text
        ]
        lines.append(Line(_parties(entry.agreement), entry.agreement.sources[:1]))
    return told(found, lines, agreements=[each.agreement for each in meant(found)])


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
        lines.append(Line(text, agreement.sources[:1]))
    return told(found, lines, agreements=[each.agreement for each in meant(found)])


def where(found: Found) -> Reply:
    """Where something happened."""
    if off_record(found):
        return nothing(found)
    asked = dated.asked_events(found)
    events = asked or [
        (entry, event) for entry in meant(found) for event in entry.agreement.events if event.place
    ]
    if found.matter and not asked:
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


def sources(found: Found) -> Reply:
    """On what something rests: the source of the point that was asked, else of the agreement."""
    if not found.named:
        return _of_grade(found)
    if off_record(found):
        return nothing(found)
    hits = found.best(Part.MILESTONE, Part.EVENT, Part.CLAIM) if found.matter else []
    cited = [each for each in hits if passage_line(each, found).sources]
    if cited:
        return said(found, cited, *(_source_line(each, found) for each in cited))
    lines: list[Line] = []
    for entry in meant(found):
        lines += _unseen(entry, found)
        for source in entry.agreement.sources[:6]:
            by = source.publisher or source.title
            lines.append(
                Line(
                    f"{entry.agreement.short_name}: {by}, “{source.title}” ({t(source.grade)}).",
                    (source,),
                )
            )
    return (
        told(found, lines, agreements=[each.agreement for each in meant(found)])
        if lines
        else nothing(found)
    )


def _of_grade(found: Found) -> Reply:
    """The sources of a grade, of all the record: which are official?"""
    every = dict.fromkeys(
        each for entry in found.record.entries for each in entry.agreement.sources
    )
    wanted = [each for each in every if each.grade in found.question.words]
    if not wanted:
        return nothing(found)
    lines = [
        Line(f"{each.publisher or each.title}, “{each.title}” ({t(each.grade)}).", (each,))
        for each in wanted
    ]
    return told(found, lines[:MOST_LINES], rest=max(0, len(lines) - MOST_LINES))


def _unseen(entry: Entry, found: Found) -> list[Line]:
    """What is said of the text of an agreement, where its text is asked for."""
    if "text" not in found.question.words:
        return []
    return [
        sayings.summary_line(entry.agreement, [each.text])
        for each in entry.passages
        if each.part is Part.SUMMARY and "text" in each.words.stems
    ]


def _source_line(passage: Passage, found: Found) -> Line:
    source = passage_line(passage, found).sources[0]
    by = source.publisher or source.title
    return Line(
        t("Source: {by}, “{title}” ({grade}).", by=by, title=source.title, grade=t(source.grade)),
        (source,),
    )


def verified(found: Found) -> Reply:
    """When the record was last held against its sources."""
    entries: Iterable[Entry] = meant(found) if found.named else ()
    lines = []
    for entry in entries:
        agreement = entry.agreement
        if agreement.verified_on is None:
            lines.append(
                Line(
                    t(
                        "{name}: when it was last checked is not recorded.",
                        name=agreement.short_name,
                    )
                )
            )
        else:
            on = wording.day(agreement.verified_on)
            lines.append(
                Line(
                    t(
                        "{name}: last checked against its sources on {on}.",
                        name=agreement.short_name,
                        on=on,
                    )
                )
            )
    if not lines:
        days = [
            each.agreement.verified_on
            for each in found.record.entries
            if each.agreement.verified_on
        ]
        if not days:
            return nothing(found)
        first, last = wording.day(min(days)), wording.day(max(days))
        lines = [
            Line(
                t(
                    "The record was last checked against its sources between {first} and {last}.",
                    first=first,
                    last=last,
                )
            )
        ]
    return told(found, lines, agreements=[each.agreement for each in entries])


REPLIES: dict[Kind, Callable[[Found], Reply]] = {
    Kind.BINDING: binding,
    Kind.STANDS: stands,
    Kind.WHETHER: whether,
    Kind.PARTIES: parties,
    Kind.SIGNERS: signers,
    Kind.CALLED: called,
    Kind.WHERE: where,
    Kind.SOURCE: sources,
    Kind.VERIFIED: verified,
}
