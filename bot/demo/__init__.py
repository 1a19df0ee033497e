"""`milepost demo`: the bot, unmodified, against a simulated Discord in the browser."""
