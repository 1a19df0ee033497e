"""/import and the menu on a message, as people use them."""

import re
from dataclasses import dataclass, replace
from hashlib import sha256

import discord
import pytest
import simcord

from bot.domain.pages import Page
from bot.domain.papers.reading import written
from bot.domain.papers.values import Paper, Written
from bot.errors import UserError
from cogs import draft_sources
from tests.cogs.acting import button
from tests.cogs.reading import assert_fits, labels, options, sentence, text
from tests.conftest import Desk

PACT = """Norway and Iceland divide the herring

OSLO, 17 April 2026 - Norway and Iceland signed an agreement in Oslo on 14 April 2026 that divides
the herring of the northern sea.

Norway shall publish the shares of each fleet within three months of signature. Iceland intends to
report its landings by 31 March 2027.
"""
PAGE = "https://harbour.example/herring"
MENU = "Draft agreement from message"


@dataclass
class Library:
    """Stands where the web would be, and where papers are read."""

    body: bytes = PACT.encode()
    refusal: UserError | None = None

    async def fetch(self, url: str, **known: str | None) -> Page | None:
        if self.refusal is not None:
            raise self.refusal
        return Page(url, url, "text/plain", "utf-8", self.body)

    async def read(self, paper: Paper) -> Written:
        return written(paper)


@pytest.fixture
def library(desk: Desk) -> Library:
    """The desk with a web to fetch from."""
    found = Library()
    drafts = replace(desk.services.drafts, fetch=found.fetch, read=found.read)
    desk.services = desk.bot.services = replace(desk.services, drafts=drafts)
    return found


async def pasted(desk: Desk, words: str = PACT, **typed: str) -> simcord.InteractionResult:
    """The draft of a text that the editor pastes."""
    form = await desk.editor.slash(desk.channel, "import")
    assert form.modal is not None
    return await desk.editor.submit_modal(form, {"text": words, **typed})


async def looked_at(
    desk: Desk, shown: simcord.InteractionResult, words: str
) -> simcord.InteractionResult:
    """The card of the part whose name holds `words`."""
    assert shown.response is not None
    message = shown.response.message
    (look,) = re.findall(r"'(draft-look:[0-9:]+)'", str(shown.response.components))
    found = [each["value"] for each in options(shown) if words in each["label"]]
    assert found, f"no part is called {words}"
    return await desk.editor.select(message, found[:1], custom_id=look)


