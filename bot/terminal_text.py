"""The answers at a shell as text that wraps well in any width and needs no colour."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain import wording
from bot.domain.agreements import Source, Status
from bot.domain.briefs import Brief, Dispute
from bot.domain.dates.values import Standing as Sureness
from bot.domain.due import counted, days_left, grouped, heading
from bot.domain.histories import words
from bot.domain.milestones import Milestone, state
from bot.messages import t, tn
from bot.services.agreements import AgreementLine
from bot.services.milestones import DueList
from bot.terminal_page import INDENT, Page


def print_due(found: DueList, now: datetime) -> None:
    """What is due, group by group."""
    page = _Page()
    groups = grouped(found.items, now)
    page.title(tn("Due in the next day", "Due in the next {count} days", found.within))
    counts = [counted(of, len(members)) for of, members in groups]
    page.line(" · ".join([*counts, *found.filters]) or t("Nothing is due."), style="dim")
    for of, members in groups:
        page.heading(heading(of))
        for milestone in members:
            page.milestone(milestone, now, named=True, cite=_says(milestone.source))
    rest = []
    if found.beyond:
        rest.append(tn("{count} falls due later", "{count} fall due later", found.beyond))
    if found.next_on:
        rest.append(t("the next on {day}", day=wording.day(found.next_on)))
    if found.undated:
        rest.append(tn("{count} has no date yet", "{count} have no date yet", found.undated))
    if rest:
        page.gap()
        page.line(" · ".join(rest), style="dim")


def print_agreements(lines: Sequence[AgreementLine]) -> None:
    """Every agreement with where it stands and what comes next."""
    page = _Page()
    page.title(tn("{count} agreement", "{count} agreements", len(lines)))
    for line in lines:
        page.gap()
        page.line(line.agreement.short_name, style="bold")
        page.line(_status(line.status), indent=INDENT)
        if line.next:
            due, what = wording.due(line.next), line.next.what
            page.line(t("Next: {due}, {what}", due=due, what=what), indent=INDENT)
        elif line.open:
            page.line(
                tn("{count} open, no date ahead", "{count} open, no date ahead", line.open), INDENT
            )


def print_brief(found: Brief, now: datetime) -> None:
    """The whole brief, with its numbered sources at the end."""
    page = _Page()
    page.title(found.subject.name)
    for standing in found.standings:
        event = standing.status.event
        number = found.footnote(event.source) if event else None
        agreement = standing.agreement
        page.gap()
        if len(found.standings) > 1:
            page.line(agreement.short_name, style="bold")
        kind = [wording.kind(agreement.instrument, agreement.binding)]
        kind.append(wording.listed([party.name for party in agreement.parties], 8))
        page.line(" · ".join(filter(None, kind)))
        page.line(f"{_status(standing.status)} {_number(number)}".rstrip())
        if len(found.standings) == 1 and agreement.summary:
            page.gap()
            page.line(" ".join(agreement.summary.split()))
    _print_more(page, found, "standings")
    _print_groups(page, found, now)
    _print_news(page, found)
    _print_doubts(page, found)
    page.heading(t("Sources"))
    for number, source in enumerate(found.sources, 1):
        page.source(number, source)
    page.gap()
    page.line(_checked(found), style="dim")


def _checked(found: Brief) -> str:
    """When the record was last held against its sources; of several, from when to when."""
    oldest, newest = found.verified_on, found.newest_verified_on
    if oldest is None or newest is None:
        return t("Not all of it has been checked against the sources.")
    if oldest == newest:
        return t("Last checked against the sources: {day}", day=wording.day(oldest))
    days = (wording.day(oldest), wording.day(newest))
    return t(
        "Last checked against the sources between {first} and {last}", first=days[0], last=days[1]
    )


def _print_groups(page: "_Page", found: Brief, now: datetime) -> None:
    for name, part in (
        (t("Next"), "next"),
        (t("Overdue"), "overdue"),
        (t("Date passed, outcome unverified"), "unverified"),
        (t("Waits for an event"), "awaiting"),
        (t("No date yet"), "undated"),
        (t("Suspended"), "suspended"),
        (t("Settled"), "settled"),
    ):
        members = getattr(found, part)
        if members:
            page.heading(name)
        for each in members:
            cite = _number(found.footnote(each.source)) or _says(None)
            page.milestone(each, now, named=len(found.standings) > 1, cite=cite)
        _print_more(page, found, part)


def _print_more(page: "_Page", found: Brief, part: str) -> None:
    """How many more there are of a part, where not all are told."""
    more = found.more(part)
    if more.count:
        page.line(more.words, indent=INDENT, style="dim")


def _print_news(page: "_Page", found: Brief) -> None:
    if found.news:
        page.heading(t("What has changed"))
    for told in found.news:
        subject = told.milestone or told.agreement or t("This server")
        said = words(told)
        if told.new_on is not None:
            said = t("now due {new}", new=wording.day(told.new_on))
        page.line(f"{wording.day(told.at.date())}: {subject}: {said}", indent=INDENT, bullet="- ")
    _print_more(page, found, "news")


def _print_doubts(page: "_Page", found: Brief) -> None:
    if found.disputes:
        page.heading(t("Sources disagree"))
    for dispute in found.disputes:
        page.line(dispute.point, style="bold", indent=INDENT)
        for line in _claims(found, dispute):
            page.line(line, indent=INDENT, bullet="- ")
    _print_more(page, found, "disputes")
    if found.questions:
        page.heading(t("Open questions"))
    for about, question in found.questions:
        which = f"{about}: " if len(found.standings) > 1 else ""
        page.line(f"{which}{question}", indent=INDENT, bullet="- ")


def _claims(found: Brief, dispute: Dispute) -> Iterable[str]:
    for claim in dispute.claims:
        number = _number(found.footnote(claim.source))
        yield f"{claim.claimed_by}: “{claim.statement}” {number}".rstrip()


def _number(footnote: int | None) -> str:
    return f"[{footnote}]" if footnote else ""


def _status(status: Status) -> str:
    if status.event is None:
        return t("No event is recorded.")
    text = wording.stands(status, weekday=True)
    text = text[:1].upper() + text[1:]
    if status.event.standing is Sureness.CONFIRMED:
        return text
    who = status.event.source.publisher if status.event.source else None
    word = wording.standing_word(status.event.standing)
    return f"{text} ({t('{word}, says {publisher}', word=word, publisher=who) if who else word})"


class _Page(Page):
    """A page that can also show milestones and sources."""

    def milestone(
        self, milestone: Milestone, now: datetime, *, named: bool, cite: str = ""
    ) -> None:
        when = [wording.marked(state(milestone, now))]
        days = days_left(milestone, now)
        if days is not None:
            due = f"{wording.due(milestone)}, {wording.place(milestone.zone)}"
            unsure = [] if milestone.is_certain else [t("not certain")]
            when = [due, wording.distance(days), *unsure, *when]
        self.line(" · ".join(when), indent=INDENT)
        self.line(milestone.what, indent=2 * INDENT, style="bold")
        firm = wording.commitment(milestone.modality, milestone.obligors)
        facts = [milestone.agreement if named else "", firm, milestone.no_date_reason or "", cite]
        self.line(" · ".join(filter(None, facts)), indent=2 * INDENT)

    def source(self, number: int, source: Source) -> None:
        bullet = f"[{number}] "
        self.line(source.title, indent=INDENT, bullet=bullet)
        facts = [source.publisher or "", source.grade]
        if source.published_on:
            facts.append(wording.day(source.published_on, weekday=False))
        if source.read_on:
            facts.append(t("read {day}", day=wording.day(source.read_on, weekday=False)))
        self.line(" · ".join(filter(None, facts)), indent=INDENT + len(bullet), style="dim")
        if source.url:
            self.address(source.url, INDENT + len(bullet))


def _says(source: Source | None) -> str:
    if source is None:
        return t("no source recorded")
    return t("source: {name}", name=source.publisher or source.title)
