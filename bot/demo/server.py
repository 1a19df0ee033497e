"""The server that the demo shows: a desk that follows critical minerals, and its people."""

from dataclasses import dataclass

import discord
import simcord

from bot.messages import t


@dataclass(frozen=True, slots=True)
class Server:
    """The simulated server, the channel that the page shows, and who may be looked on as."""

    guild: simcord.GuildHandle
    deadlines: simcord.ChannelHandle
    viewers: tuple[simcord.MemberActor, ...]
    guide: simcord.WebhookHandle

    async def greet(self, now: str) -> None:
        """Say in the channel what may be tried; it is not the bot that speaks."""
        await self.guide.send(
            t(
                "**Welcome to the Critical Minerals Desk.** It is {now}, and Milepost reminds this "
                "channel of every deadline on its record. Try:\n"
                "- `/due` for what falls due\n"
                "- `/brief` and then `japan` for where the US-Japan Framework stands\n"
                "- `/clock to` and then `2026-04-29` to see what comes until that day\n\n"
                "Type a few letters to be offered names; send a command with the arrow beside it. "
                "At the top you choose who you are: Aiko changes the record, Ben only reads it.",
                now=now,
            )
        )


def furnish(env: simcord.Env) -> Server:
    """Make the server, in an order that never changes, so that a kept database still fits it."""
    env.backend.bot_user.name = "Milepost"
    owner, editor, reader = (
        env.create_user(name, global_name=shown)
        for name, shown in (
            ("desk", "Head of Desk"),
            ("aiko", t("Aiko (editor)")),
            ("ben", t("Ben (reader)")),
        )
    )
    guild = env.create_guild("Critical Minerals Desk", owner=owner)
    deadlines = guild.create_text_channel(
        "deadlines", topic=t("Reminders arrive here. Try /due, /brief and /clock.")
    )
    guild.create_text_channel("general")
    editors = guild.create_role("Editors", permissions=discord.Permissions(manage_guild=True))
    members = (guild.add_member(editor, roles=[editors]), guild.add_member(reader))
    return Server(guild, deadlines, members, guild.create_webhook(deadlines, t("Demo guide")))