async def press(
    desk: Desk, shown: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    assert shown.response is not None
    (found,) = [each for each in labels(shown) if each.startswith(label)]
    return await desk.editor.click(shown.response, label=found)


async def filled(
    desk: Desk, form: simcord.InteractionResult, **typed: str | list[str]
) -> simcord.InteractionResult:
    """A form sent with what it held, but for what is `typed`."""
    assert form.modal is not None
    fields = [each["component"] for each in form.modal["components"]]
    held: dict[str, str | list[str]] = {}
    for each in fields:
        chosen = [one["value"] for one in each.get("options", []) if one.get("default")]
        if "options" in each:
            held[each["custom_id"]] = chosen
        elif each.get("value"):
            held[each["custom_id"]] = each["value"]
    return await desk.editor.submit_modal(form, {**held, **typed})


async def on_record(desk: Desk, words: str) -> list[str]:
    return await desk.services.agreements.names(desk.guild.id, words)


async def test_a_pasted_text_is_shown_as_a_draft_and_nothing_is_saved(desk: Desk) -> None:
    shown = await pasted(desk, published="17 April 2026", title="The Harbour Post")
    assert_fits(shown)
    assert not shown.ephemeral
    assert "nothing is on record yet" in text(shown)
    assert "Signed on Tue 14 Apr 2026, Oslo" in text(shown)
    assert "13 or 14 Jul 2026, Oslo" in text(shown)
    assert "The Harbour Post" in text(shown)
    assert await on_record(desk, "herring") == []


async def test_a_draft_may_be_for_its_reader_alone(desk: Desk) -> None:
    form = await desk.editor.slash(desk.channel, "import", private=True)
    shown = await desk.editor.submit_modal(form, {"text": PACT})
    assert shown.ephemeral
    part = await looked_at(desk, shown, "Publish")
    assert "Back to the draft" in labels(part)
    back = await press(desk, part, "Back to the draft")
    assert "nothing is on record yet" in text(back)


async def test_all_is_accepted_with_one_press(desk: Desk) -> None:
    shown = await pasted(desk)
    accepted = await press(desk, shown, "Accept all")
    assert "On record: " in text(accepted)
    assert labels(accepted)[0] == "Show agreement"
    (name,) = await on_record(desk, "herring")
    page = await press(desk, accepted, "Show agreement")
    assert name in text(page)
    assert page.ephemeral


async def test_parts_are_accepted_dropped_and_restored_one_by_one(desk: Desk) -> None:
    shown = await pasted(desk)
    part = await looked_at(desk, shown, "Publish the shares")
    assert part.ephemeral
    assert "How the date was reached" in text(part)
    dropped = await press(desk, part, "Drop")
    assert "dropped" in text(dropped)
    assert "~~" in text(shown), "the draft itself is brought up to date"
    assert await on_record(desk, "herring") == []
    restored = await press(desk, dropped, "Restore")
    accepted = await press(desk, restored, "Accept")
    assert "on record" in text(accepted)
    assert "✓ on record" in text(shown)
    assert await on_record(desk, "herring") != []
    following = await press(desk, accepted, "Next")
    assert "report its landings" in text(following)


async def test_a_part_is_accepted_though_its_draft_was_deleted_from_the_channel(desk: Desk) -> None:
    shown = await pasted(desk)
    part = await looked_at(desk, shown, "Publish the shares")
    assert shown.response is not None
    await shown.response.message.delete()
    assert "on record" in text(await press(desk, part, "Accept"))


async def test_an_accepted_milestone_leads_to_its_page(desk: Desk) -> None:
    part = await looked_at(desk, await pasted(desk), "Publish the shares")
    page = await press(desk, await press(desk, part, "Accept"), "Show")
    assert "Publish the shares" in text(page)
    assert "13 or 14 Jul 2026" in text(page)


async def test_what_a_person_writes_otherwise_is_kept_as_theirs(desk: Desk) -> None:
    shown = await pasted(desk)
    part = await looked_at(desk, shown, "Publish the shares")
    form = await press(desk, part, "Edit")
    assert form.modal is not None
    assert len(form.modal["components"]) == 5
    changed = await filled(desk, form, what="Publish every share", due="4 months after signature")
    assert "Publish every share" in text(changed)
    assert "14 Aug 2026" in text(changed)
    assert "written by a person: " in text(changed)
    assert "Publish every share" in text(shown)
    accepted = await press(desk, changed, "Accept")
    page = text(await press(desk, accepted, "Show"))
    assert "Publish every share" in page


async def test_a_form_that_cannot_be_read_opens_again_with_what_was_typed(desk: Desk) -> None:
    shown = await pasted(desk)
    part = await looked_at(desk, shown, "Publish the shares")
    form = await press(desk, part, "Edit")
    for _ in range(2):
        wrong = await filled(desk, form, due="31 February 2027")
        (answer,) = wrong.followups
        assert answer.ephemeral
        assert "February" in answer.content
        form = await desk.editor.click(answer, label="Back to the form")
        assert "31 February 2027" in str(form.modal)
    right = await filled(desk, form, due="28 February 2027")
    assert right.response is not None
    assert right.response.content == "That could be read."
    assert "Sun 28 Feb 2027" in text(part), "the card is that under which the form was opened"
    assert "Sun 28 Feb 2027" in text(shown)


async def test_a_date_of_publication_that_is_none_opens_the_form_again(desk: Desk) -> None:
    wrong = await pasted(desk, published="in May")
    assert wrong.response is not None
    assert wrong.ephemeral
    again = await desk.editor.click(wrong.response, label="Back to the form")
    assert again.modal is not None
    assert "divide the herring" in str(again.modal)
    assert "Signed on Tue 14 Apr 2026" in text(await filled(desk, again, published="17 April 2026"))


async def test_a_text_of_no_agreement_is_answered_privately_and_leaves_nothing(desk: Desk) -> None:
    wrong = await pasted(desk, "The weather was fine in Oslo, and nobody came to the harbour.")
    assert wrong.response is None, "the public answer that was begun is taken back"
    (answer,) = wrong.followups
    assert answer.ephemeral
    assert "No agreement" in answer.content


async def test_whether_it_binds_is_chosen_from_a_list(desk: Desk) -> None:
    part = await looked_at(desk, await pasted(desk), "Agreement: ")
    assert part.response is not None
    chosen = await desk.editor.select(part.response.message, ["no"])
    assert "not binding" in text(chosen)


async def test_a_draft_is_thrown_away(desk: Desk) -> None:
    shown = await pasted(desk)
    part = await looked_at(desk, shown, "Publish")
    gone = await press(desk, shown, "Throw away")
    assert "nothing of it was saved" in text(gone)
    assert labels(gone) == []
    late = await press(desk, part, "Accept")
    assert "thrown away" in sentence(late)
    assert await on_record(desk, "herring") == []


async def test_a_draft_is_forgotten_after_a_day(desk: Desk) -> None:
    shown = await pasted(desk)
    desk.clock.forward(hours=25)
    late = await press(desk, shown, "Accept all")
    (answer,) = late.followups
    assert answer.ephemeral
    assert "forgotten after a day" in answer.content
    assert await on_record(desk, "herring") == []


async def test_every_button_works_after_a_restart(desk: Desk) -> None:
    shown = await pasted(desk)
    part = await looked_at(desk, shown, "Publish the shares")
    await desk.restart()
    assert "Show less" in labels(await press(desk, shown, "Show all"))
    assert "dropped" in text(await press(desk, part, "Drop"))
    assert "Restore" in labels(part)
    assert "On record: " in text(await press(desk, shown, "Accept all"))


async def test_who_may_only_read_looks_and_decides_nothing(desk: Desk) -> None:
    refused = await desk.member.slash(desk.channel, "import", link=PAGE)
    assert "may manage this server" in sentence(refused)
    shown = await pasted(desk)
    assert shown.response is not None
    for label in labels(shown):
        if label.startswith(("Accept", "Throw")):
            answer = await desk.member.click(shown.response, label=label)
            assert "may manage this server" in sentence(answer)
    turned = await desk.member.click(shown.response, label="Show all")
    assert turned.ephemeral, "nobody turns the page that another reads"
    (look,) = re.findall(r"'(draft-look:[0-9:]+)'", str(shown.response.components))
    part = await desk.member.select(
        shown.response.message, [options(shown)[1]["value"]], custom_id=look
    )
    assert part.response is not None
    for label in ("Accept", "Drop", "Edit"):
        answer = await desk.member.click(part.response, label=label)
        assert "may manage this server" in sentence(answer)


async def test_whoever_lost_the_right_meanwhile_changes_nothing(desk: Desk) -> None:
    shown = await pasted(desk)
    form = await press(desk, await looked_at(desk, shown, "Publish"), "Edit")
    backend = desk.env.backend
    for role_id in list(backend.get_guild(desk.guild.id).members[desk.editor.id].role_ids):
        backend.remove_member_role(desk.guild.id, desk.editor.id, role_id)
    answer = await filled(desk, form, what="Mine now")
    assert "may manage this server" in sentence(answer)
    assert "may manage this server" in sentence(await press(desk, shown, "Accept all"))
    assert await on_record(desk, "herring") == []


async def test_a_link_is_opened_and_read(desk: Desk, library: Library) -> None:
    shown = await desk.editor.slash(desk.channel, "import", link=PAGE)
    assert_fits(shown)
    assert PAGE in text(shown)
    assert "Signed on Tue 14 Apr 2026, Oslo" in text(shown)


async def test_a_page_that_is_on_record_makes_nothing(desk: Desk, library: Library) -> None:
    await press(desk, await desk.editor.slash(desk.channel, "import", link=PAGE), "Accept all")
    again = await desk.editor.slash(desk.channel, "import", link=f"{PAGE}?utm_source=letter#top")
    assert "among its sources already" in text(again)
    assert labels(again) == ["Show agreement"]


async def test_a_refused_page_is_answered_to_its_person_alone(desk: Desk, library: Library) -> None:
    library.refusal = UserError("The page is gone (404): check the link.")
    refused = await desk.editor.slash(desk.channel, "import", link=PAGE)
    assert refused.response is None
    (answer,) = refused.followups
    assert answer.ephemeral
    assert "404" in answer.content


async def test_a_file_is_read(desk: Desk, library: Library) -> None:
    shown = await desk.editor.slash(
        desk.channel, "import", file=("herring-pact.txt", PACT.encode())
    )
    assert "Signed on Tue 14 Apr 2026, Oslo" in text(shown)


async def test_a_file_that_is_too_large_is_not_even_fetched(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_sources, "MOST_BYTES", 2 * 1024**2)
    large = ("pact.txt", b" " * (2 * 1024**2 + 1))
    refused = await desk.editor.slash(desk.channel, "import", file=large)
    assert sentence(refused).startswith("“pact.txt” has 3 MB and at most 2 are read")


async def test_a_file_that_discord_does_not_give_is_asked_for_again(
    desk: Desk, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(file: discord.Attachment) -> bytes:
        raise OSError(file.url)

    monkeypatch.setattr(discord.Attachment, "read", lost)
    pact = ("pact.txt", PACT.encode())
    refused = await desk.editor.slash(desk.channel, "import", file=pact)
    (answer,) = refused.followups
    assert answer.ephemeral
    assert "attach it once more" in answer.content


async def test_a_link_and_a_file_are_one_too_many(desk: Desk, library: Library) -> None:
    both = await desk.editor.slash(
        desk.channel, "import", link=PAGE, file=("pact.txt", PACT.encode())
    )
    assert "not both" in sentence(both)


async def test_a_message_becomes_a_draft_that_names_it(desk: Desk) -> None:
    message = await desk.member.send(desk.channel, PACT)
    shown = await desk.editor.context_menu(desk.channel, MENU, message)
    assert_fits(shown)
    assert "Message by lee in #deadlines" in text(shown)
    assert message.jump_url in text(shown)
    assert " · lee · 31 Dec 2025" in text(shown), "the day of the message, where the server is"


async def test_a_message_that_is_only_a_link_is_that_page(desk: Desk, library: Library) -> None:
    message = await desk.member.send(desk.channel, f"<{PAGE}>")
    shown = await desk.editor.context_menu(desk.channel, MENU, message)
    assert f"]({PAGE})" in text(shown)


async def test_the_file_of_a_short_message_is_read(desk: Desk, library: Library) -> None:
    message = await desk.member.send(
        desk.channel, "Here it is", attachments=[("photo.png", b"x"), ("pact.txt", PACT.encode())]
    )
    shown = await desk.editor.context_menu(desk.channel, MENU, message)
    assert "Publish the shares of each fleet" in text(shown)
    assert message.jump_url in text(shown)


async def test_a_message_with_a_picture_alone_has_nothing_to_read(desk: Desk) -> None:
    message = await desk.member.send(desk.channel, attachments=[("photo.png", b"x")])
    answer = await desk.editor.context_menu(desk.channel, MENU, message)
    assert "no text to read" in sentence(answer)


async def test_who_may_only_read_drafts_nothing_from_a_message(desk: Desk) -> None:
    message = await desk.member.send(desk.channel, PACT)
    answer = await desk.member.context_menu(desk.channel, MENU, message)
    assert "may manage this server" in sentence(answer)


async def test_a_second_article_joins_or_becomes_its_own(desk: Desk) -> None:
    await press(desk, await pasted(desk), "Accept all")
    again = await pasted(desk, PACT.replace("divide the herring", "share the herring at last"))
    assert "Joins " in text(again)
    apart = await press(desk, again, "A new agreement instead")
    assert "A new agreement" in text(apart)
    assert apart.response is not None
    (join,) = re.findall(r"'(draft-join:[0-9:]+)'", str(apart.response.components))
    (name,) = await on_record(desk, "herring")
    joined = await desk.editor.select(apart.response.message, [name], custom_id=join)
    assert "Joins " in text(joined)


async def test_a_draft_is_made_more_of_the_agreement_that_a_person_names(desk: Desk) -> None:
    shown = await pasted(desk)
    form = await press(desk, shown, "Join one on record")
    unknown = await filled(desk, form, agreement="Atlantis Treaty")
    (answer,) = unknown.followups
    assert answer.ephemeral
    assert "Atlantis Treaty" in answer.content
    again = await desk.editor.click(answer, label="Back to the form")
    await filled(desk, again, agreement="US-Japan Framework")
    assert "Joins US-Japan Framework: Somebody in this server says so." in text(shown)
    assert "A new agreement instead" in labels(shown)


async def test_what_contradicts_the_record_stands_beside_it_once_accepted(desk: Desk) -> None:
    await press(desk, await pasted(desk, title="The Harbour Post"), "Accept all")
    other = PACT.replace("31 March 2027", "30 June 2027")
    again = await pasted(desk, other, title="The Lighthouse")
    assert_fits(again)
    assert "Contradicts the record" in text(again)
    assert "On record: Wed 31 Mar 2027" in text(again)
    assert any(each.endswith("· 1 doubtful") for each in labels(again))
    done = await press(desk, again, "Accept all")
    assert "1 contradiction" in text(done)
    page = text(await press(desk, done, "Show agreement"))
    said_by = re.findall(r"- (The \w+(?: \w+)?): “\w+ (\d+ \w+ 2027)", page)
    assert said_by == [("The Harbour Post", "31 Mar 2027"), ("The Lighthouse", "30 Jun 2027")]


async def test_two_presses_accept_once(desk: Desk) -> None:
    shown = await pasted(desk)
    assert shown.response is not None
    draft_id = int(button(shown.response.message, "Throw away").split(":")[2])
    await desk.services.drafts.accept_all(
        desk.guild.id, draft_id, by=desk.editor.id, now=desk.clock()
    )
    again = await press(desk, shown, "Accept all")
    assert "On record: " in text(again)
    assert len(await on_record(desk, "herring")) == 1


async def test_a_page_and_why_say_what_a_milestone_was_accepted_from(desk: Desk) -> None:
    shown = await pasted(desk, published="17 April 2026", title="The Harbour Post")
    part = await looked_at(desk, shown, "Publish the shares")
    page = await press(desk, await press(desk, part, "Accept"), "Show")
    assert_fits(page)
    words = "“Norway shall publish the shares of each fleet within three months of signature.”"
    assert text(page).count(words) == 1
    assert "Source: The Harbour Post · 17 Apr 2026 · " in text(page)
    assert f"accepted by <@{desk.editor.id}>" in text(page)
    digest = sha256(PACT.encode()).hexdigest()
    assert f"SHA-256 `{digest[:12]}`…" in text(page)
    why = await press(desk, page, "Why?")
    assert_fits(why)
    assert f"SHA-256 of the text: `{digest}`" in text(why)
    start = PACT.index("Norway shall")
    assert f"signs {start} to " in text(why)


async def test_what_a_person_wrote_otherwise_is_told_with_its_source(desk: Desk) -> None:
    part = await looked_at(desk, await pasted(desk), "Publish the shares")
    changed = await filled(desk, await press(desk, part, "Edit"), due="4 months after signature")
    page = await press(desk, await press(desk, changed, "Accept"), "Show")
    assert "written otherwise by a person: date" in text(page)
    assert "within three months of signature" in text(page), "the words of the text stay"


async def test_a_second_source_tells_the_same_milestone(desk: Desk) -> None:
    await press(desk, await pasted(desk, title="The Harbour Post"), "Accept all")
    second = PACT.replace("within three months", "not later than three months")
    again = await pasted(desk, second.replace("months of", "months after"), title="The Lighthouse")
    assert "on record already; accepting adds this source" in text(again)
    part = await looked_at(desk, again, "Publish the shares")
    page = text(await press(desk, await press(desk, part, "Accept"), "Show"))
    assert "Source: The Harbour Post" in page
    assert "Source: The Lighthouse" in page
    assert "not later than three months after signature" in page
