"""What was copied out of the program is not left in the clipboard when the desk is locked; what others put there is.

The same goes for the selection of X11, which holds whatever was marked last, and for the search word of macOS. The platform's
own word for whose the content is (`ownsClipboard`) is not kept everywhere, so a fingerprint is taken of whatever is put there
while one of our fields has the focus. Clipboard histories of the desktop are beyond our reach (docs/threat-model.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not for a cycle: the first window copies nothing
    from PySide6.QtGui import QClipboard

_ours: dict[QClipboard.Mode, str] = {}
_is_watching = False


def watch() -> None:
    """From now on notes what is copied or marked here. Watching twice is harmless."""
    global _is_watching
    if not _is_watching:
        _clipboard().changed.connect(_on_changed)
        _is_watching = True


def empty_what_is_ours() -> None:
    """Empties the clipboard when what it holds came from here, and the selection likewise."""
    clipboard = _clipboard()
    for mode, owns in _modes(clipboard):
        ours = _ours.pop(mode, "")
        if owns or (ours and _fingerprint(clipboard, mode) == ours):
            clipboard.clear(mode)


def _modes(clipboard: QClipboard) -> list[tuple[QClipboard.Mode, bool]]:
    """The places that this platform has, and whether it says that what is there is ours."""
    modes = [(clipboard.Mode.Clipboard, clipboard.ownsClipboard())]
    if clipboard.supportsSelection():
        modes.append((clipboard.Mode.Selection, clipboard.ownsSelection()))
    if clipboard.supportsFindBuffer():
        modes.append((clipboard.Mode.FindBuffer, clipboard.ownsFindBuffer()))
    return modes


def _on_changed(mode: QClipboard.Mode) -> None:
    from PySide6.QtGui import QGuiApplication

    _ours[mode] = _fingerprint(_clipboard(), mode) if QGuiApplication.focusObject() is not None else ""


def _fingerprint(clipboard: QClipboard, mode: QClipboard.Mode) -> str:
    """Of the text, without keeping it; empty for none."""
    from hashlib import sha256

    text = clipboard.text(mode)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def _clipboard() -> QClipboard:
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.clipboard()
