"""Years of two digits and decades in Japanese and Chinese: “30年度までに”, “2030年代”."""

import re

from bot.domain.drafts.expressions.east_asian_dates import PART, PARTS, dated
from bot.domain.drafts.expressions.han_numerals import YEAR, whole
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind

_NOT_A_YEAR = re.compile(r"[約第計数]$|今後$|過去$|期間[はを]?$|令和|平成|昭和|創業$|築$")
_YEAR_GOES_ON = (
    r"(?=(?:度|末|春|夏|秋|冬|初め|半ば|後半|前半|ごろ|頃)?(?:までに|まで|から|以降|には?(?!及|わた|一度|1[度回]|渡)"
    r"|中に|にも|比))"
)
_FIRST: tuple[str, ...] = ()


def _short_year(found: re.Match[str], scene: Scene) -> Found | None:
    """“30年度までに”: a year of this century as Japanese news writes it, not far from its own."""
    if scene.base is None or _NOT_A_YEAR.search(scene.before(found.start(), 6)):
        return None
    year = scene.base.year - scene.base.year % 100 + int(found["short"])
    return dated(year, found) if -16 < year - scene.base.year < 36 else None


def _decade(found: re.Match[str], scene: Scene) -> Found | None:
    digits = str(whole(found["year"]))
    return Found(Kind.DATE, digits[:3], PARTS.get(found["part"] or "", ""))


RULES: tuple[Rule, ...] = (
    rule(
        _FIRST,
        rf"(?P<short>(?<!\d)\d\d)年(?:{_YEAR_GOES_ON}|(?=\d{{1,2}}月))(?P<fiscal>度)?"
        rf"(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?)?(?:(?P<season>[春夏秋冬])[天季]?)?{PART}",
        _short_year,
    ),
    rule(_FIRST, rf"(?P<year>{YEAR})年代{PART}", _decade),
)
