"""The unit and its letterhead."""

from __future__ import annotations

from PySide6.QtCore import Qt

from stalkdesk.casework.officers import Unit
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.unit_form import UnitForm


class UnitPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("unit_part", desk, background)
        self.form = UnitForm()
        keep = primary(tr("&Gem enheden"), "unit_keep", "save")
        keep.clicked.connect(self.keep)
        self.column.addWidget(self.form)
        self.column.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Reads the unit again."""
        self.background.run(self.desk.open_drawer().unit, self._on_unit, self.say_failed)

    def _on_unit(self, unit: Unit) -> None:
        self.form.show_unit(unit, is_authority_fixed=True)

    def keep(self) -> None:
        """Keeps what was typed, or complains by the field."""
        unit, drawer = self.form.unit(), self.desk.open_drawer()
        if unit is not None:
            self.act(lambda: drawer.keep_unit(unit), tr("Enheden er gemt. Nye ark får det nye brevhoved."))
