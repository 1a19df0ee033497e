"""What has no day or hour of its own: what is dated nearest to it, and that no hour is recorded."""

import re

from bot.domain.asking.answers import Line
from bot.domain.asking.kinds import Kind
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Part, Passage
from bot.messages import t


def dated_hits(found: Found) -> list[Passage]:
    """What is dated and has the words of the question; else what else has them."""
    hits = found.best(Part.MILESTONE, Part.EVENT)
    if hits or found.question.kind not in (Kind.WHEN, Kind.COUNTDOWN):
        return hits
    told_of = found.best(Part.SUMMARY, Part.CLAIM, Part.QUESTION)
    if any(
        _DAY.search(each.text or (each.claim.statement if each.claim else "")) for each in told_of
    ):
        return told_of
    # No day there: what is dated of the agreements that speak of it comes first.
    ids = {each.agreement.id for each in told_of or found.best(Part.SCOPE)}
    if len(ids) != 1:
        return told_of
    near = found.best(Part.MILESTONE, share=0.3, fits=lambda each: each.agreement.id in ids)
    events = [
        each.passage
        for each in found.ranked
        if each.passage.part is Part.EVENT and each.passage.agreement.id in ids
    ]
    if not near and _TARGET.search(found.question.text):
        near = found.best(
            Part.MILESTONE, share=0.0, most=2, fits=lambda each: each.agreement.id in ids
        )
    return [*(near or events[:2]), *told_of[:2]]


def no_hour(found: Found) -> list[Line]:
    """That no hour is recorded, where one is asked for."""
    asked = re.search(r"\b(?:what|which|at what) (?:time|hour)\b(?! zone)", found.question.text)
    return [Line(t("No hour is recorded, only the day."))] if asked else []


_DAY = re.compile(
    r"\b20\d\d\b|\b\d+ (?:days|weeks|months|years)\b|\bevery (?:quarter|month|year)\b"
)
_TARGET = re.compile(r"\b(?:by when|deadline|due|meant|supposed|planned|target|scheduled)\b")
