"""The starter catalogue: loading it again, and a newer one over what people edited."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.agreements import Party
from bot.domain.catalogue import Catalogue, CatalogueAgreement
from bot.domain.milestones import Evidence, Milestone, Settlement, SettlementKind, State, state
from bot.domain.subscriptions import Scope
from bot.services import Services
from bot.services.catalogue import packaged
from tests.conftest import START, Once, Outbox, TestClock

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


def with_milestone(key: str, **fields: object) -> Catalogue:
    """The packaged catalogue with one milestone of the Japanese framework changed."""
    changed = tuple(
        replace(each, **fields) if each.key == key else each  # type: ignore[arg-type]
        for each in japan().milestones
    )
    return with_agreement("us-japan-framework", milestones=changed)


def with_another(**fields: object) -> Catalogue:
    """The packaged catalogue with one more milestone of the Japanese framework."""
    more = replace(japan().milestones[0], key="another", **fields)  # type: ignore[arg-type]
    return with_agreement("us-japan-framework", milestones=(*japan().milestones, more))


def japan() -> CatalogueAgreement:
    return next(each for each in packaged().agreements if each.key == "us-japan-framework")


@pytest.fixture
async def loaded(services: Services, clock: TestClock, once: Once) -> Services:
    await once("loaded", lambda: services.catalogue.load(GUILD, by=EDITOR, now=clock()))
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
    assert report.kept == ("US-Japan Framework: summary",)


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


async def test_a_newer_name_that_people_gave_to_theirs_is_left_to_them(
    loaded: Services, clock: TestClock
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    await loaded.agreements.add(GUILD, title="Tokyo Framework", **who)
    newer = with_agreement("us-japan-framework", short_name="Tokyo framework", summary="Newer.")
    report = await loaded.catalogue.load(GUILD, new=newer, **who)
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    assert (page.agreement.short_name, page.agreement.summary) == (JAPAN, "Newer.")
    assert report.kept == ("US-Japan Framework: short name",)
    await loaded.agreements.edit(GUILD, "Tokyo Framework", short_name="Ours", **who)
    await loaded.catalogue.load(GUILD, new=newer, **who)
    page = await loaded.agreements.show(GUILD, "Tokyo framework", now=START)
    assert page.agreement.catalogue_key == "us-japan-framework"


async def test_newer_words_that_people_gave_to_their_milestone_are_left_to_them(
    loaded: Services, clock: TestClock
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    await loaded.milestones.add(GUILD, agreement=JAPAN, what="Second ministerial", **who)
    report = await loaded.catalogue.load(GUILD, new=with_another(what="Second Ministerial"), **who)
    assert report.kept == ("Second Ministerial",)
    renamed = with_milestone("funding-start", what="second ministerial")
    report = await loaded.catalogue.load(GUILD, new=renamed, **who)
    assert report.kept == ("Measures to finance selected projects: words",)
    assert (await milestones(loaded))["Second ministerial"].catalogue_key is None


async def test_a_party_that_a_newer_catalogue_adds_is_followed(
    loaded: Services, clock: TestClock
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    await loaded.agreements.add(GUILD, title="Ours", parties="Brazil", **who)
    brazil: dict[str, Any] = {"channel_id": 99, "user_id": None, "ladder": "1", **who}
    wish = await loaded.subscriptions.add(GUILD, scope=Scope.PARTY, subject="Brazil", **brazil)
    assert wish.planned == 0
    parties = (*japan().parties, Party("Brazil", "BR"))
    newer = with_agreement("us-japan-framework", parties=parties)
    report = await loaded.catalogue.load(GUILD, new=newer, **who)
    assert report.updated == 1
    assert await loaded.reminders.preview(GUILD, now=clock(), days=60)


async def test_parties_that_people_edited_are_kept_and_said_to_be(
    loaded: Services, clock: TestClock
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    await loaded.agreements.edit(GUILD, JAPAN, parties="Japan, United States, Peru", **who)
    newer = with_agreement("us-japan-framework", parties=japan().parties[:1])
    report = await loaded.catalogue.load(GUILD, new=newer, **who)
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    assert [each.name for each in page.agreement.parties] == ["Japan", "United States", "Peru"]
    assert report.kept == ("US-Japan Framework: parties",)


async def test_an_end_that_a_newer_catalogue_brings_comes_with_its_evidence(
    loaded: Services, clock: TestClock
) -> None:
    newer = with_milestone(
        "funding-start",
        settlement=Settlement(SettlementKind.DONE, date(2026, 4, 9), note="Paid"),
        evidence=Evidence("Paid", "https://example.org/paid"),
    )
    for _ in range(2):
        await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    found = (await milestones(loaded))["funding-start"]
    assert found.settlement is not None
    assert [each.note for each in found.evidence] == ["Paid"]


async def test_a_rule_and_how_often_it_recurred_stay_together(
    loaded: Services, clock: TestClock
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    monthly = with_milestone("funding-start", rule="every month from 1 January 2026")
    await loaded.catalogue.load(GUILD, new=monthly, **who)
    assert (await milestones(loaded))["funding-start"].occurrence != 1, "it went on by itself"
    once = with_milestone("funding-start", rule="by 1 May 2026")
    report = await loaded.catalogue.load(GUILD, new=once, **who)
    found = (await milestones(loaded))["funding-start"]
    assert (found.occurrence, found.due_on, report.kept) == (None, date(2026, 5, 1), ())
    await loaded.milestones.edit(GUILD, reference=found.reference, due="1 June 2026", **who)
    await loaded.catalogue.load(GUILD, new=monthly, **who)
    found = (await milestones(loaded))["funding-start"]
    assert (found.occurrence, found.due_on) == (None, date(2026, 6, 1))


async def test_a_zone_that_came_with_a_date_is_no_edit_of_anybody_s(
    loaded: Services, clock: TestClock
) -> None:
    newer = with_agreement(
        "us-japan-framework",
        milestones=tuple(replace(each, zone="Europe/London") for each in japan().milestones),
    )
    report = await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    assert report.kept == ()


async def test_a_corrected_source_and_a_reworded_claim_take_the_place_of_the_old_ones(
    loaded: Services, clock: TestClock
) -> None:
    old = packaged()
    key, source = next((k, each) for k, each in old.sources.items() if each in japan().sources)
    corrected = replace(source, title="Corrected", url="https://example.org/corrected")
    claims = tuple(replace(each, statement=f"{each.statement} (new)") for each in japan().claims)
    sources = tuple(corrected if each == source else each for each in japan().sources)
    newer = with_agreement(
        "us-japan-framework",
        claims=tuple(
            replace(c, source=corrected if c.source == source else c.source) for c in claims
        ),
        sources=sources,
        events=(),
        milestones=(),
    )
    newer = replace(
        newer,
        sources={**old.sources, key: corrected},
        agreements=tuple(each for each in newer.agreements if each.key == "us-japan-framework"),
    )
    await loaded.catalogue.load(GUILD, by=EDITOR, now=clock(), new=newer)
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    titles = {each.title: each.url for each in page.agreement.sources}
    assert titles["Corrected"] == "https://example.org/corrected"
    assert source.title not in titles
    assert [each.statement for each in page.agreement.claims] == [c.statement for c in claims]


async def test_what_a_newer_catalogue_adds_within_its_ladder_is_told_at_once(
    loaded: Services, clock: TestClock, outbox: Outbox
) -> None:
    who: dict[str, Any] = {"by": EDITOR, "now": clock()}
    everything: dict[str, Any] = {"channel_id": 99, "user_id": None, "ladder": "90", **who}
    await loaded.subscriptions.add(GUILD, scope=Scope.EVERYTHING, subject=None, **everything)
    newer = with_another(what="Another", rule="by 20 May 2026", settlement=None, evidence=None)
    await loaded.catalogue.load(GUILD, new=newer, **who)
    await loaded.reminders.deliver(outbox, clock)
    told = [item.milestone.what for post in outbox.posts for item in post.items]
    assert told == ["Another"]


async def test_two_servers_have_a_record_each(loaded: Services, clock: TestClock) -> None:
    await loaded.catalogue.load(8, by=EDITOR, now=clock())
    await loaded.agreements.edit(8, JAPAN, by=EDITOR, now=clock(), summary="Theirs alone.")
    page = await loaded.agreements.show(GUILD, JAPAN, now=START)
    assert page.agreement.summary != "Theirs alone."


async def test_a_first_load_reminds_of_nothing_at_once(
    services: Services, clock: TestClock
) -> None:
    await services.guilds.joined(GUILD, "Desk")
    await services.subscriptions.add(
        GUILD,
        by=EDITOR,
        now=clock(),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=99,
        user_id=None,
    )
    await services.catalogue.load(GUILD, by=EDITOR, now=clock())
    coming = await services.reminders.preview(GUILD, now=clock(), days=365)
    assert coming
    at_once = [each.milestone for each in coming if each.milestone and each.due_at <= clock()]
    assert [each.what for each in at_once if each.occurrence is None] == []
