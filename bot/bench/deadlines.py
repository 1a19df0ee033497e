"""What a deadline costs: reading a phrase, computing it, and following an event that moved."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from bot.bench.figures import Figure, Laps, Section
from bot.bench.record import GUILD, NOW, SIGNED_ON, ZONE, Record, opened
from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import Anchor, Rule
from bot.domain.subscriptions import Scope
from bot.messages import t

ROUNDS = 5_000
MILESTONES = 10_000
MOVES = 3
PLAIN_LIMIT = 100e-6
HOLIDAYS_LIMIT = 1e-3
MOVE_LIMIT = 3.0

_PHRASES = (
    "within six months of signature",
    "within 180 days of signature",
    "60 days after signature",
    "the first day of the second month following signature",
    "by 31 December 2026",
    "not later than 30 days before signature",
)
_PLAIN = tuple(
    (each, ())
    for each in ("political-default", "english-corresponding-date", "treaty-final-clauses")
)
_WITH_HOLIDAYS = (
    ("us-federal", ("US",)),
    ("jp-civil", ("JP",)),
    ("eu-1182-71", ("DE",)),
    ("business-day-modified-following", ("GB", "US")),
)
_DAYS = 2_000
"""Over how many days of signature the cases are spread, so that few are met twice."""


async def measured(rounds: int, milestones: int) -> Section:
    """Phrases and single deadlines `rounds` times, then an event moved under many milestones."""
    figures = (_reading(rounds), *_computing(rounds))
    return Section(
        t("Deadlines: one from its rule, and all that hang on an event"),
        (*figures, *await _moving(milestones)),
        (
            t("Dates of signature and conventions differ from one computation to the next."),
            t("The ratio is of processor time, to SQLite writing the same rows and no more."),
        ),
    )


def _reading(rounds: int) -> Figure:
    phrases = islice(cycle(_PHRASES), max(1, rounds // 10))
    return Figure(t("read a phrase"), [_timed(partial(read_rule, each)) for each in phrases])


def _computing(rounds: int) -> list[Figure]:
    plain, counted = _cases(rounds, _PLAIN), _cases(rounds, _WITH_HOLIDAYS)
    first = [_timed(each) for each in counted]  # works out the holidays, which are then kept
    return [
        Figure(t("compute without holidays"), [_timed(each) for each in plain], limit=PLAIN_LIMIT),
        Figure(
            t("compute with holidays met before"),
            [_timed(each) for each in counted],
            limit=HOLIDAYS_LIMIT,
        ),
        Figure(t("compute with holidays, the first times"), first),
    ]


def _cases(
    rounds: int, conventions: Sequence[tuple[str, tuple[str, ...]]]
) -> list[Callable[[], object]]:
    rules = [read_rule(phrase) for phrase in _PHRASES]
    return [
        _case(
            rules[number % len(rules)],
            SIGNED_ON + timedelta(days=number * 7 % _DAYS),
            *conventions[number // len(rules) % len(conventions)],
        )
        for number in range(rounds)
    ]


def _case(
    rule: Rule, signed_on: date, convention: str, calendars: Sequence[str]
) -> Callable[[], object]:
    anchors = {"signature": Anchor(signed_on, ZONE, name="signature in Tokyo")}
    return lambda: compute(rule, anchors, zone=ZONE, convention=convention, calendars=calendars)


def _timed(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


async def _moving(milestones: int) -> list[Figure]:
    """Move the signature of an agreement with many milestones, through the real use case."""
    plain, reminded, bare = Laps(), Laps(), Laps()
    async with opened() as record:
        await record.store_milestones(0, milestones)
        for day in range(1, MOVES + 2):
            with plain.lap() if day > 1 else Laps().lap():  # the first compiles the statements
                await record.sign(SIGNED_ON + timedelta(days=day))
        for _ in range(MOVES):
            with bare.lap():
                _write_same(record.file)
        await _remind_of_everything(record)
        with reminded.lap():
            await record.sign(SIGNED_ON + timedelta(days=MOVES + 2))
    what = t("an event moves, {count} follow", count=f"{milestones:,}")
    return [
        Figure(t("the same rows written by bare SQLite"), bare.wall, 1.0),
        Figure(what, plain.wall, plain.over(bare), limit=MOVE_LIMIT * milestones / MILESTONES),
        Figure(t("the same, and the reminders of a channel"), reminded.wall, reminded.over(bare)),
    ]


async def _remind_of_everything(record: Record) -> None:
    await record.services.subscriptions.add(
        GUILD, by=None, now=NOW, scope=Scope.EVERYTHING, subject=None, channel_id=1, user_id=None
    )


def _write_same(file: Path) -> None:
    """Write the deadlines and the lines of history that a move writes, without working them out."""
    connection = sqlite3.connect(file)
    deadlines = connection.execute(
        "SELECT due_on, earliest_on, latest_on, deadline, due_version + 1, id FROM milestones"
    ).fetchall()
    lines = [
        (GUILD, row[-1], NOW.isoformat(" "), "date moved", '{"due": null}', '{"due": null}')
        for row in deadlines
    ]
    connection.executemany(
        "UPDATE milestones SET due_on = ?, earliest_on = ?, latest_on = ?, deadline = ?, "
        "due_version = ? WHERE id = ?",
        deadlines,
    )
    connection.executemany(
        "INSERT INTO changes (guild_id, agreement_id, milestone_id, at, what, before, after) "
        "VALUES (?, 1, ?, ?, ?, ?, ?)",
        lines,
    )
    connection.commit()
    connection.close()
