"""Amounts: what sources say otherwise of a sum or a quantity that a milestone names."""

import re

from bot.domain.asking import sayings
from bot.domain.asking.answers import Line
from bot.domain.asking.passages import Passage

_AMOUNT = re.compile(r"\b(\d[\d.,]*|one|two|three|four|five) (billion|million|trillion|tonnes)\b")


def otherwise(passage: Passage) -> list[Line]:
    """The claims on an amount that a milestone names, where sources differ on it."""
    claims = passage.agreement.claims
    amounts = _amounts(passage.milestone.what) if passage.milestone else frozenset()
    points = {each.point for each in claims if amounts & _amounts(each.statement)}
    return sayings.claim_lines(passage.agreement, [each for each in claims if each.point in points])


def _amounts(text: str) -> frozenset[str]:
    """The amounts in a text, each with its number and its unit: “12 million”."""
    return frozenset(" ".join(each) for each in _AMOUNT.findall(text.casefold()))
