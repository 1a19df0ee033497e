"""/brief where there is more than a message can hold."""

import re

import pytest

from bot.services import outlining
from tests.cogs.reading import assert_fits, labels, text
from tests.conftest import Desk


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is more than is read whole."""
    monkeypatch.setattr(outlining, "MOST_AGREEMENTS", 0)
    monkeypatch.setattr(outlining, "MOST_MILESTONES", 0)


async def test_a_brief_of_much_says_how_much_more_there_is(desk: Desk) -> None:
    answer = await desk.member.slash(desk.channel, "brief", subject="United States")
    assert_fits(answer)
    said = text(answer)
    assert re.search(r"-# Party · \d+ agreements", said)
    assert re.search(r"### Next.*\n(.+\n)+.* · and \d+ more: /due\n", said)
    assert "Of what is named here: " in said
    assert "Show more" in labels(answer)


async def test_the_full_brief_and_its_sources_count_alike(desk: Desk) -> None:
    answer = await desk.member.slash(desk.channel, "brief", full=True)
    assert_fits(answer)
    assert re.search(r"-# and \d+ more: /agreement list", text(answer))
    (sources,) = [each for each in labels(answer) if each.startswith("Sources (")]
    assert answer.response is not None
    pressed = await desk.member.click(answer.response, label=sources)
    assert f"-# {sources[len('Sources (') : -1]} sources" in text(pressed)
