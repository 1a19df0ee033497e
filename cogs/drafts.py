"""/import, and the menu on a message: a text is read, and becomes a draft to be reviewed."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.domain.drafts.items import Review
from bot.errors import UserError
from bot.messages import t
from cogs.draft_buttons import DRAFT_BUTTONS
from cogs.draft_forms import TypedForm
from cogs.draft_items import ITEM_BUTTONS
from cogs.draft_messages import message_reading
from cogs.draft_sources import Reading, day_typed, file_reading, link_reading, text_reading
from cogs.draft_views import known_view, review_view
from cogs.refusals import UNANSWERED
from cogs.rights import check_editor

Press = discord.Interaction[Any]

LONGEST_TEXT = 4000
LONGEST_TITLE = 200
LONGEST_LINK = 500
LONGEST_DATE = 60


class PasteForm(TypedForm):
    """Takes a text, and what is known of where it is from."""

    def __init__(self, *, private: bool, typed: Sequence[str] = ("", "", "", "")) -> None:
        super().__init__(t("Import a text"))
        self.private = private
        text, title, link, published = typed
        self.text: ui.TextInput[Any] = ui.TextInput(
            custom_id="text",
            style=discord.TextStyle.paragraph,
            max_length=LONGEST_TEXT,
            default=text,
        )
        self.source = _short("title", LONGEST_TITLE, title)
        self.address = _short("link", LONGEST_LINK, link)
        self.published = _short("published", LONGEST_DATE, published)
        example = t("For example Joint statement of the ministers.")
        for name, hint, box in (
            (t("The text"), t("Longer ones: give /import a link or a file."), self.text),
            (t("Where is it from?"), example, self.source),
            (t("Link to it"), None, self.address),
            (t("When was it published?"), t("2025-10-28, yesterday …"), self.published),
        ):
            self.add_item(ui.Label(text=name, description=hint, component=box))

    def again(self) -> "PasteForm":
        typed = (self.text, self.source, self.address, self.published)
        return PasteForm(private=self.private, typed=[box.value for box in typed])

    async def taken(self, interaction: Press) -> None:
        await check_editor(interaction)
        reading = text_reading(
            interaction,
            self.text.value,
            source_url=self.address.value.strip() or None,
            source_title=self.source.value.strip() or None,
            published_on=await day_typed(interaction, self.published.value),
        )
        await review(interaction, reading, private=self.private)


def _short(name: str, most: int, shown: str) -> ui.TextInput[Any]:
    return ui.TextInput(custom_id=name, required=False, max_length=most, default=shown)


class DraftsCog(commands.Cog, name="drafts"):
    """From a text to a record."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(
            name="Draft agreement from message", callback=self.from_message
        )

    async def cog_load(self) -> None:
        self.bot.add_dynamic_items(*DRAFT_BUTTONS, *ITEM_BUTTONS)
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command(
        name="import", description="Read an agreement from a link, a file or a text; you review it"
    )
    @app_commands.describe(
        link="The page or the file where it can be read, https://…; give nothing to paste a text",
        file="PDF, Word, web page, text or e-mail",
        private="Show the draft to you alone",
    )
    @app_commands.guild_only()
    @app_commands.default_permissions(use_application_commands=True)
    async def import_(
        self,
        interaction: Press,
        *,
        link: app_commands.Range[str, 1, LONGEST_LINK] | None = None,
        file: discord.Attachment | None = None,
        private: bool = False,
    ) -> None:
        await check_editor(interaction)
        if link and file:
            raise UserError(t("Give a link or a file, not both: each is a draft of its own."))
        if link:
            await review(interaction, link_reading(interaction, link), private=private)
        elif file:
            await review(interaction, file_reading(interaction, file), private=private)
        else:
            await interaction.response.send_modal(PasteForm(private=private))

    async def from_message(self, interaction: Press, message: discord.Message) -> None:
        """Read what somebody wrote, or the file or the page that they shared."""
        await check_editor(interaction)
        await review(interaction, await message_reading(interaction, message), private=False)


async def review(interaction: Press, reading: Reading, *, private: bool) -> None:
    """Show what a text was read as, in the channel unless for `private`; a refusal is private."""
    await interaction.response.defer(ephemeral=private, thinking=True)
    try:
        found = await reading()
    except UserError:
        with suppress(*UNANSWERED):  # what follows a bare “thinking …” is as public as that
            await interaction.edit_original_response(content=t("Nothing was imported."))
            await interaction.delete_original_response()
        raise
    view = review_view(found) if isinstance(found, Review) else known_view(found)
    view.stop()  # its buttons hold all they need
    await interaction.edit_original_response(
        view=view, allowed_mentions=discord.AllowedMentions.none()
    )
