"""/milestone, as people use it."""

import re
from functools import partial

import pytest
import simcord

from cogs.milestone_button import IDS
from cogs.press import ID
from tests.cogs.acting import button
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import GUILD_ID, Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"
REFINING = "US-Japan Framework: Investment in refining"


async def test_a_milestone_is_found_by_a_part_of_its_name(desk: Desk) -> None:
    found = await desk.member.autocomplete(desk.channel, "milestone show", "milestone", "financ")
    assert FUNDING in [each["name"] for each in found]
    assert all(each["name"] == each["value"] for each in found)


async def test_the_page_says_what_when_by_whom_and_where_it_was_read(desk: Desk) -> None:
    shown = await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING)
    page = text(shown)
    assert_fits(shown)
    assert "27 or 28 Apr 2026" in page
    assert "Mon 27 Apr 2026" in page, "the other capital's reading is shown too"
    assert "Tokyo" in page
    assert "intended by United States, Japan" in page
    assert "Source:" in page
    assert "within six months of signature" in page


async def test_a_milestone_without_a_date_says_why(desk: Desk) -> None:
    page = text(await desk.member.slash(desk.channel, "milestone show", milestone=REFINING))
    assert "no date yet" in page
    assert "no project has been named" in page


async def test_a_past_date_is_unverified_and_never_missed(desk: Desk) -> None:
    summit = "US-Japan Framework: Action Plan to be signed at the summit"
    shown = await desk.member.slash(desk.channel, "milestone show", milestone=summit)
    assert "? unverified" in text(shown)
    assert "missed" not in text(shown)
    assert "Checked: not done yet" in labels(shown)


async def test_a_new_milestone_is_shown_before_it_is_saved(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "milestone add",
        agreement="US-Japan Framework",
        what="Second progress report",
        due="9 months after signature",
        obligors="Japan",
    )
    assert shown.ephemeral
    assert_fits(shown)
    assert "Nothing is saved yet" in text(shown)
    assert "Tue 28 Jul 2026" in text(shown)
    assert await _references(desk, "Second progress") == []

    assert shown.response is not None
    saved = await desk.editor.click(shown.response, label="Save")
    assert "Saved" in text(saved)
    assert labels(saved) == ["Why?"]
    assert await _references(desk, "Second progress") == [
        "US-Japan Framework: Second progress report"
    ]


async def test_saving_twice_saves_once(desk: Desk) -> None:
    shown = await _proposed_report(desk)
    assert shown.response is not None
    proposal_id = int(button(shown.response.message, "Save").rpartition(":")[2])
    await desk.services.proposals.confirm(
        desk.guild.id, proposal_id, by=desk.editor.id, now=desk.clock()
    )
    again = await desk.editor.click(shown.response, label="Save")
    assert "saved or discarded already" in sentence(again)
    assert len(await _references(desk, "Second progress")) == 1


async def test_what_is_discarded_is_not_saved(desk: Desk) -> None:
    shown = await _proposed_report(desk)
    assert shown.response is not None
    gone = await desk.editor.click(shown.response, label="Discard")
    assert "Nothing was saved" in text(gone)
    assert await _references(desk, "Second progress") == []


async def test_save_works_after_a_restart(desk: Desk) -> None:
    shown = await _proposed_report(desk)
    await desk.restart()
    assert shown.response is not None
    assert "Saved" in text(await desk.editor.click(shown.response, label="Save"))


async def test_an_impossible_date_is_answered_and_nothing_is_proposed(desk: Desk) -> None:
    answer = await desk.editor.slash(
        desk.channel,
        "milestone add",
        agreement="US-Japan Framework",
        what="A report",
        due="31 February 2027",
    )
    assert "February" in sentence(answer)


async def test_an_unknown_zone_is_answered(desk: Desk) -> None:
    answer = await desk.editor.slash(
        desk.channel,
        "milestone add",
        agreement="US-Japan Framework",
        what="A report",
        due="1 June 2026",
        zone="Mars/Olympus",
    )
    assert "mars/olympus" in sentence(answer).lower()


async def test_a_zone_is_found_by_its_city(desk: Desk) -> None:
    found = await desk.editor.autocomplete(desk.channel, "milestone add", "zone", "toky")
    assert found[0]["value"] == "Asia/Tokyo"
    assert "22:00" in found[0]["name"], "the time there shows that it is the right one"


async def test_a_party_name_that_is_too_long_is_answered(desk: Desk) -> None:
    answer = await desk.editor.slash(
        desk.channel,
        "milestone edit",
        milestone=FUNDING,
        obligors="J" * 200,
    )
    assert "Shorten" in sentence(answer)


async def test_an_edit_shows_old_and_new(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel, "milestone edit", milestone=FUNDING, quote="Within six months, at the latest"
    )
    assert "~~" in text(shown)
    assert "Within six months, at the latest" in text(shown)
    assert shown.response is not None
    await desk.editor.click(shown.response, label="Save")
    page = await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING)
    assert "Within six months, at the latest" in text(page)


