"""Text from the record made fit to stand in a Discord message: escaped, cut, linked, cited."""

import re
import unicodedata
from datetime import date
from urllib.parse import quote, urlsplit

from bot.domain import wording
from bot.domain.agreements import Source
from bot.messages import t

LINK_LIMIT = 300
"""Longer addresses are not linked: a message has room for 4000 characters in all."""

MESSAGE_LIMIT = 2000
"""Characters of a message without components."""

SENTENCE_LIMIT = 900
"""Characters of a sentence before it is escaped, which may double it."""

_MARKUP = re.compile(r"([\\*_~|`\[\]<>])")
_LINE_START = re.compile(r"^(\d*)([#\-+.)])(?=[\s#])")
_URL = re.compile(r"https?://[^\s<>]+")
_SENTENCE_END = re.compile(r"(?<=\w\w\w)[.!?](?=\s)|[。！？]")
_NO_PING = "\u200b"
_ESCAPED_MENTION = re.compile(rf"\\<(#|@{_NO_PING}&?)(\d{{15,20}})\\>")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def said(text: str | None, limit: int = 300) -> str:
    """Text from the record, on one line of at most `limit` characters, that can do nothing.

    Markdown shows as typed, nobody and nothing is mentioned, and characters that hide or turn
    text around are dropped.
    """
    line = plain(text, limit)
    parts, end = [], 0
    for match in _URL.finditer(line):
        parts += [_escaped(line[end : match.start()]), _address(match.group())]
        end = match.end()
    parts.append(_escaped(line[end:]))
    return _LINE_START.sub(r"\1\\\2", "".join(parts)).replace("@", f"@{_NO_PING}")


def plain(text: str | None, limit: int = 300) -> str:
    """Text from the record for a label, which shows no markdown: on one line, nothing hidden."""
    visible = "".join(
        " " if character.isspace() else character
        for character in text or ""
        if character.isspace() or unicodedata.category(character) not in _HIDDEN
    )
    return shortened(" ".join(visible.split()), limit)


def told(sentence: str) -> str:
    """A sentence that repeats what somebody typed, as `said`, to be sent as a whole message.

    The channels, roles and people that it names outside its quotation marks stay mentions.
    """
    before, opening, rest = said(sentence, SENTENCE_LIMIT).partition("“")
    quoted, closing, after = rest.rpartition("”")
    if not closing:
        quoted, after = after, ""
    parts = (_mentioning(before), opening, quoted, closing, _mentioning(after))
    return "".join(parts)[:MESSAGE_LIMIT]


def _mentioning(text: str) -> str:
    return _ESCAPED_MENTION.sub(lambda found: f"<{found[1].replace(_NO_PING, '')}{found[2]}>", text)


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def shortened(text: str, limit: int) -> str:
    """`text` cut at a word, with an ellipsis, to at most `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:") + "…"


def sentences(text: str, limit: int) -> str:
    """As many whole sentences from the beginning of `text` as `limit` characters hold."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    end = max((m.end() for m in _SENTENCE_END.finditer(line, 0, limit)), default=0)
    return line[:end].rstrip() if end else shortened(line, limit)


def small(text: str) -> str:
    """A line of small print."""
    return f"-# {text}"


def _address(url: str) -> str:
    """An address in a text as Discord may link it; one that it cannot open stands as typed."""
    safe = _safe_url(url)
    return safe if safe and len(safe) <= LINK_LIMIT else _escaped(url)


def link(label: str, url: str | None) -> str:
    """`label` (finished markdown) as a link; as it is where `url` is none that people can open."""
    safe = _safe_url(url or "")
    return f"[{label}]({safe})" if safe and len(safe) <= LINK_LIMIT else label


def _safe_url(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return quote(url, safe="/:?#!$&'*+,;=%-._~").replace("*", "%2A").replace("~", "%7E")


def footnote(number: int | None, source: Source | None, *, linked: bool = True) -> str:
    """A small number after a fact, with a space before it; nothing where no source is known."""
    if number is None or source is None:
        return ""
    return f" {link(f'({number})', source.url if linked else None)}"


def cited(source: Source | None) -> str:
    """Who says so, linked; or that no source is recorded."""
    if source is None:
        return t("no source recorded")
    return link(said(source.publisher or source.title, 40), source.url)


def source_line(number: int, source: Source) -> str:
    """A source as people look it up: number, linked title, publisher, kind, dates."""
    name = link(said(source.title, 100), source.url)
    parts = [said(source.publisher, 60)] if source.publisher else []
    parts.append(said(t(source.grade), 20))
    if source.published_on:
        parts.append(wording.day(source.published_on, weekday=False))
    if source.read_on:
        parts.append(t("read {day}", day=wording.day(source.read_on, weekday=False)))
    return f"{number}. {name}\n{small(' · '.join(parts))}"


def checked(verified_on: date | None, newest_on: date | None = None) -> str:
    """On which day a person last held what is shown against its sources.

    Of several agreements `verified_on` is the oldest such day and `newest_on` the newest.
    """
    if verified_on is None and newest_on is not None:
        return t("Not recorded for all of it when it was last checked against its sources.")
    if verified_on is None:
        return t("Not recorded when it was last checked against its sources.")
    day = wording.day(verified_on, weekday=False)
    if newest_on is not None and newest_on != verified_on:
        newest = wording.day(newest_on, weekday=False)
        return t(
            "Last checked against their sources between {day} and {newest}.", day=day, newest=newest
        )
    return t("Last checked against its sources on {day}.", day=day)


def checked_briefly(verified_on: date | None, newest_on: date | None = None) -> str:
    """The same as `checked`, to go on a sentence with."""
    if verified_on is None:
        return t("not all checked") if newest_on else t("not checked")
    day = wording.day(verified_on, weekday=False)
    if newest_on is None or newest_on == verified_on:
        return t("checked {day}", day=day)
    newest = wording.day(newest_on, weekday=False)
    return t("checked {day} to {newest}", day=day, newest=newest)
