"""The one answer to whatever goes wrong with a command, a button or a form."""

import logging
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.errors import PostFailed, UserError
from bot.messages import language, t
from bot.permissions import listed
from cogs.render.safe import told

_STALE = {
    10062,  # unknown interaction: it was missed, or replayed after a lost connection
    10015,  # unknown webhook: the same, for a follow-up
    40060,  # already acknowledged: an earlier try of the same answer went through
    50027,  # its token has expired
}

_log = logging.getLogger(__name__)


async def answer_error(interaction: discord.Interaction[Any], error: Exception) -> None:
    """Answer what went wrong with a command, a button or a form, once and to its person only.

    A `UserError` is its own answer; what nobody foresaw is logged, and answered, with the
    interaction's id; what Discord takes no answer to any more is passed over.
    """
    cause = _cause(error)
    if isinstance(cause, discord.HTTPException) and cause.code in _STALE:
        _log.debug("Interaction %s takes no answer any more (%s).", interaction.id, cause.code)
        return
    language.set(interaction.locale.value)
    sentence = _sentence(cause)
    if sentence is None:
        _log.error("Interaction %s failed.", interaction.id, exc_info=cause)
        sentence = t(
            "Something went wrong on my side. It is logged as {id}: please give that number to "
            "whoever runs this bot.",
            id=interaction.id,
        )
    sentence = told(sentence)
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        if interaction.response.is_done():
            await interaction.followup.send(sentence, ephemeral=True)
        else:
            await interaction.response.send_message(sentence, ephemeral=True)
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as unsent:
        _log.debug("Interaction %s could not be answered: %s", interaction.id, unsent)


def _cause(error: Exception) -> BaseException:
    """What lies under discord.py's wrapping."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__ is not None:
        return error.__cause__
    return error


def _sentence(error: BaseException) -> str | None:
    """What to tell the person, or None where nobody foresaw it."""
    sentence = None
    match error:
        case UserError() | PostFailed():
            sentence = str(error)
        case app_commands.TransformerError():
            value = str(error.value)[:80]
            sentence = t("I cannot read “{value}”. Choose one of the suggestions.", value=value)
        case app_commands.MissingPermissions():
            needed = listed(error.missing_permissions)
            sentence = t("You need the permission {needed} to do this.", needed=needed)
        case app_commands.BotMissingPermissions():
            needed = listed(error.missing_permissions)
            sentence = t(
                "I need the permission {needed} here: ask an administrator.", needed=needed
            )
        case app_commands.NoPrivateMessage():
            sentence = t("This works only in a server.")
        case app_commands.CheckFailure():
            sentence = t("You may not do this here.")
        case app_commands.CommandNotFound() | app_commands.CommandSignatureMismatch():
            sentence = t("This command has changed. Reload Discord (Ctrl+R) and try again.")
    return sentence
