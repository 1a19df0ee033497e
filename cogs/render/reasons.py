"""Why a place is told: through which reminders that somebody switched on, in one small line."""

from collections.abc import Sequence

from bot.domain import wording
from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.domain.subscriptions import Subscription
from bot.messages import t
from cogs.render.look import channel
from cogs.render.rungs import rung_words
from cogs.render.safe import said, small
from cogs.render.wishes import subject_words

MOST_SUBJECTS = 3


def told_because(post: Post) -> str:
    """Why whoever reads this post is told."""
    wishes = tuple({wish.id: wish for item in post.items for wish in item.wishes}.values())
    own = post.user_id is not None and all(each.user_id == post.user_id for each in wishes)
    if post.meant_for is not None and not own:
        return small(_stands_in(post, wishes))
    what = _subjects(wishes) or t("these agreements")
    if len(post.items) + post.more == 1:
        what = ", ".join([what, *_occasion(post.items[0])])
    return small(_hears_of(what, post.channel_id))


def hears_of(wishes: Sequence[Subscription]) -> str | None:
    """Why a place is told of a milestone, for those who ask; None where it is not."""
    return _hears_of(_subjects(wishes), wishes[0].channel_id) if wishes else None


def _hears_of(what: str, channel_id: int | None) -> str:
    """Why the readers of a channel, or with None one of direct messages, are told."""
    if channel_id is None:
        return t("You are told because you asked to hear of {what} (`/remind list`).", what=what)
    return t(
        "You are told because {place} hears of {what} (`/remind list`).",
        place=channel(channel_id),
        what=what,
    )


def _stands_in(post: Post, wishes: Sequence[Subscription]) -> str:
    """Why a place is told what was meant for another."""
    if post.user_id is not None:
        return t("You are told because you switched these reminders on (`/remind list`).")
    if any(each.fallback_channel_id == post.channel_id for each in wishes):
        return t("You are told because this channel stands in for the other (`/remind list`).")
    return t(
        "You are told because this channel hears of what could not be delivered (`/settings`)."
    )


def _subjects(wishes: Sequence[Subscription]) -> str:
    names = dict.fromkeys(said(subject_words(each), 80) for each in wishes)
    return wording.listed(list(names), MOST_SUBJECTS)


def _occasion(item: PostItem) -> list[str]:
    """How early the one milestone of a post is told of, or what else is the occasion."""
    match item.kind:
        case ReminderKind.RUNG:
            return [rung_words(item.rung)]
        case ReminderKind.MOVED:
            return [t("and was told another date")]
        case ReminderKind.SNOOZED:
            return [t("and somebody asked to be reminded again")]
        case ReminderKind.ESCALATED:
            return [t("and what nobody acknowledges is escalated")]
        case _:
            return []
