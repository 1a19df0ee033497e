"""What the agreements of a large record are called: every name is as people would give it."""

from dataclasses import dataclass

_OTHERS = (
    *("JP", "AU", "CN", "KR", "MY", "TH", "KH", "EU", "GB", "CA", "MX", "BR", "AR"),
    *("CL", "PE", "IN", "ID", "PH", "VN", "KZ", "UZ", "SA", "MA", "ZA", "UA"),
)
_PAIRS = (
    *(("US", each) for each in _OTHERS),
    *(("JP", each) for each in _OTHERS[1:11]),
    *(("AU", each) for each in _OTHERS[2:10]),
    *(("CN", each) for each in _OTHERS[13:19]),
)
_COMMODITIES = (
    *("rare earths", "gallium", "germanium", "antimony", "graphite", "lithium", "nickel"),
    *("cobalt", "copper", "tungsten", "permanent magnets", "uranium", "titanium"),
    *("manganese", "tin", "vanadium"),
)
_FORMS = (
    ("Framework", "framework"),
    ("MOU", "memorandum of understanding"),
    ("Trade Agreement", "treaty"),
    ("Action Plan", "framework"),
    ("枠組み", "framework"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """What an agreement's name is made of: two states, a commodity, a form and its turn."""

    pair: tuple[str, str]
    commodity: str
    form: str
    instrument: str
    turn: int


def name_of(number: int) -> str:
    """The short name of the agreement with this number (from 1); no two have the same."""
    made = made_of(number)
    again = f" {made.turn // 26 + 1}" if made.turn >= 26 else ""
    year = 2026 - made.turn % 26
    return f"{'-'.join(made.pair)} {made.commodity.title()} {made.form} {year}{again}"


def made_of(number: int) -> Made:
    """What the name of the agreement with this number is made of."""
    rest, pair = divmod(number, len(_PAIRS))
    rest, commodity = divmod(rest, len(_COMMODITIES))
    turn, form = divmod(rest, len(_FORMS))
    # Neighbours differ in all of it, as they do in a record.
    word, instrument = _FORMS[(form + pair + commodity) % len(_FORMS)]
    commodity = (commodity + pair) % len(_COMMODITIES)
    return Made(_PAIRS[pair], _COMMODITIES[commodity], word, instrument, turn)
