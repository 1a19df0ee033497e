"""What is found by words: entries with their words, labels, and each server's vocabulary."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

import db.filing

revision = "0004"
down_revision = "0003"

_INDEX = """
CREATE VIRTUAL TABLE entry_words USING fts5(
  words, content='entries', content_rowid='id', tokenize='ascii', detail=none, columnsize=0)
"""
_ADDED = "INSERT INTO entry_words(rowid, words) VALUES (new.id, new.words);"
_REMOVED = (
    "INSERT INTO entry_words(entry_words, rowid, words) VALUES ('delete', old.id, old.words);"
)

_ANSWERED = (
    "settled IS NULL AND kind = 'act_by' AND (owner_id IS NOT NULL OR verified_on > latest_on)"
)
_STANDING = ("settled", "earliest_on", "latest_on", "kind", "owner_id", "verified_on")
_OWNED = "settled IS NULL AND owner_id IS NOT NULL"
_SPANS = "settled IS NULL AND earliest_on <> latest_on"
_ARCHIVED = "archived_at IS NOT NULL"


def upgrade() -> None:
    _add_entries()
    _add_labels()
    _add_words()
    if op.get_context().dialect.name == "sqlite":
        _index_on_sqlite()
    else:
        op.create_index("ix_entries_words", "entries", ["words"], postgresql_using="gin")
    _index_dates()
    db.filing.file_everything(op.get_bind())


def _add_entries() -> None:
    text_c = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("folded", text_c, nullable=True),
        sa.Column("others", sa.JSON(), nullable=True),
        sa.Column("shared", sa.Text(), nullable=True),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_entries_agreement_id_agreements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.id"],
            name=op.f("fk_entries_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_entries_kind_subject_id")),
    )
    named = sa.text("folded IS NOT NULL")
    op.create_index(
        "ix_entries_folded",
        "entries",
        ["guild_id", "kind", "folded"],
        sqlite_where=named,
        postgresql_where=named,
    )
    op.create_index(op.f("ix_entries_agreement_id"), "entries", ["agreement_id"])


def _add_labels() -> None:
    op.create_table(
        "labels",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("archived", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_labels_agreement_id_agreements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.id"],
            name=op.f("fk_labels_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "kind", "key", name=op.f("pk_labels")),
    )
    op.create_index(
        "ix_labels_key", "labels", ["guild_id", "kind", "key", "archived", "agreement_id"]
    )


def _add_words() -> None:
    op.create_table(
        "words",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "word", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.id"],
            name=op.f("fk_words_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("guild_id", "word", "scope", name=op.f("pk_words")),
    )


def _index_on_sqlite() -> None:
    op.execute(_INDEX)
    for name, when, does in (
        ("added", "INSERT", _ADDED),
        ("removed", "DELETE", _REMOVED),
        ("changed", "UPDATE OF words", _REMOVED + _ADDED),
    ):
        op.execute(f"CREATE TRIGGER entries_{name} AFTER {when} ON entries BEGIN {does} END")


def _index_dates() -> None:
    """For what falls due in a server, soonest first, however much is stored."""
    soonest = ["guild_id", "settled", "earliest_on", "agreement_id"]
    op.create_index("ix_milestones_soonest", "milestones", soonest)
    op.create_index("ix_milestones_standing", "milestones", ["agreement_id", *_STANDING])
    op.drop_index("ix_milestones_guild_due", table_name="milestones")
    for name, table, columns, only in (
        ("ix_milestones_answered", "milestones", ["settled", "earliest_on"], _ANSWERED),
        ("ix_milestones_owner", "milestones", ["owner_id", "settled", "earliest_on"], _OWNED),
        ("ix_milestones_spans", "milestones", ["settled", "latest_on"], _SPANS),
        ("ix_agreements_archived", "agreements", ["archived_at"], _ARCHIVED),
    ):
        where = sa.text(only)
        op.create_index(
            name, table, ["guild_id", *columns], sqlite_where=where, postgresql_where=where
        )
