"""Waves: what is claimed together; the name that a claim keeps tells when it was first made."""

from datetime import UTC, datetime


def begun_at(root: str) -> datetime | None:
    """When a post was first claimed, to the second; None of a root that does not tell."""
    return datetime.fromtimestamp(int(root[:8], 16), UTC) if "-" in root else None
