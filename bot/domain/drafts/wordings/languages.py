"""The wording of each language that is read in full or in part."""

from types import MappingProxyType

from bot.domain.drafts.wordings.chinese import CHINESE
from bot.domain.drafts.wordings.english import ENGLISH
from bot.domain.drafts.wordings.european import (
    DUTCH,
    FRENCH,
    GERMAN,
    ITALIAN,
    PORTUGUESE,
    SPANISH,
)
from bot.domain.drafts.wordings.japanese import JAPANESE
from bot.domain.drafts.wordings.others import (
    ARABIC,
    HINDI,
    INDONESIAN,
    KOREAN,
    POLISH,
    RUSSIAN,
    SWEDISH,
    TURKISH,
)
from bot.messages import t

WORDINGS = MappingProxyType(
    {
        "en": ENGLISH,
        "ja": JAPANESE,
        "zh": CHINESE,
        "de": GERMAN,
        "nl": DUTCH,
        "fr": FRENCH,
        "es": SPANISH,
        "it": ITALIAN,
        "pt": PORTUGUESE,
        "ar": ARABIC,
        "ko": KOREAN,
        "ru": RUSSIAN,
        "sv": SWEDISH,
        "pl": POLISH,
        "tr": TURKISH,
        "id": INDONESIAN,
        "hi": HINDI,
    }
)
"""By ISO 639 code."""

IN_FULL = frozenset({"en", "ja"})
"""The languages whose conditions, obligors and history are read too."""


def language_name(code: str) -> str:
    """What a language of these is called; its code where it is none of them."""
    return {
        "en": t("English"),
        "ja": t("Japanese"),
        "zh": t("Chinese"),
        "de": t("German"),
        "nl": t("Dutch"),
        "fr": t("French"),
        "es": t("Spanish"),
        "it": t("Italian"),
        "pt": t("Portuguese"),
        "ar": t("Arabic"),
        "ko": t("Korean"),
        "ru": t("Russian"),
        "sv": t("Swedish"),
        "pl": t("Polish"),
        "tr": t("Turkish"),
        "id": t("Indonesian"),
        "hi": t("Hindi"),
    }.get(code, code)
