"""Lengths, recurrences and times in Japanese, Chinese and Korean: “六か月”, “毎年”, “午後3時”."""

import re

from bot.domain.drafts.expressions.han_numerals import NUMBER, number_of, whole
from bot.domain.drafts.expressions.intervals import unit_of
from bot.domain.drafts.expressions.scene import Found, Rule, Scene, rule
from bot.domain.drafts.expressions.values import Kind

_MONTHS = r"(?:[かカヵヶケ箇个個]月間?|个月|個月|か月間?|月間|개월)"
_UNITS = (
    (re.compile(_MONTHS), "M"),
    (re.compile(r"年間?|周年|년간?|years?"), "Y"),
    (re.compile(r"週間?|周|星期|주"), "W"),
    (re.compile(r"(?:営業|工作|勤務|暦)?(?:日間?|天)|일"), "D"),
    (re.compile(r"時間|小时|小時|시간"), "TH"),
    (re.compile(r"分間?|分钟|分鐘"), "TM"),
    (re.compile(r"四半期"), "Q"),
    (re.compile(r"世紀|世纪"), "CE"),
)
_UNIT = (
    rf"(?:{_MONTHS}|年間|周年|年|週間|周|星期|営業日|工作日|日間|日|天"
    r"|時間|小时|小時|分間|分钟|四半期|世紀|년간|년|시간|일간|주간?|일(?= ?(?:이내|안에|내|후|전)))"
)


def _length(found: re.Match[str], scene: Scene) -> Found | None:
    unit = _letter(found["unit"])
    count = None if found["some"] else number_of(found["count"])
    if found["unit"] in ("年", "년") and count is not None and count >= 300:
        return None
    if found["unit"] == "日" and not re.match(
        r"以内|之内|内|後|后|前|程度|連続", scene.after(found.end(), 2)
    ):
        return None
    if found["unit"] in ("世紀", "分間") and found["unit"] == "世紀":
        return None
    if count is not None and found["half"]:
        count += 0.5
    number = "X" if count is None else f"{count:g}"
    clock = unit.startswith("T")
    return Found(Kind.DURATION, f"P{'T' if clock else ''}{number}{unit.removeprefix('T')}")


def _letter(unit: str) -> str:
    return next(letter for pattern, letter in _UNITS if pattern.match(unit))


def _half_year(found: re.Match[str], _: Scene) -> Found | None:
    return Found(Kind.DURATION, "P6M" if found[0][1:] != "日" else "PT12H")


def _each(found: re.Match[str], _: Scene) -> Found | None:
    unit = {"年": "Y", "月": "M", "週": "W", "周": "W", "日": "D", "天": "D", "期": "Q"}[
        found["unit"]
    ]
    return Found(Kind.SET, f"P1{unit}", quantity="EVERY")


def _part_again(found: re.Match[str], _: Scene) -> Found | None:
    """“四半期ごと”, “半年ごと”, “隔年”."""
    months = {"四": "P1Q", "半": "P6M", "隔": "P2Y"}[found[0].lstrip("毎各")[0]]
    return Found(Kind.SET, months, quantity="EVERY")


def _again(found: re.Match[str], _: Scene) -> Found | None:
    """“2年ごと”, “年1回”."""
    if found["count"]:
        return Found(
            Kind.SET, f"P{number_of(found['count']):g}{_letter(found['unit'])}", quantity="EVERY"
        )
    unit = {"年": "Y", "月": "M", "週": "W", "日": "D"}[found["short"]]
    return Found(Kind.SET, f"P1{unit}", frequency=f"{whole(found['times'])}X")


def _clock(found: re.Match[str], scene: Scene) -> Found | None:
    day = scene.day_told if unit_of(scene.reference) == "D" else scene.written_on
    on = day.isoformat() if day else "XXXX-XX-XX"
    if found["noon"]:
        return Found(Kind.TIME, f"{on}T12:00")
    hour = whole(found["hour"])
    if not found["hour"][0].isdigit() and not found["half"]:
        return None
    if not 0 <= hour <= 24:
        return None
    late = found["half"] in ("午後", "下午", "晚上", "오후")
    hour += 12 if late and hour < 12 else 0
    minute = 30 if found["thirty"] else whole(found["minute"]) if found["minute"] else 0
    return Found(Kind.TIME, f"{on}T{hour:02}:{minute:02}")


_FIRST: tuple[str, ...] = ()

RULES: tuple[Rule, ...] = (
    rule(
        _FIRST,
        rf"(?:(?P<some>数|數|几|幾)|(?P<count>{NUMBER})) ?(?P<unit>{_UNIT})(?P<half>半)?",
        _length,
    ),
    rule(_FIRST, r"半(?:年間?|日)", _half_year),
    rule(_FIRST, r"(?:毎|每)(?P<unit>[年月週周日天期])度?", _each),
    rule(
        _FIRST,
        r"(?:毎|各)?四半期(?:ごと|毎|に(?:一|1)[度回])|毎四半期|半[年期]に?(?:ごと|毎|(?:一|1)[度回])|隔年",
        _part_again,
    ),
    rule(
        _FIRST,
        rf"(?P<count>{NUMBER})(?P<unit>{_UNIT})(?:ごと|毎|おき|に(?:一|1)[度回])|(?P<short>[年月週日])"
        rf"(?P<times>[1-9一二三四])[回度]",
        _again,
    ),
    rule(
        _FIRST,
        r"(?P<noon>正午)|(?P<half>午前|午後|上午|下午|晚上|오전|오후)? ?"
        rf"(?P<hour>{NUMBER}) ?(?:時(?!間|点)|时(?!间)"
        rf"|点(?!\d)|시(?!간))"
        rf"(?:(?P<thirty>半)|(?P<minute>{NUMBER})分)?",
        _clock,
    ),
)
