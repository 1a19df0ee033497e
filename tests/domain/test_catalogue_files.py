"""How catalogue files are read, and what is said of one that is not as it must be."""

from datetime import date

import pytest

from bot.domain.catalogue import Catalogue, load
from bot.domain.dates.values import Anchor, Standing
from bot.domain.milestones import SettlementKind
from bot.domain.toml import TomlError

SMALL = """
[sources.a]
title = "A page"
grade = "media"

[[agreements]]
key = "one"
title = "First Agreement"
short_name = "First"
instrument = "framework"
zone = "Asia/Tokyo"
summary = "It exists."
sources = ["a"]
verified_on = 2026-01-02

[[agreements.events]]
key = "signed"
kind = "signed"
on = 2026-01-02
zone = "Asia/Tokyo"
source = "a"

[[agreements.milestones]]
key = "report"
what = "Report"
source = "a"
modality = "intends"
kind = "act_by"
rule = "within 30 days of signature"
"""
HEADING = 'version = "1"\nverified_on = 2026-01-02\n'


def small(old: str = "", new: str = "", *, also: str | None = None) -> Catalogue:
    assert old in SMALL
    given = {"catalogue.toml": HEADING, "one.toml": SMALL.replace(old, new, 1) if old else SMALL}
    return load(given | ({"two.toml": also} if also is not None else {}))


def test_what_a_milestone_leaves_out_it_has_from_its_agreement() -> None:
    (milestone,) = small().agreements[0].milestones
    assert (milestone.zone, milestone.convention) == ("Asia/Tokyo", "political-default")


def test_an_event_keeps_its_other_dates_as_anchors() -> None:
    added = 'source = "a"\nalso_on = [{ name = "there", on = 2026-01-01, zone = "UTC" }]\n'
    (event,) = small('source = "a"\n', added).agreements[0].events
    assert event.event.also_on == (Anchor(date(2026, 1, 1), "UTC", name="there"),)
    assert event.event.standing is Standing.CONFIRMED


@pytest.mark.parametrize(
    ("old", "new", "where", "key"),
    [
        ('short_name = "First"', "", "one.toml, one", "short_name"),
        ('instrument = "framework"', 'instrument = "pact"', "one.toml, one", "instrument"),
        ('zone = "Asia/Tokyo"', 'zone = "Asia/Tokio"', "one.toml, one", "zone"),
        ('sources = ["a"]', 'sources = ["b"]', "one.toml, one", "sources"),
        ('sources = ["a"]', "sources = [1]", "one.toml, one", "sources"),
        ("\non = 2026-01-02", '\non = "2026-01-02"', "one.toml, one, signed", "on"),
        ('what = "Report"', 'wat = "Report"', "one.toml, one, report", "wat"),
        ('modality = "intends"', 'modality = "must"', "one.toml, one, report", "modality"),
        ('rule = "within 30 days of signature"', "", "one.toml, one, report", "rule"),
        ('kind = "signed"', 'kind = "sealed"', "one.toml, one, signed", "kind"),
        ('grade = "media"', 'grade = "good"', "one.toml, a", "grade"),
        ("verified_on", 'related = ["two"]\nverified_on', "one.toml, one", "related"),
    ],
)
def test_an_error_names_the_file_the_item_and_the_key(
    old: str, new: str, where: str, key: str
) -> None:
    with pytest.raises(TomlError) as told:
        small(old, new)
    text = str(told.value)
    assert text.startswith(f"{where}:")
    assert f"“{key}”" in text


def test_a_key_that_is_used_in_two_files_is_refused() -> None:
    again = SMALL.replace("[sources.a]", "[sources.b]").replace("A page", "B page")
    with pytest.raises(TomlError, match="one a second time"):
        small(also=again)


def test_a_file_that_is_not_toml_is_refused_by_name() -> None:
    with pytest.raises(TomlError, match=r"two\.toml cannot be read"):
        small(also="[[agreements")


def test_a_missing_heading_is_told() -> None:
    with pytest.raises(TomlError, match=r"catalogue\.toml.*version"):
        load({"one.toml": SMALL})


def test_what_was_done_needs_evidence() -> None:
    with pytest.raises(TomlError, match="evidence_note"):
        small('kind = "act_by"', 'kind = "act_by"\ndone_on = 2026-01-20')


def test_a_milestone_that_was_superseded_keeps_when_and_why() -> None:
    added = (
        'kind = "act_by"\nsettled = "superseded"\nsettled_on = 2026-01-20\nsettled_note = "New."'
    )
    (milestone,) = small('kind = "act_by"', added).agreements[0].milestones
    assert milestone.settlement is not None
    assert milestone.settlement.kind is SettlementKind.SUPERSEDED
    assert (milestone.settlement.on, milestone.settlement.note) == (date(2026, 1, 20), "New.")
