"""What was copied out of the program is not left in the clipboard when the desk is locked; what others put there is.

The platform's own word for whose the content is (`ownsClipboard`) is not kept everywhere, so a fingerprint is taken of whatever
is put there while one of our fields has the focus. Clipboard histories of the desktop are beyond our reach
(docs/threat-model.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not for a cycle: the first window copies nothing
    from PySide6.QtGui import QClipboard

_ours = ""
_is_watching = False


def watch() -> None:
    """From now on notes what is copied here. Watching twice is harmless."""
    global _is_watching
    from PySide6.QtGui import QGuiApplication

    if not _is_watching:
        QGuiApplication.clipboard().dataChanged.connect(_on_changed)
        _is_watching = True


def empty_what_is_ours() -> None:
    """Empties the clipboard when what it holds came from here."""
    global _ours
    from PySide6.QtGui import QGuiApplication

    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard() or (_ours and _fingerprint(clipboard) == _ours):
        clipboard.clear()
    _ours = ""


def _on_changed() -> None:
    global _ours
    from PySide6.QtGui import QGuiApplication

    _ours = _fingerprint(QGuiApplication.clipboard()) if QGuiApplication.focusObject() is not None else ""


def _fingerprint(clipboard: QClipboard) -> str:
    """Of the text, without keeping it; empty for none."""
    from hashlib import sha256

    text = clipboard.text()
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""
