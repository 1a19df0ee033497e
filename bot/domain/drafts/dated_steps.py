"""Dated steps: what is to happen by, on, from or until a date that the text names."""

import re
from datetime import date

from bot.domain.dates.values import Precision
from bot.domain.drafts.scene import DEAL, Scene, Spot
from bot.domain.drafts.timex import Day, day_of
from bot.domain.drafts.weekdays import WEEKDAY, weekday_after
from bot.domain.drafts.wordings.dates_around import (
    AFTER_YEAR,
    AMOUNTS,
    AN_END,
    BETWEEN,
    BOTH,
    CHAMBER,
    CITED,
    CITED_ELSEWHERE,
    CONNECTED,
    JAPANESE_AHEAD,
    MONTH,
    PRIVATE,
    PROMISED,
    SAME,
    TO_COME,
    TOLD,
    WAS_TO,
    WAS_TO_COME,
    YEAR_AHEAD,
)
from bot.domain.drafts.wordings.languages import IN_FULL
from bot.domain.drafts.wordings.table import Role

_THIS = re.compile(r"(?:earlier )?this ", re.IGNORECASE)
FIRM = frozenset({Role.BY, Role.UNTIL, Role.THROUGH, Role.BEFORE})


def dated_step(spot: Spot, scene: Scene) -> tuple[Role, Day] | None:  # noqa: PLR0911 - a rule a line, in their order
    """The date that a spot sets for the future and how it bounds it; None if it sets none.

    A date is a step where a word bounds it (by, until, from ...), where it lies after the day of
    the text, and where the sentence speaks of what is to come; not where it dates another text,
    an event that was, or a level to compare with.
    """
    day = _day(spot, scene)
    if day is None or not _after(day, spot, scene):
        return None
    before = spot.before
    if WAS_TO.search(before[-70:]) or WAS_TO_COME.match(spot.after):
        return None
    if _cited(spot) or SAME.match(spot.own) or AMOUNTS.search(before[-40:]):
        return None
    if day.precision is Precision.YEAR and AFTER_YEAR.match(spot.after):
        return None
    role = spot.link.role if spot.link else None
    if role is Role.PAST or spot.in_preamble:
        return None
    if role not in FIRM and CITED_ELSEWHERE.search(before[-80:]):
        return None
    if role is Role.BEFORE and AN_END.search(before[-24:] + spot.own):
        role = Role.BY  # before the end of a span is by its end
    if role in FIRM:
        return (role, day) if role and _speaks(spot, scene) else None
    if not _announced(spot, scene, day):
        return None
    return role or Role.ON, day


def _cited(spot: Spot) -> bool:
    """Whether a date belongs to a text or an event that is only named: “signed on 1 May”."""
    found = CITED.search(spot.before[-40:])
    if found is None:
        return False
    start = spot.start - len(spot.before[-40:]) + found.start()
    return spot.link is None or start < spot.link.start


def _day(spot: Spot, scene: Scene) -> Day | None:
    day, written_on = _half(day_of(spot.expression), spot), scene.timeline.written_on
    if day is None or not WEEKDAY.search(spot.own):
        return _next_year(day, spot, scene) if day and written_on else day
    coming = weekday_after(spot.own, written_on)
    if coming is None or written_on is None or day.last > written_on:
        return day
    firm = spot.link is not None and spot.link.role in FIRM
    return Day(coming, coming, Precision.DAY) if firm or _ahead(spot, scene) else day


def _half(day: Day | None, spot: Spot) -> Day | None:
    """The half of a year where the words name one."""
    if day is None or day.precision is not Precision.YEAR:
        return day
    if "年度" in spot.own + spot.after[:1]:
        return _fiscal(day, spot)
    around = spot.before[-16:] + spot.own + spot.after[:4]
    if re.search(r"first half|前半|上半|上期", around, re.I):
        return Day(day.on, day.on.replace(month=6, day=30), Precision.HALF)
    if re.search(r"second half|後半|下半|下期", around, re.I):
        return Day(day.on.replace(month=7), day.last, Precision.HALF)
    return day


def _fiscal(day: Day, spot: Spot) -> Day:
    """The first month of a Japanese fiscal year from which something holds, else its last."""
    if spot.link is not None and spot.link.role is Role.FROM:
        return Day(day.on.replace(month=4), day.on.replace(month=4, day=30), Precision.MONTH)
    last = day.on.replace(year=day.on.year + 1, month=3)
    return Day(last, last.replace(day=31), Precision.MONTH)


