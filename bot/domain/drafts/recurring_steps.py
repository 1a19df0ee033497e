"""Recurring steps: meetings, reviews and reports that come back every so often."""

import re
from dataclasses import dataclass

from bot.domain.dates.values import Period
from bot.domain.drafts.scene import Scene, Spot
from bot.domain.drafts.timex import period_of
from bot.domain.drafts.wordings.table import Role

_TASK = re.compile(
    r"\b(?:meet(?:s|ings?)?|review(?:s|ed|ing)?|report(?:s|ing)?|consult(?:s|ations?)?|conven\w+|"
    r"assess\w*|evaluat\w+|dialogues?|summits?|sessions?|hold|held|submit\w*|updat\w+|exchange|"
    r"inspect\w*|examin\w+|renew\w*|extend\w*|tagung\w*|treffen|vergader\w*|réuni\w+|reunir\w*|"
    r"reun\w+|riunir\w*|überprüf\w*|komen)\b"
    r"|見直し|見直す|レビュー|提供|提出|公表|会合|会議|協議|開催|報告|検討|点検|確認|検証|審査|更新|会议|會議|审议|審議|评估|評估|报告|報告",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:quota|rate|emissions?|imports?|exports?|growth|salary|wages?|income|budget|sales|"
    r"revenue|production|capacity|festival|award|magazine|newspaper|tariff)\b",
    re.IGNORECASE,
)

_RATE = re.compile(r"(?:an?|per|each) ", re.IGNORECASE)
_QUANTITY = re.compile(r"\d[\d.,]*(?: \w+){1,4} $|\b(?:million|billion|thousand)(?: \w+){1,4} $")
"""“100,000 barrels a day” is a rate and no task."""

_ONE_OF_THEM = re.compile(
    r"\b(?:first|second|third|fourth|fifth|next|last|\d{1,2}(?:st|nd|rd|th)) $", re.IGNORECASE
)
_EDGE_OF = re.compile(
    r"\b(?:beginning|end|start|opening|close|day|month|anniversary) of (?:the )?$", re.IGNORECASE
)
"""“Before the beginning of each year” bounds another period."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A step that comes back every `period`, counted from `anchor`."""

    period: Period
    anchor: str


def recurring_step(spot: Spot, scene: Scene) -> Recurring | None:
    """The recurrence that a spot sets for a meeting, a review, a report or the like."""
    period = period_of(spot.expression, scene.text)
    if period is None or spot.in_preamble or not scene.concerns(spot.sentence):
        return None
    words = spot.sentence.words
    if _RATE.match(spot.own) and _QUANTITY.search(spot.before[-45:]):
        return None
    if _ONE_OF_THEM.search(spot.before[-16:]) or _EDGE_OF.search(spot.before[-30:]):
        return None
    near = words[max(0, spot.start - 90) : spot.end + 60]
    if not _TASK.search(near) or _HABIT.search(words[spot.end : spot.end + 30]):
        return None
    speaks = scene.wording.duty.search(words) or scene.wording.aim.search(words)
    if not (speaks or scene.language == "ja") or (spot.link and spot.link.role is Role.PAST):
        return None
    return Recurring(period, "entry into force" if scene.genre.formal else "publication")
