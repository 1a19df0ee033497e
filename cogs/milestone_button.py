"""What the buttons on a milestone have in common.

Each carries the server's and the milestone's id, so that it works after a restart, next month and
in a direct message.
"""

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.domain import wording
from bot.domain.milestones import Milestone, SettlementKind, state
from bot.errors import Conflict
from bot.messages import t
from cogs.press import ID, services
from cogs.render.safe import plain

IDS = rf"(?P<guild>{ID}):(?P<milestone>{ID})"
TIME = r"(?::(?P<occurrence>[0-9]{1,6}))?"
"""Which time of a recurring milestone a button is for."""


class MilestoneButton(ui.DynamicItem[ui.Button[Any]], template=f"milepost:milestone:{IDS}"):
    """A button that knows its milestone; subclasses say what pressing it does."""

    word: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(
        self,
        guild_id: int,
        milestone_id: int,
        occurrence: int | None = None,
        *,
        further: Sequence[int] = (),
    ) -> None:
        numbers = [guild_id, milestone_id, *([] if occurrence is None else [occurrence]), *further]
        button: ui.Button[Any] = ui.Button(
            label=self.label(),
            style=self.style,
            custom_id=":".join(["milepost", self.word, *map(str, numbers)]),
        )
        super().__init__(button)
        self.guild_id = guild_id
        self.milestone_id = milestone_id
        self.occurrence = occurrence

    @classmethod
    def label(cls) -> str:
        """What the button says."""
        raise NotImplementedError

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        time = match.groupdict().get("occurrence")
        return cls(int(match["guild"]), int(match["milestone"]), int(time) if time else None)

    async def milestone(self, interaction: discord.Interaction[Any]) -> Milestone:
        """The milestone as the record has it now; NotFound once it is gone.

        Conflict where the button is for a time that it has left behind.
        """
        return await services(interaction).milestones.by_id(
            self.guild_id, self.milestone_id, occurrence=self.occurrence
        )

    async def open_milestone(self, interaction: discord.Interaction[Any]) -> Milestone:
        """As `milestone`, while it can still be met; Conflict once it has ended."""
        milestone = await self.milestone(interaction)
        ended = milestone.settlement and milestone.settlement.kind is not SettlementKind.SUSPENDED
        if ended:
            raise Conflict(
                t(
                    "“{what}” is recorded as {state} already; press Show to see by whom.",
                    what=plain(milestone.what, 120),
                    state=wording.state_word(state(milestone, interaction.client.now())),
                )
            )
        return milestone
