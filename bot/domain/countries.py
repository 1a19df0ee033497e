"""Countries: the states and organisations that people name as parties, with their codes."""

from functools import cache

from bot.domain.names import folded

_NAMES = {
    "AE": ("United Arab Emirates", "UAE"),
    "AR": ("Argentina",),
    "AU": ("Australia",),
    "BR": ("Brazil",),
    "CA": ("Canada",),
    "CD": ("Democratic Republic of the Congo", "DRC", "DR Congo"),
    "CK": ("Cook Islands",),
    "CL": ("Chile",),
    "CN": ("China", "PRC", "People's Republic of China"),
    "DE": ("Germany",),
    "EC": ("Ecuador",),
    "EU": ("European Union",),
    "FR": ("France",),
    "GB": ("United Kingdom", "UK", "Britain"),
    "GN": ("Guinea",),
    "ID": ("Indonesia",),
    "IN": ("India",),
    "IT": ("Italy",),
    "JP": ("Japan",),
    "KH": ("Cambodia",),
    "KR": ("Korea", "South Korea", "Republic of Korea"),
    "KZ": ("Kazakhstan",),
    "MA": ("Morocco",),
    "MX": ("Mexico",),
    "MY": ("Malaysia",),
    "NO": ("Norway",),
    "PE": ("Peru",),
    "PH": ("Philippines",),
    "PY": ("Paraguay",),
    "RU": ("Russia", "Russian Federation"),
    "SA": ("Saudi Arabia",),
    "TH": ("Thailand",),
    "TR": ("Türkiye", "Turkey"),
    "UA": ("Ukraine",),
    "US": ("United States", "USA", "United States of America", "America"),
    "UZ": ("Uzbekistan",),
    "VN": ("Vietnam", "Viet Nam"),
    "ZA": ("South Africa",),
}
"""ISO 3166 two-letter code (and EU) -> the name that is shown, then others that people type."""

SIGNS = {
    "AU": "豪澳",
    "CA": "加",
    "CN": "中",
    "DE": "独德",
    "EU": "欧",
    "FR": "仏法",
    "GB": "英",
    "IN": "印",
    "IT": "伊意",
    "JP": "日",
    "KR": "韓韩",
    "RU": "露俄",
    "US": "米美",
}
"""The one sign by which Japanese and Chinese name a state beside another: 日米, 美日."""


@cache
def _codes() -> dict[str, str]:
    return {folded(called): code for code, names in _NAMES.items() for called in (code, *names)}


def country_code(typed: str) -> tuple[str, str | None]:
    """The usual name and the code of what a person typed; no code for what is not known here."""
    code = _codes().get(folded(typed))
    return (_NAMES[code][0], code) if code else (typed, None)
