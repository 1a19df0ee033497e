"""Dates in Japanese, Chinese and Korean: “令和7年10月28日”, “2025年底”, “来月”, “28日”."""

import re
from calendar import monthrange
from datetime import date

from bot.domain.drafts.expressions.calendar_dates import nearest_year
from bot.domain.drafts.expressions.han_numerals import ERA, NUMBER, YEAR, era_year, whole
from bot.domain.drafts.expressions.intervals import moved, span_at
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import FUTURE, PAST, PRESENT, Kind

PARTS = {
    **dict.fromkeys(("初め", "初", "初頭", "上旬", "初旬", "前半", "はじめ", "年初"), "START"),
    **dict.fromkeys(("半ば", "中旬", "中頃", "中ごろ", "中期"), "MID"),
    **dict.fromkeys(("末", "底", "下旬", "後半", "终", "終わり", "末まで"), "END"),
}
PART = r"(?P<part>初め|初頭|初旬|初|上旬|前半|はじめ|半ば|中旬|中頃|中ごろ|末|底|下旬|後半)?"
_SEASONS = {"春": "SP", "夏": "SU", "秋": "FA", "冬": "WI"}
_STEPS = {
    **dict.fromkeys(("今", "本", "当", "這", "这"), 0),
    **dict.fromkeys(("昨", "去", "先", "上", "前"), -1),
    **dict.fromkeys(("来", "來", "明", "翌", "次", "下"), 1),
    **dict.fromkeys(("一昨", "おとと"), -2),
    **dict.fromkeys(("再来", "后", "後"), 2),
    "同": 0,
}
_DAYS = {
    **dict.fromkeys(("本日", "今日", "きょう", "今天", "今日", "当日", "오늘"), 0),
    **dict.fromkeys(("昨日", "きのう", "昨天", "어제"), -1),
    **dict.fromkeys(("明日", "あす", "あした", "明天", "내일"), 1),
    **dict.fromkeys(("一昨日", "おととい", "前天"), -2),
    **dict.fromkeys(("明後日", "あさって", "后天", "後天"), 2),
}
_TO_COME = re.compile(r"[^。]{0,18}?(?:する|される|予定|見通し|見込|へ|までに|に向け)")
_DONE = re.compile(r"[^。]{0,18}?(?:した|された|だった|っていた)")
_YEAR_START = 4
_SAME = re.compile(r"\d{4}-\d\d")


def _absolute(found: re.Match[str], scene: Scene) -> Found | None:
    year = era_year(found) if found["era"] else whole(found["year"])
    return dated(year, found)


def dated(year: int, found: re.Match[str]) -> Found | None:
    """The part of `year` that the groups `month`, `day`, `season` and `part` name."""
    mod = PARTS.get(found["part"] or "", "")
    if not found["month"]:
        if found["season"]:
            return Found(Kind.DATE, f"{year}-{_SEASONS[found['season']]}")
        if found["fiscal"] and mod == "END":
            return Found(Kind.DATE, f"{year + 1}-{_YEAR_START - 1:02}", mod)
        return Found(Kind.DATE, f"{year}", mod)
    month = whole(found["month"])
    if not 1 <= month <= 12:
        return None
    if not found["day"]:
        return Found(Kind.DATE, f"{year}-{month:02}", mod)
    day = whole(found["day"])
    return Found(Kind.DATE, f"{year}-{month:02}-{day:02}") if _real(year, month, day) else None


