"""What could not be delivered: it is listed with its reason, and sent on in one go."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

import db.guilds
from bot.domain.reminders import Post
from bot.domain.subscriptions import Scope
from bot.domain.undelivered import Unreached
from bot.errors import NotFound, PostFailed, UserError
from bot.services.resending import SentOn
from bot.services.undelivered import UndeliveredPage
from tests.services.conftest import CHANNEL, EDITOR, GUILD, MINISTERIAL, Server

NEW, THIRD, PERSON = 55, 66, 33


@dataclass
class Gates:
    """Lets posts through to the outbox, but for the places that are shut (channels and people)."""

    server: Server
    shut: set[int] = field(default_factory=lambda: {CHANNEL, EDITOR})
    refused: int = 0

    async def __call__(self, post: Post) -> int:
        where = post.channel_id or post.user_id or 0
        if where in self.shut:
            self.refused += 1
            raise PostFailed(f"{where} is closed to me.", permanent=True)
        return await self.server.outbox(post)

    async def tick(self) -> None:
        """Deliver until nothing is due any more: what is refused goes on to another place."""
        for _ in range(6):
            await self.server.services.reminders.deliver(self, self.server.clock)

    async def seen(self, channel_id: int, *, public: bool) -> None:
        await self.server.services.places.seen(GUILD, channel_id, public=public)

    async def page(self, reader_id: int = EDITOR) -> UndeliveredPage:
        return await self.server.services.undelivered.list(
            GUILD, reader_id=reader_id, now=self.server.clock()
        )

    async def one(self) -> Unreached:
        [found] = (await self.page()).places
        return found

    async def send_to(self, channel_id: int, place: Unreached | None = None) -> SentOn:
        place = place or await self.one()
        return await self.server.services.undelivered.send_to(
            GUILD, place.place.id, channel_id, by=EDITOR, now=self.server.clock()
        )

    async def try_again(self) -> SentOn:
        return await self.server.services.undelivered.try_again(
            GUILD, (await self.one()).place.id, by=EDITOR, now=self.server.clock()
        )

    @property
    def posted(self) -> list[tuple[int | None, list[str]]]:
        """What was posted where, by the milestones' words."""
        return [
            (post.channel_id, sorted(item.milestone.what for item in post.items))
            for post in self.server.outbox.posts
        ]


@pytest.fixture
async def gates(server: Server) -> Gates:
    """Reminders in a public channel that cannot be posted to any more, nor can their author."""
    gates = Gates(server)
    await gates.seen(CHANNEL, public=True)
    await server.subscribe(ladder="6, 5, 1, 0")
    return gates


async def days(gates: Gates, count: int) -> None:
    for _ in range(count):
        gates.server.clock.forward(days=1)
        await gates.tick()


async def test_where_all_arrives_nothing_is_listed(gates: Gates) -> None:
    gates.shut.clear()
    await days(gates, 3)
    assert await gates.page() == UndeliveredPage((), 0)


async def test_a_closed_channel_is_listed_with_since_when_why_how_much_and_what(
    gates: Gates,
) -> None:
    await days(gates, 2)
    place = await gates.one()
    assert place.closed
    assert place.place.channel_id == CHANNEL
    assert place.place.closed_reason == f"{CHANNEL} is closed to me."
    assert place.lost == 2
    assert place.since is not None
    assert place.since.isoformat() == "2026-04-21T09:00:00+00:00"
    assert place.reason == f"{EDITOR} is closed to me.", "why it could not go elsewhere either"
    assert [each.what for each in place.milestones] == ["Start the funding"]
    assert place.waiting == 4


async def test_what_went_to_another_place_is_counted_and_nothing_is_lost(gates: Gates) -> None:
    gates.shut = {CHANNEL}
    await days(gates, 2)
    place = await gates.one()
    assert place.lost == 0
    [(other, count)] = place.stood_in
    assert (other.user_id, count) == (EDITOR, 2)


