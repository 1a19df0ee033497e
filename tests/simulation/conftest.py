"""A simulated machine to live through years on."""

from collections.abc import Iterator

import pytest

from bot.simulation.run import Machine, machine


@pytest.fixture(scope="session")
def simulated() -> Iterator[Machine]:
    with machine() as made:
        yield made
