"""/agreement, as people use it."""

import json
import re
from typing import Any

import pytest

from bot.domain.agreements import Agreement, Instrument
from cogs.agreement_lists import ListQuery
from cogs.render.phones import SCREEN_LINES, text_lines
from tests.cogs.reading import assert_fits, options, sentence, text
from tests.conftest import GUILD_ID, Desk

COMMAND_LIMIT = 8000
"""Characters of names, descriptions and values that Discord takes for one command."""


async def test_an_agreement_is_shown_on_about_one_screen_of_a_phone(desk: Desk) -> None:
    for name in ("US-Japan Framework", "US-China Busan Understanding"):
        shown = await desk.member.slash(desk.channel, "agreement show", name=name)
        assert_fits(shown)
        _, _, said = text(shown).partition("\n")
        assert text_lines(said) <= SCREEN_LINES, name
    assert "**Announced on 1 Nov 2025** · [" in said
    assert said.count("\n**At least") == 3
    assert re.search(r"\d+ more milestones? · \d+ events · 2 points disputed · \d open", said)


async def test_the_record_of_an_agreement_is_shown_whole_after_a_restart(desk: Desk) -> None:
    short = await desk.member.slash(desk.channel, "agreement show", name="US-Japan Framework")
    assert short.response is not None
    await desk.restart()
    shown = await desk.editor.click(short.response, label="Show all")
    assert shown.ephemeral
    assert_fits(shown)
    said = text(shown)
    assert "United States-Japan Framework for Securing" in said
    assert "**Signed on 28 Oct 2025**" in said
    assert "Also called: Japan framework" in said
    assert "**27 Oct 2025** published, Washington · [Japan Science" in said
    assert "27 Oct 2025: date in Washington" in said
    assert "### Sources disagree" in said
    assert "Last checked against its sources on" in said


async def test_its_brief_dates_and_sources_are_one_press_away(desk: Desk) -> None:
    shown = await desk.member.slash(desk.channel, "agreement show", name="US-Japan Framework")
    assert shown.response is not None
    await desk.restart()
    for label, expected in (
        ("Brief", "### Next"),
        ("Due within a year", "Due in the next 365 days"),
        ("Sources", "## Sources: US-Japan Framework"),
    ):
        opened = await desk.editor.click(shown.response, label=label)
        assert opened.ephemeral
        assert expected in text(opened)


async def test_every_agreement_is_listed_in_pages(desk: Desk) -> None:
    listed = await desk.member.slash(desk.channel, "agreement list")
    assert_fits(listed)
    assert "page 1 of" in text(listed)
    assert listed.response is not None
    await desk.restart()
    turned = await desk.member.click(listed.response, label="Next")
    assert "page 2 of" in text(turned)
    assert text(listed) == text(turned)


async def test_a_list_is_narrowed_by_party_commodity_and_kind(desk: Desk) -> None:
    japanese = text(await desk.member.slash(desk.channel, "agreement list", party="Japan"))
    assert "US-Japan Framework" in japanese
    assert "US-Australia" not in japanese
    measures = text(
        await desk.member.slash(
            desk.channel, "agreement list", instrument="unilateral measure", commodity="gallium"
        )
    )
    assert "gallium · unilateral measure" in measures
    assert "China Announcement 72" in measures


async def test_words_find_agreements_wherever_they_stand(desk: Desk) -> None:
    found = await desk.member.slash(desk.channel, "agreement search", words="soybeans")
    assert "US-China Busan Understanding" in text(found)
    nothing = await desk.member.slash(desk.channel, "agreement search", words="zeppelin")
    assert "None on record" in text(nothing)


async def test_one_is_picked_from_the_list_and_shown_to_the_picker_alone(desk: Desk) -> None:
    listed = await desk.member.slash(desk.channel, "agreement list", party="Japan")
    assert listed.response is not None
    offered = [each["value"] for each in options(listed)]
    shown = await desk.editor.select(listed.response, [offered[0]])
    assert shown.ephemeral
    assert text(shown).startswith(f"## {offered[0]}")


