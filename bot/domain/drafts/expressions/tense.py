"""Whether what is told around a place lies in the past or the future, by the verbs beside it."""

import re
from enum import StrEnum


class Tense(StrEnum):
    """When what is told happens."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"
    """Wanted, possible or planned: more often still to come than not."""


_MODAL = r"(?:[Ww]ill|[Ss]hall|would|'ll|must)"
_CUE = re.compile(
    rf"\b(?:(?P<future>{_MODAL}(?: (?:not|also|be|have|been|then|soon|now|likely|only)){{0,3}}"
    rf"(?: [a-z]{{2,}})?"
    r"|(?:is|are|am|was|were|be) (?:now |also |widely )?(?:to|going to|expected|scheduled|planned"
    r"|slated|supposed|likely|hoping|planning|aiming|about to|due|set)|scheduled|slated|upcoming"
    r"|expected|due|set to|ahead of|deadline)"
    r"|(?P<open>(?:could|should|can|may|might)(?: (?:be|have))?(?: [a-z]{2,}ed)?"
    r"|expires?|begins?|starts?|takes? effect|ends|opens|reopens?|resumes?|meets?|enters? into"
    r"|to be [a-z]{2,}|to (?!the\b|a\b|an\b|his\b|her\b|its\b|their\b|this\b|that\b|which\b"
    r"|date\b|both\b|all\b|no\b|some\b|any\b|one\b|two\b|three\b|about\b|more\b|our\b|it\b"
    r"|[a-z]+ing\b)[a-z]{2,})"
    r"|(?P<past>[Ww]as|[Ww]ere|[Hh]ad|did|has|have|been|said|says|told|met|began|fell|rose|went"
    r"|came|took|made|gave|won|lost|left|held|sent|spoke|broke|flew|struck|found|led|ran|saw"
    r"|became|got|kept|bought|sold|paid|drew|wrote|shot|fought|brought|stood|sat|threw|built"
    r"|knew|grew|hit|caught|taught|thought|felt|dealt|[Ss]ince"
    r"|(?!(?:need|indeed|speed|feed|seed|proceed|exceed|succeed|hundred|limited|based|related"
    r"|breed|advanced|combined|added)\b)[a-z]{2,}ed))\b"
)
_END = re.compile(
    r"(?<!\b[A-Z])(?<!Mr)(?<!Mrs)(?<!Dr)(?<!St)(?<!Inc)(?<!Corp)(?<!Co)(?<!Ltd)(?<!Sen)(?<!Gov)"
    r"(?<!Rep)"
    r"(?<!Gen)(?<!\bNo)(?<!\.m)(?<!\.S)[.!?](?= [\"'(]?[A-Z])|\n|[;]"
)
_REACH = 220


def tense_at(text: str, place: int) -> Tense | None:
    """The tense of the verb nearest before `place` in its sentence, else of the next one.

    None where no verb shows it. At most a few hundred signs are looked at.
    """
    before = text[max(0, place - _REACH) : place]
    cut = max((end.end() for end in _END.finditer(before)), default=0)
    found = _last(before[cut:])
    if found is not None:
        return found
    after = text[place : place + _REACH]
    end_after = _END.search(after)
    cue = _CUE.search(after[: end_after.start() if end_after else _REACH])
    return _tense(cue) if cue else None


def _last(text: str) -> Tense | None:
    cues = list(_CUE.finditer(text))
    return _tense(cues[-1]) if cues else None


def _tense(cue: re.Match[str]) -> Tense:
    if cue["future"]:
        return Tense.FUTURE
    return Tense.OPEN if cue["open"] else Tense.PAST
