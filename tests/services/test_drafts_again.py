"""A text that comes again: nothing of it is lost, and nothing that a person wrote is misused."""

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.drafts.items import Decision, ItemKind, Review
from bot.services.drafting import KnownSource
from bot.services.holding import DraftMoved
from tests.conftest import TestClock
from tests.services.conftest import EDITOR, GUILD
from tests.services.reading import ARTICLE, FRAMEWORK, LINK, NEWS, SIBLING, Bureau, step, what


@pytest.fixture
def bureau(engine: AsyncEngine, clock: TestClock) -> Bureau:
    return Bureau.at(engine, clock)


@pytest.mark.parametrize("url", [LINK, None])
async def test_what_was_forgotten_of_a_text_can_be_imported_again(
    bureau: Bureau, url: str | None
) -> None:
    review = await bureau.draft(url=url)
    await bureau.accept(review, step(review, "working group"))
    bureau.clock.forward(days=2)
    await bureau.services.drafts.forget(now=bureau.clock())
    again = await bureau.draft(url=url)
    assert again.joins is not None
    assert step(again, "working group").known
    assert not step(again, "licensing rules").known
    await bureau.accept_all(again)
    assert isinstance(await made(bureau, FRAMEWORK, url), KnownSource)
    page = await bureau.services.agreements.show(
        GUILD, (await bureau.names())[0], now=bureau.clock()
    )
    assert len(page.agreement.sources) == 1, "one text is one source"


async def test_a_page_of_which_something_waits_is_opened_again(bureau: Bureau) -> None:
    bureau.shelf.tags[LINK] = '"first"'
    review = await bureau.open()
    assert isinstance(review, Review)
    await bureau.accept(review, step(review, "working group"))
    await bureau.services.drafts.discard(GUILD, review.id, by=EDITOR, now=bureau.clock())
    again = await bureau.open()
    assert isinstance(again, Review)
    assert bureau.shelf.asked[-1] == (LINK, None)


async def test_what_was_left_out_on_purpose_does_not_come_back(bureau: Bureau) -> None:
    review = await bureau.draft()
    await bureau.accept(review, step(review, "working group"))
    review = await bureau.services.drafts.show(GUILD, review.id, now=bureau.clock())
    for item in review.open:
        await bureau.services.drafts.drop(GUILD, review.id, item.id, by=EDITOR, now=bureau.clock())
    assert isinstance(await made(bureau, FRAMEWORK, LINK), KnownSource)


async def test_another_part_of_a_page_that_waits_is_a_draft_of_its_own(bureau: Bureau) -> None:
    first = await bureau.draft(FRAMEWORK, url=LINK)
    second = await made(bureau, SIBLING, LINK)
    assert isinstance(second, Review)
    assert second.id != first.id
    assert any("emission" in what(each) for each in second.of(ItemKind.MILESTONE))


async def test_what_a_person_wrote_is_not_said_to_be_on_record_where_it_is_not(
    bureau: Bureau,
) -> None:
    await bureau.accept_all(await bureau.draft())
    again = await bureau.draft(f"{FRAMEWORK}\nIt is of good cheer.\n", url=None)
    drafts, now = bureau.services.drafts, bureau.clock()
    again = await drafts.attach(GUILD, again.id, None, by=EDITOR, now=now)
    own = step(again, "working group")
    await bureau.edit(again, own, what="Meet every week")
    name = (await bureau.names())[0]
    joined = await drafts.attach(GUILD, again.id, name, by=EDITOR, now=now)
    item = joined.item(own.id)
    assert item is not None
    assert item.known
    assert item.changed == ()
    assert "working group" in what(item)
    assert item.decision is Decision.OPEN


async def made(bureau: Bureau, text: str, url: str | None) -> Review | KnownSource:
    return await bureau.services.drafts.from_text(
        GUILD, text, by=EDITOR, now=bureau.clock(), source_url=url
    )


async def test_two_drafts_of_one_agreement_do_not_become_two_agreements(bureau: Bureau) -> None:
    first, second = await bureau.draft(), await bureau.draft(ARTICLE, url=NEWS)
    await bureau.accept_all(first)
    with pytest.raises(DraftMoved, match="nothing was accepted of it yet") as moved:
        await bureau.accept_all(second)
    shown = moved.value.review
    assert shown.joins is not None
    assert shown.joins.reason.startswith("It has come on record meanwhile. ")
    assert all(each.decision is Decision.OPEN for each in shown.items)
    assert shown.of(ItemKind.CLAIM), "it contradicts what came on record"
    await bureau.accept_all(second)
    assert len(await bureau.names()) == 1


async def test_two_drafts_that_add_the_same_step_add_it_once(bureau: Bureau) -> None:
    await bureau.accept_all(await bureau.draft())
    new = "Chile shall open an office in Arica by 1 October 2026."
    first = await bureau.draft(f"{FRAMEWORK}\n{new}\n", url=None)
    second = await bureau.draft(f"{FRAMEWORK}\nAs amended.\n\n{new}\n", url=None)
    await bureau.accept_all(first)
    with pytest.raises(DraftMoved) as moved:
        await bureau.accept(second, step(second, "office in Arica"))
    assert step(moved.value.review, "office in Arica").known
    await bureau.accept_all(second)
    assert len(await bureau.services.milestones.references(GUILD, "office in Arica")) == 1


async def test_who_says_that_two_are_apart_is_not_asked_again(bureau: Bureau) -> None:
    await bureau.accept_all(await bureau.draft())
    second = await bureau.draft(ARTICLE, url=NEWS)
    assert second.joins is not None
    await bureau.services.drafts.attach(GUILD, second.id, None, by=EDITOR, now=bureau.clock())
    await bureau.accept_all(second)
    assert len(await bureau.names()) == 2


async def test_a_known_step_is_shown_by_its_name_on_record(bureau: Bureau) -> None:
    review = await bureau.draft()
    own = step(review, "working group")
    await bureau.edit(review, own, what="Open talks")
    await bureau.accept_all(review)
    again = await bureau.draft(FRAMEWORK + "It is of good cheer.", url=None)
    known = step(again, "Open talks")
    assert known.known
    assert known.body.quote is not None
    assert "working group" in known.body.quote.words
