"""Limits: how much of a paper is read, so that no paper can cost more than it is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one paper may take. Beyond `characters` and `pages` the rest is left unread
    and said to be; beyond the others the paper is refused or read in a simpler way."""

    characters: int = 400_000
    """Of text, some 60,000 words: the longest trade agreements without their annexes."""
    pages: int = 300
    page_bytes: int = 25_000_000
    """Of a PDF's compressed streams, each, unpacked."""
    part_bytes: int = 32_000_000
    """Of one part of a DOCX, unpacked."""
    package_bytes: int = 400_000_000
    """Of all parts of a DOCX together, as declared; pictures are never unpacked."""
    ratio: int = 250
    """Of a part of a DOCX, unpacked to packed. Word's own XML reaches about 50."""
    entries: int = 4_000
    elements: int = 40_000
    """Of an HTML page; in a larger one the main text is not looked for, all text is taken."""
    depth: int = 200
    """Of the parts of a mail that hold parts."""


LIMITS = Limits()