async def test_all_of_a_channel_goes_to_another_and_is_posted_there_once(gates: Gates) -> None:
    await days(gates, 2)
    sent = await gates.send_to(NEW)
    assert (sent.moved, sent.ended, sent.again, sent.dropped) == (1, 0, 2, 0)
    await gates.tick()
    assert gates.posted == [(NEW, ["Start the funding"])]
    [post] = gates.server.outbox.posts
    assert post.late
    assert post.meant_for is None
    assert post.items[0].overtaken == (6,)
    assert (await gates.page()).places == ()
    await days(gates, 8)
    assert {channel for channel, _ in gates.posted} == {NEW}
    assert len(gates.posted) == 1 + 4, "the day of each and the day before, of two milestones"


async def test_what_is_wished_for_there_already_ends_and_is_not_told_twice(gates: Gates) -> None:
    await gates.seen(NEW, public=True)
    await gates.server.subscribe(NEW, ladder="6, 5")
    await days(gates, 2)
    assert gates.posted == [(NEW, ["Start the funding"])] * 2
    sent = await gates.send_to(NEW)
    assert (sent.moved, sent.ended, sent.again, sent.dropped) == (0, 1, 0, 2)
    await gates.tick()
    assert len(gates.posted) == 2
    assert (await gates.page()).places == ()


async def test_what_has_ended_meanwhile_is_no_longer_news(gates: Gates) -> None:
    await days(gates, 2)
    services, now = gates.server.services, gates.server.clock()
    await services.milestones.done(
        GUILD, by=EDITOR, now=now, reference="Test Framework: Start the funding", evidence="Paid"
    )
    sent = await gates.send_to(NEW)
    assert (sent.again, sent.dropped) == (0, 2)
    await gates.tick()
    assert gates.posted == []
    assert (await gates.page()).places == ()


async def test_what_the_stand_in_heard_is_not_told_it_again(gates: Gates) -> None:
    """The first is lost; a fallback is named, which hears the second; then all goes there."""
    await days(gates, 1)
    assert (await gates.one()).lost == 1
    await _admin_channel(gates, NEW)
    await gates.seen(NEW, public=True)
    await days(gates, 1)
    assert gates.posted == [(NEW, ["Start the funding"])]
    sent = await gates.send_to(NEW)
    assert (sent.again, sent.dropped) == (0, 1)
    await gates.tick()
    assert len(gates.posted) == 1


async def test_what_was_private_is_not_sent_where_everybody_reads_it(gates: Gates) -> None:
    await gates.seen(CHANNEL, public=False)
    await gates.seen(NEW, public=True)
    await days(gates, 1)
    with pytest.raises(UserError, match="Choose a private channel"):
        await gates.send_to(NEW)
    with pytest.raises(UserError, match="Choose a private channel"):
        await gates.send_to(THIRD)
    assert (await gates.one()).lost == 1, "and nothing was changed"
    await gates.seen(THIRD, public=False)
    assert (await gates.send_to(THIRD)).again == 1


async def test_it_is_tried_again_in_the_same_place_once_that_is_open(gates: Gates) -> None:
    await days(gates, 2)
    gates.shut.clear()
    sent = await gates.try_again()
    assert (sent.again, sent.dropped) == (2, 0)
    await gates.tick()
    assert gates.posted == [(CHANNEL, ["Start the funding"])]
    assert (await gates.page()).places == ()


async def test_what_is_refused_again_is_listed_again(gates: Gates) -> None:
    await days(gates, 2)
    await gates.try_again()
    await gates.tick()
    assert (await gates.one()).lost == 2


async def test_a_place_that_healed_by_itself_is_listed_until_the_lost_is_tried_again(
    gates: Gates,
) -> None:
    await days(gates, 1)
    gates.shut.clear()
    await days(gates, 1)
    place = await gates.one()
    assert (place.closed, place.lost) == (False, 1)
    sent = await gates.try_again()
    assert (sent.again, sent.dropped) == (0, 1), "a later reminder has been there since"
    assert (await gates.page()).places == ()


async def test_direct_messages_are_shown_to_their_reader_and_counted_to_others(
    gates: Gates,
) -> None:
    gates.shut = {PERSON}
    await gates.server.services.subscriptions.add(
        GUILD,
        by=PERSON,
        now=gates.server.clock(),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=None,
        user_id=PERSON,
        ladder="6",
    )
    await days(gates, 1)
    own = await gates.page(PERSON)
    assert [each.place.user_id for each in own.places] == [PERSON]
    assert own.others == 0
    assert await gates.page(EDITOR) == UndeliveredPage((), 1)
    with pytest.raises(UserError, match="goes to no channel"):
        await gates.send_to(NEW, own.places[0])


