"""/brief, as people use it."""

import re
from datetime import UTC, datetime

import simcord

from cogs.render.phones import SCREEN_LINES, text_lines
from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import GUILD_ID, Desk

FUNDING = "Measures to finance selected projects"


async def brief(desk: Desk, subject: str, **asked: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, "brief", subject=subject, **asked)


async def test_a_brief_says_what_it_is_where_it_stands_and_what_comes_next(desk: Desk) -> None:
    answer = await brief(desk, "US-Japan Framework")
    assert_fits(answer)
    said = text(answer)
    assert "Framework · not binding · United States, Japan" in said
    assert re.search(r"\*\*Signed on 28 Oct 2025\*\*, Tokyo \[\(\d+\)\]\(https://", said)
    assert "### Next · intended" in said
    assert re.search(
        r"-# \*\*Measures to finance selected projects\*\* \[\(\d+\)\]\(https://\S+\) · ", said
    )
    assert " · 27 or 28 Apr 2026, Tokyo · <t:1777301999:R>\n" in said
    assert "**Sources disagree: Date of the framework**\n" in said
    assert re.search(r"White House, as reported by.*: “Announced under the date", said)
    assert "5 open questions · 6 without a date" in said
    assert "19 sources, checked 4 Feb 2026" in said
    assert " must " not in said


async def test_a_brief_is_for_all_to_see_unless_asked_otherwise(desk: Desk) -> None:
    assert not (await brief(desk, "Japan")).ephemeral
    assert (await brief(desk, "Japan", private=True)).ephemeral


async def test_the_last_agreement_is_named_by_any_of_its_names(desk: Desk) -> None:
    for name in ("japan framework", "日米枠組み", "US-JP", "us-japan fram"):
        assert text(await brief(desk, name)).startswith("## US-Japan Framework")


async def test_a_disputed_status_never_stands_without_who_says_so(desk: Desk) -> None:
    said = text(await brief(desk, "US-Malaysia Trade Agreement (ART)"))
    assert "**Reported void on 16 Mar 2026**, Kuala Lumpur · disputed, says Diffwire" in said
    assert "2 wait for an event" in said
    assert "No date ahead is recorded." in said


async def test_a_party_and_a_commodity_have_briefs_too(desk: Desk) -> None:
    for subject, kind in (("United States", "Party"), ("gallium", "Commodity")):
        answer = await brief(desk, subject)
        assert_fits(answer)
        assert f"-# {kind} · " in text(answer)
        assert "-# Latest: **" in text(answer)
    assert "and 12 more: /due" in text(await brief(desk, "United States"))


async def test_after_the_date_it_is_unverified_and_never_missed(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)
    said = text(await brief(desk, "US-Japan Framework"))
    unverified = said.partition("### Date passed, outcome unverified")[2]
    assert FUNDING in unverified
    assert "missed" not in said.casefold()


async def test_once_somebody_answers_for_it_it_is_overdue(desk: Desk) -> None:
    await desk.services.milestones.assign(
        GUILD_ID,
        reference=f"US-Japan Framework: {FUNDING}",
        by=desk.editor.id,
        now=desk.clock(),
        owner_id=desk.member.id,
    )
    desk.clock.at = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)
    overdue = text(await brief(desk, "US-Japan Framework")).partition("### Overdue")[2]
    assert "Measures to finance selected" in overdue.partition("###")[0]


async def test_every_source_is_listed_numbered_and_linked(desk: Desk) -> None:
    answer = await brief(desk, "US-Japan Framework")
    assert answer.response is not None
    await desk.restart()
    count = next(each for each in labels(answer) if each.startswith("Sources ("))
    listed = await desk.editor.click(answer.response, label=count)
    assert listed.ephemeral
    assert_fits(listed)
    assert "1. [" in text(listed)
    assert "Federal Newswire · aggregator" in text(listed)
    assert listed.response is not None
    after = await desk.editor.click(listed.response, label="Next")
    assert "page 2 of" in text(after)
    assert "9. " in text(after)
    assert text(answer).startswith("## US-Japan Framework"), "the brief stays as it was"


async def test_what_is_due_opens_beside_the_brief(desk: Desk) -> None:
    answer = await brief(desk, "US-Japan Framework")
    assert answer.response is not None
    opened = await desk.member.click(answer.response, label="Due")
    assert opened.ephemeral
    assert "Due in the next 365 days" in text(opened)
    assert text(answer).startswith("## US-Japan Framework")


