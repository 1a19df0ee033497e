"""`python -m tests.fakes.milepost_at PORT run`: the command line, with Discord on that port."""

import sys

import discord
import yarl

from bot.__main__ import main

port = sys.argv.pop(1)
discord.http.Route.BASE = f"http://127.0.0.1:{port}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://127.0.0.1:{port}/gateway")
main()
