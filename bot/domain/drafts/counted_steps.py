"""Counted steps: periods that run from an event, and what of them is a date to come."""

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.dates.values import Period, Unit
from bot.domain.drafts.ordinal_days import FIRST_OF_MONTH
from bot.domain.drafts.origins import ABSOLUTE, Origin, origin_of
from bot.domain.drafts.scene import DEAL, Scene, Spot
from bot.domain.drafts.timex import day_of, period_of
from bot.domain.drafts.values import TermKind
from bot.domain.drafts.wordings.table import Role

_RENEWAL = re.compile(
    r"\b(?:renew\w*|tacit\w*|automatic\w*|successive|consecutive|further periods?|"
    r"extended for (?:additional|further|successive|like)|stilzwijgend|verlängert sich|tacite|"
    r"tácita|prorog\w+)\b|自動的|更新",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:terminat\w*|denounc\w*|denunciation|discontinu\w*|withdraw\w*|cancel\w*|notice|opzeg\w*|"
    r"kündig\w*|dénonc\w*|denunci\w*|disdetta)\b|終了|廃棄|脱退|終止|退出",
    re.IGNORECASE,
)
_PROCEDURE = re.compile(
    r"\b(?:request(?:s|ed|ing)?|receipt|disput\w+|arbitra\w+|invoice\w*|complain\w*|objection\w*|"
    r"consultations?|applicant|application|passport|visa|stay|resid\w+|panel|detention|award|"
    r"claims?|inspection request|person|individual|national|permanent representative|taxable|"
    r"twelve-month|12-month|bond|detain\w*|offen[cs]e\w*|infringement|fiscal year concerned|tax year|ship|vessel|aircraft operator)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\btoday\b|本日|今日|hoy\b|aujourd|heute\b|vandaag\b|oggi\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:over|during|throughout|across|for)\b", re.IGNORECASE)
_GAZETTE = re.compile(
    r"federal register|official (?:journal|gazette)|gazette|官報|staatsblad|bulletin", re.I
)
_FORCE = re.compile(
    r"\b(?:enter|enters|entry|come|comes|take|takes|become|becomes|be|is)\b[^.;]{0,25}\b(?:force|effect|"
    r"effective|operative)\b|発効|効力を生|施行|生效|in kraft|in werking|en vigueur|en vigor|in vigore|em vigor",
    re.IGNORECASE,
)
_TRUCE = re.compile(
    r"cease-?fire|truce|pause|armistice|cessation|moratorium|suspension|suspend|extension|extend|halt|"
    r"freeze|reprieve|exempt|waive|delay|postpon|停戦|休戦|休止|停止|延長|猶予|停火|暂停|暫停|休战|waffenruhe|feuerpause|trêve|tregua|"
    r"alto el fuego|cessez|staakt|cessar|effort|휴전",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:this|the(?: present)?|present|dieses|diese|deze|dit|le présent|la présente|el presente|il presente)\s+"
    r"(?:\w+ ){0,2}?(?:agreement|treaty|convention|protocol|memorandum|mou|moc|framework|"
    r"arrangement|accord|declaration|abkommen|vereinbarung|vertrag|overeenkomst|verdrag|accord|"
    r"convention|acuerdo|convenio|tratado|accordo|acordo|statement|partnership|understanding)\b|"
    r"\bit shall\b|^(?:\d+[.)]\s*)?(?:it|il|elle|es|sie|het|deze|esso|este|ella)\s|本協定|この協定|この条約|本覚書|この覚書|本协议|本协定|本協議|この枠組み|この取極",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"\b(?:(?:will|shall|would|to|is|are|it) (?:then )?(?:stay\w*|remain\w*|last\w*|run\w*|be valid|valid|"
    r"be in force|in force|continue\w*|apply|applies|be deployed|monitor\w*|hold\w*)|"
    r"renew\w*|prolong\w*|valid)\b[^.;,]*$|為期|为期|有效期",
    re.IGNORECASE,
)
_AGREED_TO = re.compile(r"\bagree[ds]?\b[^.;]*\bto\b[^.;]*\bfor\W*$", re.IGNORECASE)
_HISTORY = re.compile(
    r"\b(?:was|were|had|has been|have been|took|lasted|spent|worked|served|ago|negotiated|imprisoned|"
    r"sentenced|jailed|aged?|old|experience|died|killed|after (?:more than|nearly))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|shall|must|to be|is to|are to|agreed?|commit\w*|intend\w*|plan\w*|expect\w*|should|"
    r"would|undertak\w*|pledg\w*|require\w*|aim\w*|seek\w*|taking measures|deadline|ensure|promis\w*|"
    r"obliged|(?-i:may)|can|due|schedul\w*|vow\w*|decided|convening|target\w*|give\w*|has|have)\b",
    re.IGNORECASE,
)

