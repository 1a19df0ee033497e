"""A large record is told page by page and in part, as a small one is told whole."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

import db.labels
import db.standing
from bot import terminal_json
from bot.domain.briefs import Brief
from bot.domain.documents import Form, write
from bot.domain.due import in_reading_order
from bot.domain.extents import Depth
from bot.domain.milestones import SettlementKind, State
from bot.domain.spans import Span
from bot.domain.timelines import describe, timeline
from bot.services import briefs, listing, outlining
from bot.services.milestones import DueList
from tests.services.conftest import EDITOR, GUILD, Server

PERSON = 77
DAYS = (-400, -30, -2, -1, 0, 0, 1, 3, 7, 8, 20, 29, 30, 31, 200)


@pytest.fixture
async def desk(server: Server) -> Server:
    """Two agreements more, each with milestones on many days, some settled, some undated."""
    for title, party in (("Gallium MOU", "Japan"), ("Nickel MOU", "Chile")):
        await server.services.agreements.add(
            GUILD,
            by=EDITOR,
            now=server.clock(),
            title=title,
            parties=f"{party}, US",
            commodities="gallium",
            signed="1 Oct 2025",
        )
        for place, days in enumerate(DAYS):
            await add(server, title, f"Step {place}", days, owned=place % 3 == 0)
        for place in range(3):
            await add(server, title, f"Undated {place}", None)
            await add(server, title, f"Settled {place}", -10 - place, ends=True)
    return server


async def add(
    server: Server,
    agreement: str,
    what: str,
    days: int | None,
    *,
    owned: bool = False,
    ends: bool = False,
) -> None:
    due = None if days is None else (server.clock() + timedelta(days=days)).date().isoformat()
    made: dict[str, Any] = {"by": EDITOR, "now": server.clock()}
    await server.services.milestones.add(
        GUILD,
        agreement=agreement,
        what=what,
        due=due or "60 days after notification",
        owner_id=PERSON if owned else None,
        **made,
    )
    if ends:
        reference = f"{agreement}: {what}"
        await server.services.milestones.end(
            GUILD, reference=reference, kind=SettlementKind.WAIVED, reason="Not needed", **made
        )


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"within": 365},
    {"party": "Japan"},
    {"party": "US", "commodity": "gallium"},
    {"agreement": "Nickel MOU"},
    {"owner_id": PERSON},
    {"owner_id": PERSON, "party": "Chile", "within": 90},
    {"states": (State.OVERDUE,)},
    {"states": (State.UNVERIFIED_PAST, State.DUE_TODAY), "party": "US"},
    {"states": (State.AWAITING_TRIGGER,), "commodity": "gallium"},
    {"states": (State.WAIVED,), "party": "Chile"},
    {"states": (State.UPCOMING, State.WAIVED)},
)
FEW_AND_NARROW = [(100, 5_000), (0, 5_000), (0, 0)]
"""Up to how many agreements are few, and lead to their milestones: by each way in the database."""


@pytest.fixture(params=FEW_AND_NARROW, ids=["few", "narrow", "broad"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    few, narrow = request.param
    monkeypatch.setattr(db.labels, "_FEW", few)
    monkeypatch.setattr(db.labels, "_NARROW", narrow)
    monkeypatch.setattr(db.standing, "_MANY", 3)


@pytest.mark.parametrize("asked", FILTERS, ids=str)
async def test_the_pages_of_much_are_together_what_little_is_told_at_once(
    desk: Server, way: None, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    now = desk.clock()
    whole = await desk.services.milestones.due(GUILD, now=now, **asked)
    monkeypatch.setattr(listing, "MOST_LOADED", 2)
    size = 4
    pages: list[DueList] = []
    while not pages or len(pages) * size < pages[0].count:
        pages.append(
            await desk.services.milestones.due(GUILD, now=now, page=len(pages), size=size, **asked)
        )
    shown = [each.id for page in pages for each in page.items]
    assert sorted(shown) == sorted(each.id for each in whole.items)
    dated = [each.earliest_on for page in pages for each in page.items]
    in_order = in_reading_order(whole.items, now)
    if State.WAIVED not in asked.get("states", ()):
        assert dated == [each.earliest_on for each in in_order]
    for page in pages:
        assert page.counts == whole.counts
        assert (page.beyond, page.undated, page.next_on) == (
            whole.beyond,
            whole.undated,
            whole.next_on,
        )


async def test_past_the_last_page_comes_the_last(
    desk: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_LOADED", 2)
    found = await desk.services.milestones.due(GUILD, now=desk.clock(), page=900, size=5)
    assert found.page == -(-found.count // 5) - 1
    assert found.items


PARTS = ("next", "overdue", "unverified", "awaiting", "undated", "suspended")
SUBJECTS: tuple[dict[str, Any], ...] = (
    {},
    {"subject": "Japan"},
    {"subject": "gallium"},
    {"subject": "Nickel MOU"},
    {"owner_id": PERSON},
    {"owner_id": PERSON, "subject": "Chile"},
    {"period": "next 30 days"},
    {"period": "April 2026", "subject": "US"},
)


async def told(server: Server, **asked: Any) -> Brief:
    return await server.services.briefs.brief(GUILD, now=server.clock(), **asked)


def names(members: Sequence[Any]) -> set[str]:
    return {each.reference for each in members}


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is more than is read whole."""
    monkeypatch.setattr(outlining, "MOST_AGREEMENTS", 0)
    monkeypatch.setattr(outlining, "MOST_MILESTONES", 0)