async def test_a_fallback_that_is_closed_is_listed_and_replaced(gates: Gates) -> None:
    await gates.server.unsubscribe()
    await gates.seen(NEW, public=True)
    await gates.seen(THIRD, public=True)
    await gates.server.services.subscriptions.add(
        GUILD,
        by=EDITOR,
        now=gates.server.clock(),
        scope=Scope.EVERYTHING,
        subject=None,
        channel_id=CHANNEL,
        user_id=None,
        ladder="6, 5",
        fallback_channel_id=NEW,
    )
    gates.shut = {CHANNEL, NEW, EDITOR}
    await days(gates, 1)
    shown = (await gates.page()).places
    assert [(each.place.channel_id, each.lost) for each in shown] == [(CHANNEL, 1), (NEW, 0)]
    await gates.send_to(THIRD, shown[1])
    await days(gates, 1)
    assert [channel for channel, _ in gates.posted] == [THIRD]
    [wish] = await gates.server.services.subscriptions.list(GUILD)
    assert (wish.channel_id, wish.fallback_channel_id) == (CHANNEL, THIRD)


async def test_the_settings_follow_and_the_history_says_who_did_it(gates: Gates) -> None:
    services = gates.server.services
    await services.guilds.update(GUILD, by=EDITOR, now=gates.server.clock(), channel_id=CHANNEL)
    await days(gates, 2)
    await gates.send_to(NEW)
    assert (await services.guilds.get(GUILD)).channel_id == NEW
    lines = [each for each in await _history(gates) if each[0].startswith("undelivered")]
    assert lines == [
        (
            "undelivered reminders sent elsewhere",
            EDITOR,
            {
                "channel": NEW,
                "person": None,
                "moved": 1,
                "ended": 0,
                "posted_again": 2,
                "dropped": 0,
            },
        )
    ]


async def test_what_still_waited_for_a_stand_in_goes_to_the_new_place(gates: Gates) -> None:
    gates.shut = {CHANNEL}
    gates.server.clock.forward(days=1)
    services = gates.server.services
    await services.reminders.deliver(_only(gates), gates.server.clock)
    assert (await gates.one()).stood_in[0][1] == 1, "on its way to its author"
    await gates.send_to(NEW)
    await gates.tick()
    assert gates.posted == [(NEW, ["Start the funding"])]


async def test_a_place_of_another_server_is_not_found(gates: Gates) -> None:
    await days(gates, 1)
    place = (await gates.one()).place
    with pytest.raises(NotFound):
        await gates.server.services.undelivered.try_again(
            8, place.id, by=EDITOR, now=gates.server.clock()
        )


async def test_the_same_channel_is_no_other(gates: Gates) -> None:
    await days(gates, 1)
    with pytest.raises(UserError, match="Try again here"):
        await gates.send_to(CHANNEL)


async def test_the_milestones_next_due_are_named_first(gates: Gates) -> None:
    await days(gates, 7)
    place = await gates.one()
    assert [each.reference for each in place.milestones] == [
        "Test Framework: Start the funding",
        MINISTERIAL,
    ]
    assert gates.server.clock() - place.place.closed_at > timedelta(days=5)  # type: ignore[operator]


async def _admin_channel(gates: Gates, channel_id: int) -> None:
    async with gates.server.services.guilds.transactions.write() as session:
        await db.guilds.change(session, GUILD, admin_channel_id=channel_id)


async def _history(gates: Gates) -> list[tuple[str, int | None, object]]:
    from sqlalchemy import select

    from db.models.changes import ChangeRow

    async with gates.server.services.guilds.transactions.read() as session:
        rows = await session.scalars(select(ChangeRow).order_by(ChangeRow.id))
        return [(row.what, row.by, row.after) for row in rows]


def _only(gates: Gates) -> Gates:
    """Nothing gets through for now, and the author's direct messages are an outage."""

    class Half(Gates):
        async def __call__(self, post: Post) -> int:
            if post.user_id is not None:
                raise PostFailed("Discord could not be reached.", permanent=False)
            return await super().__call__(post)

    return Half(gates.server, gates.shut)
