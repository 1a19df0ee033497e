"""A further text about an agreement on record joins it; what only belongs with it is linked."""

from datetime import date

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.drafts.items import Decision, DraftClaim, Head, ItemKind, Review
from bot.domain.drafts.likeness import Likeness
from bot.domain.provenance import Subject
from bot.errors import Conflict, NotFound, UserError
from bot.services.agreements import AgreementPage
from bot.services.drafting import KnownSource
from tests.conftest import TestClock
from tests.services.conftest import EDITOR, GUILD
from tests.services.reading import ARTICLE, FRAMEWORK, LINK, NEWS, SIBLING, Bureau, step


@pytest.fixture
async def bureau(engine: AsyncEngine, clock: TestClock) -> Bureau:
    """The framework between the United States and Chile is on record, from its own page."""
    bureau = Bureau.at(engine, clock)
    bureau.shelf.tags[LINK] = '"first"'
    found = await bureau.open()
    assert isinstance(found, Review)
    await bureau.accept_all(found)
    bureau.first = (await bureau.names())[0]
    return bureau


async def page(bureau: Bureau) -> AgreementPage:
    return await bureau.services.agreements.show(GUILD, bureau.first, now=bureau.clock())


@pytest.mark.parametrize(
    "again",
    [
        LINK,
        LINK + "#section-2",
        LINK + "?utm_source=mail&fbclid=1",
        LINK + "/",
        LINK.replace("https", "http"),
        LINK.replace("www.state.gov", "WWW.State.gov"),
    ],
)
async def test_the_same_link_twice_makes_nothing(bureau: Bureau, again: str) -> None:
    bare = again.partition("#")[0]
    bureau.shelf.pages[bare] = FRAMEWORK
    found = await bureau.open(again)
    assert isinstance(found, KnownSource)
    assert found.agreement == bureau.first
    assert found.read_on == date(2026, 4, 20)
    assert found.source.url == LINK


async def test_a_page_is_asked_whether_it_has_changed_and_not_read_again_if_not(
    bureau: Bureau,
) -> None:
    assert isinstance(await bureau.open(), KnownSource)
    assert bureau.shelf.asked[-1] == (LINK, '"first"')
    assert bureau.shelf.read_count == 1


async def test_a_page_that_cannot_be_had_any_more_is_on_record_still(bureau: Bureau) -> None:
    bureau.shelf.pages.clear()
    bureau.shelf.tags.clear()
    assert isinstance(await bureau.open(), KnownSource)
    with pytest.raises(UserError, match="not there"):
        await bureau.open(NEWS)


async def test_a_page_that_has_changed_is_held_against_what_was_read(bureau: Bureau) -> None:
    bureau.shelf.tags[LINK] = '"second"'
    bureau.shelf.pages[LINK] = FRAMEWORK.replace(
        "Done at",
        "Chile shall open a lithium office by 1 October 2026.\n\nDone at",
    )
    found = await bureau.open()
    assert isinstance(found, Review)
    assert found.joins is not None
    new = [each for each in found.items if not each.known]
    assert [each.kind for each in new] == [ItemKind.MILESTONE]


async def test_a_page_that_has_changed_but_says_nothing_new_makes_nothing(bureau: Bureau) -> None:
    bureau.shelf.tags[LINK] = '"second"'
    bureau.shelf.pages[LINK] = FRAMEWORK + "\nPrinted on recycled paper.\n"
    assert isinstance(await bureau.open(), KnownSource)


async def test_the_same_text_under_another_link_makes_nothing(bureau: Bureau) -> None:
    bureau.shelf.pages["https://mirror.example/a"] = FRAMEWORK
    found = await bureau.open("https://mirror.example/a")
    assert isinstance(found, KnownSource)
    assert found.source.url == LINK


async def test_a_link_that_somebody_reviews_now_is_shown_again(bureau: Bureau) -> None:
    first = await bureau.open(NEWS)
    assert isinstance(first, Review)
    asked = len(bureau.shelf.asked)
    again = await bureau.open(NEWS + "?utm_medium=x")
    assert isinstance(again, Review)
    assert again == first
    assert len(bureau.shelf.asked) == asked, "the page is not opened again"


