"""Drafts and their items as plain JSON values, for the columns that hold them for a day."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.dates.stored import Json, from_json, to_json
from bot.domain.dates.values import Deadline
from bot.domain.drafts.items import Body, DraftClaim, Head, ItemKind
from bot.domain.drafts.values import (
    Draft,
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
)

_KINDS: Mapping[ItemKind, type[Body]] = {
    ItemKind.AGREEMENT: Head,
    ItemKind.PARTY: DraftParty,
    ItemKind.COMMODITY: DraftCommodity,
    ItemKind.EVENT: DraftEvent,
    ItemKind.MILESTONE: DraftMilestone,
    ItemKind.CLAIM: DraftClaim,
}


def draft_to_json(draft: Draft) -> dict[str, Json]:
    """`draft` as a dict that `draft_from_json` reads back, without the working of its dates."""
    return to_json(replace(draft, milestones=tuple(map(_light, draft.milestones))))


def draft_from_json(stored: Mapping[str, Json]) -> Draft:
    """The draft that was stored. ValueError or TypeError if it is none."""
    return from_json(Draft, stored)


def body_to_json(body: Body) -> dict[str, Json]:
    """What an item holds, as a dict that `body_from_json` reads back."""
    return to_json(_light(body) if isinstance(body, DraftMilestone) else body)


def body_from_json(kind: ItemKind, stored: Mapping[str, Json]) -> Body:
    """What an item of this kind holds. ValueError or TypeError if it is none."""
    return from_json(_KINDS[kind], stored)


def _light(milestone: DraftMilestone) -> DraftMilestone:
    """Without the working, which is made anew whenever the draft is looked at."""
    deadline: Deadline = replace(milestone.deadline, trace=(), question=None)
    return replace(milestone, deadline=deadline)
