"""The command line itself, and what it writes to the log."""

import logging
import sys

import pytest
from typer.testing import CliRunner

from bot.__main__ import _CalmFormatter, _without_noise, cli, log_to_stderr


def written(record: logging.LogRecord) -> str:
    assert _without_noise(record)
    return _CalmFormatter("the.token").format(record)


def test_the_version_is_told() -> None:
    outcome = CliRunner().invoke(cli, ["--version"])
    assert (outcome.exit_code, outcome.output.split()[0]) == (0, "milepost")


@pytest.mark.parametrize("command", ["run", "demo", "due", "brief", "agreements"])
def test_every_command_explains_itself(command: str) -> None:
    outcome = CliRunner().invoke(cli, [command, "--help"])
    assert outcome.exit_code == 0
    assert "Usage" in outcome.output


def test_a_line_of_the_log_says_when_how_grave_and_where_from() -> None:
    record = logging.makeLogRecord(
        {"name": "bot.client", "levelname": "INFO", "msg": "Connected.", "created": 0.0}
    )
    assert written(record) == "1970-01-01 00:00:00Z INFO bot.client: Connected."


def test_the_token_is_never_written_not_even_in_a_traceback() -> None:
    try:
        raise ValueError("header Bot the.token refused")
    except ValueError:
        record = logging.makeLogRecord({"msg": "Failed: the.token", "exc_info": sys.exc_info()})
    line = written(record)
    assert "ValueError: header Bot [token] refused" in line
    assert "the.token" not in line


def test_a_failed_reconnect_is_one_line_with_its_reason() -> None:
    try:
        raise OSError("100% lost")
    except OSError:
        record = logging.makeLogRecord(
            {
                "name": "discord.client",
                "msg": "Attempting a reconnect in %.2fs",
                "args": (1.5,),
                "exc_info": sys.exc_info(),
            }
        )
    assert written(record).endswith("Attempting a reconnect in 1.50s (100% lost)")


def test_nothing_is_said_of_voice() -> None:
    record = logging.makeLogRecord(
        {"name": "discord.client", "msg": "davey is not installed, voice will NOT be supported"}
    )
    assert not _without_noise(record)


def test_the_log_names_no_address_of_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "basicConfig", lambda **_: None)
    monkeypatch.setattr(logging, "captureWarnings", lambda _: None)
    log_to_stderr("INFO")
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
