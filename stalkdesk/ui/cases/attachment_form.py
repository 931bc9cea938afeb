"""What is asked of a file before it is taken in: whether it may be, what it is, and in which compartment it belongs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLineEdit, QRadioButton

from stalkdesk.casework.attachments import MOST_SAID, NewAttachment, safe_name
from stalkdesk.intake.checklist import Checklist, Compartment
from stalkdesk.language import tr
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.labels import heading, label

SEXUAL_IMAGES = "sexual_images"


class AttachmentForm(Card):
    """`wanted(NewAttachment)`: take it in; `left`: not this one."""

    wanted = Signal(object)
    left = Signal()

    def __init__(self, checklist: Checklist) -> None:
        super().__init__("attachment_form")
        self._path: Path | None = None
        question = next((one for one in checklist.questions() if one.id == SEXUAL_IMAGES), None)
        self._refusal = " ".join(part for part in (question.why, question.how) if part) if question else ""
        self._banner = Banner("attachment_form_banner")
        self._heading = heading("", "attachment_file")
        self._said = QLineEdit()
        self._said.setObjectName("attachment_said")
        self._said.setMaxLength(MOST_SAID)
        self._said.setAccessibleName(tr("Hvad er det? (valgfrit)"))
        self._said.setPlaceholderText(tr("fx skærmbillede af beskeder, 12-11-2026"))
        self._is_protected = QCheckBox(tr("Beskyttet (B): den røber adresse, telefon, skole eller planer"))
        self._is_protected.setObjectName("attachment_protected")
        self._no, self._yes = QRadioButton(tr("Nej")), QRadioButton(tr("Ja"))
        self._group = QButtonGroup(self)
        for name, choice in (("attachment_clean", self._no), ("attachment_sexual", self._yes)):
            choice.setObjectName(name)
            self._group.addButton(choice)
        self._keep = primary(tr("Tag filen ind"), "take_attachment", "save")
        self._fill()
        self._group.buttonToggled.connect(lambda *_: self._on_answered())
        self._keep.clicked.connect(self._on_keep)

    def _fill(self) -> None:
        away = secondary(tr("Fortryd"), "leave_attachment", "x")
        away.clicked.connect(self.left)
        asked = tr("Er der seksuelle billeder eller film i filen?")
        answers, buttons = QHBoxLayout(), QHBoxLayout()
        for choice in (self._no, self._yes):
            choice.setAccessibleName(f"{asked} {choice.text()}")
            answers.addWidget(choice)
        answers.addStretch(1)
        buttons.addWidget(self._keep)
        buttons.addWidget(away)
        buttons.addStretch(1)
        said = label(tr("Hvad er det? (valgfrit)"), "strong")
        said.setBuddy(self._said)
        for part in (
            self._heading,
            label(asked, "strong"),
            answers,
            self._banner,
            said,
            self._said,
            self._is_protected,
            buttons,
        ):
            self.body.addLayout(part) if isinstance(part, QHBoxLayout) else self.body.addWidget(part)

    def ask_about(self, path: Path) -> None:
        """Begins with a file that was chosen."""
        self._path = path
        self._heading.setText(safe_name(path.name))
        self._said.clear()
        self._is_protected.setChecked(False)
        self._group.setExclusive(False)
        for choice in (self._no, self._yes):
            choice.setChecked(False)
        self._group.setExclusive(True)
        self._on_answered()
        self._no.setFocus()

    def escape(self) -> None:
        """Leaves it; something that is typed is not thrown away by a key."""
        if self._said.text().strip():
            self._banner.say(Tone.NOTE, tr("Du har skrevet noget. Tryk »Fortryd«, hvis det skal væk."))
        else:
            self.left.emit()

    def _on_answered(self) -> None:
        self._keep.setEnabled(self._no.isChecked())
        self._banner.clear()
        if self._yes.isChecked():
            self._banner.say(Tone.WARN, tr("Filen tages ikke ind. Tjeklisten siger om det: {why}", why=self._refusal))

    def _on_keep(self) -> None:
        if self._path is None or not self._no.isChecked():
            return
        compartment = Compartment.PROTECTED if self._is_protected.isChecked() else Compartment.FACTS
        self.wanted.emit(NewAttachment(self._path, self._path.name, compartment, self._said.text()))
