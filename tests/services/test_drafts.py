"""A text is reviewed before any of it is on record, and what is accepted is written as if typed."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

import db.leaving
from bot.domain.agreements import EventKind
from bot.domain.dates.values import Standing
from bot.domain.drafts.items import Decision, Head, ItemKind
from bot.domain.drafts.told import Told, read_told
from bot.domain.drafts.values import Draft, Quote
from bot.domain.papers.values import Paper
from bot.domain.provenance import Subject
from bot.domain.reminders import ReminderState
from bot.domain.texts import MAX_NAME, MAX_QUOTE, shortened
from bot.errors import Conflict, NotFound, UserError
from bot.services import Services
from bot.services.drafting import KnownSource
from tests.conftest import TestClock
from tests.services.conftest import CHANNEL, EDITOR, GUILD, Server
from tests.services.reading import FRAMEWORK, LINK, WEATHER, Bureau, due, step, what


@pytest.fixture
async def bureau(engine: AsyncEngine, clock: TestClock) -> Bureau:
    bureau = Bureau.at(engine, clock)
    await bureau.services.guilds.update(GUILD, by=EDITOR, now=clock(), name="Desk", zone="UTC")
    return bureau


def head_of(item: object) -> Head:
    assert isinstance(item, Head)
    return item


async def test_nothing_is_on_record_before_it_is_accepted(bureau: Bureau) -> None:
    review = await bureau.draft()
    assert {each.decision for each in review.items} == {Decision.OPEN}
    assert (await bureau.names(), review.agreement_id) == ([], None)
    assert await bureau.services.searching.find(GUILD, "lithium") == ()


async def test_a_review_shows_the_dates_that_the_record_would_compute(bureau: Bureau) -> None:
    review = await bureau.draft()
    assert due(step(review, "working group")) == date(2026, 6, 1)
    signed = review.of(ItemKind.EVENT)[0]
    await bureau.edit(review, signed, on="10 March 2026")
    review = await bureau.services.drafts.show(GUILD, review.id, now=bureau.clock())
    assert due(step(review, "working group")) == date(2026, 6, 8)
    dropped = await bureau.services.drafts.drop(
        GUILD, review.id, signed.id, by=EDITOR, now=bureau.clock()
    )
    assert due(step(dropped, "working group")) is None, "nobody knows when it was signed"


async def test_accepting_one_milestone_records_its_agreement_and_plans_its_reminders(
    bureau: Bureau,
) -> None:
    server = Server(bureau.services, bureau.clock, outbox=None)  # type: ignore[arg-type]
    await server.subscribe(CHANNEL)
    review = await bureau.draft()
    after = await bureau.accept(review, step(review, "working group"))
    name = head_of(after.of(ItemKind.AGREEMENT)[0].body).short_name
    page = await bureau.services.agreements.show(GUILD, name, now=bureau.clock())
    assert [each.code for each in page.agreement.parties] == ["US", "CL"]
    assert [(each.kind, each.on, each.place) for each in page.agreement.events] == [
        (EventKind.SIGNED, date(2026, 3, 3), "Tokyo")
    ]
    assert page.agreement.commodities == ("lithium", "copper")
    assert [each.url for each in page.agreement.sources] == [LINK]
    assert [each.what.casefold() for each in page.milestones] == ["establish a working group"]
    shown = await bureau.services.milestones.show(GUILD, page.milestones[0].reference)
    assert shown.milestone.due_on == date(2026, 6, 1)
    assert shown.planned
    assert all(each.state is ReminderState.PLANNED for each in shown.planned)
    others = [each for each in after.items if each.kind is ItemKind.MILESTONE][1:]
    assert {each.decision for each in others} == {Decision.OPEN}


async def test_what_was_accepted_is_found_by_its_words(bureau: Bureau) -> None:
    await bureau.accept_all(await bureau.draft())
    found = await bureau.services.searching.find(GUILD, "licensing rules")
    assert any("licensing" in each.name for each in found)


async def test_accepting_all_leaves_nothing_open(bureau: Bureau) -> None:
    after = await bureau.accept_all(await bureau.draft())
    assert after.open == ()
    assert {(each.decision, each.decided_by) for each in after.items} == {
        (Decision.ACCEPTED, EDITOR)
    }
    name = (await bureau.names())[0]
    page = await bureau.services.agreements.show(GUILD, name, now=bureau.clock())
    assert len(page.milestones) == 3


async def test_accepting_all_leaves_out_what_was_dropped(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = step(review, "licensing")
    await bureau.services.drafts.drop(GUILD, review.id, item.id, by=EDITOR, now=bureau.clock())
    await bureau.accept_all(review)
    page = await bureau.services.agreements.show(
        GUILD, (await bureau.names())[0], now=bureau.clock()
    )
    words = sorted(each.what.split()[0].casefold() for each in page.milestones)
    assert words == ["establish", "mobilize"]


async def test_all_is_accepted_or_nothing_and_the_item_in_the_way_is_named(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = await bureau.draft()

    async def refuse(*_: object, **__: object) -> None:
        raise UserError("The disk is full of fish.")

    monkeypatch.setattr("bot.services.adding.recording.insert", refuse)
    with pytest.raises(UserError, match=r"working group.*nothing was: The disk is full of fish"):
        await bureau.accept_all(review)
    assert await bureau.names() == []
    again = await bureau.services.drafts.show(GUILD, review.id, now=bureau.clock())
    assert len(again.open) == len(again.items)


async def test_a_fact_holds_its_words_its_source_and_who_accepted_it(bureau: Bureau) -> None:
    review = await bureau.draft()
    await bureau.accept_all(review)
    reference = (await bureau.services.milestones.references(GUILD, "working group"))[0]
    told = (await bureau.services.milestones.show(GUILD, reference)).provenance
    assert [(each.quote, each.accepted_by, each.accepted_at) for each in told] == [
        (
            "The parties shall establish a working group within 90 days of signature.",
            EDITOR,
            bureau.clock(),
        )
    ]
    fact = told[0]
    assert fact.start is not None
    assert FRAMEWORK[fact.start : fact.end] == fact.quote
    assert (fact.source.url, fact.source.grade, fact.sha256) == (LINK, "primary", review.sha256)
    page = await bureau.services.agreements.show(
        GUILD, (await bureau.names())[0], now=bureau.clock()
    )
    named = {(each.subject, each.name) for each in page.provenance if each.name}
    assert named == {
        (Subject.PARTY, "United States"),
        (Subject.PARTY, "Chile"),
        (Subject.COMMODITY, "lithium"),
        (Subject.COMMODITY, "copper"),
    }
    by_id = await bureau.services.milestones.provenance(GUILD, page.milestones[0].id)
    assert by_id[0].subject is Subject.MILESTONE


async def test_a_party_that_is_none_any_more_is_told_by_nothing(bureau: Bureau) -> None:
    await bureau.accept_all(await bureau.draft())
    name = (await bureau.names())[0]
    await bureau.services.agreements.edit(
        GUILD, name, by=EDITOR, now=bureau.clock(), parties="Chile", commodities="copper"
    )
    page = await bureau.services.agreements.show(GUILD, name, now=bureau.clock())
    assert {each.name for each in page.provenance if each.name} == {"Chile", "copper"}


async def test_what_a_person_wrote_is_theirs_and_said_to_be(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = step(review, "working group")
    edited = await bureau.edit(
        review, item, what="Set up the working group", due="within 30 days of signature"
    )
    item = step(edited, "Set up")
    assert (item.changed, due(item), item.doubts) == (("what", "due"), date(2026, 4, 2), ())
    await bureau.accept_all(edited)
    reference = (await bureau.services.milestones.references(GUILD, "Set up"))[0]
    page = await bureau.services.milestones.show(GUILD, reference)
    assert page.milestone.due_on == date(2026, 4, 2)
    assert page.provenance[0].changed == ("what", "due")
    assert "within 90 days" in str(page.provenance[0].quote), "the quote is the text's"


async def test_what_is_typed_as_it_stands_is_no_change(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = step(review, "working group")
    edited = await bureau.edit(
        review, item, what=what(item), due="within 90 days of signature", kind="act_by"
    )
    assert step(edited, "working group").changed == ()


async def test_the_head_is_edited_as_an_agreement_is_typed(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = review.of(ItemKind.AGREEMENT)[0]
    edited = await bureau.edit(
        review,
        item,
        short_name="Chile deal",
        instrument="memorandum of understanding",
        binding="no",
        parties="US, Chile, Peru",
        commodities="Lithium",
    )
    changed = edited.of(ItemKind.AGREEMENT)[0].changed
    assert set(changed) == {"short_name", "instrument", "binding", "parties", "commodities"}
    await bureau.accept_all(edited)
    page = await bureau.services.agreements.show(GUILD, "Chile deal", now=bureau.clock())
    assert [each.code for each in page.agreement.parties] == ["US", "CL", "PE"]
    assert (page.agreement.binding, page.agreement.commodities) == (False, ("lithium",))
    peru = next(each for each in page.provenance if each.name == "Peru")
    assert (peru.quote, "parties" in peru.changed) == (None, True)


async def test_an_event_is_edited_with_its_place_and_standing(bureau: Bureau) -> None:
    review = await bureau.draft()
    signed = review.of(ItemKind.EVENT)[0]
    edited = await bureau.edit(
        review, signed, on="2 March 2026", place="Washington", standing="reported"
    )
    await bureau.accept_all(edited)
    page = await bureau.services.agreements.show(
        GUILD, (await bureau.names())[0], now=bureau.clock()
    )
    event = page.agreement.events[0]
    assert (event.on, event.zone, event.place, event.standing) == (
        date(2026, 3, 2),
        "America/New_York",
        "Washington",
        Standing.REPORTED,
    )


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        (ItemKind.MILESTONE, {"due": "when pigs fly"}, "neither a date nor a period"),
        (ItemKind.MILESTONE, {"due": "-"}, "Give a date or a period"),
        (ItemKind.MILESTONE, {"modality": "perhaps"}, "shall, intends"),
        (ItemKind.MILESTONE, {"what": " "}, "Fill in"),
        (ItemKind.EVENT, {"on": "31 February 2026"}, "February"),
        (ItemKind.AGREEMENT, {"binding": "rather"}, "yes, no or unknown"),
        (ItemKind.AGREEMENT, {"title": "x" * 300}, "Shorten"),
    ],
)
async def test_what_cannot_be_read_is_refused_and_the_item_stays(
    bureau: Bureau, kind: ItemKind, typed: dict[str, str], says: str
) -> None:
    review = await bureau.draft()
    with pytest.raises(UserError, match=says):
        await bureau.edit(review, review.of(kind)[0], **typed)
    again = await bureau.services.drafts.show(GUILD, review.id, now=bureau.clock())
    assert [each.changed for each in again.items] == [()] * len(again.items)


async def test_a_short_name_that_is_taken_is_refused_when_it_is_typed(bureau: Bureau) -> None:
    await bureau.services.agreements.add(GUILD, by=EDITOR, now=bureau.clock(), title="Old deal")
    review = await bureau.draft()
    with pytest.raises(Conflict, match="on record already"):
        await bureau.edit(review, review.of(ItemKind.AGREEMENT)[0], short_name="old DEAL")


async def test_what_is_on_record_is_changed_there(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = step(review, "working group")
    await bureau.accept(review, item)
    with pytest.raises(Conflict, match="/milestone edit"):
        await bureau.edit(review, item, what="Something else")
    with pytest.raises(Conflict, match="on record already"):
        await bureau.services.drafts.drop(GUILD, review.id, item.id, by=EDITOR, now=bureau.clock())


async def test_a_dropped_item_can_be_taken_back(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = step(review, "licensing")
    ids = (GUILD, review.id, item.id)
    dropped = await bureau.services.drafts.drop(*ids, by=EDITOR, now=bureau.clock())
    assert step(dropped, "licensing").decided_by == EDITOR
    back = await bureau.services.drafts.restore(*ids, by=EDITOR, now=bureau.clock())
    assert step(back, "licensing") == step(review, "licensing")


async def test_the_head_of_a_new_agreement_cannot_be_left_out(bureau: Bureau) -> None:
    review = await bureau.draft()
    head = review.of(ItemKind.AGREEMENT)[0]
    with pytest.raises(UserError, match="throw the whole draft away"):
        await bureau.services.drafts.drop(GUILD, review.id, head.id, by=EDITOR, now=bureau.clock())


async def test_two_presses_at_once_accept_once(bureau: Bureau) -> None:
    review = await bureau.draft()
    item = step(review, "working group")
    one, other, third = await asyncio.gather(
        bureau.accept(review, item), bureau.accept(review, item), bureau.accept_all(review)
    )
    assert one.agreement_id == other.agreement_id == third.agreement_id
    assert len(await bureau.names()) == 1
    references = await bureau.services.milestones.references(GUILD, "working group")
    assert len(references) == 1
    told = (await bureau.services.milestones.show(GUILD, references[0])).provenance
    assert len(told) == 1


async def test_a_draft_is_forgotten_after_a_day(bureau: Bureau) -> None:
    review = await bureau.draft()
    assert review.forgotten_at == bureau.clock() + timedelta(days=1)
    bureau.clock.forward(hours=23)
    assert await bureau.services.drafts.forget(now=bureau.clock()) == 0
    bureau.clock.forward(hours=1)
    with pytest.raises(NotFound, match="forgotten after a day"):
        await bureau.services.drafts.show(GUILD, review.id, now=bureau.clock())
    assert await bureau.services.drafts.forget(now=bureau.clock()) == 1
    assert await bureau.services.drafts.forget(now=bureau.clock()) == 0


async def test_a_draft_that_is_thrown_away_is_gone_and_what_was_accepted_stays(
    bureau: Bureau,
) -> None:
    review = await bureau.draft()
    await bureau.accept(review, step(review, "working group"))
    await bureau.services.drafts.discard(GUILD, review.id, by=EDITOR, now=bureau.clock())
    with pytest.raises(NotFound):
        await bureau.accept_all(review)
    assert len(await bureau.names()) == 1


async def test_another_server_cannot_look_at_a_draft(bureau: Bureau) -> None:
    review = await bureau.draft()
    with pytest.raises(NotFound):
        await bureau.services.drafts.show(GUILD + 1, review.id, now=bureau.clock())


async def test_a_text_of_no_agreement_is_answered_in_one_sentence(bureau: Bureau) -> None:
    with pytest.raises(UserError, match=r"No agreement was found in this text; nothing was saved"):
        await bureau.draft(WEATHER, url=None)
    with pytest.raises(UserError, match="no text in it"):
        await bureau.draft(" \n ", url=None)


async def test_a_link_is_opened_and_its_page_is_the_source(bureau: Bureau) -> None:
    bureau.shelf.published_on = date(2026, 3, 4)
    found = await bureau.open(f"{LINK}#terms")
    assert not isinstance(found, KnownSource)
    source = found.source
    assert (source.url, source.publisher, source.grade) == (LINK, "state.gov", "primary")
    assert source.published_on == date(2026, 3, 4)
    assert bureau.shelf.asked == [(f"{LINK}#terms", None)]


async def test_a_file_says_itself_what_it_is_unless_somebody_does(bureau: Bureau) -> None:
    paper = Paper(FRAMEWORK.encode(), name="framework.txt")
    drafts = bureau.services.drafts
    found = await drafts.from_paper(
        GUILD, paper, by=EDITOR, now=bureau.clock(), publisher="The embassy"
    )
    assert not isinstance(found, KnownSource)
    assert found.source.title == FRAMEWORK.splitlines()[0]
    assert (found.source.url, found.source.publisher) == (None, "The embassy")
    await bureau.accept_all(found)
    again = await drafts.from_paper(GUILD, paper, by=EDITOR, now=bureau.clock())
    assert isinstance(again, KnownSource)
    weather = Paper(WEATHER.encode(), name="weather.txt")
    with pytest.raises(UserError, match=r"No agreement was found in “It will rain"):
        await drafts.from_paper(GUILD, weather, by=EDITOR, now=bureau.clock())


async def test_where_nothing_opens_links_or_files_a_text_can_still_be_pasted(
    services: Services, clock: TestClock
) -> None:
    with pytest.raises(UserError, match="paste the text"):
        await services.drafts.from_link(GUILD, LINK, by=None, now=clock())
    with pytest.raises(UserError, match="paste the text"):
        await services.drafts.from_paper(GUILD, Paper(b"x"), by=None, now=clock())
    review = await services.drafts.from_text(GUILD, FRAMEWORK, by=None, now=clock())
    assert not isinstance(review, KnownSource)
    assert review.source.title.startswith("Framework between")


async def test_nothing_of_the_text_is_kept_but_what_is_quoted(
    bureau: Bureau, engine: AsyncEngine
) -> None:
    private = "The aide's own number is 555-0100 and she is away on Fridays."
    review = await bureau.draft(f"{FRAMEWORK}\n{private}\n")
    await bureau.accept_all(review)
    async with engine.connect() as connection:
        for table in ("drafts", "draft_items", "provenance", "sources", "milestones", "entries"):
            rows = (await connection.execute(text(f"SELECT * FROM {table}"))).all()
            assert "555-0100" not in repr(rows), table


async def test_a_long_quote_is_kept_whole_and_shown_cut_after_a_word(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = FRAMEWORK + "The Parties are of good will. " * 20

    def read_at_length(told: Told, zone: str) -> tuple[Draft, tuple[str, ...]]:
        draft, notes = read_told(told, zone)
        first, *others = draft.milestones
        whole = replace(first, quote=Quote(0, len(body), body))
        return replace(draft, milestones=(whole, *others)), notes

    monkeypatch.setattr("bot.services.drafts.read_told", read_at_length)
    await bureau.accept_all(await bureau.draft(body))
    reference = (await bureau.services.milestones.references(GUILD, "working group"))[0]
    page = await bureau.services.milestones.show(GUILD, reference)
    assert page.provenance[0].quote == body
    shown = page.milestone.quote
    assert shown is not None
    assert len(shown) <= MAX_QUOTE
    assert shown.endswith("…")
    assert " ".join(body.split()).startswith(shown[:-1] + " ")


async def test_a_name_that_is_taken_gives_way_to_one_with_the_year(bureau: Bureau) -> None:
    review = await bureau.draft()
    wanted = head_of(review.of(ItemKind.AGREEMENT)[0].body).short_name
    for taken in (wanted, shortened(wanted, MAX_NAME - 7) + " (2026)"):
        await bureau.services.agreements.add(
            GUILD, by=EDITOR, now=bureau.clock(), title=taken, short_name=taken
        )
    after = await bureau.accept_all(review)
    given = head_of(after.of(ItemKind.AGREEMENT)[0].body).short_name
    assert given.endswith("(2026, 2)")
    names = await bureau.names()
    assert len(names) == 3
    assert given in names
    assert all(len(each) <= MAX_NAME for each in names)


async def test_a_server_that_leaves_takes_its_drafts_along(
    bureau: Bureau, engine: AsyncEngine
) -> None:
    await bureau.accept_all(await bureau.draft())
    async with bureau.services.drafts.transactions.write() as session:
        while await db.leaving.delete_part(session, GUILD):
            pass
    async with engine.connect() as connection:
        for table in ("drafts", "draft_items", "provenance", "sources", "kin"):
            assert await connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0, table


async def test_hundreds_of_steps_are_bounded_and_that_is_said(bureau: Bureau) -> None:
    days = [date(2027, 1, 1) + timedelta(days=5 * n) for n in range(300)]
    steps = "\n\n".join(
        f"Chile shall open the port of {chr(65 + n % 26)}{'aeiou'[n % 5]}ra by {each:%d %B %Y}."
        for n, each in enumerate(days)
    )
    review = await bureau.draft(FRAMEWORK.replace("Done at", f"{steps}\n\nDone at"))
    assert len(review.of(ItemKind.MILESTONE)) == 120
    assert any("120" in note for note in review.notes)
    after = await bureau.accept_all(review)
    assert after.open == ()


async def test_a_title_of_markdown_and_signs_is_only_a_title(bureau: Bureau) -> None:
    title = "Agreement **between** the United States and `Chile` on _lithium_ @everyone: x | y"
    body = FRAMEWORK.replace(FRAMEWORK.splitlines()[0], title + "\u202e\x00\ud800")
    after = await bureau.accept_all(await bureau.draft(body))
    head = head_of(after.of(ItemKind.AGREEMENT)[0].body)
    page = await bureau.services.agreements.show(GUILD, head.short_name, now=bureau.clock())
    assert page.agreement.title == head.title
    assert "\x00" not in page.agreement.title


async def test_steps_in_the_same_words_are_told_apart(bureau: Bureau) -> None:
    body = FRAMEWORK.replace(
        "Chile shall publish its licensing rules by 31 December 2026.",
        "Chile shall publish its licensing rules by 31 December 2026.\n\n"
        "Chile shall publish its licensing rules by 30 June 2027.",
    )
    review = await bureau.draft(body)
    await bureau.accept_all(review)
    page = await bureau.services.agreements.show(
        GUILD, (await bureau.names())[0], now=bureau.clock()
    )
    words = [each.what for each in page.milestones if "licensing" in each.what]
    assert (
        len(words)
        == len(set(words))
        == len([each for each in review.of(ItemKind.MILESTONE) if "licensing" in what(each)])
    )


async def test_an_item_of_another_draft_is_not_touched(bureau: Bureau) -> None:
    review = await bureau.draft()
    other = replace(review.items[0], id=999_999)
    with pytest.raises(Conflict, match="no longer in the draft"):
        await bureau.accept(review, other)
