"""Edits of a subscription, and that no edit of anything sends a rung twice or drops one."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates.values import DeadlineKind
from bot.domain.edits import Edits, Extra, edited
from bot.domain.guilds import Guild
from bot.domain.ladders import DEFAULT_LADDER, DEFAULT_LADDERS
from bot.domain.milestones import Milestone
from bot.domain.plans import revise
from bot.domain.reminders import NewReminder, Reminder, ReminderKind, ReminderState
from bot.domain.rungs import ladder
from bot.domain.subscriptions import Subscription
from bot.errors import UserError
from tests.domain.making import deadline, guild, milestone, reminder, subscription

EXPIRY = DeadlineKind.EXPIRY


def test_what_is_left_out_stays() -> None:
    wish = subscription(ladder=(7,), role_id=1, silent=True, escalate_after=3)
    assert edited(wish, Edits()) == wish


def test_days_count_for_all_kinds_or_for_one() -> None:
    wish = edited(subscription(), Edits(ladder="60, 3", kind=EXPIRY))
    assert (wish.ladder, wish.ladders) == (DEFAULT_LADDER, {EXPIRY: (60, 3)})
    assert edited(wish, Edits(ladder="7")).ladders == {}


def test_the_usual_days_are_those_of_each_kind() -> None:
    wish = edited(subscription(ladder=(7,)), Edits(ladder="usual", kind=EXPIRY))
    assert wish.ladders == {EXPIRY: DEFAULT_LADDERS[EXPIRY]}
    assert edited(wish, Edits(ladder="Usual")) == replace(wish, ladder=DEFAULT_LADDER, ladders={})


def test_a_member_takes_the_place_of_a_role() -> None:
    wish = edited(subscription(role_id=1), Edits(mention_user_id=2))
    assert (wish.role_id, wish.mention_user_id) == (None, 2)


@pytest.mark.parametrize("extra", Extra)
def test_each_extra_can_be_taken_away(extra: Extra) -> None:
    full = subscription(
        role_id=1, fallback_channel_id=2, escalate_after=3, last_resort_role_id=4, silent=True
    )
    left = edited(full, Edits(without=extra))
    assert left != full
    assert left.silent


def test_days_that_are_none_are_answered() -> None:
    with pytest.raises(UserError):
        edited(subscription(), Edits(ladder="soon"))


DUE = date(2026, 6, 9)
START = datetime(2026, 5, 1, 12, tzinfo=UTC)


@dataclass
class Desk:
    """One place that is reminded of one milestone: the queue, and what was posted from it."""

    milestone: Milestone = field(default_factory=lambda: milestone(DUE, owner_id=3, deputy_id=4))
    wish: Subscription = field(default_factory=subscription)
    guild: Guild = field(default_factory=guild)
    queue: dict[int, Reminder] = field(default_factory=dict)
    sent: list[tuple[ReminderKind, int, date | None]] = field(default_factory=list)
    edited_at: datetime = START

    def plan(self, now: datetime) -> None:
        self.edited_at = now
        every = list(self.queue.values())
        heard = [each for each in every if each.state is ReminderState.SENT]
        revision = revise(self.milestone, self.wish, self.guild, every, now, heard=heard)
        for id_ in revision.drop:
            del self.queue[id_]
        for id_, at in revision.move.items():
            self.queue[id_] = replace(self.queue[id_], due_at=at)
        for new in revision.add:
            self._add(new)

    def _add(self, new: NewReminder) -> None:
        keys = {(each.due_version, each.kind, each.rung) for each in self.queue.values()}
        assert (new.due_version, new.kind, new.rung) not in keys
        id_ = max(self.queue, default=0) + 1
        self.queue[id_] = reminder(
            id=id_,
            kind=new.kind,
            rung=new.rung,
            due_at=new.due_at,
            due_on=new.due_on,
            due_version=new.due_version,
        )

    def post_until(self, now: datetime) -> None:
        for id_, each in list(self.queue.items()):
            if each.state is ReminderState.PLANNED and each.due_at <= now:
                self.sent.append((each.kind, each.rung, each.due_on))
                sent = max(each.due_at, self.edited_at)
                self.queue[id_] = replace(each, state=ReminderState.SENT, sent_at=sent)

    def due_between(self, earlier: datetime, now: datetime) -> set[int]:
        planned = ladder(self.milestone, self.wish, self.guild)
        return {each.rung for each in planned if earlier < each.due_at <= now}


LADDERS = [(90, 30, 14, 7, 1, 0, -1, -7), (30, 7, 2), (10, 9, 8, 1, 0), DEFAULT_LADDER]
EDITS = st.one_of(
    st.sampled_from(LADDERS).map(lambda rungs: ("ladder", rungs)),
    st.integers(0, 23).map(lambda hour: ("hour", hour)),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: ("workdays", tuple(sorted(days)))),
    st.sampled_from([None, 1, 3]).map(lambda days: ("escalate_after", days)),
    st.sampled_from([DUE, date(2026, 5, 20), date(2026, 7, 1)]).map(lambda on: ("due", on)),
)


def edit(desk: Desk, what: str, value: object) -> None:
    if what in {"ladder", "escalate_after"}:
        desk.wish = replace(desk.wish, **{what: value})  # type: ignore[arg-type]
    elif what in {"hour", "workdays"}:
        desk.guild = replace(desk.guild, **{what: value})  # type: ignore[arg-type]
    elif value != desk.milestone.due_on:
        desk.milestone = replace(
            desk.milestone,
            deadline=deadline(value),  # type: ignore[arg-type]
            due_version=desk.milestone.due_version + 1,
        )


@given(edits=st.lists(st.tuples(st.integers(0, 70 * 24), EDITS), max_size=12))
def test_no_edit_sends_a_rung_twice_nor_drops_one_that_falls_due(
    edits: list[tuple[int, tuple[str, object]]],
) -> None:
    desk = Desk()
    desk.plan(START)
    owed: set[tuple[int, date | None]] = set()
    for hour, change in [*sorted(edits, key=lambda each: each[0]), (70 * 24, None)]:
        now = START + timedelta(hours=hour)
        owed |= {(rung, desk.milestone.due_on) for rung in desk.due_between(desk.edited_at, now)}
        desk.post_until(now)
        if change is not None:
            edit(desk, *change)
            desk.plan(now)
    rungs = [(rung, on) for kind, rung, on in desk.sent if kind is ReminderKind.RUNG]
    assert len(set(rungs)) == len(rungs)
    assert owed <= set(rungs)
    steps = [(step, on) for kind, step, on in desk.sent if kind is ReminderKind.ESCALATED]
    assert len(steps) <= 2 * (1 + sum(what == "due" for _, (what, _) in edits))
