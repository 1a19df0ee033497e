"""Commodities: what an agreement is about, by a small vocabulary with the names people use."""

import re
from functools import cache

from bot.domain.drafts.values import DraftCommodity, Quote

_VOCABULARY = {
    "critical minerals": "critical minerals?|critical raw materials?|strategic minerals?|"
    "重要鉱物|关键矿产|"
    "關鍵礦產",
    "rare earths": "rare[- ]earths?|rare[- ]earth elements|レアアース|希土類|稀土",
    "lithium": "lithium|リチウム",
    "cobalt": "cobalt|コバルト",
    "nickel": "nickel|ニッケル",
    "copper": "copper|銅(?!像)",
    "graphite": "graphite|黒鉛",
    "gallium": "gallium|ガリウム",
    "germanium": "germanium|ゲルマニウム",
    "antimony": "antimony|アンチモン",
    "tungsten": "tungsten|タングステン",
    "manganese": "manganese",
    "titanium": "titanium",
    "uranium": "uranium|ウラン(?!バ)|濃縮ウラン",
    "magnets": "permanent magnets?|rare[- ]earth magnets?|永久磁石",
    "batteries": "batter(?:y|ies)|蓄電池",
    "semiconductors": "semiconductors?|microchips?|半導体|半导体|半導體",
    "steel": "steel|鉄鋼|钢铁|鋼鐵",
    "aluminium": "alumini?um|アルミニウム",
    "automobiles": "automobiles?|motor vehicles?|passenger cars?|自動車",
    "crude oil": "crude oil|petroleum|原油|石油",
    "natural gas": "natural gas|\\blng\\b|liquefied natural gas|天然ガス",
    "coal": "coal|石炭",
    "hydrogen": "hydrogen|水素",
    "soybeans": "soybeans?|soya ?beans?|大豆",
    "beef": "beef|牛肉",
    "wheat": "wheat|小麦",
    "rice": "rice(?! university)",
    "corn": "corn|maize",
    "sugar": "sugar",
    "coffee": "coffee",
    "timber": "timber|lumber|木材",
    "fish": "fisher(?:y|ies)|fish(?:ing)?|herring|tuna|漁業|水産",
    "pharmaceuticals": "pharmaceuticals?|medicines|医薬品",
    "agricultural products": "agricultural (?:products|goods|commodities)|農産物",
    "textiles": "textiles?",
    "water": "water (?:sharing|resources|supply)",
    "electricity": "electricity|電力",
    "aircraft": "civil aircraft",
    "greenhouse gases": "greenhouse gas(?:es)?|温室効果ガス",
}
_MOST = 12


@cache
def _pattern() -> re.Pattern[str]:
    groups = (f"(?P<g{number}>{names})" for number, names in enumerate(_VOCABULARY.values()))
    return re.compile(r"(?<![a-zA-Z])(?:" + "|".join(groups) + r")(?![a-zA-Z])", re.IGNORECASE)


def commodities_of(text: str) -> tuple[DraftCommodity, ...]:
    """The commodities that the text names, in the order of their first mention."""
    names, found = tuple(_VOCABULARY), {}
    for match in _pattern().finditer(text):
        name = names[int((match.lastgroup or "g0")[1:])]
        if name not in found:
            found[name] = DraftCommodity(name, Quote(match.start(), match.end(), match[0]))
        if len(found) == _MOST:
            break
    return tuple(found.values())
