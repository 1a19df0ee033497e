"""Briefs: what a colleague would say of a subject, from the record alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.agreements import Agreement, Claim, Event, Source, Status, status
from bot.domain.histories import Told
from bot.domain.milestones import Milestone, State, state
from bot.domain.periods import happened, possible_days
from bot.domain.spans import Span
from bot.messages import t, tn


class SubjectKind(StrEnum):
    """What a brief can be about."""

    AGREEMENT = "agreement"
    PARTY = "party"
    COMMODITY = "commodity"
    TOPIC = "topic"
    OWNER = "owner"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a person named, and as what it was understood; an owner by a Discord user's id."""

    kind: SubjectKind
    name: str
    owner_id: int | None = None

    @property
    def several(self) -> bool:
        """Whether it may cover more than one agreement."""
        return self.kind is not SubjectKind.AGREEMENT


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreement and where it stands."""

    agreement: Agreement
    status: Status


@dataclass(frozen=True, slots=True)
class Dispute:
    """A point of an agreement on which sources disagree, with who says what."""

    agreement: str
    point: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class More:
    """How many more there are than are told: so many, or `at_least` so many."""

    count: int
    at_least: bool = False

    def __add__(self, told: int) -> "More":
        return More(self.count + told, self.at_least)

    @property
    def words(self) -> str:
        """What stands where they are left out."""
        if self.at_least:
            return tn("and at least {count} more", "and at least {count} more", self.count)
        return tn("and {count} more", "and {count} more", self.count)


NO_MORE = More(0)


@dataclass(frozen=True, slots=True)
class Brief:
    """Where a subject stands: every line can be traced to one of the numbered `sources`.

    Milestones come in the order in which they press; `settled` is the most recently settled first.
    With a `period` they are those of which any reading falls in it, and so none without a date.
    `news` is what has changed, the latest last, since `news_since`.
    `verified_on` is the oldest day on which any of the agreements was held against its sources,
    None where one never was; `newest_verified_on` is the newest.
    Of a very large record each part holds the first few, `beyond` says at its name how many more
    there are (at "events", in the period), and questions, sources and days are of what is told.
    """

    subject: Subject
    standings: tuple[Standing, ...]
    next: tuple[Milestone, ...]
    overdue: tuple[Milestone, ...]
    unverified: tuple[Milestone, ...]
    awaiting: tuple[Milestone, ...]
    undated: tuple[Milestone, ...]
    suspended: tuple[Milestone, ...]
    settled: tuple[Milestone, ...]
    disputes: tuple[Dispute, ...]
    questions: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    verified_on: date | None
    newest_verified_on: date | None
    period: Span | None = None
    news: tuple[Told, ...] = ()
    news_since: datetime | None = None
    beyond: Mapping[str, More] = field(default_factory=dict)

    def more(self, part: str) -> More:
        """How many more there are of a part."""
        return self.beyond.get(part, NO_MORE)

    @property
    def extent(self) -> str:
        """How many agreements it covers, in words."""
        every = self.more("standings") + len(self.standings)
        counted = tn("{count} agreement", "{count} agreements", every.count)
        return t("at least {counted}", counted=counted) if every.at_least else counted

    @property
    def last_change(self) -> Told | None:
        """The latest of what has changed."""
        return max(self.news, key=lambda each: each.at, default=None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is recorded of it, or nothing in the period."""
        milestones = (self.next, self.overdue, self.unverified, self.awaiting, self.undated)
        if self.period is None:
            return not self.standings
        others = (self.settled, self.suspended, self.news, self.happened)
        return not (any(milestones) or any(others) or self.more("events").count)

    @property
    def happened(self) -> tuple[tuple[str, Event], ...]:
        """What happened in the period to the agreements, by their names; nothing without one."""
        if self.period is None:
            return ()
        return happened((each.agreement for each in self.standings), self.period)

    def footnote(self, source: Source | None) -> int | None:
        """The number under which `source` is listed; None where no source is recorded."""
        return self.sources.index(source) + 1 if source in self.sources else None


