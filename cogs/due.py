"""/due: what falls due, for whom, how soon."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain import wording
from bot.domain.due import WINDOWS, wider
from bot.domain.milestones import Milestone, State
from bot.messages import t, tn
from bot.services.milestones import DueList
from cogs.buttons import Show
from cogs.choices import agreement_choices, commodity_choices, party_choices
from cogs.paging import packed, show, turn, unpacked
from cogs.press import answered
from cogs.render.due import PAGE_SIZE, due_card, nothing_due_card
from cogs.render.look import person
from cogs.render.safe import plain
from cogs.why import why_rows

LONGEST_DAYS = WINDOWS[-1]
_STATE_LENGTH = 12

STATE_CHOICES = [
    app_commands.Choice(name=each.value.capitalize(), value=each.value) for each in State
]


@dataclass(frozen=True, slots=True)
class DueQuery:
    """What a person asked /due, small enough for a button to hold."""

    within: int = 30
    party: str | None = None
    commodity: str | None = None
    owner_id: int | None = None
    state: State | None = None
    agreement: str | None = None

    def custom_id(self, page: int, *, apart: bool = False) -> str:
        """The id of a button that shows `page`; `apart` from the card it stands in."""
        head = f"due:{'+' if apart else ''}{page}:{self.within}:{self.owner_id or 0:x}:"
        head += f"{(self.state or '')[:_STATE_LENGTH]}:"
        return packed(head, self.party, self.commodity, self.agreement)

    @classmethod
    def read(cls, within: str, owner: str, state: str, names: str) -> Self:
        """The question that `custom_id` wrote."""
        found = [each for each in State if state and each.startswith(state)]
        party, commodity, agreement = unpacked(names)
        owner_id, first = int(owner, 16) or None, found[0] if found else None
        return cls(int(within), party, commodity, owner_id, first, agreement)

    @property
    def asked(self) -> list[str]:
        """The part of the question that names nothing on record, in words."""
        words = [wording.state_word(self.state)] if self.state else []
        owner = [t("owner {person}", person=person(self.owner_id))] if self.owner_id else []
        return words + owner


class DueButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"due:(?P<apart>\+?)(?P<page>\d{1,6}):(?P<within>\d{1,4}):"
    r"(?P<owner>[0-7]?[0-9a-f]{1,15}):(?P<state>[a-z ]*):(?P<names>.*)",
):
    """Shows a page of an answer to /due."""

    def __init__(self, query: DueQuery, page: int, label: str = "", *, apart: bool = False) -> None:
        super().__init__(ui.Button(label=label, custom_id=query.custom_id(page, apart=apart)))
        self.query, self.page, self.apart = query, page, apart

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        query = DueQuery.read(*match.group("within", "owner", "state", "names"))
        label = item.label if isinstance(item, ui.Button) else None
        return cls(query, int(match["page"]), label or "", apart=bool(match["apart"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        view = await due_view(interaction, self.query, self.page)
        await (show if self.apart else turn)(interaction, view)


class DuePick(ui.DynamicItem[ui.Select[Any]], template="due-show"):
    """Shows the milestone that is picked from a page of /due, to the presser alone."""

    def __init__(self, milestones: Sequence[Milestone] = ()) -> None:
        options = [
            discord.SelectOption(
                label=plain(each.what, 100) or "…",
                description=plain(f"{wording.due(each)} · {each.agreement}", 100),
                value=str(each.id),
            )
            for each in milestones
        ]
        pick: ui.Select[Any] = ui.Select(
            custom_id="due-show", placeholder=t("Show one of these"), options=options
        )
        super().__init__(pick)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls()

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        guild_id, picked = interaction.guild_id, int(self.item.values[0])
        await Show(guild_id or 0, picked).callback(interaction)


async def due_view(
    interaction: discord.Interaction[Any], query: DueQuery, page: int = 0
) -> ui.LayoutView:
    """The answer to `query`, at `page`."""
    now = interaction.client.now()
    found = await _found(interaction, query, page)
    if not found.items:
        return nothing_due_card(found, query.asked, _rows(found, query, now))
    pages = max(1, -(-found.count // PAGE_SIZE))
    rows: list[list[ui.Item[Any]]] = [
        [DuePick(found.items)],
        *why_rows(found.items),
        *_rows(found, query, now, found.page, pages),
    ]
    return due_card(found, asked=query.asked, now=now, pages=pages, rows=rows)


async def _found(interaction: discord.Interaction[Any], query: DueQuery, page: int) -> DueList:
    found: DueList = await interaction.client.services.milestones.due(
        interaction.guild_id,
        now=interaction.client.now(),
        within=query.within,
        party=query.party,
        commodity=query.commodity,
        owner_id=query.owner_id,
        states=(query.state,) if query.state else None,
        agreement=query.agreement,
        page=page,
        size=PAGE_SIZE,
    )
    return found


def _rows(
    found: DueList, query: DueQuery, now: datetime, page: int = 0, pages: int = 1
) -> list[list[ui.Item[Any]]]:
    row: list[ui.Item[Any]] = []
    if page > 0:
        row.append(DueButton(query, page - 1, t("Previous")))
    if page + 1 < pages:
        row.append(DueButton(query, page + 1, t("Next")))
    if found.next_on and query.within < LONGEST_DAYS:
        within = wider(query.within, found.next_on, now)
        label = tn("Look {count} day ahead", "Look {count} days ahead", within)
        row.append(DueButton(replace(query, within=within), 0, label))
    return [row] if row else []


class DueCog(commands.Cog, name="due"):
    """What falls due."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(DueButton, DuePick)

    @app_commands.command(description="What falls due, the most pressing first")
    @app_commands.describe(
        within="How many days to look ahead (30 unless you say)",
        party="Only what concerns this state or organisation",
        commodity="Only what concerns this commodity",
        owner="Only what this person answers for",
        state="Only what stands like this",
        agreement="Only this agreement",
        private="Show the answer to you alone",
    )
    @app_commands.choices(state=STATE_CHOICES)
    @app_commands.autocomplete(
        party=party_choices, commodity=commodity_choices, agreement=agreement_choices
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def due(
        self,
        interaction: discord.Interaction[Any],
        *,
        within: app_commands.Range[int, 1, LONGEST_DAYS] = 30,
        party: str | None = None,
        commodity: str | None = None,
        owner: discord.User | None = None,
        state: str | None = None,
        agreement: str | None = None,
        private: bool = False,
    ) -> None:
        wanted = State(state) if state else None
        owner_id = owner.id if owner else None
        query = DueQuery(within, party, commodity, owner_id, wanted, agreement)
        await show(interaction, await due_view(interaction, query), private=private)
