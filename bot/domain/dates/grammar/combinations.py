"""The earlier or the later of several clauses: “..., whichever is the earlier”."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice

from bot.domain.dates.values import Direction, Form, Rule

_ORDER = r"(?P<which>earlier|earliest|sooner|soonest|first|later|latest|last)( to occur)?"
_VERB = r"(is |of (them|these) is |comes |occurs |happens |falls |date is |shall be )?"
_LEAD = r"((by|on|at|until|no later than|not later than|within|before) )?"
_WHICHEVER = re.compile(rf"[,;(]?\s?\bwhich ?ever {_VERB}(the )?{_ORDER}\)?", re.IGNORECASE)
_THE_OF = re.compile(rf"\b(?P<lead>{_LEAD})the {_ORDER} of:? ?", re.IGNORECASE)
_CAP = re.compile(
    r",? (but|and) (in (any|every) (event|case),? by"
    r"|(in (any|every) (event|case),? )?(not|no|by no|in no (event|case)) later than) ",
    re.IGNORECASE,
)
"""What sets an outer limit to a period."""
_LATER = frozenset({"later", "latest", "last"})
_OR_UNTIL = re.compile(r",? or until ", re.IGNORECASE)
_JOINT = re.compile(
    r" or (?!,? ?if\b)| and (?!if\b)"
    r"|[,;](?! ?((or,? ?)?if\b|(the )?(next|following|first|preceding|previous) (business|work)))"
    r" ?",
    re.IGNORECASE,
)
"""Where a text may fall into parts; “or, if that is no business day, the next one” does not."""
_MOST_SPLITS = 12
_PART_MARKS = re.compile(
    r"^\s*((\(?[a-z0-9]\)|\([ivx]+\)|\b(either|both|or|and)\b|,|;)\s*)+", re.IGNORECASE
)


def combined_clause(text: str, read: Callable[[str], Rule]) -> Rule | None:
    """The rule of a text that takes the earlier or later of its parts, or None.

    `read` reads one part. Where the text cannot be split into parts that are understood, it is
    left to the other readers.
    """
    capped = _capped(text, read)
    if capped is not None:
        return capped
    found = _WHICHEVER.search(text)
    if found is not None and text[: found.start()].strip():
        body, lead = text[: found.start()], ""
    else:
        found = _THE_OF.search(text)
        if found is None:
            return _either_until(text, read)
        body = text[found.end() :]
        lead = f"{text[: found.start()]} {found['lead']}".strip()
    form = Form.LATEST_OF if found["which"].lower() in _LATER else Form.EARLIEST_OF
    parts = _parts(body, read, lead)
    if parts is None:
        return None
    return Rule(form, text, parts=tuple(parts), direction=parts[0].direction)


def _capped(text: str, read: Callable[[str], Rule]) -> Rule | None:
    """ "within 30 days, but not later than 1 May": whichever comes first.

    After “not before 1 May” the later limit alone is what is due, and the rest is told.
    """
    found = _CAP.search(text)
    if found is None or not text[: found.start()].strip():
        return None
    first, limit = read(text[: found.start()]), read(f"no later than {text[found.end() :]}")
    if not {first.form, limit.form}.isdisjoint({Form.UNKNOWN, Form.INDEFINITE, Form.RECURRING}):
        return None
    if first.direction is Direction.FROM:
        return replace(limit, unread=f"{first.phrase} {limit.unread}".strip())
    return Rule(Form.EARLIEST_OF, text, parts=(first, limit), direction=first.direction)


def _either_until(text: str, read: Callable[[str], Rule]) -> Rule | None:
    """ "until a date or until an event": whichever comes first."""
    first, *others = _OR_UNTIL.split(text)
    if not others or "until" not in first.lower():
        return None
    parts = (read(first), *(read(f"until {other}") for other in others))
    if any(part.form in {Form.UNKNOWN, Form.INDEFINITE} for part in parts):
        return None
    return Rule(Form.EARLIEST_OF, text, parts=parts, direction=Direction.UNTIL)


def _parts(body: str, read: Callable[[str], Rule], lead: str) -> list[Rule] | None:
    """The parts of `body`: split at the first joint where both sides are understood.

    What was tried once is kept, or every further joint would double the work.
    """

    @cache
    def part(text: str) -> Rule | None:
        return _part(text, read, lead)

    @cache
    def parts(text: str) -> list[Rule] | None:
        for joint in islice(_JOINT.finditer(text), _MOST_SPLITS):
            left = part(text[: joint.start()])
            if left is None:
                continue
            rest = text[joint.end() :]
            more = parts(rest)
            if more is None:
                right = part(rest)
                more = None if right is None else [right]
            if more is not None:
                return [left, *(_alike(left, each) for each in more)]
        return None

    return parts(body)


def _part(text: str, read: Callable[[str], Rule], lead: str) -> Rule | None:
    bare = _PART_MARKS.sub("", text).strip(" ,;()")
    if not bare:
        return None
    rule = read(f"{lead} {bare}") if lead else read(bare)
    if rule.form is Form.UNKNOWN:
        rule = read(f"upon {bare}") if lead or len(bare.split()) <= 8 else rule
    return None if rule.form in {Form.UNKNOWN, Form.INDEFINITE} else rule


def _alike(first: Rule, part: Rule) -> Rule:
    """`part` with the “until” that stands only before the first part."""
    bare = part.form in {Form.FIXED, Form.EVENT} and not part.phrase.lower().startswith(
        ("by ", "before ", "from ")
    )
    if first.form is Form.UNTIL and bare and part.named is not None:
        return replace(part, form=Form.UNTIL, direction=first.direction, kind=first.kind)
    return part
