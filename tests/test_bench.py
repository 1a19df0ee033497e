"""`milepost bench` in a tiny size: that it measures what it says; how quick it was is not asked."""

import gc
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.bench import commands, deadlines, delivery, filling, queries, start
from bot.bench.command import Subject
from bot.bench.crowd import GUILDS, NOW
from bot.bench.figures import Figure, Laps, Section, percentile, seconds, show
from bot.bench.naming import name_of
from bot.errors import SettingsError

MOST_STATEMENTS = 17


@pytest.fixture(autouse=True)
def garbage_as_before() -> Iterator[None]:
    """The command sets the search for garbage as a server has it."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def said(section: Section) -> list[str]:
    return [figure.what for figure in section.figures]


def test_a_start_is_timed_beside_its_libraries() -> None:
    section = start.measured(1)
    libraries, whole = section.figures
    assert libraries.ratio == 1
    assert whole.ratio is not None
    assert (whole.what, whole.most) == ("milepost run", 1.6)
    assert section.remarks[-1] == "Heavy modules loaded by then: none."


async def test_commands_and_offered_names_are_timed_and_their_statements_counted() -> None:
    section = await commands.measured(1)
    figures = {figure.what: figure for figure in section.figures}
    assert {"/due", "/brief of a party", "/agreement search", "/remind preview"} <= set(figures)
    assert {"party…", "subject…", "milestone…", "phrase…"} <= set(figures)
    assert figures["/ping"].note == ""
    statements = [int(each.note.split()[0]) for each in section.figures if each.note]
    assert max(statements) <= MOST_STATEMENTS
    assert figures["/due"].note
    assert all(figure.wall[0] > 0 for figure in section.figures)


async def test_deadlines_are_timed_alone_and_by_the_hundred() -> None:
    section = await deadlines.measured(12, 100)
    assert "compute without holidays" in said(section)
    assert "an event moves, 100 follow" in said(section)
    assert [len(each.wall) for each in section.figures][:3] == [1, 12, 12]


async def test_delivery_is_timed_with_little_due_in_a_storm_and_after_an_outage() -> None:
    section = await delivery.measured(1, 1_000)
    assert {
        "a tick that finds nothing, 1,000 stored",
        "a tick that finds nothing, 10,000 stored",
        "a tick with 100 due in 20 channels",
        "100 claimed and marked, SQLAlchemy Core",
        "100 due in 20 channels",
        "20 posts at Discord's pace",
        "longest pause, 1,000 overdue in one channel",
    } <= set(said(section))
    paced = next(each for each in section.figures if "at Discord's pace" in each.what)
    assert paced.ratio == pytest.approx(1, rel=0.05)


async def test_questions_are_timed_on_a_record_of_several_servers() -> None:
    section = await queries.measured(1, 2_000)
    figures = {figure.what: figure for figure in section.figures}
    assert {"/due", "/brief", "/brief of a party", "/changes", "/compare"} <= set(figures)
    assert {"agreement…", "milestone…", "subject…", "phrase…"} <= set(figures)
    assert sum(each.startswith("/ask ") for each in figures) == 9
    limits = {figures[each].limit for each in ("subject…", "/brief")}
    assert limits == {0.050, 0.100}
    assert all(figure.tail and figure.wall[0] > 0 for figure in section.figures)
    assert "200 agreements, 2,000 milestones" in section.title


async def test_half_of_a_large_record_is_one_server_s_and_all_of_it_is_found(
    tmp_path: Path,
) -> None:
    await filling.make(tmp_path / "bench.db", 100)
    async with filling.opened(tmp_path / "bench.db", 100) as record:
        listed = [await record.services.agreements.list(each, now=NOW) for each in GUILDS]
        assert sum(map(len, listed)) == 98  # two are archived
        assert len(listed[0]) >= 50
        found = await record.services.searching.find(GUILDS[0], name_of(1))
    assert found[0].name == name_of(1)


@pytest.mark.parametrize("subject", [Subject.DEADLINES, Subject.DELIVERY, Subject.QUERIES])
def test_the_command_prints_a_table_with_its_budgets(subject: Subject) -> None:
    result = CliRunner().invoke(cli, ["bench", subject.value, "--n", "1", "--size", "100"])
    assert result.exit_code == 0, result.output
    assert "budget" in result.output
    assert " ok" in result.output


async def test_without_the_simulated_discord_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="uv sync --group demo"):
        await commands.measured(1)


def test_the_table_says_in_words_what_is_over_its_budget(
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = (
        Figure("a yardstick", [0.5], 1.0),
        Figure("in time", [0.002, 0.004, 0.003], limit=0.05, note="3 statements"),
        Figure("too slow", [0.06], limit=0.05),
        Figure("too dear", [0.01], ratio=2.0, most=1.6),
    )
    show(Section("Something", figures, ("A remark.",)))
    title, _, *lines, remark = capsys.readouterr().out.strip().splitlines()
    assert (title, remark) == ("Something", "A remark.")
    assert [line.split()[-1] for line in lines] == ["1.00", "statements", "over", "over"]
    assert "3.0 ms" in lines[1]
    assert "1.6x" in lines[3]


def test_of_a_tail_the_processor_time_is_judged_where_it_is_known() -> None:
    slow_clock = Figure("a", [0.2, 0.2], limit=0.1, tail=True, own=[0.01, 0.02])
    busy = Figure("b", [0.2, 0.2], limit=0.1, tail=True, own=[0.01, 0.12])
    assert (slow_clock.verdict, busy.verdict) == ("ok", "over")
    assert Figure("c", [0.01, 0.2], limit=0.1, tail=True).verdict == "over"


def test_a_ratio_is_of_the_medians_of_processor_time() -> None:
    assert Laps([9.0], [1.0, 4.0, 5.0]).over(Laps([1.0], [2.0])) == 2.0


def test_of_few_rounds_the_longest_stands_for_the_slowest() -> None:
    assert percentile([3.0, 1.0, 2.0]) == 3.0
    assert percentile([float(each) for each in range(1000)]) == 990.0


@pytest.mark.parametrize(
    ("amount", "written"), [(0.00003, "30 µs"), (0.0125, "12.5 ms"), (2.5, "2.50 s")]
)
def test_times_are_written_as_people_read_them(amount: float, written: str) -> None:
    assert seconds(amount) == written
