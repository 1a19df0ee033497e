"""/settings: when a server is closed, and where it is told what went wrong."""

import pytest

from tests.cogs.reading import assert_fits, sentence, text
from tests.cogs.reminding import FUNDING, closed_channel
from tests.conftest import Desk


async def test_a_server_is_always_open_until_it_says_otherwise(desk: Desk) -> None:
    shown = text(await desk.editor.slash(desk.channel, "settings"))
    assert "Quiet hours: none" in shown
    assert "Working days: **every day**" in shown
    assert "Public holidays kept: **none**" in shown
    assert "told to nobody else" in shown


async def test_closed_hours_are_shown_as_they_were_understood(desk: Desk) -> None:
    changed = await desk.editor.slash(
        desk.channel,
        "settings",
        quiet="10pm to 7am",
        workdays="Monday to Friday",
        holidays="us, JP",
        admin_channel=desk.elsewhere,
    )
    assert_fits(changed)
    said = text(changed)
    assert "Settings saved" in said
    assert "Quiet hours: **22:00 to 07:00**" in said
    assert "Working days: **Mon to Fri**" in said
    assert "Public holidays kept: **US, JP**" in said
    assert f"What cannot be delivered is told in {desk.elsewhere.mention}" in said
    undone = text(
        await desk.editor.slash(
            desk.channel, "settings", quiet="none", workdays="every day", holidays="none"
        )
    )
    assert "Quiet hours: none" in undone
    assert "Working days: **every day**" in undone
    assert "Public holidays kept: **none**" in undone
    assert desk.elsewhere.mention in undone


async def test_a_team_role_and_an_admin_channel_can_be_done_without_again(desk: Desk) -> None:
    role = desk.guild.create_role("Analysts")
    await desk.editor.slash(
        desk.channel, "settings", role=role, admin_channel=desk.elsewhere, hour=10
    )
    without = text(await desk.editor.slash(desk.channel, "settings", unset="admin_channel_id"))
    assert "told to nobody else" in without
    assert role.mention in without
    assert "**10:00**" in without
    neither = text(await desk.editor.slash(desk.channel, "settings", unset="role_id"))
    assert role.mention not in neither


async def test_what_is_chosen_and_unset_at_once_changes_nothing(desk: Desk) -> None:
    answer = await desk.editor.slash(
        desk.channel, "settings", admin_channel=desk.elsewhere, unset="admin_channel_id"
    )
    assert "leave one of the two out" in sentence(answer)
    assert "told to nobody else" in text(await desk.editor.slash(desk.channel, "settings"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"quiet": "at night"}, "22-7"),
        ({"quiet": "8-17"}, "lies in the quiet hours from 08:00 to 17:00"),
        ({"hour": 23, "quiet": "22-7"}, "lies in the quiet hours"),
        ({"workdays": "1-5"}, "Mon-Fri"),
        ({"holidays": "Atlantis"}, "no holiday calendar"),
    ],
)
async def test_what_cannot_be_is_answered_and_changes_nothing(
    desk: Desk, options: dict[str, object], said: str
) -> None:
    before = await _chosen(desk)
    answer = await desk.editor.slash(desk.channel, "settings", zone="Asia/Tokyo", **options)
    assert said in sentence(answer)
    assert await _chosen(desk) == before


async def test_an_hour_of_posting_inside_the_quiet_hours_is_refused(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "settings", quiet="22-7")
    answer = await desk.editor.slash(desk.channel, "settings", hour=6)
    assert "choose another hour" in sentence(answer)
    both = await desk.editor.slash(desk.channel, "settings", hour=6, quiet="22-5")
    assert "Settings saved" in text(both)


async def test_an_admin_channel_that_is_closed_to_the_bot_is_refused(desk: Desk) -> None:
    closed = closed_channel(desk)
    answer = await desk.editor.slash(desk.channel, "settings", admin_channel=closed)
    assert "Send Messages" in sentence(answer)


async def test_working_days_move_what_is_planned(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="1, 0")
    assert await _planned(desk) == ["Sun 26", "Mon 27"]
    await desk.editor.slash(desk.channel, "settings", workdays="Tue-Fri")
    assert await _planned(desk) == ["Fri 24"]
    await desk.editor.slash(desk.channel, "settings", workdays="every day")
    assert await _planned(desk) == ["Sun 26", "Mon 27"]


async def _planned(desk: Desk) -> list[str]:
    coming = await desk.services.reminders.preview(desk.guild.id, now=desk.clock())
    return [f"{each.due_at:%a %d}" for each in coming]


async def _chosen(desk: Desk) -> tuple[object, ...]:
    guild = await desk.services.guilds.get(desk.guild.id)
    quiet = (guild.quiet_from, guild.quiet_until)
    return guild.zone, guild.hour, quiet, guild.workdays, guild.calendars
