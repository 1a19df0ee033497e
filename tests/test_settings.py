"""What the operator sets, and what is said when it cannot be used."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import SettingsError
from bot.settings import Settings, read_settings

VARIABLES = (
    "DISCORD_TOKEN",
    "MILEPOST_DATABASE_URL",
    "MILEPOST_DATA_DIR",
    "MILEPOST_LOG_LEVEL",
    "MILEPOST_CONTACT",
)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_with_nothing_set_the_record_is_a_file_in_the_users_data_folder() -> None:
    assert read_settings().database_url.endswith("/milepost/milepost.db")
    assert read_settings().database_url.startswith("sqlite+aiosqlite:////")


def test_the_data_folder_moves_the_record(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MILEPOST_DATA_DIR", str(tmp_path / "kept"))
    assert read_settings().database_url == f"sqlite+aiosqlite:///{tmp_path}/kept/milepost.db"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("sqlite:////srv/m.db", "sqlite+aiosqlite:////srv/m.db"),
        ("postgresql://u:p@h/m", "postgresql+asyncpg://u:p@h/m"),
        ("postgres://u:p@h/m?sslmode=require", "postgresql+asyncpg://u:p@h/m?sslmode=require"),
    ],
)
def test_an_address_without_its_driver_is_enough(
    monkeypatch: pytest.MonkeyPatch, given: str, meant: str
) -> None:
    monkeypatch.setenv("MILEPOST_DATABASE_URL", given)
    assert read_settings().database_url == meant


def test_the_file_env_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN=from-file\nMILEPOST_LOG_LEVEL=debug\nOTHER=1\n")
    monkeypatch.setenv("DISCORD_TOKEN", " from-environment\n")
    settings = read_settings()
    assert (settings.discord_token, settings.log_level) == ("from-environment", "DEBUG")


def test_a_variable_left_empty_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
    assert read_settings() == Settings()


def test_the_token_does_not_show_when_the_settings_are_printed() -> None:
    assert "secret" not in repr(Settings(token=SecretStr("secret")))


@pytest.mark.parametrize(
    ("token", "says"), [("", "is not set"), ("two words", "holds a space"), ("tökén", "a sign")]
)
def test_a_token_that_cannot_be_one_is_refused_before_connecting(token: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        _ = Settings(token=SecretStr(token)).discord_token


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("MILEPOST_LOG_LEVEL", "loud", "must be DEBUG, INFO, WARNING or ERROR"),
        ("MILEPOST_DATABASE_URL", "hunter2", "must be an address"),
        ("MILEPOST_CONTACT", "me (you)", "must be a page's address"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"{name} {says}") as caught:
        read_settings()
    assert value not in str(caught.value)


def test_an_env_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match=r"\.env is not UTF-8"):
        read_settings()


@pytest.mark.parametrize(
    "address",
    ["sqlite+aiosqlite:////srv/m.db", "sqlite+aiosqlite:///m.db", "postgresql+psycopg://h/m"],
)
def test_an_address_that_names_its_driver_is_taken_as_it_is(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("MILEPOST_DATABASE_URL", address)
    assert read_settings().database_url == address
