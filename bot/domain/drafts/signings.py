"""Signings: whom a sentence names together that tells of one, in the languages of East Asia."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.drafts.actors import Actor, Naming
from bot.domain.drafts.sentences import Sentence

_SIGNING = re.compile(
    r"署名|書簡の交換|公文の交換|締結|調印|合意|一致|签署|簽署|签订|达成|達成|서명|합의|체결|타결"
)
OUTSIDE = re.compile(
    r"^(?:['’]s)?[^.;,]{0,50}?\b(?:welcom|commend|congratulat|denounc|condemn|criticis|criticiz|"
    r"broker|mediat|hosted|hosts|facilitat|urg(?:ed|es)|仲介|斡旋|斡旋|歓迎|調停)|"
    r"^(?:が|の)?(?:仲介|調停|斡旋|歓迎)",
    re.IGNORECASE,
)
"""Who welcomes, brokers or hosts it is no party to it."""

_TOLD = 12


def together(text: str, sentences: Sequence[Sentence], actors: Sequence[Actor]) -> Iterator[str]:
    """The codes of those named in one sentence of the first that tells of a signing or a deal."""
    place = 0
    for sentence in sentences[:_TOLD]:
        while place < len(actors) and actors[place].start < sentence.start:
            place += 1
        if not _SIGNING.search(sentence.words):
            continue
        named = {
            actor.code
            for actor in actors[place : place + _TOLD]
            if actor.start < sentence.end
            and actor.naming is not Naming.SEAT
            and not OUTSIDE.match(text[actor.end : actor.end + 60])
        }
        if 1 < len(named) < 5:
            yield from named
