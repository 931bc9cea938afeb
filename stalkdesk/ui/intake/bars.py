"""The dark bar at the top (case, saved when, 112) and the bar of buttons at the foot."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import button, danger, primary, secondary
from stalkdesk.ui.intake.times import clock


class HeaderBar(QFrame):
    """Says which case it is and when it was last saved. The time is only ever one that the drawer returned."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intakeHeader")
        self.setProperty("role", "bar")
        self.setFixedHeight(58)
        brand = self._said("", "brand", "brand")
        brand.setText("StalkDesk")
        self._case = self._said("", "bar", "caseLine")
        self._saved_icon = QLabel()
        self._saved_icon.setObjectName("savedIcon")
        self._saved = self._said("", "bar", "savedLine")
        self.lock_button = button("", "lockButton", "bar-button", "lock")
        self.lock_button.setAccessibleName(tr("Lås skranken (Ctrl+L)"))
        self.lock_button.setToolTip(tr("Lås skranken (Ctrl+L)"))
        self.lock_button.setIcon(icons.icon("lock", "bar_text"))
        self.emergency_button = danger(tr("Akut fare (F9)"), "emergencyButton", "siren")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 20, 8)
        row.setSpacing(14)
        row.addWidget(brand)
        row.addWidget(self._case, 1)
        saved = QHBoxLayout()
        saved.setSpacing(6)
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved)
        row.addLayout(saved)
        row.addWidget(self.lock_button)
        row.addWidget(self.emergency_button)

    @staticmethod
    def _said(text: str, role: str, name: str) -> QLabel:
        made = QLabel(text)
        made.setProperty("role", role)
        made.setObjectName(name)
        return made

    def show_case(self, reference: str, *, is_new: bool) -> None:
        """Names the case."""
        self._case.setText(
            tr("Ny sag · {reference}", reference=reference) if is_new else tr("Kladde · {reference}", reference=reference)
        )

    def show_filed(self, reference: str) -> None:
        """Names the case: it is a draft no longer."""
        self._case.setText(tr("Sag · {reference}", reference=reference))

    def show_saved(self, at: datetime) -> None:
        """Shows the time that the drawer returned."""
        self._saved_icon.setPixmap(icons.pixmap("check", "bar_text", 18))
        self._saved.setText(tr("Gemt kl. {time}", time=clock(at)))

    def show_unsaved(self) -> None:
        """Shows that something waits to be saved."""
        self._saved_icon.setPixmap(icons.pixmap("triangle-alert", "bar_text", 18))
        self._saved.setText(tr("Ikke gemt endnu"))
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._saved.text()))

    def show_nothing(self) -> None:
        """Before the first answer there is nothing to say."""
        self._saved_icon.clear()
        self._saved.setText("")


class FootBar(QFrame):
    """Save and close at the left, back and on at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intakeFoot")
        self.setProperty("role", "foot")
        self.close_button = secondary(tr("Gem og luk (Ctrl+S)"), "closeButton", "save")
        self.back_button = secondary(tr("Tilbage (Alt+←)"), "backButton")
        self.next_button = primary(tr("Næste (Alt+→)"), "nextButton")
        self.file_button = primary(tr("Opret sagen"), "fileButton", "check")
        for made in (self.close_button, self.back_button, self.next_button, self.file_button):
            made.setAutoDefault(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addWidget(self.close_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        row.addWidget(self.file_button)
        self.show_asking()

    def show_asking(self) -> None:
        """While a question is on the screen."""
        self.next_button.show()
        self.file_button.hide()

    def show_closing(self) -> None:
        """While the result is on the screen."""
        self.next_button.hide()
        self.file_button.show()
