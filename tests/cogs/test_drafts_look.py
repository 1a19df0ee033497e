"""How a draft under review looks, on one screen of a phone and page by page."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.dates.values import DeadlineState, Question
from bot.domain.drafts.items import Decision
from bot.domain.drafts.values import (
    Confidence,
    DraftCommodity,
    DraftParty,
    DraftTerm,
    TermKind,
)
from cogs.draft_views import At, item_view, review_view
from cogs.render.drafts import thrown_away_card
from tests.cogs.drafting import (
    NOW,
    buttons,
    choices,
    claim,
    fits,
    head,
    item,
    quote,
    review,
    signed,
    step,
    target,
    texts,
    undated,
)

AT = At(7, 5)


def test_a_draft_says_what_it_would_be_and_that_it_is_not_on_record() -> None:
    shown = texts(review_view(review()))
    assert "nothing is on record yet" in shown
    assert "A new agreement" in shown
    assert "Treaty · binding" in shown
    assert "Norway, Iceland · about herring" in shown
    assert "Signed on Tue 14 Apr 2026, Oslo" in shown
    assert "[Two neighbours divide the herring](https://example.org/herring)" in shown
    assert "The Harbour Post · 15 Apr 2026 · press" in shown


def test_a_milestone_shows_its_date_its_words_and_who_is_bound() -> None:
    shown = texts(review_view(review()))
    assert "Fri 1 May 2026, Oslo" in shown
    assert "**1 · Publish the shares**" in shown
    assert "*“Norway shall publish the shares of each fleet by 1 May 2026.”*" in shown
    assert "obligation of Norway" in shown


def test_every_reading_of_a_date_is_told() -> None:
    made = review(head(), step(earliest=date(2026, 4, 30), latest=date(2026, 5, 1)))
    assert "30 Apr or 1 May 2026, Oslo" in texts(review_view(made))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DeadlineState.AWAITING_TRIGGER, "no date yet, counts from entry into force"),
        (DeadlineState.INDEFINITE, "no fixed date"),
        (DeadlineState.UNDETERMINED, "no date yet"),
    ],
)
def test_what_has_no_date_says_what_it_waits_for(state: DeadlineState, words: str) -> None:
    made = review(head(), step(deadline=undated(state), anchor="entry into force"))
    assert words in texts(review_view(made))


def test_doubts_come_before_the_milestones_and_are_counted_on_the_button() -> None:
    unsure = step("Meet again", doubts=("The year is not written; 2026 is taken.",))
    made = review(head(), step(), unsure, doubts=("Nobody says who signed.",))
    view = review_view(made)
    shown = texts(view)
    assert shown.index("The year is not written") < shown.index("2 milestones")
    assert "❓ **2 · Meet again**\nThe year is not written; 2026 is taken." in shown
    assert shown.count("Meet again") == 1, "what is doubtful is not told twice"
    assert "❓ Nobody says who signed." in shown
    assert "Accept all 3 · 1 doubtful" in buttons(view)
    assert choices(view)[0].label == "❓ 2 · Meet again"


def test_a_doubtful_reading_without_a_reason_still_says_why_it_is_marked() -> None:
    made = review(head(), step(confidence=Confidence.DOUBTFUL))
    assert "❓ **1 · Publish the shares**\nThe words allow" in texts(review_view(made))


def test_a_step_called_by_the_words_of_the_text_tells_them_once() -> None:
    made = review(head(), step("Norway shall publish the shares of each fleet by 1 May 2026"))
    assert texts(review_view(made)).count("shares of each fleet") == 1


def test_without_doubts_the_button_only_counts() -> None:
    assert "Accept all 3" in buttons(review_view(review()))
    assert "Accept all 3 · 1 doubt" in buttons(review_view(review(doubts=("No date.",))))


def test_what_a_person_wrote_anew_is_not_in_doubt_any_more() -> None:
    mended = item(2, step(doubts=("Which year?",)), changed=("due", "what"))
    view = review_view(review(head(), mended))
    assert "To be checked" not in texts(view)
    assert "written by a person: date, what" in texts(view)
    assert "Accept all 2" in buttons(view)


def test_a_contradiction_shows_both_sides() -> None:
    view = review_view(review(claim(), joins=target()))
    shown = texts(view)
    assert "Contradicts the record" in shown
    assert "This text: Tue 14 Apr 2026" in shown
    assert "On record: Mon 13 Apr 2026" in shown
    assert "Accept 1 · 1 doubtful" in buttons(view)


def test_what_joins_the_record_says_why_and_what_it_adds() -> None:
    added = DraftParty("Denmark", "DK", quote("Denmark"))
    made = review(added, DraftCommodity("cod", quote("cod")), step(), joins=target())
    view = review_view(made)
    shown = texts(view)
    assert "Joins Herring Pact: They bear the same name." in shown
    assert "Adds: Party: Denmark" in shown
    assert "Adds: Commodity: cod" in shown
    assert "A new agreement instead" in buttons(view)


def test_a_known_milestone_says_that_only_its_source_is_added() -> None:
    made = review(item(1, step(), known=True, record_id=9), joins=target())
    assert "on record already; accepting adds this source" in texts(review_view(made))


def test_what_is_known_is_not_edited_but_its_source_is_accepted() -> None:
    known = [item(1, head(), known=True, record_id=3), item(2, step(), known=True, record_id=9)]
    made = review(*known, joins=target())
    assert "Treaty" not in texts(review_view(made)), "the record says of what kind it is"
    for each in known:
        view = item_view(made, AT, each)
        assert "accepting adds this source" in texts(view)
        assert buttons(view) == ["Accept", "Drop", "Next", "Back to the draft"]
        assert choices(view) == []


def test_a_sibling_is_named_and_may_be_joined_instead() -> None:
    made = review(related=(target("Cod Pact", reason="On one matter, another day."),))
    view = review_view(made)
    assert "Belongs with Cod Pact: On one matter, another day." in texts(view)
    assert [each.value for each in choices(view, 1)] == ["Cod Pact"]


def test_decisions_stand_behind_each_part() -> None:
    accepted = item(2, step(), decision=Decision.ACCEPTED, decided_by=1, decided_at=NOW)
    dropped = item(3, step("Meet"), decision=Decision.DROPPED, decided_by=2, decided_at=NOW)
    shown = texts(review_view(review(head(), accepted, dropped)))
    assert "1 of 3 on record" in shown
    assert "✓ on record · <@1>" in shown
    assert "~~**2 · Meet**~~" in shown
    assert "× dropped · <@2>" in shown


def test_what_is_still_open_comes_before_what_is_decided() -> None:
    decided = [item(n, step(f"Step {n}"), decision=Decision.DROPPED) for n in range(1, 5)]
    shown = texts(review_view(review(*decided, item(5, step("Step 5")))))
    assert shown.index("Step 5") < shown.index("Step 1")


def test_what_is_on_record_already_is_not_in_doubt() -> None:
    known = item(1, step(doubts=("Counted from what?",)), known=True, record_id=9)
    view = review_view(review(known, joins=target()))
    assert "To be checked" not in texts(view)
    assert "Accept 1" in buttons(view)


def test_what_is_all_decided_names_the_agreement_and_leads_to_it() -> None:
    accepted = [replace(each, decision=Decision.ACCEPTED, record_id=9) for each in review().items]
    view = review_view(review(*accepted, agreement_id=3))
    assert "On record: Herring Pact" in texts(view)
    assert "3 parts accepted · 1 milestone" in texts(view)
    assert buttons(view)[0] == "Show agreement"
    assert "Throw away" not in buttons(view)


def test_what_is_all_dropped_says_that_nothing_was_saved() -> None:
    dropped = [replace(each, decision=Decision.DROPPED) for each in review().items]
    view = review_view(review(*dropped))
    assert "nothing was saved" in texts(view)
    assert "Show agreement" not in buttons(view)


def test_what_is_thrown_away_leaves_one_sentence() -> None:
    assert "nothing of it was saved" in texts(thrown_away_card(review()))
    assert "stays on record" in texts(thrown_away_card(review(agreement_id=3)))


def test_a_long_draft_is_one_screen_first_and_then_pages() -> None:
    many = review(head(), signed(), *(step(f"Step {n}") for n in range(1, 31)))
    first = review_view(many)
    assert "and 27 more: Show all" in texts(first)
    assert "4 · Step 4" not in texts(first)
    assert buttons(first) == ["Accept all 32", "Show all", "Throw away", "Join one on record"]
    assert len(choices(first)) == 25
    second = review_view(many, 2)
    assert "6 · Step 6" in texts(second)
    assert "Page 2 of 6" in texts(second)
    assert buttons(second)[:4] == ["Accept all 32", "Previous", "Next", "Throw away"]
    assert choices(second)[0].label == "6 · Step 6"
    last = review_view(many, 99)
    assert "30 · Step 30" in texts(last)
    assert buttons(last)[:3] == ["Accept all 32", "Previous", "Throw away"]


def test_periods_that_set_no_date_stand_on_the_last_page() -> None:
    notice = DraftTerm(TermKind.NOTICE, quote("giving six months' notice"), "P6M", "notice")
    made = review(terms=(notice,), notes=("One annex was not read.",))
    assert "Without a date of its own: notice" in texts(review_view(made))
    assert "One annex was not read." in texts(review_view(made))
    assert "notice: *“giving six months' notice”*" in texts(review_view(made, 1))


def test_one_part_shows_all_its_words_and_the_way_to_its_date() -> None:
    long = "Norway " + "and the fleets of the north " * 20 + "shall report."
    trace = ("The text names Friday 1 May 2026.",)
    made = step(quote=quote(long), amount="5 million", condition="if the stock allows")
    made = replace(made, deadline=replace(made.deadline, trace=trace))
    shown = review(head(), made)
    view = item_view(shown, AT, shown.items[1])
    assert "shall report." in texts(view)
    assert "The text names Friday 1 May 2026." in texts(view)
    assert "Amount: 5 million" in texts(view)
    assert "Condition: if the stock allows" in texts(view)
    assert buttons(view) == ["Accept", "Drop", "Edit", "Next", "Back to the draft"]


def test_a_question_that_the_date_leaves_open_is_asked() -> None:
    asked = replace(step().deadline, question=Question("Which ministry?"))
    made = review(head(), step(deadline=asked))
    assert "❓ Which ministry?" in texts(item_view(made, AT, made.items[1]))


def test_a_part_apart_from_its_draft_needs_no_way_back() -> None:
    made = review()
    apart = replace(AT, message_id=99)
    assert "Back to the draft" not in buttons(item_view(made, apart, made.items[1]))


def test_a_dropped_part_can_be_restored_and_an_accepted_one_looked_at() -> None:
    dropped = item(2, step(), decision=Decision.DROPPED)
    accepted = item(3, step(), decision=Decision.ACCEPTED, record_id=9)
    made = review(item(1, head(), decision=Decision.ACCEPTED), dropped, accepted)
    assert buttons(item_view(made, AT, dropped)) == ["Restore", "Back to the draft"]
    assert buttons(item_view(made, AT, accepted)) == ["Show", "Back to the draft"]


def test_whether_it_binds_is_chosen_on_its_own_card() -> None:
    made = review(head(binding=None))
    offered = choices(item_view(made, AT, made.items[0]))
    assert [(each.value, each.default) for each in offered] == [
        ("yes", False),
        ("no", False),
        ("unknown", True),
    ]


HOSTILE = "@everyone **bold** [link](https://evil.example) `code` <@1> \u202e" + "x" * 500


def _hostile() -> tuple[Any, ...]:
    heads = head(title=HOSTILE, short_name=HOSTILE[:60])
    steps = [step(HOSTILE, quote=quote(HOSTILE * 9), doubts=(HOSTILE,)) for _ in range(40)]
    return (heads, signed(place=HOSTILE), claim(point=HOSTILE, statement=HOSTILE), *steps)


@pytest.mark.parametrize("page", [0, 1, 4, 99])
def test_whatever_a_document_holds_the_card_fits_and_does_nothing(page: int) -> None:
    related = tuple(target(f"{n} {HOSTILE}", reason=HOSTILE) for n in range(30))
    made = review(*_hostile(), doubts=(HOSTILE,) * 9, notes=(HOSTILE,) * 9, related=related)
    for decided in (made, replace(made, related=(), joins=target(HOSTILE, reason=HOSTILE))):
        view = review_view(decided, page)
        assert fits(view)
        assert "@everyone" not in texts(view)
        assert not re.search(r"(?<!\\)\]\(https://evil", texts(view))
        assert "\u202e" not in texts(view) + "".join(each.label for each in choices(view))


def test_each_part_fits_however_long_it_is() -> None:
    made = review(*_hostile())
    far = At(10**18, 10**18, 999, 10**18)
    for each in made.items:
        view = item_view(made, far, each)
        assert fits(view)
        assert "@everyone" not in texts(view)
