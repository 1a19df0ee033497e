"""Rules, anchors and deadlines for the tests, made briefly."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.domain.dates.compute import compute
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.values import GIVEN, Anchor, Deadline

NEW_YORK, TOKYO, SHANGHAI = "America/New_York", "Asia/Tokyo", "Asia/Shanghai"
BRUSSELS, LONDON = "Europe/Brussels", "Europe/London"


def day(text: str) -> date:
    """The date written as 2026-04-28."""
    return date.fromisoformat(text)


def anchor(on: str, zone: str = "UTC", at: str | None = None, **more: Any) -> Anchor:
    """An anchor on a date, at a time of day if given."""
    return Anchor(day(on), zone, time.fromisoformat(at) if at else None, **more)


def due(
    phrase: str, on: str | Anchor | None = None, *, today: str | None = None, **how: Any
) -> str:
    """The due date of a phrase, in ISO, counted from `on`."""
    found = deadline(phrase, on, today=today, **how)
    assert found.due is not None, found.trace
    return found.due.isoformat()


def deadline(
    phrase: str,
    on: str | Anchor | None = None,
    *,
    today: str | None = None,
    events: Mapping[str, Anchor] | None = None,
    zone: str | None = None,
    **how: Any,
) -> Deadline:
    """The deadline of a phrase, counted from `on` and from what has happened."""
    anchors = dict(events or {})
    if on is not None:
        given = anchor(on) if isinstance(on, str) else on
        anchors[GIVEN] = given
    whose = zone or (anchors[GIVEN].zone if on is not None else "UTC")
    rule = read_rule(phrase, today=day(today) if today else None)
    return compute(rule, anchors, zone=whose, **how)


def dates(found: Deadline) -> list[str]:
    """The dates of a deadline's readings, the prevailing one first."""
    return [reading.on.isoformat() for reading in found.readings]
