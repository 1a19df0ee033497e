"""The running bot opens links and papers itself, within its limits, and closes what it opened."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import opened
from bot.domain.drafts.items import Review
from bot.domain.papers.values import Paper
from bot.errors import UserError
from bot.settings import Settings
from bot.web import Web
from tests.conftest import START
from tests.services.reading import FRAMEWORK

GUILD = 7


async def test_links_and_files_are_read_by_the_running_bot_and_the_web_is_closed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Web] = []

    async def aclose(web: Web) -> None:
        closed.append(web)

    monkeypatch.setattr(Web, "aclose", aclose)
    async with opened(Settings(token=SecretStr("t"), data_dir=tmp_path)) as app:
        drafts = app.services.drafts
        with pytest.raises(UserError, match="not a public address"):
            await drafts.from_link(GUILD, "http://127.0.0.1/x", by=None, now=START)
        paper = Paper(FRAMEWORK.encode(), name="framework.txt", media_type="text/plain")
        found = await drafts.from_paper(GUILD, paper, by=None, now=START)
        assert isinstance(found, Review)
        assert closed == []
    assert len(closed) == 1
