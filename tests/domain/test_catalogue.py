"""The starter catalogue: that its files are sound and say what is known."""

import re
from collections import Counter
from datetime import date

import pytest

from bot.domain.agreements import Instrument, Source, Status, status
from bot.domain.catalogue import CatalogueAgreement
from bot.domain.dates.conventions import convention_named
from bot.domain.milestones import Modality
from tests.domain.starter import agreement, as_recorded, catalogue, every_milestone

NEWEST = date(2026, 4, 24)

KNOWN = """
us-japan-framework us-australia-framework us-malaysia-mou us-malaysia-art us-thailand-mou
us-thailand-trade-framework us-cambodia-art china-october-2025-controls china-announcement-70
china-announcement-72 us-china-busan us-affiliates-rule us-section-301-exclusions
us-section-301-ships us-ieepa-ruling us-section-122-tariff us-kazakhstan-mou us-saudi-framework
us-korea-fact-sheet us-korea-investment-mou us-drc-partnership critical-minerals-ministerial-2026
forge us-mexico-action-plan us-argentina-framework-2026 us-cook-islands-minerals-2026
us-ecuador-minerals-2026 us-guinea-minerals-2026 us-morocco-minerals-2026
us-paraguay-minerals-2026 us-peru-minerals-2026 us-philippines-minerals-2026
us-uae-minerals-2026 us-uzbekistan-mou-2026 us-uk-mou-2026 us-eu-critical-minerals-mou
us-eu-action-plan us-non-binding-instruments-rule
"""

COMMODITIES = {
    *("critical minerals", "rare earths", "gallium", "germanium", "antimony", "graphite"),
    *("superhard materials", "lithium batteries", "permanent magnets", "metals", "uranium"),
    "soybeans",
}
TOPICS = {
    *("export controls", "financing", "investment", "mining", "ministerial meetings", "pricing"),
    *("processing", "research", "shipbuilding", "stockpiling", "supply chains", "tariffs"),
    *("technology", "trade", "transparency"),
}


def cited(each: CatalogueAgreement) -> list[Source]:
    """Every source that something in the agreement rests on."""
    facts = [
        *(event.event.source for event in each.events),
        *(claim.source for claim in each.claims),
        *(milestone.source for milestone in each.milestones),
    ]
    assert None not in facts
    return [*each.sources, *(source for source in facts if source)]


def stands(key: str, today: date = NEWEST) -> Status:
    return status(as_recorded(agreement(key)).events, today)


def test_it_says_which_version_it_is_and_of_what_day() -> None:
    assert catalogue().version == "2026.04.24"
    assert catalogue().verified_on == NEWEST


def test_every_agreement_and_measure_that_is_known_is_there() -> None:
    assert {each.key for each in catalogue().agreements} == set(KNOWN.split())


def test_names_are_told_apart_and_short_enough_to_pick() -> None:
    names: Counter[str] = Counter()
    for each in catalogue().agreements:
        assert len(each.short_name) <= 40
        assert each.title
        names.update({name.casefold() for name in (each.short_name, *each.aliases)})
    assert [name for name, times in names.items() if times > 1] == []


def test_a_milestone_is_told_apart_by_its_words_within_a_choice() -> None:
    for each in catalogue().agreements:
        whats = [milestone.what for milestone in each.milestones]
        assert len(whats) == len(set(whats))
        assert all(len(f"{each.short_name}: {what}") <= 100 for what in whats)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Tokyo deal", "us-japan-framework"),
        ("US-JP", "us-japan-framework"),
        ("日米", "us-japan-framework"),
        ("Busan truce", "us-china-busan"),
        ("米豪", "us-australia-framework"),
        ("70号公告", "china-announcement-70"),
        ("Malaysia ART", "us-malaysia-art"),
    ],
)
def test_people_find_an_agreement_by_what_they_would_type(typed: str, key: str) -> None:
    assert typed in agreement(key).aliases


def test_every_agreement_rests_on_a_source_that_is_listed_with_it() -> None:
    for each in catalogue().agreements:
        assert each.sources
        assert set(cited(each)) == set(each.sources)


def test_no_source_is_kept_that_nothing_rests_on() -> None:
    used = {source for each in catalogue().agreements for source in cited(each)}
    assert used == set(catalogue().sources.values())


def test_sources_that_only_repeat_or_paraphrase_are_marked_as_such() -> None:
    sources = catalogue().sources
    assert sources["us-china-expert-insights"].grade == "paraphrase"
    assert sources["malaysia-art-diffwire"].grade == "aggregator"
    assert sources["cambodia-art-ustr"].grade == "official"
    assert sources["us-japan-worldjpn"].grade == "primary"


