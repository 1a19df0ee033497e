"""The scene: the servers, deadlines, channels and wishes that one seed gives."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

from bot.simulation.oracle.record import Commitment, Server, Spot, Wish
from bot.simulation.platform import Channel

SERVERS = 4
AGREEMENTS = 21
MILESTONES = 6
"""To a server, and to an agreement: some 500 deadlines in all."""

DAYS = 730
HOMES = ("Asia/Tokyo", "America/New_York", "Europe/Amsterdam", "Australia/Sydney")
SIGNED_IN = "Asia/Tokyo"
LADDERS = ((14, 1), (7, 0), (30, 1, -7), (7, 1, 0), (3, -2), (1,), (60, 7, -1))
SCATTERED = 0.04
"""How many of the deadlines have a day of their own; the others meet on a few days."""

MEETINGS = 5
RECURRING = 2
"""How many servers have a deadline that comes again."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything as it is on the first day."""

    begins: datetime
    zones: tuple[str, ...]
    servers: tuple[Server, ...]
    commitments: tuple[Commitment, ...]
    wishes: tuple[Wish, ...]
    channels: tuple[Channel, ...]

    @property
    def ends(self) -> datetime:
        return self.begins + timedelta(days=DAYS)


def scene(chance: Random) -> Scene:
    """A scene drawn by chance, between 2025 and 2027."""
    begins = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=chance.randrange(730))
    zones = tuple(chance.sample(HOMES, 3))
    servers = tuple(_server(chance, number + 1, zones) for number in range(SERVERS))
    first = begins.date() + timedelta(days=3)
    days = [first + timedelta(days=chance.randrange(DAYS - 40)) for _ in range(MEETINGS)]
    commitments = tuple(
        each for server in servers for each in _commitments(chance, server, zones, first, days)
    )
    wishes = tuple(each for server in servers for each in _wishes(chance, server, begins))
    channels = tuple(each for server in servers for each in _channels(chance, server))
    return Scene(begins, zones, servers, commitments, wishes, channels)


def _server(chance: Random, number: int, zones: tuple[str, ...]) -> Server:
    hour = chance.choice((0, 1, 2, 3, 8, 9, 9, 10, 17, 23))
    return Server(
        number, zones[number % len(zones)], hour, number * 100 + 1, admin_channel_id=number * 100
    )


def _commitments(
    chance: Random, server: Server, zones: tuple[str, ...], first: date, meetings: list[date]
) -> list[Commitment]:
    found: list[Commitment] = []
    for agreement in range(AGREEMENTS):
        zone = chance.choice(zones)
        for number in range(MILESTONES):
            on = chance.choice(meetings)
            if chance.random() < SCATTERED:
                on = first + timedelta(days=chance.randrange(DAYS - 40))
            found.append(
                Commitment(
                    server=server,
                    agreement=f"Framework {agreement}",
                    what=f"Step {number}",
                    zone=chance.choice(zones) if chance.random() < 0.2 else zone,
                    acts=chance.random() < 0.7,
                    on=on,
                    by_rule=on,
                )
            )
    if server.id <= RECURRING:
        _recur(found[0], chance.choice((3, 6)), first)
    return found


def _recur(commitment: Commitment, months: int, today: date) -> None:
    """One that comes every so many months after a signature of last year."""
    commitment.months = months
    commitment.zone = SIGNED_IN
    commitment.anchor = today.replace(year=today.year - 1, day=15)
    commitment.time = 1
    while commitment.at_time(commitment.time) <= today:
        commitment.time += 1
    commitment.on = commitment.by_rule = commitment.at_time(commitment.time)


def _channels(chance: Random, server: Server) -> list[Channel]:
    """The admin channel, three that are public and two that are not, and two people."""
    rooms = [
        Channel(
            Spot(server.id, server.id * 100 + number),
            public=number in (1, 3, 4),
            chatter=chance.choice((0, 0, 5, 200)),
        )
        for number in range(6)
    ]
    people = [Channel(Spot(server.id, None, server.id * 100 + 50 + n), False) for n in range(2)]
    return rooms + people


def _wishes(chance: Random, server: Server, begins: datetime) -> list[Wish]:
    def wish(channel: int | None, agreement: str = "", what: str = "") -> Wish:
        author = server.id * 100 + 50
        spot = Spot(server.id, None, author)
        if channel is not None:
            spot = Spot(server.id, server.id * 100 + channel)
        fallback = chance.choice((None, 3, 5)) if channel in (1, 2) else None
        return Wish(
            server,
            spot,
            chance.choice(LADDERS),
            begins,
            author,
            agreement,
            what,
            fallback=Spot(server.id, server.id * 100 + fallback) if fallback else None,
            role=chance.choice((None, 9000 + server.id)) if channel else None,
        )

    one, other = (f"Framework {each}" for each in chance.sample(range(AGREEMENTS), 2))
    step = f"Step {chance.randrange(MILESTONES)}"
    found = [
        wish(1, one),
        wish(2, other),
        wish(None, chance.choice((one, other))),
        wish(3, one, step),
        wish(2, "Framework 0", "Step 0"),
    ]
    return [wish(1), *found] if server.id % 2 else found
