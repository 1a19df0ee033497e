"""Plain questions on a small record: what is answered, and what is not made up."""

import pytest

from bot.domain.asking.answers import Answer
from bot.domain.asking.kinds import Kind
from tests.services.conftest import EDITOR, GUILD, MINISTERIAL, Server


async def ask(server: Server, question: str, asker_id: int | None = None) -> Answer:
    return await server.services.asking.ask(GUILD, question, now=server.clock(), asker_id=asker_id)


async def test_a_date_is_given_with_its_other_readings_and_how_it_binds(server: Server) -> None:
    answer = await ask(server, "when does the money have to flow under the Japan deal?")
    assert "Start the funding (Test Framework)" in answer.text
    assert "Tue 28 Apr 2026 in Tokyo, in 8 days" in answer.text
    assert "Mon 27 Apr 2026 (the first day counted)" in answer.text
    assert " must " not in answer.text
    assert answer.kind is Kind.WHEN
    assert [each.isoformat() for each in answer.dates][:2] == ["2026-04-28", "2026-04-27"]
    assert answer.understood == "when: Test Framework, money"


async def test_a_question_in_two_parts_gets_both_answers(server: Server) -> None:
    answer = await ask(server, "where was the Japan deal signed and is it binding?")
    assert "signed on Tue 28 Oct 2025 in Tokyo" in answer.text
    assert "not binding" in answer.text


async def test_an_owner_who_is_not_recorded_is_not_guessed(server: Server) -> None:
    assert "no owner is recorded" in (await ask(server, "who owns the ministerial?")).text
    await server.services.milestones.assign(
        GUILD, by=EDITOR, now=server.clock(), reference=MINISTERIAL, owner_id=EDITOR
    )
    assert f"<@{EDITOR}> answers for it" in (await ask(server, "who owns the ministerial?")).text
    own = await ask(server, "what do I own?", asker_id=EDITOR)
    assert [each.reference for each in own.milestones] == [MINISTERIAL]
    assert (await ask(server, "what do I own?", asker_id=99)).milestones == ()


async def test_a_moved_date_is_answered_as_it_stands_and_told_as_a_change(server: Server) -> None:
    server.clock.forward(days=1)
    await server.move("2026-05-11")
    server.clock.forward(minutes=1)
    assert "Mon 11 May 2026" in (await ask(server, "when is the funding due")).text
    changed = (await ask(server, "what changed since yesterday?")).text
    assert "moved from Tue 28 Apr 2026 to Mon 11 May 2026. agreed" in changed


async def test_a_passed_date_is_unverified_and_never_missed(server: Server) -> None:
    server.clock.forward(days=20)
    for question in ("what is overdue?", "did the funding start?", "has the ministerial been held"):
        answer = await ask(server, question)
        assert "unverified" in answer.text
        assert "missed" not in answer.text
        assert answer.found


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("is there an agreement with Brazil?", "Brazil"),
        ("when was the deal with Austria signed", "austria"),
        ("what does the Japan deal say about fisheries?", "fisheries"),
        ("which agreements cover cobalt?", "cobalt"),
        ("what is due under section 232", "232"),
        ("when is the price review with Japan", "review"),
        ("how much is Japan paying", "paying"),
    ],
)
async def test_what_is_not_on_record_is_said_not_to_be(
    server: Server, question: str, missing: str
) -> None:
    answer = await ask(server, question)
    assert not answer.found
    assert "The record " in answer.text
    assert missing in answer.text.partition("\n")[0]
    assert answer.dates == ()


async def test_a_step_that_was_not_recorded_is_not_said_to_have_been_taken(server: Server) -> None:
    answer = await ask(server, "was the Japan deal ratified?")
    assert "is not recorded" in answer.text
    assert "signed on Tue 28 Oct 2025" in answer.text


async def test_where_no_day_of_entry_into_force_is_on_record_no_other_day_is_given(
    server: Server,
) -> None:
    answer = await ask(server, "when does the Japan framework enter into force?")
    assert "no day is recorded for its entry into force" in answer.text
    assert answer.dates == ()


async def test_what_comes_first_is_told_first(server: Server) -> None:
    answer = await ask(server, "which is due first, the Japan funding or the Japan ministerial?")
    assert answer.kind is Kind.ORDER
    days = [each.due_on for each in answer.milestones if each.due_on]
    assert len(days) == 2
    assert days == sorted(days)


async def test_a_name_alone_does_not_answer_what_is_asked_of_it(server: Server) -> None:
    answer = await ask(server, "does the Test Framework cover indium?")
    assert not answer.found
    assert "indium" in answer.text


async def test_two_that_match_are_both_offered(server: Server) -> None:
    await server.services.agreements.add(
        GUILD,
        by=EDITOR,
        now=server.clock(),
        title="Second Pact",
        parties="Japan, US",
        binding="yes",
    )
    answer = await ask(server, "is the Japan deal binding?")
    assert {each.short_name for each in answer.agreements} == {"Test Framework", "Second Pact"}


@pytest.mark.parametrize(
    "question",
    [
        "",
        "???",
        "*" * 4000,
        "@everyone",
        "<@123456789012345678>",
        "x" * 4000,
        "quand commence le financement pour le Japon ?",
        "why " * 1000,
        "日本",
        "'; DROP TABLE x; --",
    ],
    ids=lambda each: each[:12],
)
async def test_whatever_is_typed_gets_a_sentence(server: Server, question: str) -> None:
    answer = await ask(server, question)
    assert answer.lines
    assert all(line.text.strip() for line in answer.lines)


@pytest.mark.parametrize(
    "question",
    [
        "when is the Japan funding due?",
        "what is overdue?",
        "which are binding?",
        "anything disputed?",
        "what changed?",
        "compare Japan and Chile",
        "open questions?",
    ],
)
async def test_another_servers_record_is_not_answered_from(server: Server, question: str) -> None:
    answer = await server.services.asking.ask(8, question, now=server.clock())
    assert answer.text.strip()
    assert "Test Framework" not in answer.text
    assert answer.milestones == ()


async def test_a_japanese_question_finds_the_agreement_and_its_date(server: Server) -> None:
    assert "28 Apr 2026" in (await ask(server, "日本との枠組みの資金はいつですか？")).text
