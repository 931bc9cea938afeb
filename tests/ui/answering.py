"""Answers Qt's own file dialog as a person does: goes to the folder, writes the name, presses the button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit


def answer_with(folder: Path, name: str = "") -> None:
    """Answers the next dialog that asks for a file or a folder; without a name the folder itself is chosen."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, answer)
            return
        dialog.setDirectory(str(folder))
        QApplication.processEvents()
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setText(name or str(folder))
        QDialog.accept(dialog) if not dialog.selectedFiles() else dialog.accept()

    QTimer.singleShot(0, answer)
