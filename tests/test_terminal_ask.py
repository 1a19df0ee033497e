"""`milepost ask`: a plain question at a shell."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from bot import terminal, terminal_ask
from tests.conftest import START


@pytest.fixture
def ask(desk_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Ask":
    """Asks the record of one server, on 20 April 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", desk_url.replace("+aiosqlite", ""))
    monkeypatch.setenv("COLUMNS", "100")
    app = typer.Typer()
    terminal.register(app, lambda: START)
    terminal_ask.register(app, lambda: START)
    return Ask(app)


class Ask:
    """The command, as it is typed."""

    def __init__(self, app: typer.Typer) -> None:
        self.app = app

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(self.app, ["ask", *words])


def test_an_answer_is_printed_with_its_sources_and_how_it_was_understood(ask: Ask) -> None:
    result = ask("is the Thai MOU binding?")
    assert result.exit_code == 0
    assert result.stdout.startswith("No: US-Thailand Minerals MOU")
    assert "[1] The Nation Thailand" in result.stdout
    assert result.stdout.rstrip().endswith(
        "Understood as: whether it binds: US-Thailand Minerals MOU"
    )


def test_an_answer_is_given_to_scripts_as_json(ask: Ask) -> None:
    answer = json.loads(ask("when does funding start under the Japan deal?", "--json").stdout)
    assert answer["found"] is True
    assert answer["kind"] == "when"
    assert answer["subjects"] == ["US-Japan Framework"]
    assert answer["dates"][0] == "2026-04-28"
    assert "Tue 28 Apr 2026" in answer["answer"]
    assert answer["sources"][0]["publisher"] == "The National"


def test_another_day_can_be_asked_about(ask: Ask) -> None:
    result = ask("did japan funding start", "--today", "2026-05-04")
    assert "what came of it is unverified" in " ".join(result.stdout.split())


def test_what_is_not_on_record_is_an_answer_and_no_failure(ask: Ask) -> None:
    answer = json.loads(ask("which agreements cover cobalt", "--json").stdout)
    assert (answer["found"], answer["sources"]) == (False, [])
