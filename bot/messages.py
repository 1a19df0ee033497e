"""The one catalogue of the sentences that people read.

Every text that reaches a person is written in English at the place where it is used and passed
through `t` (or `tn` where a number decides its form), as is usual with gettext. Values go into
named `{fields}`, so that a translation may reorder them.
"""

import gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

_LOCALES = Path(__file__).with_name("locales")

language: ContextVar[str] = ContextVar("language", default="en")
"""The language of the person being answered, as a Discord locale such as `en-GB` or `ja`."""


@cache
def _translations(locale: str) -> gettext.NullTranslations:
    languages = [locale.replace("-", "_"), locale.partition("-")[0]]
    return gettext.translation("milepost", _LOCALES, languages, fallback=True)


def t(message: str, /, **values: object) -> str:
    """`message` in the reader's language, with `values` in its `{fields}`."""
    translated = _translations(language.get()).gettext(message)
    return translated.format(**values) if values else translated


def tn(one: str, many: str, count: int, /, **values: object) -> str:
    """As `t`, with `one` for a count of 1 and `many` otherwise; `{count}` is filled in."""
    translated = _translations(language.get()).ngettext(one, many, count)
    return translated.format(count=count, **values)
