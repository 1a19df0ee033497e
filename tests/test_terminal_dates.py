"""`milepost dates`, as scripts use it."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.terminal_dates import register

TEXT = "Signed in Tokyo on 28 October 2025. Within six months of signature they will report."

Shell = Callable[..., Result]


@pytest.fixture
def shell() -> Shell:
    """Runs `milepost dates …`; `typed` goes to its standard input."""
    app = typer.Typer()
    register(app)
    app.callback()(lambda: None)

    def run(*words: str, typed: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["dates", *words], input=typed)

    return run


def lines(shell: Shell, *asked: object) -> list[dict[str, Any]]:
    """The answers to these lines; what is no text is written as JSON."""
    typed = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in asked)
    result = shell("--json", typed=typed)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_text_is_answered_with_its_spans_and_fields(shell: Shell) -> None:
    (answer,) = lines(shell, {"id": "a", "text": TEXT, "dct": "2025-11-01"})
    assert answer["id"] == "a"
    assert answer["spans"] == [
        {"start": 19, "end": 34, "text": "28 October 2025", "type": "DATE", "value": "2025-10-28"},
        {"start": 43, "end": 53, "text": "six months", "type": "DURATION", "value": "P6M"},
    ]
    assert answer["fields"]["agreement_date"] == "2025-10-28"
    assert answer["fields"]["deadline"] == "2026-04-28"


def test_offsets_are_code_points_of_the_text_as_it_came(shell: Shell) -> None:
    text = "𝟙 🏔  by\n 5   May 2026"
    (answer,) = lines(shell, {"id": 1, "text": text, "dct": None})
    (span,) = answer["spans"]
    assert text[span["start"] : span["end"]] == span["text"] == "5   May 2026"


@pytest.mark.parametrize("day", ["2025-10-29", "2025-10-29T09:30:00Z", "20251029", " 2025-10-29 "])
def test_the_day_of_the_text_is_taken_in_its_usual_forms(shell: Shell, day: str) -> None:
    (answer,) = lines(shell, {"id": 1, "text": "They met yesterday.", "dct": day})
    assert answer["spans"][0]["value"] == "2025-10-28"


def test_a_blank_form_has_no_date(shell: Shell) -> None:
    text = "This Agreement is made this ____ day of ________, 2019 by and between Fir and Oak."
    (answer,) = lines(shell, {"id": 1, "text": text})
    assert "agreement_date" not in answer["fields"]


def test_a_line_that_is_wrong_is_answered_and_the_rest_goes_on(shell: Shell) -> None:
    answers = lines(
        shell,
        "{bad",
        "[1, 2]",
        "null",
        {"id": 4},
        "",
        {"id": 5, "text": 7},
        {"id": 6, "text": TEXT, "dct": "soon"},
        {"id": 7, "text": TEXT, "dct": 12},
        "[" * 5000,
        {"id": 9, "text": TEXT},
    )
    assert [answer["id"] for answer in answers] == [None, None, None, 4, 5, 6, 7, None, 9]
    assert all(answer["error"].endswith(".") for answer in answers[:-1])
    assert "error" not in answers[-1]


def test_bytes_that_are_no_text_and_half_characters_stop_nothing(shell: Shell) -> None:
    result = shell("--json", typed=b'\xff\xfe\n{"id":"\\ud800","text":"on 1 May 2026 \\ud800"}\n')
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first["error"]
    assert second["id"] == "\ud800"
    assert second["spans"][0]["value"] == "2026-05-01"


def test_without_json_it_says_how_to_ask(shell: Shell) -> None:
    result = shell()
    assert result.exit_code == 2
    assert "--json" in result.stderr


def test_an_answer_comes_before_the_next_line_is_asked_and_without_discord() -> None:
    program = (
        "import sys; from bot.__main__ import main; sys.argv = ['milepost', 'dates', '--json']\n"
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
            process.stdin.write(json.dumps({"id": number, "text": TEXT, "dct": None}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        _, said = process.communicate(timeout=60)
    loaded = said.strip().splitlines()[-1]
    assert "discord" not in loaded
    assert "sqlalchemy" not in loaded
