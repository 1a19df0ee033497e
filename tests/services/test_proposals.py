"""A change is shown before it is saved, and saved once, as shown, by the one who proposed it."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.changes import AgreementChange, MilestoneChange
from bot.errors import Conflict, NotAllowed, NotFound, UserError
from bot.services.proposals import Proposal
from tests.services.conftest import EDITOR, FUNDING, GUILD, Server


async def propose(server: Server, kind: str, **arguments: Any) -> Proposal:
    return await server.services.proposals.propose(
        GUILD, by=EDITOR, now=server.clock(), kind=kind, arguments=arguments
    )


async def confirm(server: Server, proposal: Proposal, by: int = EDITOR) -> Proposal:
    return await server.services.proposals.confirm(GUILD, proposal.id, by=by, now=server.clock())


def moving(to: str) -> dict[str, str]:
    return {"reference": FUNDING, "to": to, "reason": "agreed"}


async def test_a_proposed_move_shows_old_and_new_and_saves_nothing(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("5 May 2026"))
    assert isinstance(proposal.outcome, MilestoneChange)
    assert proposal.outcome.before is not None
    assert proposal.outcome.before.due_on == date(2026, 4, 28)
    assert proposal.outcome.after.due_on == date(2026, 5, 5)
    assert (await server.milestone()).due_on == date(2026, 4, 28)


async def test_a_confirmed_move_is_saved_as_it_was_shown(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("5 May 2026"))
    saved = await confirm(server, proposal)
    assert saved.saved
    assert (await server.milestone()).due_on == date(2026, 5, 5)


async def test_a_second_confirmation_does_nothing(server: Server) -> None:
    proposal = await propose(
        server, "milestone.add", agreement="Test Framework", what="Report", due="1 June 2026"
    )
    await confirm(server, proposal)
    with pytest.raises(NotFound, match="saved or discarded already"):
        await confirm(server, proposal)
    references = await server.services.milestones.references(GUILD, "Report")
    assert references == ["Test Framework: Report"]


async def test_only_the_person_who_proposed_it_may_decide(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("5 May 2026"))
    with pytest.raises(NotAllowed):
        await confirm(server, proposal, by=EDITOR + 1)
    await confirm(server, proposal)


async def test_another_server_s_proposal_cannot_be_confirmed(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("5 May 2026"))
    with pytest.raises(NotFound):
        await server.services.proposals.confirm(
            GUILD + 1, proposal.id, by=EDITOR, now=server.clock()
        )


async def test_what_would_come_out_otherwise_by_now_is_not_saved(server: Server) -> None:
    proposal = await propose(
        server,
        "agreement.event",
        name="Test Framework",
        event="signed",
        on="1 December 2025",
        place="Tokyo",
    )
    assert isinstance(proposal.outcome, AgreementChange)
    assert {each.after.what for each in proposal.outcome.moved} == {
        "Start the funding",
        "Hold the ministerial",
    }
    await server.move("5 May 2026")
    with pytest.raises(Conflict, match="Nothing was saved"):
        await confirm(server, proposal)
    page = await server.services.agreements.show(GUILD, "Test Framework", now=server.clock())
    assert len(page.agreement.events) == 1


async def test_a_word_such_as_tomorrow_means_the_day_on_which_it_was_said(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("tomorrow"))
    server.clock.forward(hours=20)
    await confirm(server, proposal)
    assert (await server.milestone()).due_on == date(2026, 4, 21)


async def test_a_proposal_is_forgotten_after_a_day(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("5 May 2026"))
    server.clock.at += timedelta(days=1, seconds=1)
    with pytest.raises(NotFound):
        await confirm(server, proposal)


async def test_a_discarded_proposal_is_gone(server: Server) -> None:
    proposal = await propose(server, "milestone.move", **moving("5 May 2026"))
    await server.services.proposals.discard(GUILD, proposal.id, by=EDITOR, now=server.clock())
    with pytest.raises(NotFound):
        await confirm(server, proposal)


@pytest.mark.parametrize("to", ["31 February 2026", "soon-ish", "2026-13-01", "0000-01-01"])
async def test_a_date_that_cannot_be_is_refused_and_nothing_waits(server: Server, to: str) -> None:
    with pytest.raises(UserError):
        await propose(server, "milestone.move", **moving(to))
    assert (await server.milestone()).due_on == date(2026, 4, 28)


async def test_a_new_agreement_is_signed_on_the_local_date_of_its_place(server: Server) -> None:
    proposal = await propose(
        server,
        "agreement.add",
        title="US-Chile Framework",
        parties="US, Chile",
        signed="3 March 2026",
        place="Santiago",
    )
    saved = await confirm(server, proposal)
    assert isinstance(saved.outcome, AgreementChange)
    event = saved.outcome.after.events[0]
    assert (event.on, event.zone) == (date(2026, 3, 3), "America/Santiago")
    assert [(party.name, party.code) for party in saved.outcome.after.parties] == [
        ("United States", "US"),
        ("Chile", "CL"),
    ]
