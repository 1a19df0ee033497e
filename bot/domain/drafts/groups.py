"""Groups: actors that a text names in one breath, as “Japan and the United States”."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.drafts.actors import Actor, Naming

_WIDEST = 130
"""How many characters may stand between two actors of one group."""

_BRACKETS = re.compile(r"[(（][^()（）]{0,110}[)）]|[“\"„«][^”\"»]{0,40}[”\"»]")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_OFFICE = re.compile(
    r"(?:(?:Prime|Foreign|Deputy|Vice|Trade|Defen[cs]e|Finance|Energy) )*"
    r"(?:President|Minister|[Ll]eader|Chancellor|Secretary|Premier|King|Emir|counterpart)\b"
    r"(?: of (?:State|Defen[cs]e|Commerce|Energy|Foreign Affairs))?"
    r"(?: (?!and\b)[A-Z\u00c0-\u00dd][\w.'’-]*){0,4}"
    r"|,? with the (?:support of the )?High Representative\b|"
    r"for Foreign Affairs and Security Policy"
)
"""Who speaks for a state, with the name: it parts no group."""

_BETWEEN_SEATS = frozenset({"and", ",", "-", "–", "&", "と", "・", "和", "und", "et", "y", "en"})
_JOIN_WORDS = (
    "and the of for government governments kingdom republic state states people's federal "
    "islamic democratic union s 's on one hand part other its army armed forces military "
    "troops rebels group his her majesty as well both between und der die das des dem den "
    "regierung regierungen königreich königreichs republik bundesrepublik von mit en de het "
    "van regering regeringen koninkrijk republiek tussen et le la les du l d gouvernement "
    "gouvernements royaume république entre y e el los las del gobierno gobiernos reino "
    "república il lo gli i della dello dei degli dell governo regno repubblica tra o a os do "
    "da dos och og konungariket и правительство правительством правительства республики "
    "республика と及び並びにおよび和與与及政府 政府 共和国 共和國 王国 "
    "及び 並びに と との および の "
    "和 與 与 及 間 한국 와 과 및 정부 और "
    "सरकार की के و حكومة"
)
_JOINS = frozenset(_JOIN_WORDS.split())
_HAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_JOINED_HAN = re.compile(
    r"(?:日本)?(?:政府|共和国|王国|連邦|合衆国|国|両国|両|及び|および|並びに|との間|との|と|"
    r"の|和|與|与|及|、|・|間|首脳|軍|"
    r"双方|同|兩國|两国|イスラム組織|イスラム教シーア派組織|武装組織|準軍事組織|暫定政府|民兵組織)*"
)
_SIGNS = frozenset(",;&/-–—‐‑·・、’'.()")
_DASHES = frozenset("-–—‐‑/・・")


@dataclass(frozen=True, slots=True)
class Group:
    """Two or more different actors named together, from `start` to `end`."""

    start: int
    end: int
    members: tuple[Actor, ...]
    dashed: bool

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(actor.code for actor in self.members)


def groups(text: str, actors: Sequence[Actor]) -> Iterator[Group]:
    """The groups of `text`, in order; each actor is in at most one."""
    run: list[Actor] = []
    for actor in actors:
        if run and actor.naming is Naming.LEADER and actor.code == run[-1].code:
            continue
        if run and not _joined(text, run[-1], actor):
            yield from _group(text, run)
            run = []
        run.append(actor)
    yield from _group(text, run)


def _group(text: str, run: Sequence[Actor]) -> Iterator[Group]:
    if len({actor.code for actor in run}) > 1:
        gap = text[run[0].end : run[1].start].strip()
        dashed = gap == "" or set(gap) <= _DASHES
        yield Group(run[0].start, run[-1].end, tuple(run), dashed)


def _joined(text: str, one: Actor, other: Actor) -> bool:
    if other.start - one.end > _WIDEST or Naming.LEADER in {one.naming, other.naming}:
        return False
    gap = text[one.end : other.start]
    if Naming.SEAT in {one.naming, other.naming} and gap.strip() not in _BETWEEN_SEATS:
        return False  # a dateline names the place of the report
    if "\n" in gap.strip("\n ") or gap.count("\n") > 1:
        return False
    if _HAN.search(gap):
        return _JOINED_HAN.fullmatch(_BRACKETS.sub("", gap).strip()) is not None
    tokens = _TOKEN.findall(_OFFICE.sub(" ", _BRACKETS.sub(" ", gap)).lower())
    return all(token in _JOINS or token in _SIGNS for token in tokens)
