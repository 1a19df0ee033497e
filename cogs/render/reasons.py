"""Why a place is told: through which reminders that somebody switched on, in one small line."""

from collections.abc import Sequence

from bot.domain import wording
from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.domain.subscriptions import Subscription
from bot.messages import t
from cogs.render.look import channel
from cogs.render.reminders import subject_words
from cogs.render.rungs import rung_words
from cogs.render.safe import said, small

MOST_SUBJECTS = 3


def told_because(post: Post) -> str:
    """Why whoever reads this post is told."""
    wishes = tuple({wish.id: wish for item in post.items for wish in item.wishes}.values())
    if post.meant_for is not None:
        line = _stands_in(post, wishes)
    elif post.user_id is not None:
        line = t("You are told because you asked to hear of {what}", what=_what(wishes, post))
    else:
        line = t(
            "You are told because {place} hears of {what}",
            place=channel(post.channel_id or 0),
            what=_what(wishes, post),
        )
    return small(f"{line} (`/remind list`).")


def hears_of(wishes: Sequence[Subscription]) -> str | None:
    """Why a place is told of a milestone, for those who ask; None where it is not."""
    if not wishes:
        return None
    what = _subjects(wishes)
    if wishes[0].user_id is not None:
        line = t("You are told because you asked to hear of {what}", what=what)
    else:
        place = channel(wishes[0].channel_id or 0)
        line = t("You are told because {place} hears of {what}", place=place, what=what)
    return f"{line} (`/remind list`)."


def _stands_in(post: Post, wishes: Sequence[Subscription]) -> str:
    """Why a place is told what was meant for another."""
    if post.user_id is not None and any(each.user_id == post.user_id for each in wishes):
        return t("You are told because you asked to hear of {what}", what=_what(wishes, post))
    if post.user_id is not None:
        return t("You are told because you switched these reminders on")
    if any(each.fallback_channel_id == post.channel_id for each in wishes):
        return t("You are told because this channel stands in for the other")
    return t("You are told because this channel hears of what could not be delivered")


def _what(wishes: Sequence[Subscription], post: Post) -> str:
    """What a place hears of and, where the post speaks of one milestone, how early."""
    subjects = _subjects(wishes) or t("these agreements")
    if len(post.items) + post.more != 1:
        return subjects
    return ", ".join([subjects, *_occasion(post.items[0])])


def _subjects(wishes: Sequence[Subscription]) -> str:
    names = dict.fromkeys(said(subject_words(each), 80) for each in wishes)
    return wording.listed(list(names), MOST_SUBJECTS)


def _occasion(item: PostItem) -> list[str]:
    match item.kind:
        case ReminderKind.RUNG:
            return [rung_words(item.rung)]
        case ReminderKind.MOVED:
            return [t("and was told another date")]
        case ReminderKind.SNOOZED:
            return [t("and somebody asked to be reminded again")]
        case ReminderKind.ESCALATED:
            return [t("and calls on others where nobody answers")]
        case _:
            return []
