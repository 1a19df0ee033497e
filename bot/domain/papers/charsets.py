"""Charsets: from bytes to letters, by what the bytes show before what was said of them.

The order is that of browsers (WHATWG Encoding): byte order mark, then the declared charset, then
a guess; but bytes that are valid UTF-8 with letters beyond ASCII are taken as that whatever is
declared, as by chance they hardly ever are.
"""

import codecs
import re
from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN = {
    "utf-8": "utf8 unicode-1-1-utf-8",
    "utf-16-le": "utf-16 utf-16le unicode ucs-2",
    "utf-16-be": "utf-16be",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932",
    "euc_jis_2004": "euc-jp x-euc-jp eucjp euc_jp",
    "iso2022_jp_ext": "iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-ms csiso2022jp",
    "gb18030": "gbk gb2312 gb_2312-80 x-gbk euc-cn cp936",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp949": "euc-kr ks_c_5601-1987 ksc5601 windows-949 korean",
    "cp1252": "windows-1252 iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii l1 x-cp1252",
    "cp1250": "windows-1250 x-cp1250",
    "cp1251": "windows-1251 x-cp1251",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254 iso-8859-9 latin5",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "cp1257": "windows-1257",
    "cp1258": "windows-1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "iso8859-2": "iso-8859-2 latin2",
    "iso8859-5": "iso-8859-5 cyrillic",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-15": "iso-8859-15 latin-9",
    "koi8-r": "koi8 koi",
    "koi8-u": "koi8-ru",
    "mac-roman": "macintosh x-mac-roman",
}
_CODECS = {label: codec for codec, labels in _KNOWN.items() for label in [codec, *labels.split()]}
"""The charsets that papers are written in; no other codec of Python's is ever called."""

_GUESSED = ("cp932", "euc_jis_2004", "gb18030", "big5hkscs", "cp949", "cp1252", "cp1251", "koi8-r")
_JAPANESE = frozenset({"cp932", "euc_jis_2004"})
_LOOKED_AT = 30_000

_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fc]")
_WIDE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e\uac00-\ud7a3]")
_COMMON = frozenset(
    "、。「」『』・，：；的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会"
    "可主发年动同工也能下过民前面你她這為個國時來們對會發動過后後协協议議定方双雙"
)
_LATIN = re.compile(r"[\u00c0-\u024f]")
_PRINTED = frozenset("‘’“”–—…•€°§«»„©®£½·ºª¿¡")
_NEVER = re.compile(r"[\x80-\x9f\ue000-\uf8ff\ufffd]")
_CYRILLIC = re.compile(r"[\u0400-\u045f]")


def codec_of(label: str | None) -> str | None:
    """Python's name of the charset that a page or a mail names; None where it is none."""
    return _CODECS.get((label or "").strip().strip("\"'").lower())


def decoded(body: bytes, declared: Iterable[str | None] = ()) -> str:
    """The text of `body`; `declared` are the charsets it is said to have, the surest first."""
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    said = [codec for codec in map(codec_of, declared) if codec]
    if b"\x1b$" in body or b"\x1b(J" in body:
        said.insert(0, "iso2022_jp_ext")
    elif not body.isascii():
        said.insert(0, "utf-8")
    for codec in said:
        text = _strictly(body, codec)
        if text is not None and (codec == "utf-8" or _likely(text, codec)):
            return text
    # A few broken letters are no reason to take all the others for something else.
    return body.decode(_guessed(body, [*said, "utf-8", *_GUESSED]), "replace")


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except UnicodeDecodeError:
        return None


def _likely(text: str, codec: str) -> bool:
    """Whether a declared charset makes sense of the bytes; servers declare what they please."""
    return _likelihood(text[:_LOOKED_AT], japanese=codec in _JAPANESE) >= 0.0


def _guessed(body: bytes, choice: Iterable[str]) -> str:
    """The charset that makes the likeliest text of the bytes."""
    if body.isascii():
        return "utf-8"
    fits = {codec: _fit(body[:_LOOKED_AT], codec) for codec in choice}
    return max(fits, key=lambda codec: fits[codec])


def _fit(body: bytes, codec: str) -> float:
    text = codecs.getincrementaldecoder(codec)("replace").decode(body, final=False)
    return _likelihood(text, japanese=codec in _JAPANESE)


def _likelihood(text: str, *, japanese: bool) -> float:
    """How much the signs beyond ASCII look like a language, on the average of them."""
    weights = [
        _weight(text[max(place - 1, 0) : place + 2], text[place], japanese=japanese)
        for place in range(len(text))
        if text[place] > "\x7f"
    ]
    return sum(weights) / len(weights) if weights else 0.0


def _weight(near: str, sign: str, *, japanese: bool) -> float:
    """`near` is the sign with those beside it: the letters of a wrong charset stand alone."""
    if _WIDE.match(sign):
        return _wide_weight(near, sign, japanese=japanese)
    beside_ascii = any(each.isascii() and each.isalpha() for each in near)
    if _LATIN.match(sign):
        return 1.0 if beside_ascii else -1.0
    if _CYRILLIC.match(sign):
        return -2.0 if beside_ascii else 2.0 if sign.islower() else 0.5
    if sign in _PRINTED:
        return 1.0
    return -5.0 if _NEVER.match(sign) else -2.0


def _wide_weight(near: str, sign: str, *, japanese: bool) -> float:
    if _KANA.match(sign):
        return 3.0 if japanese else 0.0
    if sum(1 for each in near if _WIDE.match(each)) < 2:
        return -1.0
    return 3.0 if sign in _COMMON else 2.4 if sign >= "\uac00" else 1.5
