"""Places: the states that people name by their people, their capital or their ministries."""

from functools import cache

from bot.domain.asking.words import listed
from bot.domain.countries import country_code
from bot.domain.names import folded

_ALSO_CALLED = {
    "AE": "emirati, emirates, abu dhabi, uae",
    "AR": "argentine, argentinian, argentina, buenos aires",
    "AU": "australian, australia, au, aussie, aussies, canberra",
    "BR": "brazilian, brazil, brasilia",
    "CA": "canadian, canada, ottawa",
    "CD": "congolese, congo, drc, dr congo, kinshasa, democratic republic of the congo",
    "CK": "cook islands, cook islander, rarotonga",
    "CL": "chilean, chile, santiago",
    "CN": "chinese, china, cn, beijing, prc, mofcom, peking",
    "DE": "german, germany, berlin",
    "EC": "ecuadorian, ecuador, quito",
    "EU": "european, europe, brussels, eu, european union, europeans, european commission",
    "FR": "french, france, paris",
    "GB": "british, britain, uk, gb, united kingdom, london, england",
    "GN": "guinean, guinea, conakry",
    "ID": "indonesian, indonesia, jakarta",
    "IN": "indian, india, delhi, new delhi",
    "IT": "italian, italy, rome",
    "JP": "japanese, japan, jp, tokyo, japon",
    "KH": "cambodian, cambodia, kh, phnom penh",
    "KR": "korean, korea, kr, seoul, south korean, south korea, rok",
    "KZ": "kazakh, kazakhstan, kz, kazakhstani, astana",
    "MA": "moroccan, morocco, rabat",
    "MX": "mexican, mexico, mx, mexico city",
    "MY": "malaysian, malaysia, kuala lumpur, kl, putrajaya",
    "NO": "norwegian, norway, oslo",
    "PE": "peruvian, peru, lima",
    "PH": "philippine, philippines, filipino, manila",
    "PY": "paraguayan, paraguay, asuncion, asunción",
    "RU": "russian, russia, moscow",
    "SA": "saudi, saudis, saudi arabia, saudi arabian, riyadh, ksa",
    "TH": "thai, thailand, bangkok",
    "TR": "turkish, turkey, türkiye, ankara",
    "UA": "ukrainian, ukraine, kyiv, kiev",
    "US": "american, americans, america, usa, united states, washington, us",
    "UZ": "uzbek, uzbekistan, tashkent",
    "VN": "vietnamese, vietnam, viet nam, hanoi",
    "ZA": "south african, south africa, pretoria",
}
"""ISO 3166 two-letter code (and EU) -> what people call that state, its people and its seat."""

_OTHERS = listed(
    """
    afghanistan albania algeria angola armenia austria austrian azerbaijan bahrain
    bangladesh belarus belgium belgian bolivia bolivian botswana bulgaria burma myanmar
    burundi cameroon chad colombia colombian costa-rica croatia cuba cyprus czechia
    denmark danish egypt egyptian eritrea estonia ethiopia fiji finland finnish gabon
    gambia georgia georgian ghana greece greek greenland guatemala guyana haiti honduras
    hungary hungarian iceland iran iranian iraq iraqi ireland irish israel israeli
    jamaica jordan kenya kuwait kyrgyzstan laos lao latvia lebanon liberia libya
    lithuania luxembourg madagascar malawi mali malta mauritania mauritius moldova
    mongolia mongolian montenegro mozambique namibia nepal netherlands dutch nicaragua
    niger nigeria nigerian oman pakistan pakistani panama poland polish portugal
    portuguese qatar qatari romania rwanda senegal serbia singapore slovakia slovenia
    somalia spain spanish sudan suriname sweden swedish switzerland swiss syria taiwan
    taiwanese tajikistan tanzania togo tunisia turkmenistan uganda uruguay venezuela
    yemen zambia zambian zimbabwe
    """
)
"""States of which only the name is known here, so that it is not taken for a mistyped word."""

_SEATS = frozenset(
    [
        "abu dhabi",
        "buenos aires",
        "canberra",
        "kinshasa",
        "rarotonga",
        "santiago",
        "beijing",
        "berlin",
        "quito",
        "brussels",
        "paris",
        "london",
        "conakry",
        "jakarta",
        "delhi",
        "new delhi",
        "rome",
        "tokyo",
        "phnom penh",
        "seoul",
        "astana",
        "rabat",
        "kuala lumpur",
        "kl",
        "oslo",
        "lima",
        "manila",
        "asuncion",
        "moscow",
        "riyadh",
        "bangkok",
        "ankara",
        "kyiv",
        "washington",
        "tashkent",
        "hanoi",
        "pretoria",
        "ottawa",
        "brasilia",
        "mexico city",
    ]
)


@cache
def _codes() -> dict[str, str]:
    names = {folded(name): code for code, line in _ALSO_CALLED.items() for name in line.split(", ")}
    return {name.replace("-", " "): code for name, code in names.items()}


LONGEST_NAME = 6
"""Words in the longest of these names."""


def state_called(words: str) -> str | None:
    """The code of the state that these words, joined by spaces, call; None for none."""
    return _codes().get(words)


def state_name(code: str) -> str:
    """How the state with this code is usually written."""
    return country_code(code)[0]


def is_seat(words: str) -> bool:
    """Whether these words are a town, where something may also have happened."""
    return words in _SEATS


@cache
def every_name() -> frozenset[str]:
    """Every single word of these names, and the states that are known by their name alone."""
    return frozenset(word for name in _codes() for word in name.split()) | frozenset(_OTHERS)


def is_elsewhere(word: str) -> bool:
    """Whether a word names a state of which only the name is known here."""
    return word in _OTHERS
