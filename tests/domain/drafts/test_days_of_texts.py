"""The day of a text: what it says itself wins over its page, and nothing is lost without any."""

from datetime import date

import pytest

from bot.domain.drafts.reader import read
from bot.domain.drafts.told import Told, read_told

NEWS = """Norway and Iceland divide the herring

OSLO, 17 April 2026 - Norway and Iceland signed an agreement in Oslo on 14 April 2026.

Norway shall publish the shares of each fleet within three months of signature. Iceland shall report
its landings by 31 March 2027.
"""
PARAGRAPH = (
    "Norway and Iceland signed an agreement on herring in Oslo on 14 April 2026. Iceland shall "
    "report its landings by 31 March 2027."
)
JAPANESE = (
    "日豪、重要鉱物の枠組みに署名\n\n日本とオーストラリアは、令和8年4月1日、東京において"
    "重要鉱物に関する枠組みに署名した。オーストラリアは、令和九年三月三十一日までに報告書を"
    "提出しなければならない。"
)


@pytest.mark.parametrize("text", [PARAGRAPH, JAPANESE])
def test_a_date_is_found_in_a_text_of_which_no_day_is_known(text: str) -> None:
    draft = read(text)
    assert [each.due_on for each in draft.milestones] == [date(2027, 3, 31)]


@pytest.mark.parametrize("page", [date(2026, 4, 10), date(2025, 12, 31), date(2026, 4, 17), None])
def test_a_text_wins_over_a_page_that_seems_older(page: date | None) -> None:
    draft = read(NEWS, published_on=page)
    assert draft.signed_on == date(2026, 4, 14)
    assert {each.due_on for each in draft.milestones} == {date(2026, 7, 14), date(2027, 3, 31)}


@pytest.mark.parametrize(
    ("page", "doubtful"),
    [
        (date(2026, 4, 14), False),
        (date(2026, 4, 17), False),
        (date(2026, 4, 10), True),
        (date(2026, 9, 1), True),
    ],
)
def test_news_of_a_signing_some_days_ago_is_no_cause_for_doubt(page: date, doubtful: bool) -> None:
    assert any("The page is dated" in each for each in read(NEWS, published_on=page).doubts) == (
        doubtful
    )


@pytest.mark.parametrize("text", [NEWS, PARAGRAPH])
def test_an_old_text_is_read_in_a_new_message(text: str) -> None:
    message = "https://discord.com/channels/1/2/3"
    draft, _ = read_told(Told(text, url=message, published_on=date(2029, 12, 31)), "UTC")
    assert draft.signed_on == date(2026, 4, 14)
    assert date(2027, 3, 31) in {each.due_on for each in draft.milestones}
