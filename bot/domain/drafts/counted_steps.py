"""Counted steps: periods that run from an event, and what of them is a date to come."""

import re

from bot.domain.dates.values import Period, Unit
from bot.domain.drafts.counted import Counted, Last, named_origin
from bot.domain.drafts.lasting_steps import lasting_step
from bot.domain.drafts.ordinal_days import FIRST_OF_MONTH, NTH_DAY
from bot.domain.drafts.origins import ABSOLUTE, Origin, origin_of
from bot.domain.drafts.scene import DEAL, Scene, Spot
from bot.domain.drafts.timex import period_of
from bot.domain.drafts.values import TermKind
from bot.domain.drafts.wordings.periods import (
    AHEAD,
    FORCE,
    GAZETTE,
    HISTORY,
    NOTICE,
    PROCEDURE,
    TODAY,
    TOTAL,
)
from bot.domain.drafts.wordings.table import Role

_LATER_PHASE = re.compile(r"(?:the )?(?:second|third|final|next|last|withdrawal)\b", re.I)
_MORE = re.compile(r"more than|over|nearly|以上", re.IGNORECASE)
_JAPANESE_PAST = re.compile(r"[^。]{0,60}?た(?:。|、|ば|と)")
_THAT_DATE = re.compile(
    r"(?:that|this|such|the said|cette|ladite|esa|dicha|tal|tale|essa|dies\w+) (?:date|fecha|"
    r"data|datum)\b"
    r"|therefrom|thereafter",
    re.I,
)
_TREATY = frozenset(
    {
        "signature", "entry into force", "publication", "deposit", "ratification", "accession",
        "exchange of notifications", "adoption", "approval", "commencement", "announcement",
        "provisional application",
    }
)  # fmt: skip


def counted_step(spot: Spot, scene: Scene, last: Last) -> Counted | None:  # noqa: PLR0911 - a rule a line, in their order
    """What the period at a spot sets; None for history, ages and lengths that bound nothing."""
    period = period_of(spot.expression, scene.text)
    if period is None or spot.link is None or spot.in_preamble:
        return None
    role = spot.link.role
    if role is Role.PAST or (spot.expression.mod and _MORE.search(spot.own)):
        return None
    if role is Role.NOTICE:
        return Counted(Role.WITHIN, period, term=TermKind.NOTICE)
    if role is Role.LASTING:
        return lasting_step(spot, scene, period, last.origin)
    if not scene.concerns(spot.sentence) or not _is_ahead(spot, scene):
        return None
    if role is Role.NEXT:
        return _next(spot, scene, period)
    return _anchored(spot, scene, role, period, last)


def _is_ahead(spot: Spot, scene: Scene) -> bool:
    words = spot.sentence.words
    if scene.language != "en" and scene.genre.formal:
        return True
    if scene.language != "en":
        untold = scene.language == "ja" and not _JAPANESE_PAST.match(spot.after)
        bound = untold and spot.link is not None and spot.link.role is Role.WITHIN
        return bool(bound or scene.wording.duty.search(words) or scene.wording.aim.search(words))
    near = words if scene.genre.formal else words[max(0, spot.start - 160) : spot.end + 200]
    if not AHEAD.search(near) and not DEAL.search(words):
        return False
    return scene.genre.formal or not HISTORY.search(words[max(0, spot.start - 45) : spot.start])


def _next(spot: Spot, scene: Scene, period: Period) -> Counted | None:
    """“In the next six months” runs from the day of the text; totals over years set no date."""
    years = period.unit is Unit.YEARS and period.count >= 2
    if years and TOTAL.search(spot.before[-24:] + spot.own):
        return None
    told = "publication" in scene.timeline.anchors or "signature" not in scene.timeline.anchors
    return Counted(Role.WITHIN, period, "publication" if told else "signature")


