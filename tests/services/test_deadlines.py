"""Every due date comes from its rule, and follows what its rule counts from."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest

import db.reminders
from bot.domain import wording
from bot.domain.changes import AgreementChange
from bot.domain.dates.values import DeadlineState, Standing
from bot.domain.inquiries import Inquiry
from bot.domain.milestones import SettlementKind, State, state
from bot.domain.reminders import ReminderKind
from bot.errors import NotFound, UserError
from tests.services.conftest import EDITOR, FUNDING, GUILD, MINISTERIAL, Server

OWNER = 33


async def happened(server: Server, event: str, on: str, **more: Any) -> AgreementChange:
    return await server.services.agreements.record_event(
        GUILD, by=EDITOR, now=server.clock(), name="Test Framework", event=event, on=on, **more
    )


async def corrected(server: Server, on: str, **more: Any) -> AgreementChange:
    """The signature was on another day than recorded."""
    return await happened(server, "signed", on, corrects=True, **more)


def days(server_milestone: Any) -> tuple[date | None, date | None, date | None]:
    return server_milestone.earliest_on, server_milestone.due_on, server_milestone.latest_on


async def test_an_event_dates_what_waited_for_it(server: Server) -> None:
    await server.subscribe()
    waiting = await server.add("Tell the council", "60 days after entry into force")
    assert waiting.after.deadline is not None
    assert waiting.after.deadline.state is DeadlineState.AWAITING_TRIGGER
    change = await happened(server, "in force", "1 March 2026")
    (moved,) = change.moved
    assert moved.before is not None
    assert moved.before.due_on is None
    assert moved.after.due_on == date(2026, 4, 30)
    assert moved.after.due_version == waiting.after.due_version + 1
    assert moved.reminders > 0, "its reminders are planned in the same breath"
    stored = await server.milestone("Test Framework: Tell the council")
    assert stored.due_on == date(2026, 4, 30)


async def test_a_corrected_event_shows_old_and_new_before_anything_is_saved(
    server: Server,
) -> None:
    before = await server.milestone()
    proposal = await server.services.proposals.propose(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        kind="agreement.event",
        arguments={
            "name": "Test Framework",
            "event": "signed",
            "on": "30 Oct 2025",
            "corrects": True,
        },
    )
    moved = {each.after.what: each for each in proposal.outcome.moved}
    assert moved["Start the funding"].before == before
    assert moved["Start the funding"].after.due_on == date(2026, 4, 30)
    assert moved["Hold the ministerial"].after.due_on == date(2026, 4, 28)
    assert await server.milestone() == before, "nothing is saved yet"
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert [event.on for event in page.agreement.events] == [date(2025, 10, 28)]

    await server.services.proposals.confirm(GUILD, proposal.id, by=EDITOR, now=server.clock())
    assert (await server.milestone()).due_on == date(2026, 4, 30)
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert [event.on for event in page.agreement.events] == [date(2025, 10, 30)]


async def test_a_correction_keeps_what_it_does_not_name(server: Server) -> None:
    await happened(
        server, "in force", "1 March 2026", place="Brussels", note="Seen", standing="reported"
    )
    await happened(server, "in force", "2 March 2026", corrects=True)
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    event = page.agreement.events[-1]
    assert (event.on, event.place, event.zone) == (date(2026, 3, 2), "Brussels", "Europe/Brussels")
    assert (event.note, event.standing) == ("Seen", Standing.REPORTED)


async def test_what_is_not_on_record_cannot_be_corrected(server: Server) -> None:
    with pytest.raises(NotFound, match="record it as a new one"):
        await happened(server, "in force", "1 March 2026", corrects=True)


async def test_a_place_that_heard_the_old_date_is_told_of_the_new_one_when_its_anchor_moves(
    server: Server,
) -> None:
    await server.subscribe(ladder="1")
    server.clock.at = datetime(2026, 4, 26, 12, tzinfo=UTC)
    await server.tick()
    heard = {item.milestone.what: item.milestone.due_on for item in server.outbox.last.items}
    assert heard["Start the funding"] == date(2026, 4, 28)
    change = await corrected(server, "1 Nov 2025")
    assert sum(each.told for each in change.moved) == len(heard)
    await server.tick()
    told = {item.milestone.what: item for item in server.outbox.last.items}
    assert told["Start the funding"].kind is ReminderKind.MOVED
    assert told["Start the funding"].told_on == date(2026, 4, 28)
    assert told["Start the funding"].milestone.due_on == date(2026, 5, 1)
    assert await server.tick() == 0, "told once"


async def test_dates_and_reminders_change_together_or_not_at_all(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.subscribe()
    before = await server.milestone()

    async def failing(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(db.reminders, "add", failing)
    with pytest.raises(OSError, match="disk"):
        await corrected(server, "30 Oct 2025")
    assert await server.milestone() == before
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert [event.on for event in page.agreement.events] == [date(2025, 10, 28)]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_to_its_anchor_a_milestone_keeps_what_people_gave_it(
    server: Server, seed: int
) -> None:
    """Owner, evidence, dates set by hand and wishes outlast any run of events and corrections."""
    chance = Random(seed)
    who: dict[str, Any] = {"by": EDITOR}
    milestones = server.services.milestones
    await server.subscribe()
    await milestones.assign(GUILD, reference=FUNDING, owner_id=OWNER, now=server.clock(), **who)
    await milestones.done(GUILD, reference=FUNDING, evidence="A letter", now=server.clock(), **who)
    await milestones.reopen(GUILD, reference=FUNDING, now=server.clock(), **who)
    await server.move("5 May 2026", MINISTERIAL)
    funding, ministerial = await server.milestone(), await server.milestone(MINISTERIAL)
    versions = [funding.due_version]
    for _ in range(8):
        server.clock.forward(minutes=5)
        event = chance.choice(["signed", "in force", "published", "met"])
        on = date(2025, 10, 1).fromordinal(date(2025, 10, 1).toordinal() + chance.randrange(60))
        known = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
        there = event in {each.kind.value for each in known.agreement.events}
        await happened(
            server,
            event,
            on.isoformat(),
            place=chance.choice(["Tokyo", "Washington", None]),
            standing=chance.choice([None, "reported", "expected", "disputed"]),
            corrects=there and chance.random() < 0.6,
        )
        after = await server.milestone()
        assert (after.owner_id, after.evidence) == (OWNER, funding.evidence)
        versions.append(after.due_version)
        by_hand = await server.milestone(MINISTERIAL)
        assert by_hand.override == ministerial.override
        assert by_hand.due_on == date(2026, 5, 5)
        assert by_hand.due_version == ministerial.due_version, "its date did not move"
    assert versions == sorted(versions), "a version never goes back"
    assert len(await server.services.subscriptions.list(GUILD)) == 1
    recomputed = await corrected(server, "28 Oct 2025", place="Tokyo", standing="confirmed")
    again = await corrected(server, "28 Oct 2025", place="Tokyo", standing="confirmed")
    assert recomputed.after.short_name == again.after.short_name
    assert again.moved == (), "the same date twice moves nothing"


async def test_an_official_date_stays_while_the_arithmetic_beside_it_follows(
    server: Server,
) -> None:
    await server.services.milestones.move(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        reference=FUNDING,
        to="30 Apr 2026",
        reason="Announced by the depositary",
        official=True,
    )
    await corrected(server, "29 Oct 2025")
    milestone = await server.milestone()
    assert days(milestone) == (date(2026, 4, 30),) * 3
    assert milestone.override is not None
    assert milestone.override.official
    assert milestone.deadline is not None
    readings = {each.name: each.on for each in milestone.deadline.readings}
    assert readings["official date"] == date(2026, 4, 30)
    assert readings["by arithmetic: as counted"] == date(2026, 4, 29)


async def test_a_date_set_by_hand_is_the_only_one_that_people_are_shown(server: Server) -> None:
    await server.move("15 May 2026")
    milestone = await server.milestone()
    assert wording.due(milestone) == "Fri 15 May 2026"
    assert milestone.deadline is not None
    assert [each.counts for each in milestone.deadline.readings] == [True, False, False]


async def test_another_capitals_date_gives_a_reading_and_the_earliest_is_reminded_of(
    server: Server,
) -> None:
    await server.subscribe(ladder="1")
    await corrected(server, "28 Oct 2025", also="26 Oct 2025 in Washington")
    milestone = await server.milestone()
    assert days(milestone) == (date(2026, 4, 26), date(2026, 4, 28), date(2026, 4, 28))
    assert milestone.deadline is not None
    assert "date in Washington" in {each.name for each in milestone.deadline.readings}
    server.clock.at = datetime(2026, 4, 25, 10, tzinfo=UTC)
    await server.tick()
    assert "Start the funding" in {item.milestone.what for item in server.outbox.last.items}


async def test_what_counts_from_an_expected_event_is_dated_but_never_overdue(
    server: Server,
) -> None:
    await server.add("Tell the council", "10 days after entry into force")
    reference = "Test Framework: Tell the council"
    await happened(server, "in force", "1 May 2026", standing="expected")
    await server.services.milestones.assign(
        GUILD, by=EDITOR, now=server.clock(), reference=reference, owner_id=OWNER
    )
    milestone = await server.milestone(reference)
    assert milestone.due_on == date(2026, 5, 11)
    assert not milestone.is_certain
    assert milestone.deadline is not None
    assert milestone.deadline.question is not None
    assert "only expected" in milestone.deadline.question.text
    assert state(milestone, datetime(2026, 6, 1, tzinfo=UTC)) is State.UNVERIFIED_PAST

    await happened(server, "in force", "3 May 2026", standing="confirmed")
    certain = await server.milestone(reference)
    assert certain.due_on == date(2026, 5, 13), "what happened goes before what was expected"
    assert certain.is_certain
    assert state(certain, datetime(2026, 6, 1, tzinfo=UTC)) is State.OVERDUE


async def test_an_expected_event_changes_nothing_of_where_the_agreement_stands(
    server: Server,
) -> None:
    await happened(server, "in force", "1 March 2026", standing="expected")
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert page.status.word == "signed", "its day has passed, and nobody has said that it came"
    await happened(server, "in force", "1 March 2026", standing="disputed", corrects=True)
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert page.status.word == "in force"
    assert page.status.disputed


async def test_a_disputed_date_of_the_same_event_is_a_reading_and_not_the_date(
    server: Server,
) -> None:
    await happened(server, "signed", "5 Nov 2025", standing="disputed")
    milestone = await server.milestone()
    assert days(milestone) == (date(2026, 4, 27), date(2026, 4, 28), date(2026, 5, 5))
    assert milestone.is_certain
    assert milestone.deadline is not None
    names = {each.name for each in milestone.deadline.readings}
    assert "counted from 5 Nov 2025, disputed" in names


async def test_counting_back_looks_to_the_event_that_is_coming(server: Server) -> None:
    await happened(server, "met", "12 January 2026")
    await happened(server, "met", "15 June 2026", standing="expected")
    before = await server.add("Send the agenda", "no later than 30 days before the meeting")
    after = await server.add("Send the minutes", "within 30 days of the meeting")
    assert before.after.due_on == date(2026, 5, 16)
    assert after.after.due_on == date(2026, 2, 11)


async def test_what_hangs_on_a_milestone_follows_it_until_that_is_done(server: Server) -> None:
    await server.add("Publish the report", "10 days after “Start the funding”")
    await server.add("Comment on it", "within 5 days of Publish the report")
    comment = "Test Framework: Comment on it"
    assert (await server.milestone(comment)).due_on == date(2026, 5, 13)
    change = await server.move("1 May 2026")
    assert [each.after.what for each in change.moved] == ["Publish the report", "Comment on it"]
    assert (await server.milestone(comment)).due_on == date(2026, 5, 16)
    server.clock.at = datetime(2026, 4, 25, 12, tzinfo=UTC)
    await server.services.milestones.done(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, evidence="A letter"
    )
    report = await server.milestone("Test Framework: Publish the report")
    assert report.due_on == date(2026, 5, 5)
    assert report.is_certain, "what it counts from has happened"


async def test_nothing_counts_from_a_milestone_that_will_not_happen(server: Server) -> None:
    await server.add("Publish the report", "10 days after Start the funding")
    await server.services.milestones.end(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        reference=FUNDING,
        kind=SettlementKind.CANCELLED,
        reason="Dropped",
    )
    report = await server.milestone("Test Framework: Publish the report")
    assert report.due_on is None
    assert state(report, server.clock()) is State.AWAITING_TRIGGER


@pytest.mark.parametrize(
    "circle",
    [
        {"A": "10 days after B", "B": "10 days after A"},
        {"A": "10 days after A"},
        {"A": "within 3 months of B", "B": "30 days before C", "C": "10 days after A"},
        {"A": "the later of 10 days after B and 31 December 2026", "B": "10 days after A"},
    ],
)
async def test_milestones_that_wait_for_each_other_are_refused_and_nothing_is_saved(
    server: Server, circle: dict[str, str]
) -> None:
    *first, last = circle
    for what in first:
        await server.add(what, circle[what])
    before = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    with pytest.raises(UserError, match="These milestones wait for each other: “"):
        await server.add(last, circle[last])
    after = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert after == before


async def test_an_edit_that_would_close_a_circle_is_refused_and_nothing_is_saved(
    server: Server,
) -> None:
    await server.add("A", "10 days after Start the funding")
    before = await server.milestone()
    with pytest.raises(UserError, match="wait for each other"):
        await server.services.milestones.edit(
            GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, due="within 5 days of A"
        )
    assert await server.milestone() == before


async def test_a_zone_that_a_person_states_is_the_one_whose_days_count(server: Server) -> None:
    change = await server.services.milestones.edit(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, zone="America/New_York"
    )
    assert change.after.zone == "America/New_York"
    assert change.after.deadline is not None
    assert change.after.deadline.passes_at == datetime(2026, 4, 29, 4, tzinfo=UTC)
    again = await server.services.milestones.edit(
        GUILD, by=EDITOR, now=server.clock(), reference=FUNDING, zone="Europe/London"
    )
    assert again.after.deadline is not None
    assert again.after.deadline.passes_at == datetime(2026, 4, 28, 23, tzinfo=UTC)


async def test_where_nobody_states_a_zone_the_days_are_those_of_the_event(server: Server) -> None:
    await corrected(server, "28 Oct 2025", place="Washington")
    milestone = await server.milestone()
    assert milestone.zone == "America/New_York"
    assert milestone.deadline is not None
    assert milestone.deadline.passes_at == datetime(2026, 4, 29, 4, tzinfo=UTC)


async def test_a_deadline_computed_in_the_open_writes_nothing(server: Server) -> None:
    before = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    found = await server.services.deadlines.compute(
        GUILD,
        Inquiry("within 10 days of Start the funding"),
        now=server.clock(),
        agreement="Test Framework",
    )
    assert found.deadline.due == date(2026, 5, 8)
    after = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert after == before


async def test_a_date_that_its_trigger_sets_inside_the_ladder_is_told_at_once(
    server: Server,
) -> None:
    await server.add("Report", "10 days after entry into force")
    await server.subscribe(ladder="90, 30, 14")
    await happened(server, "in force", "19 April 2026")
    assert await server.tick() == 1
    assert [item.milestone.what for item in server.outbox.last.items] == ["Report"]
