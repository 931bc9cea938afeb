"""Language and appearance of this machine's screen. The language of the paper is chosen sheet by sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from stalkdesk.language import Language, speak, spoken, tr
from stalkdesk.ui import theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.qt_words import speak_qt
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.start import APPEARANCE, prefers_dark

LANGUAGE = "language"
_FIELD_WIDTH = 320


class AppearancePart(Part):
    """For everyone. Emits `look_changed` when the screen must be made anew."""

    look_changed = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("appearance_part", desk, background)
        form = Form("appearance_form")
        self._language = form.choice(
            "screen_language",
            tr("&Skærmens sprog"),
            ((Language.DANISH.value, "Dansk"), (Language.ENGLISH.value, "English")),
            tr("Arkene kan få et andet sprog, når de printes."),
            _FIELD_WIDTH,
        )
        looks = (("", tr("Som computeren")), ("light", tr("Lyst")), ("dark", tr("Mørkt")))
        self._look = form.choice("appearance", tr("&Udseende"), looks, width=_FIELD_WIDTH)
        self._language.setCurrentIndex(self._language.findData(spoken().value))
        self._look.setCurrentIndex(max(0, self._look.findData(desk.preferences.get(APPEARANCE, ""))))
        self._language.activated.connect(self._on_language)
        self._look.activated.connect(self._on_look)
        self.column.addWidget(form)
        self.column.addStretch(1)

    def _on_language(self) -> None:
        language = Language(self._language.currentData())
        if language is spoken():
            return
        try:
            speak(language, self.desk.resources / "languages")
        except (OSError, ValueError):
            self.banner.say(Tone.DANGER, tr("Sproget kan ikke læses. Programmet skal måske installeres igen."))
            self._language.setCurrentIndex(self._language.findData(spoken().value))
            return
        speak_qt(_application())
        self._keep(LANGUAGE, language.value)

    def _on_look(self) -> None:
        chosen = str(self._look.currentData())
        if chosen == self.desk.preferences.get(APPEARANCE, ""):
            return
        self.desk.preferences[APPEARANCE] = chosen
        theme.apply(_application(), self.desk.resources, prefers_dark(self.desk.preferences))
        self._keep(APPEARANCE, chosen)

    def _keep(self, key: str, chosen: str) -> None:
        self.desk.preferences[key] = chosen
        self.desk.keep_preferences(self.desk.preferences)
        self.look_changed.emit()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