def _next_year(day: Day, spot: Spot, scene: Scene) -> Day:
    """A day or month without a year that has passed is the next such where it is to come."""
    written_on = scene.timeline.written_on
    if written_on is None or day.last > written_on or re.search(r"\d{3}", spot.own):
        return day
    if day.precision not in {Precision.DAY, Precision.MONTH} or not MONTH.search(spot.own):
        return day
    firm = spot.link is not None and spot.link.role in FIRM
    if not _ahead(spot, scene) and not (firm and (written_on - day.last).days < 366):
        return day
    for year in (written_on.year, written_on.year + 1):
        try:
            last = day.last.replace(year=year)
            on = day.on.replace(year=year)
        except ValueError:
            continue
        if last > written_on:
            return Day(on, last, day.precision)
    return day


def _ahead(spot: Spot, scene: Scene) -> bool:
    """Whether the words around a weekday speak of what is to come."""
    if scene.language == "en":
        return TO_COME.search(spot.before[-70:]) is not None and not re.search(
            r"\b(?:was|were|had|said|told|announced|signed|(?<!be )held|met)\b[^,;]*$",
            spot.before[-70:],
            re.I,
        )
    return (
        scene.wording.aim.search(spot.after[:30]) is not None
        or re.match(r"(?:にも?)?(?:予定|署名され|署名する|開|行わ|始)", spot.after) is not None
    )


def _after(day: Day, spot: Spot, scene: Scene) -> bool:
    """Whether the date lies after the day of the text."""
    written_on = scene.timeline.written_on
    if written_on is None:
        # With no day to compare with, only what can lie ahead of nothing else is taken.
        bound = spot.link is not None and spot.link.role in FIRM - {Role.BEFORE}
        firm = bound or (scene.language in IN_FULL and spot.link is not None)
        return scene.genre.formal and firm and day.precision is not Precision.YEAR
    role = spot.link.role if spot.link else None
    if role is Role.FROM or day.precision is Precision.DAY:
        first = day.on if role is Role.FROM and day.precision is not Precision.DAY else day.last
        return first > written_on
    return day.last > written_on and _no_earlier(day, written_on)


def _no_earlier(day: Day, written_on: date) -> bool:
    """A month or year that has begun still counts, since its end is what is meant."""
    return day.last > written_on


def _speaks(spot: Spot, scene: Scene) -> bool:
    """Whether the sentence of a firm bound concerns the agreement."""
    if scene.genre.formal:
        return True
    return scene.concerns(spot.sentence)


def _announced(spot: Spot, scene: Scene, day: Day) -> bool:  # noqa: PLR0911 - a rule a line, in their order
    """Whether a date without a firm bound is announced as a step of the agreement."""
    ratifies = CHAMBER.search(spot.before[-70:]) and "election" not in spot.before[-50:]
    private = PRIVATE.search(spot.before[-50:]) and not ratifies
    if not scene.concerns(spot.sentence) or private:
        return False
    if TOLD.search(spot.before[-60:] + ("on" if _THIS.match(spot.own) else "")):
        return False
    role = spot.link.role if spot.link else None
    if role is Role.FROM and (
        day.precision in {Precision.DAY, Precision.MONTH} or scene.language not in IN_FULL
    ):
        return True
    if not _to_come(spot, scene):
        return False
    if scene.language == "ja":
        return True
    if scene.genre.formal:
        year = day.precision is Precision.YEAR
        if year:
            return YEAR_AHEAD.search(spot.before) is not None
        return spot.link is not None
    if day.precision is Precision.YEAR:
        promised = scene.genre.own and PROMISED.search(spot.before)
        return spot.link is not None and bool(promised or DEAL.search(spot.sentence.words))
    return True


def _to_come(spot: Spot, scene: Scene) -> bool:
    """Whether the words around a date speak of what is to come."""
    near = spot.sentence.words[max(0, spot.start - 110) : spot.end + 60]
    if scene.language == "en":
        return TO_COME.search(near) is not None
    aimed = scene.wording.aim.search(near) is not None
    if scene.language == "ja":
        return aimed or JAPANESE_AHEAD.search(re.split("[。」]", spot.after[:80])[0]) is not None
    return aimed or scene.wording.duty.search(near) is not None


def is_range_start(spot: Spot, following: Spot | None, scene: Scene) -> bool:
    """Whether a date only begins a span whose end follows: “from 1 May to 30 June”."""
    if following is None:
        return False
    gap = scene.text[spot.expression.end : following.expression.start]
    connected = CONNECTED.match(gap) or (BOTH.match(gap) and BETWEEN.search(spot.before))
    return bool(connected) and day_of(following.expression) is not None
