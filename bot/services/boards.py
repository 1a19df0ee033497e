"""Use cases on boards: one message a channel that is edited whenever what it says has changed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from secrets import token_hex
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

import db.boards
import db.changes
import db.claims
import db.digests
import db.guilds
import db.milestones
import db.outcomes
import db.places
from bot.domain.boards import EDIT_EVERY, Board, BoardPost, Shown, is_current, rest
from bot.domain.briefs import write_brief
from bot.domain.ladders import DEFAULT_LADDER
from bot.domain.milestones import State, state
from bot.domain.subscriptions import Scope, Subscription
from bot.errors import Conflict, NotFound, PostFailed, UserError
from bot.messages import t
from bot.services import wishes
from bot.services.changes import told_since
from bot.services.claiming import LEASE, Clock
from bot.services.covering import covered, subject_of
from bot.services.transactions import Transactions
from db.boards import Looked

MOST_A_ROUND = 20
"""How many boards are shown at most before reminders have their turn again."""

LONGEST_SECONDS = 60.0
TOO_LONG = "Discord took too long to answer."

MOST_NAMED = 20
AHEAD_DAYS = 3650
NEWS_DAYS = 30

_log = logging.getLogger(__name__)

Show = Callable[[BoardPost], Awaitable[Shown]]
"""Brings a board's message up to date, or posts it; raises PostFailed."""


@dataclass(frozen=True, slots=True)
class Boards:
    """Boards that keep themselves current."""

    transactions: Transactions

    async def add(
        self,
        guild_id: int,
        *,
        by: int | None,
        now: datetime,
        scope: Scope,
        subject: str | None,
        channel_id: int,
    ) -> Board:
        """Have a board in a channel; it is posted with the next round.

        Raises Conflict where the channel has one already, and UserError for a single milestone.
        """
        if scope is Scope.MILESTONE:
            raise UserError(t("A board is of an agreement, a party, a commodity or everything."))
        async with self.transactions.write() as session:
            await db.guilds.ensure(session, guild_id, "")
            asked = Subscription(0, guild_id, scope, None, channel_id, None, DEFAULT_LADDER)
            about = await wishes.with_subject(session, asked, subject)
            place = await db.places.ensure(session, guild_id, channel_id=channel_id, user_id=None)
            board = Board(
                0, guild_id, place, scope, about.subject, about.agreement_id, created_by=by
            )
            try:
                board_id = await db.boards.insert(session, board, created_at=now)
            except IntegrityError as error:
                there = t("That channel has a board already. Take it away with /board remove.")
                raise Conflict(there) from error
            await _note(session, board, "reminders: board switched on", by=by, now=now)
            return replace(board, id=board_id, created_at=now)

    async def list(self, guild_id: int) -> tuple[Board, ...]:
        """The server's boards, oldest first."""
        async with self.transactions.read() as session:
            return tuple(await db.boards.every(session, guild_id))

    async def remove(self, guild_id: int, board_id: int, *, by: int | None, now: datetime) -> Board:
        """Keep a board current no more; what it was is returned. Raises NotFound."""
        async with self.transactions.write() as session:
            board = await db.boards.find(session, guild_id, board_id)
            if board is None:
                raise NotFound(t("That board is gone already. Look at /board list."))
            await db.boards.change(session, board_id, removed_at=now)
            await _note(session, board, "reminders: board switched off", by=by, now=now)
        return board

    async def keep(self, show: Show, clock: Clock) -> int:
        """Bring the boards up to date that may say something else by now; returns how many.

        A board is looked at only where its server's record or its day has moved on, and only one
        post is under way in a place, in whichever process.
        """
        now = clock()
        async with self.transactions.read() as session:
            every = await db.boards.awake(session, now)
        stale = [each for each in every if not _is_current(each, now)]
        shown = 0
        for each in stale[:MOST_A_ROUND]:
            shown += await _keep(self.transactions, each, show, clock)
        return shown


def _today(looked: Looked, now: datetime) -> date:
    return now.astimezone(ZoneInfo(looked.zone)).date()


def _is_current(looked: Looked, now: datetime) -> bool:
    return is_current(looked.board, looked.change_id, _today(looked, now))


