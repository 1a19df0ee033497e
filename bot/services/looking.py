"""The last look: what a person has settled or moved since it was claimed is not announced."""

from collections.abc import Callable, Iterable

import db.gathering
from bot.domain.milestones import Milestone
from bot.domain.reminders import Post
from bot.services.transactions import Transactions

FRESH_SECONDS = 0.25
"""How long a look holds as far as other processes go: sooner than anybody sees the post."""

MOST_SEEN = 100
"""How many milestones are looked at together, if a single post does not speak of more."""


class LastLook:
    """Looks where milestones stand right before they are posted.

    What this process itself changes is seen at once. A look takes in the posts that come next, so
    that a storm of them does not ask for each.
    """

    def __init__(self, transactions: Transactions, monotonic: Callable[[], float]) -> None:
        self._transactions = transactions
        self._monotonic = monotonic
        self._seen: dict[int, tuple[int, bool] | None] = {}
        self._seen_at = (-1, 0.0)

    async def still_true(self, post: Post, coming: Iterable[Post] = ()) -> bool:
        """Whether the milestones of a post stand as it says."""
        said = _said(post)
        if not (self._is_fresh() and said.keys() <= self._seen.keys()):
            wanted = dict.fromkeys(said)
            for each in coming:
                if len(wanted) >= MOST_SEEN:
                    break
                wanted |= dict.fromkeys(_said(each))
            now = self._transactions.written, self._monotonic()
            async with self._transactions.read() as session:
                found = await db.gathering.standing(session, wanted)
            self._seen, self._seen_at = {each: found.get(each) for each in wanted}, now
        return all(self._seen[each] == stands for each, stands in said.items())

    def _is_fresh(self) -> bool:
        written, at = self._seen_at
        return written == self._transactions.written and self._monotonic() - at < FRESH_SECONDS


def _said(post: Post) -> dict[int, tuple[int, bool]]:
    return {item.milestone.id: _stands(item.milestone) for item in post.items}


def _stands(milestone: Milestone) -> tuple[int, bool]:
    return milestone.due_version, milestone.settlement is not None
