"""The tables. Rows never leave `db`: queries hand out the values of `bot.domain`."""
