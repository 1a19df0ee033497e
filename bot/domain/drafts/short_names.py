"""One-sign names of states, as Japanese and Chinese headlines write them: 日米, 米イラン, 中美."""

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
}
_BETWEEN = (
    r"(?=[両双雙二三兩两間间首外協协協合共同貿贸关關通停和防安租条投原社科交經经経戰战会會談谈"
    r"海航漁水環核宇デ・、のとがは政問争首財経])"
)
_GROUPS = {
    language: re.compile(rf"(?<![^\W\d_ァ-ヶー])[{''.join(signs)}]{{2,4}}{_BETWEEN}")
    for language, signs in _SIGNS.items()
}
_BEFORE = re.compile(r"(米|日|中|英|露|仏|独|韓|豪|印)[・]?$")
_ALONE = {
    "ja": re.compile(
        r"(?<![^\W\d_ぁ-ん])(米|英|仏|独|露|韓|豪|中|印|日)(?=(?:政府|国務|大統領|首相|外相|財務|側|両))"
    ),
    "zh": re.compile(
        r"(?<![^\W\d_])(美|英|法|德|俄|中|日|伊|以)(?=[方媒]|政府|總統|总统|外長|外长)"
    ),
}


def short_names(text: str, language: str, taken: Sequence[tuple[int, int]]) -> Iterable[Actor]:
    """The mentions in one sign, outside the places that are `taken` by longer names."""
    signs = _SIGNS[language]
    inside: set[int] = set()
    for start, end in taken:
        inside.update(range(start, end))
    for match in _GROUPS[language].finditer(text):
        for place in range(match.start(), match.end()):
            if place not in inside:
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