async def test_subjects_are_offered_while_typing(desk: Desk) -> None:
    for typed, wanted in (("japan", "Japan"), ("gall", "gallium"), ("日米", "US-Japan Framework")):
        found = await desk.member.autocomplete(desk.channel, "brief", "subject", typed)
        assert wanted in [each["value"] for each in found]


async def test_an_unknown_subject_is_one_private_sentence(desk: Desk) -> None:
    assert "not on record" in sentence(await brief(desk, "Atlantis"))


async def test_an_agreement_archived_a_second_ago_has_no_brief(desk: Desk) -> None:
    await desk.services.agreements.archive(GUILD_ID, "FORGE", by=1, now=desk.clock())
    found = await desk.member.autocomplete(desk.channel, "brief", "subject", "FORGE")
    assert "FORGE" not in [each["value"] for each in found]
    assert sentence(await brief(desk, "FORGE"))


async def test_hostile_and_overlong_records_stay_within_bounds(desk: Desk) -> None:
    await desk.services.agreements.add(
        GUILD_ID,
        by=desk.editor.id,
        now=desk.clock(),
        title="*" * 200,
        short_name="@here " + "_" * 50,
        parties=", ".join("`" * 50 + str(each) for each in range(30)),
        summary="||" * 1000,
        source_url="https://example.org/" + "y" * 470,
    )
    name = "@here " + "_" * 50
    for number in range(30):
        await desk.services.milestones.add(
            GUILD_ID,
            by=desk.editor.id,
            now=desk.clock(),
            agreement=name,
            what=f"{number}" + "[" * 140,
            due=f"2026-05-{number % 28 + 1:02}" if number % 3 else "",
        )
    answer = await brief(desk, name)
    assert_fits(answer)
    assert "@here" not in text(answer)
    assert "and 17 more" in text(answer)


async def test_everything_a_topic_and_what_a_person_answers_for_have_briefs(desk: Desk) -> None:
    everything = await desk.member.slash(desk.channel, "brief")
    assert_fits(everything)
    assert text(everything).startswith("## Everything\n-# 38 agreements")
    topic = await brief(desk, "supply chains")
    assert_fits(topic)
    assert "-# Topic · " in text(topic)
    await desk.services.milestones.assign(
        GUILD_ID,
        reference=f"US-Japan Framework: {FUNDING}",
        by=desk.editor.id,
        now=desk.clock(),
        owner_id=desk.member.id,
    )
    owned = await desk.member.slash(desk.channel, "brief", owner=desk.member)
    said = text(owned)
    assert f"## What <@{desk.member.id}> answers for\n-# 1 agreement" in said
    assert FUNDING in said
    assert "Action Plan" not in said


async def test_a_brief_for_a_time_holds_what_falls_in_it_alone(desk: Desk) -> None:
    said = text(await brief(desk, "US-Japan Framework", period="27 April to 30 April"))
    assert "27–30 Apr 2026" in said
    assert FUNDING in said
    assert "Action Plan" not in said
    assert "### No date yet" not in said
    empty = await brief(desk, "US-Japan Framework", period="June 2031")
    assert "Nothing is recorded for this time." in text(empty)


async def test_a_time_that_runs_backwards_or_is_none_is_one_private_sentence(desk: Desk) -> None:
    backwards = await brief(desk, "Japan", period="30 June 2026 to 1 May 2026")
    assert "give the earlier date first" in sentence(backwards)
    assert "as a time" in sentence(await brief(desk, "Japan", period="whenever"))


async def test_show_all_shows_the_whole_brief_to_the_presser_after_a_restart(desk: Desk) -> None:
    short = await brief(desk, "China", period="2025-10-01 to 2026-12-31")
    assert "more" in text(short)
    assert short.response is not None
    await desk.restart()
    full = await desk.editor.click(short.response, label="Show all")
    assert full.ephemeral
    assert_fits(full)
    assert len(text(full)) > len(text(short))
    assert "1 Oct 2025 to 31 Dec 2026" in text(full) or "1 Oct 2025" in text(full)


async def test_a_brief_tells_the_last_change_with_old_and_new(desk: Desk) -> None:
    desk.clock.forward(hours=1)
    await desk.services.milestones.move(
        GUILD_ID,
        by=desk.editor.id,
        now=desk.clock(),
        reference=f"US-Japan Framework: {FUNDING}",
        to="2026-05-11",
        reason="agreed in Paris",
    )
    said = text(await brief(desk, "US-Japan Framework"))
    assert f"-# Last change: **{FUNDING}**: ~~Tue 28 Apr 2026~~ → Mon 11 May 2026" in said


