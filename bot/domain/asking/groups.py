"""Groups of states: “which ASEAN members have a memorandum?” is asked of their agreements alone."""

import re
from dataclasses import dataclass, replace
from functools import cache

from bot.domain.asking.answers import Line, Reply
from bot.domain.asking.kinds import Kind
from bot.domain.asking.passages import Record
from bot.domain.asking.places import state_name
from bot.domain.asking.tables import table
from bot.messages import t

_STATES = r"(?:member (?:states|countries)|members?|countries|states|nations|economies|governments)"


@dataclass(frozen=True, slots=True)
class Group:
    """A group of states by its name, with the codes of its members except the United States."""

    name: str
    codes: frozenset[str]


@cache
def _groups() -> tuple[tuple[re.Pattern[str], Group], ...]:
    """The ways to ask for the members of each group; its name alone asks for no members."""
    every = []
    for name, row in table("places")["groups"].items():
        called = f"(?:{row['called']})"
        of = rf"{_STATES} (?:in|of|from|within|across) (?:the )?{called}"
        ways = rf"\b{called} {_STATES}\b|\b{of}\b"
        every.append((re.compile(ways), Group(name, frozenset(row["members"].split()) - {"US"})))
    return tuple(every)


def group_in(text: str) -> tuple[Group | None, str]:
    """The group whose members a tidied question asks for, and the question of “countries”."""
    for way, group in _groups():
        if way.search(text):
            return group, way.sub("countries", text, count=1)
    return None, text


def members_in(group: Group, record: Record) -> Record:
    """The record of the agreements to which members of a group are parties."""
    entries = tuple(each for each in record.entries if group.codes & set(each.codes))
    ids = {each.agreement.id for each in entries}
    listed = tuple(each for each in record.listed if each.agreement_id in ids)
    return replace(record, entries=entries, listed=listed, total=len(entries))


def cannot_pick(group: Group, kind: Kind) -> Reply:
    """That the members of a group are not picked out of a record that is only read in part."""
    text = t("This record is too large to pick out {group}: ask about one state.", group=group.name)
    return Reply(kind, (Line(text),), found=False)


def none_of(group: Group, kind: Kind) -> Reply:
    """That no member has an agreement on record."""
    text = t("The record holds nothing on an agreement with a member of {name}.", name=group.name)
    return Reply(kind, (Line(text),), found=False)


def with_members(reply: Reply, group: Group, record: Record) -> Reply:
    """The reply after the members to whose agreements it is limited."""
    own = set() if reply.rest else {each.id for each in reply.agreements}
    having = [each for each in record.entries if not own or each.agreement.id in own]
    codes = group.codes & {code for each in having for code in each.codes}
    names = ", ".join(sorted(state_name(code) for code in codes))
    line = Line(t("Of {name} on record here: {names}.", name=group.name, names=names))
    return replace(reply, lines=(line, *reply.lines))