def test_links_are_whole_and_used_once() -> None:
    links = [source.url for source in catalogue().sources.values() if source.url]
    assert len(links) == len(set(links))
    assert all(re.fullmatch(r"https?://[^\s/]+\.[^\s/]+/?\S*", link) for link in links)


def test_nothing_counts_as_verified_after_the_newest_day_that_it_shows() -> None:
    for each in catalogue().agreements:
        published = [source.published_on for source in cited(each) if source.published_on]
        happened = [event.event.on for event in each.events]
        assert each.verified_on <= max([*published, *happened]), each.key
        assert max([*published, *happened]) <= NEWEST, each.key


def test_quotations_are_short_and_have_a_source() -> None:
    quoted = [milestone for _, milestone in every_milestone() if milestone.quote]
    assert quoted
    for milestone in quoted:
        assert milestone.quote
        assert len(milestone.quote.split()) < 25
        assert milestone.source


def test_commodities_and_topics_come_from_one_small_vocabulary() -> None:
    assert {word for each in catalogue().agreements for word in each.commodities} == COMMODITIES
    assert {word for each in catalogue().agreements for word in each.topics} == TOPICS


def test_parties_have_their_codes() -> None:
    for each in catalogue().agreements:
        assert each.parties
        for party in each.parties:
            assert re.fullmatch("[A-Z]{2}", party.code or "")
        if each.instrument in (Instrument.MEASURE, Instrument.COURT_RULING):
            assert [party.role for party in each.parties] == ["issuer"]


def test_conventions_are_known() -> None:
    for each in catalogue().agreements:
        assert convention_named(each.convention)
    for _, milestone in every_milestone():
        assert convention_named(milestone.convention)


def test_summaries_are_two_to_four_calm_sentences() -> None:
    for each in catalogue().agreements:
        sentences = re.findall(r"[.?](?:\s|$)", each.summary)
        assert 2 <= len(sentences) <= 4, each.key
        assert "!" not in each.summary
        assert len(each.summary) <= 600


def test_a_text_that_binds_nobody_is_never_said_to_oblige() -> None:
    free = [each for each in catalogue().agreements if each.binding is False]
    assert len(free) == 4
    for each in free:
        words = f"{each.summary} {' '.join(milestone.what for milestone in each.milestones)}"
        assert not re.search(r"\b(must|shall|is obliged|are obliged)\b", words)
        assert all(milestone.modality is Modality.INTENDS for milestone in each.milestones)


def test_every_point_in_dispute_has_two_sides() -> None:
    for each in catalogue().agreements:
        sides = Counter(claim.point for claim in each.claims)
        assert all(count >= 2 for count in sides.values()), each.key


def test_conflicting_claims_say_who_makes_them() -> None:
    claims = {
        claim.claimed_by: claim.statement for claim in agreement("us-australia-framework").claims
    }
    assert "US dollars" in claims["Embassy of Australia in the United States"]
    assert "Australian dollars" in claims["HFW"]
    licences = [claim for claim in agreement("us-china-busan").claims if "licences" in claim.point]
    assert len(licences) == 3


def test_the_japan_framework_has_the_dates_of_both_capitals() -> None:
    events = {each.key: each.event for each in agreement("us-japan-framework").events}
    signed, published = events["signed"], events["published"]
    assert (signed.on, signed.zone, signed.place) == (date(2025, 10, 28), "Asia/Tokyo", "Tokyo")
    washington = [(each.on, each.zone) for each in signed.also_on]
    assert washington == [(date(2025, 10, 27), "America/New_York")]
    assert (published.on, published.zone) == (date(2025, 10, 27), "America/New_York")


@pytest.mark.parametrize(
    ("key", "word", "since"),
    [
        ("us-japan-framework", "signed", date(2025, 10, 28)),
        ("us-malaysia-mou", "commenced", date(2025, 10, 26)),
        ("us-thailand-trade-framework", "suspended", date(2025, 11, 14)),
        ("china-october-2025-controls", "suspended", date(2025, 11, 7)),
        ("china-announcement-70", "in force", date(2025, 11, 7)),
        ("us-affiliates-rule", "suspended", date(2025, 11, 10)),
        ("us-section-122-tariff", "in force", date(2026, 2, 24)),
        ("us-eu-critical-minerals-mou", "signed", date(2026, 4, 24)),
    ],
)
def test_where_an_agreement_stands_follows_from_its_events(
    key: str, word: str, since: date
) -> None:
    found = stands(key)
    assert (found.word, found.since) == (word, since)


def test_every_agreement_stands_somewhere() -> None:
    for each in catalogue().agreements:
        assert stands(each.key).event is not None, each.key


def test_the_malaysian_trade_agreement_is_reported_void_and_that_is_disputed() -> None:
    found = stands("us-malaysia-art")
    assert (found.word, found.disputed) == ("reported void", True)
    assert stands("us-malaysia-art", date(2026, 3, 1)).word == "signed"
