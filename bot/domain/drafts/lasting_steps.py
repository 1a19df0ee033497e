"""Lasting steps: how long an instrument, a truce or a measure holds."""

import re

from bot.domain.dates.values import Period
from bot.domain.drafts.counted import Counted, named_origin
from bot.domain.drafts.origins import ABSOLUTE, Origin, origin_of
from bot.domain.drafts.scene import DEAL, Scene, Spot
from bot.domain.drafts.values import TermKind
from bot.domain.drafts.wordings.languages import IN_FULL
from bot.domain.drafts.wordings.periods import (
    AGREED_TO,
    EXTENDING,
    FORCE,
    HISTORY,
    OURS,
    RENEWAL,
    SPREAD,
    STAYS,
    TODAY,
    TRUCE,
)
from bot.domain.drafts.wordings.table import Role

_AGREED = re.compile(r"\bagreed?\b|合意|同意", re.IGNORECASE)
_OWN = frozenset({"signature", "entry into force", "provisional application"})


_ITS_OWN = re.compile(
    r"(?:\W|\d)*(?:tendr[áa]|permanecer[áa]|regir[áa]|estar[áa]|ter[áa]|vigorar[áa]|avr[àa]|rimarr[àa])\b",
    re.IGNORECASE,
)
"""A verb that needs no subject of its own: “Tendrá una duración de …”."""


def _renews(spot: Spot, scene: Scene) -> bool:
    """Whether a length is that of a renewal or of an extension that may come, not the first."""
    words = spot.sentence.words
    before = words[max(0, spot.start - 120) : spot.end]
    if RENEWAL.search(before):
        return True
    return bool(EXTENDING.search(before) and scene.wording.option.search(words))


def lasting_step(spot: Spot, scene: Scene, period: Period, last_origin: str) -> Counted | None:  # noqa: PLR0911 - a rule a line, in their order
    words = spot.sentence.words
    assert spot.link is not None
    origin = origin_of(spot.link.anchor, scene.wording)
    if scene.genre.formal and _renews(spot, scene):
        return Counted(Role.LASTING, period, term=TermKind.RENEWAL)
    from_day = named_origin(spot, scene)
    if scene.genre.formal and from_day and from_day > (scene.timeline.written_on or from_day):
        return Counted(Role.LASTING, period, ABSOLUTE, named=from_day)
    if scene.genre.formal and (
        (origin is not None and origin.name in _OWN)
        or not TRUCE.search(words[max(0, spot.start - 60) : spot.end + 40])
    ):
        return _duration(spot, scene, period, origin, last_origin)
    if not scene.concerns(spot.sentence) and scene.form.name != "ceasefire":
        return None
    around = words[max(0, spot.start - 70) : spot.end + 40]
    if not TRUCE.search(around) and not TODAY.search(words):
        return _stays(spot, scene, period, origin)
    if HISTORY.search(words[max(0, spot.start - 30) : spot.start]):
        return None
    if re.search(
        r"\b(?:previous|earlier|first|initial|last|former|expired)\W*$|先の|前回",
        spot.before[-16:],
        re.I,
    ):
        return None
    if from_day:
        return Counted(Role.LASTING, period, ABSOLUTE, named=from_day)
    return _truce(spot, scene, period)


def _stays(spot: Spot, scene: Scene, period: Period, origin: Origin | None) -> Counted | None:
    """What is to stay, to hold or to be valid for a length of time."""
    if origin is not None and origin.name in _OWN:
        return Counted(Role.LASTING, period, origin.name)
    spread = scene.form.name == "ceasefire" and SPREAD.search(spot.before[-140:])
    if not (spread or _holds(spot, scene)) and not AGREED_TO.search(spot.before[-140:]):
        return None
    if spread and scene.timeline.began_on:
        return Counted(Role.WITHIN, period, "entry into force", assumed=True)
    anchor = "signature" if "signature" in scene.timeline.anchors else "agreement"
    if scene.timeline.began_on and FORCE.search(spot.sentence.words):
        return Counted(Role.LASTING, period, "entry into force")
    return Counted(Role.LASTING, period, anchor, assumed=True)


def _holds(spot: Spot, scene: Scene) -> bool:
    """Whether the words before a length say that something is to hold for it."""
    if STAYS.search(spot.before[-60:]):
        return True
    told = scene.language not in IN_FULL and scene.wording.lasting.search(spot.before[-40:])
    return bool(told) and scene.timeline.written_on is not None


def _truce(spot: Spot, scene: Scene, period: Period) -> Counted | None:
    """A truce or extension: from the day it began, if the text tells; else the day is open."""
    if TODAY.search(spot.sentence.words) and scene.timeline.written_on:
        return Counted(Role.LASTING, period, "publication")
    if scene.timeline.began_on:
        return Counted(Role.LASTING, period, "entry into force")
    agreed = _AGREED.search(spot.before[-90:])
    if scene.form.name != "ceasefire" and not agreed and not DEAL.search(spot.sentence.words):
        return None
    if scene.form.name != "ceasefire" and "signature" in scene.timeline.anchors:
        return Counted(Role.LASTING, period, "signature", assumed=True)
    return Counted(Role.LASTING, period, "commencement", assumed=True)


def _duration(
    spot: Spot, scene: Scene, period: Period, origin: Origin | None, last_origin: str
) -> Counted | None:
    """How long the instrument itself holds; other lengths in it bound nothing."""
    words = spot.sentence.words
    if origin is not None and origin.name in _OWN:
        return Counted(Role.LASTING, period, origin.name)
    ours = OURS.search(words[: spot.end + 30]) or _ITS_OWN.match(words)
    if not scene.wording.lasting.search(words) or not ours:
        return None
    if origin is not None and not origin.back and not origin.procedure:
        return Counted(Role.LASTING, period, origin.name)
    name = last_origin if origin is not None and origin.back else ""
    if re.search(r"\bsign\w*\b|署名", words) and not FORCE.search(words):
        name = name or "signature"
    return Counted(Role.LASTING, period, name or "entry into force")
