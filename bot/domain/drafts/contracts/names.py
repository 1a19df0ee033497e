"""The title and the parties of an agreement text, from its opening."""

import re

from bot.domain.drafts.actors import actors
from bot.domain.drafts.contracts.companies import companies_of
from bot.domain.drafts.forms import OTHER, form_of
from bot.domain.drafts.languages import language_of
from bot.domain.drafts.parties import parties_of
from bot.domain.drafts.sentences import sentences
from bot.domain.drafts.titles import title_of

_OPENING = 6_000
"""How many signs of a text name it and its parties."""
_HEAD = 1_500
_COMPANIES = re.compile(
    r"\b(?:inc|llc|l\.l\.c|ltd|limited|corp|corporation|company|gmbh|plc|s\.a|n\.v|b\.v|l\.p|"
    r"landlord|tenant|seller|buyer|licen[cs]or|licensee|supplier|employer|lender|borrower)\b",
    re.IGNORECASE,
)


def named(text: str) -> tuple[str | None, list[str]]:
    """The title, where a line of the text is one, and the parties by code or name."""
    head = text[:_OPENING]
    pieces = sentences(head)
    title = title_of(head, pieces)
    form = form_of(title.words if title else "", head[:_HEAD])
    found = parties_of(head, title, form, pieces, actors(head, language_of(head)))
    is_title = title is not None and form_of(title.words, "") is not OTHER
    whole = title is not None and len(title.words) >= len(text.strip())
    words = title.words if title is not None and is_title and not whole else None
    names = [party.code or party.name for party in found]
    companies = companies_of(text[:_OPENING])
    if len(companies) > 1 and len(found) < len(companies) and _COMPANIES.search(head):
        names = companies
    return words, names
