"""Papers: documents as they came, and the texts that are written in them."""
