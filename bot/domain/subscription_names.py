"""How people name subscriptions: by what each covers and where it is posted."""

from collections.abc import Callable, Sequence

from bot.domain.names import offer, resolve
from bot.domain.subscriptions import Subscription
from bot.messages import t

Place = Callable[[Subscription], str]
"""How a subscription's place is written, which only Discord's side knows."""


def offered(wishes: Sequence[Subscription], typed: str, *, place: Place) -> list[str]:
    """How people name these subscriptions, for autocomplete."""
    return offer(typed, _names(wishes, place))


def named(wishes: Sequence[Subscription], name: str, *, place: Place) -> Subscription:
    """The one of these subscriptions that a person named. Raises NotFound."""
    digests = bool(wishes) and all(wish.schedule is not None for wish in wishes)
    what = t("digests") if digests else t("reminders")
    found = resolve(name, _names(wishes, place), what=what)
    return next(each for each in wishes if each.id == found)


def _names(wishes: Sequence[Subscription], place: Place) -> dict[int, tuple[str, ...]]:
    return {each.id: (describe(each, place),) for each in wishes}


def describe(subscription: Subscription, place: Place) -> str:
    """A subscription in words: what it covers and where it is posted."""
    subject = subscription.subject or t("everything")
    if subscription.schedule is not None:
        return t("digest of {subject} in {place}", subject=subject, place=place(subscription))
    return t("{subject} in {place}", subject=subject, place=place(subscription))
