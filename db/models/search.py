"""The tables of search: what is filed, under which words, and which agreements each name covers.

All of it follows from the other tables and is kept by `db.filing`. On SQLite a table of its full-
text search, `entry_words`, leads from words to entries, and triggers keep it; on PostgreSQL an
index does. A word is filed with its server and its scope before it, so that what is looked for is
the only thing that is looked through, however many servers there are.
"""

from typing import Any

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, guild_key


class EntryRow(Base):
    """Something that can be found.

    `subject_id` is the agreement, milestone or source; what is known by its name alone has none.
    `folded` is the shown name as `bot.domain.names.folded` has it, for those that are found by
    their beginning. A milestone has no name here, as it takes part of it from its agreement.
    `shared` are the words that an agreement's milestones are filed under, too.
    """

    __tablename__ = "entries"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        Index(
            "ix_entries_folded",
            "guild_id",
            "kind",
            "folded",
            sqlite_where=text("folded IS NOT NULL"),
            postgresql_where=text("folded IS NOT NULL"),
        ),
        Index("ix_entries_words", "words", postgresql_using="gin").ddl_if(dialect="postgresql"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    kind: Mapped[str]
    subject_id: Mapped[int | None]
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str | None]
    folded: Mapped[str | None] = mapped_column(
        Text().with_variant(Text(collation="C"), "postgresql")
    )
    others: Mapped[list[Any] | None]
    shared: Mapped[str | None]
    archived: Mapped[bool] = mapped_column(server_default=text("false"))
    words: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class LabelRow(Base):
    """A party, commodity or topic of an agreement, under its folded name `key`."""

    __tablename__ = "labels"
    __table_args__ = (
        Index("ix_labels_key", "guild_id", "kind", "key", "archived", "agreement_id"),
    )

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreements.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = guild_key()
    name: Mapped[str]
    code: Mapped[str | None]
    archived: Mapped[bool] = mapped_column(server_default=text("false"))


class WordRow(Base):
    """A word that occurs in a server's record, or once did, and of which `scope` it is."""

    __tablename__ = "words"

    guild_id: Mapped[int] = mapped_column(
        ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True
    )
    word: Mapped[str] = mapped_column(
        Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True
    )
    scope: Mapped[str] = mapped_column(primary_key=True)
