"""One-sign names of states, as headlines of East Asia write them: 日米, 米イラン, 中美, 한미."""

import re
from collections.abc import Iterable, Sequence

from bot.domain.drafts.actors import Actor, Naming

_SIGNS = {
    "ja": {
        "日": "JP",
        "米": "US",
        "英": "GB",
        "仏": "FR",
        "独": "DE",
        "伊": "IT",
        "中": "CN",
        "露": "RU",
        "韓": "KR",
        "豪": "AU",
        "加": "CA",
        "印": "IN",
        "朝": "KP",
        "比": "PH",
        "越": "VN",
        "泰": "TH",
        "蘭": "NL",
        "西": "ES",
        "欧": "EU",
        "台": "TW",
        "墨": "MX",
    },
    "zh": {
        "中": "CN",
        "美": "US",
        "英": "GB",
        "法": "FR",
        "德": "DE",
        "俄": "RU",
        "日": "JP",
        "韓": "KR",
        "韩": "KR",
        "朝": "KP",
        "印": "IN",
        "以": "IL",
        "伊": "IR",
        "烏": "UA",
        "乌": "UA",
        "歐": "EU",
        "欧": "EU",
        "加": "CA",
        "澳": "AU",
        "台": "TW",
        "臺": "TW",
        "巴": "PK",
        "黎": "LB",
        "墨": "MX",
        "越": "VN",
        "泰": "TH",
        "菲": "PH",
    },
    "ko": {"한": "KR", "미": "US", "일": "JP", "중": "CN", "러": "RU", "북": "KP", "영": "GB"},
}
_AFTER = {
    "ja": r"(?![ー々])",
    "zh": r"(?=[双雙二三兩两間间首外協协合共贸貿總总關关停和防安租投原社科交经經战戰会會谈談]"
    r"|[海航水環核宇、政元领領高签簽达達就在将將]|日内瓦|日內瓦|宣布|同意|代表)",
    "ko": r"(?= ?(?:[양간]|관세|정상|무역|통상|협|조|동맹|외|군|핵|자유|경제)"
    r"| ?(?:원자력|공동|방위|어업|투자|회담|FTA))",
}
"""What may follow a group: Chinese writes many of these signs in other words."""
_NOT_AFTER = {"ja": r"(?<![^\W\d_ぁ-んァ-ヶー])", "zh": "", "ko": r"(?<![^\W\d_])"}
_OTHER_WORDS = r"(?!日本|日中(?:[、。にはも]|は)|日比谷|中西|西[中欧]|中[欧米比]|伊豆|台中)"
_INSIDE = r"(?!日本|日内瓦|日內瓦|中[東东央国國])"
_GROUPS = {
    language: re.compile(
        rf"{_NOT_AFTER[language]}{_OTHER_WORDS}"
        rf"[{''.join(signs)}](?:・?{_INSIDE}[{''.join(signs)}]){{1,3}}{_AFTER[language]}"
    )
    for language, signs in _SIGNS.items()
}
_BEFORE = re.compile(r"(米|日|中|英|露|仏|独|韓|豪|印)[・]?$")
_ALONE = {
    "ja": re.compile(
        r"(?<![^\W\d_ぁ-ん])(米|英|仏|独|露|韓|豪|中|印|日)(?=(?:政府|国務|大統領|首相|外相|"
        r"財務|側|両))"
    ),
    "zh": re.compile(
        r"(?<![^\W\d_])(美|英|法|德|俄|中|日|韩|韓|伊|以|欧|歐)(?=[方媒]|政府|總統|总统|外長|外长)"
    ),
    "ko": re.compile(r"(?<![^\W\d_])(미|한|중|일|북)(?=측|국 )"),
}


def short_names(text: str, language: str, taken: Sequence[tuple[int, int]]) -> Iterable[Actor]:
    """The mentions in one sign, outside the places that are `taken` by longer names."""
    signs = _SIGNS[language]
    inside: set[int] = set()
    for start, end in taken:
        inside.update(range(start, end))
    for match in _GROUPS[language].finditer(text):
        for place in range(match.start(), match.end()):
            if place not in inside and text[place] in signs:
                yield _actor(place, signs[text[place]])
                inside.add(place)
    for match in _ALONE[language].finditer(text):
        if match.start() not in inside:
            yield _actor(match.start(), signs[match[0]])
            inside.add(match.start())
    for start, _ in taken:
        before = text[max(0, start - 2) : start]
        found = _BEFORE.search(before)
        if found and start - len(found[0]) not in inside and language == "ja":
            place = start - len(found[0])
            if place == 0 or not text[place - 1].isalpha() or "ぁ" <= text[place - 1] <= "ん":
                yield _actor(place, signs[found[1]])
                inside.add(place)


def _actor(place: int, code: str) -> Actor:
    return Actor(place, place + 1, code, Naming.NAME)
