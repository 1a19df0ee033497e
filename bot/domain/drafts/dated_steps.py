"""Dated steps: what is to happen by, on, from or until a date that the text names."""

import re
from datetime import date

from bot.domain.dates.values import Precision
from bot.domain.drafts.scene import DEAL, Scene, Spot
from bot.domain.drafts.timex import Day, day_of
from bot.domain.drafts.weekdays import WEEKDAY, weekday_after
from bot.domain.drafts.wordings.languages import IN_FULL
from bot.domain.drafts.wordings.table import Role

FIRM = frozenset({Role.BY, Role.UNTIL, Role.THROUGH, Role.BEFORE})

_CITED = re.compile(
    r"\b(?:dated|(?<!as )of|signed(?: \w+){0,3} on|done(?: at \w+)? on|adopted on|"
    r"concluded on|published on|"
    r"issued on|as amended on|entered into on|enacted on|approved on|made on|held on|"
    r"announced on|met on|began on|started on|launched on|established on|visited on|killed on|"
    r"on or about)(?: the)?\s*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|to be|is to|are to|expect\w*|scheduled|due|set (?:to|for)|plan\w*|intend\w*|"
    r"must|would|should|slated|effective|on or after|shall apply|takes? (?:effect|"
    r"place)|enters? into|comes? into|begins?|beginning|starts?|starting|"
    r"resumes?|expires?|ends?|meets?|is held|agreed? to|commit\w*|undertak\w+|aims?|target\w*|"
    r"deadline|goal|until|proposed|hopes?|could|extend\w*|(?-i:may))\b",
    re.IGNORECASE,
)
_CITED_ELSEWHERE = re.compile(
    r"(?:\bwet|besluit|verdrag|overeenkomst|nota|brief|staatsblad|gesetz\w*|vertrage?s?|abkommens?|"
    r"vereinbarung|verordnung|notenwechsels?|\bnote|\bloi|décret|accord|convention|traité|lettre|"
    r"\bley|decreto|convenio|acuerdo|tratado|legge|accordo|convenzione|\blei|acordo)\b[^.;]{0,40}"
    r"\b(?:van|vom|von|du|de|del|della|dello|do|da|di)(?: \w+)?\s*$",
    re.IGNORECASE,
)
_AN_END = re.compile(
    r"\b(?:end|close|fin|final|finales|ende|einde|eind|fine|fim)\b|jahresende|末|底", re.IGNORECASE
)
_WAS_TO = re.compile(
    r"\b(?:had been|had|was (?:due|to|supposed|set|originally|scheduled|meant)|"
    r"were (?:due|to|supposed|set|scheduled|meant))\b[^.;,]*$",
    re.IGNORECASE,
)
_WAS_TO_COME = re.compile(r"^[^。]{0,24}?(?:予定だった|はずだった|予定していた|としていた)")
_YEAR_AHEAD = re.compile(r"\b(?:in|during)\b[\w ]{0,24}$", re.IGNORECASE)
_AMOUNTS = re.compile(
    r"\b(?:levels?|baseline|compared (?:with|to)|relative to|below|above|since|base year|"
    r"founded|born|census|report|edition|budget|act|olympics?|world cup|elections?|prices)\b\W*$",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(
    r"^\W?(?:levels?|edition|act\b|report\b|budget\b|agreement\b|treaty\b|"
    r"convention\b|election\w*|war\b|"
    r"olympics?|world\b|ministerial|census|protocol\b|framework\b|constitution|"
    r"accord\b|declaration\b|"
    r"memorandum|law\b|summit\b|strategy|plan\b|attack\w*|invasion|itu\b|conference|season|prices|"
    r"dollars|pact\b|deal\b|ceasefire\b|-\d)",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:retires?|resigns?|steps? down|leaves? office|plays?|celebrates?|"
    r"elections?|polls?|votes?|"
    r"concert|film|born|marries|runs? for|stands? for)\b[^.;]*$",
    re.IGNORECASE,
)
_JAPANESE_AHEAD = re.compile(
    r"(?:する|される|れる|生じ|なる|行う|開く|始まる|続く|迎える|終える|始める|します|"
    r"されます|予定|方針|計画|義務|"
    r"失効|発効|期限|満了)"
)
_EVENT_YEAR = re.compile(r"^\W{0,2}(?:[A-Z][\w-]+ ){1,5}")
_CONNECTED = re.compile(
    r"^\W{0,3}(?:to|until|through|till|–|-|bis|tot|au|hasta|al|fino al|até|por|до|から|起至|"
    r"〜|～|至)"
    r"\W{0,3}$",
    re.IGNORECASE,
)
_BOTH = re.compile(r"^\W{0,3}(?:and|et|und|y|en|e)\W{0,3}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tussen|tra)\b[^.;]{0,12}$", re.IGNORECASE)
_LATER = re.compile(r"\b(?:no|not) earlier than\W*$", re.IGNORECASE)


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
    if _WAS_TO.search(before[-70:]) or _WAS_TO_COME.match(spot.after):
        return None
    if _CITED.search(before[-40:]) or _AMOUNTS.search(before[-40:]):
        return None
    if day.precision is Precision.YEAR and _AFTER_YEAR.match(spot.after):
        return None
    role = spot.link.role if spot.link else None
    if role is Role.PAST or spot.in_preamble:
        return None
    if role not in FIRM and _CITED_ELSEWHERE.search(before[-80:]):
        return None
    if role is Role.BEFORE and _AN_END.search(before[-24:] + spot.own):
        role = Role.BY  # before the end of a span is by its end
    if role in FIRM:
        return (role, day) if role and _speaks(spot, scene) else None
    if not _announced(spot, scene, day):
        return None
    return role or Role.ON, day


def _day(spot: Spot, scene: Scene) -> Day | None:
    day, written_on = _half(day_of(spot.expression), spot), scene.timeline.written_on
    if day is None or not WEEKDAY.search(spot.own):
        return _next_year(day, spot, scene) if day and written_on else day
    coming = weekday_after(spot.own, written_on)
    if coming is None or written_on is None or day.last > written_on:
        return day
    return Day(coming, coming, Precision.DAY) if _ahead(spot, scene) else day


def _half(day: Day | None, spot: Spot) -> Day | None:
    """The half of a year where the words name one."""
    if day is None or day.precision is not Precision.YEAR:
        return day
    around = spot.before[-16:] + spot.own + spot.after[:4]
    if re.search(r"first half|前半|上半|上期", around, re.I):
        return Day(day.on, day.on.replace(month=6, day=30), Precision.HALF)
    if re.search(r"second half|後半|下半|下期", around, re.I):
        return Day(day.on.replace(month=7), day.last, Precision.HALF)
    return day


def _next_year(day: Day, spot: Spot, scene: Scene) -> Day:
    """A day or month without a year that has passed is the next such where it is to come."""
    written_on = scene.timeline.written_on
    if written_on is None or day.last > written_on or re.search(r"\d{3}", spot.own):
        return day
    if day.precision not in {Precision.DAY, Precision.MONTH} or not _MONTH.search(spot.own):
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


_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|märz|mai|okt|dez|mrt|mei|enero|"
    r"abril|agosto|dici|janv|févr|avril|juin|juil|août|déc|genn|magg|giug|lugl|sett|ott)|\d月",
    re.IGNORECASE,
)


