"""/deadline, as people use it."""

import pytest
import simcord

from bot.services.deadlines import Suggestion
from cogs.deadlines import suggestion_name
from tests.cogs.reading import assert_fits, sentence, text
from tests.conftest import GUILD_ID, Desk

TOKYO = "within 180 days of 28 Oct 2025 in Tokyo"


async def deadline(desk: Desk, phrase: str, **asked: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, "deadline", phrase=phrase, **asked)


async def offered(desk: Desk, typed: str, **asked: object) -> dict[str, str]:
    """What the list shows while a phrase is typed, and what picking it would fill in."""
    found = await desk.member.autocomplete(desk.channel, "deadline", "phrase", typed, **asked)
    return {each["name"]: each["value"] for each in found}


async def test_a_date_comes_with_its_place_the_readers_own_time_and_every_reading(
    desk: Desk,
) -> None:
    answer = await deadline(desk, TOKYO)
    assert_fits(answer)
    said = text(answer)
    assert said.startswith("## Sun 26 Apr 2026\n")
    assert "To the end of that day in Tokyo · <t:1777215599:R>" in said
    assert "until <t:1777215599:F> by your own clock" in said
    assert "Sat 25 Apr 2026: the first day counted" in said
    assert "**Sun 26 Apr 2026**: as counted" in said
    assert "Mon 27 Apr 2026: moved to a working day" in said
    assert "Earliest Sat 25 Apr 2026, latest Mon 27 Apr 2026." in said


async def test_the_working_is_shown_step_by_step_and_nothing_is_said_twice(desk: Desk) -> None:
    said = text(await deadline(desk, TOKYO))
    assert "1. It counts from the date given, Tuesday 28 October 2025 in Tokyo." in said
    assert "2. That day is not counted. Day 1 is Wednesday 29 October 2025." in said
    assert "3. 180 days end on Sunday 26 April 2026." in said
    assert said.count("within 180 days of") == 1
    assert said.count("moved to a working day") == 2, "as a reading, and in the convention's words"


async def test_a_convention_is_named_with_its_authority_and_where_it_is_written(
    desk: Desk,
) -> None:
    said = text(await deadline(desk, "within 10 days of 22 August 2007", convention="us-federal"))
    assert said.startswith("## Tue 4 Sep 2007")
    assert "**US federal court rules**" in said
    assert "Federal Rules of Civil Procedure, Rule 6(a)" in said
    assert "(https://www.law.cornell.edu/rules/frcp/rule_6)" in said
    assert "Monday 3 September 2007 (Labor Day) are days off, so it moves to Tuesday" in said


async def test_the_same_period_by_another_law_ends_on_another_day(desk: Desk) -> None:
    for convention, day in (("jp-civil", "Mon 31 Aug 2026"), ("cn-civil", "Fri 28 Aug 2026")):
        answer = await deadline(
            desk,
            "within six months",
            starting="28 Feb 2026",
            zone="Tokyo",
            convention=convention,
        )
        assert text(answer).startswith(f"## {day}")


async def test_on_an_agreement_signature_means_its_signature(desk: Desk) -> None:
    answer = await deadline(desk, "within six months of signature", agreement="US-Japan Framework")
    said = text(answer)
    assert said.startswith("## Tue 28 Apr 2026")
    assert "Mon 27 Apr 2026: date in Washington" in said
    assert "Events are those of US-Japan Framework." in said


async def test_a_date_that_is_given_goes_before_the_agreements_own(desk: Desk) -> None:
    answer = await deadline(
        desk,
        "within six months of signature",
        agreement="US-Japan Framework",
        starting="1 Dec 2025",
    )
    assert text(answer).startswith("## Mon 1 Jun 2026")


async def test_an_agreements_milestone_can_be_counted_from_by_its_words(desk: Desk) -> None:
    answer = await deadline(
        desk,
        "within 10 days of Measures to finance selected projects",
        agreement="US-Japan Framework",
    )
    said = text(answer)
    assert said.startswith("## Fri 8 May 2026")
    assert "So far it is only expected." in said


async def test_what_has_not_happened_gives_no_date_and_says_what_it_waits_for(desk: Desk) -> None:
    said = text(
        await deadline(desk, "60 days after entry into force", agreement="US-Japan Framework")
    )
    assert said.startswith("## No date yet: it waits for an event")
    assert "When did “entry into force” happen?" in said


async def test_an_open_point_is_a_question_with_wordings_that_settle_it(desk: Desk) -> None:
    said = text(await deadline(desk, "within six months"))
    assert said.startswith("## No date: something is open")
    assert "**From which event or date does it count?**" in said
    assert "- within six months of signature" in said


async def test_until_shows_both_readings_and_asks(desk: Desk) -> None:
    said = text(await deadline(desk, "until 10 November 2026", zone="Asia/Shanghai"))
    assert "Mon 9 Nov 2026: excluding that day" in said
    assert "**Tue 10 Nov 2026**: including that day" in said
    assert "- through 10 November 2026" in said
    assert "From Wed 11 Nov 2026 on it no longer holds." in said


async def test_hours_end_at_a_time_of_day(desk: Desk) -> None:
    said = text(await deadline(desk, "within 48 hours of 7 Mar 2026 12:00", zone="New York"))
    assert "Until 13:00 on Mon 9 Mar 2026 in Washington" in said


async def test_working_days_are_those_of_the_countries_named(desk: Desk) -> None:
    answer = await deadline(desk, "within 3 business days of 1 May 2026", calendars="JP")
    assert text(answer).startswith("## Mon 11 May 2026"), "Golden Week lies between"


