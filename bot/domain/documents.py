"""Documents: a brief for those who read elsewhere, as Markdown or as a page to print.

The same brief as in Discord and at a shell, whole, with its sources numbered at the end.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain import wording
from bot.domain.agreements import Source
from bot.domain.briefs import Brief, More, Standing
from bot.domain.dates.values import Standing as Sureness
from bot.domain.due import days_left
from bot.domain.histories import Told, words
from bot.domain.milestones import Milestone, state
from bot.domain.printing import opens, page
from bot.messages import t


class Form(StrEnum):
    """What a document is written as."""

    MARKDOWN = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is said: a line, further lines under it, and the number of its source."""

    line: str
    under: tuple[str, ...] = ()
    footnote: int | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; `numbered` ones are what footnotes point to."""

    heading: str
    entries: tuple[Entry, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A brief in plain words, not yet written as anything."""

    title: str
    under: str
    sections: tuple[Section, ...]
    foot: str


def write(brief: Brief, now: datetime, form: Form, *, title: str | None = None) -> str:
    """The brief as a text of that form; `title` stands for what only Discord can name."""
    found = document(brief, now, title=title)
    return page(found) if form is Form.HTML else _markdown(found)


def document(brief: Brief, now: datetime, *, title: str | None = None) -> Document:
    """What a document says of a brief, in the order of reading."""
    name = title or brief.subject.name
    parts = [brief.extent]
    if brief.period:
        parts.append(wording.span(brief.period.first, brief.period.last))
    parts.append(t("as of {day}, {time} UTC", day=wording.day(now.date()), time=f"{now:%H:%M}"))
    standings = (_standing(brief, each) for each in brief.standings)
    sections = (
        _section(t("Where it stands"), standings, brief.more("standings")),
        _section(t("Events"), _happened(brief), brief.more("events")),
        *_milestones(brief, now),
        _section(t("What has changed"), map(_news, brief.news), brief.more("news")),
        _section(t("Sources disagree"), _disputes(brief), brief.more("disputes")),
        Section(t("Open questions"), tuple(_questions(brief))),
        Section(t("Sources"), tuple(map(_source, brief.sources)), numbered=True),
    )
    foot = t("From the record alone. What is not recorded is not said.")
    if brief.more("standings").count:
        foot = f"{foot} {t('Questions and sources are those of what is named here.')}"
    foot = f"{foot} {_checked(brief)}"
    told = tuple(each for each in sections if each.entries)
    return Document(name[:1].upper() + name[1:], " · ".join(parts), told, foot)


def _checked(brief: Brief) -> str:
    """On which day what is said was last held against its sources."""
    if brief.verified_on is None:
        return t("Not recorded for all of it when it was last checked against its sources.")
    first, last = (
        wording.day(each, weekday=False)
        for each in (brief.verified_on, brief.newest_verified_on or brief.verified_on)
    )
    if first == last:
        return t("Last checked against its sources on {day}.", day=first)
    return t(
        "Last checked against their sources between {day} and {newest}.", day=first, newest=last
    )


def _section(heading: str, entries: Iterable[Entry], more: More) -> Section:
    return Section(heading, (*entries, *([Entry(more.words)] if more.count else ())))


def _standing(brief: Brief, of: Standing) -> Entry:
    agreement, event = of.agreement, of.status.event
    stands = t("No event is recorded.")
    if event is not None:
        stands = wording.stands(of.status, weekday=True)
        if event.standing is not Sureness.CONFIRMED:
            stands = f"{stands} ({wording.standing_word(event.standing)})"
    kind = [
        wording.kind(agreement.instrument, agreement.binding),
        wording.listed([party.name for party in agreement.parties], 12),
    ]
    summary = " ".join(agreement.summary.split())
    return Entry(
        f"{agreement.short_name}: {stands}",
        tuple(filter(None, (" · ".join(filter(None, kind)), summary))),
        brief.footnote(event.source) if event else None,
    )


def _happened(brief: Brief) -> Iterator[Entry]:
    for name, event in brief.happened:
        words = [t(event.kind.value), *([event.place] if event.place else [])]
        if event.standing is not Sureness.CONFIRMED:
            words.append(wording.standing_word(event.standing))
        on = wording.dated(event.on, event.precision)
        yield Entry(f"{on}: {name}: {', '.join(words)}", footnote=brief.footnote(event.source))


