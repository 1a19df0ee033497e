"""Agreements and milestones: what is asked of the record, and what may be written into it."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.briefs import SubjectKind
from bot.domain.milestones import SettlementKind, State
from bot.domain.subscriptions import Scope
from bot.errors import Conflict, NotFound, UserError
from bot.services import Services
from bot.services.catalogue import packaged
from tests.conftest import TestClock
from tests.services.conftest import CHANNEL, EDITOR, FUNDING, GUILD, MINISTERIAL, Server


@pytest.fixture
def who(server: Server) -> dict[str, Any]:
    return {"by": EDITOR, "now": server.clock()}


async def due(server: Server, **asked: Any) -> list[str]:
    found = await server.services.milestones.due(GUILD, now=server.clock(), **asked)
    return [each.what for each in found.items]


async def test_what_is_due_comes_in_the_order_of_its_date(server: Server) -> None:
    assert await due(server) == ["Hold the ministerial", "Start the funding"]


async def test_what_lies_beyond_the_window_is_counted_with_the_next_date(server: Server) -> None:
    await server.add("Report", "1 September 2026")
    await server.add("Name the projects", None)
    found = await server.services.milestones.due(GUILD, now=server.clock(), within=30)
    assert (found.beyond, found.next_on, found.undated) == (1, date(2026, 9, 1), 1)


async def test_filters_narrow_what_is_due_and_are_repeated_as_understood(server: Server) -> None:
    found = await server.services.milestones.due(
        GUILD, now=server.clock(), party="jp", commodity="Rare Earths"
    )
    assert len(found.items) == 2
    assert found.filters == ("Japan", "rare earths")
    assert await due(server, owner_id=EDITOR) == []


async def test_states_can_be_asked_for_settled_and_undated_ones_too(
    server: Server, who: dict[str, Any]
) -> None:
    await server.add("Name the projects", None)
    await server.services.milestones.done(GUILD, reference=FUNDING, evidence="Paid", **who)
    assert await due(server, states=[State.DONE_ON_TIME]) == ["Start the funding"]
    assert await due(server, states=[State.NO_DATE]) == ["Name the projects"]


async def test_what_ended_without_a_date_is_found_among_the_ended(
    server: Server, who: dict[str, Any]
) -> None:
    await server.add("Name the projects", None)
    named = "Test Framework: Name the projects"
    end = server.services.milestones.end
    await end(GUILD, reference=named, kind=SettlementKind.WAIVED, reason="Agreed", **who)
    assert await due(server, states=[State.WAIVED]) == ["Name the projects"]
    assert await due(server, states=[State.NO_DATE]) == []


async def test_a_date_that_passed_is_unverified_until_somebody_answers_for_it(
    server: Server, who: dict[str, Any]
) -> None:
    server.clock.forward(days=30)
    assert await due(server, states=[State.UNVERIFIED_PAST]) == [
        "Hold the ministerial",
        "Start the funding",
    ]
    await server.services.milestones.assign(GUILD, reference=FUNDING, owner_id=EDITOR, **who)
    assert await due(server, states=[State.OVERDUE]) == ["Start the funding"]
    await server.services.milestones.checked(
        GUILD, reference=MINISTERIAL, by=EDITOR, now=server.clock()
    )
    assert len(await due(server, states=[State.OVERDUE])) == 2


async def test_what_is_done_after_its_latest_reading_is_done_late(server: Server) -> None:
    server.clock.forward(days=30)
    who = {"by": EDITOR, "now": server.clock()}
    done = server.services.milestones.done
    await done(GUILD, reference=FUNDING, evidence="Paid", on="28 April 2026", **who)  # type: ignore[arg-type]
    await done(GUILD, reference=MINISTERIAL, evidence="Held", on="28 April 2026", **who)  # type: ignore[arg-type]
    assert await due(server, states=[State.DONE_ON_TIME]) == ["Start the funding"]
    assert await due(server, states=[State.DONE_LATE]) == ["Hold the ministerial"]


async def test_nothing_is_done_on_a_day_that_has_not_come(
    server: Server, who: dict[str, Any]
) -> None:
    with pytest.raises(UserError, match="has not come yet"):
        await server.services.milestones.done(
            GUILD, reference=FUNDING, evidence="Paid", on="1 May 2026", **who
        )
    assert (await server.milestone()).evidence == ()


async def test_what_has_ended_cannot_end_again_before_it_is_reopened(
    server: Server, who: dict[str, Any]
) -> None:
    end = server.services.milestones.end
    await end(GUILD, reference=FUNDING, kind=SettlementKind.WAIVED, reason="Agreed", **who)
    with pytest.raises(Conflict, match="waived already"):
        await server.services.milestones.done(GUILD, reference=FUNDING, evidence="Paid", **who)
    await server.services.milestones.reopen(GUILD, reference=FUNDING, **who)
    await server.services.milestones.done(GUILD, reference=FUNDING, evidence="Paid", **who)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.org/a", "https://", "not a link"])
async def test_evidence_links_lead_to_web_pages_only(
    server: Server, who: dict[str, Any], url: str
) -> None:
    with pytest.raises(UserError, match="link"):
        await server.services.milestones.done(
            GUILD, reference=FUNDING, evidence="Paid", url=url, **who
        )


async def test_a_date_set_by_hand_survives_an_event_that_moves_the_rest(
    server: Server, who: dict[str, Any]
) -> None:
    await server.move("5 May 2026")
    await server.services.agreements.record_event(
        GUILD, name="Test Framework", event="signed", on="28 November 2025", **who
    )
    assert (await server.milestone()).due_on == date(2026, 5, 5)
    assert (await server.milestone(MINISTERIAL)).due_on == date(2026, 5, 27)


async def test_the_date_goes_back_to_its_rule_when_it_is_no_longer_set(server: Server) -> None:
    await server.move("5 May 2026")
    await server.move("-")
    assert (await server.milestone()).due_on == date(2026, 4, 28)


async def test_an_official_date_wins_and_is_recorded_as_such(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.milestones.move(
        GUILD, reference=FUNDING, to="30 April 2026", reason="Note", official=True, **who
    )
    milestone = await server.milestone()
    assert milestone.due_on == date(2026, 4, 30)
    assert milestone.override is not None
    assert milestone.override.official


async def test_milestones_that_wait_for_each_other_are_refused(
    server: Server, who: dict[str, Any]
) -> None:
    await server.add("Chicken", "10 days after egg")
    with pytest.raises(UserError, match="wait for each other"):
        await server.add("Egg", "10 days after chicken")
    references = await server.services.milestones.references(GUILD, "Egg")
    assert "Test Framework: Egg" not in references


async def test_a_milestone_may_count_from_another(server: Server, who: dict[str, Any]) -> None:
    await server.add("Publish the list", "10 days after start the funding")
    milestone = await server.milestone("Test Framework: Publish the list")
    assert milestone.due_on == date(2026, 5, 8)
    server.clock.forward(days=10)
    await server.services.milestones.done(
        GUILD,
        reference=FUNDING,
        evidence="Paid",
        on="23 April 2026",
        by=EDITOR,
        now=server.clock(),
    )
    milestone = await server.milestone("Test Framework: Publish the list")
    assert milestone.due_on == date(2026, 5, 3)


async def test_the_same_words_cannot_stand_twice_in_an_agreement(server: Server) -> None:
    with pytest.raises(Conflict, match="already has"):
        await server.add("start THE funding", "1 June 2026")


async def test_another_server_s_record_cannot_be_named(server: Server, who: dict[str, Any]) -> None:
    other = GUILD + 1
    with pytest.raises(NotFound):
        await server.services.milestones.show(other, FUNDING)
    with pytest.raises(NotFound):
        await server.services.milestones.by_id(other, (await server.milestone()).id)
    with pytest.raises(NotFound):
        await server.services.agreements.edit(other, "Test Framework", summary="x", **who)


async def test_an_archived_agreement_says_how_to_bring_it_back(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.agreements.archive(GUILD, "Test Framework", **who)
    with pytest.raises(NotFound, match="/agreement restore"):
        await server.add("Report", "1 June 2026")
    assert await due(server) == []


async def test_a_name_is_taken_once_also_by_what_is_archived(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.agreements.archive(GUILD, "Test Framework", **who)
    with pytest.raises(Conflict, match="on record already"):
        await server.services.agreements.add(GUILD, title="test framework", **who)


async def test_a_button_on_an_archived_agreement_changes_nothing_but_still_shows(
    server: Server, who: dict[str, Any]
) -> None:
    id_ = (await server.milestone()).id
    await server.services.agreements.archive(GUILD, "Test Framework", **who)
    milestones = server.services.milestones
    for write in (
        milestones.done(GUILD, reference=id_, evidence="Paid", **who),
        milestones.checked(GUILD, reference=id_, **who),
        milestones.by_id(GUILD, id_),
    ):
        with pytest.raises(NotFound, match="is archived"):
            await write
    page = await milestones.show(GUILD, id_)
    assert (page.milestone.what, page.milestone.evidence) == ("Start the funding", ())


async def test_names_beyond_ascii_are_the_same_in_any_capitals(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.agreements.add(
        GUILD, title="Danube pact", parties="Österreich", commodities="Öl", **who
    )
    await server.services.milestones.add(
        GUILD, agreement="Danube pact", what="Überprüfung", due="1 May 2026", **who
    )
    assert await due(server, party="ÖSTERREICH") == ["Überprüfung"]
    assert await due(server, commodity="öl") == ["Überprüfung"]
    with pytest.raises(Conflict, match="already has"):
        await server.services.milestones.add(
            GUILD, agreement="Danube pact", what="überprüfung", **who
        )


async def test_capitals_and_dashes_of_a_name_can_be_corrected(
    server: Server, who: dict[str, Any]
) -> None:
    edit = server.services.agreements.edit
    after = await edit(GUILD, "Test Framework", short_name="TEST framework", **who)
    assert after.short_name == "TEST framework"
    change = await server.services.milestones.edit(
        GUILD, reference="TEST framework: Start the funding", what="START the funding", **who
    )
    assert change.after.what == "START the funding"


async def test_the_same_commodity_in_other_capitals_is_one(
    server: Server, who: dict[str, Any]
) -> None:
    page = await server.services.subscriptions.add(
        GUILD, scope=Scope.COMMODITY, subject="rare earths", channel_id=CHANNEL, user_id=None, **who
    )
    edit = server.services.agreements.edit
    await edit(GUILD, "Test Framework", commodities="Rare Earths, Gallium, rare earths", **who)
    found = await server.services.agreements.commodities(GUILD, "")
    assert found == ["gallium", "rare earths"]
    coming = await server.services.reminders.preview(GUILD, now=server.clock(), days=365)
    assert len(coming) == page.planned


async def test_the_same_party_in_other_capitals_is_one(server: Server, who: dict[str, Any]) -> None:
    for title, party in (("One", "ASEAN Secretariat"), ("Two", "Asean secretariat")):
        await server.services.agreements.add(GUILD, title=title, parties=party, **who)
    assert await server.services.agreements.parties(GUILD, "asean") == ["ASEAN Secretariat"]
    brief = await server.services.briefs.brief(GUILD, "asean secretariat", now=server.clock())
    assert [each.agreement.short_name for each in brief.standings] == ["One", "Two"]


async def test_a_party_that_stays_keeps_its_role(services: Services, clock: TestClock) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    await services.catalogue.load(GUILD, **who)
    old = next(
        each for each in packaged().agreements if any(p.role != "party" for p in each.parties)
    )
    parties = ", ".join([*(each.name for each in old.parties), "Peru"])
    after = await services.agreements.edit(GUILD, old.short_name, parties=parties, **who)
    assert {each.name: each.role for each in old.parties}.items() <= {
        each.name: each.role for each in after.parties
    }.items()


async def test_words_are_found_wherever_they_stand(server: Server) -> None:
    search = server.services.agreements.search
    for words in ("japan framework", "RARE earths", "ministerial hold"):
        found = await search(GUILD, words, now=server.clock())
        assert [line.agreement.short_name for line in found] == ["Test Framework"]
    assert await search(GUILD, "cobalt", now=server.clock()) == ()
    assert await search(GUILD, "  ", now=server.clock()) == ()


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Test Framework", SubjectKind.AGREEMENT),
        ("JP", SubjectKind.PARTY),
        ("rare earths", SubjectKind.COMMODITY),
    ],
)
async def test_a_brief_can_be_had_on_an_agreement_a_party_and_a_commodity(
    server: Server, typed: str, kind: SubjectKind
) -> None:
    brief = await server.services.briefs.brief(GUILD, typed, now=server.clock())
    assert brief.subject.kind is kind
    assert [each.what for each in brief.next] == ["Hold the ministerial", "Start the funding"]
    assert brief.standings[0].status.word == "signed"


async def test_the_same_wish_in_the_same_place_is_refused(server: Server) -> None:
    await server.subscribe()
    with pytest.raises(Conflict, match="/remind change"):
        await server.subscribe()
    await server.subscribe(CHANNEL + 1)


async def test_a_wish_that_ended_can_be_had_again(server: Server, who: dict[str, Any]) -> None:
    await server.subscribe()
    subscriptions = server.services.subscriptions
    await subscriptions.remove(GUILD, (await subscriptions.list(GUILD))[0].id, **who)
    await server.subscribe()
    assert len(await subscriptions.list(GUILD)) == 1


async def test_two_who_switch_the_same_reminders_off_at_once_do_it_once(
    server: Server, who: dict[str, Any], engine: AsyncEngine
) -> None:
    await server.subscribe()
    subscriptions = server.services.subscriptions
    wish = (await subscriptions.list(GUILD))[0]
    both = [subscriptions.remove(GUILD, wish.id, **who) for _ in range(2)]
    outcomes = await asyncio.gather(*both, return_exceptions=True)
    assert sum(isinstance(each, NotFound) for each in outcomes) == 1
    async with engine.connect() as connection:
        noted = await connection.scalar(
            sql("SELECT count(*) FROM changes WHERE what = 'reminders switched off'")
        )
    assert noted == 1


async def test_a_wish_goes_by_the_name_that_its_subject_has_now(
    server: Server, who: dict[str, Any]
) -> None:
    wanted: dict[str, Any] = {"channel_id": CHANNEL, "user_id": None, **who}
    add = server.services.subscriptions.add
    await add(GUILD, scope=Scope.AGREEMENT, subject="Test Framework", **wanted)
    await add(GUILD, scope=Scope.MILESTONE, subject=FUNDING, **wanted)
    await server.services.agreements.edit(GUILD, "Test Framework", short_name="Renamed", **who)
    every = await server.services.subscriptions.list(GUILD)
    assert [each.subject for each in every] == ["Renamed", "Renamed: Start the funding"]
    with pytest.raises(Conflict, match="Renamed"):
        await add(GUILD, scope=Scope.AGREEMENT, subject="Renamed", **wanted)
    await server.services.agreements.add(GUILD, title="Test Framework", **who)
    await add(GUILD, scope=Scope.AGREEMENT, subject="Test Framework", **wanted)


@pytest.mark.parametrize(
    ("scope", "subject", "covered"),
    [
        (Scope.PARTY, "Japan", True),
        (Scope.COMMODITY, "rare earths", True),
        (Scope.AGREEMENT, "Test Framework", True),
        (Scope.MILESTONE, FUNDING, True),
    ],
)
async def test_a_wish_covers_what_it_names(
    server: Server, who: dict[str, Any], scope: Scope, subject: str, covered: bool
) -> None:
    page = await server.services.subscriptions.add(
        GUILD, scope=scope, subject=subject, channel_id=None, user_id=EDITOR, **who
    )
    assert bool(page.planned) is covered


async def test_a_new_milestone_is_covered_by_wishes_that_were_there_before(
    server: Server,
) -> None:
    await server.subscribe()
    change = await server.add("Report", "1 June 2026")
    assert change.reminders > 0
    assert change.next_at is not None
    coming = await server.services.reminders.preview(GUILD, now=server.clock(), days=90)
    assert "Report" in {each.milestone.what for each in coming if each.milestone}
    assert all(each.due_at <= server.clock() + timedelta(days=90) for each in coming)


async def test_a_date_may_be_said_as_a_period_from_an_event(
    server: Server, who: dict[str, Any]
) -> None:
    await server.move("7 months after signature")
    assert (await server.milestone()).due_on == date(2026, 5, 28)
    await server.services.agreements.record_event(
        GUILD, name="Test Framework", event="amended", on="100 days after signature", **who
    )
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert page.agreement.events[-1].on == date(2026, 2, 5)
    await server.services.milestones.done(
        GUILD, reference=MINISTERIAL, evidence="Held", on="5 months after signature", **who
    )
    ended = (await server.milestone(MINISTERIAL)).settlement
    assert ended is not None
    assert ended.on == date(2026, 3, 28)


async def test_a_period_from_an_event_that_has_not_happened_is_no_day(server: Server) -> None:
    with pytest.raises(UserError):
        await server.move("60 days after entry into force")
    assert (await server.milestone()).override is None


async def test_whatever_names_an_archived_agreement_hears_that_it_is(
    server: Server, who: dict[str, Any]
) -> None:
    await server.services.agreements.archive(GUILD, "Test Framework", **who)
    with pytest.raises(NotFound, match="is archived"):
        await server.services.briefs.brief(GUILD, "Test Framework", now=server.clock())
    with pytest.raises(NotFound, match="is archived"):
        await server.services.milestones.show(GUILD, FUNDING)


async def test_what_is_not_archived_cannot_be_restored(server: Server, who: dict[str, Any]) -> None:
    with pytest.raises(NotFound, match="is not archived"):
        await server.services.agreements.restore(GUILD, "Test Framework", **who)


async def test_what_has_not_come_yet_is_recorded_as_expected(
    server: Server, who: dict[str, Any]
) -> None:
    change = await server.services.agreements.record_event(
        GUILD, name="Test Framework", event="terminated", on="1 January 2030", **who
    )
    assert change.after.events[-1].standing == "expected"
