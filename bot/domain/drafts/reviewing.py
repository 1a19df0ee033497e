"""Reviewing: a draft in plain words, the same in a Discord card and at a shell."""

from collections.abc import Sequence

from bot.domain import wording
from bot.domain.agreements import Source
from bot.domain.countries import country_code
from bot.domain.dates.values import DeadlineState, Precision, Standing
from bot.domain.drafts.items import Decision, DraftClaim, Head, Item, ItemKind, Review
from bot.domain.drafts.values import (
    Confidence,
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
    Grade,
)
from bot.domain.milestones import Milestone
from bot.messages import t


def is_unsure(item: Item) -> bool:
    """Whether a person should look at it: it is doubtful, or contradicts the record.

    What a person has written anew is no more in doubt, and what is on record already stays as it
    is there.
    """
    if item.changed or item.known:
        return False
    if item.kind is ItemKind.CLAIM or item.doubts:
        return True
    body = item.body
    return isinstance(body, DraftEvent | DraftMilestone) and body.confidence is Confidence.DOUBTFUL


def unsure(review: Review) -> tuple[Item, ...]:
    """The open items at which a person should look before all are accepted."""
    return tuple(each for each in review.open if is_unsure(each))


def doubts(item: Item) -> list[str]:
    """What is unclear about an item, a sentence each; nothing for what contradicts the record."""
    if not is_unsure(item) or item.kind is ItemKind.CLAIM:
        return []
    return list(item.doubts) or [t("The words allow of more than one reading.")]


def number(review: Review, item: Item) -> int:
    """The number of a milestone among those of its draft, from 1."""
    return [each.id for each in review.of(ItemKind.MILESTONE)].index(item.id) + 1


def title(review: Review) -> str:
    """What a draft is called: its agreement, or the one that it joins, or its source."""
    if review.joins is not None:
        return review.joins.name
    heads = [each.body for each in review.items if isinstance(each.body, Head)]
    return heads[0].short_name if heads else review.source.title


def name(review: Review, item: Item) -> str:
    """What an item is called in a line of its own."""
    match item.body:
        case Head() as head:
            return head.short_name
        case DraftEvent() as event:
            return happened(event)
        case DraftMilestone() as milestone:
            return f"{number(review, item)} · {milestone.what}"
        case DraftClaim() as claim:
            return t("Contradicts the record: {point}", point=claim.point)
        case DraftParty() as party:
            return t("Party: {name}", name=party.name)
        case DraftCommodity() as commodity:
            return t("Commodity: {name}", name=commodity.name)


def happened(event: DraftEvent) -> str:
    """What happened, when and where: "Signed on Tue 28 Oct 2025, Tokyo"."""
    word, on = t(event.kind.value), wording.dated(event.on, event.precision)
    values = {"event": f"{word[:1].upper()}{word[1:]}", "on": on}
    if event.precision is Precision.DAY:
        said = t("{event} on {on}", **values)
    else:
        said = t("{event} in {on}", **values)
    if event.place:
        said = t("{said}, {place}", said=said, place=event.place)
    if event.standing in (None, Standing.CONFIRMED):
        return said
    return t("{said} ({sure})", said=said, sure=wording.standing_word(event.standing))


def undated(body: DraftMilestone) -> str:
    """Why a milestone has no date yet."""
    if body.deadline.state is DeadlineState.INDEFINITE:
        return t("no fixed date")
    if body.deadline.state is DeadlineState.AWAITING_TRIGGER and body.anchor:
        return t("no date yet, counts from {anchor}", anchor=body.anchor)
    return t("no date yet")


def recurs(body: DraftMilestone) -> str:
    """That it comes again and again, in the words of the text; empty where it does not."""
    return t("recurs: “{phrase}”", phrase=body.rule.phrase) if body.recurring else ""


def committed(review: Review, body: DraftMilestone) -> str:
    """Who is bound by a milestone and how firmly."""
    return wording.commitment(body.modality, named(review, body.obligors))


def named(review: Review, codes: Sequence[str]) -> list[str]:
    """The names of parties that a draft calls by their codes."""
    heads = [each.body for each in review.items if isinstance(each.body, Head)]
    parties = [party for head in heads for party in head.parties]
    parties += [each.body for each in review.items if isinstance(each.body, DraftParty)]
    known = {party.code: party.name for party in parties if party.code}
    return [known.get(code) or country_code(code)[0] for code in codes]


def destiny(review: Review) -> str:
    """What accepting makes of the draft: a new agreement, or more of one that is on record."""
    if review.joins is None:
        return t("A new agreement")
    return t("Joins {name}: {reason}", name=review.joins.name, reason=review.joins.reason)


def decision(item: Item) -> str:
    """What was decided of an item, with the sign that stands for it: "✓ on record"."""
    return {
        Decision.OPEN: t("open"),
        Decision.ACCEPTED: t("✓ on record"),
        Decision.DROPPED: t("× dropped"),
    }[item.decision]


def grade(source: Source) -> str:
    """How near a source stands to the agreement itself."""
    words = {
        Grade.PRIMARY.value: t("the text itself"),
        Grade.OFFICIAL.value: t("official source"),
        Grade.MEDIA.value: t("press"),
        Grade.AGGREGATOR.value: t("aggregator"),
        Grade.PARAPHRASE.value: t("paraphrase"),
    }
    return words.get(source.grade, source.grade)


def field(written: str) -> str:
    """A field of an item as people name it."""
    return {
        "what": t("what"),
        "due": t("date"),
        "kind": t("kind"),
        "modality": t("how firmly"),
        "obligors": t("who"),
        "on": t("date"),
        "place": t("place"),
        "standing": t("how sure"),
        "title": t("title"),
        "short_name": t("short name"),
        "instrument": t("kind"),
        "binding": t("whether it binds"),
        "parties": t("parties"),
        "commodities": t("commodities"),
        "statement": t("statement"),
    }.get(written, written)


def as_milestone(body: DraftMilestone) -> Milestone:
    """A milestone of a draft in the form of the record, to be put into the same words."""
    return Milestone(
        id=0,
        guild_id=0,
        agreement_id=0,
        agreement="",
        what=body.what,
        kind=body.kind,
        modality=body.modality,
        zone=body.deadline.zone,
        convention=body.deadline.convention,
        rule=body.rule,
        deadline=body.deadline,
        obligors=body.obligors,
        quote=body.quote.words,
    )
