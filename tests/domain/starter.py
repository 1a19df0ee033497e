"""The starter catalogue as the tests of it look at it."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from bot.domain.agreements import Agreement
from bot.domain.catalogue import Catalogue, CatalogueAgreement, CatalogueMilestone, load


@cache
def texts() -> dict[str, str]:
    folder = files("bot") / "catalogue"
    return {
        file.name: file.read_text("utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    }


@cache
def catalogue() -> Catalogue:
    return load(texts())


def agreement(key: str) -> CatalogueAgreement:
    return next(each for each in catalogue().agreements if each.key == key)


def every_milestone() -> Iterator[tuple[CatalogueAgreement, CatalogueMilestone]]:
    for each in catalogue().agreements:
        for milestone in each.milestones:
            yield each, milestone


def as_recorded(each: CatalogueAgreement) -> Agreement:
    return Agreement(
        id=1,
        guild_id=1,
        title=each.title,
        short_name=each.short_name,
        instrument=each.instrument,
        binding=each.binding,
        summary=each.summary,
        events=tuple(event.event for event in each.events),
        zone=each.zone,
        convention=each.convention,
    )
