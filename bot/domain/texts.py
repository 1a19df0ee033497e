"""Texts: what people type into a field, bounded and read."""

from unicodedata import category
from urllib.parse import urlsplit

from bot.errors import UserError
from bot.messages import t

EMPTY = "-"
"""What a person types to empty a field that already holds something."""

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Control signs, signs that turn or join text, and codes without a sign (Unicode categories)."""

MAX_NAME = 60
MAX_TITLE = 200
MAX_WHAT = 150
MAX_QUOTE = 300
MAX_NOTE = 500
MAX_SUMMARY = 2000
MAX_LIST = 30


def bounded(text: str, most: int, *, field: str) -> str:
    """`text` in one piece without stray white space and without signs that cannot be seen.

    Raises UserError when nothing is left of it, or only the dash that empties a field, and when it
    is longer than `most` characters.
    """
    tidy = _tidy(text)
    if not tidy or tidy == EMPTY:
        raise UserError(t("Fill in the {field}.", field=field))
    if len(tidy) > most:
        raise UserError(
            t(
                "Shorten “{field}” from {count} to {most} characters.",
                field=field,
                count=len(tidy),
                most=most,
            )
        )
    return tidy


def shortened(text: str, most: int, *, mark: str = "") -> str:
    """`text` as `bounded` has it, cut after a word where it is longer than `most`.

    `mark` then stands at the end. Empty where nothing of it can be seen.
    """
    tidy = _tidy(text)
    if len(tidy) <= most:
        return tidy
    cut = tidy[: most - len(mark)]
    if not tidy[len(cut)].isspace():
        word = cut.rpartition(" ")[0]
        cut = word if len(word) > most // 2 else cut
    return cut.rstrip(" ,;:-–—") + mark


def _tidy(text: str) -> str:
    seen = "".join(sign for sign in text if category(sign) not in _UNSEEN or sign.isspace())
    return " ".join(seen.split())


def optional(text: str | None, most: int, *, field: str) -> str | None:
    """As `bounded`, with None for what was left out or emptied."""
    if text is None or not text.strip() or text.strip() == EMPTY:
        return None
    return bounded(text, most, field=field)


def read_list(text: str | None, *, field: str, most: int = MAX_NAME) -> tuple[str, ...]:
    """The words between commas, each once, in the order given."""
    if text is None or text.strip() == EMPTY:
        return ()
    words = [bounded(word, most, field=field) for word in text.split(",") if word.strip()]
    if len(words) > MAX_LIST:
        raise UserError(t("Give at most {most} in {field}.", most=MAX_LIST, field=field))
    return tuple(dict.fromkeys(words))


def read_link(text: str | None) -> str | None:
    """A link to a page, or None where none was given. Raises UserError for anything else."""
    if text is None or not text.strip() or text.strip() == EMPTY:
        return None
    link = text.strip()
    try:
        parts = urlsplit(link)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or len(link) > 500:
        raise UserError(t("Give the link in full, beginning with https://."))
    if any(sign in link for sign in " <>()[]"):
        raise UserError(t("The link holds a space or a bracket; copy it from the address bar."))
    return link
