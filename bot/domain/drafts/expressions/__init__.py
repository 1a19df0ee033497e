"""Temporal expressions in running text: where they stand, and what they mean."""
