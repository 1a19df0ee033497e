"""`milepost simulate`: the proof of delivery, for as many seeds as there is time."""

import logging
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Annotated

import typer

from bot.messages import t, tn

if TYPE_CHECKING:
    from bot.simulation.run import Outcome

BATCH = 5
"""Runs that one process makes on one simulated machine before it begins anew."""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(help=t("Prove delivery: live through two simulated years, again and again."))
    def simulate(
        runs: Annotated[int, typer.Option(min=1, help=t("How many of them."))] = 20,
        seed: Annotated[int, typer.Option(help=t("The first seed; each run has the next."))] = 1,
        jobs: Annotated[
            int, typer.Option(min=0, help=t("Processes at once; 0 is one for each processor."))
        ] = 0,
    ) -> None:
        begun = time.monotonic()
        done = posts = deaths = 0
        failed: list[int] = []
        for outcome in _outcomes(range(seed, seed + runs), jobs or os.cpu_count() or 1):
            done, posts, deaths = done + 1, posts + outcome.posts, deaths + outcome.deaths
            if outcome.broken is not None:
                failed.append(outcome.seed)
                typer.echo(_failure(outcome))
            if done % 10 == 0 or done == runs:
                typer.echo(_progress(done, runs, time.monotonic() - begun))
        typer.echo(_verdict(runs, posts, deaths, sorted(failed)))
        if failed:
            raise typer.Exit(1)


def _outcomes(seeds: Iterable[int], jobs: int) -> Iterator["Outcome"]:
    """What came of each seed, in the order in which they end."""
    every = list(seeds)
    batches = [every[first : first + BATCH] for first in range(0, len(every), BATCH)]
    if jobs == 1:
        for batch in batches:
            yield from lived(batch)
        return
    with ProcessPoolExecutor(jobs) as processes:
        for outcomes in processes.map(lived, batches):
            yield from outcomes


def lived(seeds: Iterable[int]) -> list["Outcome"]:
    """Live through these worlds, one after the other on one machine."""
    from bot.simulation.run import machine, run

    logging.getLogger("bot").setLevel(logging.ERROR)
    with machine() as on:
        return [run(seed, on) for seed in seeds]


def _failure(outcome: "Outcome") -> str:
    head = t("Seed {seed} broke a promise: {what}", seed=outcome.seed, what=outcome.broken)
    return f"\n{head}\n{outcome.story}\n"


def _progress(done: int, runs: int, seconds: float) -> str:
    return t("{done} of {runs}, {seconds} s", done=done, runs=runs, seconds=f"{seconds:.0f}")


def _verdict(runs: int, posts: int, deaths: int, failed: list[int]) -> str:
    seen = t(
        "{runs} runs of two years: {posts} posts, the process killed {deaths} times",
        runs=f"{runs:,}",
        posts=f"{posts:,}",
        deaths=f"{deaths:,}",
    )
    if not failed:
        return t(
            "{seen}. Nothing was lost, doubled, early, late or hidden, and no limit broken.",
            seen=seen,
        )
    seeds = ", ".join(map(str, failed))
    broke = tn("one run broke a promise", "{count} runs broke a promise", len(failed))
    return t("{seen}; {broke}, seed {seeds}.", seen=seen, broke=broke, seeds=seeds)
