"""What a brief is on, where a name may mean several things."""

import pytest

from bot.domain.briefs import SubjectKind
from bot.errors import UserError
from tests.services.conftest import EDITOR, GUILD, Server


@pytest.fixture
async def desk(server: Server) -> Server:
    """An agreement that bears the name of the commodity that it is on."""
    await server.services.agreements.add(
        GUILD, by=EDITOR, now=server.clock(), title="Lithium", commodities="lithium"
    )
    return server


async def test_a_name_of_two_things_is_told_with_how_to_name_each(desk: Server) -> None:
    with pytest.raises(UserError, match=r"“Lithium \(agreement\)” or “lithium \(commodity\)”"):
        await desk.services.briefs.brief(GUILD, "lithium", now=desk.clock())


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("Lithium (agreement)", SubjectKind.AGREEMENT),
        ("lithium (commodity)", SubjectKind.COMMODITY),
    ],
)
async def test_each_of_two_things_of_one_name_can_be_asked_for(
    desk: Server, typed: str, kind: SubjectKind
) -> None:
    brief = await desk.services.briefs.brief(GUILD, typed, now=desk.clock())
    assert brief.subject.kind is kind
