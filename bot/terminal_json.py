"""The answers at a shell as plain JSON values: stable keys, ISO dates, null for the unknown."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.agreements import Agreement, Claim, Source, Status
from bot.domain.briefs import Brief, Standing
from bot.domain.due import days_left
from bot.domain.histories import Told
from bot.domain.milestones import Milestone, state
from bot.domain.spans import Span
from bot.services.agreements import AgreementLine
from bot.services.milestones import DueList


def due(found: DueList, now: datetime) -> dict[str, Any]:
    """What `milepost due --json` prints."""
    return {
        "as_of": now.isoformat(),
        "within_days": found.within,
        "filters": list(found.filters),
        "milestones": [milestone(each, now) for each in found.items],
        "later": found.beyond,
        "next_on": _on(found.next_on),
        "without_date": found.undated,
    }


def agreements(lines: Sequence[AgreementLine], now: datetime) -> dict[str, Any]:
    """What `milepost agreements --json` prints."""
    return {
        "as_of": now.isoformat(),
        "agreements": [
            {
                **_agreement(line.agreement, line.status),
                "open_milestones": line.open,
                "next": milestone(line.next, now) if line.next else None,
            }
            for line in lines
        ],
    }


def brief(found: Brief, now: datetime) -> dict[str, Any]:
    """What `milepost brief --json` prints; `source` is a place in `sources`, from 1."""
    return {
        "as_of": now.isoformat(),
        "subject": {"kind": found.subject.kind.value, "name": found.subject.name},
        "agreements": [_standing(found, each) for each in found.standings],
        **_groups(found, now),
        "disputes": [
            {
                "agreement": each.agreement,
                "point": each.point,
                "claims": [_claim(found, claim) for claim in each.claims],
            }
            for each in found.disputes
        ],
        "questions": [{"about": about, "question": text} for about, text in found.questions],
        "sources": [source(each) for each in found.sources],
        "last_checked_on": _on(found.verified_on),
        "period": _period(found.period),
        "news": [_news(each) for each in found.news],
        "beyond": {
            part: {"count": more.count, "at_least": more.at_least}
            for part, more in found.beyond.items()
        },
    }


def _period(period: Span | None) -> dict[str, str] | None:
    if period is None:
        return None
    return {"first": period.first.isoformat(), "last": period.last.isoformat()}


def _news(told: Told) -> dict[str, Any]:
    return {
        "at": told.at.isoformat(),
        "agreement": told.agreement,
        "milestone": told.milestone,
        "what": told.what,
        "old_due": _on(told.old_on),
        "new_due": _on(told.new_on),
        "note": told.note,
    }


def _standing(found: Brief, of: Standing) -> dict[str, Any]:
    event = of.status.event
    return {
        **_agreement(of.agreement, of.status),
        "summary": of.agreement.summary,
        "status_source": found.footnote(event.source) if event else None,
    }


def _groups(found: Brief, now: datetime) -> dict[str, Any]:
    groups = {
        "next": found.next,
        "overdue": found.overdue,
        "unverified": found.unverified,
        "awaiting_trigger": found.awaiting,
        "without_date": found.undated,
        "suspended": found.suspended,
        "settled": found.settled,
    }
    return {
        name: [{**milestone(each, now), "source": found.footnote(each.source)} for each in members]
        for name, members in groups.items()
    }


def milestone(of: Milestone, now: datetime) -> dict[str, Any]:
    """A milestone; its dates are local dates in `zone`."""
    return {
        "agreement": of.agreement,
        "what": of.what,
        "state": state(of, now).value,
        "due_on": _on(of.due_on),
        "earliest_on": _on(of.earliest_on),
        "latest_on": _on(of.latest_on),
        "precision": of.deadline.precision.value if of.deadline else None,
        "zone": of.zone,
        "days_left": days_left(of, now),
        "modality": of.modality.value,
        "obligors": list(of.obligors),
        "rule": of.rule.phrase if of.rule else None,
        "no_date_reason": of.no_date_reason,
        "quote": of.quote,
        "owner_id": str(of.owner_id) if of.owner_id else None,
        "last_checked_on": _on(of.verified_on),
        "source": source(of.source) if of.source else None,
    }


def source(of: Source) -> dict[str, Any]:
    """A source as it is recorded."""
    return {
        "title": of.title,
        "url": of.url,
        "publisher": of.publisher,
        "grade": of.grade,
        "published_on": _on(of.published_on),
        "read_on": _on(of.read_on),
    }


def _agreement(of: Agreement, stands: Status) -> dict[str, Any]:
    return {
        "name": of.short_name,
        "title": of.title,
        "instrument": of.instrument.value,
        "binding": of.binding,
        "parties": [{"name": p.name, "code": p.code, "role": p.role} for p in of.parties],
        "commodities": list(of.commodities),
        "topics": list(of.topics),
        "status": stands.word if stands.event else None,
        "since": _on(stands.since),
        "standing": stands.event.standing.value if stands.event else None,
        "last_checked_on": _on(of.verified_on),
    }


def _claim(found: Brief, claim: Claim) -> dict[str, Any]:
    return {
        "statement": claim.statement,
        "claimed_by": claim.claimed_by,
        "source": found.footnote(claim.source),
    }


def _on(day: date | None) -> str | None:
    return day.isoformat() if day else None
