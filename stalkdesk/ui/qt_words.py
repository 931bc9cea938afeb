"""Qt's own words (file and print dialogs) in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from stalkdesk.language import Language, spoken

_LEFT_IN_ENGLISH = {"&Look in:": "&Kig i:", "Files of &type:": "Filer af &type:"}
"""What Qt 6.12 has changed since its Danish was made."""


class _Danish(QTranslator):
    """Qt's Danish, and what is missing in it."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """The words, or empty where Qt has none."""
        found = super().translate(context, source, disambiguation, n)
        return found or _LEFT_IN_ENGLISH.get(source, "")


class _Spoken:
    """Held here, because Qt only borrows a translator."""

    translator: QTranslator | None = None


def speak_qt(application: QCoreApplication) -> bool:
    """Takes the words of the language that is spoken now, in place of those before. Gives whether Qt has any for it."""
    if _Spoken.translator is not None:
        application.removeTranslator(_Spoken.translator)
    translator = _Danish() if spoken() is Language.DANISH else QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    is_there = translator.load(f"qtbase_{spoken().value}", folder)
    _Spoken.translator = translator if is_there else None
    return is_there and application.installTranslator(translator)
