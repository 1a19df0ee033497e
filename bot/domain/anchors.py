"""Anchors: what the periods of an agreement count from, out of what is recorded of it."""

from collections.abc import Sequence

from bot.domain import wording
from bot.domain.agreements import Agreement, Event, EventKind
from bot.domain.dates.values import Anchor, Standing
from bot.messages import t

ANCHOR_NAMES: dict[EventKind, tuple[str, ...]] = {
    EventKind.ANNOUNCED: ("announcement",),
    EventKind.SIGNED: ("signature",),
    EventKind.PUBLISHED: ("publication",),
    EventKind.COMMENCED: ("commencement",),
    EventKind.NOTIFIED: ("exchange of notifications", "notification", "notice"),
    EventKind.RATIFIED: ("ratification", "deposit"),
    EventKind.PROVISIONALLY_APPLIED: ("provisional application",),
    EventKind.IN_FORCE: ("entry into force", "effect"),
    EventKind.AMENDED: ("amendment",),
    EventKind.EXTENDED: ("extension",),
    EventKind.SUSPENDED: ("suspension",),
    EventKind.RESUMED: ("resumption",),
    EventKind.NOTICE_OF_TERMINATION: ("notice of termination",),
    EventKind.TERMINATED: ("termination",),
    EventKind.EXPIRED: ("expiry",),
    EventKind.MET: ("meeting",),
}
"""The names under which a rule refers to an event, as the grammar of phrases normalises them."""

ONCE = frozenset(
    {
        EventKind.ANNOUNCED,
        EventKind.SIGNED,
        EventKind.PUBLISHED,
        EventKind.COMMENCED,
        EventKind.PROVISIONALLY_APPLIED,
        EventKind.IN_FORCE,
        EventKind.TERMINATED,
        EventKind.EXPIRED,
    }
)
"""What happens to an agreement once: two records of it are two statements on one event."""

UNSURE = frozenset({Standing.EXPECTED, Standing.DISPUTED})
"""Standings of which nobody can say that the event has happened on that day."""

_SURENESS = (Standing.CONFIRMED, Standing.REPORTED, Standing.DISPUTED, Standing.EXPECTED)


def anchors_of(agreement: Agreement, *, ahead: bool = False) -> dict[str, Anchor]:
    """What periods can count from: each kind of event under its names.

    The surest record prevails, and of equally sure ones the latest; what is only expected counts
    while nothing surer is known. With `ahead`, for periods that are counted back, an event that is
    expected goes before those of its kind that have happened. A disputed date of the same event
    is kept among the anchor's alternatives, so that it gives a reading of its own.
    """
    anchors: dict[str, Anchor] = {}
    for kind, names in ANCHOR_NAMES.items():
        events = [event for event in agreement.events if event.kind is kind]
        coming = [event for event in events if event.standing is Standing.EXPECTED]
        if coming and ahead:
            events = coming
        for name in names if events else ():
            anchors[name] = _anchor(events, name)
    if "signature" in anchors:
        # Where nothing else is recorded, an instrument that is not ratified counts from signature.
        anchors.setdefault("date", anchors["signature"])
    return anchors


def _anchor(events: Sequence[Event], name: str) -> Anchor:
    prevailing = prevailing_of(events)
    label = (
        t("{event} in {place}", event=name, place=prevailing.place) if prevailing.place else name
    )
    rivals = tuple(_as_rival(event) for event in events if _rivals(event, prevailing))
    return Anchor(
        on=prevailing.on,
        zone=prevailing.zone,
        at=prevailing.at,
        precision=prevailing.precision,
        standing=prevailing.standing,
        name=label,
        alternatives=(*prevailing.also_on, *rivals),
    )


def prevailing_of(events: Sequence[Event]) -> Event:
    """The surest event, the latest among equals; of expectations the one recorded last.

    Of what happens again and again a later report is a later event.
    """

    def sureness(event: Event) -> int:
        if event.kind not in ONCE and event.standing is Standing.REPORTED:
            return 0
        return _SURENESS.index(event.standing)

    best = min(sureness(event) for event in events)
    equals = [event for event in events if sureness(event) == best]
    if equals[0].standing is Standing.EXPECTED:
        return max(equals, key=lambda event: event.id or 0)
    return max(equals, key=lambda event: event.on)


def _rivals(event: Event, prevailing: Event) -> bool:
    """Whether `event` is another statement on when `prevailing` happened."""
    if event is prevailing or event.on == prevailing.on:
        return False
    if event.kind not in ONCE:
        return event.standing is Standing.DISPUTED and event.on > prevailing.on
    unsettled = prevailing.standing is not Standing.CONFIRMED
    return event.standing is Standing.DISPUTED or (
        unsettled and event.standing is Standing.REPORTED
    )


def _as_rival(event: Event) -> Anchor:
    day, word = wording.day(event.on, weekday=False), wording.standing_word(event.standing)
    name = t("counted from {day}, {standing}", day=day, standing=word)
    return Anchor(on=event.on, zone=event.zone, at=event.at, precision=event.precision, name=name)
