"""What a further text is to an agreement on record: repeated, added or contradicted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.agreements import Agreement, Event, EventKind, Instrument, Party
from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import (
    Anchor,
    DeadlineKind,
    Direction,
    Precision,
    Standing,
)
from bot.domain.deadlines import deadlines
from bot.domain.drafts.items import DraftClaim, Head, ItemKind
from bot.domain.drafts.joining import compared
from bot.domain.drafts.matching import Match, matched
from bot.domain.drafts.parts import Part, distinct, parts_of, prepared
from bot.domain.drafts.stored import (
    body_from_json,
    body_to_json,
    draft_from_json,
    draft_to_json,
)
from bot.domain.drafts.values import (
    NO_WORDS,
    Confidence,
    Draft,
    DraftCommodity,
    DraftEvent,
    DraftMilestone,
    DraftParty,
    Grade,
    Quote,
)
from bot.domain.milestones import Milestone, Modality

NOW = datetime(2026, 4, 20, 13, tzinfo=UTC)
SIGNED = Event(EventKind.SIGNED, date(2025, 10, 28), "Asia/Tokyo", place="Tokyo", id=5)


def milestone(words: str, due: str, *, quote: str | None = None, id_: int = 1) -> Milestone:
    return Milestone(
        id=id_,
        guild_id=7,
        agreement_id=1,
        agreement="Framework",
        what=words,
        kind=DeadlineKind.ACT_BY,
        modality=Modality.INTENDS,
        zone="Asia/Tokyo",
        convention="political-default",
        rule=read_rule(due),
        quote=quote,
    )


def on_record(
    milestones: Sequence[Milestone] = (), events: Sequence[Event] = (SIGNED,)
) -> tuple[Agreement, list[Milestone]]:
    agreement = Agreement(
        id=1,
        guild_id=7,
        title="US-Japan Framework",
        short_name="Framework",
        instrument=Instrument.FRAMEWORK,
        binding=False,
        summary="",
        parties=(Party("United States", "US"), Party("Japan", "JP")),
        commodities=("rare earths",),
        events=tuple(events),
        zone="Asia/Tokyo",
    )
    found = deadlines(agreement, milestones)
    return agreement, [replace(each, deadline=found[each.id]) for each in milestones]


def drafted(words: str, due: str, *, quote: str = "") -> DraftMilestone:
    rule = read_rule(due)
    return DraftMilestone(
        what=words,
        quote=Quote(0, len(quote), quote),
        rule=rule,
        deadline=compute(rule, {}, zone="Asia/Tokyo"),
        anchor=rule.anchor or "absolute",
        direction=Direction.BY,
    )


def draft(
    *steps: DraftMilestone,
    signed: date | None = None,
    zone: str = "Asia/Tokyo",
    events: Sequence[DraftEvent] = (),
    anchors: Sequence[Anchor] = (),
    parties: Sequence[DraftParty] = (),
    commodities: Sequence[str] = (),
) -> Draft:
    signature = DraftEvent(EventKind.SIGNED, signed, zone, NO_WORDS) if signed else None
    return Draft(
        is_agreement=True,
        title="Framework on rare earths",
        instrument=Instrument.FRAMEWORK,
        form="framework",
        language="en",
        grade=Grade.MEDIA,
        sha256="0" * 64,
        zone=zone,
        signature=signature,
        events=(signature, *events) if signature else tuple(events),
        parties=tuple(parties),
        commodities=tuple(DraftCommodity(each, NO_WORDS) for each in commodities),
        milestones=steps,
        anchors=tuple(anchors),
    )


def joined(new: Draft, agreement: Agreement, milestones: Sequence[Milestone]) -> list[Part]:
    parts = compared(parts_of(new), agreement, milestones, now=NOW)
    return [each for each in parts if each.kind is not ItemKind.AGREEMENT]


def only(parts: Sequence[Part]) -> Part:
    assert len(parts) == 1
    return parts[0]


def test_the_same_period_from_the_same_event_is_known_in_other_words() -> None:
    record = on_record([milestone("Start the funding", "within six months of signature")])
    new = drafted("start funding projects", "within 6 months of signature")
    part = only(joined(draft(new), *record))
    assert (part.kind, part.known, part.record_id) == (ItemKind.MILESTONE, True, 1)


def test_the_same_date_is_known_however_it_is_counted() -> None:
    record = on_record([milestone("Start the funding", "within six months of signature")])
    new = drafted("funding shall start", "by 28 April 2026")
    assert only(joined(draft(new), *record)).known


def test_the_same_commitment_with_another_date_is_a_claim_in_its_words() -> None:
    record = on_record([milestone("Publish the licensing rules", "by 31 December 2026")])
    new = drafted("publish its licensing rules", "by 30 November 2026")
    part = only(joined(draft(new), *record))
    assert isinstance(part.body, DraftClaim)
    assert part.body.point == "Publish the licensing rules"
    assert "30 Nov 2026" in part.body.statement
    assert "31 Dec 2026" in part.body.on_record


def test_a_claim_on_a_counted_date_says_how_it_is_counted() -> None:
    record = on_record([milestone("Publish the licensing rules", "by 31 December 2026")])
    new = drafted("publish its licensing rules", "within 30 days of signature")
    part = only(joined(draft(new), *record))
    assert isinstance(part.body, DraftClaim)
    assert part.body.statement == "Thu 27 Nov 2025 (within 30 days of signature)"


def test_another_commitment_on_the_same_day_is_new() -> None:
    record = on_record([milestone("Publish the licensing rules", "by 31 December 2026")])
    new = drafted("open an office in Osaka", "by 31 December 2026")
    part = only(joined(draft(new), *record))
    assert (part.kind, part.known) == (ItemKind.MILESTONE, False)


def test_a_commitment_whose_words_stand_in_the_quote_is_known() -> None:
    record = on_record([milestone("Establish a working group", "within 90 days of signature")])
    new = drafted(
        "be established",
        "within 90 days of signature",
        quote="A working group will be established within 90 days of signature.",
    )
    assert only(joined(draft(new), *record)).known


def test_the_same_period_in_words_of_another_language_is_offered_with_a_doubt() -> None:
    record = on_record([milestone("Start the funding", "within six months of signature")])
    new = drafted("資金供与を開始する", "within 6 months of signature")
    part = only(joined(draft(new), *record))
    assert isinstance(part.body, DraftMilestone)
    assert not part.known
    assert part.body.doubts == ("Perhaps the same as “Start the funding”, which is on record.",)


def test_a_quote_that_differs_in_its_date_alone_is_no_repetition() -> None:
    quote = "Chile shall publish its licensing rules by {}."
    record = on_record(
        [milestone("Publish rules", "by 31 December 2026", quote=quote.format("31 December 2026"))]
    )
    new = drafted(
        "publish its licensing rules",
        "by 30 November 2026",
        quote=quote.format("30 November 2026"),
    )
    assert not only(joined(draft(new), *record)).known


def test_each_milestone_on_record_is_taken_once() -> None:
    record = on_record([milestone("Publish the report", "by 31 December 2026")])[1]
    steps = {
        "one": drafted("publish the report", "by 31 December 2026"),
        "two": drafted("publish the second report", "by 31 December 2026"),
    }
    assert matched(steps, record) == {"one": (record[0], Match.SAME)}


@pytest.mark.parametrize(
    ("on", "zone", "known"),
    [
        (date(2025, 10, 28), "Asia/Tokyo", True),
        (date(2025, 10, 27), "America/New_York", True),
        (date(2025, 10, 29), "UTC", True),
        (date(2025, 10, 27), "Asia/Tokyo", False),
        (date(2025, 11, 3), "America/New_York", False),
    ],
)
def test_the_other_capital_s_day_is_the_same_event(on: date, zone: str, known: bool) -> None:
    part = only(joined(draft(signed=on, zone=zone), *on_record()))
    assert (part.known, part.kind) == (known, ItemKind.EVENT if known else ItemKind.CLAIM)
    if not known:
        assert isinstance(part.body, DraftClaim)
        assert part.body.point == "Date of signature"


def test_a_month_that_holds_the_day_is_the_same_event() -> None:
    month = DraftEvent(
        EventKind.SIGNED, date(2025, 10, 1), "UTC", NO_WORDS, precision=Precision.MONTH
    )
    assert only(joined(draft(events=[month]), *on_record())).known


def test_what_was_only_expected_is_no_contradiction_once_it_has_come() -> None:
    expected = Event(EventKind.IN_FORCE, date(2026, 5, 1), "UTC", standing=Standing.EXPECTED, id=9)
    began = DraftEvent(EventKind.IN_FORCE, date(2026, 4, 10), "UTC", NO_WORDS)
    part = only(joined(draft(events=[began]), *on_record(events=[expected])))
    assert (part.kind, part.known) == (ItemKind.EVENT, False)
    ahead = replace(began, on=date(2026, 6, 1))
    part = only(joined(draft(events=[ahead]), *on_record(events=[expected])))
    assert part.kind is ItemKind.CLAIM


def test_what_happens_again_is_added() -> None:
    extended = Event(EventKind.EXTENDED, date(2026, 1, 1), "UTC", id=9)
    again = DraftEvent(EventKind.EXTENDED, date(2026, 4, 1), "UTC", NO_WORDS)
    part = only(joined(draft(events=[again]), *on_record(events=[extended])))
    assert (part.kind, part.known) == (ItemKind.EVENT, False)


def test_only_new_parties_and_commodities_are_offered() -> None:
    parties = [
        DraftParty("America", "US", NO_WORDS),
        DraftParty("Republic of Korea", "KR", NO_WORDS),
    ]
    new = draft(parties=parties, commodities=["Rare Earths", "gallium"])
    parts = joined(new, *on_record())
    assert [(each.kind, getattr(each.body, "name", "")) for each in parts] == [
        (ItemKind.PARTY, "Korea"),
        (ItemKind.COMMODITY, "gallium"),
    ]


def test_what_a_period_counts_from_becomes_an_event_where_the_text_dates_it() -> None:
    step = drafted("report", "within 30 days of entry into force")
    began = Anchor(date(2026, 5, 1), "UTC", name="entry into force")
    parts = parts_of(draft(step, anchors=[began]))
    event = next(each.body for each in parts if isinstance(each.body, DraftEvent))
    assert (event.kind, event.on) == (EventKind.IN_FORCE, date(2026, 5, 1))


def test_the_day_of_the_page_stands_for_a_signature_only_with_a_doubt() -> None:
    step = drafted("report", "within 30 days of signature")
    day = Anchor(date(2026, 3, 1), "UTC", name="signature", standing=Standing.REPORTED)
    event = next(
        each.body
        for each in parts_of(draft(step, anchors=[day]))
        if isinstance(each.body, DraftEvent)
    )
    assert (event.standing, event.confidence) == (Standing.REPORTED, Confidence.DOUBTFUL)
    assert event.doubts
    assert [each.kind for each in parts_of(draft(anchors=[day]))] == [ItemKind.AGREEMENT]


def test_a_period_that_counts_from_no_event_keeps_its_date() -> None:
    rule = replace(read_rule("within 30 days of publication"), anchor="publication")
    step = replace(drafted("report", "within 30 days of publication"), rule=rule)
    page = Anchor(date(2026, 3, 1), "UTC", name="publication")
    part = parts_of(draft(step, anchors=[page]))[1]
    assert isinstance(part.body, DraftMilestone)
    found = compute(part.body.rule, {}, zone="UTC")
    assert found.due == date(2026, 3, 31)


def test_words_that_are_taken_are_told_apart_within_their_length() -> None:
    taken: set[str] = set()
    words = []
    for _ in range(4):
        words.append(distinct("x" * 200, taken, "within 30 days"))
        taken.add(words[-1])
    assert len(set(words)) == 4
    assert all(len(each) <= 150 for each in words)
    assert distinct(" - ", set()) == "Step"


def test_more_steps_than_people_review_are_left_out_and_that_is_said() -> None:
    steps = [drafted(f"step {n}", "by 31 December 2026") for n in range(130)]
    bounded, notes = prepared(draft(*steps))
    assert len(bounded.milestones) == 120
    assert "130" in notes[0]
    assert "120" in notes[0]


def test_a_draft_and_its_parts_are_stored_and_read_back() -> None:
    step = drafted("report", "within 30 days of signature", quote="The Parties shall report.")
    party = DraftParty("Japan", "JP", Quote(3, 8, "Japan"))
    new = draft(step, signed=date(2026, 3, 1), parties=[party], commodities=["tin"])
    back = draft_from_json(draft_to_json(new))
    light = replace(step.deadline, trace=(), question=None)
    assert back == replace(new, milestones=(replace(step, deadline=light),))
    for part in parts_of(back):
        assert body_from_json(part.kind, body_to_json(part.body)) == part.body


def test_a_head_has_names_that_the_record_can_hold() -> None:
    long = replace(draft(), title="Framework on " + "very " * 60 + "rare earths")
    head = parts_of(long)[0].body
    assert isinstance(head, Head)
    assert len(head.title) <= 200
    assert len(head.short_name) <= 60
    nameless = parts_of(replace(draft(), title="\u202e"))[0].body
    assert isinstance(nameless, Head)
    assert nameless.title == "Agreement"
