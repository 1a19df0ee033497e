"""Origins: the event that a period counts from, out of the words that name it."""

import re
from dataclasses import dataclass

from bot.domain.dates.grammar.events import known_event
from bot.domain.drafts.wordings.table import Wording

ABSOLUTE = "absolute"

_CUT = re.compile(
    r"\b(?:shall|will|must|may|should|each|either|neither|intends?|agree[sd]?|unless|provided|and "
    r"(?:shall|will|every|then|thereafter)|if|or|whichever|the part(?:y|ies) (?:shall|will))\b|"
    r"[,;]|"
    r"\((?!the )"
)
_BACK = re.compile(
    r"^(?:that|such|said|this|the said|the same)?\s?(?:date|day|event|entry|time)?$|^(?:thereafter|"
    r"therefrom|thereof|later|from that date|after that date)\b|^its?$"
    r"|^(?:cette|ladite) date\b|^(?:esa|dicha|tal) fecha\b|^(?:tale|detta) data\b|"
    r"^(?:essa|tal) data\b|^(?:diesem|jenem) (?:tag|zeitpunkt|datum)|^die datum\b|^этой даты",
    re.I,
)
_OURS = re.compile(
    r"\b(?:this|the present|its|their|hereof|date of (?:this|the)|signature|signing|entry|"
    r"entering|effective date|today)\b",
    re.I,
)
_DEFINED = re.compile(
    r"^(?:the )?(?:effective|commencement|signature|closing|operative) date\b", re.I
)
_PROCEDURE = frozenset(
    {
        "request",
        "receipt of request",
        "receipt of notification",
        "receipt",
        "notice of termination",
        "notification",
        "service",
        "termination",
        "delivery",
        "acceptance",
    }
)
_REQUESTED = re.compile(
    r"\b(?:receipt|receiv\w+|request\w*|invoice\w*|claim\w*|complaint|application|dispute|"
    r"arbitra\w+|appoint\w+|denunciation|terminat\w+|withdraw\w+ (?:from|by|shall|notif\w+)|"
    r"(?:notice|notif\w*|date) of (?:its |such |the )?withdraw\w+|objection|consultation\w*|"
    r"proposal|notice|payment|panel|award|vacancy|arrest\w*|departure|arrival)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a period counts from: a name as `bot.domain.anchors` has them, or the text's own words.

    `back` says that the words only point back, as “thereafter” does; `procedure` that it runs
    from what somebody may do at any time, such as a request.
    """

    name: str
    back: bool = False
    procedure: bool = False


def origin_of(words: str, wording: Wording) -> Origin | None:
    """The origin that `words` name; None for none."""
    bare = " ".join(words.split())[:150]
    if not bare:
        return None
    if _BACK.match(bare):
        return Origin("", back=True)
    for pattern, name in wording.anchors:
        if pattern.search(bare):
            return Origin(name, procedure=name in _PROCEDURE)
    if wording.anchors:
        return Origin(bare[:60])
    cut = _CUT.search(bare, 4)
    short = bare[: cut.start()].strip() if cut else bare
    if _DEFINED.match(short):
        short = short.lower().replace("operative", "commencement")
    name = _english(short)
    procedure = name in _PROCEDURE or bool(_REQUESTED.search(short) and name not in _KEPT)
    return Origin(name, procedure=procedure)


_KEPT = frozenset(
    {
        "signature",
        "entry into force",
        "publication",
        "deposit",
        "ratification",
        "provisional application",
    }
)


_THIS_ACT = re.compile(
    r"\bdate of (?:this|the present) (?:order|proclamation|notice|announcement|note|exchange|"
    r"memorandum|letter|document|act|decision)\b"
)


_SIGNATURE = re.compile(
    r"^(?:the )?(?:date of )?(?:its |the )?(?:last )?(?:signature|signing)(?: by\b|$)"
)
_IN_FORCE = re.compile(
    r"^(?:the date (?:on|of) which |when )?(?:it|this|the|its)\b[^,;]{0,40}\b(?:enter|come|"
    r"came|go|take)"
    r"(?:s|ed)? (?:into )?(?:force|effect)|becomes? (?:effective|operative)"
)
_PROVISIONAL = re.compile(r"\bprovisional(?:ly)? appl|\bapplied provisionally")
_OTHER_END = re.compile(
    r"^(?:the )?(?:conclusion|end|completion|adoption|approval) of the (?!present|agreement)"
)


_NAMED_DAY = re.compile(r"(?:the )?(?:[A-Z][\w-]+ ){1,3}Day\b")
"""A day that the text defines by its own name: “Adoption Day”."""


def _english(short: str) -> str:  # noqa: PLR0911 - a rule a line, in their order
    lower = short.lower()
    if _NAMED_DAY.match(short):
        return lower[:60]
    if re.match(
        r"(?:the )?(?:date (?:of|on which) )?(?:this|the|its) ?(?:\w+ ){0,2}(?:is |was )?sign",
        lower,
    ):
        return "signature"
    if _THIS_ACT.search(lower) or _SIGNATURE.match(lower):
        return "signature"
    if _IN_FORCE.search(lower):
        return "entry into force"
    if _PROVISIONAL.search(lower):
        return "provisional application"
    if _OTHER_END.match(lower):
        return lower[:60]
    if re.search(r"\b(?:begin|start|commence|outset|opening)\w*\b", lower) and "force" not in lower:
        return known_start(lower)
    return known_event(lower) or lower[:60]


def known_start(lower: str) -> str:
    """“commencement” of the agreement itself; of anything else, the words as they stand."""
    if re.search(r"\b(?:agreement|mou|memorandum|framework|arrangement|cooperation)\b", lower):
        return "commencement"
    return lower[:60]
