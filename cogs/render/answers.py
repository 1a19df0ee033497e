"""An answer as a card: the answer first, then where it comes from and how the question was read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.domain.asking.answers import Answer, Line
from bot.domain.briefs import More
from bot.domain.milestones import state
from bot.messages import t
from cogs.render.look import Block, Tone, card, person, tone_of, when
from cogs.render.safe import footnote, link, said, small

LINE_LENGTH = 700
MOST_SHOWN = 8
"""Lines of a list on one screen of a phone."""

MOST_SOURCES = 8


def answer_card(
    answer: Answer, now: datetime, rows: Sequence[Sequence[ui.Item[Any]]]
) -> ui.LayoutView:
    """The sentences of the answer, each with the numbers of its sources."""
    main = [_line(answer, each) for each in answer.lines]
    return card(
        said(answer.asked, 120) or t("Your question"),
        Block(
            main,
            most=MOST_SHOWN if len(main) > MOST_SHOWN + 1 else None,
            rest=t("/brief or /due"),
            beyond=More(answer.rest),
        ),
        Block(_moments(answer)),
        Block(_sources(answer), spaced=False),
        foot=t("Understood as: {words}", words=said(answer.understood, 200)),
        tone=_tone(answer, now),
        rows=rows,
    )


def _line(answer: Answer, line: Line) -> str:
    text = _naming(answer, said(line.text, LINE_LENGTH))
    if line.small:
        return small(text)
    marks = "".join(footnote(number, answer.sources[number - 1]) for number in answer.numbers(line))
    return f"{text}{marks}"


def _naming(answer: Answer, text: str) -> str:
    """`text` with the people whom the record names as mentions; these notify nobody."""
    people = {id_ for each in answer.milestones for id_ in (each.owner_id, each.deputy_id) if id_}
    for id_ in {*people, *answer.persons}:
        text = text.replace(said(person(id_)), person(id_))
    return text


def _moments(answer: Answer) -> list[str]:
    """Of a single date how far off it is for whoever reads."""
    if len(answer.milestones) != 1 or not answer.milestones[0].due_on:
        return []
    return [small(when(answer.milestones[0]))]


def _sources(answer: Answer) -> list[str]:
    shown = list(zip(answer.sources, answer.named_sources, strict=True))[:MOST_SOURCES]
    named = [
        f"{number} {link(said(name, 50), each.url)}" for number, (each, name) in enumerate(shown, 1)
    ]
    return [small(t("Sources: {names}", names=" · ".join(named)))] if named else []


def _tone(answer: Answer, now: datetime) -> Tone:
    if not answer.found:
        return Tone.QUIET
    return tone_of([state(each, now) for each in answer.milestones])
