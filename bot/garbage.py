"""Python's search for garbage, set for a process that loads much once and then answers quickly."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 10_000
"""How many new objects start a search; a command makes more than the usual 700 and keeps none."""


@contextmanager
def loading() -> Iterator[None]:
    """Import what the process will need: modules are no garbage, and are never looked at again.

    Looking for some in them would be a fifth of the start, and most of every later search.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(YOUNG, 10, 10)
        gc.enable()
