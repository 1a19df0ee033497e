"""How the demo starts and ends, and what it says where it cannot."""

import asyncio
import signal
import socket
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.demo.run import staged
from bot.demo.start import Demo, start
from bot.errors import SettingsError


async def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"Port {port} is not free"):
            async with staged(Demo(port=port, folder=tmp_path)):
                pass


def test_without_its_dependencies_the_demo_says_what_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match="uv sync --group demo"):
        start(Demo())


def test_an_unknown_zone_is_one_sentence() -> None:
    with pytest.raises(SettingsError, match="“Tokyo/Asia” is not a time zone"):
        start(Demo(zone="Tokyo/Asia"))


def test_a_day_before_discord_is_one_sentence() -> None:
    with pytest.raises(SettingsError, match="a day from 2016 to 2099"):
        start(Demo(today=date(1969, 7, 20)))


async def test_the_command_prints_where_to_look_and_ends_well_on_sigterm(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--folder", str(tmp_path)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(120):
        printed = ""
        while "Ctrl-C" not in printed:
            printed += (await process.stdout.readline()).decode()
        process.send_signal(signal.SIGTERM)
        _, complaints = await process.communicate()
    assert "http://127.0.0.1:" in printed
    assert (process.returncode, complaints.decode()) == (0, "")
