"""Qt's own dialogs speak the language of the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from stalkdesk.language import Language, speak
from stalkdesk.ui.qt_words import speak_qt


def test_qt_speaks_danish_and_then_english_again(look: QApplication, tmp_path: Path) -> None:
    assert speak_qt(look)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Annuller"
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Kig i:"
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "screen.json").write_text("{}", encoding="utf-8")
    speak(Language.ENGLISH, tmp_path)
    speak_qt(look)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
