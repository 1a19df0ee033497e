"""Drafts: what was read from a document before a person accepts it."""
