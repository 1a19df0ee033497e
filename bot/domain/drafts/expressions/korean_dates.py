"""Korean dates of their own form: “내년 3월”, “올해 말”, “2026년 상반기”, “2026년 1분기”."""

import re

from bot.domain.drafts.expressions.east_asian_dates import nearest_day
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind

_STEPS = {"올해": 0, "금년": 0, "내년": 1, "작년": -1, "지난해": -1}


def _relative(found: re.Match[str], scene: Scene) -> Found | None:
    if scene.base is None:
        return None
    year = scene.base.year + _STEPS[found["which"]]
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    if month > 12 or day > 31:
        return None
    value = f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    return Found(Kind.DATE, value, "END" if found["end"] else "")


def _day_alone(found: re.Match[str], scene: Scene) -> Found | None:
    """“14일”: the nearest such day."""
    on = nearest_day(int(found["day"]), scene.day_told or scene.base)
    return Found(Kind.DATE, on.isoformat()) if on else None


def _part(found: re.Match[str], _: Scene) -> Found:
    half = {"상": "H1", "하": "H2"}.get(found["half"] or "")
    return Found(Kind.DATE, f"{found['year']}-{half or 'Q' + found['quarter']}")


_FIRST: tuple[str, ...] = ()
RULES: tuple[Rule, ...] = (
    rule(
        _FIRST,
        r"(?<![\d월.,] )(?<![\d월.,])(?P<day>[0-3]?\d)일(?=[ ,(]|에|까지|부터|자|"
        r"\.)(?! ?(?:이내|안에|내에|간|동안|후|뒤|전|째|만))",
        _day_alone,
    ),
    rule(
        _FIRST,
        rf"(?P<which>{'|'.join(_STEPS)})(?: ?(?P<month>\d{{1,2}})월(?: ?(?P<day>\d{{1,2}})일)?)?"
        r"(?P<end> ?말)?",
        _relative,
    ),
    rule(
        _FIRST,
        r"(?P<year>20\d\d)년 ?(?:(?P<quarter>[1-4])분기|(?P<half>[상하])반기)",
        _part,
    ),
)
