"""Lists of agreements in pages, and the page of one that is picked from them."""

from dataclasses import dataclass
from typing import Any, Self

import discord
from discord import ui

from bot.domain.agreements import Instrument
from bot.domain.due import in_reading_order
from bot.messages import t, tn
from bot.services import Services
from bot.services.agreements import Asked
from cogs.briefs import YEAR_DAYS, BriefButton, BriefQuery, SourcesButton
from cogs.due import DueButton, DueQuery
from cogs.paging import packed, show, turn, unpacked
from cogs.press import answered
from cogs.render.agreements import PAGE_SIZE, agreement_card, agreements_card, status_words
from cogs.render.safe import plain, said
from cogs.why import why_rows

_INSTRUMENT_LENGTH = 12


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which agreements a person asked for, small enough for a button to hold."""

    party: str | None = None
    commodity: str | None = None
    words: str | None = None
    instrument: Instrument | None = None
    archived: bool = False

    def custom_id(self, page: int) -> str:
        """The id of a button that shows `page`."""
        kind = (self.instrument or "")[:_INSTRUMENT_LENGTH]
        head = f"agreements:{page}:{int(self.archived)}:{kind}:"
        return packed(head, self.party, self.commodity, self.words)

    @classmethod
    def read(cls, archived: str, instrument: str, names: str) -> Self:
        """The question that `custom_id` wrote."""
        kinds = [each for each in Instrument if instrument and each.startswith(instrument)]
        party, commodity, words = unpacked(names)
        return cls(party, commodity, words, kinds[0] if kinds else None, archived == "1")

    @property
    def asked(self) -> list[str]:
        """The question in words, for the small line under the title."""
        kind = self.instrument.value if self.instrument else None
        words = f"“{self.words}”" if self.words else None
        archived = t("archived") if self.archived else None
        return [
            said(each, 60) for each in (self.party, self.commodity, words, kind, archived) if each
        ]


class ListButton(
    ui.DynamicItem[ui.Button[Any]],
    template=r"agreements:(?P<page>\d{1,6}):(?P<archived>[01]):"
    r"(?P<instrument>[a-z ]*):(?P<names>.*)",
):
    """Shows a page of a list of agreements."""

    def __init__(self, query: ListQuery, page: int, label: str = "") -> None:
        super().__init__(ui.Button(label=label, custom_id=query.custom_id(page)))
        self.query, self.page = query, page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        query = ListQuery.read(*match.group("archived", "instrument", "names"))
        return cls(query, int(match["page"]))

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await turn(interaction, await list_view(interaction, self.query, self.page))


class ListPick(ui.DynamicItem[ui.Select[Any]], template="agreement-show"):
    """Shows the agreement that is picked from a list, to the presser alone."""

    def __init__(self, options: list[discord.SelectOption]) -> None:
        pick: ui.Select[Any] = ui.Select(
            custom_id="agreement-show", placeholder=t("Show one of these"), options=options
        )
        super().__init__(pick)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls([])

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await show_agreement(interaction, self.item.values[0], private=True)


async def list_view(
    interaction: discord.Interaction[Any], query: ListQuery, page: int = 0
) -> ui.LayoutView:
    """The agreements that `query` asks for, at `page`."""
    services: Services = interaction.client.services
    asked: Asked = {
        "words": query.words,
        "party": query.party,
        "commodity": query.commodity,
        "instrument": query.instrument,
        "archived": query.archived,
    }
    found = await services.agreements.listed(
        interaction.guild_id or 0,
        now=interaction.client.now(),
        page=page,
        size=PAGE_SIZE,
        **asked,
    )
    page, pages = found.page, max(1, -(-found.count // PAGE_SIZE))
    count = tn("{count} agreement", "{count} agreements", found.count)
    if found.capped:
        count = t("the {count} agreements that fit best", count=found.count)
    under = [count, *query.asked]
    if pages > 1:
        under.append(t("page {page} of {pages}", page=page + 1, pages=pages))
    return agreements_card(
        t("Agreements"),
        found.lines,
        under=" · ".join(under),
        empty=t("None on record. /agreement list shows all; /agreement add records a new one."),
        rows=_rows(query, found.lines, page, pages),
    )


def _rows(query: ListQuery, shown: Any, page: int, pages: int) -> list[list[ui.Item[Any]]]:
    rows: list[list[ui.Item[Any]]] = []
    if shown and not query.archived:
        options = [
            discord.SelectOption(
                label=plain(line.agreement.short_name, 100) or "…",
                description=plain(status_words(line.status), 100),
                value=line.agreement.short_name[:100],
            )
            for line in shown
        ]
        rows.append([ListPick(options)])
    turns: list[ui.Item[Any]] = []
    if page > 0:
        turns.append(ListButton(query, page - 1, t("Previous")))
    if page + 1 < pages:
        turns.append(ListButton(query, page + 1, t("Next")))
    return [*rows, turns] if turns else rows


class WholeButton(ui.DynamicItem[ui.Button[Any]], template=r"agreement-all:(?P<name>.*)"):
    """Shows the presser alone all that is recorded of an agreement."""

    def __init__(self, name: str) -> None:
        custom_id = packed("agreement-all:", name)
        super().__init__(ui.Button(label=t("Show all"), custom_id=custom_id))
        self.name = name

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: Any, /
    ) -> Self:
        return cls(match["name"])

    @answered
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await show_agreement(interaction, self.name, private=True, full=True)


async def show_agreement(
    interaction: discord.Interaction[Any], name: str, *, private: bool, full: bool = False
) -> None:
    """Answer with the record of the agreement that was named, on one screen or all of it."""
    services: Services = interaction.client.services
    now = interaction.client.now()
    page = await services.agreements.show(interaction.guild_id or 0, name, now=now)
    known = page.agreement.short_name
    row: list[ui.Item[Any]] = [
        *([] if full else [WholeButton(known)]),
        BriefButton(BriefQuery(known), t("Brief")),
        SourcesButton(BriefQuery(known), None, t("Sources")),
        DueButton(DueQuery(YEAR_DAYS, agreement=known), 0, t("Due within a year"), apart=True),
    ]
    if page.agreement.archived_at is not None:
        await show(interaction, agreement_card(page, now, [], full=True), private=private)
        return
    rows = [*why_rows(in_reading_order(page.milestones, now)), row]
    await show(interaction, agreement_card(page, now, rows, full=full), private=private)
