"""What is on record is found by its words, from when it is written and as long as it stands."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.milestones import SettlementKind
from bot.domain.search import Kind
from bot.errors import NotFound
from bot.services.leaving import Leaving
from tests.services.conftest import EDITOR, FUNDING, GUILD, Server

ELSEWHERE = 8


@pytest.fixture
async def desk(server: Server) -> Server:
    """Beside the framework an agreement with a Japanese name and one with aliases."""
    made: tuple[tuple[str, dict[str, Any]], ...] = (
        ("日米重要鉱物枠組み", {"parties": "Japan, US", "commodities": "gallium"}),
        (
            "Memorandum on Critical Minerals with Thailand",
            {
                "short_name": "Thai MOU",
                "aliases": "Bangkok memorandum, บันทึกความเข้าใจ",
                "parties": "Thailand, US",
                "topics": "processing",
                "signed": "26 Oct 2025",
                "place": "Kuala Lumpur, Malaysia",
                "source_url": "https://example.org/mou",
                "source_title": "Joint press statement",
            },
        ),
    )
    for title, more in made:
        await server.services.agreements.add(
            GUILD, by=EDITOR, now=server.clock(), title=title, **more
        )
    return server


async def found(server: Server, typed: str, *kinds: Kind, guild: int = GUILD) -> list[str]:
    hits = await server.services.searching.find(guild, typed, kinds=kinds or tuple(Kind))
    return [hit.name for hit in hits]


async def edit(server: Server, name: str, **changes: Any) -> None:
    await server.services.agreements.edit(GUILD, name, by=EDITOR, now=server.clock(), **changes)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("重要鉱物", "日米重要鉱物枠組み"),
        ("枠組み", "日米重要鉱物枠組み"),
        ("鉱物 日米", "日米重要鉱物枠組み"),
        ("重", "日米重要鉱物枠組み"),
        ("ﾃｽﾄ", "Test Framework"),
        ("ความเข้าใจ", "Thai MOU"),
        ("bangkok", "Thai MOU"),
        ("Bangkok memorandum", "Thai MOU"),
        ("THAI mou", "Thai MOU"),
        ("mou thai", "Thai MOU"),
        ("critical mineral", "Thai MOU"),
        ("memorandm", "Thai MOU"),
        ("bankgok", "Thai MOU"),
        ("framewrok", "Test Framework"),
        ("US-TH", "Thai MOU"),
        ("kuala lumpur deal", "Thai MOU"),
    ],
)
async def test_an_agreement_is_found_by_what_people_type(
    desk: Server, typed: str, name: str
) -> None:
    if typed == "ﾃｽﾄ":
        await edit(desk, "Test Framework", aliases="テスト枠組み")
    assert (await found(desk, typed, Kind.AGREEMENT))[0] == name


async def test_two_states_written_together_mean_what_binds_them(desk: Server) -> None:
    both = await found(desk, "日米", Kind.AGREEMENT)
    assert set(both) == {"日米重要鉱物枠組み", "Test Framework"}


async def test_every_kind_is_found(desk: Server) -> None:
    assert await found(desk, "funding", Kind.MILESTONE) == [FUNDING]
    assert await found(desk, "タイ", Kind.PARTY) == ["Thailand"]
    assert await found(desk, "JP", Kind.PARTY) == ["Japan"]
    assert await found(desk, "galium", Kind.COMMODITY) == ["gallium"]
    assert await found(desk, "process", Kind.TOPIC) == ["processing"]
    assert await found(desk, "press statement", Kind.SOURCE) == ["Joint press statement"]


@pytest.mark.parametrize("typed", ["", "  ", "?!", '"*', "zzzz", "x" * 4_000])
async def test_what_names_nothing_finds_nothing_and_is_no_error(desk: Server, typed: str) -> None:
    assert await found(desk, typed) == []


@pytest.mark.parametrize("typed", ['"funding', "funding*", "funding:*", "(funding)", "-funding^2"])
async def test_the_signs_of_a_query_language_mean_nothing(desk: Server, typed: str) -> None:
    assert (await found(desk, typed, Kind.MILESTONE))[0] == FUNDING


async def test_another_server_s_record_is_never_found(desk: Server) -> None:
    now = desk.clock()
    await desk.services.guilds.update(ELSEWHERE, by=EDITOR, now=now, name="Other", zone="UTC")
    await desk.services.agreements.add(ELSEWHERE, by=EDITOR, now=now, title="Tungsten Framework")
    assert await found(desk, "tungsten") == []
    assert await found(desk, "framework", Kind.AGREEMENT, guild=ELSEWHERE) == ["Tungsten Framework"]


async def test_an_edit_is_found_by_its_new_words_alone(desk: Server) -> None:
    await edit(desk, "Thai MOU", short_name="Siam Accord", title="Accord with Thailand")
    assert (await found(desk, "siam", Kind.AGREEMENT)) == ["Siam Accord"]
    assert await found(desk, "critical", Kind.AGREEMENT) == []
    await edit(desk, "Siam Accord", aliases="-", topics="refining")
    assert await found(desk, "bangkok", Kind.AGREEMENT) == []
    assert await found(desk, "processing", Kind.TOPIC) == []
    assert await found(desk, "refin", Kind.TOPIC) == ["refining"]


async def test_milestones_are_found_by_what_their_agreement_is_called_now(desk: Server) -> None:
    await edit(desk, "Test Framework", short_name="Tokyo Compact")
    assert set(await found(desk, "compact", Kind.MILESTONE)) == {
        "Tokyo Compact: Start the funding",
        "Tokyo Compact: Hold the ministerial",
    }
    await desk.services.milestones.edit(
        GUILD,
        by=EDITOR,
        now=desk.clock(),
        reference="Tokyo Compact: Start the funding",
        what="Disburse",
    )
    assert await found(desk, "funding", Kind.MILESTONE) == []
    assert await found(desk, "disburse", Kind.MILESTONE) == ["Tokyo Compact: Disburse"]


async def test_a_party_that_no_agreement_names_any_more_is_not_offered(desk: Server) -> None:
    assert await desk.services.agreements.parties(GUILD, "thai") == ["Thailand"]
    await edit(desk, "Thai MOU", parties="Vietnam, US")
    assert await desk.services.agreements.parties(GUILD, "thai") == []
    assert await desk.services.agreements.parties(GUILD, "viet") == ["Vietnam"]
    with pytest.raises(NotFound):
        await desk.services.milestones.due(GUILD, now=desk.clock(), party="Thailand")


async def test_what_is_archived_is_found_on_its_own_shelf_until_it_is_restored(
    desk: Server,
) -> None:
    agreements, now = desk.services.agreements, desk.clock()
    await agreements.archive(GUILD, "Test Framework", by=EDITOR, now=now)
    assert await found(desk, "test framework", Kind.AGREEMENT) == []
    assert await found(desk, "funding", Kind.MILESTONE) == []
    assert await found(desk, "rare earths", Kind.COMMODITY) == []
    assert await agreements.names(GUILD, "test", archived=True) == ["Test Framework"]
    assert await agreements.names(GUILD, "", archived=True) == ["Test Framework"]
    await agreements.restore(GUILD, "Test Framework", by=EDITOR, now=now)
    assert await agreements.names(GUILD, "", archived=True) == []
    assert await found(desk, "funding", Kind.MILESTONE) == [FUNDING]
    assert await found(desk, "rare earths", Kind.COMMODITY) == ["rare earths"]


async def test_what_is_settled_is_offered_where_open_ones_are_not_asked_for(desk: Server) -> None:
    milestones = desk.services.milestones
    await milestones.end(
        GUILD,
        by=EDITOR,
        now=desk.clock(),
        reference=FUNDING,
        kind=SettlementKind.WAIVED,
        reason="Not needed",
    )
    assert FUNDING in await milestones.references(GUILD, "fund")
    assert await milestones.references(GUILD, "fund", open_only=True) == []


async def test_nothing_of_a_deleted_record_is_found(desk: Server) -> None:
    leaving: Leaving = desk.services.leaving
    await desk.services.guilds.left(GUILD, now=desk.clock())
    later = desk.clock() + timedelta(days=60)
    while await leaving.sweep(now=later):
        pass
    await desk.services.guilds.update(GUILD, by=EDITOR, now=later, name="Desk", zone="UTC")
    assert await found(desk, "framework") == []
    assert await found(desk, "日米") == []
    assert await desk.services.briefs.subjects(GUILD, "") == []


async def test_subjects_are_offered_of_every_kind_and_none_twice(desk: Server) -> None:
    await edit(desk, "Thai MOU", topics="gallium, processing")
    offered = await desk.services.briefs.subjects(GUILD, "")
    assert offered[0] == "Test Framework"
    assert {"Japan", "gallium", "processing"} <= set(offered)
    assert len(offered) == len(set(offered))
    assert await desk.services.briefs.subjects(GUILD, "jap") == ["Japan"]
    assert (await desk.services.briefs.subjects(GUILD, "gall"))[0] == "gallium"
