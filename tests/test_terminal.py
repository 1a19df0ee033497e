"""The commands at a shell, as people and scripts use them."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.domain.guilds import TERMINAL_GUILD_ID
from bot.services import build
from bot.terminal import register
from db.engine import make_engine
from tests.conftest import START

FUNDING = "Measures to finance selected projects"

Shell = Any


@pytest.fixture
def shell(desk_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    """Runs `milepost …` on the record of one server, on 20 April 2026."""
    return _shell(desk_url, monkeypatch, tmp_path)


def _shell(url: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Shell:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", url.replace("+aiosqlite", ""))
    monkeypatch.setenv("COLUMNS", "80")
    app = typer.Typer()
    register(app, lambda: START)

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return run


def test_what_is_due_is_printed_by_group(shell: Shell) -> None:
    result = shell("due")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Due in the next 30 days"
    assert "  27 or 28 Apr 2026, Tokyo · in 8 days · ◇ due soon" in lines
    assert f"    {FUNDING}" in lines
    assert "source: The National" in result.stdout
    assert lines.index("Within a week") < lines.index("Date passed, outcome unverified")
    assert "\x1b" not in result.stdout, "no colour where nobody looks"


def test_what_is_due_is_given_to_scripts_as_json(shell: Shell) -> None:
    answer = json.loads(shell("due", "--json", "--party", "jp", "--within", "14").stdout)
    assert answer["as_of"] == "2026-04-20T13:00:00+00:00"
    assert answer["within_days"] == 14
    assert answer["filters"] == ["Japan"]
    (funding,) = [each for each in answer["milestones"] if each["what"] == FUNDING]
    assert funding["due_on"] == "2026-04-28"
    assert funding["earliest_on"] == "2026-04-27"
    assert funding["zone"] == "Asia/Tokyo"
    assert funding["days_left"] == 8
    assert funding["state"] == "due soon"
    assert funding["modality"] == "intends"
    assert funding["rule"] == "within six months of signature"
    assert funding["source"]["url"].startswith("https://www.thenationalnews.com/")


def test_another_day_can_be_asked_for(shell: Shell) -> None:
    answer = json.loads(shell("due", "--json", "--party", "JP", "--today", "2026-05-20").stdout)
    states = {each["what"]: each["state"] for each in answer["milestones"]}
    assert states[FUNDING] == "unverified past"


def test_a_brief_names_its_sources_and_keeps_addresses_whole(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    result = shell("brief", "us-japan fram")
    lines = result.stdout.splitlines()
    assert lines[0] == "US-Japan Framework"
    assert "Signed on Tue 28 Oct 2025 [2]" in lines
    assert "missed" not in result.stdout
    longer = [line for line in lines if len(line) > 40]
    assert longer
    assert all(line.strip().startswith("https://") for line in longer)


def test_a_brief_is_given_to_scripts_with_numbered_sources(shell: Shell) -> None:
    answer = json.loads(shell("brief", "US-Japan Framework", "--json").stdout)
    assert answer["subject"] == {"kind": "agreement", "name": "US-Japan Framework"}
    (agreement,) = answer["agreements"]
    assert (agreement["status"], agreement["since"]) == ("signed", "2025-10-28")
    assert agreement["binding"] is False
    (funding,) = [each for each in answer["next"] if each["what"] == FUNDING]
    assert answer["sources"][funding["source"] - 1]["publisher"] == "The National"
    assert {each["point"] for each in answer["disputes"]} >= {"Date of the framework"}
    assert answer["last_checked_on"] == "2026-02-04"


def test_a_brief_is_printed_as_markdown_or_as_a_page_that_prints(shell: Shell) -> None:
    markdown = shell("brief", "US-Japan Framework", "--format", "md").stdout
    assert markdown.startswith("# US-Japan Framework\n")
    assert "## Sources\n\n1. [" in markdown
    page = shell("brief", "US-Japan Framework", "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert 'href="#source-2">[2]</a>' in page
    assert '<li id="source-2">' in page
    assert "http" not in page.partition("<body>")[0], "it needs nothing from elsewhere"


def test_a_brief_for_a_time_holds_what_falls_in_it(shell: Shell) -> None:
    period = ("--period", "27 April 2026 to 30 April 2026", "--json")
    answer = json.loads(shell("brief", *period).stdout)
    assert answer["period"] == {"first": "2026-04-27", "last": "2026-04-30"}
    assert FUNDING in {each["what"] for each in answer["next"]}
    assert answer["without_date"] == []


def test_every_agreement_is_listed_with_where_it_stands(shell: Shell) -> None:
    printed = shell("agreements").stdout
    assert "US-Japan Framework\n  Signed on Tue 28 Oct 2025\n" in printed
    listed = json.loads(shell("agreements", "--json").stdout)["agreements"]
    assert len(listed) > 30
    assert all(each["name"] and each["title"] for each in listed)


def test_an_unknown_name_is_one_sentence_and_exit_status_one(shell: Shell) -> None:
    for words in (("brief", "Atlantis"), ("due", "--agreement", "Atlantis")):
        result = shell(*words)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1
        assert "“Atlantis” is not on record" in result.stderr


def test_the_server_is_asked_for_only_where_there_are_several(shell: Shell, desk_url: str) -> None:
    asyncio.run(_join(desk_url, 77, "Trade Watch"))
    result = shell("due")
    assert result.exit_code == 1
    assert "--server" in result.stderr
    assert "“Critical Minerals Desk”" in result.stderr
    assert "“Trade Watch”" in result.stderr
    assert FUNDING in shell("due", "--server", "critical").stdout
    assert FUNDING not in shell("due", "--server", "Trade Watch").stdout


def test_without_a_server_the_starter_catalogue_answers(
    database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shell = _shell(database_url, monkeypatch, tmp_path)
    assert FUNDING in shell("due").stdout
    assert FUNDING in shell("due").stdout, "and the second time it is loaded already"
    refused = shell("due", "--server", "Desk")
    assert refused.exit_code == 1
    assert "leave --server out" in refused.stderr


def test_no_control_sign_of_the_record_reaches_the_terminal(shell: Shell, desk_url: str) -> None:
    asyncio.run(_add(desk_url, "Red \x1b[31m alert \u202e txet"))
    printed = shell("brief", "Red").stdout
    assert "\x1b" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_a_terminal_with_few_signs_still_gets_an_answer(
    desk_url: str, tmp_path: Path, form: tuple[str, ...]
) -> None:
    place = {"MILEPOST_DATABASE_URL": desk_url.replace("+aiosqlite", "")}
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "brief", "US-Japan Framework", *form],
        env={**os.environ, **place, "PYTHONIOENCODING": "ascii"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert FUNDING in ran.stdout
    assert ran.stdout.isascii()


def test_discord_is_not_imported_for_an_answer_at_a_shell() -> None:
    code = "import bot.terminal, bot.terminal_json, bot.terminal_text, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert "discord" not in loaded
    assert "rich" in loaded


def test_rich_is_loaded_only_when_something_is_printed() -> None:
    code = "import bot.terminal, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert "sqlalchemy" not in loaded
    assert "bot.terminal_text" not in loaded


async def _join(url: str, guild_id: int, name: str) -> None:
    engine = make_engine(url)
    await build(engine).guilds.joined(guild_id, name)
    await engine.dispose()


async def _add(url: str, title: str) -> None:
    engine = make_engine(url)
    services = build(engine)
    guilds = [each for each in await services.guilds.every() if each.id != TERMINAL_GUILD_ID]
    await services.agreements.add(guilds[0].id, by=None, now=START, title=title)
    await engine.dispose()
