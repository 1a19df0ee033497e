"""When an agreement was made and when it takes effect, by the words beside each date."""

import re
from collections import deque
from datetime import date

from bot.domain.drafts.contracts.full_dates import FullDate, blanks, full_dates

HEAD = 5_000
"""How many signs of a text may hold its opening."""
TAIL = 6_000
"""How many signs at the end of a text may hold its signatures."""

_MADE = re.compile(
    r"\b(?:as of|made|entered(?: into(?! force| effect))?|executed|signed|dated|done|concluded"
    r"|effective|agreed"
    r"|date of (?:this )?(?:agreement|contract|signing|signature|execution)|day and year"
    r"|(?:agreement|contract|execution|signing|signature|effective) date|made and entered into)"
    r"(?: (?:is|are|and|into|effective|dated|as|of|on|this|the|at|in|from|with effect|to be|made"
    r"|entered|executed|shall be|is made|by the parties|for reference|for reference purposes"
    r"|[a-z]+,))"
    r"{0,7}[ :,(\"'-]{0,4}$"
)
_WEAK = re.compile(r"(?:\b(?:this|the|on|dated|date ?:|date) ?|[:\n] ?)$")
_BEFORE_BLANK = re.compile(r"\b(?:this|dated|date ?:|day of) ?$")
_DAY_OF = re.compile(r"\bday\b|\b(?:19|20)\d\d\b")
_AFTER_MADE = re.compile(
    r"[ ,]{0,3}(?:\(?(?:the |this |hereinafter |collectively )?[\"'“( ]{0,3}(?:the )?[\"'“]?"
    r"(?:effective|agreement|execution|signing"
    r"|commencement|contract|closing) date|(?:is |are |was )?(?:made |entered )?(?:into )?"
    r"(?:by and )?"
    r"(?:between|among|amongst|by)\b)"
)
_OTHER = re.compile(
    r"(?:\bsource ?:[^\n]{0,80}|\b(?:filed|filing|10-k|10-q|8-k|s-1|20-f"
    r"|confidential treatment)[^\n]{0,60}"
    r"|\b(?:that certain|pursuant to|under|amends?|amended|amending|supplements?"
    r"|reference is made to|of even"
    r"|originally|previously|original|existing|prior|replaces?|supersedes?|terms of)\b[^.\n]{0,110}"
    r"|\b(?:expir|terminat|until|through|ending|ended|copyright|version|revis|incorporated on"
    r"|organized"
    r"|commenc|beginning|born|before|not later|no later|due|deadline|by|last updated|printed"
    r"|last day)[a-z]*\b[^.\n]{0,30})$"
)
_OWN = re.compile(r"\bthis\b[^.\n]{0,100}$")
_EFFECTIVE = re.compile(
    r"\b(?:effective(?: date)?(?: (?:is|of|as of|as|on|from|date|the|this|shall be|means))*"
    r"|(?:enters?|entered|entering|come|comes|shall enter|shall come) into (?:force|effect"
    r"|operation)"
    r"(?: (?:on|from|as of))?|takes? effect(?: (?:on|from|as of))?|commenc(?:e|es|ing)(?: (?:on"
    r"|as of))?"
    r"|with effect from|commencement date(?: (?:is|of))*|in force (?:from|since|as of))"
    r"[ :,(\"'-]{0,4}(?:the )?$"
)
_EFFECTIVE_AFTER = re.compile(
    r"[ ,]{0,2}\(?(?:the |hereinafter )?[\"'“( ]{0,3}(?:the )?[\"'“]?(?:effective"
    r"|commencement) date"
)
_TESTIMONY = re.compile(
    r"\b(?P<verb>d ?one|signed|concluded|executed|given|made)(?: and (?:signed|executed|done))?"
    r"(?:,? in (?:duplicate|triplicate|quadruplicate|(?:two|three|four|five|six|a single|one)"
    r"(?: \([\divx]+\))?"
    r"(?: [a-z]+){0,8}|english|the [a-z]+ languages?))?,? (?:at|in|on|this)\b"
)
_WITNESS = re.compile(r"\b(?:in witness (?:where|there)of|in faith whereof|in testimony whereof)\b")
_LAST_TO_SIGN = re.compile(
    r"\b(?:as of|on|is|upon|effective) the (?:later |latest |last )?(?:date|day) (?:of (?:the )?"
    r"(?:last|latest|final|later)"
    r"|(?:on which|that) (?:it is signed by the last|the last)|(?:last )?(?:signed|executed) by"
    r"|of signature(?: below| by the last))"
)
_AGREED = re.compile(
    r"\b(?:agreement|contract|lease|licen[cs]e|memorandum|treaty|protocol|convention|deed"
    r"|between|among|parties|agree[ds]?"
    r"|signed|made|executed|entered|dated|as of|effective|amendment|accord|arrangement"
    r"|undersigned)\b"
)
_CITES = re.compile(
    r"\b(?:agreement|convention|protocol|treaty|act|articles|covenant|charter|annex|amended|gatt"
    r"|trade|goods|organi[sz]ation|works|property|treaties|waste|species|"
    r"drugs)\b[^.;\n]{0,40}[,(] ?$"
)
"""What ends the name of another instrument, of which it is then said where it was done."""
_REACH = 420
_MOST = 60
_NEAR_WITNESS = 700


