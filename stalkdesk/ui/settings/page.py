"""The settings page: one tab per part. Who may not change a part does not see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from stalkdesk.casework.officers import Act
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import title
from stalkdesk.ui.settings.access_part import AccessPart
from stalkdesk.ui.settings.appearance_part import AppearancePart
from stalkdesk.ui.settings.backup_part import BackupPart
from stalkdesk.ui.settings.contacts_part import ContactsPart
from stalkdesk.ui.settings.export_part import ExportPart
from stalkdesk.ui.settings.keys_part import KeysPart
from stalkdesk.ui.settings.officers_part import OfficersPart
from stalkdesk.ui.settings.own_part import OwnPart
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.settings.rules_part import RulesPart
from stalkdesk.ui.settings.unit_part import UnitPart
from stalkdesk.ui.soundness_part import SoundnessPart


class SettingsPage(QWidget):
    """Emits `look_changed` when language or appearance is another."""

    look_changed = Signal()

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName("settings")
        officer = desk.open_drawer().officer
        self.tabs = QTabWidget()
        self.tabs.setObjectName("settings_tabs")
        self.tabs.setAccessibleName(tr("Indstillinger"))
        self.tabs.tabBar().setObjectName("settings_tab_bar")
        self.tabs.tabBar().setAccessibleName(tr("Indstillinger"))
        self._parts: list[Part] = []
        if officer.may(Act.KEEP_OFFICERS):
            self._add(OfficersPart, tr("Medarbejdere"), desk, background)
        if officer.may(Act.KEEP_UNIT):
            self._add(UnitPart, tr("Enheden"), desk, background)
            self._add(ContactsPart, tr("Kontakter"), desk, background)
            self._add(RulesPart, tr("Grænser"), desk, background)
        if officer.may(Act.KEEP_KEYS):
            self._add(KeysPart, tr("Nøgler"), desk, background)
        if officer.may(Act.KEEP_UNIT):
            self._add(BackupPart, tr("Sikkerhedskopi"), desk, background)
            self._add(SoundnessPart, tr("Kontrol"), desk, background)
        if officer.may(Act.EXPORT_ALL):
            self._add(ExportPart, tr("Alt ud"), desk, background)
        self._add(AppearancePart, tr("Sprog og udseende"), desk, background)
        self._add(AccessPart, tr("Adgang"), desk, background)
        self._add(OwnPart, tr("Om"), desk, background)
        for part in self._parts:
            if isinstance(part, AppearancePart):
                part.look_changed.connect(self.look_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 16)
        column.setSpacing(16)
        column.addWidget(title(tr("Indstillinger"), "settings_title"))
        column.addWidget(self.tabs, 1)

    def _add(self, made: Callable[[Desk, Background], Part], text: str, desk: Desk, background: Background) -> None:
        part = made(desk, background)
        self._parts.append(part)
        self.tabs.addTab(scrolling(part, f"{part.objectName()}_scroll"), text)

    def show_backups(self) -> None:
        """Goes to the part of the backups."""
        for place, part in enumerate(self._parts):
            if isinstance(part, BackupPart):
                self.tabs.setCurrentIndex(place)

    def leave(self) -> None:
        """What a part has begun and can wait, waits."""
        for part in self._parts:
            if isinstance(part, SoundnessPart):
                part.pause()
            elif isinstance(part, ExportPart):
                part.leave()

    hush = leave

    def refresh(self) -> None:
        """Reads everything again."""
        for part in self._parts:
            part.refresh()
