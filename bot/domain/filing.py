"""Filing: under which names and words each thing on record is found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import permutations

from bot.domain.agreements import Party
from bot.domain.countries import SIGNS
from bot.domain.names import folded
from bot.domain.search import SCOPES, Kind, filed
from bot.messages import t


@dataclass(frozen=True, slots=True)
class Filed:
    """What is found by `names`, the first of which is shown, and under which `words`.

    A word has the sign of its scope before it. `others` are names that follow from the record
    rather than stand in it; `shared` are words that an agreement's milestones are found by, too.
    """

    names: tuple[str, ...]
    words: frozenset[str]
    others: tuple[str, ...] = ()
    shared: str = ""


def _scoped(kind: Kind, named: set[str], more: set[str]) -> frozenset[str]:
    own, other = SCOPES[kind]
    return frozenset(own + word for word in named) | {other + word for word in more - named}


def agreement(
    names: Sequence[str],
    parties: Sequence[Party],
    places: Iterable[str],
    *,
    labels: Iterable[str],
    texts: Iterable[str],
) -> Filed:
    """An agreement by its short name, title and aliases, whose it is and where it was signed."""
    others = (*_pairs(parties), *(t("{place} deal", place=each) for each in places))
    named = filed((*names, *others))
    more = filed((*labels, *texts)).union(*(_party_words(each) for each in parties))
    shared = filed((*names[:1], *names[2:], *(each.name for each in parties)))
    return Filed(tuple(names), _scoped(Kind.AGREEMENT, named, more), others, _joined(shared))


def _joined(words: set[str]) -> str:
    return " ".join(sorted(words))


def milestone(
    what: str, agreement_name: str, texts: Iterable[str], agreement_words: str
) -> frozenset[str]:
    """The words of a milestone: what is to be done, and by which agreement."""
    more = filed(texts) | set(agreement_words.split())
    return _scoped(Kind.MILESTONE, filed((what, agreement_name)), more)


def label(kind: Kind, name: str, code: str | None = None) -> Filed:
    """A party, commodity or topic by its name, and a party by the names of other languages."""
    party = Party(name, code)
    names = party_names(party) if kind is Kind.PARTY else (name,)
    elsewhere = _elsewhere(party) if kind is Kind.PARTY else []
    return Filed(names, _scoped(kind, filed(names), filed(elsewhere)), tuple(elsewhere))


def source(title: str, publisher: str | None, url: str | None) -> Filed:
    """A source by its title and by who published it, and where."""
    host = (url or "").partition("://")[2].partition("/")[0]
    return Filed((title,), _scoped(Kind.SOURCE, filed((title,)), filed((publisher or "", host))))


def party_names(party: Party) -> tuple[str, ...]:
    """What a party may be called in English and by its code."""
    return (party.name, party.code) if party.code else (party.name,)


def _pairs(parties: Sequence[Party]) -> list[str]:
    """Two parties as they are written together: US-JP, 日米."""
    codes = [party.code for party in parties if party.code]
    if len(parties) != 2 or len(codes) != 2:
        return []
    latin = [f"{one}-{other}" for one, other in permutations(codes)]
    signs = [
        first + second
        for one, other in permutations(codes)
        for first in SIGNS.get(one, "")
        for second in SIGNS.get(other, "")
    ]
    return [*latin, *signs]


@lru_cache(1_000)
def _party_words(party: Party) -> frozenset[str]:
    return frozenset(filed((*party_names(party), *_elsewhere(party))))


def _elsewhere(party: Party) -> list[str]:
    """Its people, and what other languages call it, where it goes by the name that is known."""
    known = _known(party.code) if party.code else {}
    if folded(party.name) not in known:
        return []
    own = {folded(each) for each in party_names(party)}
    return [name for each, name in known.items() if each not in own]


@cache
def _known(code: str) -> dict[str, str]:
    from bot.domain.drafts.actors import called

    return {folded(name): name for name in called().get(code, ())}
