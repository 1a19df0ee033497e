"""The form in which one part of a draft is put right, filled in with what was read."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands, ui

from bot.domain.drafts import reviewing
from bot.domain.drafts.items import DraftClaim, Head, Item, Review
from bot.domain.drafts.values import DraftEvent, DraftMilestone
from bot.domain.texts import EMPTY, MAX_NAME, MAX_NOTE, MAX_TITLE, MAX_WHAT
from bot.errors import NotAllowed, UserError
from bot.messages import t
from cogs.agreements import EVENTS, INSTRUMENTS, STANDINGS
from cogs.milestone_choices import KINDS, MODALITIES
from cogs.press import FORM_SECONDS, Form
from cogs.refusals import UNANSWERED
from cogs.render.safe import told

Press = discord.Interaction[Any]
Save = Callable[[Press, dict[str, str]], Awaitable[None]]
Choices = list[app_commands.Choice[str]]

ORIGIN = "draft form"
"""Under which an interaction carries the first try of its form."""

LONGEST_DUE = 300
LONGEST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a part: its name for the services, what it held, and what it may hold.

    With `choices` it is chosen; otherwise it is typed, and with `needed` it cannot be emptied.
    """

    name: str
    label: str
    before: str
    most: int = MAX_NAME
    choices: Choices | None = None
    needed: bool = True
    hint: str | None = None

    def component(self, shown: str) -> "ui.TextInput[Any] | ui.Select[Any]":
        """What stands in the form, filled in with `shown`."""
        if self.choices is None:
            return ui.TextInput(
                custom_id=self.name,
                default=shown,
                required=self.needed,
                max_length=max(self.most, len(shown)),
            )
        options = [
            discord.SelectOption(label=each.name, value=each.value, default=each.value == shown)
            for each in self.choices
        ]
        fewest = 1 if self.needed else 0
        return ui.Select(
            custom_id=self.name, options=options, min_values=fewest, required=self.needed
        )


def fields_of(review: Review, item: Item) -> tuple[Field, ...]:
    """What of an item may be written otherwise; at most five fields, as Discord allows."""
    match item.body:
        case Head() as head:
            return _of_head(head)
        case DraftEvent() as event:
            return _of_event(event)
        case DraftMilestone() as milestone:
            return _of_milestone(review, milestone)
        case DraftClaim() as claim:
            return (Field("statement", t("What the text says"), claim.statement, MAX_NOTE),)
        case _:
            return ()


def _of_head(head: Head) -> tuple[Field, ...]:
    parties = ", ".join(each.name for each in head.parties)
    commodities = ", ".join(each.name for each in head.commodities)
    return (
        Field("title", t("Title"), head.title, MAX_TITLE),
        Field("short_name", t("Short name"), head.short_name),
        Field("instrument", t("Kind"), head.instrument.value, choices=INSTRUMENTS),
        Field("parties", t("Parties"), parties, LONGEST_NAMES, hint=t("Separated by commas.")),
        Field("commodities", t("Commodities"), commodities, LONGEST_NAMES, needed=False),
    )


def _of_event(event: DraftEvent) -> tuple[Field, ...]:
    return (
        Field("kind", t("What happened"), event.kind.value, choices=EVENTS),
        Field("on", t("When"), event.on.isoformat(), hint=t("2025-10-28, 28 October 2025 …")),
        Field("place", t("Where"), event.place or "", needed=False),
        Field(
            "standing", t("How sure is it?"), event.standing or "", choices=STANDINGS, needed=False
        ),
    )


def _of_milestone(review: Review, milestone: DraftMilestone) -> tuple[Field, ...]:
    obligors = ", ".join(reviewing.named(review, milestone.obligors))
    return (
        Field("what", t("What is to happen"), milestone.what, MAX_WHAT),
        Field(
            "due",
            t("When"),
            milestone.rule.phrase,
            LONGEST_DUE,
            hint=t("A date, or a period such as 6 months after signature."),
        ),
        Field("kind", t("What falls on that date"), milestone.kind.value, choices=KINDS),
        Field("modality", t("How firmly"), milestone.modality.value, choices=MODALITIES),
        Field("obligors", t("Who"), obligors, LONGEST_NAMES, needed=False),
    )


