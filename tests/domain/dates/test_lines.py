"""Requests and answers as JSON, for scripts."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.dates.lines import answer


def ask(phrase: str, **more: Any) -> dict[str, Any]:
    return answer({"id": "x", "phrase": phrase, **more})


def test_an_answer_has_every_field_and_is_json() -> None:
    found = ask("within six months", anchor={"date": "2025-10-28", "zone": "Asia/Tokyo"})
    assert list(found) == [
        *("id", "due", "earliest", "latest", "state", "instant", "readings", "question", "trace"),
    ]
    assert json.loads(json.dumps(found)) == found
    assert (found["id"], found["due"], found["state"]) == ("x", "2026-04-28", "dated")
    assert found["instant"] == "2026-04-28T15:00:00Z"
    assert found["readings"][0] == {"name": "as counted", "date": "2026-04-28"}
    assert found["trace"][0] == "The clause: “within six months”."


def test_an_unknown_phrase_is_undetermined_with_a_question() -> None:
    found = ask("when pigs fly")
    assert (found["state"], found["due"], found["instant"]) == ("undetermined", None, None)
    assert found["question"]["options"]
    assert "error" not in found


def test_a_missing_anchor_is_asked_for() -> None:
    found = ask("within six months")
    assert found["state"] == "undetermined"
    assert found["question"] == {
        "text": "From which event or date does it count?",
        "options": [
            "within six months of signature",
            "within six months of entry into force",
            "within six months of publication",
        ],
    }
    assert ask("30 days before")["question"]["options"][0] == "30 days before expiry"


def test_an_event_that_has_not_happened_is_awaited() -> None:
    found = ask("60 days after entry into force", anchor={"zone": "Asia/Tokyo"})
    assert found["state"] == "awaiting_trigger"
    assert "entry into force" in found["question"]["text"]
    signed = {"date": "2025-10-28"}
    waiting = ask("60 days after entry into force", anchor=signed, events={"in force": None})
    assert waiting["state"] == "awaiting_trigger"
    stands_in = ask("60 days after entry into force", anchor=signed)
    assert stands_in["due"] == "2025-12-27"


def test_promptly_is_indefinite() -> None:
    assert ask("promptly")["state"] == "indefinite"


def test_events_are_found_under_any_of_their_names() -> None:
    for name in ("signature", "signed", "date of signing", "the signing of the Framework"):
        assert (
            ask("within 30 days of signature", events={name: "2026-01-01"})["due"] == "2026-01-31"
        )


def test_the_date_in_another_capital_gives_a_reading() -> None:
    found = ask(
        "within six months of signature",
        anchor={"date": "2025-10-28", "zone": "Asia/Tokyo"},
        events={"signature in Washington": "2025-10-27"},
    )
    assert (found["due"], found["earliest"]) == ("2026-04-28", "2026-04-27")


def test_a_month_or_a_year_is_a_range() -> None:
    found = ask("within 30 days", anchor={"date": "2026-02"}, convention="treaty-final-clauses")
    assert (found["earliest"], found["due"], found["latest"]) == (
        *("2026-03-03", "2026-03-30", "2026-03-30"),
    )
    found = ask("within 30 days", anchor={"date": "2026"}, convention="treaty-final-clauses")
    assert (found["earliest"], found["latest"]) == ("2026-01-31", "2027-01-30")


def test_the_kind_decides_whether_a_day_moves() -> None:
    saturday = {"anchor": {"date": "2026-03-07"}, "convention": "us-federal"}
    assert ask("two weeks", **saturday)["due"] == "2026-03-23"
    assert ask("two weeks", kind="act_by", **saturday)["due"] == "2026-03-23"
    assert ask("two weeks", kind="in_force", **saturday)["due"] == "2026-03-21"
    assert ask("two weeks", kind="expiry", **saturday)["due"] == "2026-03-21"


def test_what_enters_into_force_takes_the_official_date() -> None:
    found = ask(
        "thirty days after deposit",
        kind="in_force",
        events={"deposit": "2019-04-29", "entry into force": "2019-05-30"},
    )
    assert found["due"] == "2019-05-30"
    assert "2019-05-29" in [one["date"] for one in found["readings"]]


@pytest.mark.parametrize(
    "more",
    [
        {"official": "2019-05-30"},
        {"events": {"official": "2019-05-30"}},
        {"events": {"the depositary's date": "2019-05-30"}},
        {"events": {"official entry into force": "2019-05-30"}},
        {"events": {"entered into force": "2019-05-30"}, "convention": "treaty-final-clauses"},
    ],
)
def test_an_official_date_is_taken_under_any_of_its_names(more: dict[str, Any]) -> None:
    found = ask("thirty days after deposit", anchor={"date": "2019-04-29"}, **more)
    assert (found["due"], found["earliest"], found["latest"]) == ("2019-05-30",) * 3
    assert {"name": "official date", "date": "2019-05-30"} in found["readings"]


def test_what_recurs_gives_the_first_and_lists_the_next() -> None:
    found = ask("25 MMT annually 2026-2028")
    assert found["due"] == "2026-12-31"
    assert found["readings"] == [
        {"name": "1st", "date": "2026-12-31"},
        {"name": "2nd", "date": "2027-12-31"},
        {"name": "3rd", "date": "2028-12-31"},
    ]


def test_a_renewal_moves_the_end() -> None:
    window = {"phrase": "three months, renewable once", "anchor": {"date": "2026-02-05"}}
    assert answer(window)["due"] == "2026-05-05"
    renewed = answer({**window, "events": {"renewed": "2026-05-01"}})
    assert renewed["due"] == "2026-08-05"


def test_a_place_may_be_named_instead_of_a_zone() -> None:
    found = ask("by the end of 2025", anchor={"zone": "Tokyo"})
    assert found["instant"] == "2025-12-31T15:00:00Z"


WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "“phrase”"),
    ({"phrase": 7}, "“phrase”"),
    ({"phrase": "by 31 February 2026"}, "There is no 31 February 2026"),
    ({"phrase": "within 3 days", "anchor": {"date": "2026-02-30"}}, "There is no 30 February"),
    ({"phrase": "within 3 days", "anchor": {"date": "0000-01-01"}}, "The year 0"),
    ({"phrase": "within 3 days", "anchor": {"date": "10000-01-01"}}, "The year 10000"),
    ({"phrase": "within 3 days", "anchor": {"date": "soon"}}, "Write the date 'soon'"),
    ({"phrase": "within 3 days", "anchor": {"date": 20260101}}, "Write the date 20260101"),
    ({"phrase": "within 3 days", "anchor": 7}, "Give the anchor"),
    ({"phrase": "within 3 days", "anchor": {"date": "2026-01-01", "alternatives": 1}}, "list"),
    ({"phrase": "within 3 days", "anchor": {"date": "2026-01-01", "zone": "Mars/Base"}}, "zone"),
    ({"phrase": "within 3 days", "anchor": {"date": "2026-01-01", "time": "25:00"}}, "time"),
    ({"phrase": "within 3 days", "convention": "roman"}, "no convention “roman”"),
    ({"phrase": "within 3 days", "convention": 1}, "“convention”"),
    ({"phrase": "within 3 days", "kind": "maybe"}, "kind"),
    ({"phrase": "within 3 days", "calendars": ["XX"]}, "no holiday calendar “XX”"),
    ({"phrase": "within 3 days", "calendars": [1]}, "calendars"),
    ({"phrase": "within 3 days", "events": ["signature"]}, "events"),
    ({"phrase": "within -3 months"}, "negative"),
    ({"phrase": "within a million months"}, "1,000,000 months"),
    ({"phrase": "within 900 years", "anchor": {"date": "9500-01-01"}}, "years 1 to 9999"),
    ({"phrase": "10 days before 3 January 0001"}, "years 1 to 9999"),
    ({"phrase": "by 31 December 9999"}, "years 1 to 9999"),
]


@pytest.mark.parametrize(("request_", "told"), WRONG)
def test_a_wrong_request_is_told_so_in_one_sentence(request_: dict[str, Any], told: str) -> None:
    found = answer({"id": 9, **request_})
    assert told in found["error"]
    assert found["id"] == 9
    assert (found["state"], found["due"], found["readings"]) == (None, None, [])


def test_a_line_that_is_no_object_is_told_so() -> None:
    found = answer(["within 3 days"])  # type: ignore[arg-type]
    assert (found["id"], found["state"]) == (None, None)
    assert "one JSON object" in found["error"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ("phrase", "anchor", "convention", "calendars", "kind", "events", "official", "zone")


@settings(max_examples=300)
@given(
    st.fixed_dictionaries(
        {"phrase": st.just("within 3 days of x") | JSON}, optional=dict.fromkeys(FIELDS[1:], JSON)
    )
)
def test_no_request_breaks_the_answer(request_: dict[str, Any]) -> None:
    found = answer(request_)
    assert json.dumps(found)
    assert (found["state"] is None) == ("error" in found)
