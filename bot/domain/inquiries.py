"""Inquiries: a deadline that somebody wants computed in the open, and what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain import wording
from bot.domain.adjustments import hedged
from bot.domain.agreements import Agreement
from bot.domain.dates.compute import compute, kind_of
from bot.domain.dates.conventions import Convention, convention_named
from bot.domain.dates.grammar.places import zone_of
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import GIVEN, Anchor, Deadline, DeadlineKind, Rule
from bot.domain.dates.written import read_date
from bot.domain.dates.zones import local_date
from bot.domain.deadlines import counted_from, counted_in
from bot.domain.milestones import Milestone
from bot.errors import UserError
from bot.messages import t

LONGEST_PHRASE = 400
DEFAULT_CONVENTION = "political-default"
_UNSAID = "Etc/GMT"
"""Stands for the zone that a typed date does not name; nobody means it."""

MOST_CALENDARS = 6
"""Each holiday calendar costs milliseconds a year; no clause names more countries."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a person typed to have a deadline computed; None for what they left out.

    `starting` is the date of what the phrase counts from, `zone` a city or an IANA name, and
    `calendars` country codes with commas between them.
    """

    phrase: str
    starting: str | None = None
    zone: str | None = None
    convention: str | None = None
    calendars: str | None = None
    kind: DeadlineKind | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of an inquiry.

    `agreement` is the short name of the agreement whose events it counted from. `zone_assumed`:
    neither the person nor the text said whose days are counted.
    """

    rule: Rule
    deadline: Deadline
    kind: DeadlineKind
    convention: Convention
    agreement: str | None = None
    zone_assumed: bool = False


def look_into(
    inquiry: Inquiry,
    *,
    now: datetime,
    zone: str = "UTC",
    agreement: Agreement | None = None,
    milestones: Sequence[Milestone] = (),
) -> Finding:
    """The deadline that was asked for; of an `agreement`, by its events, milestones and convention.

    `zone` is used where nothing names another. UserError for what is malformed.
    """
    stated = zone_of(inquiry.zone) if inquiry.zone else None
    usual = stated or (agreement.zone if agreement else zone)
    today = local_date(now, usual)
    rule = read_rule(inquiry.phrase, today=today)
    rule = counted_in(rule, stated) if stated else rule
    anchors: Mapping[str, Anchor] = {}
    if agreement is not None:
        rule, anchors = counted_from(rule, agreement, milestones)
    if inquiry.starting:
        anchors = _starting(inquiry.starting, rule, anchors, today=today)
    name = inquiry.convention or (agreement.convention if agreement else DEFAULT_CONVENTION)
    deadline = compute(
        rule,
        anchors,
        zone=usual,
        convention=name,
        kind=inquiry.kind,
        calendars=read_calendars(inquiry.calendars),
    )
    convention = convention_named(name)
    return Finding(
        rule=rule,
        deadline=hedged(deadline, rule, anchors),
        kind=kind_of(rule, convention.kind or inquiry.kind),
        convention=convention,
        agreement=agreement.short_name if agreement else None,
        zone_assumed=not stated and not agreement and not any(_zones(rule, anchors)),
    )


def read_calendars(text: str | None) -> tuple[str, ...]:
    """The country codes that a person listed; whether each has a calendar shows when it is used."""
    codes = tuple(dict.fromkeys((text or "").replace(",", " ").upper().split()))
    if len(codes) > MOST_CALENDARS:
        raise UserError(t("Give at most {most} calendars.", most=MOST_CALENDARS))
    return codes


def read_kind(text: str | None) -> DeadlineKind | None:
    """What falls on the date, in a word that scripts use. UserError for another word."""
    try:
        return DeadlineKind(text) if text else None
    except ValueError:
        raise UserError(t("Give the kind as act_by, in_force or expiry.")) from None


def _starting(
    text: str, rule: Rule, anchors: Mapping[str, Anchor], *, today: date
) -> Mapping[str, Anchor]:
    """`anchors` with the date that a person gave, in place of the event that the rule names."""
    written = read_date(text, today=today, zone=_UNSAID)
    place = "" if written.zone == _UNSAID else written.zone
    given = Anchor(written.on, place, written.at, written.precision)
    others = {name: anchor for name, anchor in anchors.items() if name != rule.anchor}
    return {**others, GIVEN: given}


def _zones(rule: Rule, anchors: Mapping[str, Anchor]) -> Iterator[str]:
    """The places that the text names, or that are known of what it counts from."""
    yield rule.zone or ""
    event = anchors.get(rule.anchor or GIVEN) or anchors.get(GIVEN)
    from_there = rule.named or event
    if from_there is not None:
        yield from_there.zone
    for part in rule.parts:
        yield from _zones(part, anchors)


def preview(finding: Finding) -> str:
    """What came of it in a few words, for a list of suggestions: "Sun 26 Apr 2026"."""
    deadline = finding.deadline
    if deadline.due is None:
        return deadline.question.text if deadline.question else t("no date")
    return wording.dated(deadline.due, deadline.precision)
