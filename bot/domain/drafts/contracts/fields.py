"""The fields of an agreement text, as scripts ask for them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.drafts.contracts import japanese
from bot.domain.drafts.contracts.deadlines import deadline_of
from bot.domain.drafts.contracts.expiry import expires_on
from bot.domain.drafts.contracts.names import named
from bot.domain.drafts.contracts.periods import notice_period, period_of, renewal_period
from bot.domain.drafts.contracts.signing import effective_on, made_on
from bot.domain.drafts.expressions.flat import Flat
from bot.domain.drafts.expressions.values import Expression


def fields_of(
    text: str, flat: Flat, expressions: Sequence[Expression], written_on: date | None
) -> dict[str, Any]:
    """What is made of an agreement text; what it does not say, or leaves blank, is absent.

    `agreement_date`, `effective_date`, `expiration_date` and `deadline` are ISO dates, `duration`
    is the notice or renewal period in ISO 8601, of which `notice_period` and `renewal_term` tell
    which is which; `parties` are codes or names.
    `written_on` stands for the day of signature, and for the start of a term, where the text
    gives none.
    """
    made = made_on(flat.plain) or japanese.signed_on(flat, expressions)
    begins = effective_on(flat.plain) or japanese.begins_on(flat, expressions)
    start = begins or made or written_on
    signed = made or written_on
    title, parties = named(text)
    found = {
        "agreement_date": made,
        "effective_date": begins,
        "expiration_date": expires_on(flat.plain, start),
        "duration": period_of(flat.plain),
        "notice_period": notice_period(flat.plain),
        "renewal_term": renewal_period(flat.plain),
        "deadline": deadline_of(flat, expressions, signed, begins)
        or japanese.deadline_of(flat, expressions, signed, begins),
        "title": title,
        "parties": parties,
    }
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in found.items()
        if value
    }
