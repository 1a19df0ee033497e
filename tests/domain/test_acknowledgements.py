"""Who has seen a date, who has not, and who is called on next."""

from datetime import timedelta

import pytest

from bot.domain.acknowledgements import Acknowledgement, acknowledged, called_on, coverage, steps
from tests.domain.making import NOW, milestone, subscription

OWNER, DEPUTY, READER, PASSER_BY = 11, 12, 13, 14
ROLE = 71
MILESTONE = milestone(due_version=2, owner_id=OWNER, deputy_id=DEPUTY)


def seen(user_id: int, version: int = 2, minutes: int = 0) -> Acknowledgement:
    return Acknowledgement(MILESTONE.id, version, user_id, NOW + timedelta(minutes=minutes))


def test_somebody_has_seen_the_date_that_it_has_now() -> None:
    assert acknowledged(MILESTONE, [seen(PASSER_BY)])


@pytest.mark.parametrize(
    "other", [[], [seen(OWNER, version=1)], [Acknowledgement(99, 2, OWNER, NOW)]]
)
def test_another_version_or_another_milestone_does_not_count(other: list[Acknowledgement]) -> None:
    assert not acknowledged(MILESTONE, other)


def test_the_owner_is_called_on_then_the_deputy_then_the_role_and_then_nobody() -> None:
    wish = subscription(escalate_after=3, last_resort_role_id=ROLE)
    calls = [called_on(MILESTONE, wish, step) for step in range(1, 5)]
    assert calls == [((OWNER,), ()), ((DEPUTY,), ()), ((), (ROLE,)), ((), ())]
    assert steps(MILESTONE, wish) == 3


def test_whoever_is_missing_is_passed_over() -> None:
    alone = milestone(deputy_id=DEPUTY)
    assert called_on(alone, subscription(last_resort_role_id=ROLE), 2) == ((), (ROLE,))
    assert called_on(milestone(), subscription(), 1) == ((), ())
    assert steps(milestone(), subscription()) == 0


def test_one_person_is_called_on_once() -> None:
    both = milestone(owner_id=OWNER, deputy_id=OWNER)
    assert called_on(both, subscription(last_resort_role_id=ROLE), 2) == ((), (ROLE,))
    assert steps(both, subscription()) == 1


def test_those_named_one_by_one_are_waited_for_until_they_have_seen_it() -> None:
    wishes = [
        subscription(mention_user_id=READER, role_id=ROLE),
        subscription(id=6, mention_user_id=OWNER),
    ]
    found = coverage(MILESTONE, [seen(PASSER_BY, minutes=5), seen(DEPUTY)], wishes)
    assert [each.user_id for each in found.by] == [DEPUTY, PASSER_BY], "in the order of their time"
    assert found.waiting == (OWNER, READER)
    assert found.role_ids == (ROLE,)


def test_whoever_saw_only_an_earlier_date_is_waited_for_again() -> None:
    found = coverage(MILESTONE, [seen(OWNER, version=1), seen(DEPUTY, 1), seen(DEPUTY)], [])
    assert found.waiting == (OWNER,)
    assert [each.user_id for each in found.earlier] == [OWNER]
    assert found.at(OWNER) is None
    assert found.at(DEPUTY) == NOW
