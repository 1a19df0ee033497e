"""Of what and where a subscription reminds, in a few words."""

from bot.domain.subscriptions import Scope, Subscription
from bot.messages import t
from cogs.render.look import channel, person


def subject_words(wish: Subscription) -> str:
    """What a subscription covers."""
    return t("everything") if wish.scope is Scope.EVERYTHING else wish.subject or ""


def place_mention(wish: Subscription) -> str:
    """Where a subscription is posted."""
    if wish.channel_id is not None:
        return channel(wish.channel_id)
    return t("direct messages to {person}", person=person(wish.user_id or 0))
