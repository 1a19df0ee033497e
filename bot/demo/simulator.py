"""The simulated Discord, bent in a few places so that it can run live instead of in a test.

simcord is made for tests: its clock stands still, its page changes only when somebody acts in it
and does not follow what is posted, and it reports every refusal as a failure of the bot. The places
touched here are private to it, so its version is pinned and tests/test_demo.py fails as soon as one
of them has moved.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import discord
import simcord
from simcord._clock import Clock as FrozenClock

from bot.errors import SettingsError
from bot.messages import t

NEWEST = 25
"""How many messages a channel keeps: the page parses all of them anew whenever one changes, which
takes 10 ms each."""

LOOK_SECONDS = 0.5
SETTLE_SECONDS = 2.0
"""How long the page waits for the bot's answer to an action before it says that none came."""


class LiveClock(FrozenClock):
    """simcord's clock, showing the demo's time; only its timers keep their own count."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now

    def now(self) -> datetime:
        return self._now()


def simulated(bot: discord.Client) -> simcord.Env:
    """A Discord for `bot`, not yet running: its ids are the same every time it is made."""
    env = simcord.Env(bot, check_errors=False, settle_timeout=SETTLE_SECONDS)
    env._record_error = lambda error: None  # type: ignore[method-assign]  # the bot tells people
    return env


@contextlib.asynccontextmanager
async def running(env: simcord.Env, now: Callable[[], datetime]) -> AsyncIterator[None]:
    """Connect the bot; from here on everything in this Discord happens at the demo's time."""
    env.backend.clock = LiveClock(now)
    await env.start()
    try:
        with env.time_context():
            yield
    finally:
        await env.shutdown()


class Page:
    """The browser's page on one channel, kept up to date while it is open."""

    def __init__(self, env: simcord.Env, channel: simcord.ChannelHandle, preview: Any) -> None:
        self.env = env
        self._channel = channel
        self._preview = preview
        self._shown: dict[str, object] = {}
        self._newest: dict[str, int] = {}
        publish = preview._publish

        def publish_and_note(page: Any, **reason: Any) -> None:
            forget_old(env)
            preview._advance_presentation_time()  # what “in 5 minutes” is counted from
            self._turn_to_newest(page)
            publish(page, **reason)
            self._shown[page.id] = self._state()

        preview._publish = publish_and_note
        preview._pages.clear()  # the one page that is there is for scripts, and never looked at

    @property
    def url(self) -> str:
        """Its address; whoever has it can act in the demo, so it stays on this machine."""
        return str(self._preview.url)

    async def closed(self) -> None:
        """Return when somebody ends the session from the page."""
        await self._preview.wait_closed()

    async def keep_fresh(self) -> None:
        """Show what the bot posts by itself; never ends.

        Only what has changed is redrawn: the page refuses a press of a button that was made on an
        older drawing than the newest.
        """
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if not self._preview._pages:
                forget_old(self.env)
            elif self._is_behind():
                # It refuses to be redrawn while somebody acts in it; the next look will do.
                with contextlib.suppress(simcord.SetupError, TimeoutError):
                    await self._preview.refresh()

    def _turn_to_newest(self, page: Any) -> None:
        """Scroll to what has just been posted; left to itself the page often stays behind."""
        messages = self.env.backend.messages[self._channel.id].values()
        seen = [message.id for message in messages if message.visible_to(page.viewer.id)]
        newest = max(seen, default=0)
        if newest > self._newest.get(page.id, 0):
            self._newest[page.id] = page.target_id = newest
            page.window_end_id = None

    def _state(self) -> object:
        messages = self.env.backend.messages[self._channel.id].values()
        return tuple((message.id, message.edited_timestamp, message.flags) for message in messages)

    def _is_behind(self) -> bool:
        state = self._state()
        pages = self._preview._pages
        for gone in self._shown.keys() - pages.keys():
            del self._shown[gone]
            self._newest.pop(gone, None)
        return any(
            page.status == "stale" or self._shown.get(page.id) != state for page in pages.values()
        )


def forget_old(env: simcord.Env) -> None:
    """Keep the newest messages of each channel, and no log of what went back and forth."""
    for channel_id, messages in env.backend.messages.items():
        for message_id in sorted(messages)[:-NEWEST]:
            env.backend.delete_message(channel_id, message_id)
    env.backend.transcript.clear()
    env.backend.http_requests.clear()


@contextlib.asynccontextmanager
async def page(
    env: simcord.Env,
    channel: simcord.ChannelHandle,
    viewers: tuple[simcord.MemberActor, ...],
    zone: str,
    port: int,
) -> AsyncIterator[Page]:
    """Serve the page on 127.0.0.1; SettingsError where `port` is taken."""
    preview = env.preview(channel, viewers=viewers, layout="channel", timezone=zone, port=port)
    try:
        await preview.__aenter__()
    except simcord.SetupError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        raise SettingsError(
            t("Port {port} is not free: choose another with --port.", port=port)
        ) from None
    try:
        yield Page(env, channel, preview)
    finally:
        await preview.close()
