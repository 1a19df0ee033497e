"""Force: whether a text says that it binds, and how strongly it therefore speaks.

A memorandum writes “will” where a treaty writes “shall”, so that “will” alone obliges nobody in a
political text (United Kingdom, Foreign, Commonwealth & Development Office, Treaties and Memoranda
of Understanding: guidance on practice and procedures, annex on terminology).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.domain.agreements import Instrument
from bot.domain.drafts.sentences import Sentence
from bot.domain.drafts.values import DraftMilestone, Quote
from bot.domain.milestones import Modality

_NOT = re.compile(
    r"\b(?:non|not)[- ](?:a |an )?(?:legally[- ])?binding\b"
    r"|\b(?:not|nor|neither|no|nothing|without)\b[^.;]{0,90}\blegal(?:ly)?[- ](?:binding|"
    r"enforceable|obligations?|force|effect)\b"
    r"|\bnot\b[^.;]{0,70}\b(?:rights|obligations|commitments)\b[^.;]{0,60}\bunder (?:international|"
    r"domestic|national) law"
    r"|\bne\b[^.;]{0,60}\bjuridiquement (?:contraignant|obligatoire)"
    r"|\b(?:rechtlich nicht bindend|nicht rechtsverbindlich|juridisch niet bindend)"
    r"|\bno\b[^.;]{0,60}\bjurídicamente vinculant"
    r"|法的(?:な)?拘束力を?[^。]{0,20}(?:しない|持たない|ない|伴わない)"
    r"|法的(?:な)?(?:権利|義務)[^。]{0,30}(?:しない|ものではない)"
    r"|(?:不具有?|没有|无|無)法律(?:上的)?(?:约束力|約束力|拘束力)",
    re.IGNORECASE,
)
_BINDS = re.compile(
    r"\b(?:is|are|shall be|will be|be|as a|constitutes? a) legally[- ]binding\b"
    r"|\blegally[- ]binding (?:agreement|treaty|instrument|contract)\b"
    r"|法的(?:な)?拘束力を(?:有する|持つ)|具有法律(?:约束力|約束力)",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:shall|must|undertook|undertakes?|commit\w*|obliged|obligation|required|guarantee\w*|"
    r"pledg\w+|agreed?|agrees)\b|ものとする|義務|なければならない|確約|約束",
    re.IGNORECASE,
)
_BY_NATURE = frozenset({Instrument.TREATY, Instrument.TRADE_AGREEMENT})
_POLITICAL = frozenset(
    {
        Instrument.FRAMEWORK,
        Instrument.MOU,
        Instrument.JOINT_STATEMENT,
        Instrument.PARTNERSHIP,
        Instrument.ACTION_PLAN,
    }
)


def binding_of(
    pieces: Sequence[Sentence], instrument: Instrument, *, formal: bool
) -> tuple[bool | None, Quote | None]:
    """Whether the text says that it binds, with the words; None where it does not say.

    The text of a treaty itself binds by what it is.
    """
    for piece in pieces:
        if denied := _NOT.search(piece.words):
            return False, _quote(piece, denied)
    for piece in pieces:
        if said := _BINDS.search(piece.words):
            return True, _quote(piece, said)
    return (True if formal and instrument in _BY_NATURE else None), None


def _quote(piece: Sentence, found: re.Match[str]) -> Quote:
    start, end = piece.start + found.start(), piece.start + found.end()
    return Quote(start, end, piece.raw[found.start() : found.end()])


def as_strong(
    step: DraftMilestone, instrument: Instrument, *, binding: bool | None
) -> DraftMilestone:
    """The step with the modality that its words have in a text of that force."""
    if step.modality is not Modality.SHALL or binding or instrument not in _POLITICAL:
        return step
    if binding is None and _STRONG.search(step.quote.words):
        return step
    return replace(step, modality=Modality.INTENDS)
