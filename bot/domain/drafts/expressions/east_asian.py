"""Where Japanese, Chinese and Korean expressions may begin: their words are not set apart."""

import re
from collections.abc import Iterator

from bot.domain.drafts.expressions import (
    east_asian_dates,
    east_asian_lengths,
    korean_dates,
    short_years,
)

RULES = (
    *east_asian_dates.RULES,
    *short_years.RULES,
    *east_asian_lengths.RULES,
    *korean_dates.RULES,
)
_ANY = re.compile(r"[年月日時时点週周년월일시]|[今昨明][天日]|きょう|最近|近年|今後|目前|現在|将来")
_STARTS = re.compile(
    r"(?<!\d)(?<!\d[.,])\d|[〇零一二三四五六七八九十百千两兩]+|半[年日期]|四半期|[毎各]四半期|隔年|[数數几幾]|[毎每]"
    r"|[今昨明本先来去再同翌前現近最将年上下次正午当令平昭大明民第月火水木金土日后後오목어내올금작지]"
    r"|きょう|きのう|あす|あした|おととい|あさって|晚上|当|目前|將|未来|當|现在"
)


def spoken(plain: str) -> bool:
    """Whether a text holds any of the signs of these dates."""
    return _ANY.search(plain) is not None


def starts(plain: str) -> Iterator[int]:
    """The places at which an expression may begin."""
    for found in _STARTS.finditer(plain):
        yield found.start()
