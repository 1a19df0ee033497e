"""Who has seen a milestone's date and who has not, as people read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain import wording
from bot.domain.acknowledgements import Seen
from bot.messages import t, tn
from bot.services.acknowledgements import Noted
from cogs.render.look import Tone, card, person, role, stamp, when
from cogs.render.safe import said, small

MOST_NAMED = 12

Rows = Sequence[Sequence[ui.Item[Any]]]


def noted_card(noted: Noted, reader: int, rows: Rows = ()) -> ui.LayoutView:
    """What came of pressing Seen, for `reader` alone: who has seen the date, and who has not."""
    if noted.outdated:
        line = t(
            "The post spoke of another date; this one is not noted as seen by you. Press Seen here "
            "once you have read it."
        )
        return _card(noted, line, rows, tone=Tone.PRESSING)
    line = t("Noted.")
    if not noted.changed:
        line = t("Noted already, {at}.", at=_stamp(noted.seen.at(reader)))
    goes_on = small(t("Its reminders go on, but are not escalated."))
    return _card(noted, line, rows, tone=Tone.SETTLED, more=[goes_on])


def taken_back_card(noted: Noted) -> ui.LayoutView:
    """That somebody has not seen the date after all, for that person alone."""
    line = t("Taken back: it is no longer noted that you have seen it.")
    if not noted.changed:
        line = t("It was not noted that you have seen it.")
    return _card(noted, line, (), tone=Tone.QUIET)


def seen_label(count: int) -> str:
    """What the button says once people have pressed it."""
    return tn("Seen by {count}", "Seen by {count}", count) if count else t("Seen")


def page_lines(seen: Seen) -> list[str]:
    """Who has seen the date and when, then who has not; nothing where that says nothing."""
    lines = [f"{person(each.user_id)} · {_stamp(each.at)}" for each in seen.by[:MOST_NAMED]]
    if hidden := len(seen.by) - len(lines):
        lines.append(small(tn("and {count} more", "and {count} more", hidden)))
    if seen.waiting:
        lines.append(t("Not yet: {names}", names=_people(seen.waiting)))
    return [*lines, *_small_print(seen)]


def _card(
    noted: Noted, line: str, rows: Rows, *, tone: Tone, more: Sequence[str] = ()
) -> ui.LayoutView:
    seen = noted.seen
    milestone = seen.milestone
    return card(
        said(milestone.what, 200),
        "\n".join([f"**{when(milestone)}**", f"{line} {_who(seen)}", *_small_print(seen), *more]),
        under=said(milestone.agreement, 80),
        tone=tone,
        rows=rows,
    )


def _who(seen: Seen) -> str:
    """Who has and who has not, in one sentence."""
    names = {
        "seen": _people([each.user_id for each in seen.by]),
        "waiting": _people(seen.waiting),
    }
    if seen.by and seen.waiting:
        return t("Seen by {seen}; not yet: {waiting}.", **names)
    if seen.by:
        return t("Seen by {seen}.", **names)
    if seen.waiting:
        return t("Not yet seen by {waiting}.", **names)
    return t("Nobody has said that they have seen it.")


def _small_print(seen: Seen) -> list[str]:
    """What the names leave out: members of roles, and who saw only a date that moved."""
    lines = []
    if seen.role_ids:
        roles = wording.listed([role(each) for each in seen.role_ids])
        lines.append(t("Members of {roles} who have not pressed cannot be listed.", roles=roles))
    if seen.earlier:
        names = _people([each.user_id for each in seen.earlier])
        lines.append(
            t("Seen by {names} before the date moved, which no longer counts.", names=names)
        )
    return [small(each) for each in lines]


def _people(user_ids: Sequence[int]) -> str:
    return wording.listed([person(each) for each in user_ids], MOST_NAMED)


def _stamp(at: datetime | None) -> str:
    return stamp(at, "f") if at else ""
