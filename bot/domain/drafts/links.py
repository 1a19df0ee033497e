"""Links: what the words around a date or a period make of it in its sentence."""

import re
from dataclasses import dataclass

from bot.domain.drafts.wordings.table import Patterns, Role, Wording

_BEFORE = 120
_AFTER = 190
_PAST_INSIDE = re.compile(
    r"\b(?:past|last|previous|preceding|recent|prior|ago|earlier)\b|過去|この\d|ここ\d|"
    r"\b(?:letzten|vergangenen|afgelopen|derni[eè]r\w*|pasad[oa]s|[uú]ltim\w+|scors\w+)\b",
    re.I,
)
_WILL_LAST = re.compile(r"\b(?:will|shall|to|would) last\b", re.IGNORECASE)
_NEXT_INSIDE = re.compile(
    r"\b(?:next|coming|following|upcoming|ensuing)\b|今後|向こう|未来|未來|"
    r"\b(?:nächsten|kommenden|komende|prochain\w*|próxim\w+|prossim\w+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Link:
    """The role of an expression, and the words of what it counts from, if any.

    `start` and `end` are the places in the sentence that the linking words take up.
    """

    role: Role
    start: int
    end: int
    anchor: str = ""


def length_link(words: str, start: int, end: int, wording: Wording) -> Link | None:
    """The link of the period that stands from `start` to `end` in a sentence."""
    own = words[start:end]
    if _PAST_INSIDE.search(own) and not _WILL_LAST.search(words[max(0, start - 12) : start + 5]):
        return Link(Role.PAST, start, end)
    before = _match_before(words, start, wording.length_before)
    if before[0] is None and own.lower().startswith("last "):
        before = _match_before(words, start + 5, wording.length_before)
    after = _match_after(words, end, wording.length_after)
    roles = {role for role, _ in (before, after) if role}
    first = before[1].start() + max(0, start - _BEFORE) if before[1] else start
    last = end + after[1].end() if after[1] else end
    if Role.NOTICE in roles or Role.EVERY in roles:
        return Link(Role.NOTICE if Role.NOTICE in roles else Role.EVERY, first, last)
    anchor = _anchor(before[1]) or _anchor(after[1])
    if _NEXT_INSIDE.search(own) and after[0] not in {Role.AFTER, Role.BEFORE}:
        return Link(Role.NEXT, first, last)
    role = _combined(before[0], after[0], bool(anchor))
    if role is None:
        return None
    if role is Role.BEFORE and not anchor:
        anchor = words[max(0, start - 40) : start]
    return Link(role, first, last, anchor)


def _combined(before: Role | None, after: Role | None, anchored: bool) -> Role | None:  # noqa: PLR0911 - a rule a line, in their order
    """The one role of what stands before and what stands after."""
    if after is Role.PAST or (before is Role.PAST and after not in {Role.AFTER, Role.BEFORE}):
        return Role.PAST
    if after is Role.BEFORE:
        return Role.BEFORE
    if before is Role.NEXT and after is Role.WITHIN:
        return Role.NEXT
    if after is Role.WITHIN or before is Role.WITHIN:
        return Role.WITHIN if before is not Role.WITHIN or after is not Role.LASTING else after
    if before is Role.BOUND:
        return Role.WITHIN if after is Role.AFTER else None
    if after is Role.AFTER:
        return before if before in {Role.LASTING, Role.NEXT} else Role.AFTER
    if after is Role.LASTING:
        return Role.LASTING
    return before


def date_link(words: str, start: int, end: int, wording: Wording) -> Link | None:
    """The link of the date that stands from `start` to `end` in a sentence."""
    before = _match_before(words, start, wording.date_before)
    after = _match_after(words, end, wording.date_after)
    role = after[0] if after[0] and (after[0] is not Role.ON or not before[0]) else before[0]
    if role is None:
        return None
    first = before[1].start() + max(0, start - _BEFORE) if before[1] else start
    last = end + after[1].end() if after[1] else end
    return Link(role, first, last)


def _match_before(
    words: str, start: int, patterns: Patterns
) -> tuple[Role | None, re.Match[str] | None]:
    window = words[max(0, start - _BEFORE) : start]
    for pattern, role in patterns:
        if found := pattern.search(window):
            return role, found
    return None, None


def _match_after(
    words: str, end: int, patterns: Patterns
) -> tuple[Role | None, re.Match[str] | None]:
    window = words[end : end + _AFTER]
    for pattern, role in patterns:
        if found := pattern.match(window):
            return role, found
    return None, None


def _anchor(match: re.Match[str] | None) -> str:
    if match is None:
        return ""
    return (match.groupdict().get("anchor") or "").strip()
