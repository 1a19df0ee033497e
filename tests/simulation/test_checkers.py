"""Each checker can fail: delivery is broken on purpose, and the simulation tells how."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

import bot.services.diverting
import bot.simulation.process
import cogs.poster
from bot.domain.reminders import Post
from bot.services.delivery import Delivered
from bot.services.reminders import Reminders
from bot.simulation.furnish import furnish
from bot.simulation.run import Machine, Outcome, run

SEEDS = 6
"""In so many worlds at most the damage must have shown."""

Patch = pytest.MonkeyPatch
put = cogs.poster.put


def first_broken(on: Machine) -> Outcome:
    for seed in range(1, SEEDS + 1):
        outcome = run(seed, on)
        if outcome.broken:
            return outcome
    raise AssertionError("nobody noticed")


def lose(patch: Patch) -> None:
    """Now and then a post is taken for sent that never was."""
    chance = Random(1)

    async def not_always(client: Any, post: Post, *more: Any) -> int | None:
        return 4711 if chance.random() < 0.05 else await put(client, post, *more)

    patch.setattr(bot.simulation.process, "put", not_always)


def double(patch: Patch) -> None:
    """Now and then a post is made again."""
    chance = Random(1)

    async def twice(client: Any, post: Post, *more: Any) -> int | None:
        if chance.random() < 0.05:
            await put(client, post, *more)
            post = replace(post, nonce=post.nonce[::-1])
        return await put(client, post, *more)

    patch.setattr(bot.simulation.process, "put", twice)


def forget(patch: Patch) -> None:
    """What may have arrived is posted again under another nonce, without a look."""

    async def anew(client: Any, post: Post, *more: Any) -> int | None:
        if post.again:
            post = replace(post, again=False, nonce=post.nonce[::-1])
        return await put(client, post, *more)

    patch.setattr(bot.simulation.process, "put", anew)


def hurry(patch: Patch) -> None:
    """The clock that delivery goes by is an hour ahead."""
    deliver = Reminders.deliver

    async def ahead(self: Reminders, post: Any, clock: Any, means: Any) -> Delivered:
        return await deliver(self, post, lambda: clock() + timedelta(hours=1), means)

    patch.setattr(Reminders, "deliver", ahead)


def dawdle(patch: Patch) -> None:
    """Every other tick does nothing."""
    deliver = Reminders.deliver
    ticks = iter(range(1_000_000))

    async def every_other(self: Reminders, post: Any, clock: Any, means: Any) -> Delivered:
        idle = next(ticks) % 2
        return Delivered() if idle else await deliver(self, post, clock, means)

    patch.setattr(Reminders, "deliver", every_other)


def give_up(patch: Patch) -> None:
    """Any failure is taken for final, and no other place is tried."""
    patch.setattr(bot.services.diverting, "may_stand_in", lambda _place, _other: False)
    patch.setattr(bot.services.outcomes.Outcome, "given_up", property(lambda self: self.failure))


def hide(patch: Patch) -> None:
    """What cannot be delivered is put where nobody sees it."""
    patch.setattr(bot.services.diverting, "may_stand_in", lambda _place, _other: False)

    async def with_a_trapdoor(engine: Any, *more: Any) -> None:
        await furnish(engine, *more)
        with sqlite3.connect(engine.url.database) as connection:
            connection.execute(
                "CREATE TRIGGER hide AFTER UPDATE OF state ON reminders WHEN NEW.state = 'failed' "
                "BEGIN UPDATE reminders SET state = 'cancelled' WHERE id = NEW.id; END"
            )

    patch.setattr("bot.simulation.run.furnish", with_a_trapdoor)


def tell_everyone(patch: Patch) -> None:
    """What is private is posted wherever there is room."""
    patch.setattr(bot.services.diverting, "may_stand_in", lambda _place, _other: True)


@pytest.mark.parametrize(
    ("damage", "promises"),
    [
        (lose, {"lost"}),
        (double, {"doubled"}),
        (forget, {"doubled"}),
        (hurry, {"early"}),
        (dawdle, {"late"}),
        (give_up, {"given up"}),
        (hide, {"lost"}),
        (tell_everyone, {"leaked"}),
    ],
)
def test_broken_delivery_is_noticed(
    damage: Callable[[Patch], None],
    promises: set[str],
    simulated: Machine,
    monkeypatch: Patch,
) -> None:
    damage(monkeypatch)
    broken = first_broken(simulated).broken
    assert broken is not None
    assert broken.partition(":")[0] in promises
