"""What questions cost where a hundred thousand agreements are on record, in several servers.

Timed is the bot's own time: from a question to the card that answers it, or to the names to offer.
"""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from bot.bench import crowd
from bot.bench.crowd import LARGEST, NOW, OWNER
from bot.bench.figures import Figure, Laps, Section, percentile, seconds
from bot.bench.filling import Crowd, filled
from bot.bench.naming import name_of
from bot.domain.dates.values import DeadlineKind
from bot.domain.extents import Depth
from bot.domain.inquiries import Inquiry
from bot.domain.spans import Span
from bot.domain.timelines import Timeline, timeline
from bot.messages import t

ROUNDS = 100
MILESTONES = 1_000_000
LIMIT, LIMIT_TYPING, LIMIT_DRAWING = 0.100, 0.050, 0.300
"""Seconds of the bot's own time for an answer, for names to offer, and to draw a picture."""

_TYPED = (
    *("", "j", "us", "gall", "gallium", "us-jp", "rare-earth", "fram", "galium", "japan mou 2024"),
    *("日米", "資金", "枠組み", "frmework", "zzzzzz"),
)
"""What people have typed when names are offered: beginnings, inner words, slips, Japanese."""

_WORDS = ("rare earths", "funding", "資金", "tokyo deal", "frmework", "gallium 2024")
_QUESTIONS = (
    "when does funding start under the US-Japan gallium framework?",
    "what did Malaysia agree on rare earths?",
    "anything due before Christmas?",
    "what is overdue?",
    "who owns the ministerial?",
    "is the Thai MOU binding?",
    "what changed since Monday?",
    "how many agreements on gallium does Japan have?",
    "what was signed in Tokyo last year?",
)

Act = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Timed:
    """Something that is asked again and again, in ever other words, and what it may take."""

    what: str
    acts: Sequence[Act]
    limit: float = LIMIT
    laps: Laps = field(default_factory=Laps)

    async def lap(self, turn: int) -> None:
        with self.laps.lap():
            await self.acts[turn % len(self.acts)]()


async def measured(rounds: int, milestones: int) -> Section:
    """Every question `rounds` times, in turn, on a record with so many milestones."""
    async with filled(milestones) as record:
        return await measured_on(record, rounds)


async def measured_on(record: Crowd, rounds: int) -> Section:
    """Every question `rounds` times, in turn, on a record that is there."""
    every = await _asked(record)
    for each in every:  # the first time compiles statements and views
        for act in each.acts:
            await act()
    gc.collect()
    for turn in range(rounds):
        for each in every:
            await each.lap(turn)
    return Section(
        t(
            "Questions: {agreements} agreements, {milestones} milestones, most in one server",
            agreements=f"{record.agreements:,}",
            milestones=f"{record.milestones:,}",
        ),
        tuple(map(_figure, every)),
        (
            t("From a question to its card, or, where a name ends in …, to the names offered."),
            t("The budget is for the 99th percentile of the processor time, the bot's own: busy."),
            t("The other columns are by the clock, with whatever else the machine does."),
            t("The database takes {size} MB.", size=round(record.file.stat().st_size / 1e6)),
        ),
    )


def _figure(of: Timed) -> Figure:
    own = of.laps.processor
    busy = t("{amount} busy", amount=seconds(percentile(own)))
    return Figure(of.what, of.laps.wall, limit=of.limit, note=busy, tail=True, own=own)


async def _asked(record: Crowd) -> list[Timed]:
    desk = _Desk(record)
    return [
        *desk.due(),
        *desk.briefs(),
        *desk.lists(),
        *[Timed(f"/ask {each[:28]}…", [desk.ask(each)]) for each in _QUESTIONS],
        *await desk.pictures(),
        *desk.offers(),
    ]


