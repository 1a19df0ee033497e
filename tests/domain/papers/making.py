"""Papers made for tests: PDFs, DOCX files and mails, byte by byte."""

import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def numbered(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its root."""
    out = BytesIO(b"")
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


def stream(body: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(body, 9)
    return b"<< /Length %d /Filter /FlateDecode %b >>\nstream\n%b\nendstream" % (
        len(packed),
        extra,
        packed,
    )


def _to_unicode(letters: set[str]) -> bytes:
    """The table that says which letters the signs are: each is its own code."""
    codes = sorted(letter.encode("utf-16-be").hex().encode() for letter in letters)
    rows = b"".join(
        b"%d beginbfchar %b endbfchar\n"
        % (len(part), b" ".join(b"<%b> <%b>" % (code, code) for code in part))
        for part in (codes[place : place + 100] for place in range(0, len(codes), 100))
    )
    return (
        b"/CIDInit /ProcSet findresource begin begincmap\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + rows + b"endcmap end"
    )


def pdf(pages: Sequence[Sequence[str]], *, title: str | None = None) -> bytes:
    """A PDF with these lines on its pages; any letter of the basic plane may be in them.

    An empty line only sets the next one lower, by a little more than half a line.
    """
    kids = b" ".join(b"%d 0 R" % (6 + 2 * place) for place in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(_to_unicode({letter for page in pages for line in page for letter in line})),
    ]
    for place, lines in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F 3 0 R >> >> >>" % (7 + 2 * place)
        )
        shown = b"".join(
            b"<%b> Tj 0 %d Td\n" % (line.encode("utf-16-be").hex().encode(), -14)
            if line
            else b"0 -8 Td\n"
            for line in lines
        )
        objects.append(stream(b"BT /F 11 Tf 50 740 Td\n" + shown + b"ET"))
    if title is None:
        return numbered(objects)
    objects.append(b"<< /Title <FEFF%b> >>" % title.encode("utf-16-be").hex().encode())
    return numbered(objects, b"/Info %d 0 R" % len(objects))


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this XML in its body; `parts` by their names within `word`, without `.xml`."""
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    others = {f"word/{name}.xml": xml for name, xml in parts.items()}
    return package({"_rels/.rels": RELATIONS, "word/document.xml": document, **others})


def p(text: str, properties: str = "") -> str:
    """A paragraph of Word's XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
