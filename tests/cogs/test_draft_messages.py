"""The menu on a message: whatever a message is like, what it tells of becomes a draft."""

from typing import Any

import discord
import pytest
import simcord

from tests.cogs.reading import text
from tests.cogs.test_drafts import MENU, PACT, PAGE, Library, library, on_record, press
from tests.conftest import Desk

__all__ = ["library"]

MARKED = """# **Norway and Iceland divide the herring**

> OSLO, 17 April 2026 - **Norway** and **Iceland** signed an *agreement* in Oslo on 14 April 2026.

Norway **shall publish** the [shares](https://harbour.example) of each fleet within __three months__
of signature, as <@{member}> says <:herring:123456789012345678>."""


async def drafted(
    desk: Desk, message: discord.Message, channel: simcord.ChannelHandle | None = None
) -> simcord.InteractionResult:
    return await desk.editor.context_menu(channel or desk.channel, MENU, message)


async def test_the_signs_of_markdown_do_not_hide_what_a_message_says(desk: Desk) -> None:
    message = await desk.member.send(desk.channel, MARKED.format(member=desk.member.id))
    shown = text(await drafted(desk, message))
    assert "## Norway and Iceland divide the herring\n" in shown
    assert "14 Jul 2026, Oslo" in shown
    assert "within three months of signature, as @\u200blee says" in shown
    assert "123456789012345678" not in shown


async def test_pasted_text_may_bear_the_signs_of_markdown_too(desk: Desk) -> None:
    form = await desk.editor.slash(desk.channel, "import")
    shown = await desk.editor.submit_modal(form, {"text": MARKED})
    assert "14 Jul 2026, Oslo" in text(shown)
    assert "*" not in text(shown).partition("“")[2].partition("”")[0]


@pytest.mark.parametrize("words", ["Seen this? {link}", "{link}, says the minister.", "(<{link}>)"])
async def test_a_short_message_with_one_link_is_that_page(
    desk: Desk, library: Library, words: str
) -> None:
    message = await desk.member.send(desk.channel, words.format(link=PAGE))
    assert f"]({PAGE})" in text(await drafted(desk, message))


async def test_a_file_is_read_where_the_words_beside_it_tell_of_no_agreement(
    desk: Desk, library: Library
) -> None:
    words = "Colleagues, please find attached what was sent over the weekend. " * 5
    message = await desk.member.send(desk.channel, words, attachments=[("pact.txt", PACT.encode())])
    assert "ublish the shares of each fleet" in text(await drafted(desk, message))


async def test_a_message_that_was_edited_is_read_anew(desk: Desk) -> None:
    message = await desk.member.send(desk.channel, PACT)
    await drafted(desk, message)
    await desk.member.edit(message, f"{PACT}\nIceland shall open its ports by 1 June 2027.")
    shown = await drafted(desk, message)
    assert "3 milestones" in text(shown)


async def test_words_from_a_private_channel_are_accepted_only_after_a_warning(desk: Desk) -> None:
    everyone, hidden = desk.guild.default_role, discord.PermissionOverwrite(view_channel=False)
    shown_to: dict[Any, discord.PermissionOverwrite]
    shown_to = {everyone: hidden, desk.editor: discord.PermissionOverwrite(view_channel=True)}
    cabinet = desk.guild.create_text_channel("cabinet", overwrites=shown_to)
    message = await desk.editor.send(cabinet, PACT)
    shown = await drafted(desk, message, cabinet)
    assert "Not everybody may read this message where it stands" in text(shown)
    await press(desk, shown, "Accept all")
    (name,) = await on_record(desk, "herring")
    page = await desk.member.slash(desk.channel, "agreement show", name=name)
    assert page.response is not None
    sources = await desk.member.click(page.response, label="Sources")
    for told in (shown, page, sources):
        assert "cabinet" not in text(told)


async def test_words_that_everybody_may_read_need_no_warning(desk: Desk) -> None:
    message = await desk.member.send(desk.channel, PACT)
    shown = text(await drafted(desk, message))
    assert "Not everybody" not in shown
    assert "Message by lee in #deadlines" in shown