async def test_a_brief_as_a_file_holds_all_of_it_with_numbered_sources(desk: Desk) -> None:
    for form, name, begins in (
        ("md", "brief-us-japan-framework.md", "# US-Japan Framework\n"),
        ("html", "brief-us-japan-framework.html", "<!doctype html>"),
    ):
        answer = await brief(desk, "US-Japan Framework", as_file=form)
        assert answer.response is not None
        (attached,) = answer.response.attachments
        assert attached.filename == name
        written = (await attached.read()).decode()
        assert written.startswith(begins)
        assert "27 or 28 Apr 2026, Tokyo" in written
        assert "Investment in refining" in written
        assert "[12]" in written


async def test_a_brief_in_full_holds_every_group_and_every_claim(desk: Desk) -> None:
    said = text(await brief(desk, "US-Japan Framework", full=True))
    assert "### No date yet" in said
    assert "### Open questions" in said
    assert "The Hill: “Signed on Monday, which is 27 October 2025”" in said
    assert "no change on record since" in said


async def test_every_number_in_a_short_brief_opens_its_source(desk: Desk) -> None:
    subjects = ("US-Japan Framework", "China", "gallium", "supply chains", "everything")
    for subject in subjects:
        said = text(await brief(desk, subject))
        numbers = re.findall(r"\(\d+\)", said)
        linked = re.findall(r"\[\(\d+\)\]\(https?://", said)
        assert len(numbers) == len(linked) > 0, subject


async def test_a_short_brief_is_about_one_screen_of_a_phone(desk: Desk) -> None:
    for subject in (
        "US-Japan Framework",
        "US-Malaysia Trade Agreement (ART)",
        "US-China Busan Understanding",
        "Japan",
        "United States",
        "China",
        "gallium",
        "rare earths",
        "supply chains",
        "everything",
    ):
        _, _, shown = text(await brief(desk, subject)).partition("\n")
        assert text_lines(shown) <= SCREEN_LINES + 2.5, subject


async def test_a_short_brief_of_little_tells_names_whole_and_what_it_is(desk: Desk) -> None:
    what = "Name the refineries that take part in the processing of lithium and copper"
    await desk.services.agreements.add(
        GUILD_ID,
        by=desk.editor.id,
        now=desk.clock(),
        title="Pact of Test",
        short_name="Pact",
        summary="Finland and Chile process lithium together.",
    )
    await desk.services.milestones.add(
        GUILD_ID, by=desk.editor.id, now=desk.clock(), agreement="Pact", what=what, due="2026-05-01"
    )
    said = text(await brief(desk, "Pact"))
    assert f"\n**{what}**" in said
    assert "Finland and Chile process lithium together." in said


async def test_a_short_brief_keeps_three_dates_what_passed_claims_and_sources(desk: Desk) -> None:
    said = text(await brief(desk, "US-China Busan Understanding"))
    following = said.partition("### Next")[2].partition("###")[0]
    assert following.count("\n-# **") == 3
    assert "### Date passed, outcome unverified\n-# **At least 12 million" in said
    disputed = said.partition("Sources disagree: ")[2]
    assert disputed.count("“") == 2
    assert "and 1 more claim, 1 more point" in disputed
    assert "6 sources, checked 7 Nov 2025" in said


async def test_what_is_newly_recorded_is_said_to_be_new(desk: Desk) -> None:
    await desk.services.agreements.add(
        GUILD_ID, by=desk.editor.id, now=desk.clock(), title="Pact of Test", short_name="Pact"
    )
    assert "-# Last change: **Pact**: new on record" in text(await brief(desk, "Pact"))


async def test_a_brief_says_that_nothing_has_changed_lately(desk: Desk) -> None:
    said = text(await brief(desk, "US-Japan Framework"))
    assert "Last change" not in said
    assert "no change on record since <t:1774098000:D>" in said


async def test_a_brief_for_a_time_tells_what_happened_in_it(desk: Desk) -> None:
    answer = await brief(desk, "US-Japan Framework", period="October 2025")
    assert_fits(answer)
    events = text(answer).partition("### Events\n")[2]
    assert re.search(r"\*\*Signed\*\*, Tokyo \[\(\d+\)\]\(http\S+\n-# Tue 28 Oct 2025", events)
    asked = await brief(desk, "US-Japan Framework", period="October 2025", as_file="md")
    assert asked.response is not None
    (attached,) = asked.response.attachments
    assert (
        "Tue 28 Oct 2025: US-Japan Framework: signed, Tokyo [[" in (await attached.read()).decode()
    )
