"""How people write how early they want to be reminded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates.values import DeadlineKind
from bot.domain.digests import Every, Schedule
from bot.domain.ladders import DEFAULT_LADDER, MAX_RUNGS, read_ladder, write_ladder
from bot.domain.subscriptions import ladder_for
from bot.errors import UserError
from tests.domain.making import subscription


@pytest.mark.parametrize(
    ("typed", "rungs"),
    [
        ("30, 7, 1, 0, +1", (30, 7, 1, 0, -1)),
        ("7", (7,)),
        ("30 7 1", (30, 7, 1)),
        ("30;7", (30, 7)),
        ("7 days before", (7,)),
        ("30, 14 and 7 days before", (30, 14, 7)),
        ("1 and 7 days after", (-1, -7)),
        ("2 weeks before, 1 week before, on the day", (14, 7, 0)),
        ("14 and 7 days before, the day before, on the day and 1 day after", (14, 7, 1, 0, -1)),
        ("a week before", (7,)),
        ("3d", (3,)),
        ("2w", (14,)),
        ("1, 1, 1", (1,)),
        ("+1 week", (-7,)),
    ],
)
def test_a_ladder_is_read_as_people_write_it(typed: str, rungs: tuple[int, ...]) -> None:
    assert read_ladder(typed) == rungs


@pytest.mark.parametrize("typed", ["soon", "30, x", "99999", "", ", ,", "-1", "a", "+400", "1.5"])
def test_what_is_no_list_of_days_is_answered_in_a_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="days"):
        read_ladder(typed)


@given(st.sets(st.integers(-365, 3650), min_size=1, max_size=MAX_RUNGS))
def test_a_ladder_is_read_back_as_it_is_written(rungs: set[int]) -> None:
    ladder = tuple(sorted(rungs, reverse=True))
    assert read_ladder(write_ladder(ladder)) == ladder


def test_what_begins_or_ends_by_itself_is_not_asked_after() -> None:
    for kind in (DeadlineKind.IN_FORCE, DeadlineKind.EXPIRY):
        assert min(ladder_for(subscription(), kind)) == 0
        assert ladder_for(subscription(ladder=(7, 0, -1)), kind) == (7, 0)
    assert ladder_for(subscription(), DeadlineKind.ACT_BY) == DEFAULT_LADDER
    assert ladder_for(subscription(ladder=(7, -1)), DeadlineKind.ACT_BY) == (7, -1)


def test_an_expiry_is_told_of_earlier_than_an_act() -> None:
    assert max(ladder_for(subscription(), DeadlineKind.EXPIRY)) > max(DEFAULT_LADDER)


def test_a_ladder_given_for_one_kind_is_kept_as_given_for_that_kind_only() -> None:
    wish = subscription(ladders={DeadlineKind.EXPIRY: (365, 30, -1)})
    assert ladder_for(wish, DeadlineKind.EXPIRY) == (365, 30, -1)
    assert ladder_for(wish, DeadlineKind.ACT_BY) == DEFAULT_LADDER


def test_a_digest_has_no_rungs() -> None:
    digest = subscription(schedule=Schedule(Every.DAY, 9, "UTC"))
    assert ladder_for(digest, DeadlineKind.ACT_BY) == ()
