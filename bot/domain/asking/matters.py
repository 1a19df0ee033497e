"""Replies on a matter: what the record says of it, whatever kind of passage says so."""

from collections.abc import Sequence

from bot.domain.asking import sayings
from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.matching import Found
from bot.domain.asking.passages import Entry, Part, Passage
from bot.domain.asking.replies import (
    MOST_OFFERED,
    briefly,
    nothing,
    related,
    said,
)
from bot.domain.asking.scoring import ENOUGH

_FEW = 2


def meant(found: Found) -> tuple[Entry, ...]:
    """The agreements that are meant, at most as many as are told side by side."""
    return found.entries[:MOST_OFFERED]


def off_record(found: Found) -> bool:
    """Whether the question names something that nothing on record has."""
    return bool(found.missing) and not any(each.share >= 0.6 for each in found.ranked[:1])


def matter(found: Found) -> Reply:
    """What the record says of a matter, whatever kind of passage says it."""
    order = (Part.MILESTONE, Part.EVENT, Part.CLAIM, Part.SUMMARY, Part.QUESTION, Part.SCOPE)
    numbers = [each.stem for each in found.matter if each.number]

    def numbered(passage: Passage) -> bool:
        has = all(passage.words.met(each) >= ENOUGH for each in numbers)
        return has and found.among_named(passage)

    hits = found.best(*order, most=5, share=0.3, fits=numbered) if numbers else []
    hits = hits or found.best(*order, most=5)
    if not hits:
        hits = found.best(Part.AGREEMENT, Part.SOURCE, most=3)
        if not hits:
            return nothing(found)
        if any(each.part is Part.AGREEMENT for each in hits):
            return briefly(
                found, [e for each in hits if (e := found.record.entry(each.agreement.id))]
            )
    if all(each.part is Part.SCOPE for each in hits) and len(hits) <= _FEW:
        return said(found, [*(p for each in hits for p in _gist(each, found)), *hits])
    return said(found, hits, *_alongside(found, hits))


def alone(found: Found, passage: Passage) -> Reply:
    """One passage, with what is open or claimed on the same point."""
    return said(found, [passage], *_alongside(found, [passage]))


def _gist(scope: Passage, found: Found) -> list[Passage]:
    """The first sentences on what an agreement covers: of the matter itself they say no more."""
    entry = found.record.entry(scope.agreement.id)
    passages = entry.passages if entry else ()
    return [each for each in passages if each.part is Part.SUMMARY][:_FEW]


def _alongside(found: Found, hits: Sequence[Passage]) -> list[Line]:
    """What else is recorded on the same point of the same agreement: claims, open questions."""
    lines = related(found, [each.agreement for each in hits])
    points = {(each.agreement.id, each.claim.point) for each in hits if each.claim}
    for passage in hits:
        for claim in passage.agreement.claims:
            if (passage.agreement.id, claim.point) in points:
                lines += sayings.claim_lines(passage.agreement, [claim])
    return lines
