"""Grades: how near a source stands to the agreement, by where the text was found."""

import re
from urllib.parse import urlsplit

from bot.domain.drafts.genres import Genre
from bot.domain.drafts.values import Grade

_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov|mil|int|gouv|gob|go|gc|govt|admin|parliament|europa|"
    r"europarl)(?:\.[a-z]{2,3})?$"
    r"|(?:^|\.)(?:whitehouse\.gov|state\.gov|mofa\.go\.jp|europa\.eu|un\.org|iaea\.org|asean\.org|"
    r"wto\.org|bund\.de|overheid\.nl|kremlin\.ru|mofcom\.gov\.cn|worldjpn\.net)$",
    re.IGNORECASE,
)
_AGGREGATORS = re.compile(
    r"(?:^|\.)(?:msn|yahoo|github|githubusercontent|menafn|finanznachrichten|newsbreak|"
    r"headtopics|allafrica|livedoor|medium|substack|wordpress|blogspot|reddit|mondaq|jdsupra)\.",
    re.IGNORECASE,
)


def grade_of(source_url: str | None, genre: Genre) -> Grade:
    """The grade of a text from `source_url`: the instrument on an official page is primary."""
    host = _host(source_url)
    if host and _OFFICIAL.search(host):
        return Grade.PRIMARY if genre.formal else Grade.OFFICIAL
    if host and _AGGREGATORS.search(host):
        return Grade.AGGREGATOR
    return Grade.MEDIA


def _host(source_url: str | None) -> str:
    try:
        return (urlsplit(source_url or "").hostname or "").lower()
    except ValueError:
        return ""
