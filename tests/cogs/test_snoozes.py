"""Snoozing a reminder, from its button."""

from datetime import datetime

import pytest

from tests.cogs.reading import sentence, text
from tests.cogs.reminding import direct_reminder, posted, reminder
from tests.conftest import Desk


async def snoozes(desk: Desk) -> list[datetime]:
    coming = await desk.services.reminders.preview(desk.guild.id, now=desk.clock())
    return [each.due_at for each in coming if each.kind == "snoozed"]


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"days": ["3"]}, "2026-04-24T13:00"),
        ({"days": ["in 3 hours"]}, "2026-04-21T16:00"),
        ({"days": ["until 3 days before"]}, "2026-04-24T13:00"),
        ({"days": ["on the day"]}, "2026-04-27T13:00"),
        ({"on": "2 May 2026"}, "2026-05-02T13:00"),
        ({"on": "tomorrow 15:00"}, "2026-04-22T19:00"),
        ({"on": "Saturday 9:30"}, "2026-04-25T13:30"),
        ({"on": "until 2 days before"}, "2026-04-25T13:00"),
    ],
)
async def test_it_comes_once_more_in_the_same_place(
    desk: Desk, typed: dict[str, object], at: str
) -> None:
    form = await desk.editor.click(await reminder(desk), label="Snooze")
    later = await desk.editor.submit_modal(form, typed)
    assert "I will remind you here again" in text(later)
    [snoozed_to] = await snoozes(desk)
    assert f"{snoozed_to:%Y-%m-%dT%H:%M}" == at
    desk.clock.at = snoozed_to
    await desk.tick()
    assert len(posted(desk)) == 2


async def test_the_form_offers_the_days_that_are_still_ahead(desk: Desk) -> None:
    form = await desk.editor.click(await reminder(desk), label="Snooze")
    assert form.modal is not None
    offered = str(form.modal)
    for label in (
        "In 3 hours",
        "Tomorrow",
        "In a week",
        "Until 3 days before",
        "On the day itself",
    ):
        assert label in offered
    assert "Until 7 days before" not in offered


@pytest.mark.parametrize("typed", [{}, {"days": ["1"], "on": "2 May 2026"}])
async def test_it_wants_one_time(desk: Desk, typed: dict[str, object]) -> None:
    form = await desk.editor.click(await reminder(desk), label="Snooze")
    assert "Choose one" in sentence(await desk.editor.submit_modal(form, typed))


@pytest.mark.parametrize("typed", ["1 April 2026", "until 30 days before", "in 3 years"])
async def test_what_is_not_ahead_is_answered(desk: Desk, typed: str) -> None:
    form = await desk.editor.click(await reminder(desk), label="Snooze")
    answer = await desk.editor.submit_modal(form, {"on": typed})
    assert "time ahead" in sentence(answer)
    assert await snoozes(desk) == []


async def test_a_direct_message_can_be_snoozed(desk: Desk) -> None:
    post = await direct_reminder(desk)
    form = await desk.editor.user.click(post, label="Snooze")
    later = await desk.editor.user.submit_modal(form, {"days": ["1"]})
    assert "again" in text(later)
