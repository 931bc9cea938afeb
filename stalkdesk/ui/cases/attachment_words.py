"""What is said of an attachment: its name, its kind, its size, its hash."""

from __future__ import annotations

from stalkdesk.casework.attachments import Attachment, AttachmentKind, AttachmentState
from stalkdesk.language import tr


def name_shown(one: Attachment) -> str:
    """The name; of one that is behind the door of compartment B, or erased, what it is instead."""
    if one.state is AttachmentState.ERASED:
        return tr("Slettet: {why}", why=one.why)
    return one.name or tr("Beskyttet bilag (B)")


def kind_word(one: Attachment) -> str:
    """What kind of file it is; a dash where that is not told."""
    if not one.is_readable:
        return "–"
    words = {
        AttachmentKind.PNG: tr("billede"),
        AttachmentKind.JPEG: tr("billede"),
        AttachmentKind.PDF: "PDF",
        AttachmentKind.TEXT: tr("tekst"),
        AttachmentKind.OTHER: tr("anden fil"),
    }
    return words[one.kind]


def size_word(size: int) -> str:
    """The size in a unit one can picture."""
    if size < 1000:
        return tr("{count} byte", count=size)
    if size < 1_000_000:
        return tr("{count} kB", count=round(size / 1000))
    return tr("{count} MB", count=f"{size / 1_000_000:.1f}".replace(".", ","))


def hash_shown(one: Attachment) -> str:
    """The hash in groups, so that two people can read it to one another."""
    return " ".join(one.sha256[place : place + 8] for place in range(0, len(one.sha256), 8))
