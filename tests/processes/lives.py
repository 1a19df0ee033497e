"""`python -m tests.processes.lives URL PORT`: a process for each line that it reads, one by one.

A line holds the instant at which a life begins. It posts what is due to the Discord on that port
until nothing is, or until it is killed. Its id is printed, and how it ended. It is a fork of this
process, which has lived once itself: importing everything takes a hundred times as long as living.
"""

import asyncio
import os
import sys
import time
import traceback
from datetime import datetime, timedelta
from functools import partial

import discord
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.services import build
from bot.services.delivery import Means
from bot.services.pacing import Pace
from cogs.poster import put
from db.engine import make_engine
from tests.fakes.rest import TOKEN
from tests.processes.record import RECORDED_AT

PER_SECOND = 300.0
"""Far beyond what Discord takes: the pace is not what is tried here."""


async def live(engine: AsyncEngine, begun: datetime) -> None:
    started = time.monotonic()

    def clock() -> datetime:
        return begun + timedelta(seconds=time.monotonic() - started)

    services, pace = build(engine), Pace(PER_SECOND)
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(TOKEN)
        post = partial(put, client, pace=pace)
        while (await services.reminders.deliver(post, clock, Means(pace))).posts:
            pass
    await engine.dispose()


def main(url: str, port: str) -> None:
    discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
    engine = make_engine(url)
    asyncio.run(live(engine, RECORDED_AT))  # when nothing is due yet
    for line in sys.stdin:
        if not (child := os.fork()):
            try:
                asyncio.run(live(engine, datetime.fromisoformat(line.strip())))
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


main(*sys.argv[1:])
