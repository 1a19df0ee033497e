"""Use cases: what people and ticks can have done, one transaction each."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.services.acknowledgements import Acknowledgements
from bot.services.agreements import Agreements
from bot.services.asking import Asking
from bot.services.boards import Boards
from bot.services.briefs import Briefs
from bot.services.catalogue import Catalogue
from bot.services.changes import Changes
from bot.services.deadlines import Deadlines
from bot.services.digests import Digests
from bot.services.drafts import Drafts
from bot.services.guilds import Guilds
from bot.services.health import HealthChecks
from bot.services.leaving import Leaving
from bot.services.milestones import Milestones
from bot.services.opening import Fetch, Read, no_links, no_papers
from bot.services.pauses import Pauses
from bot.services.places import Places
from bot.services.proposals import Proposals
from bot.services.reminders import Reminders
from bot.services.searching import Searching
from bot.services.subscriptions import Subscriptions
from bot.services.telling import Tellings
from bot.services.transactions import Transactions
from bot.services.undelivered import UndeliveredPosts


@dataclass(frozen=True, slots=True)
class Services:
    """All use cases, one field a noun."""

    acknowledgements: Acknowledgements
    agreements: Agreements
    asking: Asking
    boards: Boards
    briefs: Briefs
    catalogue: Catalogue
    changes: Changes
    deadlines: Deadlines
    digests: Digests
    drafts: Drafts
    guilds: Guilds
    health: HealthChecks
    leaving: Leaving
    milestones: Milestones
    pauses: Pauses
    places: Places
    proposals: Proposals
    reminders: Reminders
    searching: Searching
    subscriptions: Subscriptions
    telling: Tellings
    undelivered: UndeliveredPosts


def build(engine: AsyncEngine, *, fetch: Fetch = no_links, read: Read = no_papers) -> Services:
    """The use cases on one database; `fetch` opens links and `read` reads files."""
    transactions = Transactions(engine)
    return Services(
        acknowledgements=Acknowledgements(transactions),
        agreements=Agreements(transactions),
        asking=Asking(transactions),
        boards=Boards(transactions),
        briefs=Briefs(transactions),
        catalogue=Catalogue(transactions),
        changes=Changes(transactions),
        deadlines=Deadlines(transactions),
        digests=Digests(transactions),
        drafts=Drafts(transactions, fetch, read),
        guilds=Guilds(transactions),
        health=HealthChecks(transactions),
        leaving=Leaving(transactions),
        milestones=Milestones(transactions),
        pauses=Pauses(transactions),
        places=Places(transactions),
        proposals=Proposals(transactions),
        reminders=Reminders(transactions),
        searching=Searching(transactions),
        subscriptions=Subscriptions(transactions),
        telling=Tellings(transactions),
        undelivered=UndeliveredPosts(transactions),
    )
