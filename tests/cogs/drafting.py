"""Drafts under review, made by hand with as little as each test needs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.domain.agreements import EventKind, Instrument, Source
from bot.domain.dates.values import DeadlineState, Direction, Form, Rule
from bot.domain.drafts.items import DraftClaim, Head, Item, ItemKind, Review, Target
from bot.domain.drafts.likeness import Likeness
from bot.domain.drafts.values import (
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
    Quote,
)
from bot.domain.milestones import Modality
from tests.cogs.reading import MOST_COMPONENTS, MOST_CUSTOM_ID, MOST_TEXT
from tests.domain.making import deadline

NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
WORDS = "Norway shall publish the shares of each fleet by 1 May 2026."


def quote(words: str = WORDS) -> Quote:
    return Quote(10, 10 + len(words), words)


def head(**fields: Any) -> Head:
    values: dict[str, Any] = {
        "title": "Agreement on the Herring of the Northern Sea",
        "short_name": "Herring Pact",
        "instrument": Instrument.TREATY,
        "binding": True,
        "zone": "Europe/Oslo",
        "parties": (
            DraftParty("Norway", "NO", quote("Norway")),
            DraftParty("Iceland", "IS", quote("Iceland")),
        ),
        "commodities": (DraftCommodity("herring", quote("herring")),),
    }
    return Head(**{**values, **fields})


def signed(**fields: Any) -> DraftEvent:
    values: dict[str, Any] = {
        "kind": EventKind.SIGNED,
        "on": date(2026, 4, 14),
        "zone": "Europe/Oslo",
        "place": "Oslo",
        "quote": quote("signed in Oslo on Tuesday"),
    }
    return DraftEvent(**{**values, **fields})


def step(what: str = "Publish the shares", **fields: Any) -> DraftMilestone:
    due = fields.pop("due", date(2026, 5, 1))
    spread = {name: fields.pop(name, None) for name in ("earliest", "latest")}
    values: dict[str, Any] = {
        "what": what,
        "quote": quote(),
        "rule": Rule(Form.FIXED, "by 1 May 2026"),
        "deadline": deadline(due or date(2026, 5, 1), zone="Europe/Oslo", **spread),
        "anchor": "absolute",
        "direction": Direction.BY,
        "modality": Modality.SHALL,
        "obligors": ("NO",),
    }
    return DraftMilestone(**{**values, **fields})


def claim(**fields: Any) -> DraftClaim:
    values: dict[str, Any] = {
        "point": "signed",
        "statement": "Tue 14 Apr 2026",
        "on_record": "Mon 13 Apr 2026",
        "quote": quote("signed in Oslo on Tuesday"),
    }
    return DraftClaim(**{**values, **fields})


KINDS = {
    Head: ItemKind.AGREEMENT,
    DraftEvent: ItemKind.EVENT,
    DraftMilestone: ItemKind.MILESTONE,
    DraftClaim: ItemKind.CLAIM,
    DraftParty: ItemKind.PARTY,
    DraftCommodity: ItemKind.COMMODITY,
}


def item(number: int, body: Any, **fields: Any) -> Item:
    return Item(number, KINDS[type(body)], body, **fields)


def review(*bodies: Any, **fields: Any) -> Review:
    """A draft with these parts, numbered from 1; what is an item already stays as it is."""
    items = tuple(
        each if isinstance(each, Item) else item(number, each)
        for number, each in enumerate(bodies or (head(), signed(), step()), 1)
    )
    values: dict[str, Any] = {
        "id": 5,
        "guild_id": 7,
        "made_by": 1,
        "made_at": NOW,
        "forgotten_at": NOW + timedelta(days=1),
        "source": Source(
            "Two neighbours divide the herring",
            "https://example.org/herring",
            "The Harbour Post",
            published_on=date(2026, 4, 15),
        ),
        "sha256": "ab" * 32,
        "language": "en",
        "is_agreement": True,
        "items": items,
    }
    return Review(**{**values, **fields})


def target(name: str = "Herring Pact", **fields: Any) -> Target:
    values: dict[str, Any] = {
        "agreement_id": 3,
        "likeness": Likeness.SAME,
        "reason": "They bear the same name.",
    }
    return Target(name=name, **{**values, **fields})


def undated(state: DeadlineState) -> Any:
    """A deadline that has no date, and why."""
    return replace(
        deadline(date(2026, 5, 1)),
        due=None,
        earliest=None,
        latest=None,
        passes_at=None,
        ends_at=None,
        state=state,
    )


def texts(view: ui.LayoutView) -> str:
    """All that a card says."""
    return "\n".join(each.content for each in _of(view, ui.TextDisplay))


def buttons(view: ui.LayoutView) -> list[str]:
    """What the buttons of a card say."""
    return [each.label or "" for each in _of(view, ui.Button)]


def choices(view: ui.LayoutView, place: int = 0) -> list[discord.SelectOption]:
    """What the list at that place of a card offers."""
    lists: list[ui.Select[Any]] = _of(view, ui.Select)
    return lists[place].options if lists else []


def fits(view: ui.LayoutView) -> bool:
    """Whether Discord would take the card."""
    ids = [each.custom_id for kind in (ui.Button, ui.Select) for each in _of(view, kind)]
    return (
        view.total_children_count <= MOST_COMPONENTS
        and 0 < len(texts(view)) <= MOST_TEXT
        and len(set(ids)) == len(ids)
        and all(len(each) <= MOST_CUSTOM_ID for each in ids)
    )


def _of(view: ui.LayoutView, kind: Any) -> list[Any]:
    """The parts of a card that are of this kind, also where they stand for a dynamic one."""
    found = [getattr(each, "item", each) for each in view.walk_children()]
    return [each for each in found if isinstance(each, kind)]
