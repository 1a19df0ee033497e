"""Replies made from passages: what several kinds of questions share."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain import wording
from bot.domain.agreements import Agreement
from bot.domain.asking import amounts, sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.matching import Found
from bot.domain.asking.naming import SAME
from bot.domain.asking.passages import Entry, Part, Passage, summary_sentences
from bot.domain.asking.places import state_name
from bot.domain.asking.scoring import TELLING
from bot.domain.milestones import Milestone, State, state
from bot.messages import t

MOST_LINES = 15
"""Lines of a list in an answer; more are counted."""

MOST_OFFERED = 4
"""Agreements that are told side by side where several may be meant."""

MOST_NEAR = 3
"""What is told at most of what is nearest to a question."""

MOST_UNKNOWN = 3
"""Unknown words from which on a question is likely to be in another language."""

SHORT, WHOLE = 220, 900
"""Characters of a summary where several agreements are told, and where one is."""

_FEW = 2

AHEAD = frozenset({State.DUE_TODAY, State.DUE_SOON, State.UPCOMING})
"""The states of what lies ahead."""


def passage_line(passage: Passage, found: Found) -> Line:  # noqa: PLR0911 - a case a line
    """What a passage says."""
    agreement, now = passage.agreement, found.record.now
    if passage.milestone is not None:
        return sayings.milestone_line(passage.milestone, now)
    if passage.event is not None:
        return sayings.event_line(agreement, passage.event, found.record.now)
    if passage.claim is not None:
        return sayings.claim_lines(agreement, [passage.claim])[0]
    if passage.source is not None:
        title, by = passage.source.title, passage.source.publisher
        text = (
            f"“{title}”, {by} ({t(passage.source.grade)})"
            if by
            else f"“{title}” ({t(passage.source.grade)})"
        )
        return Line(f"{agreement.short_name}: {text}.", (passage.source,))
    match passage.part:
        case Part.SUMMARY:
            return sayings.summary_line(agreement, [passage.text])
        case Part.QUESTION:
            return sayings.question_line(agreement, passage.text)
        case Part.SCOPE:
            return sayings.scope_line(agreement)
    return sayings.status_line(agreement, now)


def said(found: Found, passages: Sequence[Passage], *more: Line) -> Reply:
    """These passages as a reply, each once, and what sources say otherwise of its amounts."""
    lines = [passage_line(each, found) for each in passages]
    lines += [line for each in passages[:_FEW] for line in amounts.otherwise(each)]
    milestones = tuple(each.milestone for each in passages if each.milestone)
    return Reply(
        found.question.kind,
        tuple(dict.fromkeys((*lines, *more))),
        about=about(found, (each.agreement for each in passages)),
        agreements=tuple(dict.fromkeys(each.agreement for each in passages)),
        milestones=milestones,
        dates=dates(milestones, passages),
    )


def told(
    found: Found,
    lines: Iterable[Line],
    *,
    agreements: Iterable[Agreement] = (),
    milestones: Iterable[Milestone] = (),
    rest: int = 0,
) -> Reply:
    """Lines as a reply."""
    own, concerned = tuple(milestones), tuple(agreements)
    lines = tuple(lines) or (Line(t("Nothing on this is recorded.")),)
    return Reply(
        found.question.kind,
        tuple(dict.fromkeys(lines)),
        about=about(found, concerned if found.named else ()),
        agreements=concerned,
        milestones=own,
        dates=dates(own),
        rest=rest,
    )


def dates(milestones: Iterable[Milestone], passages: Iterable[Passage] = ()) -> tuple[date, ...]:
    """The dates of what is told."""
    days = [day for each in milestones for day in sayings.dates_of(each)]
    days += [each.event.on for each in passages if each.event]
    return tuple(dict.fromkeys(days))


def about(found: Found, agreements: Iterable[Agreement] = ()) -> str:
    """The subject of the question as it was understood."""
    question = found.question
    names = [each.short_name for each in dict.fromkeys(agreements)]
    words = [each.typed for each in found.matter]
    parts = [*names, *words]
    if not 0 < len(names) <= 3:
        parts = [*(state_name(code) for code in question.states), *words]
    if question.time is not None:
        parts.append(wording.span(question.time.span.first, question.time.span.last))
    return ", ".join(dict.fromkeys(parts))


def related(found: Found, agreements: Iterable[Agreement]) -> list[Line]:
    """What is open or disputed on the very point that was asked."""
    ids = {each.id for each in agreements}
    lines: list[Line] = []
    for passage in found.best(Part.QUESTION, Part.CLAIM, share=0.99, most=3):
        if passage.agreement.id in ids and found.matter:
            lines.append(passage_line(passage, found))
    return lines


def briefly(found: Found, entries: Sequence[Entry]) -> Reply:
    """What the agreements are and where they stand; one of them in full, several in short."""
    lines: list[Line] = []
    coming: list[Milestone] = []
    shown = entries[:MOST_OFFERED]
    now = found.record.now
    for entry in shown:
        agreement = entry.agreement
        sentences = _within(summary_sentences(agreement), WHOLE if len(shown) == 1 else SHORT)
        lines += [sayings.kind_line(agreement), sayings.status_line(agreement, now)]
        if sentences:
            lines.append(sayings.summary_line(agreement, sentences))
        if len(shown) == 1:
            lines.append(sayings.scope_line(agreement))
            dated = [each for each in entry.milestones if each.due_on]
            coming = [each for each in dated if state(each, now) in AHEAD][:2] or dated[-2:]
            lines += [sayings.milestone_line(each, now) for each in coming]
    return told(
        found,
        lines,
        agreements=[each.agreement for each in shown],
        milestones=coming,
        rest=len(entries) - len(shown),
    )


def _within(sentences: Sequence[str], limit: int) -> list[str]:
    kept: list[str] = []
    for sentence in sentences:
        if kept and sum(map(len, kept)) + len(sentence) > limit:
            break
        kept.append(sentence)
    return kept


def nothing(found: Found) -> Reply:
    """That the record holds nothing on it, with what is nearest."""
    lines = [Line(_lacking(found))]
    if len(found.missing) > MOST_UNKNOWN:
        lines.append(Line(t("Questions are read in English, and in part in Japanese and Chinese.")))
    near = _near(found)
    if near:
        lines += [Line(t("Nearest on record:"), small=True), *(line for _, line in near)]
    if not found.named:
        lines.append(Line(what_can_be_asked(), small=True))
    return Reply(
        found.question.kind,
        tuple(lines),
        found=False,
        about=about(found),
        agreements=tuple(dict.fromkeys(agreement for agreement, _ in near)),
    )


def what_can_be_asked() -> str:
    """Examples of questions."""
    return t(
        "Ask for example: when is the funding due under the Japan deal? Is the Thai MOU binding? "
        "Anything due before Christmas? What changed since Monday?"
    )


def _lacking(found: Found) -> str:
    """Of what the record says nothing."""
    if found.unknown_states:
        names = " / ".join(state_name(code) for code in found.unknown_states)
        return t("The record holds nothing on an agreement with {names}.", names=names)
    words = ", ".join(f"“{each.typed}”" for each in (found.missing or found.matter)[:4])
    if not words:
        return t("The record does not say that.")
    if not found.missing:
        return t("The record does not say that of what is asked: {words}.", words=words)
    if found.entries and len(found.entries) <= 2 and found.question.states:
        names = ", ".join(each.agreement.short_name for each in found.entries)
        return t("The record holds nothing on {words} in {names}.", words=words, names=names)
    return t("The record holds nothing on {words}.", words=words)


def _near(found: Found) -> list[tuple[Agreement, Line]]:
    """The nearest to what was asked: what has some of its words, else what is named."""
    if found.unknown_states:
        return []
    close = _close(found)
    if close:
        return [(each.agreement, passage_line(each, found)) for each in close]
    question = found.question
    known = [each for each in question.strong if each not in found.missing]
    if not known and not question.instruments and not any(each != "US" for each in question.states):
        return []
    near = [each.agreement for each in found.entries[:MOST_NEAR]]
    if len(found.entries) > 1:
        return [(each, sayings.status_line(each, found.record.now)) for each in near]
    return [(each, line) for each in near for line in _in_short(each, found)]


def _in_short(agreement: Agreement, found: Found) -> list[Line]:
    """What an agreement is and where it stands."""
    sentences = _within(summary_sentences(agreement), WHOLE)
    summary = [sayings.summary_line(agreement, sentences)] if sentences else []
    return [sayings.status_line(agreement, found.record.now), *summary]


def _close(found: Found) -> list[Passage]:
    """At most three passages of what is named that have a word of the rest of the question."""
    known = [each for each in found.matter if each not in found.missing and not each.number]
    here = {each.agreement.id for each in found.entries}
    return found.best(
        *TELLING,
        share=0.0,
        most=MOST_NEAR,
        fits=lambda each: (
            each.agreement.id in here and any(each.words.met(term.stem) >= SAME for term in known)
        ),
    )