@pytest.mark.parametrize("asked", SUBJECTS, ids=str)
async def test_a_brief_read_in_part_says_what_one_read_whole_does_while_there_is_room(
    desk: Server, way: None, asked: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = await told(desk, **asked)
    monkeypatch.setattr(outlining, "MOST_AGREEMENTS", 0)
    monkeypatch.setattr(outlining, "MOST_MILESTONES", 0)
    part = await told(desk, depth=Depth.FILE, **asked)
    for each in (*PARTS, "settled"):
        assert names(getattr(part, each)) == names(getattr(whole, each)), each
    assert {each.agreement.id for each in part.standings} == {
        each.agreement.id for each in whole.standings
    }
    assert set(part.news) == set(whole.news)
    assert part.beyond == {}


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("asked", [{}, {"subject": "US"}, {"subject": "gallium"}], ids=str)
async def test_what_a_brief_leaves_out_is_counted(
    desk: Server, monkeypatch: pytest.MonkeyPatch, asked: dict[str, Any]
) -> None:
    every = await told(desk, depth=Depth.FILE, **asked)
    short = await told(desk, depth=Depth.SHORT, **asked)
    assert short.beyond
    for part in ("next", "overdue", "unverified"):
        more = short.more(part)
        assert len(getattr(short, part)) + more.count == len(getattr(every, part)), part
        assert not more.at_least
    monkeypatch.setattr(outlining, "MOST_COUNTED", 9)
    more = (await told(desk, **asked)).more("next")
    assert more.words == f"and at least {more.count} more"


@pytest.mark.usefixtures("large")
async def test_the_first_of_each_group_are_those_that_press_most(desk: Server) -> None:
    short = await told(desk)
    today = desk.clock().date()
    assert [each.earliest_on for each in short.next] == sorted(
        today + timedelta(days=days) for days in (0, 0, 0, 0, 1, 1, 3, 3)
    )


@pytest.mark.usefixtures("large")
async def test_news_beyond_those_that_are_told_are_counted(
    desk: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(briefs, "NEWS", 1)
    found = await told(desk, subject="Japan")
    assert found.last_change is not None
    assert found.more("news").count > 0
    assert {each.agreement for each in found.news} <= {"Gallium MOU", "Test Framework"}


@pytest.mark.usefixtures("large")
async def test_a_file_a_script_and_a_picture_say_how_much_they_leave_out(
    desk: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = desk.clock()
    found = await told(desk, subject="US")
    more = found.more("next").count
    assert more > 0
    assert f"\n- and {more} more\n" in write(found, now, Form.MARKDOWN)
    assert f"<li>and {more} more</li>" in write(found, now, Form.HTML)
    assert terminal_json.brief(found, now)["beyond"]["next"] == {"count": more, "at_least": False}
    monkeypatch.setattr(outlining, "MOST_DRAWN", 9)
    span = Span(now.date() - timedelta(days=90), now.date() + timedelta(days=365))
    drawn = await told(desk, period=span, depth=Depth.SHORT, near=True)
    line = timeline(drawn, span, now, today=now.date())
    assert (line.left_out > 0, line.at_least) == (True, True)
    assert "At least" in describe(line)
