"""A draft under review at a shell: as text that wraps well, or as JSON."""

from datetime import datetime
from typing import Any

from bot.domain import wording
from bot.domain.agreements import EventKind, Instrument
from bot.domain.drafts import reviewing
from bot.domain.drafts.items import Decision, DraftClaim, Head, Item, ItemKind, Review, Target
from bot.domain.drafts.lines import as_json
from bot.domain.drafts.values import (
    Draft,
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
    Grade,
    Quote,
)
from bot.domain.due import days_left
from bot.domain.texts import shortened
from bot.messages import t, tn
from bot.services.drafting import KnownSource
from bot.terminal_json import source
from bot.terminal_page import INDENT, Page

LONGEST_QUOTE = 300


def show(found: Review | KnownSource, now: datetime) -> None:
    """Print what was read, what is doubtful first, and whether it is on record."""
    page = Page()
    if not isinstance(found, Review):
        page.title(found.agreement)
        page.line(t("This is among its sources already; nothing was made of it."))
        return
    page.title(reviewing.title(found))
    page.line(reviewing.destiny(found))
    _whole(page, found)
    _doubts(page, found)
    _milestones(page, found, now)
    _source(page, found)
    page.gap()
    page.line(_outcome(found), style="bold")


def _whole(page: Page, found: Review) -> None:
    """What is to be said of the agreement itself."""
    for head in (each.body for each in found.items if isinstance(each.body, Head)):
        if head.title != head.short_name:
            page.line(head.title)
        page.line(wording.kind(head.instrument, head.binding))
        page.line(wording.listed([each.name for each in head.parties], 8))
        page.line(wording.listed([each.name for each in head.commodities], 8))
    for item in found.items:
        if item.kind in {ItemKind.EVENT, ItemKind.PARTY, ItemKind.COMMODITY}:
            page.line(" · ".join([reviewing.name(found, item), *_decided(item)]))
    for other in found.related:
        page.line(t("Belongs with {name}: {reason}", name=other.name, reason=other.reason))


def _doubts(page: Page, found: Review) -> None:
    unsure = [each for each in reviewing.unsure(found) if each.kind is not ItemKind.CLAIM]
    claims = [each.body for each in found.items if isinstance(each.body, DraftClaim)]
    if unsure or found.doubts or claims:
        page.heading(t("To be checked"))
    for item in unsure:
        why = " ".join(reviewing.doubts(item))
        page.line(f"{reviewing.name(found, item)}: {why}", INDENT, bullet="? ")
    for doubt in found.doubts:
        page.line(doubt, INDENT, bullet="? ")
    for claim in claims:
        values = {"point": claim.point, "ours": claim.on_record, "theirs": claim.statement}
        page.line(
            t("{point}: this text says “{theirs}”, the record “{ours}”", **values),
            INDENT,
            bullet="? ",
        )
    for note in found.notes:
        page.line(note, INDENT, bullet="- ", style="dim")


def _milestones(page: Page, found: Review, now: datetime) -> None:
    milestones = found.of(ItemKind.MILESTONE)
    if milestones:
        page.heading(tn("{count} milestone", "{count} milestones", len(milestones)))
    for item in milestones:
        if not isinstance(item.body, DraftMilestone):
            continue
        page.line(" · ".join([_due(item.body, now), *_decided(item)]), INDENT)
        page.line(reviewing.name(found, item), 2 * INDENT, style="bold")
        page.line(_quoted(item.body.quote), 2 * INDENT)
        facts = (reviewing.committed(found, item.body), reviewing.recurs(item.body))
        if any(facts):
            page.line(" · ".join(filter(None, facts)), 2 * INDENT, style="dim")
    for term in found.terms:
        page.line(f"{t(term.kind.value)}: {_quoted(term.quote)}", INDENT, bullet="- ", style="dim")


def _quoted(quote: Quote) -> str:
    """The words of the text on one line."""
    return f"“{shortened(quote.words, LONGEST_QUOTE, mark='…')}”"


def _due(body: DraftMilestone, now: datetime) -> str:
    shown = reviewing.as_milestone(body)
    days = days_left(shown, now)
    if body.due_on is None or days is None:
        return reviewing.undated(body)
    due = f"{wording.due(shown)}, {wording.place(shown.zone)}"
    return f"{due} · {wording.distance(days)}"


def _decided(item: Item) -> list[str]:
    if item.decision is not Decision.OPEN:
        return [reviewing.decision(item)]
    return [t("on record already")] if item.known else []


def _source(page: Page, found: Review) -> None:
    page.gap()
    told = found.source
    facts = [told.title, told.publisher if told.publisher != told.title else None]
    day = wording.day(told.published_on, weekday=False) if told.published_on else None
    named = " · ".join(filter(None, [*facts, day, reviewing.grade(told)]))
    page.line(t("Source: {source}", source=named), style="dim")
    if told.url:
        page.address(told.url, INDENT)


def _outcome(found: Review) -> str:
    accepted = sum(each.decision is Decision.ACCEPTED for each in found.items)
    if found.agreement_id is None or not accepted:
        return t(
            "Nothing was saved. --accept-all puts it on record; /import lets people review it."
        )
    return t("On record: {name}", name=reviewing.title(found))


def as_values(found: Review | KnownSource) -> dict[str, Any]:
    """What `milepost import --json` prints: a draft as `milepost draft --json` has it, and more."""
    if not isinstance(found, Review):
        return {
            "on_record": found.agreement,
            "source": source(found.source),
            "read_on": found.read_on.isoformat() if found.read_on else None,
            "items": [],
        }
    values = as_json(_draft(found))
    milestones = zip(values["milestones"], found.of(ItemKind.MILESTONE), strict=True)
    return {
        **values,
        "milestones": [{**each, **_decision(item)} for each, item in milestones],
        "on_record": reviewing.title(found) if found.agreement_id is not None else None,
        "source": source(found.source),
        "notes": list(found.notes),
        "joins": _target(found.joins) if found.joins else None,
        "related": [_target(each) for each in found.related],
        "items": [
            {
                "kind": each.kind.value,
                "name": reviewing.name(found, each),
                **_decision(each),
                "doubts": reviewing.doubts(each),
            }
            for each in found.items
        ],
    }


def _decision(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "decision": item.decision.value,
        "known": item.known,
        "changed": list(item.changed),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "agreement": target.name,
        "likeness": target.likeness.value,
        "reason": target.reason,
    }


def _draft(found: Review) -> Draft:
    """What was read, put together again from the parts that people decide of."""
    bodies = [each.body for each in found.items]
    head = next((each for each in bodies if isinstance(each, Head)), None)
    events = tuple(each for each in bodies if isinstance(each, DraftEvent))
    signature = next((each for each in events if each.kind is EventKind.SIGNED), None)
    instrument = head.instrument if head else Instrument.OTHER
    parties = tuple(each for each in bodies if isinstance(each, DraftParty))
    commodities = tuple(each for each in bodies if isinstance(each, DraftCommodity))
    return Draft(
        is_agreement=found.is_agreement,
        title=head.title if head else reviewing.title(found),
        instrument=instrument,
        binding=head.binding if head else None,
        form=instrument.value,
        language=found.language,
        grade=Grade(found.source.grade),
        sha256=found.sha256,
        parties=(*head.parties, *parties) if head else parties,
        signature=signature,
        signed_place=signature.place if signature else None,
        commodities=(*head.commodities, *commodities) if head else commodities,
        milestones=tuple(each for each in bodies if isinstance(each, DraftMilestone)),
        terms=found.terms,
        doubts=found.doubts,
    )
