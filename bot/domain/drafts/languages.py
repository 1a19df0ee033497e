"""The language of a text, from its script and its commonest words."""

import re
from collections import Counter

_LOOKED_AT = 6_000
"""How many characters decide; longer texts do not change their language for good."""

_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_KANA = re.compile(r"[\u3041-\u30fa]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")

_COMMON = {
    "en": "the of and to in a is that for on with by as this be shall from at will which",
    "de": "der die das und den dem des ist mit im für von zu auf wird nicht ein eine sich werden",
    "nl": "het een van de en in op te voor met is dat zijn deze wordt door niet worden aan tot",
    "fr": "le la les des et du une est que dans pour par sur au aux qui en un ce sont",
    "es": "el la los las del y en que una por para con se un al es su como más este",
    "it": "il la lo gli della di e che per una con del dei nel alla sono un è dal delle",
    "pt": "o a os as do da dos das e em que uma por para com um ao no na não",
    "sv": "och att det som en på är av för med den till har inte om ett från",
    "da": "og at det som en på er af for med den til har ikke om et fra",
    "pl": "w i na z do się że nie jest oraz przez dla po od niniejszej",
    "tr": "ve bir bu ile için olarak olan da de tarafından arasında",
    "id": "dan yang di untuk dengan dari pada ini oleh dalam akan kedua antara",
    "uk": "та в на і що до для з від про",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(text: str) -> str:
    """The language of `text` as an ISO 639 code; `und` where there is too little to tell."""
    head = text[:_LOOKED_AT]
    latin, kana, han = (len(signs.findall(head)) for signs in (_LATIN, _KANA, _HAN))
    if kana + han > 20 and kana + han > latin / 6:
        return "ja" if kana > han / 12 else "zh"
    for language, signs in _SCRIPTS:
        if len(signs.findall(head)) > max(20, latin / 4):
            return language
    counts = Counter(word.lower() for word in _WORD.findall(head))
    scores = {language: sum(counts[word] for word in words) for language, words in _WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "und"
