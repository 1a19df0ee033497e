"""/ask: a plain question, and the answer from the record as a card."""

import re

import pytest
import simcord

from tests.cogs.reading import assert_fits, labels, options, text
from tests.conftest import Desk

FUNDING = "US-Japan Framework: Measures to finance selected projects"


async def ask(desk: Desk, question: str, **more: object) -> simcord.InteractionResult:
    return await desk.member.slash(desk.channel, "ask", question=question, **more)


async def test_the_answer_comes_first_then_its_source_and_how_it_was_understood(desk: Desk) -> None:
    answer = await ask(desk, "when does funding start under the Japan deal?")
    assert_fits(answer)
    said = text(answer)
    assert "Tue 28 Apr 2026 in Tokyo, in 8 days" in said
    assert "[(1)](https://www.thenationalnews.com/" in said
    assert said.index("28 Apr 2026") < said.index("Sources: 1 [The National]")
    assert said.index("Sources:") < said.index("Understood as: when: US-Japan Framework, funding")
    assert ":R>" in said
    assert not answer.ephemeral


async def test_the_answer_can_be_for_the_asker_alone(desk: Desk) -> None:
    assert (await ask(desk, "what is overdue?", private=True)).ephemeral


async def test_an_answer_leads_on_to_why_and_to_the_brief_after_a_restart(desk: Desk) -> None:
    answer = await ask(desk, "when does funding start under the Japan deal?")
    assert [each["label"] for each in options(answer)] == ["Measures to finance selected projects"]
    await desk.restart()
    assert answer.response is not None
    brief = await desk.member.click(answer.response, label="Brief: US-Japan Framework")
    assert "## US-Japan Framework" in text(brief)


async def test_where_two_are_meant_a_button_leads_to_each(desk: Desk) -> None:
    answer = await ask(desk, "is the malaysia deal binding?")
    assert_fits(answer)
    assert "Brief: US-Malaysia Minerals MOU" in labels(answer)
    assert "Brief: US-Malaysia Trade Agreement (ART)" in labels(answer)


async def test_what_is_not_on_record_is_said_with_the_nearest(desk: Desk) -> None:
    answer = await ask(desk, "does the Thai MOU contain an arbitration clause?")
    assert "The record holds nothing on “arbitration” in US-Thailand Minerals MOU." in text(answer)
    assert "Brief: US-Thailand Minerals MOU" in labels(answer)


async def test_markup_mentions_and_4000_characters_do_no_harm(desk: Desk) -> None:
    for question in (
        "# **@everyone** `x` ||y||",
        "when " * 800,
        "?" * 4000,
        "<@1> [a](https://b.c)",
    ):
        answer = await ask(desk, question)
        assert_fits(answer)
        assert "@everyone" not in text(answer)


async def test_a_named_owner_is_named_and_nobody_is_notified(desk: Desk) -> None:
    await desk.editor.slash(desk.channel, "milestone assign", milestone=FUNDING, owner=desk.member)
    answer = await ask(desk, "who owns the Japan funding?")
    assert f"{desk.member.mention} answers for it" in text(answer)
    sent = desk.env.http_requests[-1].json
    assert sent is not None
    assert sent["data"]["allowed_mentions"]["parse"] == []


async def test_a_long_list_ends_with_how_many_more_there_are(desk: Desk) -> None:
    answer = await ask(desk, "which agreements cover critical minerals?")
    assert_fits(answer)
    assert re.search(r"and \d+ more", text(answer))


@pytest.mark.parametrize(
    "question",
    ["why " * 1000, "\u200b" * 4000, "**_~~`" * 600, "\u202e\u200b\u200d", "。" * 4000, " "],
    ids=["long", "invisible", "markup", "turned", "stops", "empty"],
)
async def test_what_cannot_be_read_gets_one_useful_sentence(desk: Desk, question: str) -> None:
    answer = await ask(desk, question)
    assert_fits(answer)
    assert "Ask for example: when is the funding due" in text(answer)
