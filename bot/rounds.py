"""Rounds: what every tick does, in order, and the note that it was done."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.domain.health import OUTAGE_AFTER, OutageNotice
from bot.domain.reminders import Post
from bot.services import Services
from bot.services.boards import Show
from bot.services.delivery import Delivered, Means, Transport
from bot.watch import Watch

NOTE_EVERY = timedelta(seconds=30)
"""How often the pulse is written down: a tick that finds nothing is to cost nearly nothing."""

SWEEP_EVERY = timedelta(hours=1)

MOST_TOLD = 20
TELLING_SECONDS = 5.0
"""How many servers are told of an outage in one round, and how long each may take."""

_log = logging.getLogger(__name__)


class Rounds:
    """Delivers what is due, as long as Discord is `connected`.

    `post` puts reminders in their place, by certain `means`; `tell` tells an admin channel what was
    late, and `show` brings a board up to date.
    """

    def __init__(
        self,
        services: Services,
        *,
        post: Transport,
        means: Means | None = None,
        tell: Callable[[OutageNotice], Awaitable[None]],
        show: Show | None = None,
        connected: Callable[[], bool],
        clock: Callable[[], datetime],
        watch: Watch,
    ) -> None:
        self._services = services
        self._post = post
        self._means = means
        self._tell = tell
        self._show = show
        self._connected = connected
        self._clock = clock
        self._watch = watch
        self._noted_at: datetime | None = None
        self._reached_at: datetime | None = None
        self._untold: list[OutageNotice] = []
        self._forgot_at = datetime.min.replace(tzinfo=UTC)
        self._swept_at = clock()  # by the first sweep it is known which servers the bot is in

    async def round(self) -> Delivered | None:
        """Post what is due; None, and nothing claimed, while Discord cannot be reached."""
        self._watch.at_work()
        connected = self._connected()
        delivered = await self._deliver() if connected else None
        await self._note(connected=connected)
        self._watch.moved()
        return delivered

    async def _deliver(self) -> Delivered:
        self._untold += await self._over()
        delivered = await self._services.reminders.deliver(self._put, self._clock, self._means)
        self._reached_at = self._clock()
        told, self._untold = self._untold[:MOST_TOLD], self._untold[MOST_TOLD:]
        for notice in told:
            await self._tell_one(notice)
        await self._keep_boards()
        await self._forget_drafts()
        await self._sweep()
        return delivered

    async def _keep_boards(self) -> None:
        """Bring boards up to date; that one cannot be read keeps no reminder back."""
        stopping = self._means.stopping if self._means else None
        if self._show is None or (stopping is not None and stopping.is_set()):
            return
        try:
            await self._services.boards.keep(self._show, self._clock)
        except Exception:
            _log.exception("The boards could not be brought up to date.")

    async def _forget_drafts(self) -> None:
        """Every hour, drop the drafts that a day has passed over; until then nobody sees them."""
        now = self._clock()
        if now - self._forgot_at >= SWEEP_EVERY:
            await self._services.drafts.forget(now=now)
            self._forgot_at = now

    async def _sweep(self) -> None:
        """Every hour, delete some of what servers have left behind for long enough, until done."""
        now = self._clock()
        if now - self._swept_at >= SWEEP_EVERY and not await self._services.leaving.sweep(now=now):
            self._swept_at = now

    async def _tell_one(self, notice: OutageNotice) -> None:
        try:
            async with asyncio.timeout(TELLING_SECONDS):
                await self._tell(notice)
        except Exception as error:  # the reminders themselves are out by now, and say they are late
            _log.warning("An outage could not be told of in %s: %s", notice.channel_id, error)

    async def _over(self) -> tuple[OutageNotice, ...]:
        """Whom to tell of an outage that ends with this round, before anything late is posted."""
        now = self._clock()
        if self._reached_at is not None and now - self._reached_at <= OUTAGE_AFTER:
            return ()
        return await self._services.health.outage(now=now)

    async def _put(self, post: Post) -> int | None:
        """Post, and note that things move: a round may be long where much is due."""
        await self._note(connected=True)
        message_id = await self._post(post)
        self._reached_at = self._clock()
        self._watch.moved()
        return message_id

    async def _note(self, *, connected: bool) -> None:
        """Write the pulse down every now and then; no delivery fails because that fails."""
        now = self._clock()
        if self._noted_at is not None and timedelta() <= now - self._noted_at < NOTE_EVERY:
            return
        self._noted_at = now
        try:
            await self._services.health.beat(now=now, connected=connected)
        except Exception as error:
            _log.warning("That a tick has ended could not be written down: %s", error)
