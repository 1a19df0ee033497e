"""A large record to ask questions of: six servers, one of which holds six tenths of everything.

Every row follows from its number, so that two runs ask the same of the same record.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from bot.bench.naming import made_of, name_of
from bot.domain.agreements import Party
from bot.domain.countries import country_code
from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import deadline_to_json, rule_to_json

NOW = datetime(2026, 4, 20, 13, 0, tzinfo=UTC)
GUILDS = tuple(range(1_210_000_000_000_000_001, 1_210_000_000_000_000_007))
LARGEST = GUILDS[0]
OWNER = 21
"""A person who answers for a tenth of all milestones."""

A_SOURCE = 50
"""Agreements of a server that rest on the same source."""

_DAYS = 3_650
_FIRST_DAY = date(2021, 4, 20)
_NEWS = timedelta(days=60)

_TOPICS = (
    *("mining", "processing", "investment", "financing", "tariffs", "trade", "export controls"),
    *("research", "stockpiling", "supply chains", "pricing", "shipbuilding"),
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
_PLACES = ("Tokyo", "Washington", "Lima", "Kuala Lumpur", "London")

Row = dict[str, Any]


def guild_of(number: int) -> int:
    """Whose the agreement with this number is."""
    place = number % 15
    return LARGEST if place < 9 else GUILDS[1 + (place - 9) % (len(GUILDS) - 1)]


def is_archived(number: int) -> bool:
    """Whether the agreement with this number is archived; one in fifty is."""
    return number % 50 == 7


def topic_of(number: int) -> str:
    """What the agreement with this number is about."""
    return _TOPICS[number // 2 % len(_TOPICS)]


def agreement(number: int) -> Row:
    """An agreement's columns."""
    made = made_of(number)
    one, other = (country_code(each)[0] for each in made.pair)
    others = ["critical minerals"] if number % 6 else []
    return {
        "id": number,
        "guild_id": guild_of(number),
        "title": f"{one}-{other} {made.form} on {made.commodity}, No. {number}",
        "short_name": name_of(number),
        "instrument": made.instrument,
        "binding": number % 3 == 0,
        "summary": f"The two governments intend to secure the supply of {made.commodity}.",
        "zone": "UTC",
        "convention": "political-default",
        "aliases": "[]",
        "commodities": _json([made.commodity, *others]),
        "topics": _json([topic_of(number)]),
        "questions": _json(["Who pays?"] if number % 10 == 0 else []),
        "related": "[]",
        "verified_on": "2026-04-01",
        "archived_at": "2026-01-01 00:00:00.000000" if is_archived(number) else None,
    }


def parties(number: int) -> Iterator[Row]:
    """The rows of an agreement's two parties."""
    for position, code in enumerate(made_of(number).pair):
        party = Party(*country_code(code))
        yield {
            "agreement_id": number,
            "name": party.name,
            "code": party.code,
            "role": party.role,
            "position": position,
        }


def events(number: int) -> Iterator[Row]:
    """What happened to an agreement: it was signed, and most are in force."""
    signed = date(2021, 1, 5) + timedelta(days=number * 11 % 1_900)
    kinds = (("signed", signed), ("in force", signed + timedelta(days=60)))
    for kind, on in kinds[: 1 if number % 3 == 0 else 2]:
        yield {
            "agreement_id": number,
            "kind": kind,
            "on": on.isoformat(),
            "zone": "UTC",
            "place": _PLACES[number % len(_PLACES)] if kind == "signed" else None,
            "precision": "day",
            "standing": "confirmed",
            "also_on": "[]",
            "source_id": source_of(number),
            "recorded_at": "2026-01-01 00:00:00.000000",
        }


def claims(number: int) -> Iterator[Row]:
    """The two sides of a dispute, which one agreement in twenty has."""
    for side in ("Bulletin", "Gazette") if number % 20 == 0 else ():
        yield {
            "agreement_id": number,
            "point": "How much is to be paid",
            "statement": f"The {side} names another sum.",
            "claimed_by": f"The {side}",
            "source_id": source_of(number),
        }


def source_of(number: int) -> int:
    """The id of the source on which an agreement rests."""
    return GUILDS.index(guild_of(number)) + number // A_SOURCE // 6 * 6 + 1


def source(number: int) -> Row:
    """The source on which the agreement with this number rests."""
    id_ = source_of(number)
    return {
        "id": id_,
        "guild_id": guild_of(number),
        "title": f"Joint fact sheet {id_}",
        "url": f"https://example.org/fact-sheets/{id_}",
        "publisher": "Ministry of Trade",
        "grade": "primary",
    }


def milestone(number: int, agreement_id: int, turn: int) -> Row:
    """The `turn`-th milestone of an agreement; of those that have passed most are done."""
    on, rule, deadline = _waiting() if number % 19 == 0 else _dated(number * 7 % _DAYS)
    first, ends = (on, _ended(number, on)) if on else (None, None)
    again = f" {turn // len(_ACTS) + 1}" if turn >= len(_ACTS) else ""
    return {
        "id": number,
        "guild_id": guild_of(agreement_id),
        "agreement_id": agreement_id,
        "what": f"{_ACTS[turn % len(_ACTS)]} for {made_of(agreement_id).commodity}{again}",
        "kind": "act_by" if number % 7 else "expiry",
        "modality": "intends",
        "obligors": "[]",
        "quote": _QUOTES[number % len(_QUOTES)],
        "source_id": source_of(agreement_id),
        "rule": rule,
        "zone": "UTC",
        "convention": "political-default",
        "calendars": "[]",
        "due_on": on,
        "earliest_on": first,
        "latest_on": on,
        "deadline": deadline,
        "settled": ends,
        "settled_on": on if ends else None,
        "owner_id": OWNER if number % 10 == 0 else number % 60 + 100 if number % 3 == 0 else None,
    }


def _ended(number: int, on: str) -> str | None:
    if on < NOW.date().isoformat() and number % 8 != 0:
        return "done"
    return "suspended" if number % 97 == 0 else None


@cache
def _dated(day: int) -> tuple[str, str, str]:
    on = _FIRST_DAY + timedelta(days=day)
    rule = read_rule(f"by {on.day} {on:%B} {on.year}")
    deadline = compute(rule, {}, zone="UTC")
    return on.isoformat(), _json(rule_to_json(rule)), _json(deadline_to_json(deadline))


@cache
def _waiting() -> tuple[None, str, str]:
    rule = read_rule("within 180 days of notification")
    deadline = compute(rule, {}, zone="UTC")
    return None, _json(rule_to_json(rule)), _json(deadline_to_json(deadline))


def change(number: int, of: int, agreement_id: int, milestone_id: int) -> Row:
    """One of `of` lines of the history, which go back sixty days."""
    what, before, after = (
        ("date moved", {"due": "2026-05-01"}, {"due": "2026-06-01"}),
        ("done", {}, {"note": "Announced in a joint press statement."}),
        ("edited", {"what": "Report"}, {"what": "Report on permits"}),
        ("owner named", {"owner": None}, {"owner": OWNER}),
    )[number % 4]
    at = NOW - _NEWS * (of - number) / of
    return {
        "guild_id": guild_of(agreement_id),
        "agreement_id": agreement_id,
        "milestone_id": milestone_id,
        "at": f"{at:%Y-%m-%d %H:%M:%S.%f}",
        "by": OWNER,
        "what": what,
        "before": _json(before),
        "after": _json(after),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