async def test_a_new_agreement_is_shown_before_it_is_saved(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "agreement add",
        title="Ruritania-Japan Memorandum on Gallium",
        short_name="Ruritania-Japan MOU",
        instrument="memorandum of understanding",
        parties="Ruritania, Japan",
        binding="no",
        signed="1 April 2026",
        place="Tokyo",
        source_url="https://example.org/mou",
    )
    assert shown.ephemeral
    assert_fits(shown)
    assert "Wed 1 Apr 2026" in text(shown)
    assert "Ruritania" in text(shown)
    assert "Ruritania-Japan MOU" not in await _names(desk, "Ruritania")
    assert shown.response is not None
    await desk.editor.click(shown.response, label="Save")
    assert await _names(desk, "Ruritania") == ["Ruritania-Japan MOU"]


async def test_an_event_moves_what_counts_from_it(desk: Desk) -> None:
    shown = await desk.editor.slash(
        desk.channel,
        "agreement event",
        name="US-Malaysia Trade Agreement (ART)",
        event="notified",
        on="1 May 2026",
        place="Kuala Lumpur",
        note="Notes exchanged",
        source_url="https://example.org/notes",
    )
    assert "1 May 2026" in text(shown)
    assert shown.response is not None
    await desk.editor.click(shown.response, label="Save")
    said = text(await desk.member.slash(desk.channel, "due", within=90, party="Malaysia"))
    assert "Entry into force" in said


async def test_an_event_whose_date_cannot_be_is_one_sentence_and_nothing_changed(
    desk: Desk,
) -> None:
    refused = await desk.editor.slash(
        desk.channel, "agreement event", name="FORGE", event="signed", on="31 February 2026"
    )
    assert sentence(refused)
    page = await desk.services.agreements.show(GUILD_ID, "FORGE", now=desk.clock())
    assert len(page.agreement.events) == 1


async def test_what_is_given_is_changed_and_nothing_else(desk: Desk) -> None:
    before = await _agreement(desk, "FORGE")
    saved = await desk.editor.slash(
        desk.channel, "agreement edit", name="FORGE", topics="cooperation, prices", verified="today"
    )
    assert "Topics: **cooperation, prices**\nLast checked: **Mon 20 Apr 2026**" in text(saved)
    after = await _agreement(desk, "FORGE")
    assert after.topics == ("cooperation", "prices")
    assert after.verified_on == desk.clock().date()
    assert (after.title, after.summary) == (before.title, before.summary)


async def test_a_form_opens_with_the_texts_and_saves_only_what_changed(desk: Desk) -> None:
    before = await _agreement(desk, "FORGE")
    form = await desk.editor.slash(desk.channel, "agreement edit", name="FORGE")
    assert form.modal is not None
    assert before.title in json.dumps(form.modal, ensure_ascii=False)
    saved = await desk.editor.submit_modal(
        form,
        {
            "title": before.title,
            "summary": "A forum of like-minded countries.",
            "parties": ", ".join(each.name for each in before.parties),
            "commodities": ", ".join(before.commodities),
            "aliases": "",
        },
    )
    assert "Summary: **A forum of like-minded countries.**\nOther names: **empty**" in text(saved)
    after = await _agreement(desk, "FORGE")
    assert after.summary == "A forum of like-minded countries."
    assert after.aliases == ()
    assert after.parties == before.parties


