"""The companies and persons that the opening of a contract names as its parties."""

import re

_OPENING = 4_000
_MOST = 6
_STARTS = re.compile(
    r"\b(?:between|among|amongst)\b(?: and among)?[:\s]{1,4}|\bis made by\s|\bentered into by\s",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\bw ?i ?t ?n ?e ?s ?s ?e ?t ?h\b|\bwhereas\b|\brecitals?\b|\bbackground\b|\bpreamble\b"
    r"|\bnow,? therefore\b|\bcollectively\b|\bagree as follows\b|\bthe parties (?:hereto )?agree\b"
    r"|(?:^|\n)\s*(?:article|section) ?[1iI]\b|(?:^|\n)\s*1\.\s",
    re.IGNORECASE,
)
_WORD = r"(?:[A-Z\u00c0-\u00dd0-9][\w&.'’/-]{0,30}|&|of|the|and|for|de|du|van|der)"
_SUFFIX = (
    r"(?=[A-Z])(?i:Inc(?:orporated)?|L\.?L\.?C|Ltd|Limited|Corp(?:oration)?|Company|Co|GmbH|AG|"
    r"S\.?A\.?S?|"
    r"N\.?V|B\.?V|P\.?L\.?C|L\.?P|L\.?L\.?P|Pty|SE|KG|A/S|AB|Oy|S\.?p\.?A|K\.?K|Bank|Trust|"
    r"Partnership|University|Foundation|Institute|Association|Authority|Holdings?)"
)
_COMPANY = re.compile(
    rf"(?P<name>[A-Z\u00c0-\u00dd0-9][\w&.'’/-]{{0,30}}(?:,? (?:{_WORD}|OF|AND|"
    rf"THE)){{0,7}}?,? {_SUFFIX})"
    r"(?![\w&])\.?"
)
_ROLE = re.compile(
    rf"(?P<name>[A-Z\u00c0-\u00dd][\w&.'’/-]{{0,30}}(?: {_WORD}){{0,5}})"
    r"(?:, (?:an?|the|of|with|having|residing|located)\b[^()\n]{2,160})?,? "
    r"\((?:the |each,? an? |hereinafter[^\"“”()]{0,40}|herein[^\"“”()]{0,40})?[\"“”'‘]"
)
_NOT_NAMES = re.compile(
    r"^(?:This|The|These|Agreement|Contract|Lease|License|Effective|Date|As|On|By|In|Each|Party|"
    r"Parties|And|Dated?|Between)\b"
)


def companies_of(text: str) -> list[str]:
    """The parties of a contract by the names in its first words, in order; empty for none."""
    begins = _STARTS.search(text, 0, _OPENING)
    if begins is None:
        return []
    stop = _STOPS.search(text, begins.end(), begins.end() + 2_000)
    head = text[begins.end() : stop.start() if stop else begins.end() + 1_200]
    head = " ".join(head.split())
    found = [*_COMPANY.finditer(head), *_ROLE.finditer(head)]
    names: dict[int, str] = {}
    for match in sorted(found, key=lambda each: (each.start(), -each.end())):
        name = _bare(match["name"])
        if name and not any(_same(name, other) for other in names.values()):
            names[match.start()] = name
    return list(names.values())[:_MOST]


def _bare(name: str) -> str:
    """A name without the small words that lead up to it; empty for what is none."""
    bare = re.sub(r"^(?:(?:the|and|of|for)\s+)+", "", name).strip(" ,.")
    return "" if _NOT_NAMES.match(bare) or len(bare) < 3 else bare


def _same(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()
