"""One text and what is dated in it as JSON objects, for scripts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.drafts.contracts.fields import fields_of
from bot.domain.drafts.expressions.flat import flatten
from bot.domain.drafts.expressions.tag import tag_flat
from bot.domain.drafts.expressions.values import Expression
from bot.errors import UserError
from bot.messages import t


def answer(request: object) -> dict[str, Any]:
    """The expressions and fields of one text.

    Asked: `id`, `text` and `dct`, the day on which it was written, or null. Answered: `id`,
    `spans` with `start`, `end` (code points), `text`, `type` and `value` of TIMEX3, and `fields`.
    What cannot be answered gives `error`, one sentence, in their place.
    """
    identity = request.get("id") if isinstance(request, Mapping) else None
    try:
        text, written_on = _asked(request)
    except UserError as error:
        return {"id": identity, "error": str(error)}
    flat = flatten(text)
    expressions = tag_flat(flat, written_on)
    return {
        "id": identity,
        "spans": [_span(text, flat.original_span(one)) for one in expressions],
        "fields": fields_of(text, flat, expressions, written_on),
    }


def _span(text: str, one: Expression) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": text[one.start : one.end],
        "type": one.kind.value,
        "value": one.value,
    }


def _asked(request: object) -> tuple[str, date | None]:
    if not isinstance(request, Mapping):
        raise UserError(t("Each line must be one JSON object with a “text”."))
    text = request.get("text")
    if not isinstance(text, str):
        raise UserError(t("Give the text as “text”."))
    return text, _written_on(request.get("dct"))


def _written_on(value: object) -> date | None:
    """The day of a date or of a date with its time, in the usual ISO forms."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        plain = value.strip()
        for written in (plain[:10], plain[:8]):
            try:
                return date.fromisoformat(written)
            except ValueError:
                continue
        month = plain if len(plain) == 7 else ""
        try:
            return date.fromisoformat(f"{month}-01")
        except ValueError:
            pass
    raise UserError(t("Write “dct”, the day of the text, as 2026-04-28, or null."))
