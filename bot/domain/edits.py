"""Edits: what somebody changes of a subscription that is on."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.dates.values import DeadlineKind
from bot.domain.ladders import DEFAULT_LADDER, DEFAULT_LADDERS, read_ladder
from bot.domain.names import folded
from bot.domain.subscriptions import Subscription

_USUAL = {"usual", "the usual", "default", "standard"}


class Extra(StrEnum):
    """What a subscription may do without."""

    MENTION = "mention"
    FALLBACK = "fallback"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Edits:
    """What is to be another; None leaves it as it is.

    A `ladder`, as people write it or "usual", counts for every kind of milestone, or for `kind`
    alone. A role or a member takes the place of whom it mentioned. `without` is taken away first.
    """

    ladder: str | None = None
    kind: DeadlineKind | None = None
    role_id: int | None = None
    mention_user_id: int | None = None
    silent: bool | None = None
    fallback_channel_id: int | None = None
    escalate_after: int | None = None
    last_resort_role_id: int | None = None
    without: Extra | None = None


def edited(wish: Subscription, edits: Edits) -> Subscription:
    """`wish` with these edits. Raises UserError for a ladder that is none."""
    wish = _without(wish, edits.without)
    if edits.role_id or edits.mention_user_id:
        wish = replace(wish, role_id=edits.role_id, mention_user_id=edits.mention_user_id)
    if edits.ladder:
        wish = _with_ladder(wish, edits.ladder, edits.kind)
    return replace(
        wish,
        silent=wish.silent if edits.silent is None else edits.silent,
        fallback_channel_id=edits.fallback_channel_id or wish.fallback_channel_id,
        escalate_after=edits.escalate_after or wish.escalate_after,
        last_resort_role_id=edits.last_resort_role_id or wish.last_resort_role_id,
    )


def _without(wish: Subscription, extra: Extra | None) -> Subscription:
    match extra:
        case Extra.MENTION:
            return replace(wish, role_id=None, mention_user_id=None)
        case Extra.FALLBACK:
            return replace(wish, fallback_channel_id=None)
        case Extra.ESCALATION:
            return replace(wish, escalate_after=None, last_resort_role_id=None)
        case None:
            return wish


def _with_ladder(wish: Subscription, text: str, kind: DeadlineKind | None) -> Subscription:
    usual = folded(text) in _USUAL
    if kind is None:
        return replace(wish, ladder=DEFAULT_LADDER if usual else read_ladder(text), ladders={})
    ladder = DEFAULT_LADDERS[kind] if usual else read_ladder(text)
    return replace(wish, ladders={**wish.ladders, kind: ladder})
