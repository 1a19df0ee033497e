"""/help, as anybody reads it."""

from tests.cogs.reading import assert_fits, text
from tests.conftest import Desk


async def test_help_names_every_command_on_one_screen(desk: Desk) -> None:
    shown = await desk.member.slash(desk.channel, "help")
    assert shown.ephemeral
    assert_fits(shown)
    commands = {name.split()[0] for name in desk.editor.available_commands(desk.channel)}
    assert [each for each in sorted(commands - {"help"}) if f"/{each}" not in text(shown)] == []


async def test_help_explains_unverified_and_the_sources(desk: Desk) -> None:
    shown = text(await desk.member.slash(desk.channel, "help"))
    assert "It does not mean that it was missed" in shown
    assert "names its source" in shown