_TREATY = frozenset(
    {
        "signature", "entry into force", "publication", "deposit", "ratification", "accession",
        "exchange of notifications", "adoption", "approval", "commencement", "announcement",
    }
)  # fmt: skip
_NEAR = 42
"""Within how many signs of the linking word a date is what a period counts from."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A period that sets a date once its origin has one; or, with `term`, only if somebody acts."""

    role: Role
    period: Period
    anchor: str | None = None
    named: date | None = None
    in_force: bool = False
    term: TermKind | None = None
    assumed: bool = False


def counted_step(spot: Spot, scene: Scene, last_origin: str) -> Counted | None:
    """What the period at a spot sets; None for history, ages and lengths that bound nothing."""
    period = period_of(spot.expression, scene.text)
    if period is None or spot.link is None or spot.in_preamble:
        return None
    role = spot.link.role
    if role is Role.PAST or (
        spot.expression.mod and re.search(r"more than|over|nearly|以上", spot.own, re.I)
    ):
        return None
    if role is Role.NOTICE:
        return Counted(Role.WITHIN, period, term=TermKind.NOTICE)
    if role is Role.LASTING:
        return _lasting(spot, scene, period, last_origin)
    if not scene.concerns(spot.sentence) or not _is_ahead(spot, scene):
        return None
    if role is Role.NEXT:
        return _next(spot, scene, period)
    return _anchored(spot, scene, role, period, last_origin)


def _is_ahead(spot: Spot, scene: Scene) -> bool:
    words = spot.sentence.words
    if scene.language != "en" and scene.genre.formal:
        return True
    if scene.language != "en":
        return bool(scene.wording.duty.search(words) or scene.wording.aim.search(words))
    near = words if scene.genre.formal else words[max(0, spot.start - 160) : spot.end + 200]
    if not _AHEAD.search(near) and not DEAL.search(words):
        return False
    return scene.genre.formal or not _HISTORY.search(words[max(0, spot.start - 45) : spot.start])


def _next(spot: Spot, scene: Scene, period: Period) -> Counted | None:
    """“In the next six months” runs from the day of the text; totals over years set no date."""
    years = period.unit is Unit.YEARS and period.count >= 2
    if years and _TOTAL.search(spot.before[-24:] + spot.own):
        return None
    return Counted(Role.WITHIN, period, "publication")


def _anchored(
    spot: Spot, scene: Scene, role: Role, period: Period, last_origin: str
) -> Counted | None:
    assert spot.link is not None
    origin = origin_of(spot.link.anchor, scene.wording)
    named = _named(spot, scene)
    force = bool(_FORCE.search(spot.sentence.words)) and role is Role.AFTER
    if named is not None:
        return Counted(role, period, ABSOLUTE, named=named, in_force=force)
    if origin is None:
        return _unanchored(spot, scene, role, period)
    if origin.back:
        return Counted(role, period, last_origin or None, in_force=force)
    if scene.genre.formal and _may_end(spot, scene):
        return Counted(role, period, origin.name, term=TermKind.NOTICE)
    if role is Role.BEFORE:
        return _backward(spot, period, origin)
    if spot.expression.mod == FIRST_OF_MONTH and not force and origin.name not in _TREATY:
        return Counted(role, period, origin.name, term=TermKind.PROCEDURE)
    denounced = force and _NOTICE.search(spot.sentence.words) and origin.procedure
    procedure = (origin.procedure and not force) or bool(denounced)
    if origin.name not in _TREATY and not procedure and _PROCEDURE.search(spot.sentence.words):
        procedure = scene.genre.formal
    if procedure and _by_procedure(spot, origin):
        kind = TermKind.NOTICE if _NOTICE.search(spot.sentence.words) else TermKind.PROCEDURE
        return Counted(role, period, origin.name, term=kind)
    unknown = origin.name not in scene.timeline.anchors and not force
    if not scene.genre.formal and role is Role.AFTER and unknown:
        return None
    name = origin.name
    if name == "publication" and _GAZETTE.search(spot.link.anchor):
        name = "official publication"
    return Counted(role, period, name, in_force=force)


def _may_end(spot: Spot, scene: Scene) -> bool:
    """Whether the sentence lets a party end the agreement after a time."""
    words = spot.sentence.words
    return bool(_NOTICE.search(words) and scene.wording.option.search(words))


def _by_procedure(spot: Spot, origin: Origin) -> bool:
    """Whether a period runs only once somebody has asked, given notice or terminated."""
    return origin.name != "exchange of notifications" or bool(_NOTICE.search(spot.sentence.words))


def _backward(spot: Spot, period: Period, origin: Origin) -> Counted:
    """Counted back: from an expiry it is a time for notice, else a date once the event has one."""
    if re.search(r"\b(?:each|every|any)\b", spot.link.anchor if spot.link else "", re.I):
        return Counted(Role.BEFORE, period, origin.name, term=TermKind.PROCEDURE)
    ends = origin.name in {"expiry", "termination", "renewal"} or _NOTICE.search(
        spot.sentence.words
    )
    term = TermKind.NOTICE if ends else None
    return Counted(Role.BEFORE, period, origin.name, term=term)


