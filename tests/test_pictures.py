"""What is drawn: every sign and every letter, whatever a record holds."""

from datetime import date, timedelta

import pytest

from bot.domain.dates.values import Precision
from bot.domain.spans import Span
from bot.domain.timelines import MOST_MARKS, Lane, Mark, Sign, Timeline, describe, ticks
from cogs.render.pictures import months, timelines
from cogs.render.pictures.canvas import drawable, font, shortened, width, wrapped
from cogs.render.pictures.months import draw_month, listed, on_day
from cogs.render.pictures.signs import LEGEND_SIZE, legend
from cogs.render.pictures.timelines import _LEFT, _RIGHT, LABEL, SIGN, _beside, draw_timeline

TODAY = date(2026, 4, 20)
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))


def of(count: int, span: Span = YEAR, label: str = "Measures to finance projects") -> Timeline:
    signs = list(Sign)
    step = span.days / max(count, 1)
    marks = [
        Mark(
            signs[n % len(signs)],
            f"{label} {n}",
            first := span.first + timedelta(days=int(n * step)),
            min(first + timedelta(days=n % 3), span.last),
            certain=n % 4 > 0,
        )
        for n in range(count)
    ]
    lanes = [Lane(f"Agreement {n}", tuple(marks[n::3])) for n in range(3) if marks[n::3]]
    return Timeline("Everything", span, TODAY, tuple(lanes))


@pytest.mark.parametrize("count", [1, 2, 20, MOST_MARKS])
@pytest.mark.parametrize("dark", [False, True])
def test_one_to_sixty_marks_are_drawn_on_either_ground(count: int, dark: bool) -> None:
    assert draw_timeline(of(count), dark=dark).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "span",
    [
        Span(TODAY, TODAY + timedelta(days=13)),
        Span(date(2026, 1, 31), date(2026, 3, 1)),
        YEAR,
        Span(date(2020, 1, 1), date(2029, 12, 31)),
    ],
)
def test_two_weeks_to_ten_years_have_a_few_lines_across(span: Span) -> None:
    lines = ticks(span)
    assert 2 <= len(lines) <= 14
    assert all(span.first <= each.on <= span.last for each in lines)
    assert draw_timeline(of(12, span)).startswith(b"\x89PNG")


APRIL = Span(date(2026, 4, 1), date(2026, 4, 30))


def test_a_month_with_sixty_dates_on_one_day_tells_each_of_them_once() -> None:
    marks = tuple(Mark(Sign.DUE, f"Due {n}", TODAY, TODAY) for n in range(60))
    crowded = Timeline("All", APRIL, TODAY, (Lane("Pact", marks),))
    assert len({each.lines for each in listed(crowded)}) == 60
    assert draw_month(crowded).startswith(b"\x89PNG")


def test_what_is_known_by_its_year_stands_under_a_month_and_not_on_each_day() -> None:
    known = Mark(Sign.DUE, "Buy soybeans", YEAR.first, YEAR.last, precision=Precision.YEAR)
    month = Timeline("All", APRIL, TODAY, (Lane("Pact", (known,)),))
    assert on_day(month, TODAY) == []
    assert [each.lines for each in listed(month)] == [("2026: Buy soybeans, Pact",)]


@pytest.mark.parametrize(
    "sizes",
    [
        (timelines.WIDTH, timelines.SMALL, timelines.LABEL, timelines.NAME, LEGEND_SIZE),
        (months.WIDTH, months.SMALL, months.LABEL, months.DAY, LEGEND_SIZE),
    ],
)
def test_every_word_is_large_enough_on_a_phone(sizes: tuple[int, ...]) -> None:
    width_of_picture, *words = sizes
    on_phone = 360 / width_of_picture
    assert min(words) * on_phone >= 10, "in points, where a phone shows it 360 points wide"


@pytest.mark.parametrize("room", [400, 1024])
def test_the_legend_keeps_to_the_picture_and_explains_every_sign(room: float) -> None:
    rows = legend(of(20).marks, room)
    assert {sign for row in rows for sign, _, _ in row} == set(Sign)
    for row in rows:
        assert sum(36 + width(word, LEGEND_SIZE) for _, word, _ in row) <= room


@pytest.mark.parametrize(
    "words",
    [
        "日米重要鉱物",
        "中美稀土",
        "한국 광물",
        "Économie Übersee Łódź",
        "Ελλάδα Київ",
        "สัญญา \U0001f600",
    ],
)
def test_no_letter_of_a_name_is_drawn_as_an_empty_box(words: str) -> None:
    box = bytes(font(24).getmask("\uffff"))
    drawn = drawable(words)
    assert len(drawn) == len(words)
    assert [letter for letter in drawn if bytes(font(24).getmask(letter)) == box] == []


def test_letters_that_the_font_has_are_drawn_as_they_are() -> None:
    assert drawable("日米 Übersee") == "日米 Übersee"
    assert drawable("Łódź") == "Lódź"


def test_words_are_cut_to_the_room_that_there_is() -> None:
    cut = shortened("Mining, Minerals and Metals Investment Ministerial", 24, 200)
    assert cut.endswith("…")
    assert width(cut, 24) <= 200
    lines = wrapped("US-Malaysia Agreement on Reciprocal Trade and much more", 24, 220, 3)
    assert len(lines) <= 3
    assert all(width(line, 24) <= 220 for line in lines)


def test_the_words_of_a_picture_say_what_it_shows_and_what_it_leaves_out() -> None:
    few = describe(of(3))
    assert (
        "Agreement 0: Thu 1 Jan 2026 Measures to finance projects 0 (happened, not certain)." in few
    )
    assert len(describe(of(MOST_MARKS))) <= 1024


def test_words_stay_beside_their_mark_and_within_the_picture() -> None:
    span = Span(TODAY, TODAY + timedelta(days=13))
    long = "Mining, Minerals and Metals Investment Ministerial of the two governments in Tokyo"
    for mark in of(14, span, long).marks:
        day = (mark.first - span.first).days
        x = _LEFT + (day + 0.5) / span.days * (_RIGHT - _LEFT)
        words, at = _beside(long, x, x)
        assert at >= _LEFT
        assert at + width(words, LABEL) <= _RIGHT


def test_what_lasts_nearly_all_the_time_has_its_words_upon_it() -> None:
    words = "2026  At least 25 million tonnes bought"
    assert _beside(words, _LEFT + 60, _RIGHT - 20) == (words, _LEFT + 60 + SIGN + 9)
