"""The events that periods count from: one name for each, whatever words a text uses."""

import re
from types import MappingProxyType

_INSTRUMENT = (
    r"(framework|agreement|memorandum|mou|mous|arrangement|instrument|treaty|protocol|convention|"
    r"statement|joint statement|declaration|joint declaration|understanding|partnership|"
    r"action plan|plan|letter|deal|pact|accord|communique|document)"
)
_EXCHANGED = r"(notif|notice|note\b|notes\b|letter|communication|diplomatic)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        r"(notice|notif)\w* (of|for|to) (\w+ )?(terminat|denunc|withdraw|denounc)",
        "notice of termination",
    ),
    (rf"exchang\w*.*{_EXCHANGED}", "exchange of notifications"),
    (
        r"(last|latter|later|final|second)\b.*(notif|notice|note|communication)",
        "exchange of notifications",
    ),
    (r"\bdeposit(?!ar)", "deposit"),
    (r"(entr|enter|com(e|es|ing)\b|came)\w*\s.*(force|effect|operation)\b", "entry into force"),
    (
        r"(effective date|date of effect|tak(e|es|ing) effect|took effect|becom\w+ effective)",
        "entry into force",
    ),
    (r"\b(in force|eif)\b", "entry into force"),
    (r"\bexpir", "expiry"),
    (r"(receipt|receiv\w*)\b.*request", "receipt of request"),
    (r"(receipt|receiv\w*)\b.*(notif|notice)", "receipt of notification"),
    (r"(notif|notice)\w*.*\breceiv", "receipt of notification"),
    (r"(receipt|receiv)", "receipt"),
    (r"(publi(c|s)|promulgat|official journal|federal register|gazette)", "publication"),
    (r"\bannounc", "announcement"),
    (r"\bratif", "ratification"),
    (r"\baccession", "accession"),
    (r"(\bsign(s|ed|ing|ature|atures)?\b|\bexecut(ed|ion)\b|date hereof)", "signature"),
    (rf"\bdate of (this|the|its|said) {_INSTRUMENT}\b", "signature"),
    (rf"^(the |this |its |said )*{_INSTRUMENT}$", "signature"),
    (r"(commenc|\boperative\b|\bbegin)", "commencement"),
    (r"\bnotif|\bnotice", "notification"),
    (r"\brequest", "request"),
    (r"\bterminat", "termination"),
    (r"\bwithdraw", "withdrawal"),
    (r"\bsuspen", "suspension"),
    (r"\bresum", "resumption"),
    (r"\bsecond (renew|exten)", "second renewal"),
    (r"\brenew", "renewal"),
    (r"\bexten(d|s)", "extension"),
    (r"\bconnect", "connection"),
    (r"\bcomplet", "completion"),
    (r"\bdesignat", "designation"),
    (r"\badopt", "adoption"),
    (r"\bapprov", "approval"),
    (r"\baccept", "acceptance"),
    (r"\bestablish", "establishment"),
    (r"\bconclu", "conclusion"),
    (r"\bdeliver", "delivery"),
    (r"\bservice\b|\bserved\b", "service"),
    (r"\bsummit", "summit"),
    (r"\bmeeting", "meeting"),
)
_EVENTS = tuple((re.compile(pattern), name) for pattern, name in _PATTERNS)

KNOWN_EVENTS = MappingProxyType({name: name for _, name in _PATTERNS})
"""The names that events are known by."""

_LEADING = re.compile(
    r"^((the|a|an|its|their|such|said|this|that|first|day|date|of|on|which|when|any|each|written)"
    r" )+"
)
_NOT_EVENTS = frozenset({"", "date", "day", "it", "that", "this", "the", "now", "today"})


def known_event(text: str) -> str | None:
    """The event that `text` speaks of, if it is one of the usual ones."""
    lower = " ".join(text.lower().split())
    return next((name for pattern, name in _EVENTS if pattern.search(lower)), None)


def event_name(text: str) -> str:
    """The name of the event that `text` speaks of: a usual one, or its own words in lower case.

    Empty where it names none.
    """
    known = known_event(text)
    if known is not None:
        return known
    lower = " ".join(text.lower().split())
    bare = _LEADING.sub("", lower + " ").strip(" .,;:()'\"“”‘’")
    return "" if bare in _NOT_EVENTS else bare
