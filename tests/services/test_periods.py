"""What is told of a time: the same from a large record, of which a part is read, as from all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from sqlalchemy import update

import db.milestones
from bot.domain.briefs import Brief
from bot.domain.dates.compute import compute
from bot.domain.dates.counting import span_first, span_last
from bot.domain.dates.phrases import read_rule
from bot.domain.dates.stored import deadline_to_json
from bot.domain.dates.values import Precision
from bot.domain.extents import Depth
from bot.domain.milestones import Milestone
from bot.domain.spans import Span
from bot.services import Services, outlining
from db.models.agreements import EventRow
from tests.services.conftest import EDITOR

GUILD = 7
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)
GROUPS = ("next", "overdue", "unverified", "suspended", "settled")

Days = tuple[Precision, date, date]


def days() -> Iterator[Days]:
    """First and last readings of every precision, as rules give them."""
    on = date(2026, 8, 20)
    for each in Precision:
        first, last = span_first(on, each), span_last(on, each)
        yield from ((each, last, last), (each, first, first), (each, first - A_DAY, last))
    yield from ((Precision.DAY, on, on + timedelta(days=size)) for size in (2, 40))
    yield Precision.DAY, date(2026, 6, 9), date(2026, 6, 11)
    yield Precision.MONTH, date(2026, 5, 31), date(2026, 5, 31)


def spans() -> Iterator[Span]:
    """Times that begin or end on, just before or just after the edges of these."""
    edges = {day for _, first, last in days() for day in (first, last)}
    near = sorted({day + A_DAY * by for day in edges for by in (-1, 0, 1)})
    yield from (Span(day, day) for day in near)
    yield from (Span(span_first(day, each), day) for day in near[::4] for each in Precision)
    yield Span(date(2026, 1, 1), date(2026, 12, 31))


async def fill(services: Services) -> None:
    """A record with milestones of all these days, open, done and suspended; and vague events."""
    added = await services.agreements.add(GUILD, by=EDITOR, now=NOW, title="Pact", parties="Peru")
    sample = compute(read_rule("by 1 May 2026"), {}, zone="UTC")
    async with services.agreements.transactions.write() as session:
        for number, ((precision, first, last), end) in enumerate(
            product(days(), (None, "done", "suspended"))
        ):
            if end and precision is Precision.DAY and last - first > 10 * A_DAY:
                continue  # of what has ended no more than ten days before a time are looked at
            ends_at = datetime.combine(last + A_DAY, time(), UTC)
            own = replace(sample, due=last, earliest=first, latest=last, ends_at=ends_at)
            deadline = replace(own, precision=precision)
            await db.milestones.insert(
                session,
                GUILD,
                added.after.id,
                what=f"Step {number}",
                kind="act_by",
                modality="intends",
                obligors=[],
                zone="UTC",
                convention="political-default",
                calendars=[],
                due_on=last,
                earliest_on=first,
                latest_on=last,
                deadline=deadline_to_json(deadline),
                settled=end,
                settled_on=date(2026, 6, 1) if end else None,
            )


def told(brief: Brief) -> dict[str, list[str]]:
    groups: dict[str, tuple[Milestone, ...]] = {each: getattr(brief, each) for each in GROUPS}
    return {name: sorted(each.what for each in group) for name, group in groups.items()}


async def test_a_brief_on_a_time_holds_the_same_however_much_is_on_record(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(services)
    every = list(spans())

    async def briefs() -> list[Brief]:
        ask = services.briefs.brief
        return [await ask(GUILD, None, now=NOW, period=each, depth=Depth.FILE) for each in every]

    whole = await briefs()
    monkeypatch.setattr(outlining, "MOST_AGREEMENTS", 0)
    monkeypatch.setattr(outlining, "MOST_MILESTONES", 0)
    differing = [
        (span, told(one), told(other), other.beyond)
        for span, one, other in zip(every, whole, await briefs(), strict=True)
        if told(one) != told(other) or any(name in GROUPS for name in other.beyond)
    ]
    assert differing == []


@pytest.mark.parametrize("precision", list(Precision))
async def test_what_happened_in_a_time_is_found_by_its_month_quarter_or_year(
    precision: Precision, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though more has happened since, to others."""
    on = date(2025, 5, 14)
    for title, day in (("Old Pact", span_first(on, precision)), ("New Pact", NOW.date())):
        await services.agreements.add(GUILD, by=EDITOR, now=NOW, title=title, parties="Peru")
        await services.agreements.record_event(
            GUILD, by=EDITOR, now=NOW, name=title, event="signed", on=day.isoformat()
        )
    async with services.agreements.transactions.write() as session:
        old = EventRow.on < date(2026, 1, 1)
        await session.execute(update(EventRow).where(old).values(precision=precision.value))
    monkeypatch.setattr(outlining, "MOST_AGREEMENTS", 0)
    monkeypatch.setattr(outlining, "MOST_MILESTONES", 0)
    brief = await services.briefs.brief(GUILD, None, now=NOW, period=Span(on, on))
    assert [name for name, _ in brief.happened] == ["Old Pact"]
