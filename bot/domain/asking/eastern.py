"""Questions in Japanese and Chinese: the few words that say what is asked, put into English.

What is named in such a question is found by the names of the record, which hold these scripts.
"""

import re
from collections.abc import Collection
from unicodedata import normalize

_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_RUN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")

_WORDS = {
    "いつ": "when",
    "什么时候": "when",
    "何时": "when",
    "何日": "how many days",
    "几天": "how many days",
    "多少天": "how many days",
    "언제": "when",
    "どこ": "where",
    "哪里": "where",
    "在哪": "where",
    "誰": "who",
    "だれ": "who",
    "谁": "who",
    "担当": "owner",
    "负责": "owner",
    "なぜ": "why",
    "どうして": "why",
    "为什么": "why",
    "期限": "deadline",
    "締切": "deadline",
    "締め切り": "deadline",
    "截止": "deadline",
    "拘束力": "binding",
    "约束力": "binding",
    "期限切れ": "overdue",
    "逾期": "overdue",
    "当事国": "parties",
    "締約国": "parties",
    "缔约": "parties",
    "署名": "signed",
    "签署": "signed",
    "発効": "in force",
    "生效": "in force",
    "停止": "suspended",
    "暂停": "suspended",
    "資金": "funding",
    "融資": "funding",
    "资金": "funding",
    "閣僚": "ministerial",
    "部长": "ministerial",
    "出典": "source",
    "来源": "source",
    "比較": "compare",
    "比较": "compare",
    "変わった": "changed",
    "変更": "changed",
    "变化": "changed",
    "次": "next",
    "下一": "next",
    "未解決": "open questions",
    "日本": "japan",
    "中国": "china",
    "米国": "united states",
    "アメリカ": "united states",
    "美国": "united states",
    "オーストラリア": "australia",
    "豪州": "australia",
    "澳大利亚": "australia",
    "マレーシア": "malaysia",
    "马来西亚": "malaysia",
    "タイ": "thailand",
    "泰国": "thailand",
    "カンボジア": "cambodia",
    "柬埔寨": "cambodia",
    "韓国": "korea",
    "韩国": "korea",
    "カザフスタン": "kazakhstan",
    "哈萨克斯坦": "kazakhstan",
    "サウジ": "saudi arabia",
    "沙特": "saudi arabia",
    "コンゴ": "congo",
    "刚果": "congo",
    "メキシコ": "mexico",
    "墨西哥": "mexico",
    "欧盟": "european union",
    "英国": "united kingdom",
    "レアアース": "rare earths",
    "希土類": "rare earths",
    "稀土": "rare earths",
    "ガリウム": "gallium",
    "镓": "gallium",
    "重要鉱物": "critical minerals",
    "关键矿产": "critical minerals",
    "覚書": "mou",
    "备忘录": "mou",
    "枠組み": "framework",
    "框架": "framework",
    "輸出規制": "export controls",
    "出口管制": "export controls",
    "関税": "tariffs",
    "关税": "tariffs",
}
"""What stands in a question -> the English words for it."""


def is_eastern(text: str) -> bool:
    """Whether a text has Japanese, Chinese or Korean signs."""
    return _SIGNS.search(text) is not None


def runs(text: str) -> list[str]:
    """The stretches of a text that are in these scripts."""
    return _RUN.findall(normalize("NFKC", text))


def in_english(text: str, recorded: Collection[str] = ()) -> str:
    """The words of the table that stand in `text`, the longer first, and what it has in Latin.

    Words of the record in these scripts that stand in it are kept as they are.
    """
    plain = normalize("NFKC", text)
    found: list[tuple[int, str]] = []
    rest = plain
    for sign in sorted(_WORDS, key=len, reverse=True):
        place = rest.find(sign)
        if place >= 0:
            found.append((place, _WORDS[sign]))
            rest = rest.replace(sign, " " * len(sign))
    kept = [each for each in recorded if is_eastern(each) and len(each) > 1 and each in plain]
    latin = " ".join(re.findall(r"[A-Za-z0-9][A-Za-z0-9.-]*", rest))
    return " ".join([*(word for _, word in sorted(found)), latin, *sorted(kept)]).strip()