async def test_an_article_joins_with_what_it_repeats_adds_and_contradicts(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    assert found.joins is not None
    assert found.joins.name == bureau.first
    assert found.joins.likeness is Likeness.SAME
    assert {(each.kind, each.known) for each in found.items} == {
        (ItemKind.AGREEMENT, True),
        (ItemKind.COMMODITY, False),
        (ItemKind.EVENT, True),
        (ItemKind.CLAIM, False),
        (ItemKind.MILESTONE, False),
    }
    claim = found.of(ItemKind.CLAIM)[0].body
    assert isinstance(claim, DraftClaim)
    assert claim.point == "Publish its licensing rules"
    assert "30 Nov 2026" in claim.statement
    assert "31 Dec 2026" in claim.on_record


async def test_what_is_known_gains_a_source_and_what_is_new_is_added(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    after = await bureau.accept_all(found)
    assert len(await bureau.names()) == 1
    shown = await page(bureau)
    assert after.agreement_id == shown.agreement.id
    assert [each.url for each in shown.agreement.sources] == [LINK, NEWS]
    assert shown.agreement.commodities == ("lithium", "copper", "cobalt")
    assert len(shown.agreement.events) == 1
    assert len(shown.milestones) == 4
    signed = [each.source.url for each in shown.provenance if each.subject is Subject.EVENT]
    assert signed == [LINK, NEWS]
    parties = {
        (each.name, each.source.url) for each in shown.provenance if each.subject is Subject.PARTY
    }
    assert len(parties) == 4


async def test_a_contradiction_is_claimed_on_both_sides_and_changes_no_date(
    bureau: Bureau,
) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    await bureau.accept(found, found.of(ItemKind.CLAIM)[0])
    shown = await page(bureau)
    claims = shown.agreement.claims
    assert [(each.claimed_by, each.source.url if each.source else None) for each in claims] == [
        ("state.gov", LINK),
        ("paper.example", NEWS),
    ]
    assert {each.point for each in claims} == {"Publish its licensing rules"}
    due = {each.what: each.due_on for each in shown.milestones}
    assert due["Publish its licensing rules"] == date(2026, 12, 31)


async def test_another_day_of_signing_is_a_claim_and_the_other_capital_s_is_not(
    bureau: Bureau,
) -> None:
    other = ARTICLE.replace("in Tokyo on March 3", "in Tokyo on March 1")
    found = await bureau.draft(other, url="https://other.example/1")
    found = await bureau.services.drafts.attach(
        GUILD, found.id, bureau.first, by=EDITOR, now=bureau.clock()
    )
    points = [each.body.point for each in found.items if isinstance(each.body, DraftClaim)]
    assert "Date of signature" in points
    capital = ARTICLE.replace("in Tokyo on March 3", "in Washington on March 2")
    found = await bureau.draft(capital, url="https://other.example/2")
    assert [each.known for each in found.of(ItemKind.EVENT)] == [True]


async def test_a_sibling_is_linked_and_not_merged(bureau: Bureau) -> None:
    found = await bureau.draft(SIBLING, url="https://www.state.gov/fisheries")
    assert found.joins is None
    assert [each.likeness for each in found.related] == [Likeness.SIBLING]
    await bureau.accept_all(found)
    assert len(await bureau.names()) == 2


async def test_agreements_that_belong_together_name_each_other(bureau: Bureau) -> None:
    extension = FRAMEWORK.replace("Framework between", "Extension of the Framework between")
    extension = extension.replace("3 March 2026", "1 April 2026")
    found = await bureau.draft(extension, url="https://www.state.gov/extension")
    assert found.joins is None
    assert [each.likeness for each in found.related] == [Likeness.EXTENSION]
    await bureau.accept_all(found)
    for name in await bureau.names():
        shown = await bureau.services.agreements.show(GUILD, name, now=bureau.clock())
        assert len(shown.related) == 1
        assert shown.related != (name,)


async def test_a_person_overrules_what_a_text_is_thought_to_be_about(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    apart = await bureau.services.drafts.attach(
        GUILD, found.id, None, by=EDITOR, now=bureau.clock()
    )
    assert apart.joins is None
    assert [each.kind for each in apart.items].count(ItemKind.CLAIM) == 0
    head = apart.of(ItemKind.AGREEMENT)[0]
    assert (head.known, isinstance(head.body, Head)) == (False, True)
    again = await bureau.services.drafts.attach(
        GUILD, found.id, bureau.first, by=EDITOR, now=bureau.clock()
    )
    assert [each.kind for each in again.items] == [each.kind for each in found.items]
    kept = {each.id for each in found.items} & {each.id for each in again.items}
    assert kept, "an item keeps its id"
    await bureau.services.drafts.attach(GUILD, found.id, None, by=EDITOR, now=bureau.clock())
    await bureau.accept_all(found)
    assert len(await bureau.names()) == 2


async def test_what_a_person_wrote_stays_when_the_draft_is_attached(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    edited = await bureau.edit(found, step(found, "office"), what="Open the Arica office")
    apart = await bureau.services.drafts.attach(
        GUILD, found.id, None, by=EDITOR, now=bureau.clock()
    )
    assert step(apart, "Arica office").changed == step(edited, "Arica office").changed == ("what",)


async def test_what_is_partly_on_record_stays_with_its_agreement(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    await bureau.accept(found, step(found, "office"))
    with pytest.raises(Conflict, match="stays with that agreement"):
        await bureau.services.drafts.attach(GUILD, found.id, None, by=EDITOR, now=bureau.clock())


async def test_an_agreement_that_is_not_on_record_cannot_be_joined(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    with pytest.raises(NotFound):
        await bureau.services.drafts.attach(
            GUILD, found.id, "Treaty of Westphalia", by=EDITOR, now=bureau.clock()
        )


async def test_a_page_that_people_cited_unread_is_read_and_joins(
    engine: AsyncEngine, clock: TestClock
) -> None:
    bureau = Bureau.at(engine, clock)
    await bureau.services.agreements.add(
        GUILD,
        by=EDITOR,
        now=clock(),
        title="The lithium deal",
        parties="US, Chile",
        source_url=LINK,
    )
    found = await bureau.open()
    assert isinstance(found, Review)
    assert found.joins is not None
    assert found.joins.name == "The lithium deal"
    await bureau.accept_all(found)
    assert await bureau.names() == ["The lithium deal"]
    shown = await bureau.services.agreements.show(GUILD, "The lithium deal", now=clock())
    assert (len(shown.agreement.sources), len(shown.milestones)) == (1, 3)
    source = shown.agreement.sources[0]
    assert (source.url, source.publisher, source.grade) == (LINK, "state.gov", "primary")
    assert source.title.startswith("Framework between"), "it is called by its title, not its link"
    assert isinstance(await bureau.open(), KnownSource)


async def test_an_agreement_of_that_time_is_found_among_many_of_the_same_parties(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.kin.MOST", 1)
    for year in (1990, 1991, 1992):
        await bureau.services.agreements.add(
            GUILD,
            by=EDITOR,
            now=bureau.clock(),
            title=f"Whaling accord of {year}",
            parties="US, Chile",
            signed=f"1 May {year}",
        )
    found = await bureau.draft(ARTICLE, url=NEWS)
    assert found.joins is not None
    assert found.joins.name == bureau.first


async def test_an_agreement_of_others_is_not_thought_of(bureau: Bureau) -> None:
    other = FRAMEWORK.replace("Chile", "Peru")
    found = await bureau.draft(other, url="https://www.state.gov/peru")
    assert (found.joins, found.related) == (None, ())


async def test_dropped_items_stay_dropped_when_the_draft_is_attached(bureau: Bureau) -> None:
    found = await bureau.open(NEWS)
    assert isinstance(found, Review)
    item = step(found, "office")
    await bureau.services.drafts.drop(GUILD, found.id, item.id, by=EDITOR, now=bureau.clock())
    apart = await bureau.services.drafts.attach(
        GUILD, found.id, None, by=EDITOR, now=bureau.clock()
    )
    assert step(apart, "office").decision is Decision.DROPPED
