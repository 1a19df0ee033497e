"""Which digests are on, when each comes next, and what was changed of one."""

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.domain.subscriptions import Subscription
from bot.messages import t, tn
from bot.services.digests import DigestPage
from cogs.render.look import Block, Tone, card, stamp
from cogs.render.reminders import wish_lines
from cogs.render.safe import small


def switched_on_card(page: DigestPage, warning: str | None = None) -> ui.LayoutView:
    """What digest was switched on, and when it comes first."""
    return card(
        t("The digest is on"),
        _lines(page),
        *([warning] if warning else []),
        foot=t("/digest preview shows what it would say now."),
        tone=Tone.SETTLED,
    )


def digest_changed_card(page: DigestPage, warning: str | None = None) -> ui.LayoutView:
    """What was changed of a digest, as it was and as it is."""
    if page.before in (None, page.subscription):
        return card(
            t("Nothing changed"),
            _lines(page),
            foot=t("Fill in what is to be another: how often, weekday, hour, zone …"),
            tone=Tone.QUIET,
        )
    return card(
        t("The digest is changed"),
        Block([wish_lines(page.before or page.subscription)], heading=t("Before")),
        Block([_lines(page)], heading=t("Now")),
        *([warning] if warning else []),
        tone=Tone.SETTLED,
    )


def digest_off_card(wish: Subscription) -> ui.LayoutView:
    """What digest was switched off."""
    return card(t("The digest is off"), wish_lines(wish), tone=Tone.QUIET)


def digests_card(pages: Sequence[DigestPage], now: datetime) -> ui.LayoutView:
    """The digests that are on, and when each comes next."""
    if not pages:
        return card(
            t("Digests"),
            t("No digest is on. `/digest add` switches one on, for a channel or for you."),
            tone=Tone.QUIET,
        )
    return card(
        t("Digests"),
        Block([_lines(each, now) for each in pages], spaced=True),
        under=tn("{count} is on", "{count} are on", len(pages)),
        foot=t("/digest preview shows what one would say; change and remove do what they say."),
    )


def _lines(page: DigestPage, now: datetime | None = None) -> str:
    wish, lines = page.subscription, [wish_lines(page.subscription, now)]
    if wish.schedule is not None and wish.schedule.skip_empty:
        lines.append(small(t("left out when there is nothing to tell")))
    if page.next_at is not None:
        at = t("next: {at}, {away}", at=stamp(page.next_at, "f"), away=stamp(page.next_at, "R"))
        lines.append(small(at))
    return "\n".join(lines)
