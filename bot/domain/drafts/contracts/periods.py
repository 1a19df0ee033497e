"""The renewal and notice periods of a clause, and the period that it is about."""

import re

from bot.domain.drafts.contracts.lengths import Length, lengths

_RENEWS = re.compile(
    r"\b(?:renew[a-z]*|roll(?:s|ed)? over|extend(?:s|ed)?|extension|prolong[a-z]*|successive"
    r"|additional|further|subsequent|consecutive)\b"
)
_NOTICE_BEFORE = re.compile(
    r"\b(?:at least|not less than|no less than|no fewer than|not later than|no later than"
    r"|minimum of|upon|with|by giving|giving"
    r"|give[ns]?|gives|notice(?: of)?|notif[a-z]*|on|provide[sd]?|providing|least|than|within"
    r"|delivered|served|minimum)\b[^.;]{0,60}$"
)
_NOTICE_AFTER = re.compile(
    r"['’ ]{0,3}(?:\([^)]{0,30}\) ?)?(?:['’] ?)?(?:s['’] )?(?:,? ?(?:or more|but|nor|and not"
    r"|advance|prior|written|previous|in advance|notice|before|preceding|ahead))"
)
_ENDS = re.compile(
    r"\b(?:notice|notif[a-z]*|notify|terminat|intent|cancel|elect|desire|expir|renew|object|advis)"
)
_TERM_ENDS = re.compile(
    r"renew|\b(?:extend|extension|then[ -]current|expir)|\bend of (?:the|such|any|each|its)"
    r"(?: [a-z-]+)? (?:term|period)"
)
_CURE = re.compile(r"\b(?:cure|remed|breach|default|payment|invoice)[a-z]*\b[^.;]{0,60}$")
_LABEL = re.compile(r"^\W{0,3}(?P<notice>notice period)|^\W{0,3}(?:renewal (?:term|period))")


def period_of(plain: str) -> str | None:
    """The notice or renewal period of a clause, ISO 8601; else the first period that it names.

    A clause with both is taken for one on notice, as the renewal is then what the notice stops,
    unless its heading says that it is about the renewal.
    """
    found = lengths(plain)
    if not found:
        return None
    notice, renewal = notice_period(plain, found), renewal_period(plain, found)
    heading = _LABEL.match(plain)
    if heading is not None and not heading["notice"] and renewal:
        return renewal
    return notice or renewal or _only(plain, found)


def notice_period(plain: str, found: list[Length] | None = None) -> str | None:
    """How long before the end of a term notice has to be given, ISO 8601.

    A notice that stops a renewal goes before one that ends the agreement at any time.
    """
    notices = [
        one for one in (lengths(plain) if found is None else found) if _is_notice(plain, one)
    ]
    of_term = [one for one in notices if _stops_renewal(plain, one)]
    first = next(iter(of_term or notices), None)
    return first.iso if first else None


def _stops_renewal(plain: str, one: Length) -> bool:
    before = re.split(r"[.;](?= )", plain[max(0, one.start - 200) : one.start])[-1]
    after = re.split(r"[.;](?= |$)", plain[one.end : one.end + 160])[0]
    return _TERM_ENDS.search(before + after) is not None


def renewal_period(plain: str, found: list[Length] | None = None) -> str | None:
    """For how long a term is renewed, ISO 8601."""
    for one in lengths(plain) if found is None else found:
        before = plain[max(0, one.start - 140) : one.start]
        after = plain[one.end : one.end + 50]
        sentence = re.split(r"[.;](?= )", before)[-1]
        renews = _RENEWS.search(sentence) or re.match(
            r"[ -](?:renewal|extension|successive)", after
        )
        near = _RENEWS.search(plain[one.start : one.end])
        wave = re.match(r"(?:year|month)[ -](?:to|by)|annual", plain[one.start : one.end])
        if (renews or near or (wave and "renew" in plain)) and not _is_notice(plain, one):
            return one.iso
    return None


def _is_notice(plain: str, one: Length) -> bool:
    before, after = plain[max(0, one.start - 110) : one.start], plain[one.end : one.end + 60]
    if _CURE.search(before):
        return False
    around = plain[max(0, one.start - 160) : one.end + 160]
    close = _NOTICE_AFTER.match(after)
    if close and re.match(r".{0,30}\b(?:notice|prior|before|advance)", after):
        return _ENDS.search(around) is not None
    return bool(
        _NOTICE_BEFORE.search(before)
        and re.search(r"\bnotice\b|\bnotif", before)
        and re.match(r"[^.;]{0,30}\b(?:prior|before|preceding|notice|in advance|from|of)\b", after)
    )


def _only(plain: str, found: list[Length]) -> str | None:
    """The period of a clause that names nothing but one; of a longer text none."""
    plainly = [one for one in found if not re.match(r"an? |each|per", plain[one.start : one.end])]
    first = (plainly or found)[0]
    return first.iso if len(plain) <= 2_000 else None
