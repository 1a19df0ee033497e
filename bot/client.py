"""The Discord side: one client, its command tree, and the one answer to whatever goes wrong."""

import hashlib
import json
import logging
from asyncio import get_running_loop, sleep
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import permissions
from bot.messages import language
from bot.steadiness import Steadiness
from cogs.agreements import AgreementsCog
from cogs.answers import answer_error
from cogs.ask import AskCog
from cogs.boards import BoardsCog
from cogs.briefs import BriefsCog
from cogs.changes import ChangesCog
from cogs.comparisons import ComparisonsCog
from cogs.deadlines import DeadlinesCog
from cogs.digests import DigestsCog
from cogs.drafts import DraftsCog
from cogs.due import DueCog
from cogs.health import HealthCog
from cogs.help import HelpCog
from cogs.milestones import MilestonesCog
from cogs.proposals import ProposalsCog
from cogs.reminders import RemindersCog
from cogs.setup import SetupCog
from cogs.timelines import TimelinesCog
from cogs.undelivered import UndeliveredCog

if TYPE_CHECKING:
    from bot.services import Services

LONGEST_RATE_LIMIT_SECONDS = 30.0
"""A post waits no longer than this for Discord: what has to is given up and put off instead."""
GUILDS_SETTLE_SECONDS = 1.0

COGS: tuple[type[commands.Cog], ...] = (
    SetupCog,
    HelpCog,
    DueCog,
    AskCog,
    BriefsCog,
    ChangesCog,
    TimelinesCog,
    ComparisonsCog,
    DeadlinesCog,
    AgreementsCog,
    MilestonesCog,
    RemindersCog,
    DraftsCog,
    DigestsCog,
    BoardsCog,
    ProposalsCog,
    HealthCog,
    UndeliveredCog,
)
"""Everything that people can do, one noun each."""

_UNANSWERED = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)

_log = logging.getLogger(__name__)


class MilepostTree(app_commands.CommandTree["MilepostBot"]):
    """The slash commands: each answers in its person's language, errors in one place."""

    async def interaction_check(self, interaction: discord.Interaction["MilepostBot"], /) -> bool:
        language.set(interaction.locale.value)
        return True

    async def on_error(
        self,
        interaction: discord.Interaction["MilepostBot"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        await answer_error(interaction, error)


class MilepostBot(commands.Bot):
    """One connection to Discord, with everything that people can do there.

    A closed client cannot be opened again: after an outage that discord.py does not outlive, or
    once its `steadiness` is lost, the caller makes a new one.
    """

    def __init__(
        self,
        services: "Services",
        now: Callable[[], datetime],
        cogs: tuple[type[commands.Cog], ...] = COGS,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            tree_cls=MilepostTree,
            help_command=None,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_RATE_LIMIT_SECONDS,
            guild_ready_timeout=GUILDS_SETTLE_SECONDS,
        )
        self.services = services
        self.now = now
        self.connected, self.steadiness = False, Steadiness()
        self._wanted_cogs = cogs

    async def setup_hook(self) -> None:
        """Add what is not there yet and tell Discord of the commands if they changed."""
        for cog in self._wanted_cogs:
            if cog.__cog_name__ not in self.cogs:
                await self.add_cog(cog(self))
        await self._sync_commands()

    async def _sync_commands(self) -> None:
        translator = self.tree.translator
        payload = [
            await command.get_translated_payload(self.tree, translator)
            if translator
            else command.to_dict(self.tree)
            for command in self.tree.get_commands()
        ]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        key = f"commands:{self.application_id}"
        if await self.services.guilds.fingerprint(key) == digest:
            return
        try:
            await self.tree.sync()
        except discord.DiscordServerError:
            raise  # an outage: the whole login is tried again
        except discord.DiscordException as error:
            _log.error("Discord did not take the commands; people see the earlier ones. %s", error)
            return
        await self.services.guilds.remember(key, digest)
        _log.info("Told Discord of the commands.")

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Nothing happens to a closed client; discord.py would trip over what comes late."""
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Space out the sessions that follow the first."""
        if not initial:
            await sleep(self.steadiness.new_session())

    async def on_ready(self) -> None:
        self._came_up()
        _log.info("Connected to Discord as %s, in %d servers.", self.user, len(self.guilds))
        await self._note_removals()

    async def on_resumed(self) -> None:
        self._came_up()
        _log.info("The connection to Discord is back.")

    def _came_up(self) -> None:
        self.connected = True
        self.steadiness.came_up(get_running_loop().time())

    async def on_disconnect(self) -> None:
        if self.connected:
            _log.warning("The connection to Discord was lost; trying to take it up again.")
        self.connected = False
        self.steadiness.went_down(get_running_loop().time())

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is there, at a start, after an outage of it, or since it added the bot."""
        _tell_missing_permissions(guild)
        now = self.now()
        await self.services.leaving.back(guild.id, joined_at=guild.me.joined_at or now, now=now)
        await self.services.guilds.joined(guild.id, guild.name)

    on_guild_join = on_guild_available

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Not called for an outage, which discord.py tells apart."""
        await self.services.guilds.left(guild.id, now=self.now())

    async def _note_removals(self) -> None:
        """Note which servers removed the bot while it was off; Discord has to confirm each."""
        if self.shard_count not in (None, 1):
            return  # the others are another shard's
        for guild_id in await self.services.leaving.missing([each.id for each in self.guilds]):
            try:
                await self.fetch_guild(guild_id, with_counts=False)
            except (discord.NotFound, discord.Forbidden):
                await self.services.guilds.left(guild_id, now=self.now())
            except _UNANSWERED as error:
                _log.debug("Whether the bot is still in %s is not known: %s", guild_id, error)


def _tell_missing_permissions(guild: discord.Guild) -> None:
    if lacking := permissions.missing(guild.me.guild_permissions):
        _log.warning(
            "In the server “%s” Milepost lacks the permissions %s: give them to its role there.",
            guild.name,
            permissions.listed(lacking),
        )
