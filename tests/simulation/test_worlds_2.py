"""Part 2 of the worlds in which nothing may be lost, doubled, early, late or hidden."""

import pytest

from bot.simulation.run import Machine
from tests.simulation.worlds import nothing_is_broken, part


@pytest.mark.parametrize("seed", part(1))
def test_delivery_keeps_its_promises(seed: int, simulated: Machine) -> None:
    nothing_is_broken(seed, simulated)
