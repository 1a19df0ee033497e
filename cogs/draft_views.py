"""A draft and its parts as cards with all that can be pressed under them.

Each button carries the ids of the server and of the draft, so that it works after a restart.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Self

import discord
from discord import ui

from bot.domain.drafts import reviewing
from bot.domain.drafts.items import Decision, Head, Item, ItemKind, Review
from bot.errors import NotFound
from bot.messages import t, tn
from bot.services.drafting import KnownSource
from cogs.buttons import Show
from cogs.paging import packed
from cogs.press import ID
from cogs.render.draft_items import LABEL, item_card, option
from cogs.render.drafts import known_card, offered, pages, review_card
from cogs.render.safe import plain

IDS = rf"(?P<guild_id>{ID}):(?P<draft_id>{ID}):(?P<page>[0-9]{{1,3}})"
ITEM_IDS = rf"{IDS}:(?P<message_id>{ID}):(?P<item_id>{ID})"
"""How a custom id goes on behind its head, under a draft and under one part of it."""

MOST = 25
_GREEN, _GREY = discord.ButtonStyle.success, discord.ButtonStyle.secondary
_RED = discord.ButtonStyle.danger


@dataclass(frozen=True, slots=True)
class At:
    """Which draft is shown and on which page, or which part of it.

    Of a part, `message_id` is where the draft stands; 0 where the part took its place.
    """

    guild_id: int
    draft_id: int
    page: int = 0
    message_id: int = 0
    item_id: int = 0

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        """What `IDS` or `ITEM_IDS` matched."""
        return cls(**{name: int(value) for name, value in match.groupdict().items()})

    def custom_id(self, word: str) -> str:
        """The custom id of a button under the draft, or under a part of it."""
        numbers = [self.guild_id, self.draft_id, self.page]
        part = [self.message_id, self.item_id] if self.item_id else []
        return ":".join([f"draft-{word}", *map(str, [*numbers, *part])])


def review_view(review: Review, page: int = 0) -> ui.LayoutView:
    """A draft with everything that can be pressed under it; past the last page it is the last."""
    at = At(review.guild_id, review.id, min(page, pages(review)))
    rows = [_look(review, at), *_joins(review, at), _decisions(review, at)]
    return review_card(review, at.page, [row for row in rows if row])


def item_view(review: Review, at: At, item: Item) -> ui.LayoutView:
    """One part of a draft with everything that can be pressed under it."""
    at = replace(at, item_id=item.id)
    rows = [_item_buttons(review, item, at), *_binding(item, at)]
    return item_card(review, item, [row for row in rows if row])


def part(review: Review, item_id: int) -> Item:
    """The part of a draft that a button carries. Raises NotFound where it is none."""
    item = review.item(item_id)
    if item is None:
        raise NotFound(t("That is no part of this draft. Look at the draft again."))
    return item


def _button(
    label: str, custom_id: str, style: discord.ButtonStyle = _GREY, *, disabled: bool = False
) -> ui.Item[Any]:
    return ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)


def _look(review: Review, at: At) -> list[ui.Item[Any]]:
    options = [
        discord.SelectOption(label=label, description=about or None, value=str(item.id))
        for item in offered(review, at.page, MOST)
        for label, about in [option(review, item)]
    ]
    if not options:
        return []
    return [
        ui.Select(custom_id=at.custom_id("look"), placeholder=t("Look at one"), options=options)
    ]


def _joins(review: Review, at: At) -> list[list[ui.Item[Any]]]:
    """The agreements that it might be more of, while nothing of it is on record."""
    if review.agreement_id is not None or review.joins is not None or not review.related:
        return []
    options = [
        discord.SelectOption(
            label=plain(each.name, LABEL) or "…",
            description=plain(each.reason, LABEL) or None,
            value=each.name[:LABEL],
        )
        for each in review.related[:MOST]
    ]
    asked = t("Join one of these instead")
    return [[ui.Select(custom_id=at.custom_id("join"), placeholder=asked, options=options)]]


def _decisions(review: Review, at: At) -> list[ui.Item[Any]]:
    if not review.open:
        name = reviewing.title(review)
        record = [_button(t("Show agreement"), packed("draft-agreement:", name))]
        return [*(record if review.agreement_id is not None else []), *_turns(review, at)]
    row = [_button(_accept_all(review), at.custom_id("accept-all"), _GREEN), *_turns(review, at)]
    row.append(_button(t("Throw away"), at.custom_id("throw-away"), _RED))
    if review.agreement_id is None and review.joins is not None:
        row.append(_button(t("A new agreement instead"), at.custom_id("on-its-own")))
    elif review.agreement_id is None:
        row.append(_button(t("Join one on record"), at.custom_id("join-named")))
    return row


def _accept_all(review: Review) -> str:
    """How much is accepted by one press, and how much of that a person should look at first."""
    label = tn("Accept {count}", "Accept all {count}", len(review.open))
    if count := len(reviewing.unsure(review)):
        return t("{accept} · {count} doubtful", accept=label, count=count)
    if count := len(review.doubts):
        doubts = tn("{count} doubt", "{count} doubts", count)
        return t("{accept} · {doubts}", accept=label, doubts=doubts)
    return label


def _turns(review: Review, at: At) -> list[ui.Item[Any]]:
    """From the short page to all of it, and from page to page."""
    if at.page == 0:
        return [_button(t("Show all"), At(at.guild_id, at.draft_id, 1).custom_id("page"))]
    back, on = (At(at.guild_id, at.draft_id, at.page + step) for step in (-1, 1))
    label = t("Previous") if back.page else t("Show less")
    row = [_button(label, back.custom_id("page"))]
    if on.page <= pages(review):
        row.append(_button(t("Next"), on.custom_id("page")))
    return row


def _item_buttons(review: Review, item: Item, at: At) -> list[ui.Item[Any]]:
    row: list[ui.Item[Any]] = []
    if item.decision is Decision.OPEN:
        row.append(_button(t("Accept"), at.custom_id("accept"), _GREEN))
        row.append(_button(t("Drop"), at.custom_id("drop")))
        if item.kind not in {ItemKind.PARTY, ItemKind.COMMODITY} and not item.known:
            row.append(_button(t("Edit"), at.custom_id("edit")))
    elif item.decision is Decision.DROPPED:
        row.append(_button(t("Restore"), at.custom_id("restore")))
    elif item.kind is ItemKind.MILESTONE and item.record_id is not None:
        row.append(Show(review.guild_id, item.record_id))
    following = next_open(review, item)
    if following is not None:
        row.append(_button(t("Next"), at.custom_id("next")))
    if at.message_id == 0:
        row.append(_button(t("Back to the draft"), replace(at, item_id=0).custom_id("page")))
    return row


def next_open(review: Review, item: Item) -> Item | None:
    """The open part that comes after `item`, from the beginning again after the last."""
    later = [each for each in review.open if each.id != item.id]
    order = {each.id: place for place, each in enumerate(review.items)}
    after = [each for each in later if order[each.id] > order[item.id]]
    return next(iter(after or later), None)


def _binding(item: Item, at: At) -> list[list[ui.Item[Any]]]:
    """Whether a new agreement binds, for which its form has no room."""
    if not isinstance(item.body, Head) or item.decision is not Decision.OPEN or item.known:
        return []
    words = ((True, "yes", t("Binding")), (False, "no", t("Not binding")), (None, "unknown", ""))
    options = [
        discord.SelectOption(
            label=label or t("Not known whether it binds"),
            value=value,
            default=item.body.binding is binding,
        )
        for binding, value, label in words
    ]
    return [[ui.Select(custom_id=at.custom_id("binding"), options=options)]]


def known_view(known: KnownSource) -> ui.LayoutView:
    """That a text has been read before, with the way to what it became."""
    return known_card(
        known, [[_button(t("Show agreement"), packed("draft-agreement:", known.agreement))]]
    )
