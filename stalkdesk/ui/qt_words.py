"""Qt's own words (file and print dialogs) in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from stalkdesk.language import spoken


class _Spoken:
    """Held here, because Qt only borrows a translator."""

    translator: QTranslator | None = None


def speak_qt(application: QCoreApplication) -> bool:
    """Takes the words of the language that is spoken now, in place of those before. Gives whether Qt has any for it."""
    if _Spoken.translator is not None:
        application.removeTranslator(_Spoken.translator)
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    is_there = translator.load(f"qtbase_{spoken().value}", folder)
    _Spoken.translator = translator if is_there else None
    return is_there and application.installTranslator(translator)
