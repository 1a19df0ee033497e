"""`milepost import` at a shell: what was read is shown, and saved only when that is asked for."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot import terminal
from bot.terminal_import import MOST_BYTES, register
from tests.conftest import START

PACT = """Norway and Iceland divide the herring

OSLO, 17 April 2026 - Norway and Iceland signed an agreement in Oslo on 14 April 2026 that divides
the herring of the northern sea.

Norway shall publish the shares of each fleet within three months of signature. Iceland intends to
report its landings by 31 March 2027.
"""

Shell = Any


@pytest.fixture
def shell(desk_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Shell:
    """Runs `milepost …` on the record of one server, on 20 April 2026, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MILEPOST_DATABASE_URL", desk_url.replace("+aiosqlite", ""))
    monkeypatch.setenv("COLUMNS", "80")
    app = typer.Typer()
    register(app, lambda: START)
    terminal.register(app, lambda: START)

    def run(*words: str, typed: str | bytes = b"") -> Result:
        return CliRunner().invoke(app, list(words), input=typed)

    return run


def pact(folder: Path, name: str = "pact.txt", text: str = PACT) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def agreements(shell: Shell) -> str:
    found: str = shell("agreements").stdout
    return found


def test_a_text_is_shown_and_nothing_is_saved(shell: Shell) -> None:
    result = shell("import", "-", "--published", "2026-04-17", typed=PACT)
    assert result.exit_code == 0
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert lines[0] == "Norway and Iceland divide the herring"
    assert "A new agreement" in lines
    assert "Norway, Iceland" in lines
    assert "Signed on Tue 14 Apr 2026, Oslo" in lines
    assert "13 or 14 Jul 2026, Oslo · in 85 days" in lines
    assert "1 · Publish the shares of each fleet" in lines
    assert "obligation of Norway" in lines
    assert "17 Apr 2026" in result.stdout.partition("Source: ")[2]
    assert "Nothing was saved" in result.stdout
    assert "\x1b" not in result.stdout
    assert "herring" not in agreements(shell)


def test_a_file_is_read_and_all_of_it_accepted(shell: Shell, tmp_path: Path) -> None:
    result = shell("import", pact(tmp_path), "--accept-all", "--url", "https://harbour.example/a")
    assert result.exit_code == 0
    assert "On record: " in result.stdout
    assert "✓ on record" in result.stdout
    assert "https://harbour.example/a" in result.stdout
    assert "Norway and Iceland divide the herring\n  Signed on Tue 14 Apr 2026" in agreements(shell)
    assert "Publish the shares" in shell("due", "--within", "365").stdout


def test_the_same_text_again_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    shell("import", pact(tmp_path), "--accept-all")
    again = shell("import", "pact.txt", "--accept-all")
    assert again.exit_code == 0
    assert "among its sources already" in again.stdout
    answer = json.loads(shell("import", "pact.txt", "--json").stdout)
    assert answer["on_record"] == "Norway and Iceland divide the herring"
    assert answer["items"] == []


def test_scripts_get_what_was_read_and_what_was_decided(shell: Shell, tmp_path: Path) -> None:
    answer = json.loads(shell("import", pact(tmp_path), "--json").stdout)
    assert answer["is_agreement"] is True
    assert answer["parties"] == ["NO", "IS"]
    assert answer["signed_on"] == "2026-04-14"
    first = answer["milestones"][0]
    assert (first["due"], first["anchor"], first["period"]) == ("2026-07-14", "signature", "P3M")
    assert first["quote"] in PACT
    assert (first["decision"], first["known"], first["changed"]) == ("open", False, [])
    assert {each["kind"] for each in answer["items"]} == {"agreement", "event", "milestone"}
    assert answer["joins"] is None
    assert answer["on_record"] is None
    saved = json.loads(shell("import", "pact.txt", "--json", "--accept-all").stdout)
    assert {each["decision"] for each in saved["items"]} == {"accepted"}
    assert saved["on_record"] == "Norway and Iceland divide the herring"


def test_a_second_text_on_it_joins_the_record(shell: Shell, tmp_path: Path) -> None:
    shell("import", pact(tmp_path), "--accept-all")
    other = PACT.replace("divide the herring", "share the herring at last")
    answer = json.loads(shell("import", "-", "--json", typed=other).stdout)
    assert answer["joins"]["agreement"] == "Norway and Iceland divide the herring"
    assert answer["joins"]["likeness"] == "same"
    assert "Joins Norway and Iceland divide the herring" in shell("import", "-", typed=other).stdout


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (("missing.pdf",), "", "“missing.pdf” cannot be read (No such file or directory)"),
        ((".",), "", "“.” cannot be read (Is a directory)"),
        (("-",), "The sea was calm and nobody came to the harbour.", "No agreement"),
        (("-",), "", "The document is empty"),
        (("https://127.0.0.1/pact",), "", "not a public address"),
        (("HTTPS://127.0.0.1/pact",), "", "not a public address"),
        (("https://harbour.example/", "--url", "https://a.example"), "", "leave --url and"),
        (("-", "--url", "harbour"), PACT, "beginning with https://"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_exit_status_two(
    shell: Shell, words: tuple[str, ...], typed: str, sentence: str
) -> None:
    result = shell("import", *words, typed=typed)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert sentence in result.stderr


def test_a_file_beyond_all_measure_is_refused(shell: Shell, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    result = shell("import", "huge.txt")
    assert result.exit_code == 2
    assert "At most 25 MB" in result.stderr


def test_a_page_is_read_without_its_tags(shell: Shell) -> None:
    title, *paragraphs = PACT.split("\n\n")
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    answer = json.loads(shell("import", "-", "--json", typed=page).stdout)
    assert answer["parties"] == ["NO", "IS"]
    assert "<p>" not in json.dumps(answer)


def test_bytes_that_are_no_text_are_handed_to_the_reader_of_papers(shell: Shell) -> None:
    result = shell("import", "-", typed=BytesIO(b"\xff\xfe\x00\x01" * 50).read())
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