def _real(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _yearless(found: re.Match[str], scene: Scene) -> Found | None:
    month = whole(found["month"])
    day = whole(found["day"]) if found["day"] else 0
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    mod = PARTS.get(found["part"] or "", "")
    year = _year_of_month(scene, found.start(), month, day)
    if year is None:
        return Found(Kind.DATE, f"XXXX-{month:02}" + (f"-{day:02}" if day else ""), mod)
    if day and not _real(year, month, day):
        return None
    return Found(Kind.DATE, f"{year}-{month:02}" + (f"-{day:02}" if day else ""), mod)


def _year_of_month(scene: Scene, place: int, month: int, day: int) -> int | None:
    """The year told last in the same breath, else the nearest."""
    if scene.previous and place - scene.previous_end <= 4 and _SAME.match(scene.previous.value):
        return int(scene.previous.value[:4])
    return nearest_year(scene, place, month, day or None)


def _day_alone(found: re.Match[str], scene: Scene) -> Found | None:
    """“28日”: of the month told last in the text, else the nearest such day."""
    day = whole(found["day"])
    base = scene.day_told if scene.previous_end >= found.start() - 40 else None
    on = nearest_day(day, base or scene.base)
    return Found(Kind.DATE, on.isoformat()) if on else None


def nearest_day(day: int, near: date | None) -> date | None:
    """The day of that number, of this month or a neighbouring one, which lies nearest."""
    if near is None or not 1 <= day <= 31:
        return None
    candidates = []
    for step in (-1, 0, 1):
        there = moved(near.replace(day=1), step, "M")
        if there and _real(there.year, there.month, day):
            candidates.append(date(there.year, there.month, day))
    if not candidates:
        return None
    return min(candidates, key=lambda one: abs((one - near).days))


def _relative(found: re.Match[str], scene: Scene) -> Found | None:
    which, unit = found["which"], {"年": "Y", "月": "M", "週": "W", "周": "W"}[found["unit"]]
    told = which in ("同", "翌", "前", "当")
    base = scene.told_on if told else scene.base
    if base is None:
        return None
    there = moved(base, _STEPS[which], unit)
    if there is None:
        return None
    if unit == "M" and found["within"]:
        day = whole(found["within"])
        real = _real(there.year, there.month, day)
        return Found(Kind.DATE, f"{span_at(there, 'M')}-{day:02}") if real else None
    if unit == "Y" and (found["fiscal"] or found["month"] or found["season"]):
        return _in_relative_year(found, base, there)
    return Found(Kind.DATE, span_at(there, unit), PARTS.get(found["part"] or "", ""))


def _in_relative_year(found: re.Match[str], base: date, there: date) -> Found | None:
    """“来年3月”, “今年度末”: the fiscal year of January to March began the year before."""
    year = there.year - (1 if found["fiscal"] and base.month < _YEAR_START else 0)
    return dated(year, found)


def _day_word(found: re.Match[str], scene: Scene) -> Found | None:
    base = scene.written_on or scene.base
    there = moved(base, _DAYS[found[0]], "D") if base else None
    return Found(Kind.DATE, there.isoformat()) if there else None


def _told_day(found: re.Match[str], scene: Scene) -> Found | None:
    base = scene.day_told or scene.base
    step = {"同": 0, "翌": 1, "前": -1}[found["which"]]
    there = moved(base, step, "D") if base else None
    return Found(Kind.DATE, there.isoformat()) if there else None


def _end_of_year(found: re.Match[str], scene: Scene) -> Found | None:
    """“年度末”, “年末”, “月末”, “年内”."""
    base = scene.base
    if base is None:
        return None
    words = found[0]
    if words.startswith("年度"):
        end = base.year + (1 if base.month >= _YEAR_START else 0)
        return Found(Kind.DATE, f"{end}-{_YEAR_START - 1:02}", "END")
    if words.startswith("月"):
        return Found(Kind.DATE, span_at(base, "M"), "END")
    return Found(Kind.DATE, f"{base.year}", "" if words.endswith("内") else "END")


def _quarter(found: re.Match[str], scene: Scene) -> Found | None:
    year = whole(found["year"]) if found["year"] else scene.base.year if scene.base else None
    if year and found["which"]:
        year += _STEPS[found["which"]]
    if found["half"]:
        name = "H1" if found["half"] == "上" else "H2"
    else:
        name = f"Q{whole(found['number'])}"
    return Found(Kind.DATE, f"{year or 'XXXX'}-{name}")


def _weekday(found: re.Match[str], scene: Scene) -> Found | None:
    if scene.previous_end == found.start():
        return None
    day = "月火水木金土日".index(found["day"])
    base = scene.base
    if base is None:
        return Found(Kind.DATE, f"XXXX-WXX-{day + 1}")
    after = scene.after(found.end())
    ahead = _TO_COME.match(after) is not None and not _DONE.match(after)
    step = (day - base.weekday()) % 7 if ahead else -((base.weekday() - day) % 7)
    there = moved(base, step, "D")
    return Found(Kind.DATE, there.isoformat()) if there else None


def _reference(found: re.Match[str], scene: Scene) -> Found | None:
    words = found[0]
    if words in ("現在", "目前", "现在", "當前", "当前", "現時点"):
        return Found(Kind.DATE, PRESENT)
    return Found(Kind.DATE, PAST if words in ("最近", "近年", "先ごろ", "先頃", "近日") else FUTURE)


_FIRST: tuple[str, ...] = ()

RULES: tuple[Rule, ...] = (
    rule(
        _FIRST,
        rf"(?:{ERA}|(?P<year>{YEAR})) ?[年년]"
        r"(?: ?\((?:令和|平成|昭和)(?:\d{1,2}|元)年\) ?)?(?!代|間|间)"
        rf"(?P<fiscal>度)?(?: ?(?P<month>{NUMBER}) ?[月월]"
        rf"(?: ?(?P<day>{NUMBER}) ?[日号號일](?!間|间))?)?"
        rf"(?:(?P<season>[春夏秋冬])[天季]?)?{PART}",
        _absolute,
    ),
    rule(
        _FIRST,
        rf"(?P<month>{NUMBER}) ?[月월](?!間|间|曜)"
        rf"(?: ?(?P<day>{NUMBER}) ?[日号號일](?!間|间))?{PART}",
        _yearless,
    ),
    rule(
        _FIRST,
        r"(?<![\d月.,])(?P<day>[0-3]?\d)日(?!間|间|以内|之内|内|後|后|前|目|程度|分|連続|ぶり|に1|本|米|曜)",
        _day_alone,
    ),
    rule(
        _FIRST,
        rf"(?P<which>再来|一昨|今|本|昨|去|来|明|翌|先|上|下|次|同|前|当)(?:个|個)?(?P<unit>[年月週周])(?![間间齢号報式])"
        rf"(?P<fiscal>度)?"
        rf"(?:(?P<within>{NUMBER})[日号](?!間|间)|(?P<month>{NUMBER})月(?:(?P<day>{NUMBER})[日号])?)?"
        rf"(?:(?P<season>[春夏秋冬])[天季]?)?{PART}",
        _relative,
    ),
    rule(_FIRST, "(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + ")", _day_word),
    rule(_FIRST, r"(?P<which>同|翌|前)日", _told_day),
    rule(_FIRST, r"年度末|年末|年底|年内|年度内|月末|月底", _end_of_year),
    rule(
        _FIRST,
        rf"(?:(?:(?P<year>{YEAR})|(?P<which>[今本去来來明昨]))年度?(?:の)?)?(?:第(?P<number>[1-4一二三四])(?:四?[半季][期度]|季(?!节|節))|(?P<half>[上下])半[期年])",
        _quarter,
    ),
    rule(_FIRST, r"(?P<day>[月火水木金土日])曜日?", _weekday),
    rule(
        _FIRST,
        r"現在|現時点|目前|现在|當前|当前|最近|近年|先ごろ|先頃|将来|今後|未来|將來|将來",
        _reference,
    ),
)
