"""Asking: from a plain question in English to what it asks, and to the answer from the record."""
