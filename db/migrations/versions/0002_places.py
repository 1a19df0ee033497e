"""Places, digests, pauses, quiet hours, escalation and acknowledgements.

Where a subscription is posted becomes a row of its own, a place, since it is places that are served
in turn, rest after a failure and can be closed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_OLD_KEY = "uq_reminders_milestone_id_due_version_subscription_id_kind_rung"


def upgrade() -> None:
    _add_places()
    _add_settings()
    _move_subscriptions()
    _move_reminders()
    _add_acknowledgements()
    _add_keys()


def _add_places() -> None:
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=True),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name=op.f("fk_places_guild_id_guilds"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_places")),
    )
    op.execute(
        "INSERT INTO places (guild_id, channel_id, user_id) "
        "SELECT DISTINCT guild_id, channel_id, user_id FROM subscriptions"
    )
    # What was posted in a channel that no subscription goes to any more.
    op.execute(
        "INSERT INTO places (guild_id, channel_id) SELECT DISTINCT guild_id, channel_id "
        "FROM reminders WHERE channel_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places "
        "WHERE places.guild_id = reminders.guild_id AND places.channel_id = reminders.channel_id)"
    )


def _add_settings() -> None:
    with op.batch_alter_table("guilds") as table:
        table.add_column(sa.Column("admin_channel_id", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("quiet_from", sa.Integer(), nullable=True))
        table.add_column(sa.Column("quiet_until", sa.Integer(), nullable=True))
        table.add_column(
            sa.Column(
                "workdays",
                sa.JSON(),
                server_default=sa.text("'[0, 1, 2, 3, 4, 5, 6]'"),
                nullable=False,
            )
        )
        table.add_column(
            sa.Column("calendars", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )
        table.add_column(sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("milestones") as table:
        table.add_column(sa.Column("deputy_id", sa.BigInteger(), nullable=True))


def _move_subscriptions() -> None:
    op.drop_index("uq_subscriptions_place", "subscriptions")
    with op.batch_alter_table("subscriptions") as table:
        table.add_column(sa.Column("place_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("fallback_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("ladders", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("schedule", sa.JSON(none_as_null=True), nullable=True))
        table.add_column(sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("escalate_after", sa.Integer(), nullable=True))
        table.add_column(sa.Column("last_resort_role_id", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE subscriptions SET place_id = (SELECT places.id FROM places "
        "WHERE places.guild_id = subscriptions.guild_id "
        "AND coalesce(places.channel_id, 0) = coalesce(subscriptions.channel_id, 0) "
        "AND coalesce(places.user_id, 0) = coalesce(subscriptions.user_id, 0))"
    )
    with op.batch_alter_table("subscriptions") as table:
        table.alter_column("place_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(
            op.f("fk_subscriptions_place_id_places"), "places", ["place_id"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_subscriptions_fallback_id_places"), "places", ["fallback_id"], ["id"]
        )
        table.drop_column("channel_id")
        table.drop_column("user_id")
        table.create_index(table.f("ix_subscriptions_place_id"), ["place_id"], unique=False)


def _move_reminders() -> None:
    with op.batch_alter_table("reminders") as table:
        table.add_column(sa.Column("place_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("meant_for_id", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE reminders SET place_id = coalesce("
        "(SELECT places.id FROM places WHERE places.guild_id = reminders.guild_id "
        "AND places.channel_id = reminders.channel_id), "
        "(SELECT place_id FROM subscriptions WHERE subscriptions.id = subscription_id))"
    )
    with op.batch_alter_table("reminders") as table:
        table.drop_constraint(op.f(_OLD_KEY), type_="unique")
        table.drop_index("ix_reminders_waiting")
        table.alter_column("place_id", existing_type=sa.Integer(), nullable=False)
        table.alter_column("milestone_id", existing_type=sa.Integer(), nullable=True)
        table.create_foreign_key(
            op.f("fk_reminders_place_id_places"), "places", ["place_id"], ["id"]
        )
        table.create_foreign_key(
            op.f("fk_reminders_meant_for_id_places"), "places", ["meant_for_id"], ["id"]
        )
        table.drop_column("channel_id")
        table.create_index("ix_reminders_milestone", ["milestone_id"], unique=False)
        table.create_index("ix_reminders_place", ["place_id", "state"], unique=False)
        table.create_index(
            "ix_reminders_waiting",
            ["due_at", "place_id"],
            unique=False,
            sqlite_where=sa.text("state = 'planned'"),
            postgresql_where=sa.text("state = 'planned'"),
        )


def _add_acknowledgements() -> None:
    op.create_table(
        "acknowledgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=False),
        sa.Column("due_version", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"],
            ["guilds.id"],
            name=op.f("fk_acknowledgements_guild_id_guilds"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"],
            ["milestones.id"],
            name=op.f("fk_acknowledgements_milestone_id_milestones"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgements")),
        sa.UniqueConstraint(
            "milestone_id",
            "due_version",
            "user_id",
            name=op.f("uq_acknowledgements_milestone_id_due_version_user_id"),
        ),
    )


def _add_keys() -> None:
    """At the end: indexes on expressions do not outlive a table that SQLite makes anew."""
    op.create_index(
        "uq_places_where",
        "places",
        ["guild_id", sa.text("coalesce(channel_id, 0)"), sa.text("coalesce(user_id, 0)")],
        unique=True,
    )
    op.create_index(
        "uq_subscriptions_place",
        "subscriptions",
        [
            "guild_id",
            "scope",
            sa.text("coalesce(agreement_id, 0)"),
            sa.text("coalesce(milestone_id, 0)"),
            sa.text("coalesce(subject, '')"),
            "place_id",
            sa.text("(schedule IS NULL)"),
        ],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index(
        "uq_reminders_plan",
        "reminders",
        [
            sa.text("coalesce(milestone_id, 0)"),
            "due_version",
            "subscription_id",
            "kind",
            "rung",
        ],
        unique=True,
    )