_GROUPS = {
    State.OVERDUE: "overdue",
    State.UNVERIFIED_PAST: "unverified",
    State.AWAITING_TRIGGER: "awaiting",
    State.NO_DATE: "undated",
    State.ONGOING: "undated",
    State.SUSPENDED: "suspended",
    State.DUE_TODAY: "next",
    State.DUE_SOON: "next",
    State.UPCOMING: "next",
}


def write_brief(
    subject: Subject,
    agreements: Sequence[Agreement],
    milestones: Sequence[Milestone],
    now: datetime,
    *,
    period: Span | None = None,
    news: Sequence[Told] = (),
    news_since: datetime | None = None,
    beyond: Mapping[str, More] | None = None,
) -> Brief:
    """The brief on `subject` from the agreements that it covers and their milestones."""
    if period is not None:
        milestones = [
            each for each in milestones if (days := possible_days(each)) and period.holds(*days)
        ]
    groups: dict[str, list[Milestone]] = {name: [] for name in {*_GROUPS.values(), "settled"}}
    for milestone in sorted(milestones, key=_by_date):
        groups[_GROUPS.get(state(milestone, now), "settled")].append(milestone)
    groups["settled"].sort(key=lambda each: each.settlement.on if each.settlement else date.min)
    verified = [each.verified_on for each in agreements if each.verified_on]
    return Brief(
        subject=subject,
        standings=tuple(
            Standing(each, status(each.events, now.astimezone(ZoneInfo(each.zone)).date()))
            for each in agreements
        ),
        next=tuple(groups["next"]),
        overdue=tuple(groups["overdue"]),
        unverified=tuple(reversed(groups["unverified"])),
        awaiting=tuple(groups["awaiting"]),
        undated=tuple(groups["undated"]),
        suspended=tuple(groups["suspended"]),
        settled=tuple(reversed(groups["settled"])),
        disputes=tuple(_disputes(agreements)),
        questions=tuple((each.short_name, q) for each in agreements for q in each.questions)
        + _open_questions(milestones, now),
        sources=_numbered(agreements, milestones),
        verified_on=min(verified) if len(verified) == len(agreements) and verified else None,
        newest_verified_on=max(verified, default=None),
        period=period,
        news=tuple(sorted(news, key=lambda each: each.at)),
        news_since=news_since,
        beyond=beyond or {},
    )


def _by_date(milestone: Milestone) -> tuple[date, str]:
    return milestone.earliest_on or date.max, milestone.what


def _disputes(agreements: Iterable[Agreement]) -> Iterable[Dispute]:
    for agreement in agreements:
        points = dict.fromkeys(claim.point for claim in agreement.claims)
        for point in points:
            claims = tuple(claim for claim in agreement.claims if claim.point == point)
            yield Dispute(agreement.short_name, point, claims)


def _open_questions(milestones: Sequence[Milestone], now: datetime) -> tuple[tuple[str, str], ...]:
    """The questions that the deadline engine asks before it can give a date."""
    return tuple(
        (milestone.reference, milestone.deadline.question.text)
        for milestone in milestones
        if state(milestone, now) is State.NO_DATE
        and milestone.deadline is not None
        and milestone.deadline.question is not None
    )


def _numbered(
    agreements: Sequence[Agreement], milestones: Sequence[Milestone]
) -> tuple[Source, ...]:
    """Every source that a line of the brief may name, each once, in order of first use."""
    found: dict[Source, None] = {}
    for agreement in agreements:
        cited = [event.source for event in agreement.events]
        cited += [claim.source for claim in agreement.claims]
        for source in cited:
            if source:
                found.setdefault(source)
    for milestone in milestones:
        if milestone.source:
            found.setdefault(milestone.source)
    for agreement in agreements:
        for source in agreement.sources:
            found.setdefault(source)
    return tuple(found)