async def test_what_people_type_neither_mentions_nor_formats(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "milestone edit",
        milestone=FUNDING,
        what="@everyone **look** <@&1> [here](https://evil.example)",
    )
    assert "@everyone" not in text(shown)
    assert "\\*\\*look\\*\\*" in text(shown)
    assert "](https://evil.example)" not in text(shown)


async def test_a_moved_date_says_from_and_to_and_who_will_be_told(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "remind add", what="milestone", name=FUNDING, days="6, 0")
    desk.clock.forward(days=1)
    await desk.tick()
    shown = await desk.editor.slash(
        desk.channel, "milestone move", milestone=FUNDING, to="5 May 2026", reason="Postponed"
    )
    assert "28 Apr 2026" in text(shown)
    assert "5 May 2026" in text(shown)
    assert "1 place that heard an earlier date" in text(shown)
    assert "Postponed" in text(shown)


async def test_done_today_is_saved_at_once_and_can_be_taken_back(desk: Desk) -> None:
    done = await desk.editor.slash(
        desk.channel,
        "milestone done",
        milestone=FUNDING,
        evidence="Joint press release",
        link="https://example.org/release",
    )
    assert_fits(done)
    assert "done on time" in text(done)
    assert "Mon 20 Apr 2026" in text(done)
    assert "Evidence: Joint press release" in text(done)
    assert text(done).count(desk.editor.mention) == 1
    assert labels(done) == ["Reopen", "Why?"]
    assert done.response is not None
    reopened = await desk.editor.click(done.response, label="Reopen")
    assert "due soon" in text(reopened)
    assert desk.editor.mention in text(reopened), "the channel sees who did it"


async def test_done_on_another_day_is_shown_first(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "milestone done",
        milestone=FUNDING,
        evidence="Joint press release",
        on="17 April 2026",
    )
    assert "Nothing is saved yet" in text(shown)
    assert "Fri 17 Apr 2026" in text(shown)


async def test_done_needs_a_real_link(desk: Desk) -> None:
    answer = await desk.editor.slash(
        desk.channel,
        "milestone done",
        milestone=FUNDING,
        evidence="Seen",
        link="javascript:alert(1)",
    )
    assert "https://" in sentence(answer)


async def test_what_is_done_cannot_be_done_again(desk: Desk) -> None:
    for _ in range(2):
        answer = await desk.editor.slash(
            desk.channel, "milestone done", milestone=FUNDING, evidence="Seen"
        )
    assert "already" in sentence(answer)


async def test_an_owner_is_named_and_taken_away(desk: Desk) -> None:
    named = await desk.editor.slash(
        desk.channel, "milestone assign", milestone=FUNDING, owner=desk.member
    )
    assert f"<@{desk.member.id}>" in text(named)
    answer = desk.env.http_requests[-1].json
    assert answer is not None
    assert answer["data"]["allowed_mentions"]["parse"] == [], "naming somebody notifies nobody"
    free = await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING)
    assert "nobody" in text(free)


async def test_a_deputy_is_named_beside_the_owner_and_kept_in_the_history(desk: Desk) -> None:
    deputy = desk.guild.add_member(desk.env.create_user("tanaka"))
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.member)
    named = text(
        await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, deputy=deputy)
    )
    assert "Deputy named" in named
    assert f"Owner: {desk.member.mention}\nDeputy: {deputy.mention}" in named
    page = text(await desk.member.slash(desk.channel, "milestone show", milestone=FUNDING))
    assert f"Deputy: {deputy.mention}" in page
    assert f"deputy named: {deputy.mention}" in page
    assert f"owner named: {desk.member.mention}" in page
    due = await desk.member.slash(desk.channel, "due")
    assert f"owner {desk.member.mention} · deputy {deputy.mention}" in text(due)


async def test_nobody_is_both_owner_and_deputy(desk: Desk) -> None:
    assign = partial(desk.editor.slash, desk.channel, "milestone assign", milestone=FUNDING)
    both = await assign(owner=desk.member, deputy=desk.member)
    assert "somebody else" in sentence(both)
    await assign(owner=desk.editor, deputy=desk.member)
    promoted = text(await assign(owner=desk.member))
    assert f"Owner: {desk.member.mention}" in promoted
    assert "Deputy:" not in promoted


@pytest.mark.parametrize(
    ("verb", "word"),
    [
        ("waive", "waived"),
        ("cancel", "cancelled"),
        ("suspend", "suspended"),
        ("supersede", "superseded"),
    ],
)
async def test_a_milestone_can_end_otherwise(desk: Desk, verb: str, word: str) -> None:
    ended = await desk.editor.slash(
        desk.channel, f"milestone {verb}", milestone=FUNDING, reason="Agreed by both sides"
    )
    assert word in text(ended)
    assert "Agreed by both sides" in text(ended)
    again = await desk.editor.slash(desk.channel, "milestone reopen", milestone=FUNDING)
    assert "Open again" in text(again)


