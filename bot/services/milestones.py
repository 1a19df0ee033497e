"""Use cases on milestones: what is due, one of them whole, and how they end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Unpack
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

import db.changes
import db.provenance
import db.reminders
import db.slices
import db.standing
from bot.domain.acknowledgements import Seen
from bot.domain.changes import Change
from bot.domain.due import DueGroup
from bot.domain.milestones import Milestone, State
from bot.domain.provenance import Provenance
from bot.domain.reminders import Reminder, ReminderState
from bot.domain.search import Kind
from bot.domain.subscriptions import Subscription
from bot.services import acknowledgements, finding, listing, moving, recording, searching, settling
from bot.services.finding import Filters
from bot.services.recurring import advance
from bot.services.transactions import Transactions, writing
from db.slices import Among

LOOK_BACK_DAYS = 3650
"""How far back a date that has passed is still listed."""


class Asked(Filters, total=False):
    """Which milestones a list is to have: with `states` only those, settled or undated ones too."""

    owner_id: int | None
    states: Sequence[State] | None


@dataclass(frozen=True, slots=True)
class DueList:
    """What is due within some days, and what lies outside that window.

    `items` are all of it, or where a page was asked for those of `page` (from 0), in reading order.
    `counts` says how many there are in each group and `states` how they stand; of a group that is
    very large, no more than `MOST_COUNTED` are counted.
    `beyond` counts open milestones that begin later, the first of them on `next_on`; `undated`
    those without a date. `filters` are the filters as they were understood.
    """

    items: tuple[Milestone, ...]
    within: int
    beyond: int
    next_on: date | None
    undated: int
    filters: tuple[str, ...] = ()
    counts: Mapping[DueGroup, int] = field(default_factory=dict)
    states: frozenset[State] = frozenset()
    page: int = 0

    @property
    def count(self) -> int:
        """How many there are, on this page and on others."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class MilestonePage:
    """A milestone with what was told of it, what will be, and its history, newest first.

    `failed` is what was given up, each with the channel that it was for; None for a direct message.
    `seen` is who has seen its date, and who has not; `provenance` is what it was accepted from.
    """

    milestone: Milestone
    told: tuple[Reminder, ...]
    planned: tuple[Reminder, ...]
    failed: tuple[Reminder, ...]
    history: tuple[Change, ...]
    seen: Seen
    provenance: tuple[Provenance, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestones:
    """Commitments and dates worth a reminder."""

    transactions: Transactions

    async def due(
        self,
        guild_id: int,
        *,
        now: datetime,
        within: int = 30,
        page: int = 0,
        size: int | None = None,
        **asked: Unpack[Asked],
    ) -> DueList:
        """What is overdue, unverified, or due within some days, in the order of its date.

        What has passed is listed however small the window, and as far back as `LOOK_BACK_DAYS`.
        With a `size` the items are those of a page of so many, in reading order; past the end, the
        last.
        """
        async with self.transactions.read() as session:
            guild = await finding.guild(session, guild_id)
            today = now.astimezone(ZoneInfo(guild.zone)).date()
            covering, filters = await finding.covered(session, guild_id, asked)
            since, until = today - timedelta(days=LOOK_BACK_DAYS), today + timedelta(days=within)
            among = Among(guild_id, today, since, until, covering, asked.get("owner_id"))
            wanted, later = frozenset(asked.get("states") or ()), db.slices.after(until)
            slices = db.slices.slices(among, list(wanted))
            *counts, undated, beyond = await db.standing.counts(
                session, among, [*slices, db.slices.undated(), later]
            )
            parts = list(zip(slices, counts, strict=True))
            found = await listing.some(session, among, parts, wanted, now, page=page, size=size)
            next_on = await db.standing.first_on(session, among, later) if beyond else None
        shown = (found.counts, found.states, found.page)
        return DueList(found.items, within, beyond, next_on, undated, filters, *shown)

    async def references(
        self, guild_id: int, typed: str, *, open_only: bool = False, limit: int = 25
    ) -> list[str]:
        """The milestones to offer while a person types, soonest first."""
        async with self.transactions.read() as session:
            return await searching.offered(
                session, guild_id, typed, (Kind.MILESTONE,), open_only=open_only, limit=limit
            )

    async def by_id(
        self, guild_id: int, milestone_id: int, *, occurrence: int | None = None
    ) -> Milestone:
        """The milestone that a button carries.

        Raises NotFound where it is gone, and Conflict where a recurring one is no more at the time
        that the button was for.
        """
        async with self.transactions.read() as session:
            milestone = await finding.milestone(session, guild_id, milestone_id)
            await finding.same_time(session, milestone, occurrence)
        return milestone

    async def heard_through(
        self, guild_id: int, milestone_id: int, *, channel_id: int | None, user_id: int | None
    ) -> tuple[Subscription, ...]:
        """The subscriptions through which a place hears of a milestone, oldest first."""
        async with self.transactions.read() as session:
            milestone = await finding.milestone(session, guild_id, milestone_id, archived=True)
            wishes = await finding.wishes(session, milestone)
        here = (channel_id, user_id)
        return tuple(each for each in wishes if (each.channel_id, each.user_id) == here)

    async def show(
        self, guild_id: int, named: str | int, *, reader: int | None = None
    ) -> MilestonePage:
        """A milestone whole, by its reference or, from a button, by its id.

        Of those who have not seen its date, it names whom `reader` may know of.
        """
        async with self.transactions.read() as session:
            milestone = await finding.milestone(session, guild_id, named, archived=True)
            reminders = await db.reminders.of_milestones(session, [milestone.id])
            history = await db.changes.of_milestone(session, guild_id, milestone.id)
            seen = await acknowledgements.seen(session, milestone, reader=reader)
            told = await _provenance(session, milestone)
        return MilestonePage(
            milestone,
            tuple(each for each in reminders if each.state is ReminderState.SENT),
            tuple(each for each in reminders if each.state is ReminderState.PLANNED),
            tuple(each for each in reminders if each.state is ReminderState.FAILED),
            tuple(history),
            seen,
            told,
        )

    async def provenance(self, guild_id: int, milestone_id: int) -> tuple[Provenance, ...]:
        """What the milestone that a button carries was accepted from, first the oldest."""
        async with self.transactions.read() as session:
            milestone = await finding.milestone(session, guild_id, milestone_id, archived=True)
            return await _provenance(session, milestone)

    async def go_on(self, *, now: datetime) -> int:
        """Take recurring milestones whose time has passed to the next; returns how many."""
        return await advance(self.transactions, now)

    add = writing(recording.add)
    edit = writing(recording.edit)
    move = writing(moving.move)
    done = writing(settling.done)
    end = writing(settling.end)
    reopen = writing(settling.reopen)
    assign = writing(settling.assign)
    checked = writing(settling.checked)


async def _provenance(session: AsyncSession, milestone: Milestone) -> tuple[Provenance, ...]:
    ids = (milestone.guild_id, milestone.agreement_id, milestone.id)
    return await db.provenance.of_milestone(session, *ids)
