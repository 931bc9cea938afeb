"""Which file, which folder: the only place where a dialog asks for one.

The dialogs are Qt's own, since those of the systems put what was chosen among the recent files; and what Qt's own would
remember is not kept (docs/store.md 14).
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

_OWN = QFileDialog.Option.DontUseNativeDialog
_ONLY_FOLDERS = QFileDialog.Option.ShowDirsOnly


def chosen_file(parent: QWidget, asks: str) -> Path | None:
    """The file a person chooses; None when she changed her mind."""
    remember_nothing()
    name, _ = QFileDialog.getOpenFileName(parent, asks, str(Path.home()), "", "", _OWN)
    forget_folders()
    return Path(name) if name else None


def chosen_folder(parent: QWidget, asks: str, start: str = "") -> Path | None:
    """The folder a person chooses; None when she changed her mind."""
    remember_nothing()
    name = QFileDialog.getExistingDirectory(parent, asks, start, _OWN | _ONLY_FOLDERS)
    forget_folders()
    return Path(name) if name else None


def chosen_target(parent: QWidget, asks: str, proposed: str, kinds: str) -> Path | None:
    """The file that shall be written; None when she changed her mind."""
    remember_nothing()
    name, _ = QFileDialog.getSaveFileName(parent, asks, proposed, kinds, "", _OWN)
    forget_folders()
    return Path(name) if name else None


def remember_nothing() -> None:
    """Qt's dialogs find no place to write down what they have shown. Windows and macOS know no such way: `forget_folders`."""
    if os.name == "posix":
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def forget_folders() -> None:
    """Takes away which folders Qt's own dialog has shown, where it could write them down all the same."""
    QSettings(QSettings.Scope.UserScope, "QtProject").remove("FileDialog")