async def test_checking_an_unverified_date_makes_it_overdue(desk: Desk) -> None:
    summit = "US-Japan Framework: Action Plan to be signed at the summit"
    shown = await desk.editor.slash(desk.channel, "milestone show", milestone=summit)
    assert shown.response is not None
    checked = await desk.editor.click(shown.response, label="Checked: not done yet")
    assert "overdue" in text(checked)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("add", {"agreement": "US-Japan Framework", "what": "A report"}),
        ("edit", {"milestone": FUNDING, "what": "Other words"}),
        ("move", {"milestone": FUNDING, "to": "5 May 2026", "reason": "Postponed"}),
        ("done", {"milestone": FUNDING, "evidence": "Seen"}),
        ("assign", {"milestone": FUNDING}),
        ("waive", {"milestone": FUNDING, "reason": "Because"}),
        ("cancel", {"milestone": FUNDING, "reason": "Because"}),
        ("suspend", {"milestone": FUNDING, "reason": "Because"}),
        ("supersede", {"milestone": FUNDING, "reason": "Because"}),
        ("reopen", {"milestone": FUNDING}),
    ],
)
async def test_a_plain_member_changes_nothing(
    desk: Desk, command: str, options: dict[str, str]
) -> None:
    answer = await desk.member.slash(desk.channel, f"milestone {command}", **options)
    assert "may manage this server" in sentence(answer)
    page = await desk.services.milestones.show(desk.guild.id, FUNDING)
    assert page.history == () or all(each.by is None for each in page.history)


async def test_the_teams_role_lets_a_member_change_the_record(desk: Desk) -> None:
    team = desk.guild.create_role("Minerals team")
    ally = desk.guild.add_member(desk.env.create_user("sato"), roles=[team])
    await desk.editor.slash(desk.channel, "settings", role=team)
    done = await ally.slash(desk.channel, "milestone done", milestone=FUNDING, evidence="Seen")
    assert "done on time" in text(done)


async def test_another_servers_milestone_is_not_found(desk: Desk) -> None:
    await desk.services.agreements.add(
        1, by=None, now=desk.clock(), title="Secret pact", short_name="Secret pact"
    )
    await desk.services.milestones.add(
        1, by=None, now=desk.clock(), agreement="Secret pact", what="Hidden act"
    )
    answer = await desk.editor.slash(
        desk.channel, "milestone show", milestone="Secret pact: Hidden act"
    )
    assert "Hidden act" not in sentence(answer).replace("“Secret pact: Hidden act”", "")
    found = await desk.editor.autocomplete(desk.channel, "milestone show", "milestone", "Hidden")
    assert found == []


async def test_an_agreement_archived_a_second_ago_takes_no_milestone(desk: Desk) -> None:
    await desk.services.agreements.archive(
        desk.guild.id, "US-Japan Framework", by=None, now=desk.clock()
    )
    answer = await desk.editor.slash(
        desk.channel, "milestone add", agreement="US-Japan Framework", what="A report"
    )
    assert "archived" in sentence(answer)


async def _proposed_report(desk: Desk) -> simcord.InteractionResult:
    return await desk.editor.slash(
        desk.channel,
        "milestone add",
        agreement="US-Japan Framework",
        what="Second progress report",
        due="1 July 2026",
    )


async def _references(desk: Desk, typed: str) -> list[str]:
    found: list[str] = await desk.services.milestones.references(desk.guild.id, typed)
    return [each for each in found if typed in each]


async def test_the_done_button_of_a_time_that_has_made_way_records_no_other(desk: Desk) -> None:
    report = "US-Japan Framework: Report"
    await desk.services.milestones.add(
        desk.guild.id,
        by=None,
        now=desk.clock(),
        agreement="US-Japan Framework",
        what="Report",
        due="every month from 21 March 2026",
    )
    await desk.services.milestones.go_on(now=desk.clock())
    shown = await desk.editor.slash(desk.channel, "milestone show", milestone=report)
    assert shown.response is not None
    assert "21 Apr 2026" in text(shown)
    first = await desk.editor.click(shown.response, label="Done")
    second = await desk.editor.click(shown.response, label="Done")
    await desk.editor.submit_modal(first, {"evidence": "Sent"})
    late = await desk.editor.submit_modal(second, {"evidence": "Sent, says the other"})
    assert "due on Tue 21 Apr 2026" in sentence(late)
    again = await desk.editor.click(shown.response, label="Done")
    assert "due on Tue 21 Apr 2026" in sentence(again)
    assert (await desk.services.milestones.show(desk.guild.id, report)).milestone.occurrence == 2


def test_no_button_carries_an_id_that_the_record_could_not_hold() -> None:
    held = [1, GUILD_ID, 8 * 10**18]
    assert all(re.fullmatch(ID, str(each)) for each in held)
    for forged in (2**63, 10**19 - 1, 10**20 - 1):
        assert re.fullmatch(ID, str(forged)) is None
        assert re.fullmatch(f"milepost:done:{IDS}", f"milepost:done:{GUILD_ID}:{forged}") is None
