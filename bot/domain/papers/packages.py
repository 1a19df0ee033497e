"""Packages: the zip file that a DOCX is, unpacked part by part and never beyond its limits."""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from bot.domain.papers.limits import Limits
from bot.errors import TooMuch, Unreadable
from bot.messages import t

_MAIN = "/officeDocument"
_SMALL = 1_000_000
"""Bytes; of what unpacks to no more the ratio says nothing."""


class Package:
    """The parts of one zip file, each parsed on its own and under the same limits."""

    def __init__(self, archive: ZipFile, limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._infos = {entry.filename.lower(): entry for entry in archive.infolist()}

    def main(self) -> str | None:
        """The name of the part that is the document itself; None where none is named."""
        relations = self.parsed("_rels/.rels")
        if relations is None:
            return None
        for each in relations:
            if str(each.get("Type")).endswith(_MAIN):
                return posixpath.normpath(str(each.get("Target")).lstrip("/")).lower()
        return None

    def kind(self) -> str:
        """What the package is if it is no DOCX, in the words that `kinds.refused` knows."""
        tops = {name.partition("/")[0] for name in self._infos}
        if "xl" in tops:
            return "table"
        if "ppt" in tops:
            return "slides"
        if "oebps" in tops or "epub" in tops or "meta-inf/container.xml" in self._infos:
            return "book"
        return "open" if {"mimetype", "content.xml"} <= tops else "archive"

    def parsed(self, name: str) -> Any | None:
        """The root element of an XML part, or None where there is no such part.

        No entity is expanded, no file or address opened, and a document type is refused.
        """
        from lxml import etree

        entry = self._infos.get(name.lower())
        if entry is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(self._unpacked(entry), parser)
        except etree.XMLSyntaxError as error:
            raise _damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise _damaged()
        return root

    def _unpacked(self, entry: ZipInfo) -> bytes:
        most = self._limits.part_bytes
        if entry.flag_bits & 1:
            raise Unreadable(
                t("The file is locked with a password; give one without, or paste its text.")
            )
        try:
            with self._archive.open(entry) as part:
                body = part.read(most + 1)
        except MemoryError:
            raise
        except Exception as error:  # of a damaged file, anything may come
            raise _damaged() from error
        packed = max(entry.compress_size, 1)
        if len(body) > most or (len(body) > _SMALL and len(body) > self._limits.ratio * packed):
            raise _bomb()
        return body


@contextmanager
def opened(body: bytes, limits: Limits) -> Iterator[Package]:
    """The package in `body`, open; Unreadable where it is damaged, TooMuch where it is a bomb."""
    try:
        archive = ZipFile(BytesIO(body))
    except MemoryError:
        raise
    except Exception as error:  # of a damaged file, anything may come
        raise _damaged() from error
    with archive:
        entries = archive.infolist()
        if len(entries) > limits.entries or (
            sum(entry.file_size for entry in entries) > limits.package_bytes
        ):
            raise _bomb()
        yield Package(archive, limits)


def _damaged() -> Unreadable:
    return Unreadable(
        t("The file is damaged and cannot be read; get it again, or save it anew as PDF or DOCX.")
    )


def _bomb() -> TooMuch:
    return TooMuch(
        t("The file unpacks to far more than a text is; save it as PDF, or paste its text instead.")
    )
