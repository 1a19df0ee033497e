"""Words of the field that mean the same or nearly so: a small thesaurus, of no one agreement."""

from functools import cache

from bot.domain.asking.words import stem

_SAME = (
    (
        "fund funding finance financing financial financed money cash loan credit payment "
        "pay paid bankroll"
    ),
    "invest investment investor investing capital",
    "meet meeting meetings met convene convened gather gathering conference session",
    "summit leaders",
    (
        "suspend suspended suspension suspends pause paused freeze frozen halt halted "
        "moratorium hiatus"
    ),
    (
        "end ends expire expires expired expiry expiration lapse lapses lapsed stop stops "
        "finish over close closes closed"
    ),
    (
        "terminate termination cancel cancellation cancelled canceled withdraw withdrawal "
        "exit quit discontinue denounce scrap scrapped leave"
    ),
    "start begin commence launch kick-off inception",
    (
        "return returns reapply resume resumed resumption reinstate reinstated reimpose "
        "restart snapback again"
    ),
    "approve approval ratify ratification ratified parliament consent",
    "sign signed signature signing ink inked signatory",
    "rapid quick fast emergency urgent crisis",
    "group team taskforce",
    "price pricing floor",
    "permit permitting licence license licensing licenses permission",
    "tariff duty duties levy levies impost",
    "fee fees charge charges",
    "ban bans banned prohibit prohibition embargo barred",
    "control controls restriction restrictions curb curbs restrict restricted",
    "soy soya soybean soybeans soyabean soyabeans beans",
    "stockpile stockpiling reserve reserves",
    "select selected choose chosen pick picked",
    "name named naming identify identified designate designated",
    "research r&d study science",
    "technology tech technologies technical",
    "share sharing exchange",
    "refine refining refinery smelting",
    "mine mining miner extraction",
    "chair chairs chaired chairing chairmanship chairman presidency",
    "currency dollar dollars usd aud",
    "quarterly quarter",
    "force effect effective effectiveness",
    "yearly annual annually",
    "ceiling cap limit maximum",
    "court ruling decision judgment judgement verdict",
    "ship ships shipping vessel vessels maritime port ports",
    "affiliate affiliates subsidiary subsidiaries",
    "exclusion exclusions exempt exemption exemptions excluded",
    "extend extended extension prolong prolonged renew renewed renewal renewable rollover",
    "talk talks negotiation negotiations negotiate negotiating",
    "conclude concluded conclusion",
    "void invalid valid null",
    "supply supplies supplying",
    "magnet magnets",
    "earth earths",
    "mineral minerals ore ores",
    "notice notification notify notified notifications",
    "committee board panel",
    "company companies firm firms business businesses",
    "buy bought purchase purchases purchased purchasing",
    "tonne tonnes ton tons quantity",
    "asset assets",
    "window windows",
    "cooperate cooperation collaborate collaboration cooperative",
    "duration lasting",
    "announce announced announcing unveiled",
    "publish published release released publication",
    "report reported reports reporting",
    "collect collecting collection",
    "replace replaces replaced successor succeed",
    "discuss discussed discussion discussions",
    "army military",
    "proposal proposals offer offers",
    "domestic national",
    "declaration declare",
    "rate rates level percent percentage",
    "abroad foreign overseas extraterritorial",
)
_NEAR = (
    ("fund", "invest"),
    ("summit", "meet"),
    ("end", "terminate"),
    ("control", "ban"),
    ("refine", "process"),
    ("select", "name"),
    ("approve", "sign"),
    ("suspend", "end"),
    ("mine", "mineral"),
    ("fee", "tariff"),
    ("void", "terminate"),
    ("chair", "lead"),
    ("permit", "control"),
)

TIGHT, LOOSE = 0.9, 0.35
"""How much of a word is met by one that means the same, and by one that is near to it."""


@cache
def _groups() -> dict[str, int]:
    return {stem(word): number for number, line in enumerate(_SAME) for word in line.split()}


@cache
def _nearby() -> dict[int, frozenset[int]]:
    groups = _groups()
    found: dict[int, set[int]] = {}
    for one, other in _NEAR:
        if stem(one) in groups and stem(other) in groups:
            first, second = groups[stem(one)], groups[stem(other)]
            found.setdefault(first, set()).add(second)
            found.setdefault(second, set()).add(first)
    return {group: frozenset(others) for group, others in found.items()}


def known(word: str) -> bool:
    """Whether a stem stands in the thesaurus."""
    return word in _groups()


def group(word: str) -> int | None:
    """The number of the words that mean the same as this stem."""
    return _groups().get(word)


def others(word: str) -> list[str]:
    """The other words that mean the same as a stem, each form once."""
    own = _groups().get(word)
    forms = () if own is None else _SAME[own].split()
    return list({stem(each): each for each in reversed(forms) if stem(each) != word}.values())[::-1]


def met(word: str, here: frozenset[str], groups: frozenset[int]) -> float:
    """How well a stem is met by the stems that stand `here`, of these groups: 1 by itself."""
    if word in here:
        return 1.0
    own = _groups().get(word)
    if own is None:
        return 0.0
    if own in groups:
        return TIGHT
    return LOOSE if groups & _nearby().get(own, frozenset()) else 0.0


def groups_of(here: frozenset[str]) -> frozenset[int]:
    """The groups to which these stems belong."""
    known_groups = _groups()
    return frozenset(known_groups[each] for each in here if each in known_groups)


def every_word() -> frozenset[str]:
    """Every word of the thesaurus as it is written."""
    return frozenset(word for line in _SAME for word in line.split())
