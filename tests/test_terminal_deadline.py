"""`milepost deadline`, as people and scripts use it."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.terminal_deadline import register
from tests.conftest import START

TOKYO = "within 180 days of 28 Oct 2025 in Tokyo"
SCHEMA = {
    "id",
    "due",
    "earliest",
    "latest",
    "state",
    "instant",
    "readings",
    "question",
    "trace",
}

Shell = Callable[..., Result]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs `milepost deadline …` on 20 April 2026; `typed` goes to its standard input."""
    monkeypatch.setenv("COLUMNS", "80")
    app = typer.Typer()
    register(app, lambda: START)
    app.callback()(lambda: None)

    def run(*words: str, typed: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["deadline", *words], input=typed)

    return run


def lines(shell: Shell, *asked: object) -> list[dict[str, Any]]:
    """The answers to these lines; what is no text is written as JSON."""
    typed = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in asked)
    result = shell("--json", typed=typed)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_phrase_is_answered_with_readings_working_and_authority(shell: Shell) -> None:
    result = shell(
        "within six months of 2025-10-28", "--zone", "Asia/Tokyo", "--convention", "jp-civil"
    )
    assert result.exit_code == 0
    printed = result.stdout.splitlines()
    assert printed[0] == "Tue 28 Apr 2026"
    assert "To the end of that day in Tokyo · 2026-04-28 15:00 UTC" in printed
    assert "  3. 6 months end on Tuesday 28 April 2026." in printed
    assert "  Japanese Civil Code" in printed
    assert "  Civil Code of Japan, Articles 138 to 143 · jp-civil@1" in printed
    assert "\x1b" not in result.stdout, "no colour where nobody looks"


def test_every_reading_is_printed_by_name(shell: Shell) -> None:
    printed = shell(TOKYO).stdout.splitlines()
    assert "  Sat 25 Apr 2026: the first day counted" in printed
    assert "  Sun 26 Apr 2026: as counted" in printed
    assert "  Mon 27 Apr 2026: moved to a working day" in printed


def test_what_is_not_understood_is_a_question_and_no_failure(shell: Shell) -> None:
    for phrase in ("within six months", "when the cows come home"):
        result = shell(phrase)
        assert result.exit_code == 0
        assert result.stdout.startswith("No date: something is open")
        assert "To be settled" in result.stdout


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("by 31 February 2026",), "There is no 31 February 2026"),
        (("within -3 months of 2026-01-01",), "A period cannot be negative"),
        ((TOKYO, "--zone", "Mars/Olympus"), "Mars/Olympus"),
        ((TOKYO, "--convention", "salic"), "no convention “salic”"),
        ((TOKYO, "--calendars", "XX"), "no holiday calendar “XX”"),
        ((TOKYO, "--kind", "soon"), "act_by, in_force or expiry"),
        (("x" * 401,), "at most 400 characters"),
        ((TOKYO, "--json", "--kind", "soon"), "act_by, in_force or expiry"),
        (("by 31 February 2026", "--json"), "There is no 31 February 2026"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_on_stderr(
    shell: Shell, asked: tuple[str, ...], told: str
) -> None:
    result = shell(*asked)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_a_phrase_it_says_how_to_ask(shell: Shell) -> None:
    result = shell()
    assert result.exit_code == 2
    assert "--json" in result.stderr


def test_a_phrase_can_be_answered_as_json_too(shell: Shell) -> None:
    result = shell("within six months", "--starting", "28 Oct 2025", "--zone", "Tokyo", "--json")
    answer = json.loads(result.stdout)
    assert answer.keys() == SCHEMA
    assert answer["due"] == "2026-04-28"
    assert answer["instant"] == "2026-04-28T15:00:00Z"


def test_each_line_of_json_is_answered_by_one(shell: Shell) -> None:
    answers = lines(
        shell,
        {
            "id": "a",
            "phrase": "within six months",
            "anchor": {"date": "2026-02-28", "zone": "Asia/Tokyo"},
            "convention": "jp-civil",
        },
        {"id": 2, "phrase": "60 days after exchange of written notifications"},
        {"id": None, "phrase": "promptly"},
    )
    assert [answer["id"] for answer in answers] == ["a", 2, None]
    assert all(answer.keys() == SCHEMA for answer in answers)
    assert answers[0]["due"] == "2026-08-31"
    assert [answer["state"] for answer in answers] == ["dated", "awaiting_trigger", "indefinite"]


def test_a_line_that_is_wrong_is_answered_and_the_rest_goes_on(shell: Shell) -> None:
    good = {"id": 9, "phrase": TOKYO}
    answers = lines(
        shell,
        "{bad",
        "[1, 2]",
        "null",
        {"id": 4},
        "",
        {"id": 5, "phrase": "by 31 February 2026"},
        {"id": 6, "phrase": TOKYO, "anchor": {"date": "soon"}},
        {"id": 7, "phrase": TOKYO, "convention": 7},
        "[" * 5000,
        good,
    )
    assert [answer["id"] for answer in answers] == [None, None, None, 4, 5, 6, 7, None, 9]
    assert all(answer["error"] for answer in answers[:-1])
    assert all(answer["due"] is None for answer in answers[:-1])
    assert "error" not in answers[-1]
    assert answers[-1]["due"] == "2026-04-26"


def test_bytes_that_are_no_text_and_half_characters_stop_nothing(shell: Shell) -> None:
    result = shell("--json", typed=b'\xff\xfe\n{"id":"\\ud800","phrase":"by 2026-05-01"}\n')
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["error"]
    assert second["id"] == "\ud800"
    assert second["due"] == "2026-05-01"


def test_an_answer_comes_before_the_next_line_is_asked_and_without_discord() -> None:
    program = (
        "import sys; from bot.__main__ import main; sys.argv = ['milepost', 'deadline', '--json']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'discord', 'sqlalchemy', 'rich'} & sys.modules.keys()), file=sys.stderr)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(2):
            process.stdin.write(json.dumps({"id": number, "phrase": TOKYO}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        _, said = process.communicate(timeout=60)
    loaded = said.strip().splitlines()[-1]
    assert "discord" not in loaded
    assert "sqlalchemy" not in loaded
