"""Callings: the short name by which a team will speak of a new agreement."""

from collections.abc import Sequence

from bot.domain.drafts.values import DraftCommodity, DraftParty
from bot.domain.texts import MAX_NAME, shortened
from bot.messages import t

_MOST_NAMED = 3
"""Parties that a short name lists; of more, it is called by its title."""


def short_name_of(
    title: str, form: str, parties: Sequence[DraftParty], commodities: Sequence[DraftCommodity]
) -> str:
    """The title where it is short, else who agreed on what: “Chile-Peru Framework on lithium”.

    `form` is the draft's. At most `MAX_NAME` characters.
    """
    if len(title) <= MAX_NAME or not 2 <= len(parties) <= _MOST_NAMED:
        return shortened(title, MAX_NAME)
    named = "-".join(party.name for party in parties)
    whole = t("{parties} {form}", parties=named, form=form.replace("_", " ").title())
    if len(whole) > MAX_NAME:
        return shortened(title, MAX_NAME)
    subject = commodities[0].name if commodities else ""
    with_subject = t("{name} on {subject}", name=whole, subject=subject) if subject else whole
    return with_subject if len(with_subject) <= MAX_NAME else whole