async def test_where_no_place_is_named_the_servers_own_days_count_and_that_is_said(
    desk: Desk,
) -> None:
    said = text(await deadline(desk, "within six months of 28 Oct 2025"))
    assert "No place is named: days are counted in Washington." in said


async def test_the_answer_is_for_all_to_see_unless_asked_otherwise(desk: Desk) -> None:
    assert not (await deadline(desk, TOKYO)).ephemeral
    assert (await deadline(desk, TOKYO, private=True)).ephemeral


@pytest.mark.parametrize(
    ("phrase", "asked", "told"),
    [
        ("within 30 days of 31 February 2026", {}, "There is no 31 February 2026"),
        ("within 30 days of 0000-01-01", {}, "The year 0 is outside 1 to 9999"),
        ("within 30 days of 10000-01-01", {}, "The year 10000 is outside 1 to 9999"),
        ("within 30 days of 31 December 9999", {}, "outside the years 1 to 9999"),
        ("within -3 months of 2026-01-01", {}, "A period cannot be negative"),
        ("within a million months of 2026-01-01", {}, "1,000,000 months is longer"),
        ("x" * 401, {}, "at most 400 characters"),
        ("   ", {}, "Write when it is due"),
        ("within six months", {"starting": "31 Feb 2026"}, "There is no 31 February 2026"),
        ("within six months", {"starting": "soon"}, "cannot read “soon” as a date"),
        (TOKYO, {"zone": "Mars/Olympus"}, "Mars/Olympus"),
        (TOKYO, {"calendars": "XX"}, "no holiday calendar “XX”"),
        (TOKYO, {"calendars": "US,JP,CN,DE,FR,GB,IT"}, "at most 6 calendars"),
        (TOKYO, {"agreement": "Atlantis Pact"}, "not on record"),
    ],
)
async def test_what_cannot_be_read_is_answered_in_one_sentence(
    desk: Desk, phrase: str, asked: dict[str, str], told: str
) -> None:
    said = sentence(await deadline(desk, phrase, **asked))
    assert told in said
    assert "\n" not in said
    assert len(said) < 250


async def test_markup_and_mentions_in_a_phrase_do_nothing(desk: Desk) -> None:
    answer = await deadline(desk, "@everyone **x** [free](https://evil.example) <@1> `y`")
    said = text(answer)
    assert "@everyone" not in said
    assert "<@1>" not in said
    assert "\\*\\*x\\*\\*" in said
    assert "[free](" not in said
    assert answer.response is not None
    assert answer.response.message.mentions == []


async def test_the_longest_phrase_still_fits(desk: Desk) -> None:
    phrase = "within 6 months of 28 Oct 2025 in Tokyo provided that " + "*_~`|" * 69
    assert len(phrase) <= 400
    assert_fits(await deadline(desk, phrase, convention="eu-1182-71"))


async def test_the_date_is_shown_while_the_phrase_is_typed(desk: Desk) -> None:
    assert await offered(desk, TOKYO) == {f"{TOKYO} → Sun 26 Apr 2026": TOKYO}


async def test_the_preview_heeds_the_other_options(desk: Desk) -> None:
    found = await offered(
        desk, "within six months of signature", agreement="US-Japan Framework", kind="act_by"
    )
    assert list(found) == ["within six months of signature → Tue 28 Apr 2026"]


async def test_what_is_open_is_offered_settled(desk: Desk) -> None:
    found = await offered(desk, "within six months", agreement="US-Japan Framework")
    assert "within six months → From which event or date does it count?" in found
    assert found["within six months of signature → Tue 28 Apr 2026"] == (
        "within six months of signature"
    )


async def test_what_is_wrong_is_said_while_it_is_typed(desk: Desk) -> None:
    assert list(await offered(desk, "by 31 Feb 2026")) == [
        "by 31 Feb 2026 → There is no 31 February 2026: check the date."
    ]
    assert any("Mars" in each for each in await offered(desk, TOKYO, zone="Mars/Olympus"))
    assert any("Atlantis" in each for each in await offered(desk, TOKYO, agreement="Atlantis"))


async def test_before_anything_is_typed_there_are_examples(desk: Desk) -> None:
    found = await offered(desk, "")
    assert f"{TOKYO} → Sun 26 Apr 2026" in found
    on_agreement = await offered(desk, "", agreement="US-Japan Framework")
    assert "within six months of signature → Tue 28 Apr 2026" in on_agreement


async def test_a_phrase_too_long_for_the_list_is_left_as_it_is_typed(desk: Desk) -> None:
    assert await offered(desk, "within six months of 28 October 2025 " + "and so on " * 8) == {}


async def test_another_servers_agreement_lends_no_events(desk: Desk) -> None:
    await desk.services.agreements.add(
        GUILD_ID + 1,
        by=1,
        now=desk.clock(),
        title="Secret Pact",
        parties="Ruritania",
        signed="2026-01-01",
    )
    answer = await deadline(desk, "within six months of signature", agreement="Secret Pact")
    assert "not on record" in sentence(answer)


def test_a_suggestion_keeps_its_date_however_long_the_phrase() -> None:
    name = suggestion_name(Suggestion("within six months of " + "x" * 79, "Tue 28 Apr 2026"))
    assert len(name) <= 100
    assert name.endswith("→ Tue 28 Apr 2026")
    name = suggestion_name(Suggestion("within a million months", "y" * 300))
    assert len(name) <= 100
    assert name.startswith("within a million months → y")
