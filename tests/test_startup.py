"""What a start does not load, so that it is soon ready; `milepost bench start` measures it."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "library", ["alembic", "holidays", "httpx", "rapidfuzz", "rich.console", "simcord", "PIL"]
)
def test_what_is_heavy_is_not_loaded_before_it_is_used(library: str, started: set[str]) -> None:
    assert library not in started


@pytest.fixture(scope="module")
def started() -> set[str]:
    """The modules that are loaded once everything that `milepost run` needs is imported."""
    listed = "import sys, bot.app, bot.__main__, bot.client; print(*sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", listed], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    modules = set(ended.stdout.split())
    assert {"discord", "sqlalchemy", "cogs.due"} <= modules
    return modules
