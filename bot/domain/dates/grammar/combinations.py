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
_LATER = frozenset({"later", "latest", "last"})
_OR_UNTIL = re.compile(r",? or until ", re.IGNORECASE)
_JOINT = re.compile(r" or | and |[,;] ?")
_MOST_SPLITS = 12
_PART_MARKS = re.compile(r"^\s*(\(?[a-z]\)|\([ivx]+\)|either|both|or|and|,|;)+\s*", re.IGNORECASE)


def combined_clause(text: str, read: Callable[[str], Rule]) -> Rule | None:
    """The rule of a text that takes the earlier or later of its parts, or None.

    `read` reads one part. Where the text cannot be split into parts that are understood, it is
    left to the other readers.
    """
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
