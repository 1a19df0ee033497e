"""Subscriptions, as people see them: what is on, and how it stands."""

from collections.abc import Sequence
from datetime import datetime

from discord import ui

from bot.domain.guilds import Guild
from bot.domain.pauses import is_paused
from bot.domain.subscriptions import UNTIL_RESUMED, Subscription
from bot.messages import t, tn
from bot.services.subscriptions import SubscriptionPage, Troubles
from cogs.render.look import Block, Tone, card, channel, person, role, stamp
from cogs.render.previews import coming_lines
from cogs.render.rungs import ladders_words, schedule_words
from cogs.render.safe import said, small
from cogs.render.wishes import place_mention, subject_words


def subscribed_card(page: SubscriptionPage, warning: str | None = None) -> ui.LayoutView:
    """What was switched on, and the first posts that will come."""
    return card(
        t("Reminders are on"),
        wish_lines(page.subscription),
        *_ahead(page),
        *([warning] if warning else []),
        foot=_planned(page),
        tone=Tone.SETTLED,
    )


def changed_card(page: SubscriptionPage, warning: str | None = None) -> ui.LayoutView:
    """What was changed, as it was and as it is, and the first posts that will come."""
    if page.before in (None, page.subscription):
        return card(
            t("Nothing changed"),
            wish_lines(page.subscription),
            foot=t("Fill in what is to be another: days, mention, silent, fallback …"),
            tone=Tone.QUIET,
        )
    return card(
        t("Reminders are changed"),
        Block([_facts(page.before or page.subscription)], heading=t("Before")),
        Block([wish_lines(page.subscription)], heading=t("Now")),
        *_ahead(page),
        *([warning] if warning else []),
        foot=_planned(page),
        tone=Tone.SETTLED,
    )


def _ahead(page: SubscriptionPage) -> list[Block | str]:
    if not page.next:
        return [t("Nothing is planned for now: none of these days is ahead. I remind once one is.")]
    lines = coming_lines(page.next, place=False)
    return [Block(lines, heading=t("The first that will come"), spaced=True)]


def _planned(page: SubscriptionPage) -> str | None:
    if not page.next:
        return None
    return tn("{count} reminder is planned.", "{count} reminders are planned.", page.planned)


def wish_lines(wish: Subscription, now: datetime | None = None) -> str:
    """A subscription in a few lines: of what and where, how early, what else is wished for.

    With `now` also that it is paused.
    """
    what = f"**{said(subject_words(wish), 150)}** · {place_mention(wish)}"
    return "\n".join([what, *_paused(wish.paused_until, now), _facts(wish)])


def _facts(wish: Subscription) -> str:
    """How early a subscription reminds, and what else is wished for, in small print."""
    when = schedule_words(wish.schedule) if wish.schedule else ladders_words(wish)
    names = [role(wish.role_id)] if wish.role_id else []
    names += [person(wish.mention_user_id)] if wish.mention_user_id else []
    facts = [t("mentions {names}", names=" ".join(names))] if names else []
    facts += [t("without a sound")] if wish.silent else []
    facts += _otherwise(wish)
    return "\n".join([small(when), *([small(" · ".join(facts))] if facts else [])])


def _otherwise(wish: Subscription) -> list[str]:
    """What becomes of posts that do not arrive, and of reminders that nobody acknowledges."""
    facts = []
    if wish.fallback_channel_id:
        facts.append(t("if that fails, in {channel}", channel=channel(wish.fallback_channel_id)))
    if wish.escalate_after:
        line = tn(
            "escalates after {count} day without a *Seen*",
            "escalates after {count} days without a *Seen*",
            wish.escalate_after,
        )
        if wish.last_resort_role_id:
            line += t(", at last to {role}", role=role(wish.last_resort_role_id))
        facts.append(line)
    return facts


def _paused(until: datetime | None, now: datetime | None) -> list[str]:
    if now is None or until is None or not is_paused(until, now):
        return []
    return [f"⏸ {paused_words(until)}"]


def paused_words(until: datetime) -> str:
    """Until when something is paused."""
    if until == UNTIL_RESUMED:
        return t("paused until somebody resumes it")
    return t("paused until {at}", at=stamp(until, "f"))


def subscriptions_card(
    wishes: Sequence[Subscription],
    troubles: Troubles,
    guild: Guild,
    now: datetime,
) -> ui.LayoutView:
    """Who hears of what, where and how early; and what does not get through."""
    everywhere = _paused(guild.paused_until, now)
    if everywhere:
        everywhere = [t("**All of this server's reminders:** {state}", state=everywhere[0])]
    if not wishes:
        return card(
            t("Reminders"),
            *everywhere,
            t("No reminders are on. `/remind add` switches them on, for a channel or for you."),
            tone=Tone.QUIET,
        )
    lines = ["\n".join([wish_lines(each, now), *_troubles(each, troubles)]) for each in wishes]
    return card(
        t("Reminders"),
        *everywhere,
        Block(lines, spaced=True),
        under=tn("{count} is on", "{count} are on", len(wishes)),
        foot=t("/remind preview shows what comes; change, pause and remove do what they say."),
    )


def _troubles(wish: Subscription, troubles: Troubles) -> list[str]:
    """What does not arrive of a subscription, and why."""
    lines = []
    if wish.place_id in troubles.closed:
        why = said(troubles.closed[wish.place_id], 200)
        lines.append(t("⚠ Nothing arrives there at present: {why}", why=why))
    failed = troubles.undelivered.get(wish.id)
    if failed is not None:
        lines.append(
            tn(
                "⚠ {count} post could not be delivered: {why}",
                "⚠ {count} posts could not be delivered, the latest because: {why}",
                failed.count,
                why=said(failed.reason, 200),
            )
        )
    return lines


def unsubscribed_card(wish: Subscription) -> ui.LayoutView:
    """What was switched off."""
    return card(t("Reminders are off"), wish_lines(wish), tone=Tone.QUIET)