def _milestones(brief: Brief, now: datetime) -> Iterator[Section]:
    if not brief.next and brief.period is None:
        yield Section(t("Next"), (Entry(t("No date ahead is recorded.")),))
    for heading, part in (
        (t("Next"), "next"),
        (t("Overdue"), "overdue"),
        (t("Date passed, outcome unverified"), "unverified"),
        (t("Waits for an event"), "awaiting"),
        (t("No date yet"), "undated"),
        (t("Suspended"), "suspended"),
        (t("No longer open"), "settled"),
    ):
        entries = (_milestone(brief, each, now) for each in getattr(brief, part))
        yield _section(heading, entries, brief.more(part))


def _milestone(brief: Brief, milestone: Milestone, now: datetime) -> Entry:
    days = days_left(milestone, now)
    when = [wording.due(milestone)]
    if days is not None:
        when = [f"{when[0]}, {wording.place(milestone.zone)}", wording.distance(days)]
        when += [] if milestone.is_certain else [t("not certain")]
    facts = [
        milestone.agreement if brief.subject.several else "",
        wording.commitment(milestone.modality, milestone.obligors),
        wording.marked(state(milestone, now)),
        milestone.no_date_reason or "",
    ]
    quote = f"“{' '.join(milestone.quote.split())}”" if milestone.quote else ""
    return Entry(
        f"{' · '.join(when)}: {milestone.what}",
        tuple(filter(None, (" · ".join(filter(None, facts)), quote))),
        brief.footnote(milestone.source),
    )


def _news(told: Told) -> Entry:
    subject = told.milestone or told.agreement or t("This server")
    said = words(told)
    if told.old_on or told.new_on:
        old, new = (wording.day(on) if on else t("no date") for on in (told.old_on, told.new_on))
        said = t("{old} → {new}", old=old, new=new)
    note = (told.note,) if told.note else ()
    return Entry(f"{wording.day(told.at.date())}: {subject}: {said}", note)


def _disputes(brief: Brief) -> Iterator[Entry]:
    for dispute in brief.disputes:
        yield Entry(f"{dispute.agreement}: {dispute.point}")
        for claim in dispute.claims:
            cited = brief.footnote(claim.source)
            yield Entry(f"{claim.claimed_by}: “{claim.statement}”", footnote=cited)


def _questions(brief: Brief) -> Iterator[Entry]:
    several = len(brief.standings) > 1
    return (Entry(f"{about}: {text}" if several else text) for about, text in brief.questions)


def _source(source: Source) -> Entry:
    facts = [source.publisher or "", source.grade]
    if source.published_on:
        facts.append(wording.day(source.published_on, weekday=False))
    if source.read_on:
        facts.append(t("read {day}", day=wording.day(source.read_on, weekday=False)))
    return Entry(source.title, (" · ".join(filter(None, facts)),), link=source.url)


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


def _markdown(document: Document) -> str:
    lines = [f"# {_plain(document.title)}", "", _plain(document.under)]
    links = [
        each.link for section in document.sections if section.numbered for each in section.entries
    ]
    for section in document.sections:
        lines += ["", f"## {_plain(section.heading)}", ""]
        for number, entry in enumerate(section.entries, 1):
            head = f"{number}. " if section.numbered else "- "
            lines += _markdown_entry(entry, head, links)
    return "\n".join([*lines, "", f"*{_plain(document.foot)}*", ""])


def _markdown_entry(entry: Entry, head: str, links: Sequence[str | None]) -> list[str]:
    line = _markdown_link(_plain(entry.line), entry.link)
    if entry.footnote:
        line += f" {_markdown_link(f'[{entry.footnote}]', links[entry.footnote - 1])}"
    return [f"{head}{line}", *(f"{' ' * len(head)}{_plain(each)}  " for each in entry.under)]


def _markdown_link(words: str, address: str | None) -> str:
    if not opens(address):
        return words
    return f"[{words}](<{address.replace('<', '%3C').replace('>', '%3E')}>)"


def _plain(text: str) -> str:
    """Text from the record that can do nothing in Markdown."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def named(brief: Brief, form: Form) -> str:
    """A file's name that every system takes."""
    plain = re.sub(r"[^\w-]+", "-", brief.subject.name).strip("-").casefold()[:60]
    return f"brief-{plain or 'record'}.{form.value}"
