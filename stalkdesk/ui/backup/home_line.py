"""On the supervisor's front page: when the last backup was made, and what to do when it is too old."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.backups import BackupStatus, Restored
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.backup.words import last_sentence, restored_sentence, warning
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted


class BackupLine(QWidget):
    """Emits `settings_asked`."""

    settings_asked = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("backup_line")
        self._desk, self._background = desk, background
        self._banner, self._restored = Banner("home_backup"), Banner("home_restored")
        self._says = muted("", "home_backup_last")
        self._way = quiet(tr("Sikker&hedskopi …"), "home_to_backup", "shield-check")
        self._way.clicked.connect(self.settings_asked)
        row = QHBoxLayout()
        row.addWidget(self._says, 1)
        row.addWidget(self._way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._restored)
        column.addWidget(self._banner)
        column.addLayout(row)
        self.hide()

    def refresh(self) -> None:
        """Asks how it stands; looks into each place, so a slow one holds up nobody but the worker."""
        drawer = self._desk.open_drawer()
        self._background.run(drawer.backups.status, self._on_status, lambda _: None)

    def _on_status(self, status: BackupStatus) -> None:
        self._banner.clear()
        trouble = warning(status)
        self._say_restored(status.restored)
        if not status.places and (self._desk.is_demo or not status.has_cases):
            self.setVisible(status.restored is not None)
            self._says.setText("")
            return
        if trouble:
            self._banner.say(Tone.WARN, trouble, tr("Sikkerhedskopi"))
        is_due = status.drill_is_due and not trouble
        drill = tr("Det er tid at øve en genskabelse: under Indstillinger, Sikkerhedskopi.") if is_due else ""
        self._says.setText("" if trouble else f"{last_sentence(status)} {drill}".strip())
        self.show()

    def _say_restored(self, restored: Restored | None) -> None:
        self._restored.clear()
        if restored is not None:
            self._restored.say(Tone.NOTE, restored_sentence(restored), tr("Hentet fra sikkerhedskopi"))