def _anchored(  # noqa: PLR0911 - a rule a line, in their order
    spot: Spot, scene: Scene, role: Role, period: Period, last: Last
) -> Counted | None:
    assert spot.link is not None
    origin = origin_of(spot.link.anchor, scene.wording)
    named = named_origin(spot, scene)
    force = bool(FORCE.search(spot.sentence.words)) and role is Role.AFTER
    if named is not None:
        return Counted(role, period, ABSOLUTE, named=named, in_force=force)
    if origin is None:
        return _unanchored(spot, scene, role, period)
    if origin.back and last.on and _THAT_DATE.match(spot.link.anchor):
        return Counted(role, period, ABSOLUTE, named=last.on, in_force=force)
    if origin.back:
        return Counted(role, period, last.origin or None, in_force=force)
    if spot.expression.mod == NTH_DAY:
        later = _LATER_PHASE.match(spot.link.anchor) or scene.timeline.began_on is None
        return Counted(role, period, origin.name if later else "entry into force")
    if scene.genre.formal and _may_end(spot, scene):
        return Counted(role, period, origin.name, term=TermKind.NOTICE)
    if role is Role.BEFORE:
        return _backward(spot, period, origin)
    if spot.expression.mod == FIRST_OF_MONTH and not force and origin.name not in _TREATY:
        return Counted(role, period, origin.name, term=TermKind.PROCEDURE)
    denounced = force and NOTICE.search(spot.sentence.words) and origin.procedure
    procedure = (origin.procedure and not force) or bool(denounced)
    if origin.name not in _TREATY and not procedure and PROCEDURE.search(spot.sentence.words):
        procedure = scene.genre.formal
    if procedure and _by_procedure(spot, origin):
        kind = TermKind.NOTICE if NOTICE.search(spot.sentence.words) else TermKind.PROCEDURE
        return Counted(role, period, origin.name, term=kind)
    unknown = origin.name not in scene.timeline.anchors and not force
    if not scene.genre.formal and role is Role.AFTER and unknown:
        return None
    name = origin.name
    if name == "publication" and GAZETTE.search(spot.link.anchor):
        name = "official publication"
    return Counted(role, period, name, in_force=force)


def _may_end(spot: Spot, scene: Scene) -> bool:
    """Whether the sentence lets a party end the agreement after a time."""
    words = spot.sentence.words
    return bool(NOTICE.search(words) and scene.wording.option.search(words))


def _by_procedure(spot: Spot, origin: Origin) -> bool:
    """Whether a period runs only once somebody has asked, given notice or terminated."""
    return origin.name != "exchange of notifications" or bool(NOTICE.search(spot.sentence.words))


def _backward(spot: Spot, period: Period, origin: Origin) -> Counted:
    """Counted back: from an expiry it is a time for notice, else a date once the event has one."""
    if re.search(r"\b(?:each|every|any)\b", spot.link.anchor if spot.link else "", re.I):
        return Counted(Role.BEFORE, period, origin.name, term=TermKind.PROCEDURE)
    ends = origin.name in {"expiry", "termination", "renewal"} or NOTICE.search(spot.sentence.words)
    term = TermKind.NOTICE if ends else None
    return Counted(Role.BEFORE, period, origin.name, term=term)


def _unanchored(spot: Spot, scene: Scene, role: Role, period: Period) -> Counted | None:  # noqa: PLR0911 - a rule a line, in their order
    words, formal = spot.sentence.words, scene.genre.formal
    first = spot.own[:10] if spot.own.lower().startswith("the first") else ""
    if role not in {Role.WITHIN, Role.AFTER}:
        return None
    if re.search(
        r"\b(?:in|during|for|over|of) (?:the )?first\W*$", spot.before[-20:] + first, re.I
    ):
        opening = re.search(r"\b(?:in|during)\b", spot.before[-20:], re.I)
        return Counted(role, period, "signature", assumed=True) if formal and opening else None
    if scene.genre.formal:
        if PROCEDURE.search(words):
            return Counted(role, period, None, term=TermKind.PROCEDURE)
        return Counted(role, period, "signature", assumed=True) if role is Role.WITHIN else None
    if role is Role.AFTER:
        return None
    if re.search(r"\bin\W*$", spot.before[-5:]) and not re.search(
        r"\b(?:will|would|to|shall|expected|scheduled|resume\w*)\b", spot.before[-90:], re.I
    ):
        return None
    if scene.genre.own or TODAY.search(words):
        return Counted(role, period, "publication", assumed=True)
    if scene.form.name == "ceasefire" and scene.timeline.began_on:
        return Counted(role, period, "entry into force", assumed=True)
    known = scene.timeline.anchors
    name = next((each for each in ("agreement", "signature") if each in known), "agreement")
    return Counted(role, period, name, assumed=True)
