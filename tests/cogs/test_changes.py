"""/changes: what has changed since somebody looked."""

import pytest
import simcord

from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def changes(desk: Desk, **asked: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, "changes", **asked)


async def move(desk: Desk, to: str = "2026-05-11", reference: str = FUNDING) -> None:
    await desk.services.milestones.move(
        desk.guild.id,
        by=desk.editor.id,
        now=desk.clock(),
        reference=reference,
        to=to,
        reason="agreed in Paris",
    )


async def test_a_moved_date_is_told_with_old_and_new_who_moved_it_and_why(desk: Desk) -> None:
    desk.clock.forward(days=1)
    await move(desk)
    answer = await changes(desk, since="today")
    assert_fits(answer)
    said = text(answer)
    assert (
        "### Dates moved\n**Measures to finance selected projects**: ~~Tue 28 Apr 2026~~ →" in said
    )
    assert "Mon 11 May 2026" in said
    assert f"US-Japan Framework · agreed in Paris · <@{desk.editor.id}>" in said
    assert answer.ephemeral


async def test_the_next_visit_tells_only_what_came_after_the_last(desk: Desk) -> None:
    desk.clock.forward(days=1)
    assert "The starter catalogue was loaded" in text(await changes(desk)), "a day ago"
    desk.clock.forward(hours=2)
    assert "Nothing that was recorded has changed." in text(await changes(desk))
    await move(desk)
    desk.clock.forward(minutes=1)
    assert "Mon 11 May 2026" in text(await changes(desk, since="my last visit"))
    desk.clock.forward(minutes=1)
    assert "Nothing" in text(await changes(desk, since="my last visit"))


async def test_one_agreement_can_be_asked_for_alone(desk: Desk) -> None:
    desk.clock.forward(days=1)
    await move(desk)
    said = text(await changes(desk, since="today", agreement="US-Australia Framework"))
    assert "What has changed: US-Australia Framework" in said
    assert "Nothing that was recorded has changed." in said


async def test_many_changes_come_in_pages_that_turn_after_a_restart(desk: Desk) -> None:
    desk.clock.forward(days=1)
    found = await desk.services.milestones.due(desk.guild.id, now=desk.clock(), within=700)
    for milestone in found.items[:9]:
        await move(desk, to="2027-12-06", reference=milestone.reference)
    desk.clock.forward(minutes=1)
    first = await changes(desk, since="today")
    assert "page 1 of 2" in text(first)
    assert "Next" in labels(first)
    await desk.restart()
    assert first.response is not None
    second = await desk.member.click(first.response, label="Next")
    assert "page 2 of 2" in text(second)


async def test_a_day_to_come_or_no_day_at_all_is_answered_in_one_sentence(desk: Desk) -> None:
    assert "has not come yet" in sentence(await changes(desk, since="1 May 2027"))
    assert "I cannot read “soonish” as a time" in sentence(await changes(desk, since="soonish"))
    assert "is not on record" in sentence(await changes(desk, agreement="Atlantis Pact"))


@pytest.mark.parametrize(
    "asked",
    [
        {"agreement": "US-Australia Framework"},
        {"since": "soonish"},
        {"agreement": "Atlantis Pact"},
        {"since": "today"},
    ],
)
async def test_what_a_person_was_not_told_stays_new_to_them(
    desk: Desk, asked: dict[str, str]
) -> None:
    await changes(desk)
    desk.clock.forward(hours=1)
    await move(desk)
    desk.clock.forward(days=1)
    await changes(desk, **asked)
    desk.clock.forward(minutes=1)
    assert "Mon 11 May 2026" in text(await changes(desk))


async def test_changes_since_long_before_there_was_a_record_come_in_pages(desk: Desk) -> None:
    found = await desk.services.milestones.due(desk.guild.id, now=desk.clock(), within=700)
    for milestone in found.items[:9]:
        await move(desk, to="2027-12-06", reference=milestone.reference)
    first = await changes(desk, since="1900")
    assert first.response is not None
    assert "page 2 of 2" in text(await desk.member.click(first.response, label="Next"))


async def test_a_day_to_come_is_named_as_people_write_it(desk: Desk) -> None:
    refused = sentence(await changes(desk, since="tomorrow"))
    assert refused == "Tue 21 Apr 2026 has not come yet; give a day that has."


async def test_the_usual_answers_are_offered_and_what_is_typed_stays(desk: Desk) -> None:
    offered = await desk.member.autocomplete(desk.channel, "changes", "since", "")
    assert "my last visit" in [choice["name"] for choice in offered]
    typed = await desk.member.autocomplete(desk.channel, "changes", "since", "3 March")
    assert [choice["name"] for choice in typed] == ["3 March"]
