"""What is dated is shown first, whoever presses what, and whenever."""

import pytest
import simcord

from cogs.render.proposals import proposal_card
from tests.cogs.reading import assert_fits, sentence, text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def test_an_event_shows_which_dates_follow_it(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "agreement event",
        name="US-Malaysia Trade Agreement (ART)",
        event="notified",
        on="15 April 2026",
        place="Kuala Lumpur",
    )
    assert_fits(shown)
    assert "Wed 15 Apr 2026" in text(shown)
    assert "Kuala Lumpur" in text(shown)
    assert "Entry into force" in text(shown)
    assert "no date yet → Sun 14 Jun 2026" in text(shown)


async def test_a_changed_record_is_not_overwritten_unseen(desk: Desk) -> None:
    shown = await _moved(desk, "5 May 2026")
    await desk.services.milestones.done(
        desk.guild.id, by=None, now=desk.clock(), reference=FUNDING, evidence="A release"
    )
    assert shown.response is not None
    answer = await desk.editor.click(shown.response, label="Save")
    assert "changed since you looked" in sentence(answer)


async def test_a_day_later_it_is_dropped(desk: Desk) -> None:
    shown = await _moved(desk, "5 May 2026")
    desk.clock.forward(hours=25)
    assert shown.response is not None
    answer = await desk.editor.click(shown.response, label="Save")
    assert "older than a day" in sentence(answer)


async def test_whoever_lost_the_right_meanwhile_saves_nothing(desk: Desk) -> None:
    shown = await _moved(desk, "5 May 2026")
    backend = desk.env.backend
    for role_id in list(backend.get_guild(desk.guild.id).members[desk.editor.id].role_ids):
        backend.remove_member_role(desk.guild.id, desk.editor.id, role_id)
    assert shown.response is not None
    answer = await desk.editor.click(shown.response, label="Save")
    assert "may manage this server" in sentence(answer)


@pytest.mark.parametrize("label", ["Save", "Discard"])
async def test_only_the_author_decides(desk: Desk, label: str) -> None:
    other = desk.guild.add_member(
        desk.env.create_user("abe"), roles=[desk.guild.roles["Desk officers"]]
    )
    proposal = await desk.services.proposals.propose(
        desk.guild.id,
        by=other.id,
        now=desk.clock(),
        kind="milestone.move",
        arguments={"reference": FUNDING, "to": "5 May 2026", "reason": "Postponed"},
    )
    posted = desk.bot.get_partial_messageable(desk.channel.id, guild_id=desk.guild.id)
    message = await posted.send(view=proposal_card(proposal))
    answer = await desk.editor.click(message, label=label)
    assert "Only the person who proposed this" in sentence(answer)


async def test_the_card_names_the_weekday_the_place_and_the_reason(desk: Desk) -> None:
    shown = await _moved(desk, "5 May 2026")
    assert_fits(shown)
    assert "5 May 2026" in text(shown)
    assert "Tokyo" in text(shown)
    assert "Postponed" in text(shown)


async def _moved(desk: Desk, to: str) -> simcord.InteractionResult:
    return await desk.editor.slash(
        desk.channel, "milestone move", milestone=FUNDING, to=to, reason="Postponed"
    )
