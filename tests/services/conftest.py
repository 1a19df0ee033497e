"""A server whose record holds one agreement with two milestones, and reminders in one channel."""

from dataclasses import dataclass
from typing import Any

import pytest

from bot.domain.changes import MilestoneChange
from bot.domain.milestones import Milestone
from bot.domain.subscriptions import Scope
from bot.services import Services
from tests.conftest import Outbox, TestClock

GUILD = 7
EDITOR = 21
CHANNEL = 99
FUNDING = "Test Framework: Start the funding"
MINISTERIAL = "Test Framework: Hold the ministerial"


@dataclass
class Server:
    """The use cases of one server, with its clock and where its posts go."""

    services: Services
    clock: TestClock
    outbox: Outbox

    async def tick(self) -> int:
        """What the scheduler does every few seconds; returns how many posts it made."""
        return (await self.services.reminders.deliver(self.outbox, self.clock)).posts

    async def milestone(self, reference: str = FUNDING) -> Milestone:
        return (await self.services.milestones.show(GUILD, reference)).milestone

    async def add(self, what: str, due: str | None) -> MilestoneChange:
        return await self.services.milestones.add(
            GUILD, by=EDITOR, now=self.clock(), agreement="Test Framework", what=what, due=due
        )

    async def move(self, to: str, reference: str = FUNDING) -> MilestoneChange:
        return await self.services.milestones.move(
            GUILD, by=EDITOR, now=self.clock(), reference=reference, to=to, reason="agreed"
        )

    async def subscribe(
        self, channel_id: int | None = CHANNEL, ladder: str | None = None, **more: Any
    ) -> None:
        await self.services.subscriptions.add(
            GUILD,
            now=self.clock(),
            channel_id=channel_id,
            ladder=ladder,
            **{"by": EDITOR, "scope": Scope.EVERYTHING, "subject": None, "user_id": None, **more},
        )

    async def unsubscribe(self) -> None:
        for wish in await self.services.subscriptions.list(GUILD):
            await self.services.subscriptions.remove(GUILD, wish.id, by=EDITOR, now=self.clock())


@pytest.fixture
async def server(services: Services, clock: TestClock, outbox: Outbox) -> Server:
    """Signed in Tokyo on 28 October 2025; posts at nine in the morning, UTC."""
    server = Server(services, clock, outbox)
    await services.guilds.update(GUILD, by=EDITOR, now=clock(), name="Desk", zone="UTC", hour=9)
    await services.agreements.add(
        GUILD,
        by=EDITOR,
        now=clock(),
        title="Test Framework",
        instrument="framework",
        binding="no",
        parties="Japan, US",
        commodities="rare earths",
        signed="28 Oct 2025",
        place="Tokyo",
    )
    await server.add("Start the funding", "within six months of signature")
    await server.add("Hold the ministerial", "within 180 days of signature")
    return server
