"""The two ways to a log of her own, beside the incidents of the case."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from stalkdesk.language import tr
from stalkdesk.ui.buttons import quiet


def asking_buttons(ask: Callable[[bool], object]) -> tuple[QPushButton, QPushButton]:
    """`ask(pastes)` is called when one is pressed."""
    file = quiet(tr("Hent log fra fil …"), "take_in_log", "download")
    text = quiet(tr("Indsæt log …"), "paste_log", "clipboard-list")
    file.setToolTip(tr("Den udsattes eget logskema: Word, PDF, regneark eller CSV."))
    text.setToolTip(tr("En tabel eller linjer med datoer, kopieret fra et andet sted."))
    file.clicked.connect(lambda: ask(False))
    text.clicked.connect(lambda: ask(True))
    return file, text
