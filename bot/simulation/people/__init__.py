"""People, who change their minds at any time."""