async def _keep(transactions: Transactions, looked: Looked, show: Show, clock: Clock) -> bool:
    """Show one board in its place, which nobody else posts to meanwhile; whether that was done."""
    board, now = looked.board, clock()
    wave = f"{int(now.timestamp()):08x}{token_hex(3)}"
    async with transactions.deliver() as session:
        places = [board.place.id]
        if not await db.claims.lease(session, places, token=wave, now=now, until=now + LEASE):
            return False
    columns: dict[str, object] = {}
    try:
        async with transactions.read() as session:
            post = await board_post(session, board, now)
        post = replace(post, new_day=board.shown_on != _today(looked, now))
        async with asyncio.timeout(LONGEST_SECONDS):
            columns = _came_of(looked, await show(post), now)
    except PostFailed as failure:
        columns = _failed(board, failure, clock())
    except TimeoutError:
        columns = _failed(board, PostFailed(TOO_LONG, permanent=False), clock())
    except Exception:
        _log.exception("The board in %s could not be shown.", board.place.channel_id)
        columns = _failed(board, PostFailed("unexpected error", permanent=False), clock())
    finally:
        async with transactions.deliver() as session:
            if columns:
                await db.boards.change(session, board.id, **columns)
            await db.outcomes.released(session, [{"place": board.place.id, "wave": wave}])
    return "change_id" in columns


def _came_of(looked: Looked, shown: Shown, now: datetime) -> dict[str, object]:
    """What is written down of a board that was shown; one that was deleted is posted anew.

    One that was deleted as soon as it was posted waits a little, and is then another message.
    """
    if shown.message_id is None and looked.board.message_id is None:
        return {"shown_at": now, "rests_until": now + EDIT_EVERY}
    if shown.message_id is None:
        return {"message_id": None}
    columns: dict[str, object] = {
        "message_id": shown.message_id,
        "shown": shown.words,
        "change_id": looked.change_id,
        "shown_on": _today(looked, now),
        "failures": 0,
        "rests_until": None,
        "reason": None,
    }
    return {**columns, "shown_at": now} if shown.edited else columns


def _failed(board: Board, failure: PostFailed, now: datetime) -> dict[str, object]:
    """Nothing is given up: a permission may come back. What a person has to mend is said."""
    failures = board.failures + 1
    pause = rest(failures)
    if failure.retry_after is not None:
        pause = max(pause, timedelta(seconds=failure.retry_after))
    reason = failure.reason if failure.permanent else board.reason
    _log.warning("The board in %s: %s", board.place.channel_id, failure.reason)
    return {"failures": failures, "rests_until": now + pause, "reason": reason}


async def board_post(session: AsyncSession, board: Board, now: datetime) -> BoardPost:
    """What a board says now: the next dates, what is overdue, the last change."""
    which, agreements = await covered(session, board)
    guild, today = board.guild_id, now.date()
    overdue = await db.digests.overdue(session, guild, which, before=today, limit=1000)
    first, last = today - timedelta(days=1), today + timedelta(days=AHEAD_DAYS)
    ahead = await db.digests.ahead(session, guild, which, since=first, until=last, limit=MOST_NAMED)
    read = await db.milestones.living(session, {*overdue[:MOST_NAMED], *ahead})
    read.sort(key=lambda each: (each.earliest_on or date.max, each.id))
    named = [each for each in read if state(each, now) is not State.UNVERIFIED_PAST]
    since = now - timedelta(days=NEWS_DAYS)
    found = await told_since(session, guild, since, until=now, covering=which.covering)
    brief = write_brief(
        subject_of(board), agreements, named, now, news=found.told, news_since=since
    )
    return BoardPost(
        guild_id=guild,
        channel_id=board.place.channel_id,
        user_id=None,
        items=(),
        nonce=board.nonce,
        now=now,
        silent=True,
        # Nobody knows whether an earlier answer was lost: it is looked for first.
        again=board.message_id is None,
        board=board,
        brief=brief,
        overdue=max(len(overdue), len(brief.overdue)),
    )


async def _note(
    session: AsyncSession, board: Board, what: str, *, by: int | None, now: datetime
) -> None:
    await db.changes.add(
        session,
        board.guild_id,
        at=now,
        by=by,
        what=what,
        agreement_id=board.agreement_id,
        after={
            "scope": board.scope.value,
            "subject": board.subject,
            "channel": board.place.channel_id,
        },
    )
