"""Drafts under review, what each fact rests on, agreements that belong together, pages known."""

import sqlalchemy as sa
from alembic import op

from bot.domain.links import same_page

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    _add_what_is_known_of_pages()
    with op.batch_alter_table("claims") as claims:
        claims.add_column(sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True))
    _add_drafts()
    _add_items()
    _add_provenance()
    _add_kin()


def _add_what_is_known_of_pages() -> None:
    with op.batch_alter_table("sources") as sources:
        for name in ("page", "sha256", "etag", "last_modified"):
            sources.add_column(sa.Column(name, sa.Text(), nullable=True))
        sources.create_index("ix_sources_page", ["guild_id", "page"])
        sources.create_index("ix_sources_sha256", ["guild_id", "sha256"])
    table = sa.table("sources", sa.column("id"), sa.column("url"), sa.column("page"))
    connection = op.get_bind()
    known = connection.execute(sa.select(table.c.id, table.c.url).where(table.c.url.is_not(None)))
    rows = [{"own": row.id, "to": same_page(row.url)} for row in known]
    if rows:
        write = sa.update(table).where(table.c.id == sa.bindparam("own"))
        connection.execute(write.values(page=sa.bindparam("to")), rows)


def _add_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("last_modified", sa.Text(), nullable=True),
        sa.Column("read", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("joins_id", sa.Integer(), nullable=True),
        sa.Column("joins", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("related", sa.JSON(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_drafts_agreement_id_agreements"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name=op.f("fk_drafts_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["joins_id"],
            ["agreements.id"],
            name=op.f("fk_drafts_joins_id_agreements"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["sources.id"],
            name=op.f("fk_drafts_source_id_sources"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_sha256", "drafts", ["guild_id", "sha256"])
    op.create_index("ix_drafts_forgotten_at", "drafts", ["forgotten_at"])


def _add_items() -> None:
    op.create_table(
        "draft_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decision", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("known", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["drafts.id"],
            name=op.f("fk_draft_items_draft_id_drafts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_items")),
        sa.UniqueConstraint("draft_id", "key", name=op.f("uq_draft_items_draft_id_key")),
    )


def _add_provenance() -> None:
    op.create_table(
        "provenance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.BigInteger(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_provenance_agreement_id_agreements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.id"],
            name=op.f("fk_provenance_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["sources.id"],
            name=op.f("fk_provenance_source_id_sources"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provenance")),
    )
    op.create_index(
        "uq_provenance_fact",
        "provenance",
        [
            "agreement_id",
            "subject",
            sa.text("coalesce(subject_id, 0)"),
            sa.text("coalesce(name, '')"),
            "source_id",
        ],
        unique=True,
    )
    op.create_index("ix_provenance_source", "provenance", ["source_id"])


def _add_kin() -> None:
    op.create_table(
        "kin",
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreements.id"],
            name=op.f("fk_kin_agreement_id_agreements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["agreements.id"],
            name=op.f("fk_kin_other_id_agreements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("agreement_id", "other_id", name=op.f("pk_kin")),
    )
    op.create_index(op.f("ix_kin_other_id"), "kin", ["other_id"])
