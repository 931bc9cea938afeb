"""Says on the case page that an addition is begun: go on with it, or throw it away, which is asked twice."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMessageBox

from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.buttons import quiet, secondary
from stalkdesk.ui.labels import label


class BegunStrip(QFrame):
    """`resumed`: go on; `discarded`: it is to be thrown away, and that was confirmed."""

    resumed = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("begun_strip")
        self.setProperty("role", "banner-note")
        resume = secondary(tr("Fortsæt"), "resume_addition", "arrow-right")
        discard = quiet(tr("Kassér …"), "discard_addition", "x")
        resume.clicked.connect(self.resumed)
        discard.clicked.connect(self._ask)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("info", "accent"))
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addWidget(label(tr("Du er begyndt på at tilføje noget til sagen. Det er ikke gemt endnu.")), 1)
        row.addWidget(resume)
        row.addWidget(discard)
        self.hide()

    def _ask(self) -> None:
        sentence = tr("Det, du er begyndt på at tilføje, går tabt. Skal det kasseres?")
        box = QMessageBox(QMessageBox.Icon.Question, "StalkDesk", sentence, QMessageBox.StandardButton.NoButton, self)
        box.setObjectName("discard_addition_box")
        keep = box.addButton(tr("&Behold"), QMessageBox.ButtonRole.RejectRole)
        discard = box.addButton(tr("&Kassér"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(keep)
        discard.clicked.connect(self.discarded)
        box.finished.connect(box.deleteLater)
        box.open()
