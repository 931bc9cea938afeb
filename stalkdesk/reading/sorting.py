"""Which reader a file goes to, by its bytes. Its name, and the ending of it, are never looked at."""

from __future__ import annotations

import codecs
from dataclasses import replace
from importlib import import_module

from stalkdesk.casework.log.log_tables import LogTable, Refusal
from stalkdesk.reading.tables import Refused

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")


def prepare(content: bytes) -> None:
    """Imports what may be needed for it, looking only at its first bytes: afterwards nothing can be opened."""
    for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1252", "cp437", "ascii", "latin-1"):
        codecs.lookup(code)
    readers = ["lines"]
    if content.startswith(b"PK"):
        readers += ["packed", "sheets", "word"]
    elif content.startswith(_OLD_OFFICE):
        readers.append("sheets")
    elif _is_paper(content):
        readers.append("papers")
    for reader in readers:
        import_module(f"stalkdesk.reading.{reader}")


def read_log(content: bytes, wanted: int) -> LogTable:
    """The log in a file, or in a pasted text. `wanted`: which of its tables; -1 for the largest. Raises Refused."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refused(Refusal.EMPTY)
    if content.startswith(b"PK"):
        return _packed(content, wanted)
    if content.startswith(_OLD_OFFICE):
        return _old_office(content, wanted)
    if _is_paper(content):
        from stalkdesk.reading.papers import read_paper

        return read_paper(content, wanted)
    if content.lstrip().startswith(b"{\\rtf"):
        raise Refused(Refusal.OLD_WORD)
    if content.startswith(_PICTURES) or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith(
        (b"<html", b"<!doc", b"<?xml")
    ):
        raise Refused(Refusal.UNKNOWN_KIND)
    from stalkdesk.reading.lines import read_text

    return read_text(content)


def _is_paper(content: bytes) -> bool:
    return b"%PDF-" in content[:1024]


def _packed(content: bytes, wanted: int) -> LogTable:
    from stalkdesk.reading.packed import Packed, kind_of_packed

    kind, has_macros = kind_of_packed(content)
    if kind is Packed.OTHER_TEXT:
        raise Refused(Refusal.OLD_WORD)
    if kind is Packed.SHEET:
        from stalkdesk.reading.sheets import read_sheets

        return replace(read_sheets(content, wanted), has_macros=has_macros)
    from stalkdesk.reading.word import read_word

    return replace(read_word(content, wanted), has_macros=has_macros)


def _old_office(content: bytes, wanted: int) -> LogTable:
    """An older Excel is read; an older Word is not; a newer one that lies in here is locked."""
    if _named("EncryptedPackage") in content:
        raise Refused(Refusal.ENCRYPTED)
    if _named("WordDocument") in content:
        raise Refused(Refusal.OLD_WORD)
    if not any(_named(name) in content for name in ("Workbook", "Book")):
        raise Refused(Refusal.UNKNOWN_KIND)
    from stalkdesk.reading.sheets import read_sheets

    found = read_sheets(content, wanted)
    return replace(found, has_macros=_named("_VBA_PROJECT") in content)


def _named(name: str) -> bytes:
    return name.encode("utf-16-le")
