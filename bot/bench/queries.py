"""What questions cost where a hundred thousand agreements are on record, in several servers."""

import asyncio
import gc
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from types import SimpleNamespace
from typing import Any

from bot.bench.crowd import LARGEST, NOW, OWNER, Crowd, names_of, opened
from bot.bench.figures import Figure, Laps, Section
from bot.domain.search import Kind
from bot.messages import t

ROUNDS = 100
AGREEMENTS = 100_000
MILESTONES_EACH = 10
LIMIT, LIMIT_TYPING = 0.100, 0.050
"""What an answer, and what is offered while somebody types, may take of the bot's own time."""

MOST_OF_LIKE, MOST_OF_A_SCAN = 0.25, 0.05

TYPED = (
    "j",
    "us",
    "gall",
    "gallium",
    "us-jp",
    "rare-earth",
    "fram",
    "galium",
    "日米",
    "資金",
    "枠組み",
)
"""What people have typed when names are offered: beginnings, inner words, slips, Japanese."""

WORDS = ("rare earths", "funding", "procedures", "資金", "tokyo deal", "frmework", "gallium 300")
QUESTIONS = (
    "when does funding start under the US-Japan gallium framework?",
    "anything due before Christmas?",
    "who owns the ministerial?",
    "what did Malaysia agree on rare earths?",
    "what changed since Monday?",
)

Act = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Something that is asked again and again, in ever other words, and what it may take."""

    what: str
    acts: Sequence[Act]
    limit: float = LIMIT


async def measured(rounds: int, agreements: int) -> Section:
    """Every question `rounds` times, in turn with what it is held against."""
    async with opened(agreements, agreements * MILESTONES_EACH) as crowd:
        gc.collect()
        figures = [await _figure(each, rounds) for each in _asked(crowd)]
        figures += await _ratios(crowd, rounds)
        size = crowd.file.stat().st_size
    return Section(
        t(
            "Questions: {agreements} agreements, {milestones} milestones, a third in one server",
            agreements=f"{agreements:,}",
            milestones=f"{agreements * MILESTONES_EACH:,}",
        ),
        tuple(figures),
        (
            t("Of an answer the card is made, too. The budget is for the 99th percentile."),
            t("The ratio is of processor time: to LIKE over the words that are searched, and to"),
            t("rapidfuzz over every name. The database takes {size} MB.", size=size // 1_000_000),
        ),
    )


def _asked(crowd: Crowd) -> list[Timed]:
    from cogs.agreement_lists import ListQuery, list_view
    from cogs.briefs import BriefQuery, brief_view
    from cogs.due import DueQuery, due_view

    services = crowd.services
    interaction: Any = SimpleNamespace(
        client=SimpleNamespace(services=services, now=lambda: NOW),
        guild_id=LARGEST,
        user=SimpleNamespace(id=OWNER),
    )

    def due(query: Any, page: int = 0) -> Act:
        return lambda: due_view(interaction, query, page)

    def brief(**asked: Any) -> Act:
        return lambda: brief_view(interaction, BriefQuery(**asked))

    def listed(**asked: Any) -> Act:
        return lambda: list_view(interaction, ListQuery(**asked))

    def offered(do: Callable[..., Awaitable[object]]) -> list[Act]:
        return [_bound(do, LARGEST, typed) for typed in TYPED]

    names = [name for name in names_of(300) if name.endswith("3")][:5]
    return [
        Timed("/due", [due(DueQuery()), due(DueQuery(within=365), 3), due(DueQuery(), 90)]),
        Timed("/due of a party", [due(DueQuery(party=each)) for each in ("Japan", "Peru")]),
        Timed("/due of a commodity", [due(DueQuery(commodity="gallium"))]),
        Timed("/due of an owner", [due(DueQuery(owner_id=OWNER))]),
        Timed("/brief of an agreement", [brief(subject=name) for name in names]),
        Timed("/brief of a party", [brief(subject=each) for each in ("Japan", "Peru")]),
        Timed("/brief of a commodity", [brief(subject=each) for each in ("gallium", "tin")]),
        Timed("/brief of a topic", [brief(subject="mining")]),
        Timed("/brief of an owner", [brief(owner_id=OWNER)]),
        Timed("/brief of everything", [brief()]),
        Timed("/agreement list", [listed(), listed(party="Japan")]),
        Timed("/agreement search", [listed(words=each) for each in WORDS]),
        Timed("/ask", [_bound(services.asking.ask, LARGEST, q, now=NOW) for q in QUESTIONS]),
        Timed("agreement…", offered(services.agreements.names), LIMIT_TYPING),
        Timed("milestone…", offered(services.milestones.references), LIMIT_TYPING),
        Timed("party…", offered(services.agreements.parties), LIMIT_TYPING),
        Timed("commodity…", offered(services.agreements.commodities), LIMIT_TYPING),
        Timed("subject…", offered(services.briefs.subjects), LIMIT_TYPING),
    ]


def _bound(do: Callable[..., Awaitable[object]], *args: Any, **more: Any) -> Act:
    return lambda: do(*args, **more)


async def _figure(timed: Timed, rounds: int) -> Figure:
    laps = await _laps(timed.acts, rounds)
    return Figure(timed.what, laps.wall, limit=timed.limit, tail=True)


async def _laps(acts: Sequence[Act], rounds: int) -> Laps:
    for act in acts:  # the first time compiles statements and views
        await act()
    laps = Laps()
    for act in islice(cycle(acts), max(rounds, len(acts))):
        with laps.lap():
            await act()
    return laps


async def _ratios(crowd: Crowd, rounds: int) -> list[Figure]:
    """Search held against LIKE within the server, and offering against a scan of every name."""
    from rapidfuzz import fuzz, process

    find = crowd.services.searching.find
    words = ("procedures", "funding", "資金", "資金の拠出", "gallium")
    found = await _laps(
        [_bound(find, LARGEST, each, kinds=(Kind.MILESTONE,)) for each in words], rounds
    )
    like = Laps()
    with closing(sqlite3.connect(crowd.file)) as connection:
        for word in islice(cycle(words), max(5, rounds // 10)):
            with like.lap():
                connection.execute(
                    "SELECT id FROM milestones WHERE guild_id = ? AND (what LIKE ? OR quote LIKE ?)"
                    " ORDER BY earliest_on LIMIT 10",
                    (LARGEST, f"%{word}%", f"%{word}%"),
                ).fetchall()
    names = names_of(AGREEMENTS)
    offered = await _laps(
        [_bound(crowd.services.agreements.names, LARGEST, each) for each in TYPED], rounds
    )
    scan = Laps()
    for typed in islice(cycle(TYPED), max(5, rounds // 10)):
        with scan.lap():
            await asyncio.to_thread(process.extract, typed, names, scorer=fuzz.WRatio, limit=25)
    return [
        Figure(t("LIKE over a server's milestones"), like.wall, 1.0),
        Figure(t("find the same words"), found.wall, found.over(like), most=MOST_OF_LIKE),
        Figure(t("rapidfuzz over {count} names", count=f"{len(names):,}"), scan.wall, 1.0),
        Figure(t("offer names"), offered.wall, offered.over(scan), most=MOST_OF_A_SCAN),
    ]
