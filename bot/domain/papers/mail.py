"""Mail: the newest message of a mail, or the one that it passes on."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from email.utils import parsedate_to_datetime

from bot.domain.papers.charsets import decoded
from bot.domain.papers.html import text_of
from bot.domain.papers.limits import Limits
from bot.domain.papers.quoting import own_words, passed_on
from bot.domain.papers.tidy import bounded, one_line, tidy
from bot.domain.papers.values import Paper, Written
from bot.domain.papers.wrapping import unwrapped
from bot.errors import TooMuch, Unreadable
from bot.messages import t

_ANSWER = re.compile(
    r"^(?:(?:re|aw|sv|antw|fwd?|wg|tr|rv|i|vs|転送|返信)\s*[:：]\s*)+", re.IGNORECASE
)
_BOUNDARY = re.compile(rb"\bboundary\s*=", re.IGNORECASE)
_TRIVIAL = 40
"""Letters; a plain text with fewer only says that the mail is in HTML."""


def read(paper: Paper, limits: Limits) -> Written:
    """What is written in a mail: the subject is its title, the sender its publisher.

    Of a message that is passed on the first writer and day count, not who passed it on. Raises
    Unreadable where it holds no text.
    """
    message, parts = _opened(paper.body, limits)
    text = _body(parts, limits)
    inner = passed_on(text)
    text, dropped = own_words(inner.text if inner else text)
    if not text.strip():
        raise Unreadable(t("The mail holds no text; give the file in it, or paste its text."))
    text, cut = bounded(tidy("\n".join(unwrapped(text.splitlines()))), limits.characters)
    subject = (inner and inner.subject) or _header(message, "Subject") or ""
    return Written(
        text=text,
        title=one_line(_ANSWER.sub("", subject.strip())),
        published_on=(inner and inner.sent_on) or _sent_on(message),
        publisher=one_line((inner and inner.sender) or _sender(message) or "", 120),
        language=(_header(message, "Content-Language") or "")[:2].lower() or None,
        notes=(*_unread(parts), *dropped, *cut),
    )


def _opened(body: bytes, limits: Limits) -> tuple[Message, list[Message]]:
    """The mail and those of its parts that hold something."""
    if len(_BOUNDARY.findall(body)) > limits.depth:
        raise _too_deep()
    try:
        message = message_from_bytes(body, policy=default)
        return message, list(_parts(message, limits))
    except RecursionError:
        raise _too_deep() from None
    except MemoryError:
        raise
    except Exception as error:  # headers of any form come, and the library trips over some
        raise Unreadable(
            t("The mail is damaged and cannot be read; paste its text instead.")
        ) from error


def _too_deep() -> TooMuch:
    return TooMuch(t("The mail holds mails within mails beyond measure; paste its text instead."))


def _parts(message: Message, limits: Limits) -> Iterator[Message]:
    """The parts that hold something, in order, as many as are allowed."""
    waiting: list[Message] = [message]
    for _ in range(limits.entries):
        if not waiting:
            return
        part = waiting.pop(0)
        if part.is_multipart():
            waiting[:0] = [each for each in part.get_payload() if isinstance(each, Message)]
        else:
            yield part


def _attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or not part.get_content_type().startswith(
        "text/"
    )


def _body(parts: list[Message], limits: Limits) -> str:
    """The plain text where there is one that says something, else that of the HTML."""
    shown = [part for part in parts if not _attached(part)]
    plain = [part for part in shown if part.get_content_type() != "text/html"]
    text = "\n\n".join(_written(part, limits) for part in plain)
    if sum(1 for sign in text[:2_000] if sign.isalnum()) >= _TRIVIAL:
        return text
    marked = [part for part in shown if part.get_content_type() == "text/html"]
    return "\n\n".join(text_of(_written(part, limits), limits) for part in marked) or text


def _written(part: Message, limits: Limits) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    whole = decoded(body, (str(part.get_content_charset() or ""),))
    return whole[: 8 * limits.characters]


def _header(message: Message, name: str) -> str | None:
    try:
        value = message[name]
    except Exception:  # a header that the library cannot parse is as good as none
        return None
    return None if value is None else str(value)


def _sent_on(message: Message) -> date | None:
    """The day of sending as it was where the sender was."""
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _sender(message: Message) -> str | None:
    written = _header(message, "From") or ""
    name, _, address = written.partition("<")
    return name.strip().strip("\"'") or address.rstrip("> ") or None


def _unread(parts: list[Message]) -> Iterator[str]:
    for part in parts:
        name = part.get_filename() if isinstance(part, EmailMessage | Message) else None
        if name and _attached(part) and not part.get_content_type().startswith("image/"):
            yield t("The file “{name}” in the mail was not read.", name=one_line(name, 100))
