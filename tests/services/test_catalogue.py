"""The starter catalogue: loading it again, and a newer one over what people edited."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.catalogue import Catalogue, CatalogueAgreement
from bot.domain.milestones import Milestone, State, state
from bot.services import Services
from bot.services.catalogue import packaged
from tests.conftest import START, TestClock

GUILD = 7
EDITOR = 21
JAPAN = "US-Japan Framework"


def with_agreement(key: str, **fields: object) -> Catalogue:
    """The packaged catalogue with one agreement changed, as a newer version would have it."""
    old = packaged()
    changed = tuple(
        replace(each, **fields) if each.key == key else each  # type: ignore[arg-type]
        for each in old.agreements
    )
    return replace(old, version="2027.01.01", agreements=changed)


def japan() -> CatalogueAgreement:
    return next(each for each in packaged().agreements if each.key == "us-japan-framework")


@pytest.fixture
async def loaded(services: Services, clock: TestClock) -> Services:
    await services.catalogue.load(GUILD, by=EDITOR, now=clock())
    return services


async def milestones(services: Services, name: str = JAPAN) -> dict[str, Milestone]:
    page = await services.agreements.show(GUILD, name, now=START)
    return {(each.catalogue_key or each.what): each for each in page.milestones}


async def test_everything_in_the_catalogue_is_on_record_after_loading(loaded: Services) -> None:
    lines = await loaded.agreements.list(GUILD, now=START)
    assert {line.agreement.short_name for line in lines} == {
        each.short_name for each in packaged().agreements
    }


async def test_loading_twice_changes_nothing(loaded: Services, clock: TestClock) -> None:
    before = await loaded.agreements.list(GUILD, now=START)
    report = await loaded.catalogue.load(GUILD, by=EDITOR, now=clock.forward(days=1))
    assert (report.added, report.updated, report.kept) == (0, 0, ())
    assert report.unchanged > len(packaged().agreements)
    assert await loaded.agreements.list(GUILD, now=START) == before


async def test_the_japanese_framework_has_both_dates_and_two_milestones_that_differ(
    loaded: Services,
) -> None:
    found = await milestones(loaded)
    funding, ministerial = found["funding-start"], found["investment-ministerial"]
    assert (funding.earliest_on, funding.due_on) == (date(2026, 4, 27), date(2026, 4, 28))
    assert ministerial.due_on == date(2026, 4, 26)
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    signed = next(event for event in page.agreement.events if event.kind == "signed")
    assert signed.on == date(2025, 10, 28)
    assert [other.on for other in signed.also_on] == [date(2025, 10, 27)]


@pytest.mark.parametrize(
    ("agreement", "key", "expected"),
    [
        (JAPAN, "projects-named", State.NO_DATE),
        ("US-Malaysia ART", "entry-into-force", State.AWAITING_TRIGGER),
        ("US-Thailand Trade Framework", "talks-concluded", State.SUSPENDED),
        ("US-Australia Framework", "financing", State.DUE_TODAY),
        (JAPAN, "action-plan", State.UNVERIFIED_PAST),
    ],
)
async def test_each_milestone_stands_where_its_sources_put_it(
    loaded: Services, agreement: str, key: str, expected: State
) -> None:
    found = (await milestones(loaded, agreement))[key]
    assert state(found, START) is expected


async def test_the_european_memorandum_was_done_late_with_evidence(loaded: Services) -> None:
    lines = await loaded.agreements.search(GUILD, "european memorandum", now=START)
    found = await milestones(loaded, lines[0].agreement.short_name)
    assert state(found["mou-concluded"], START) is State.DONE_LATE
    assert found["mou-concluded"].evidence


async def test_a_newer_catalogue_updates_what_nobody_touched(
    loaded: Services, clock: TestClock
) -> None:
    newer = with_agreement("us-japan-framework", summary="Corrected.", binding=True)
    report = await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    assert (page.agreement.summary, page.agreement.binding) == ("Corrected.", True)
    assert (report.updated, report.kept) == (1, ())


async def test_a_newer_catalogue_keeps_what_people_edited_and_updates_the_rest(
    loaded: Services, clock: TestClock
) -> None:
    await loaded.agreements.edit(GUILD, JAPAN, by=EDITOR, now=clock(), summary="Ours.")
    newer = with_agreement("us-japan-framework", summary="Theirs.", title="A better title")
    report = await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    assert (page.agreement.summary, page.agreement.title) == ("Ours.", "A better title")
    assert report.kept == ("us-japan-framework: summary",)


async def test_a_newer_catalogue_moves_a_date_that_nobody_touched(
    loaded: Services, clock: TestClock
) -> None:
    moved = tuple(
        replace(each, rule="within seven months of signature")
        if each.key == "funding-start"
        else each
        for each in japan().milestones
    )
    newer = with_agreement("us-japan-framework", milestones=moved)
    await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    assert (await milestones(loaded))["funding-start"].due_on == date(2026, 5, 28)


async def test_a_newer_catalogue_leaves_a_date_set_by_hand_and_an_end_recorded_here(
    loaded: Services, clock: TestClock
) -> None:
    found = await milestones(loaded)
    who = {"by": EDITOR, "now": clock()}
    funding, ministerial = found["funding-start"], found["investment-ministerial"]
    await loaded.milestones.move(
        GUILD,
        by=EDITOR,
        now=clock(),
        reference=funding.reference,
        to="5 May 2026",
        reason="Announced",
    )
    await loaded.milestones.done(
        GUILD, by=EDITOR, now=clock(), reference=ministerial.reference, evidence="Held"
    )
    changed = tuple(replace(each, quote="within half a year") for each in japan().milestones)
    newer = with_agreement("us-japan-framework", milestones=changed)
    await loaded.catalogue.load(GUILD, new=newer, **who)  # type: ignore[arg-type]
    found = await milestones(loaded)
    assert found["funding-start"].due_on == date(2026, 5, 5)
    assert found["funding-start"].quote == "within half a year"
    assert not found["investment-ministerial"].is_open


async def test_what_was_archived_stays_archived(loaded: Services, clock: TestClock) -> None:
    await loaded.agreements.archive(GUILD, JAPAN, by=EDITOR, now=clock())
    newer = with_agreement("us-japan-framework", summary="Newer.")
    await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    assert JAPAN not in await loaded.agreements.names(GUILD, JAPAN)


async def test_a_name_that_people_took_first_is_theirs(
    services: Services, clock: TestClock
) -> None:
    await services.agreements.add(
        GUILD, by=EDITOR, now=clock(), title=JAPAN, summary="Made by hand"
    )
    report = await services.catalogue.load(GUILD, by=EDITOR, now=clock())
    page = await services.agreements.show(GUILD, JAPAN, now=START)
    assert page.agreement.summary == "Made by hand"
    assert JAPAN in report.kept


async def test_two_servers_have_a_record_each(loaded: Services, clock: TestClock) -> None:
    await loaded.catalogue.load(8, by=EDITOR, now=clock())
    await loaded.agreements.edit(8, JAPAN, by=EDITOR, now=clock(), summary="Theirs alone.")
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    assert page.agreement.summary != "Theirs alone."
