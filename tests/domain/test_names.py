"""Finding what a person means among the names on record."""

import pytest

from bot.domain.names import CHOICE_LENGTH, choice, offer, resolve
from bot.errors import NotFound

NAMES = {
    1: ("US-Japan Framework", "Tokyo deal", "日米枠組み"),
    2: ("US-Australia Framework", "Canberra deal"),
    3: ("US-Malaysia MOU",),
    4: ("US-Malaysia Trade Agreement", "Malaysia ART"),
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("US-Japan Framework", 1),
        ("us–japan framework", 1),
        ("  US-Japan   framework ", 1),
        ("tokyo deal", 1),
        ("日米枠組み", 1),
        ("ＵＳ－Japan Framework", 1),
        ("US-Jap", 1),
        ("japan", 1),
        ("US-Jpaan Framework", 1),
        ("malaysia art", 4),
    ],
)
def test_a_name_is_found_as_people_write_it(typed: str, meant: int) -> None:
    assert resolve(typed, NAMES, what="agreements") == meant


def test_two_that_fit_are_both_named_and_neither_is_picked() -> None:
    with pytest.raises(NotFound, match=r"US-Malaysia MOU.*US-Malaysia Trade Agreement"):
        resolve("US-Malaysia", NAMES, what="agreements")


def test_a_name_that_is_not_there_offers_the_nearest() -> None:
    with pytest.raises(NotFound, match=r"Did you mean .*US-Australia Framework"):
        resolve("Austria framework", NAMES, what="agreements")


def test_a_name_that_resembles_nothing_says_where_to_pick() -> None:
    with pytest.raises(NotFound, match="pick one of the agreements"):
        resolve("zzzzqqqq", NAMES, what="agreements")


def test_nothing_typed_finds_nothing() -> None:
    with pytest.raises(NotFound, match="Type a name"):
        resolve("   ", NAMES, what="agreements")


def test_an_endless_name_is_repeated_only_in_part() -> None:
    with pytest.raises(NotFound) as caught:
        resolve("x" * 6000, NAMES, what="agreements")
    assert len(str(caught.value)) < 300


def test_a_name_cut_to_a_choice_is_found_again() -> None:
    names = {1: ("Framework: " + "long words " * 20,), 2: ("Framework: other words",)}
    shown = choice(names[1][0])
    assert len(shown) <= CHOICE_LENGTH
    assert resolve(shown, names, what="milestones") == 1


def test_a_name_that_is_shown_goes_before_the_same_words_as_another_s_title() -> None:
    names = {1: ("Renamed", "Test Framework"), 2: ("Test Framework",)}
    assert resolve("test framework", names, what="agreements") == 2


@pytest.mark.parametrize("tail", ["", " and then many more words, " * 3])
def test_names_that_differ_only_late_are_offered_apart_and_found_again(tail: str) -> None:
    names = {
        number: (f"Framework: {'the same long words ' * 6}{word}{tail}",)
        for number, word in enumerate(("first report", "second report", "second review"))
    }
    for typed in ("", "frame", "report"):
        shown = offer(typed, names)
        assert len(set(shown)) == len(shown) >= 2
        assert all(len(each) <= CHOICE_LENGTH for each in shown)
        found = [resolve(each, names, what="milestones") for each in shown]
        assert found == list(names)[: len(found)]


def test_a_long_name_that_goes_on_where_another_ends_is_offered_apart() -> None:
    shorter = f"Framework: {'the same long words ' * 6}report"
    names = {1: (shorter,), 2: (f"{shorter} again",)}
    assert [resolve(each, names, what="milestones") for each in offer("", names)] == [1, 2]


def test_names_that_begin_as_typed_are_offered_before_those_that_contain_it() -> None:
    names = {1: ("New Malaysia pact",), 2: ("Malaysia MOU",)}
    assert offer("mal", names) == ["Malaysia MOU", "New Malaysia pact"]


def test_a_slip_still_offers_the_name() -> None:
    assert offer("austrlia", NAMES) == ["US-Australia Framework"]


def test_nothing_typed_offers_the_first_names_within_discord_s_limit() -> None:
    many = {number: (f"Agreement {number:03}",) for number in range(60)}
    assert offer("", many) == [f"Agreement {number:03}" for number in range(25)]


@pytest.mark.parametrize("typed", ["within -3 months", "31 February 2026", "an AR of sorts"])
def test_a_short_name_inside_other_words_is_not_what_they_mean(typed: str) -> None:
    parties = {"TH": ("Thailand", "TH"), "AR": ("Argentina", "AR"), "US": ("United States", "US")}
    with pytest.raises(NotFound):
        resolve(typed, parties, what="parties")