class Again(ui.View):
    """Opens a form once more with what was typed, as long as a form may wait."""

    def __init__(self, form: "TypedForm") -> None:
        super().__init__(timeout=FORM_SECONDS)
        self.form = form
        button: ui.Button[Any] = ui.Button(label=t("Back to the form"))
        button.callback = self._open  # type: ignore[method-assign]  # as discord.py has it set
        self.add_item(button)

    async def _open(self, interaction: Press) -> None:
        form = self.form.again()
        form.origin = self.form.origin
        await interaction.response.send_modal(form)


class TypedForm(Form):
    """A form that is not lost when something in it cannot be read.

    `origin` is the first try of several, through which the card is redrawn that it was opened on.
    """

    origin: Press | None = None

    def again(self) -> "TypedForm":
        """The same form, holding what was typed."""
        raise NotImplementedError

    async def taken(self, interaction: Press) -> None:
        """Do what the form is for; raises UserError for what has to be typed otherwise."""
        raise NotImplementedError

    async def submitted(self, interaction: Press) -> None:
        interaction.extras[ORIGIN] = self.origin
        try:
            await self.taken(interaction)
        except NotAllowed:
            raise  # typing it otherwise would not help
        except UserError as error:
            if interaction.message is not None:
                self.origin = self.origin or interaction
                if not interaction.response.is_done():
                    await interaction.response.defer()  # an answer would cut it off from the card
            send: Any = interaction.followup.send
            if not interaction.response.is_done():
                send = interaction.response.send_message
            await send(told(str(error)), view=Again(self), ephemeral=True)


async def redraw(interaction: Press, view: ui.LayoutView) -> None:
    """Put `view` in place of the card that was pressed, whoever pressed it: a draft is shared.

    After a form was opened again, the card is that under which it was opened first.
    """
    view.stop()  # its buttons hold all they need
    none = discord.AllowedMentions.none()
    origin: Press | None = interaction.extras.get(ORIGIN)
    if origin is not None:
        with suppress(*UNANSWERED):
            await origin.edit_original_response(view=view, allowed_mentions=none)
        await _replace(interaction, content=t("That could be read."), view=None)
        return
    await _replace(interaction, view=view, allowed_mentions=none)


async def _replace(interaction: Press, **shown: Any) -> None:
    if interaction.response.is_done():
        await interaction.edit_original_response(**shown)
    else:
        await interaction.response.edit_message(**shown)


class FieldsForm(TypedForm):
    """Fields filled in with what they hold; `save` gets those that were written otherwise."""

    def __init__(
        self, title: str, fields: Sequence[Field], save: Save, typed: dict[str, str] | None = None
    ) -> None:
        super().__init__(title)
        self.fields, self.save = fields, save
        self.inputs: dict[str, ui.TextInput[Any] | ui.Select[Any]] = {}
        for each in self.fields:
            shown = (typed or {}).get(each.name, each.before)
            self.inputs[each.name] = each.component(shown)
            self.add_item(
                ui.Label(text=each.label, description=each.hint, component=self.inputs[each.name])
            )

    @property
    def typed(self) -> dict[str, str]:
        """What the form holds, by the names of its fields."""
        return {
            name: box.value.strip() if isinstance(box, ui.TextInput) else "".join(box.values[:1])
            for name, box in self.inputs.items()
        }

    def again(self) -> "FieldsForm":
        return FieldsForm(self.title, self.fields, self.save, self.typed)

    async def taken(self, interaction: Press) -> None:
        typed = self.typed
        changed = {
            each.name: typed[each.name] or EMPTY
            for each in self.fields
            if typed[each.name] != each.before
        }
        await self.save(interaction, changed)