class _Desk:
    """What a person can ask of the largest server."""

    def __init__(self, record: Crowd) -> None:
        self.services = record.services
        self.interaction: Any = SimpleNamespace(
            client=SimpleNamespace(services=record.services, now=lambda: NOW),
            guild_id=LARGEST,
            user=SimpleNamespace(id=OWNER),
        )
        numbers = range(1, record.agreements + 1)
        own = [n for n in numbers if crowd.guild_of(n) == LARGEST and not crowd.is_archived(n)]
        picked = own[:: max(1, len(own) // 5)][:5]
        self.names = [name_of(each) for each in picked]
        self.parties = [row["name"] for each in picked[:2] for row in crowd.parties(each)]
        self.topics = [crowd.topic_of(each) for each in picked]

    def due(self) -> list[Timed]:
        from cogs.due import DueQuery, due_view

        def due(page: int = 0, **asked: Any) -> Act:
            return lambda: due_view(self.interaction, DueQuery(**asked), page)

        return [
            Timed("/due", [due(), due(within=365), due(90), due(9_000)]),
            Timed("/due of a party", [due(party=each) for each in self.parties]),
            Timed("/due of a commodity", [due(commodity="critical minerals")]),
            Timed("/due of an owner", [due(owner_id=OWNER)]),
            Timed("/due of an agreement", [due(agreement=each) for each in self.names]),
        ]

    def briefs(self) -> list[Timed]:
        from cogs.briefs import BriefQuery, brief_view

        def brief(*, full: bool = False, **asked: Any) -> Act:
            return lambda: brief_view(self.interaction, BriefQuery(**asked), full=full)

        return [
            Timed("/brief of an agreement", [brief(subject=each) for each in self.names]),
            Timed("/brief of a party", [brief(subject=each) for each in self.parties]),
            Timed("/brief of a commodity", [brief(subject="critical minerals")]),
            Timed("/brief of a topic", [brief(subject=each) for each in self.topics]),
            Timed("/brief of an owner", [brief(owner_id=OWNER)]),
            Timed("/brief", [brief(), brief(full=True)]),
            Timed("/brief of a month", [brief(period="May 2026"), brief(period="March 2026")]),
        ]

    def lists(self) -> list[Timed]:
        from cogs.agreement_lists import ListQuery, list_view
        from cogs.changes import changes_view

        def listed(page: int = 0, **asked: Any) -> Act:
            return lambda: list_view(self.interaction, ListQuery(**asked), page)

        def changes(days: int, agreement: str | None = None) -> Act:
            since = NOW - timedelta(days=days)
            return lambda: changes_view(self.interaction, since, NOW, agreement)

        by_party = [listed(party=each) for each in self.parties]
        services, pair = self.services, self.names[:2]
        return [
            Timed("/agreement list", [listed(), listed(5_000), listed(archived=True)]),
            Timed("/agreement list of a party", by_party),
            Timed("/agreement search", [listed(words=each) for each in _WORDS]),
            Timed("/changes", [changes(1), changes(30), changes(7, self.names[0])]),
            Timed("/compare", [lambda: services.briefs.compare(LARGEST, pair, now=NOW)]),
        ]

    def ask(self, question: str) -> Act:
        from cogs.ask import ask_view

        return lambda: ask_view(self.interaction, question)

    async def pictures(self) -> list[Timed]:
        from cogs.render.timelines import drawn

        today = NOW.date()

        async def found(subject: str | None, days: int) -> Timeline:
            span = Span(today - timedelta(days=90), today + timedelta(days=days))
            brief = self.services.briefs.brief
            return timeline(
                await brief(LARGEST, subject, now=NOW, period=span, depth=Depth.DRAWN, near=True),
                span,
                NOW,
                today=today,
            )

        def looked(subject: str | None, days: int) -> Act:
            return lambda: found(subject, days)

        whole = await found(None, 365)
        return [
            Timed("/timeline", [looked(None, 365), looked(self.parties[0], 365)]),
            Timed("/timeline of an agreement", [looked(each, 3_000) for each in self.names]),
            Timed("/calendar", [looked(None, 30), looked(self.parties[0], 30)]),
            Timed(
                t("draw {count} marks", count=sum(1 for _ in whole.marks)),
                [lambda: asyncio.to_thread(drawn, whole, month=False, dark=False)],
                LIMIT_DRAWING,
            ),
        ]

    def offers(self) -> list[Timed]:
        own = self.services

        def offered(what: str, offer: Callable[..., Awaitable[object]], **more: Any) -> Timed:
            acts = [_bound(offer, LARGEST, each, **more) for each in _TYPED]
            return Timed(f"{what}…", acts, LIMIT_TYPING)

        phrases = [
            _bound(
                own.deadlines.suggest,
                LARGEST,
                Inquiry("within 90 days of signature", kind=DeadlineKind.ACT_BY),
                now=NOW,
                agreement=each,
            )
            for each in self.names
        ]
        return [
            offered("agreement", own.agreements.names),
            offered("archived agreement", own.agreements.names, archived=True),
            offered("milestone", own.milestones.references),
            offered("open milestone", own.milestones.references, open_only=True),
            offered("party", own.agreements.parties),
            offered("commodity", own.agreements.commodities),
            offered("subject", own.briefs.subjects),
            Timed("phrase…", phrases, LIMIT_TYPING),
        ]


def _bound(do: Callable[..., Awaitable[object]], *args: Any, **more: Any) -> Act:
    return lambda: do(*args, **more)