def _unanchored(spot: Spot, scene: Scene, role: Role, period: Period) -> Counted | None:
    words = spot.sentence.words
    if role not in {Role.WITHIN, Role.AFTER}:
        return None
    if re.search(r"\bfirst\W*$", spot.before[-8:], re.I) or spot.own.lower().startswith(
        "the first"
    ):
        return None
    if scene.genre.formal:
        if _PROCEDURE.search(words):
            return Counted(role, period, None, term=TermKind.PROCEDURE)
        return Counted(role, period, "signature", assumed=True) if role is Role.WITHIN else None
    if role is Role.AFTER:
        return None
    if re.search(r"\bin\W*$", spot.before[-5:]) and not re.search(
        r"\b(?:will|would|to|shall|expected|scheduled|resume\w*)\b", spot.before[-90:], re.I
    ):
        return None
    if scene.genre.own or _TODAY.search(words):
        return Counted(role, period, "publication", assumed=True)
    if scene.form.name == "ceasefire" and scene.timeline.began_on:
        return Counted(role, period, "entry into force", assumed=True)
    return Counted(role, period, "agreement", assumed=True)


def _lasting(spot: Spot, scene: Scene, period: Period, last_origin: str) -> Counted | None:
    words = spot.sentence.words
    assert spot.link is not None
    origin = origin_of(spot.link.anchor, scene.wording)
    if _RENEWAL.search(words[max(0, spot.start - 140) : spot.end + 60]) and scene.genre.formal:
        return Counted(Role.LASTING, period, term=TermKind.RENEWAL)
    if scene.genre.formal and (
        (origin is not None and origin.name in {"signature", "entry into force"})
        or not _TRUCE.search(words[max(0, spot.start - 60) : spot.end + 40])
    ):
        return _duration(spot, scene, period, origin, last_origin)
    if not scene.concerns(spot.sentence) and scene.form.name != "ceasefire":
        return None
    around = words[max(0, spot.start - 70) : spot.end + 40]
    if not _TRUCE.search(around) and not _TODAY.search(words):
        return _stays(spot, scene, period)
    if _HISTORY.search(words[max(0, spot.start - 30) : spot.start]):
        return None
    if re.search(
        r"\b(?:previous|earlier|first|initial|last|former|expired)\W*$|先の|前回",
        spot.before[-16:],
        re.I,
    ):
        return None
    named = _named(spot, scene)
    if named:
        return Counted(Role.LASTING, period, ABSOLUTE, named=named)
    return _truce(spot, scene, period)


def _stays(spot: Spot, scene: Scene, period: Period) -> Counted | None:
    """What is to stay, to hold or to be valid for a length of time."""
    if not _STAYS.search(spot.before[-60:]) and not _AGREED_TO.search(spot.before[-140:]):
        return None
    anchor = "signature" if "signature" in scene.timeline.anchors else "agreement"
    return Counted(Role.LASTING, period, anchor, assumed=True)


def _truce(spot: Spot, scene: Scene, period: Period) -> Counted | None:
    """A truce or extension: from the day it began, if the text tells; else the day is open."""
    if _TODAY.search(spot.sentence.words) and scene.timeline.written_on:
        return Counted(Role.LASTING, period, "publication")
    if scene.timeline.began_on:
        return Counted(Role.LASTING, period, "entry into force")
    if scene.form.name != "ceasefire" and not DEAL.search(spot.sentence.words):
        return None
    return Counted(Role.LASTING, period, "commencement", assumed=True)


def _duration(
    spot: Spot, scene: Scene, period: Period, origin: Origin | None, last_origin: str
) -> Counted | None:
    """How long the instrument itself holds; other lengths in it bound nothing."""
    words = spot.sentence.words
    if origin is not None and origin.name in {"signature", "entry into force"}:
        return Counted(Role.LASTING, period, origin.name)
    if not scene.wording.lasting.search(words) or not _OURS.search(words[: spot.end + 30]):
        return None
    if origin is not None and not origin.back and not origin.procedure:
        return Counted(Role.LASTING, period, origin.name)
    name = last_origin if origin is not None and origin.back else ""
    if re.search(r"\bsign\w*\b|署名", words) and not _FORCE.search(words):
        name = name or "signature"
    return Counted(Role.LASTING, period, name or "entry into force")


def _named(spot: Spot, scene: Scene) -> date | None:
    """The date that the words after a period name as its origin: “30 days from 1 May 2026”."""
    if spot.link is None or not spot.link.anchor:
        return None
    place = spot.sentence.words.find(spot.link.anchor, max(0, spot.start - 130))
    if place < 0:
        return None
    start = spot.sentence.start + place
    bare = spot.link.anchor.lower()
    for name, (first, last) in scene.timeline.spans.items():
        if name.removeprefix("the ") in bare[:90]:
            return (
                first.on
                if re.match(r"\W*(?:the )?(?:start|begin|commenc|opening|outset)", bare)
                else last.last
            )
    following = scene.expression_from(start)
    if following is None or following is spot.expression or following.start > start + _NEAR:
        return None
    day = day_of(following)
    return day.last if day else None
