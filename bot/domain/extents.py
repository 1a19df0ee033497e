"""Extents: how much is told of very much."""

from enum import IntEnum


class Depth(IntEnum):
    """How many of each part are told of a very large record: on a screen, in a message, in a
    picture, in a file. A small record is always told whole.
    """

    SHORT = 8
    FULL = 20
    DRAWN = 30
    FILE = 200
