"""Keeps the table true that says which room may know what."""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]

OUTSIDE = {"discord", "sqlalchemy", "httpx", "apscheduler", "alembic", "aiosqlite", "simcord"}
OUTSIDE |= {"httpcore"}
ROOMS = {"bot.domain", "bot.services", "bot.jobs", "bot.web", "cogs", "db"}

MAY_IMPORT: dict[str, set[str]] = {
    "bot/domain": {"bot.domain", "bot.errors", "bot.messages"},
    "bot/services": {"bot.domain", "bot.errors", "bot.messages", "bot.services", "db"}
    | {"sqlalchemy.ext.asyncio", "sqlalchemy.exc"},
    "db": {"sqlalchemy", "alembic", "aiosqlite", "bot.domain", "bot.errors", "bot.messages", "db"},
    "cogs": {"discord", "bot.services", "bot.domain", "bot.errors", "bot.messages"}
    | {"bot.permissions", "cogs"},
    "bot/web": {"httpx", "httpcore", "bot.domain", "bot.errors", "bot.messages", "bot.web"},
    "bot/jobs.py": {"apscheduler", "bot.domain", "bot.errors", "bot.messages", "bot.services"},
    "bot/papers.py": {"bot.domain", "bot.errors", "bot.messages"},
    "bot/paper_child.py": {"bot.domain", "bot.errors", "bot.messages"},
}
"""Room -> what it may import of the house and of the libraries that belong to one room."""

ALSO = {
    # Alembic's entry reads the settings when it is run from the command line.
    ("db/migrations/env.py", "bot.settings"),
    # The types of connection errors that discord.py passes on.
    ("cogs/refusals.py", "aiohttp"),
    ("cogs/answers.py", "aiohttp"),
}


def imported(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def within(module: str, allowed: set[str]) -> bool:
    return any(module == each or module.startswith(each + ".") for each in allowed)


def files(room: str) -> list[Path]:
    place = HOME / room
    return [place] if place.suffix else sorted(place.rglob("*.py"))


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    guarded = OUTSIDE | {"bot", "cogs", "db", "tests", "aiohttp"}
    wrong = [
        f"{path.relative_to(HOME)} imports {module}"
        for path in files(room)
        for module in imported(path)
        if module.partition(".")[0] in guarded
        and not within(module, MAY_IMPORT[room])
        and (str(path.relative_to(HOME)), module) not in ALSO
    ]
    assert files(room)
    assert wrong == []


def test_only_one_room_knows_each_library() -> None:
    owners = {"apscheduler": "bot/jobs.py", "httpx": "bot/web", "httpcore": "bot/web"}
    owners["simcord"] = "bot/demo"
    owners |= dict.fromkeys(("lxml", "pypdf", "trafilatura", "htmldate"), "bot/domain/papers")
    wrong = [
        f"{path.relative_to(HOME)} imports {module}"
        for top in ("bot", "cogs", "db")
        for path in files(top)
        for module in imported(path)
        if (owner := owners.get(module.partition(".")[0]))
        and not str(path.relative_to(HOME)).startswith(owner)
    ]
    assert wrong == []


def calls(path: Path) -> set[str]:
    """The dotted names of everything that a file calls."""
    return {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }


def test_nothing_but_the_wiring_reads_the_clock() -> None:
    readers = {"datetime.now", "datetime.utcnow", "date.today", "time.time", "discord.utils.utcnow"}
    wiring = ("bot/app.py", "bot/__main__.py", "bot/terminal.py", "bot/demo")
    wrong = [
        f"{path.relative_to(HOME)} calls {name}"
        for top in ("bot", "cogs", "db")
        for path in files(top)
        if not str(path.relative_to(HOME)).startswith(wiring)
        for name in calls(path) & readers
    ]
    assert wrong == []


def test_queries_never_begin_or_end_a_transaction() -> None:
    wrong = [
        f"{path.relative_to(HOME)} calls {name}"
        for path in files("db")
        if path.name != "engine.py" and "migrations" not in path.parts
        for name in calls(path)
        if name in {"session.commit", "session.rollback", "session.begin"}
    ]
    assert wrong == []


def test_the_rules_in_the_middle_are_never_asynchronous() -> None:
    wrong = [
        str(path.relative_to(HOME))
        for path in files("bot/domain")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.AsyncFunctionDef)
    ]
    assert wrong == []


def test_no_name_says_manager_handler_helper_util_data_or_info() -> None:
    banned = ("manager", "handler", "helper", "util", "data", "info")
    wrong = [
        f"{path.relative_to(HOME)}: {node.name}"
        for top in ("bot", "cogs", "db")
        for path in files(top)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and any(part in banned for part in node.name.lower().strip("_").split("_"))
    ]
    assert wrong == []
