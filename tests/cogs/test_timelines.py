"""/timeline and /calendar, as people use them."""

from io import BytesIO
from typing import Any

import pytest
import simcord
from PIL import Image

from tests.cogs.reading import assert_fits, labels, sentence, text
from tests.conftest import Desk


async def ask(desk: Desk, command: str, **asked: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, command, **asked)


def shown(answer: simcord.InteractionResult) -> dict[str, Any]:
    """The picture's part of the message."""
    assert answer.response is not None

    def walk(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [part for each in parts for part in (each, *walk(each.get("components", [])))]

    (gallery,) = [each for each in walk(answer.response.components) if each["type"] == 12]
    (item,) = gallery["items"]
    return dict(item)


async def test_a_timeline_comes_as_a_picture_with_its_words(desk: Desk) -> None:
    answer = await ask(desk, "timeline", subject="US-Japan Framework")
    assert "Timeline: US-Japan Framework" in text(answer)
    words = shown(answer)["description"]
    assert words.startswith("Timeline of US-Japan Framework, 20 Jan 2026 – 20 Apr 2027.")
    assert "27–28 Apr 2026 Measures to finance selected projects (due)" in words
    assert len(words) <= 1024
    assert "Brief" in labels(answer)


async def test_the_picture_can_be_opened_and_is_small(desk: Desk) -> None:
    answer = await ask(desk, "timeline", theme="dark")
    assert answer.response is not None
    (attached,) = answer.response.attachments
    assert attached.filename == "timeline.png"
    png = await attached.read()
    assert len(png) < 300_000
    with Image.open(BytesIO(png)) as picture:
        assert picture.format == "PNG"
        assert picture.width == 1080


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("next 10 days", "from two weeks to ten years"),
        ("2026 to 2040", "from two weeks to ten years"),
        ("1 June 2026 to 1 May 2026", "give the earlier date first"),
        ("soonish", "as a time"),
    ],
)
async def test_a_time_that_cannot_be_drawn_is_one_sentence(
    desk: Desk, period: str, words: str
) -> None:
    assert words in sentence(await ask(desk, "timeline", period=period))


async def test_a_time_in_which_nothing_is_recorded_is_said_and_not_drawn(desk: Desk) -> None:
    answer = await ask(desk, "timeline", subject="US-Japan Framework", period="2031 to 2032")
    assert "Nothing is recorded for this time." in text(answer)


async def test_a_month_comes_as_a_picture_or_as_text(desk: Desk) -> None:
    drawn = await ask(desk, "calendar", month="April 2026", private=True)
    assert drawn.ephemeral
    assert "Calendar of Everything, 1–30 Apr 2026." in shown(drawn)["description"]
    written = await ask(desk, "calendar", month="April 2026", form="text")
    assert_fits(written)
    assert "**27–28 Apr 2026** · Measures to finance selected projects" in text(written)


async def test_a_calendar_shows_one_month_and_says_so(desk: Desk) -> None:
    refused = await ask(desk, "calendar", month="April 2026 to May 2026")
    assert "shows one month" in sentence(refused)


async def test_the_picture_of_an_unknown_subject_is_one_sentence(desk: Desk) -> None:
    assert "not on record" in sentence(await ask(desk, "timeline", subject="Atlantis"))
