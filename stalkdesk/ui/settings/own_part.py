"""Who is logged in, where the store lies, which version runs: for reading out on the telephone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.desk_frame import role_word
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.settings.part import Part


class OwnPart(Part):
    """For everyone."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("own_part", desk, background)
        officer = desk.open_drawer().officer
        inside = QWidget()
        lines = QFormLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(28)
        lines.setVerticalSpacing(12)
        lines.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        lines.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, says, shown in (
            ("own_name", tr("Logget ind som"), officer.full_name),
            ("own_user", tr("Brugernavn"), officer.user_name),
            ("own_initials", tr("Initialer"), officer.initials),
            ("own_role", tr("Rolle"), role_word(officer.role)),
            ("own_folder", tr("Sagsskabets mappe"), str(desk.vault.folder)),
            ("own_version", tr("Programmets udgave"), _version()),
        ):
            value = label(shown, "", name)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            says_label = muted(says)
            says_label.setWordWrap(False)
            lines.addRow(says_label, value)
        self.column.addWidget(inside)
        self.column.addStretch(1)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("stalkdesk")
    except PackageNotFoundError:
        return tr("kører fra kildekoden")