def made_on(plain: str) -> date | None:
    """The day on which an agreement was made or signed; None where a form leaves it open."""
    testimony = _testified(plain)
    if testimony is not None:
        return testimony
    if _LAST_TO_SIGN.search(plain, 0, HEAD):
        return _signed_below(plain)
    head = plain[:HEAD]
    if not _AGREED.search(head):
        return None
    best = _best(head, [*full_dates(head), *blanks(head)])
    if best is not None:
        return best.on
    return _signed_below(plain) or _last_told(plain)


def _last_told(plain: str) -> date | None:
    """The last date of a long treaty, which is mostly that of its signature."""
    if len(plain) < HEAD or not _WITNESS.search(plain):
        return None
    dates = [one.on for one in full_dates(plain[-TAIL:]) if one.on]
    return dates[-1] if dates else None


def _testified(plain: str) -> date | None:
    """The date of the last “DONE at …, this … day of …”: those before it are of texts cited."""
    told: date | None = None
    witness = [one.end() for one in _WITNESS.finditer(plain)]
    for cue in deque(_TESTIMONY.finditer(plain), _MOST):
        if not _formal(plain, cue, witness):
            continue
        window = plain[cue.start() : cue.start() + _REACH]
        stop = re.search(r"\n|\bin witness\b|(?<=[a-z\d]{3})\. (?=for the|in )", window[40:])
        window = window[: stop.start() + 40] if stop else window
        dates = [one.on for one in full_dates(window) if one.on]
        told = _last_of(window, dates) if dates else told
    return told


def _formal(plain: str, cue: re.Match[str], witness: list[int]) -> bool:
    """Whether the words are those of a testimony: “done” begins one, others stand in one."""
    if any(0 <= cue.start() - place < _NEAR_WITNESS for place in witness):
        return True
    done = cue["verb"].endswith("one") and cue["verb"] != "gone"
    before = plain[max(0, cue.start() - 90) : cue.start()]
    if _CITES.search(before):
        return False
    begins = re.search(r"(?:^|[.:;,)\n] ?)$", before[-3:])
    return done and (begins is not None or cue[0].endswith((" at", " this")))


def _last_of(window: str, dates: list[date]) -> date:
    """The last date where the parties signed one after another, else the first."""
    several = re.search(r"\band (?:at|in|on)\b", window) is not None
    return max(dates) if several else dates[0]


def _best(head: str, found: list[FullDate]) -> FullDate | None:
    scored = [(_score(head, one), -one.start, one) for one in found]
    good = [one for one in scored if one[0] > -2]
    return max(good, key=lambda one: (one[0], one[1]))[2] if good else None


def _score(head: str, one: FullDate) -> float:
    """How sure the words around a date, or around a blank, make it that of the agreement."""
    before, after = head[max(0, one.start - 130) : one.start], head[one.end : one.end + 70]
    score = -one.start / 2_500
    if _MADE.search(before):
        score += 5
    elif one.on is None:
        score += (
            0.5 if _BEFORE_BLANK.search(before) or _DAY_OF.search(head, one.start, one.end) else -3
        )
    elif _WEAK.search(before):
        score += 1
    if _AFTER_MADE.match(after):
        score += 3
    if _OTHER.search(before) and not _own(before):
        score -= 6
    return score


def _own(before: str) -> bool:
    """Whether the words before speak of this agreement, after any that they name."""
    own = list(re.finditer(r"\bthis\b", before))
    other = list(
        re.finditer(r"\b(?:that certain|pursuant|under|amend|source|filed|original)", before)
    )
    return bool(own) and (not other or own[-1].start() > other[-1].start())


def _signed_below(plain: str) -> date | None:
    """The last date beside the signatures: an agreement is made when the last has signed."""
    tail = plain[-TAIL:]
    witness = _WITNESS.search(tail)
    start = witness.start() if witness else max(0, len(tail) - 2_000)
    dates = [
        one.on
        for one in full_dates(tail[start:])
        if one.on
        and re.search(
            r"\bdated? ?:? ?$|\bsigned (?:on |this )?$",
            tail[start:][max(0, one.start - 14) : one.start],
        )
    ]
    return max(dates, default=None)


def effective_on(plain: str) -> date | None:
    """The day from which an agreement has effect, where the text gives a date for it."""
    head = plain[: HEAD * 2]
    dates = full_dates(head)
    for one in dates:
        if _EFFECTIVE_AFTER.match(head[one.end : one.end + 60]):
            return one.on
    for one in dates:
        before = head[max(0, one.start - 70) : one.start]
        if _EFFECTIVE.search(before):
            return one.on
    return None
