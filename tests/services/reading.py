"""Texts to draft from, and a web and a shelf of papers that hold what a test puts there."""

# ruff: noqa: E501 - a text is kept as it was sent

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.drafts.items import Item, ItemKind, Review
from bot.domain.drafts.values import DraftMilestone
from bot.domain.pages import Page
from bot.domain.papers.values import Paper, Written
from bot.errors import UserError
from bot.services import Services, build
from bot.services.drafting import KnownSource
from tests.conftest import TestClock
from tests.services.conftest import EDITOR, GUILD

LINK = "https://www.state.gov/chile-framework"
NEWS = "https://paper.example/chile"

FRAMEWORK = """Framework between the United States and Chile on Lithium and Copper

The parties shall establish a working group within 90 days of signature.

The United States intends to mobilize at least $1 billion in financing within six months of signature.

Chile shall publish its licensing rules by 31 December 2026.

Done at Tokyo on 3 March 2026.
"""

ARTICLE = """US and Chile deal on lithium: what it says

TOKYO, March 5, 2026 - The United States and Chile signed a framework on lithium and copper in Tokyo on March 3, 2026, officials said. Under the framework, Chile shall publish its licensing rules by 30 November 2026. Under the agreement the two countries will also open a lithium office in Arica by 1 October 2026. It also covers cobalt.
"""

SIBLING = """Agreement between the United States and Chile on Smelting Copper

Chile shall publish its emission limits by 31 December 2026.

Done at Tokyo on 9 June 2025.
"""

WEATHER = """It will rain in the north on Tuesday. The south stays dry, with winds from the west and
temperatures of up to twenty degrees by the end of the week."""


@dataclass
class Shelf:
    """The open web and the reader of papers, as far as a test fills them."""

    pages: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """The links that were opened, each with the tag that was shown."""
    published_on: date | None = None
    read_count: int = 0

    async def fetch(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Page | None:
        self.asked.append((url, etag))
        bare = url.partition("#")[0]
        tag = self.tags.get(bare)
        if etag is not None and etag == tag:
            return None
        if bare not in self.pages:
            raise UserError("That page is not there.")
        body = self.pages[bare].encode()
        return Page(bare, url, "text/html", "utf-8", body, etag=tag)

    async def read(self, paper: Paper) -> Written:
        self.read_count += 1
        text = paper.body.decode()
        return Written(text, title=text.splitlines()[0], published_on=self.published_on)


@dataclass
class Bureau:
    """Somebody who imports texts into one server's record."""

    services: Services
    clock: TestClock
    shelf: Shelf
    first: str = ""
    """The short name of the agreement that was recorded first."""

    @classmethod
    def at(cls, engine: AsyncEngine, clock: TestClock) -> "Bureau":
        shelf = Shelf({LINK: FRAMEWORK, NEWS: ARTICLE})
        return cls(build(engine, fetch=shelf.fetch, read=shelf.read), clock, shelf)

    async def draft(self, text: str = FRAMEWORK, url: str | None = LINK) -> Review:
        found = await self.services.drafts.from_text(
            GUILD, text, by=EDITOR, now=self.clock(), source_url=url
        )
        assert isinstance(found, Review)
        return found

    async def open(self, url: str = LINK) -> Review | KnownSource:
        return await self.services.drafts.from_link(GUILD, url, by=EDITOR, now=self.clock())

    async def accept(self, review: Review, item: Item) -> Review:
        return await self.services.drafts.accept(
            GUILD, review.id, item.id, by=EDITOR, now=self.clock()
        )

    async def accept_all(self, review: Review) -> Review:
        return await self.services.drafts.accept_all(GUILD, review.id, by=EDITOR, now=self.clock())

    async def edit(self, review: Review, item: Item, **typed: str) -> Review:
        return await self.services.drafts.edit(
            GUILD, review.id, item.id, by=EDITOR, now=self.clock(), **typed
        )

    async def names(self) -> list[str]:
        lines = await self.services.agreements.list(GUILD, now=self.clock())
        return [each.agreement.short_name for each in lines]


def step(review: Review, words: str) -> Item:
    """The milestone of a draft whose words contain these."""
    return next(
        each for each in review.of(ItemKind.MILESTONE) if words.casefold() in what(each).casefold()
    )


def what(item: Item) -> str:
    assert isinstance(item.body, DraftMilestone)
    return item.body.what


def due(item: Item) -> date | None:
    assert isinstance(item.body, DraftMilestone)
    return item.body.due_on
