"""What Milepost asks to be allowed in a server, and what it lacks there."""

import discord

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""Without these something that people ask for cannot be posted."""

WELCOME = discord.Permissions(create_public_threads=True)
"""With these it is posted better: the rest of a long digest goes to a thread under it."""


def invite_url(application_id: int) -> str:
    """The link with which an administrator adds Milepost to a server."""
    return discord.utils.oauth_url(
        application_id, permissions=NEEDED | WELCOME, scopes=("bot", "applications.commands")
    )


def missing(granted: discord.Permissions) -> list[str]:
    """The names of what is needed and not granted."""
    return [name for name, needed in NEEDED if needed and not getattr(granted, name)]


def listed(names: list[str]) -> str:
    """Names of permissions as Discord's settings write them."""
    return ", ".join(name.replace("_", " ").replace("guild", "server").title() for name in names)
