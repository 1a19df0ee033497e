"""Use cases on drafts: a link, a paper or a text is read, reviewed, and accepted bit by bit."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Unpack

import db.drafts
from bot.domain.drafts.items import Decision, Review
from bot.domain.drafts.told import Said, Told, link_of, of_page, of_paper, of_text, read_told
from bot.domain.links import same_page
from bot.domain.papers.values import Paper
from bot.errors import UserError
from bot.messages import t
from bot.services import accepting, drafting, holding, rewriting
from bot.services.drafting import KnownSource
from bot.services.holding import DraftMoved
from bot.services.opening import Fetch, Read, get, no_links, no_papers
from bot.services.reviewing import as_it_stands, found_draft, item_of, review
from bot.services.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Drafts:
    """What was read from texts, until a person has accepted it or a day has passed.

    Nothing is on record before it is accepted. The text itself is not kept.
    """

    transactions: Transactions
    fetch: Fetch = no_links
    read: Read = no_papers

    async def from_link(
        self, guild_id: int, url: str, *, by: int | None, now: datetime
    ) -> Review | KnownSource:
        """Draft what a page says.

        A page that is under review is shown again, and one on record is not read a second time
        unless it has changed. Raises UserError for what cannot be opened or read, or tells of no
        agreement.
        """
        link = link_of(url)
        page_key = same_page(link) if link else None
        if link is None or page_key is None:
            raise UserError(t("Give the link in full, beginning with https://."))
        async with self.transactions.read() as session:
            met = await drafting.met(session, guild_id, (page_key,), None, now=now)
            known = await drafting.read_before(session, guild_id, (page_key,))
        if isinstance(met, Review):
            return met
        page = await get(self.fetch, link, known)
        if page is None and met is not None:
            return met
        if page is None:
            raise UserError(t("The page sent nothing. Try again, or paste its text."))
        paper = Paper(page.body, media_type=page.media_type, charset=page.charset, url=page.url)
        written = await self.read(paper)
        return await self._make(guild_id, of_page(link, page, written), by=by, now=now)

    async def from_paper(
        self, guild_id: int, paper: Paper, *, by: int | None, now: datetime, **said: Unpack[Said]
    ) -> Review | KnownSource:
        """Draft what a document says; its source is what is `said`, or what it says of itself."""
        told = of_paper(paper, await self.read(paper), said)
        return await self._make(guild_id, told, by=by, now=now)

    async def from_text(
        self, guild_id: int, text: str, *, by: int | None, now: datetime, **said: Unpack[Said]
    ) -> Review | KnownSource:
        """Draft what a text says that somebody pasted, or wrote in a message; as `from_paper`."""
        return await self._make(guild_id, of_text(text, said), by=by, now=now)

    async def _make(
        self, guild_id: int, told: Told, *, by: int | None, now: datetime
    ) -> Review | KnownSource:
        async with self.transactions.read() as session:
            zone = await drafting.usual_zone(session, guild_id)
        read = await asyncio.to_thread(read_told, told, zone)
        async with self.transactions.write() as session:
            return await drafting.make(session, guild_id, told, read, by=by, now=now)

    async def show(self, guild_id: int, draft_id: int, *, now: datetime) -> Review:
        """A draft as it stands. Raises NotFound once it is forgotten or thrown away."""
        async with self.transactions.read() as session:
            return await review(
                session, await found_draft(session, guild_id, draft_id, now), now=now
            )

    async def accept(
        self, guild_id: int, draft_id: int, item_id: int, *, by: int | None, now: datetime
    ) -> Review:
        """Put one item on record, once; of a new agreement its head goes with it.

        Raises DraftMoved where the record has changed so that accepting would do something else.
        """
        return await self._accept(guild_id, draft_id, item_id, by=by, now=now)

    async def accept_all(
        self, guild_id: int, draft_id: int, *, by: int | None, now: datetime
    ) -> Review:
        """Put all that is still open on record, or nothing.

        Raises UserError that names the item which cannot be saved, and DraftMoved as `accept`.
        """
        return await self._accept(guild_id, draft_id, None, by=by, now=now)

    async def _accept(
        self, guild_id: int, draft_id: int, item_id: int | None, *, by: int | None, now: datetime
    ) -> Review:
        """Put one item on record if it is open, or all that are."""
        async with self.transactions.write() as session:
            stored = await found_draft(session, guild_id, draft_id, now)
            chosen = stored.items if item_id is None else (item_of(stored, item_id),)
            items = [each for each in chosen if each.decision is Decision.OPEN]
            moved = bool(items) and await holding.moved(session, stored, now=now)
            if items and not moved:
                await accepting.accept(session, stored, items, by=by, now=now)
            found = await as_it_stands(session, stored, now)
        if moved:
            raise DraftMoved(found)
        return found

    async def drop(
        self, guild_id: int, draft_id: int, item_id: int, *, by: int | None, now: datetime
    ) -> Review:
        """Leave one item out. Raises Conflict where it is on record."""
        return await self._decide(guild_id, draft_id, item_id, Decision.DROPPED, by=by, now=now)

    async def restore(
        self, guild_id: int, draft_id: int, item_id: int, *, by: int | None, now: datetime
    ) -> Review:
        """Take one item that was left out back in. Raises Conflict where it is on record."""
        return await self._decide(guild_id, draft_id, item_id, Decision.OPEN, by=by, now=now)

    async def _decide(
        self,
        guild_id: int,
        draft_id: int,
        item_id: int,
        decision: Decision,
        *,
        by: int | None,
        now: datetime,
    ) -> Review:
        async with self.transactions.write() as session:
            stored = await found_draft(session, guild_id, draft_id, now)
            await rewriting.decide(
                session, stored, item_of(stored, item_id), decision, by=by, now=now
            )
            return await as_it_stands(session, stored, now)

    async def edit(
        self,
        guild_id: int,
        draft_id: int,
        item_id: int,
        *,
        by: int | None,
        now: datetime,
        **typed: str | None,
    ) -> Review:
        """Write an item otherwise than the text was read, in what people type elsewhere.

        Of a head `title`, `short_name`, `instrument`, `binding`, `parties`, `commodities`; of an
        event `kind`, `on`, `place`, `standing`; of a milestone `what`, `due`, `kind`, `modality`,
        `obligors`; of a claim its `statement`. What is left out or the same stays as it was read.
        """
        async with self.transactions.write() as session:
            stored = await found_draft(session, guild_id, draft_id, now)
            await rewriting.rewrite(session, stored, item_of(stored, item_id), typed, now=now)
            return await as_it_stands(session, stored, now)

    async def attach(
        self, guild_id: int, draft_id: int, agreement: str | None, *, by: int | None, now: datetime
    ) -> Review:
        """Say which agreement on record a draft is about, or with None that it is another.

        Raises Conflict once anything of it is on record.
        """
        async with self.transactions.write() as session:
            stored = await found_draft(session, guild_id, draft_id, now)
            await drafting.attach(session, stored, agreement, now=now)
            return await as_it_stands(session, stored, now)

    async def discard(self, guild_id: int, draft_id: int, *, by: int | None, now: datetime) -> None:
        """Throw a draft away; what was accepted of it stays on record."""
        async with self.transactions.write() as session:
            await found_draft(session, guild_id, draft_id, now)
            await db.drafts.remove(session, draft_id)

    async def forget(self, *, now: datetime) -> int:
        """Drop the drafts of which a day has passed; returns how many."""
        async with self.transactions.read() as session:
            if not await db.drafts.any_over(session, now):
                return 0
        async with self.transactions.write() as session:
            return await db.drafts.forget(session, now)
