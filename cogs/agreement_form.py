"""The form in which an agreement's longer texts are changed."""

from dataclasses import dataclass
from typing import Any, Self

import discord
from discord import ui

from bot.domain import wording
from bot.domain.agreements import Agreement
from bot.domain.texts import EMPTY, MAX_SUMMARY, MAX_TITLE
from bot.messages import t
from bot.services import Services
from cogs.paging import show
from cogs.press import Form
from cogs.render.agreements import notice_card
from cogs.render.look import Tone
from cogs.render.safe import plain, said
from cogs.rights import check_editor

INPUT_LENGTH = 4000
"""What a text field of a form holds at most."""


@dataclass(frozen=True, slots=True)
class Field:
    """One text of an agreement as the form shows it."""

    name: str
    label: str
    before: str
    most: int = INPUT_LENGTH
    long: bool = False


class AgreementForm(Form):
    """The texts of an agreement as they are; what is changed in it is saved, and only that."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(t("Change {name}", name=plain(agreement.short_name)))
        self.name = agreement.short_name
        self.fields = [each for each in _fields(agreement) if len(each.before) <= INPUT_LENGTH]
        self.inputs: list[ui.TextInput[Any]] = []
        for field in self.fields:
            style = discord.TextStyle.paragraph if field.long else discord.TextStyle.short
            self.inputs.append(
                ui.TextInput(
                    style=style,
                    default=field.before,
                    required=False,
                    max_length=max(field.most, len(field.before)),
                    custom_id=field.name,
                )
            )
            self.add_item(ui.Label(text=field.label, component=self.inputs[-1]))

    @classmethod
    async def of(cls, interaction: discord.Interaction[Any], name: str) -> Self:
        """The form for the agreement that was named."""
        services: Services = interaction.client.services
        page = await services.agreements.show(
            interaction.guild_id or 0, name, now=interaction.client.now()
        )
        return cls(page.agreement)

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        await check_editor(interaction)
        typed = {
            field.name: _unless_emptied(field, box.value.strip())
            for field, box in zip(self.fields, self.inputs, strict=True)
            if box.value.strip() != field.before
        }
        await save(interaction, self.name, typed)


async def save(interaction: discord.Interaction[Any], name: str, changed: dict[str, Any]) -> None:
    """Save what was changed of an agreement and answer with what was."""
    services: Services = interaction.client.services
    agreement = await services.agreements.edit(
        interaction.guild_id or 0,
        name,
        by=interaction.user.id,
        now=interaction.client.now(),
        **changed,
    )
    lines = [_saved(agreement, each) for each in changed]
    view = notice_card(agreement, "\n".join((t("Saved."), *lines)), Tone.SETTLED)
    await show(interaction, view, private=False)


def _fields(agreement: Agreement) -> tuple[Field, ...]:
    return (
        Field("title", t("Title"), agreement.title, MAX_TITLE),
        Field("summary", t("Summary"), agreement.summary.strip(), MAX_SUMMARY, long=True),
        Field("parties", t("Parties"), ", ".join(each.name for each in agreement.parties)),
        Field("commodities", t("Commodities"), ", ".join(agreement.commodities)),
        Field("aliases", t("Other names"), ", ".join(agreement.aliases)),
    )


def _unless_emptied(field: Field, text: str) -> str:
    """What was typed; a field that may be empty says so in the words of the services."""
    return text if text or field.name == "title" else EMPTY


def _saved(agreement: Agreement, name: str) -> str:
    """One field as it now stands on record."""
    checked_on = wording.day(agreement.verified_on) if agreement.verified_on else ""
    label, value = {
        "title": (t("Title"), agreement.title),
        "short_name": (t("Short name"), agreement.short_name),
        "instrument": (t("Kind"), t(agreement.instrument.value)),
        "binding": (t("Force"), wording.binding_word(agreement.binding)),
        "summary": (t("Summary"), agreement.summary),
        "parties": (t("Parties"), ", ".join(each.name for each in agreement.parties)),
        "commodities": (t("Commodities"), ", ".join(agreement.commodities)),
        "topics": (t("Topics"), ", ".join(agreement.topics)),
        "aliases": (t("Other names"), ", ".join(agreement.aliases)),
        "verified": (t("Last checked"), checked_on),
    }[name]
    return f"{label}: **{said(value, 400) or t('empty')}**"
