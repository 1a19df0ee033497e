"""The vocabulary of a record: the words that are no slips there."""

from collections.abc import Iterable

from bot.domain.asking.passages import Entry
from bot.domain.asking.shorthand import names_in
from bot.domain.asking.words import tokens


def vocabulary(entries: Iterable[Entry]) -> frozenset[str]:
    """Every word that stands in what is known, and every name of several, in small letters."""
    texts = [
        text
        for entry in entries
        for text in (
            entry.agreement.title,
            entry.agreement.short_name,
            *entry.agreement.aliases,
            *entry.agreement.commodities,
            *entry.agreement.topics,
            *(party.name for party in entry.agreement.parties),
            entry.agreement.summary,
            *(each.what for each in entry.milestones),
            *(event.note or "" for event in entry.agreement.events),
            *(event.place or "" for event in entry.agreement.events),
            *(
                f"{claim.point} {claim.statement} {claim.claimed_by}"
                for claim in entry.agreement.claims
            ),
            *entry.agreement.questions,
            *(f"{source.title} {source.publisher}" for source in entry.agreement.sources),
            *(obligor for each in entry.milestones for obligor in each.obligors),
        )
    ]
    words = frozenset(word for text in texts for word in tokens(text))
    return words.union(*map(names_in, texts))
