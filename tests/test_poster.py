"""Posting against a loopback Discord: once, to those named, and what each refusal means."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest

import cogs.poster
from bot.domain.dates.values import DeadlineKind
from bot.domain.milestones import Milestone, Modality
from bot.domain.reminders import Post, PostItem, ReminderKind
from bot.errors import PostFailed
from bot.services.pacing import Pace
from cogs.poster import put
from tests.fakes.discord_server import DiscordServer
from tests.fakes.payloads import CHANNEL_ID, GUILD_ID, thread
from tests.fakes.rest import TOKEN
from tests.test_pacing import Time

NOW = datetime(2026, 4, 28, 9, tzinfo=UTC)
POST = "/channels/.*/messages"
SUPPRESS_NOTIFICATIONS = 1 << 12

MILESTONE = Milestone(
    id=5,
    guild_id=GUILD_ID,
    agreement_id=1,
    agreement="US–Japan framework",
    what="Funding begins",
    kind=DeadlineKind.ACT_BY,
    modality=Modality.INTENDS,
    zone="Asia/Tokyo",
    convention="political-default",
)
REMINDER = Post(
    guild_id=GUILD_ID,
    channel_id=CHANNEL_ID,
    user_id=None,
    items=(PostItem(1, MILESTONE, ReminderKind.RUNG, 7, NOW),),
    nonce="d1a5c3f0a7b94e21c0ffee00",
    now=NOW,
)
TO_A_PERSON = replace(REMINDER, channel_id=None, user_id=300)


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer() as listening:
        listening.point(monkeypatch)
        yield listening


@pytest.fixture
async def client(server: DiscordServer) -> AsyncIterator[discord.Client]:
    """Logged in, and with nothing in its cache: it never opened the gateway."""
    async with discord.Client(intents=discord.Intents.none()) as logged_in:
        await logged_in.login(TOKEN)
        yield logged_in


async def failure(client: discord.Client, post: Post) -> PostFailed:
    with pytest.raises(PostFailed) as caught:
        await put(client, post)
    return caught.value


async def test_a_post_mentions_exactly_those_whom_it_names(
    client: discord.Client, server: DiscordServer
) -> None:
    await put(client, replace(REMINDER, role_ids=(7,), mention_user_ids=(8, 9)))
    [sent] = server.seen("POST", POST)
    assert sent.json["allowed_mentions"] == {"parse": [], "users": [8, 9], "roles": [7]}


async def test_a_post_that_names_nobody_mentions_nobody(
    client: discord.Client, server: DiscordServer
) -> None:
    await put(client, REMINDER)
    [sent] = server.seen("POST", POST)
    assert sent.json["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


async def test_a_post_for_too_many_mentions_as_many_as_discord_takes(
    client: discord.Client, server: DiscordServer
) -> None:
    await put(client, replace(REMINDER, role_ids=(7,), mention_user_ids=tuple(range(8, 208))))
    [sent] = server.seen("POST", POST)
    allowed = sent.json["allowed_mentions"]
    assert (len(allowed["roles"]), len(allowed["users"])) == (1, 49)


async def test_a_silent_post_rings_nowhere(client: discord.Client, server: DiscordServer) -> None:
    await put(client, REMINDER)
    await put(client, replace(REMINDER, silent=True, nonce="another"))
    flags = [sent.json["flags"] & SUPPRESS_NOTIFICATIONS for sent in server.seen("POST", POST)]
    assert flags == [0, SUPPRESS_NOTIFICATIONS]


async def test_the_same_post_twice_is_one_message(
    client: discord.Client, server: DiscordServer
) -> None:
    assert await put(client, REMINDER) == await put(client, REMINDER)
    assert len(server.messages[CHANNEL_ID]) == 1


async def test_a_sample_may_be_posted_as_often_as_asked(
    client: discord.Client, server: DiscordServer
) -> None:
    sample = replace(REMINDER, nonce="")
    assert await put(client, sample) != await put(client, sample)
    assert len(server.messages[CHANNEL_ID]) == 2


async def test_a_post_whose_answer_was_lost_is_found_after_discord_forgot_its_nonce(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 503, stores_first=True)
    assert not (await failure(client, REMINDER)).permanent
    server.forget_nonces()
    found = await put(client, replace(REMINDER, again=True))
    assert [found] == [int(message["id"]) for message in server.messages[CHANNEL_ID]]


async def test_another_post_in_the_channel_is_not_taken_for_this_one(
    client: discord.Client, server: DiscordServer
) -> None:
    await put(client, replace(REMINDER, nonce="another"))
    await put(client, replace(REMINDER, again=True))
    assert len(server.messages[CHANNEL_ID]) == 2


async def test_where_earlier_messages_cannot_be_read_the_nonce_still_guards(
    client: discord.Client, server: DiscordServer
) -> None:
    first = await put(client, REMINDER)
    server.fail("GET", POST, 403, body={"code": 50013, "message": "Missing Permissions"})
    assert await put(client, replace(REMINDER, again=True)) == first


async def test_a_channel_that_the_client_never_saw_is_posted_to(
    client: discord.Client, server: DiscordServer
) -> None:
    """As a thread is, which no cache has; posting wakes it."""
    server.channels[555] = thread(555)
    await put(client, replace(REMINDER, channel_id=555))
    assert len(server.messages[555]) == 1


ARCHIVED = {"code": 50083, "message": "Thread is archived"}


async def test_an_archived_thread_is_woken_and_posted_to(
    client: discord.Client, server: DiscordServer
) -> None:
    server.channels[555] = thread(555, archived=True)
    server.fail("POST", POST, 400, body=ARCHIVED)
    await put(client, replace(REMINDER, channel_id=555))
    assert [sent.json for sent in server.seen("PATCH", "/channels/555")] == [{"archived": False}]
    assert len(server.messages[555]) == 1


async def test_a_locked_thread_is_not_woken(client: discord.Client, server: DiscordServer) -> None:
    server.channels[555] = thread(555, archived=True, locked=True)
    server.fail("POST", POST, 400, body=ARCHIVED)
    given_up = await failure(client, replace(REMINDER, channel_id=555))
    assert given_up.permanent
    assert given_up.reason == "The thread <#555> is locked."
    assert server.seen("PATCH", "/channels/555") == []


async def test_every_request_has_its_turn(client: discord.Client, server: DiscordServer) -> None:
    time = Time()
    pace = Pace(1, monotonic=time.monotonic, sleep=time.sleep)
    await put(client, replace(TO_A_PERSON, again=True), pace)
    others = [each for each in server.requests if not each.path.endswith("@me")]
    assert len(others) > 3
    assert time.now >= len(others) - 3, "the post itself has its turn from whoever makes it"


async def test_an_earlier_try_is_looked_for_from_when_it_was_made(
    client: discord.Client, server: DiscordServer
) -> None:
    begun_at = datetime.now(UTC)
    post = replace(REMINDER, begun_at=begun_at)
    first = await put(client, post)
    server.forget_nonces()
    for number in range(150):
        await put(client, replace(REMINDER, nonce=f"another {number}"))
    assert await put(client, replace(post, again=True)) == first


async def test_a_try_that_was_made_long_after_the_first_is_found_in_a_busy_channel(
    client: discord.Client, server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cogs.poster, "LOOK_BACK", 5)
    now = datetime.now(UTC)
    post = replace(REMINDER, now=now, begun_at=now - timedelta(days=4))
    for number in range(8):
        await put(client, replace(REMINDER, nonce=f"another {number}"))
    later = await put(client, post)
    server.forget_nonces()
    assert await put(client, replace(post, again=True)) == later


async def test_a_refusal_says_how_long_to_wait(
    client: discord.Client, server: DiscordServer
) -> None:
    slow = {"code": 20016, "message": "slow mode"}
    server.fail("POST", POST, 403, body=slow, headers={"Retry-After": "120"})
    assert (await failure(client, REMINDER)).retry_after == 120


async def test_a_hidden_channel_that_may_have_the_post_already_is_no_reason_to_post_elsewhere(
    client: discord.Client, server: DiscordServer
) -> None:
    hidden = {"code": 50001, "message": "Missing Access"}
    server.fail("GET", "/channels/.*", 403, body=hidden, times=9)
    server.fail("POST", POST, 403, body=hidden, times=9)
    first = await failure(client, REMINDER)
    second = await failure(client, replace(REMINDER, again=True))
    assert (first.permanent, first.may_have_arrived) == (True, False)
    assert (second.permanent, second.may_have_arrived) == (True, True)


async def test_a_server_that_has_removed_the_bot_is_left_alone_until_that_is_noted(
    client: discord.Client, server: DiscordServer
) -> None:
    gone = {"code": 10004, "message": "Unknown Guild"}
    server.fail("GET", "/guilds/[0-9]+", 404, body=gone)
    del server.channels[CHANNEL_ID]
    refused = await failure(client, REMINDER)
    assert not refused.permanent
    assert refused.retry_after


async def test_a_person_gets_a_direct_message(
    client: discord.Client, server: DiscordServer
) -> None:
    await put(client, TO_A_PERSON)
    [opened] = server.seen("POST", "/users/@me/channels")
    assert opened.json == {"recipient_id": 300}
    assert len(server.messages[301]) == 1


async def test_whoever_has_left_the_server_gets_no_direct_message(
    client: discord.Client, server: DiscordServer
) -> None:
    server.left.add(300)
    given_up = await failure(client, TO_A_PERSON)
    assert given_up.permanent
    assert given_up.reason == "<@300> is no longer a member of the server."
    assert server.seen("POST", "/users/@me/channels") == []


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, {}),
        (404, {"code": 10004, "message": "Unknown Guild"}),
        (403, {"code": 50001, "message": "Missing Access"}),
    ],
)
async def test_nothing_is_sent_while_nobody_can_say_whether_a_person_left(
    client: discord.Client, server: DiscordServer, status: int, body: dict[str, Any]
) -> None:
    server.fail("GET", "/guilds/[0-9]+.*", status, body=body)
    assert not (await failure(client, TO_A_PERSON)).permanent
    assert server.seen("POST", "/users/@me/channels") == []


async def test_a_deleted_channel_is_given_up_once_discord_confirms_it(
    client: discord.Client, server: DiscordServer
) -> None:
    del server.channels[CHANNEL_ID]
    given_up = await failure(client, REMINDER)
    assert given_up.permanent
    assert given_up.reason == "The channel no longer exists."
    assert len(server.seen("GET", f"/channels/{CHANNEL_ID}")) == 1


async def test_a_channel_said_to_be_unknown_but_there_is_tried_again(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 404, body={"code": 10003, "message": "Unknown Channel"})
    assert not (await failure(client, REMINDER)).permanent


async def test_a_channel_that_may_not_be_written_in_is_given_up(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 403, body={"code": 50013, "message": "Missing Permissions"})
    given_up = await failure(client, REMINDER)
    assert given_up.permanent
    assert given_up.reason == f"I may not write in <#{CHANNEL_ID}>."


async def test_a_channel_that_is_hidden_is_given_up(
    client: discord.Client, server: DiscordServer
) -> None:
    for method, path in (("POST", POST), ("GET", "/channels/[0-9]+")):
        server.fail(method, path, 403, body={"code": 50001, "message": "Missing Access"})
    given_up = await failure(client, REMINDER)
    assert given_up.permanent
    assert given_up.reason == f"I can no longer see <#{CHANNEL_ID}>."


async def test_closed_direct_messages_are_given_up(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 403, body={"code": 50007, "message": "Cannot send"})
    given_up = await failure(client, TO_A_PERSON)
    assert given_up.permanent
    assert given_up.reason == "<@300> does not take direct messages from me."


async def test_a_message_that_discord_refuses_is_given_up_with_its_words(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 400, body={"code": 50035, "message": "Invalid Form Body"})
    given_up = await failure(client, REMINDER)
    assert given_up.permanent
    assert "50035" in given_up.reason


async def test_a_post_deleted_before_its_second_try_is_not_made_again(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 404, body={"code": 10008, "message": "Unknown Message"})
    assert await put(client, REMINDER) is None


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (403, {}),  # a proxy's page
        (403, {"code": 20016, "message": "slow mode"}),
        (401, {"code": 0, "message": "401: Unauthorized"}),
        (429, {"message": "You are being rate limited.", "retry_after": 600, "global": False}),
        (503, {}),
    ],
)
async def test_what_may_pass_is_worth_another_try(
    client: discord.Client, server: DiscordServer, status: int, answer: dict[str, Any]
) -> None:
    server.fail("POST", POST, status, body=answer)
    assert not (await failure(client, REMINDER)).permanent


async def test_a_long_rate_limit_is_not_waited_for(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited = {"message": "You are being rate limited.", "retry_after": 600, "global": False}
    server.fail("POST", POST, 429, body=limited, headers={"Via": "1.1 google"})
    intents = discord.Intents.none()
    async with discord.Client(intents=intents, max_ratelimit_timeout=30) as impatient:
        await impatient.login(TOKEN)
        assert not (await failure(impatient, REMINDER)).permanent


async def test_an_unreachable_discord_is_worth_another_try(
    client: discord.Client, server: DiscordServer
) -> None:
    await server.vanish()
    assert not (await failure(client, REMINDER)).permanent


async def test_no_verdict_is_spoken_while_the_channel_cannot_be_asked_for(
    client: discord.Client, server: DiscordServer
) -> None:
    server.fail("POST", POST, 403, body={"code": 50013, "message": "Missing Permissions"})
    server.fail("GET", "/channels/[0-9]+", 503)
    assert not (await failure(client, REMINDER)).permanent
