"""Quoting: in a mail, the words of its writer, of those before, and of a message passed on."""

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from bot.domain.papers.pages import day_of
from bot.messages import t

_BEGINS = re.compile(
    r"^\s*(?:-{3,}\s*(?:forwarded message|original message|ursprüngliche nachricht|"
    r"weitergeleitete nachricht|message transféré|転送メッセージ|元のメッセージ)\s*-{3,}|"
    r"begin forwarded message:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"\s*[>*]{0,3}\s*(from|date|sent|subject|to|cc|reply-to|von|datum|gesendet|betreff|an|de|"
    r"objet|envoyé|à|差出人|日時|送信日時|件名|宛先)\*?\s*[:：]\*?\s?(.*)$",
    re.IGNORECASE,
)
_NAMES = {
    **dict.fromkeys(("from", "von", "de", "差出人"), "from"),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "envoyé", "日時", "送信日時"), "date"),
    **dict.fromkeys(("subject", "betreff", "objet", "件名"), "subject"),
}
_WROTE = re.compile(
    r"^\s*(?:on\b.{3,200}\bwrote|am\b.{3,200}\bschrieb\b.{0,100}|le\b.{3,200}\ba écrit|"
    r"\d{4}年.{3,200}(?:のメール|書きました|wrote)?)\s*[:：]\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^(?:-- ?|_{5,}|sent from my .{2,30}|von meinem .{2,30} gesendet)$", re.I)
_ENOUGH = 200
"""Letters of one's own beside which what is quoted is only there for reference."""

_LONGEST_SIGNATURE = 15


@dataclass(frozen=True, slots=True)
class PassedOn:
    """A message within another, with what its header says."""

    text: str
    sender: str | None = None
    subject: str | None = None
    sent_on: date | None = None


def passed_on(text: str) -> PassedOn | None:
    """The message that `text` passes on, where its writer added little to it; else None."""
    begins = _BEGINS.search(text)
    if begins is None or _letters(text[: begins.start()]) > _ENOUGH * 2:
        return None
    lines = text[begins.end() :].strip("\n").splitlines()
    found: dict[str, str] = {}
    place = 0
    while place < len(lines) and place < 15:
        field = _FIELD.match(lines[place])
        if field is None and lines[place].strip(" >"):
            break
        if field is None and found:
            break
        if field is not None:
            name = _NAMES.get(field[1].lower())
            if name:
                found.setdefault(name, field[2].strip())
        place += 1
    if not found:
        return None
    sender = found.get("from", "").partition("<")[0].strip().strip("\"'*")
    return PassedOn(
        "\n".join(lines[place:]), sender or None, found.get("subject"), _day(found.get("date"))
    )


def own_words(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without its signature and what it quotes, and the note of what was left out.

    Where hardly anything else stands there, the quoted text is the matter and is kept.
    """
    lines = _without_signature(text.splitlines())
    quoted = [line for line in lines if line.lstrip().startswith(">")]
    own = [line for line in lines if not line.lstrip().startswith(">")]
    if not quoted:
        cut = next((place for place, line in enumerate(lines) if _answers(lines, place)), None)
        if cut is None or _letters("\n".join(lines[:cut])) <= _ENOUGH:
            return "\n".join(lines), ()
        return "\n".join(lines[:cut]), (t("Earlier messages below it were not read."),)
    own = [line for line in own if not _WROTE.match(line)]
    unquoted = [re.sub(r"^(?:\s?>){1,10} ?", "", line) for line in quoted]
    if _letters("\n".join(own)) < min(_ENOUGH, _letters("\n".join(unquoted))):
        return "\n".join([*own, "", *unquoted]), ()
    return "\n".join(own), (t("Quoted messages were not read."),)


def _answers(lines: list[str], place: int) -> bool:
    """Whether an earlier message begins here that is not marked with `>`."""
    if _BEGINS.match(lines[place]):
        return True
    return bool(_WROTE.match(lines[place])) or (
        sum(1 for line in lines[place : place + 4] if _FIELD.match(line)) > 2
    )


def _without_signature(lines: list[str]) -> list[str]:
    for place in range(len(lines) - 1, max(len(lines) - _LONGEST_SIGNATURE, 0), -1):
        if _SIGNATURE.match(lines[place].strip() if lines[place] != "-- " else "-- "):
            return lines[:place]
    return lines


def _letters(text: str) -> int:
    return sum(1 for sign in text if sign.isalnum())


def _day(written: str | None) -> date | None:
    if not written:
        return None
    try:
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return day_of(written)
