"""Discord's limits, watched from Discord's side."""

from collections import Counter, defaultdict, deque
from datetime import datetime, timedelta

from bot.simulation.oracle.record import Spot
from bot.simulation.oracle.violations import Violation

SECOND = timedelta(seconds=1)
REQUESTS_A_SECOND = 50
POSTS_A_SECOND = 47
POSTS_IN_FIVE_SECONDS = 5


class Pace:
    """Raises Violation as soon as a limit is broken."""

    def __init__(self) -> None:
        self._requests: deque[datetime] = deque()
        self._posts: deque[datetime] = deque()
        self._by_spot: defaultdict[Spot, deque[datetime]] = defaultdict(deque)
        self._in_flight: Counter[Spot] = Counter()
        self._not_before: dict[Spot | None, datetime] = {}

    def request(self, at: datetime) -> None:
        """Anything that is asked of Discord."""
        if _within(self._requests, at, SECOND) > REQUESTS_A_SECOND:
            raise Violation("pace", f"more than {REQUESTS_A_SECOND} requests in a second")

    def post_begins(self, at: datetime, spot: Spot) -> None:
        """A message is being sent; each must be ended with `post_ends`."""
        self.request(at)
        self._in_flight[spot] += 1
        if self._in_flight[spot] > 1:
            raise Violation("pace", "two posts in flight in one place", spot=spot)
        if _within(self._posts, at, SECOND) > POSTS_A_SECOND:
            raise Violation("pace", f"more than {POSTS_A_SECOND} posts in a second", spot=spot)
        if _within(self._by_spot[spot], at, 5 * SECOND) > POSTS_IN_FIVE_SECONDS:
            many = f"more than {POSTS_IN_FIVE_SECONDS} posts in five seconds in one place"
            raise Violation("pace", many, spot=spot)
        for limited in (spot, None):
            if at < self._not_before.get(limited, at):
                raise Violation("pace", "a post before Discord's Retry-After was over", spot=spot)

    def post_ends(self, spot: Spot) -> None:
        self._in_flight[spot] -= 1

    def retry_after(self, spot: Spot | None, until: datetime) -> None:
        """Discord wants no post there (anywhere, with None) until an instant."""
        self._not_before[spot] = until

    def restart(self) -> None:
        """The process is gone, and all that it was sending or had been told with it."""
        self._in_flight.clear()
        self._not_before.clear()


def _within(times: deque[datetime], at: datetime, span: timedelta) -> int:
    """Add an instant; how many lie within the span that ends with it."""
    times.append(at)
    while times[0] <= at - span:
        times.popleft()
    return len(times)