async def test_an_archived_agreement_is_out_of_sight_until_it_is_restored(desk: Desk) -> None:
    archived = await desk.editor.slash(desk.channel, "agreement archive", name="FORGE")
    assert "Archived" in text(archived)
    assert "FORGE" not in await _names(desk, "FORGE")
    refused = await desk.member.slash(desk.channel, "agreement show", name="FORGE")
    assert "/agreement restore" in sentence(refused)
    listed = text(await desk.member.slash(desk.channel, "agreement list", archived=True))
    assert "FORGE" in listed

    offered = await desk.editor.autocomplete(desk.channel, "agreement restore", "name", "")
    assert [each["value"] for each in offered] == ["FORGE"]
    restored = await desk.editor.slash(desk.channel, "agreement restore", name="FORGE")
    assert "Back on record" in text(restored)
    assert await _names(desk, "FORGE") == ["FORGE"]


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        (
            "agreement add",
            {"title": "T", "short_name": "S", "instrument": "treaty", "parties": "Japan"},
        ),
        ("agreement edit", {"name": "FORGE"}),
        ("agreement edit", {"name": "FORGE", "title": "Mine"}),
        ("agreement event", {"name": "FORGE", "event": "terminated", "on": "today"}),
        ("agreement archive", {"name": "FORGE"}),
        ("agreement restore", {"name": "FORGE"}),
    ],
)
async def test_a_member_without_the_right_changes_nothing(
    desk: Desk, command: str, asked: dict[str, str]
) -> None:
    before = await _agreement(desk, "FORGE")
    refused = await desk.member.slash(desk.channel, command, **asked)
    assert "can change the record" in sentence(refused)
    assert refused.modal is None
    assert await _agreement(desk, "FORGE") == before


async def test_the_team_role_may_change_the_record(desk: Desk) -> None:
    role = desk.guild.create_role("Watch team")
    watcher = desk.guild.add_member(desk.env.create_user("sato"), roles=[role])
    await desk.services.guilds.update(GUILD_ID, by=1, now=desk.clock(), role_id=role.id)
    refused = sentence(await desk.member.slash(desk.channel, "agreement archive", name="FORGE"))
    assert f"<@&{role.id}>" in refused
    archived = await watcher.slash(desk.channel, "agreement archive", name="FORGE")
    assert "Archived" in text(archived)


async def test_names_with_markup_are_shown_as_typed(desk: Desk) -> None:
    await desk.services.agreements.add(
        GUILD_ID, by=1, now=desk.clock(), title="# **Loud** @everyone", short_name="**Loud**"
    )
    shown = await desk.member.slash(desk.channel, "agreement show", name="**Loud**")
    assert text(shown).startswith("## \\*\\*Loud\\*\\*")
    assert "@everyone" not in text(shown)
    listed = await desk.member.slash(desk.channel, "agreement search", words="loud")
    assert "\\*\\*Loud\\*\\*" in text(listed)


async def test_when_names_cannot_be_offered_the_list_is_empty(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> list[str]:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(type(desk.services.agreements), "names", broken)
    assert await desk.member.autocomplete(desk.channel, "agreement show", "name", "x") == []
    assert "No names could be offered" in caplog.text


@pytest.mark.parametrize("kind", [None, *Instrument])
def test_a_button_holds_the_whole_list(kind: Instrument | None) -> None:
    query = ListQuery("Japan", "rare earths", None, kind, archived=True)
    held = query.custom_id(12)
    assert len(held) <= 100
    _, _, archived, instrument, names = held.split(":", 4)
    assert ListQuery.read(archived, instrument, names) == query


async def test_the_commands_are_small_enough_for_discord(desk: Desk) -> None:
    for command in desk.bot.tree.get_commands():
        assert _size(command.to_dict(desk.bot.tree)) <= COMMAND_LIMIT, command.name


def _size(part: dict[str, Any]) -> int:
    own = sum(len(str(part.get(key, ""))) for key in ("name", "description", "value"))
    nested = [*(part.get("options") or ()), *(part.get("choices") or ())]
    return own + sum(_size(each) for each in nested)


async def _names(desk: Desk, typed: str) -> list[str]:
    found = await desk.member.autocomplete(desk.channel, "agreement show", "name", typed)
    return [each["value"] for each in found]


async def _agreement(desk: Desk, name: str) -> Agreement:
    page = await desk.services.agreements.show(GUILD_ID, name, now=desk.clock())
    return page.agreement
