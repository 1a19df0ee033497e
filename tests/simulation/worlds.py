"""Worlds to prove delivery in: each test file lives through a part of them."""

from bot.simulation.run import Machine, run

A_PART = 50


def part(number: int) -> range:
    """The seeds of one part, from 0."""
    return range(number * A_PART + 1, (number + 1) * A_PART + 1)


def nothing_is_broken(seed: int, on: Machine) -> None:
    """Live through a world; where a promise is broken, its story is told."""
    outcome = run(seed, on)
    assert outcome.broken is None, f"{outcome.broken}\n{outcome.story}"
    assert outcome.posts > 20, "hardly anything happened"
    assert outcome.deaths > 2, "hardly anything went wrong"
