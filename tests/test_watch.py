"""The watch: a ticker that stands still is told of once, with where it stands."""

import asyncio
import logging
import threading
import time
from collections.abc import Iterator

import pytest

import bot.watch
from bot.watch import STALL_SECONDS, Watch


class Seconds:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def watch(seconds: Seconds) -> Iterator[Watch]:
    made = Watch(seconds)
    yield made
    made.stop()


def test_a_stall_is_critical_and_said_once(
    watch: Watch, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        seconds.forward(STALL_SECONDS / 2 + 1)
        watch.look()
    [record] = caplog.records
    assert record.levelno == logging.CRITICAL
    assert "none is lost" in record.getMessage()
    assert "test_a_stall_is_critical_and_said_once" in record.getMessage(), "the stack is shown"


def test_a_long_delivery_that_makes_progress_is_no_stall(
    watch: Watch, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(20):
        seconds.forward(STALL_SECONDS - 1)
        watch.moved()
        watch.look()
    assert not caplog.records


def test_the_end_of_a_stall_is_logged_and_the_next_one_is_told_again(
    watch: Watch, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):
        seconds.forward(STALL_SECONDS + 1)
        watch.look()
        watch.moved()
        watch.look()
        watch.look()
    assert [each.levelno for each in caplog.records] == [logging.CRITICAL, logging.WARNING] * 2


async def test_a_tick_that_waits_for_ever_is_shown_at_the_place_where_it_waits(
    watch: Watch, seconds: Seconds, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def for_an_answer_that_never_comes() -> None:
        begun.set()
        await asyncio.Event().wait()

    async def tick() -> None:
        watch.at_work()
        await for_an_answer_that_never_comes()

    hanging = asyncio.create_task(tick())
    await begun.wait()
    seconds.forward(STALL_SECONDS + 1)
    watch.look()
    assert "for_an_answer_that_never_comes" in caplog.text
    hanging.cancel()


async def test_a_blocked_event_loop_is_noticed_from_outside(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(bot.watch, "STALL_SECONDS", 0.02)
    monkeypatch.setattr(bot.watch, "LOOK_SECONDS", 0.005)
    said = threading.Event()

    class Until(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.set()

    log, until = logging.getLogger("bot.watch"), Until()
    log.addHandler(until)
    watch = Watch(time.monotonic)
    watch.start()
    watch.start()
    try:
        assert said.wait(10), "this blocks the loop, as a bug would"
    finally:
        watch.stop()
        log.removeHandler(until)
    assert "said.wait(10)" in caplog.text


def test_nothing_is_looked_at_after_the_end(watch: Watch) -> None:
    before = threading.active_count()
    watch.start()
    assert threading.active_count() == before + 1
    watch.stop()
    watch.stop()
    assert threading.active_count() == before
