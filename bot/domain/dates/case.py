"""One rule with all that it is computed from."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.dates.calendars import WorkingDays
from bot.domain.dates.conventions import Convention
from bot.domain.dates.values import GIVEN, Anchor, DeadlineKind, Rule
from bot.messages import t


@dataclass(frozen=True, slots=True)
class Case:
    """One rule with all that it is computed from.

    `zone` is used where nothing names another; `stated` is the kind of date as the caller put it.
    """

    rule: Rule
    anchors: Mapping[str, Anchor]
    convention: Convention
    kind: DeadlineKind
    working: WorkingDays
    zone: str
    stated: DeadlineKind | None = None

    @property
    def zone_in_use(self) -> str:
        """Whose days are counted: the clause's own zone, the anchor's, or else the caller's."""
        anchor = self.anchor()
        return self.rule.zone or (anchor.zone if anchor and anchor.zone else self.zone)

    def anchor(self) -> Anchor | None:
        """What the period counts from: the phrase's own date, the event it names, or the one
        that a person chose; None if that has not happened or is not known."""
        rule = self.rule
        if rule.named is not None:
            return rule.named
        if rule.anchor is not None and rule.anchor in self.anchors:
            return self.anchors[rule.anchor]
        given = self.anchors.get(GIVEN)
        if given is None and rule.anchor is None and rule.said_on is not None:
            return Anchor(rule.said_on, self.zone, name=t("the day it was said"))
        return given
