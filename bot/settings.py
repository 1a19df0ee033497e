"""The deployment's settings, read once from the environment and `.env`."""

import re
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError
from bot.messages import t

_CONTACT = re.compile(r"https?://[!-'*-~]+|mailto:[!-'*-~]+@[!-'*-~]+")

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


class Settings(BaseSettings):
    """What the operator decides; frozen.

    Each field is read from the environment variable in capitals beside it, then from `.env`.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr = Field(
        default=SecretStr(""), validation_alias=AliasChoices("DISCORD_TOKEN", "token")
    )
    database: str = Field(
        default="", validation_alias=AliasChoices("MILEPOST_DATABASE_URL", "database")
    )
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("milepost"),
        validation_alias=AliasChoices("MILEPOST_DATA_DIR", "data_dir"),
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", validation_alias=AliasChoices("MILEPOST_LOG_LEVEL", "log_level")
    )

    contact: str = Field(
        default="", validation_alias=AliasChoices("MILEPOST_CONTACT", "contact"), max_length=200
    )

    @field_validator("contact")
    @classmethod
    def _address(cls, value: str) -> str:
        """Where whoever runs a site can learn of this bot: a page, or an address to write to."""
        value = value.strip()
        if value and not _CONTACT.fullmatch(value):
            raise ValueError
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("database")
    @classmethod
    def _with_driver(cls, value: str) -> str:
        """An address that names no driver means the quickest that we have."""
        value = value.strip()
        if value and "://" not in value:
            raise ValueError
        scheme, separator, rest = value.partition("://")
        return f"{_DRIVERS.get(scheme, scheme)}{separator}{rest}"

    @property
    def database_url(self) -> str:
        """Where the record is kept: MILEPOST_DATABASE_URL, or a file in the data folder."""
        file = self.data_dir.expanduser().absolute() / "milepost.db"
        return self.database or f"sqlite+aiosqlite:///{file}"

    @property
    def discord_token(self) -> str:
        """The bot's token; SettingsError where there is none that could be one."""
        token = self.token.get_secret_value().strip()
        if not token:
            raise SettingsError(
                t(
                    "DISCORD_TOKEN is not set: put the bot's token from Discord's developer portal "
                    "into the environment or into a file named .env."
                )
            )
        if not (token.isascii() and token.isprintable()) or " " in token:
            raise SettingsError(
                t(
                    "DISCORD_TOKEN holds a space or a sign that no token has: copy the token again "
                    "from Discord's developer portal."
                )
            )
        return token


def read_settings() -> Settings:
    """The settings of this process; SettingsError names the first that cannot be used."""
    try:
        return Settings()
    except (ValidationError, UnicodeDecodeError) as error:
        raise SettingsError(_complaint(error)) from None


def _complaint(error: ValidationError | UnicodeDecodeError) -> str:
    """One sentence on what is wrong; the value is left out, since it may be a secret."""
    if isinstance(error, UnicodeDecodeError):
        return t("The file .env is not UTF-8 text: save it again as UTF-8.")
    name = str(error.errors(include_input=False)[0]["loc"][0])
    meant = {
        "MILEPOST_DATABASE_URL": t(
            "an address such as sqlite:////srv/milepost/milepost.db or "
            "postgresql://user:password@localhost/milepost"
        ),
        "MILEPOST_LOG_LEVEL": t("DEBUG, INFO, WARNING or ERROR"),
        "MILEPOST_DATA_DIR": t("a folder"),
        "MILEPOST_CONTACT": t("a page's address in full, or mailto: and a mail address"),
    }
    return t("{name} must be {meant}.", name=name, meant=meant.get(name, t("text")))
