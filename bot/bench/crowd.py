"""A large record to ask questions of: several servers, one of which holds a third of everything."""

import json
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine

import db.filing
from bot.domain.countries import country_code
from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import deadline_to_json, rule_to_json
from bot.services import Services, build
from db.engine import make_engine, prepare

NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
GUILDS = (1_210_000_000_000_000_001, *range(1_210_000_000_000_000_002, 1_210_000_000_000_000_006))
LARGEST = GUILDS[0]
OWNER = 21
_DAYS = 3_650
_FIRST_DAY = date(2021, 4, 20)

_STATES = (
    *("US", "JP", "AU", "CN", "KR", "MY", "TH", "KH", "EU", "GB", "CA", "MX", "BR"),
    *("AR", "CL", "PE", "IN", "ID", "PH", "VN", "KZ", "UZ", "SA", "MA", "ZA", "UA"),
)
_COMMODITIES = (
    *("rare earths", "gallium", "germanium", "antimony", "graphite", "lithium", "nickel"),
    *("cobalt", "copper", "tungsten", "permanent magnets", "uranium", "titanium"),
    *("manganese", "critical minerals", "tin"),
)
_TOPICS = (
    *("mining", "processing", "investment", "financing", "tariffs", "trade", "export controls"),
    *("research", "stockpiling", "supply chains", "pricing", "shipbuilding"),
)
_FORMS = (
    ("Framework", "framework"),
    ("MOU", "memorandum of understanding"),
    ("Trade Agreement", "trade agreement"),
    ("Action Plan", "action plan"),
    ("枠組み", "framework"),
)
_ACTS = (
    "Publish the list of projects",
    "Hold the ministerial",
    "Start the funding",
    "Report on permits",
    "Review the price floor",
    "Notify the other side",
    "Convene the rapid response group",
    "Complete the internal procedures",
    "鉱物の供給計画を公表",
    "資金の拠出を開始",
)
_QUOTES = (
    "The participants intend to take measures to finance selected projects within the period.",
    "Each party shall notify the other of the completion of its procedures.",
    "両国は重要鉱物の安定供給のため協力する。",
    None,
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The use cases on the record, the database under them, and how long it took to make."""

    file: Path
    engine: AsyncEngine
    services: Services


def guild_of(number: int) -> int:
    """Whose the agreement with this number is."""
    others: int = GUILDS[1 + number % (len(GUILDS) - 1)]
    return LARGEST if number % 3 == 0 else others


def _agreement(number: int) -> dict[str, Any]:
    one = _STATES[number % 7]
    other = _STATES[7 + number // 7 % (len(_STATES) - 7)]
    form, instrument = _FORMS[number // 3 % len(_FORMS)]
    commodity = _COMMODITIES[number // 5 % len(_COMMODITIES)]
    name = f"{one}-{other} {commodity.title()} {form} {number}"
    return {
        "id": number,
        "guild": guild_of(number),
        "short": name,
        "title": f"{country_code(one)[0]}-{country_code(other)[0]} {form} on {commodity} {number}",
        "instrument": instrument,
        "summary": f"The two governments intend to secure the supply of {commodity} {number}.",
        "parties": [country_code(each) for each in (one, other)],
        "commodities": [commodity],
        "topics": [_TOPICS[number // 2 % len(_TOPICS)]],
    }


def _fill(file: Path, agreements: int, milestones: int) -> None:
    """Store everything but what is found by words."""
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("PRAGMA synchronous=OFF; PRAGMA cache_size=-200000;")
        connection.executemany(
            "INSERT INTO guilds (id, name, zone, hour, catalogue_version) "
            "VALUES (?, ?, 'UTC', 9, 'bench')",
            [(each, f"Server {each}") for each in GUILDS],
        )
        made = [_agreement(number) for number in range(1, agreements + 1)]
        connection.executemany(
            "INSERT INTO agreements (id, guild_id, title, short_name, instrument, summary, zone, "
            "convention, aliases, commodities, topics, questions, related, verified_on) "
            "VALUES (?, ?, ?, ?, ?, ?, 'UTC', 'political-default', '[]', ?, ?, '[]', '[]', "
            "'2026-04-01')",
            (
                (
                    each["id"],
                    each["guild"],
                    each["title"],
                    each["short"],
                    each["instrument"],
                    each["summary"],
                    json.dumps(each["commodities"]),
                    json.dumps(each["topics"]),
                )
                for each in made
            ),
        )
        connection.executemany(
            "INSERT INTO parties (agreement_id, name, code, role, position) "
            "VALUES (?, ?, ?, 'party', ?)",
            (
                (each["id"], name, code, place)
                for each in made
                for place, (name, code) in enumerate(each["parties"])
            ),
        )
        connection.executemany(
            'INSERT INTO events (agreement_id, kind, "on", zone, precision, standing, also_on, '
            "recorded_at, place) VALUES (?, 'signed', '2025-10-28', 'UTC', 'day', 'confirmed', "
            "'[]', '2026-01-01 00:00:00.000000', ?)",
            ((each["id"], ("Tokyo", "Washington", "Lima")[each["id"] % 3]) for each in made),
        )
        connection.executemany(
            "INSERT INTO milestones (id, guild_id, agreement_id, what, kind, modality, obligors, "
            "quote, rule, zone, convention, calendars, due_on, earliest_on, latest_on, deadline, "
            "settled, settled_on, owner_id) VALUES (?, ?, ?, ?, 'act_by', 'intends', '[]', ?, ?, "
            "'UTC', 'political-default', '[]', ?, ?, ?, ?, ?, ?, ?)",
            _milestones(agreements, milestones),
        )
        connection.commit()


def _milestones(agreements: int, milestones: int) -> Iterator[tuple[Any, ...]]:
    """As many a day over ten years; of those that have passed most are done."""
    dated = [_dated(day) for day in range(_DAYS)]
    today = NOW.date()
    for number in range(1, milestones + 1):
        agreement = number % agreements + 1
        on, rule, deadline = dated[number * 7 % _DAYS]
        done = on < today.isoformat() and number % 8 != 0
        yield (
            number,
            guild_of(agreement),
            agreement,
            f"{_ACTS[number // agreements % len(_ACTS)]} {number}",
            _QUOTES[number % len(_QUOTES)],
            rule,
            *(on,) * 3,
            deadline,
            "done" if done else None,
            on if done else None,
            OWNER if number % 3 == 0 else None,
        )


def _dated(day: int) -> tuple[str, str, str]:
    on = _FIRST_DAY + timedelta(days=day)
    rule = read_rule(f"by {on.day} {on:%B} {on.year}")
    deadline = compute(rule, {}, zone="UTC")
    return on.isoformat(), json.dumps(rule_to_json(rule)), json.dumps(deadline_to_json(deadline))


def _file(file: Path) -> None:
    """File it under its words; SQLite's index is made at the end, all at once."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        run = connection.exec_driver_sql
        run("PRAGMA cache_size=-200000")
        kept = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
        for name, _ in kept:
            run(f"DROP TRIGGER {name}")
        db.filing.file_everything(connection)
        run("INSERT INTO entry_words(entry_words) VALUES ('rebuild')")
        for _, statement in kept:
            run(statement)
    engine.dispose()


@asynccontextmanager
async def opened(agreements: int, milestones: int) -> AsyncIterator[Crowd]:
    """The record, filled, in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="milepost-bench-") as folder:
        file = Path(folder) / "bench.db"
        url = f"sqlite+aiosqlite:///{file}"
        await prepare(url)
        _fill(file, agreements, milestones)
        _file(file)
        engine = make_engine(url)
        try:
            yield Crowd(file, engine, build(engine))
        finally:
            await engine.dispose()


def names_of(count: int) -> list[str]:
    """The first of the names that the record's agreements have."""
    return [_agreement(number)["short"] for number in islice(range(1, count + 1), count)]
