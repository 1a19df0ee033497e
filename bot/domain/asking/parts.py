"""Parts: what of a text asks, question by question, and what only tells of the asker's day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_PARTS = 2

_LEAD = r"(?:(?:until|since|by|for|over|under|from|in|on|at|to|with|through|within|during|of) )?"
_ASKS = (
    r"(?:when|where|who|whom|whose|why|what|how|which|is|are|was|were|has|have|had|did|does|do|can"
    r"|could|will|would|should|must|may)\b"
)
_JOINT = re.compile(rf"[,;]? (?:and|also|plus|or)?,? ?(?:and|also|plus) (?={_LEAD}{_ASKS})")
_WORD = (
    r"(?:when|where|who|whom|why|how|how long|how much|what day"
    r"|(?:which|what) (?:city|place|town))"
)
_FIELD = (
    r"(?:(?:the )?(?:date|day|place|venue|parties|sources?|deadlines?|status|commodities|minerals"
    r"|metals|topics|amount))"
)
_JOINED = re.compile(
    rf"(?P<before>.*?)\b(?P<one>{_LEAD}{_WORD})(?: exactly)?(?:,? (?:and|or|plus)|,) "
    rf"(?P<other>{_LEAD}{_WORD})\b(?P<after>.*)$"
)
_FIELDS = re.compile(
    rf"(?P<before>.*?)\b(?P<one>{_FIELD}) (?:and|plus) (?P<other>{_FIELD})\b(?P<after>.*)$"
)
"""Two words that ask of the same: “when and where was it signed?”, “signed when and by whom?”."""
_CLAUSE = re.compile(
    rf"([?？]+)\s*|(?<!\bann)(?<!\bart)(?<!\bsec)(?<!\bno)(?<!\bs)[.!;]\s+|: | - "
    rf"|,\s+(?=(?:and |so |but )?{_LEAD}{_ASKS})"
)
_ASKING = re.compile(rf"^(?:so |and |but |also |or |then |now )*{_LEAD}{_ASKS}")
_ABOUT = re.compile(r"^(?:so |and |but )*(?:what|how) about (?=.)")
_MORE = re.compile(r"^(?:and|or|also|plus|same for|(?:and )?(?:what|how) about) (?!i\b|we\b|it\b)")
_THE_DEAL = re.compile(
    r"\b(?:the|this) (?:deals?|agreement|pact|accord|framework|memorandum|mou|treaty|partnership)\b"
    r"(?! (?:with|between|on|of)\b)"
)
_TAG = re.compile(
    r"^(?:so |and |or )*(?:(?:is|was|are) (?:that|this|it|they)(?: really| still| actually)?"
    r" (?:right|true|correct|so|the case|accurate)|right|true|correct|really|yes or no|or not|no"
    r"|any truth (?:in|to) (?:it|that)|what do (?:we|you) (?:know|have)(?: on that)?)$"
)
"""Asks whether what was said before it is so."""
_HEARD = re.compile(
    r"^(?:(?:i|we|he|she|they) )?(?:have |has |just |keep |was |were )*"
    r"(?:read|reading|heard|hear|hearing|saw|see|seeing|told|learned|learnt|understand)"
    r"(?: (?:(?:it |this )?(?:in|on|from|by) (?:(?:the|a|an|my|our) )?\w+|just now))?(?: that\b)?"
    r"|^(?:\w+ ){1,8}?(?:that|whether|if)\b"
)
"""Says where something was heard of, or who asks for it."""
_TELLS = re.compile(
    r"^(?:so |and |but |well |also |because |as |since |now |today |tomorrow |ok |okay |right )*"
    r"(?:i|we|he|she|they|you|my|our|his|her|someone|somebody|people|everyone|everybody"
    r"|(?:(?:the|a) )?(?:(?:prime |foreign |trade |deputy )?(?:minister|secretary)|ambassador|boss"
    r"|pm|president|director|chief|press|news|media|papers?|team|office|delegation|committee"
    r"|embassy|counterpart)(?: (?:\w+ ){0,3}?)(?=has|is|was|will|wants?|needs?|asks?|asked|meets?"
    r"|said|says|just|gets?|flies|goes|leaves|sees|thinks|told|had|calls|heard|read|saw|arrives)"
    r"|saw|seen|heard|read|got|met|meeting|seeing|asking|need(?:ed)?|wanted|wrote|writing|briefing"
    r"|preparing|prepping|working|reading|urgent|sorry|for (?:my|our|the|a|an|tomorrow|today)"
    r"|(?:just )?(?:an? )?(?:quick|short|small|one|another|last|simple)"
    r" (?:check|question|q|query|thing|request|ask)"
    r"|(?:before|ahead of|during|after) (?:my|our|the|a|tomorrow|today) (?:\w+ )?"
    r"(?:meeting|call|lunch|dinner|hearing|interview|briefing|visit|trip)"
    r"|in a (?:meeting|call|hurry|rush)|on a call|no (?:rush|hurry)|it is for|this is for)\b"
)


def speaks_of_people(text: str) -> bool:
    """Whether a question speaks of “them” or what is “theirs”."""
    return re.search(r"\b(?:they|them|their|he|she|his|her)\b", text) is not None


def speaks_of_the_deal(text: str) -> bool:
    """Whether it speaks of “the framework”, as of one that was named before."""
    return _THE_DEAL.search(text) is not None


def is_more(text: str) -> bool:
    """Whether a question only names one more thing of which the one before it is asked."""
    return _MORE.match(text) is not None


@dataclass(frozen=True, slots=True)
class Parts:
    """The one or two questions of a text, and what is told beside them."""

    asked: tuple[str, ...]
    told: str = ""


def parts_of(text: str) -> Parts:
    """What a tidied text asks; of one in which nothing clearly does, all of it."""
    clauses = [each for each in _clauses(text) if not _TAG.match(each[0])] or [(text, "")]
    asking = [_asks(clause, mark) for clause, mark in clauses]
    for place in range(1, len(clauses)):
        asking[place] |= asking[place - 1] and bool(_MORE.match(clauses[place][0]))
    if len(clauses) == 1:
        return Parts(_split([clauses[0][0]]))
    if not any(asking):
        return _of_fragments([clause for clause, _ in clauses])
    told = [clause for (clause, _), asks in zip(clauses, asking, strict=True) if not asks]
    own = [clause for clause in told if not _TELLS.match(clause)]
    asked = [clause for (clause, _), asks in zip(clauses, asking, strict=True) if asks]
    if own:  # a name before or after the question, of which it asks
        asked[0] = ", ".join((*(_ABOUT.sub("", each) for each in own), asked[0]))
    rest = " ".join(_HEARD.sub("", clause) for clause in told if clause not in own)
    return Parts(_split(asked), rest.strip())


def _of_fragments(clauses: Sequence[str]) -> Parts:
    """Where nothing asks outright: what is named, without what is only told beside it."""
    named = [clause for clause in clauses if not _TELLS.match(clause)]
    if not named or len(named) == len(clauses):
        return Parts(_split([", ".join(clauses)]))
    told = " ".join(clause for clause in clauses if clause not in named)
    return Parts(_split([", ".join(named)]), told)


def _clauses(text: str) -> list[tuple[str, str]]:
    """The clauses of a text, each with the question mark that ends it, if any."""
    found: list[tuple[str, str]] = []
    start = 0
    for cut in _CLAUSE.finditer(text):
        if clause := text[start : cut.start()].strip(" ,.!"):
            # What a comma ends is set apart only where it asks nothing itself.
            if cut[0].startswith(",") and _asks(clause, ""):
                continue
            found.append((clause, cut[1] or ""))
        start = cut.end()
    if rest := text[start:].strip(" ,.!"):
        found.append((rest, ""))
    return found or [(text, "")]


def _asks(clause: str, mark: str) -> bool:
    """Whether a clause asks: by its mark, by its words, or as one more of what was asked."""
    if _ABOUT.match(clause) and not mark:
        return False
    return bool(mark) or _ASKING.match(clause) is not None


def _split(asked: Sequence[str]) -> tuple[str, ...]:
    """The questions that “and” joins, each by itself."""
    whole = [one for each in asked for one in _each_asked(each)]
    every = [part.strip(" ,.!") for each in whole for part in _JOINT.split(each)]
    return tuple(part for part in every if part)[:MOST_PARTS]


def _each_asked(text: str) -> tuple[str, ...]:
    """The two questions of one subject that joined question words ask; else the text itself."""
    joined = _JOINED.match(text) or _FIELDS.match(text)
    if joined is None or not (joined["before"].strip() or joined["after"].strip()):
        return (text,)
    before, after = joined["before"], joined["after"]
    return tuple(f"{before}{joined[word]}{after}" for word in ("one", "other"))
