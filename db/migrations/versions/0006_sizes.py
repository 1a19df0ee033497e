"""Indexes for records of any size: events by day, all that a person answers for, instruments."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_PERSONS = ("owner_id", "deputy_id")


def upgrade() -> None:
    op.create_index("ix_events_on", "events", ["on"])
    op.create_index(
        "ix_agreements_instrument", "agreements", ["guild_id", "instrument", "short_name"]
    )
    op.drop_index("ix_milestones_owner", table_name="milestones")
    for person in _PERSONS:
        where = sa.text(f"{person} IS NOT NULL")
        op.create_index(
            f"ix_milestones_{person.removesuffix('_id')}",
            "milestones",
            ["guild_id", person, "settled", "earliest_on", "agreement_id"],
            sqlite_where=where,
            postgresql_where=where,
        )