def _ahead(spot: Spot, scene: Scene) -> bool:
    """Whether the words around a weekday speak of what is to come."""
    if scene.language == "en":
        return _TO_COME.search(spot.before[-70:]) is not None and not re.search(
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
    words, wording = spot.sentence.words, scene.wording
    if not scene.concerns(spot.sentence) or _PRIVATE.search(spot.before[-50:]):
        return False
    role = spot.link.role if spot.link else None
    if role is Role.FROM and (
        day.precision in {Precision.DAY, Precision.MONTH} or scene.language not in IN_FULL
    ):
        return True
    near = words[max(0, spot.start - 110) : spot.end + 60]
    if scene.language == "en":
        if not _TO_COME.search(near):
            return False
    elif scene.language == "ja":
        clause = re.split("[。」]", spot.after[:80])[0]
        return _JAPANESE_AHEAD.search(clause) is not None or wording.aim.search(near) is not None
    elif not (wording.duty.search(near) or wording.aim.search(near)):
        return False
    if scene.genre.formal:
        year = day.precision is Precision.YEAR
        if year:
            return _YEAR_AHEAD.search(spot.before) is not None
        return spot.link is not None
    if day.precision is Precision.YEAR:
        return spot.link is not None and DEAL.search(words) is not None
    return True


def is_range_start(spot: Spot, following: Spot | None, scene: Scene) -> bool:
    """Whether a date only begins a span whose end follows: “from 1 May to 30 June”."""
    if following is None:
        return False
    gap = scene.text[spot.expression.end : following.expression.start]
    connected = _CONNECTED.match(gap) or (_BOTH.match(gap) and _BETWEEN.search(spot.before))
    return bool(connected) and day_of(following.expression) is not None
