"""`python -m tests.processes.deliver NAME URL PORT`: posts all that is due to a recorder there.

It begins when the recorder says so, and ends when nothing is left to post.
"""

import asyncio
import sys

import aiohttp

from bot.domain.reminders import Post
from bot.services import build
from bot.services.delivery import Means
from bot.services.pacing import Pace
from db.engine import make_engine
from tests.processes.record import DUE_AT


async def main(name: str, url: str, port: str) -> None:
    engine = make_engine(url)
    services = build(engine)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as recorder:

        async def post(post: Post) -> int:
            told = {
                "by": name,
                "nonce": post.nonce,
                "channel": post.channel_id,
                "reminders": [item.reminder_id for item in post.items],
            }
            async with recorder.post("/posts", json=told) as answer:
                return int(await answer.text())

        async with recorder.get("/start"):
            pass
        means = Means(Pace())
        while (await services.reminders.deliver(post, lambda: DUE_AT, means)).posts:
            pass
    await engine.dispose()


asyncio.run(main(*sys.argv[1:]))
