"""Recognises files of other programs that were saved or named in place of a scenario."""

import re

COPY = "copy its text into a new file and save that as plain text in UTF-8"
UTF_8 = "save it as UTF-8 (Notepad: Save as, Encoding: UTF-8)"
BEGINNINGS = (
    (b"\xff\xfe", "this is text in UTF-16", UTF_8),
    (b"\xfe\xff", "this is text in UTF-16", UTF_8),
    (b"{\\rtf", "this is an RTF file of a word processor", COPY),
    (b"%PDF", "this is a PDF file", COPY),
    (b"PK\x03\x04", "this is a Word, spreadsheet or zip file", COPY),
    (b"\xd0\xcf\x11\xe0", "this is an old Word or Excel file", COPY),
    (b"\x1f\x8b", "this is a gzip file", "unpack it first"),
    (b"PAR1", "this is a Parquet table, not a scenario", "name the scenario"),
    (b"\x89PNG", "this is a picture", "name the scenario"),
    (b"\xff\xd8\xff", "this is a picture", "name the scenario"),
    (b"GIF8", "this is a picture", "name the scenario"),
)
HTML = re.compile(
    rb"\s*<(!doctype|html|head|body|meta|\?xml|div|p|pre|span|table)\b", re.IGNORECASE
)
HEAD = 64


def foreign_format(raw: bytes) -> tuple[str, str] | None:
    """What a file of another program is, and the cure; None for any other.

    >>> foreign_format(b"%PDF-1.7")[0], foreign_format(b"title: A crisis")
    ('this is a PDF file', None)
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    for beginning, what, cure in BEGINNINGS:
        if raw.startswith(beginning):
            return what, cure
    if HTML.match(raw):
        return "this is a web page (HTML or XML)", COPY
    even, odd = raw[:HEAD:2], raw[1:HEAD:2]
    if odd and any(even) != any(odd) and all(even) != all(odd):
        return "this is text in UTF-16", UTF_8
    return None
