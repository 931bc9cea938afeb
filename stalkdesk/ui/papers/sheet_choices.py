"""Which sheets, in which language, beside which other, with how large letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.guidance.carrying import MAIN_SHEET, wants_neutral
from stalkdesk.guidance.sheets import GuidanceSheet
from stalkdesk.intake.answers import Answer
from stalkdesk.language import SOURCE_LANGUAGE, Language, tr
from stalkdesk.ui.buttons import quiet
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.papers.making import Offer
from stalkdesk.ui.papers.words import language_choice, translation_said


class LanguageBox(QComboBox):
    """The languages of the paper, each by its own name, with a mark on those that no translator has reviewed."""

    def __init__(self, name: str, says: str, nothing: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._nothing = nothing
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        self.show_reviewed(frozenset())

    def show_reviewed(self, unreviewed: frozenset[Language]) -> None:
        """Writes the languages anew; the one that is chosen stays."""
        chosen, was_blocked = self.chosen, self.blockSignals(True)
        self.clear()
        if self._nothing:
            self.addItem(self._nothing, "")
        for language in Language:
            self.addItem(language_choice(language, language not in unreviewed), language.value)
        self.choose(chosen)
        self.blockSignals(was_blocked)

    @property
    def chosen(self) -> Language | None:
        """The language; None for nothing."""
        code = self.currentData()
        return Language(code) if code else None

    def choose(self, language: Language | None) -> None:
        """Chooses a language, or nothing."""
        self.setCurrentIndex(max(self.findData(language.value if language is not None else ""), 0))


class _Tick(QCheckBox):
    """A sheet that can be ticked. `looked_at`: somebody wants to know why it is offered (keyboard, pointer or F1)."""

    looked_at = Signal()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer is over it."""
        super().enterEvent(event)
        self.looked_at.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is on it."""
        super().focusInEvent(event)
        self.looked_at.emit()

    def event(self, event: QEvent) -> bool:
        """F1 asks about this sheet, not for the handbook."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            event.accept()
            self.looked_at.emit()
            return True
        return super().event(event)


class SheetChoices(QWidget):
    """`changed`: another language, other letters, or other ticks; `shown(sheet id)`: one is to be seen."""

    changed = Signal()
    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ticks: dict[str, _Tick] = {}
        self._why_of: dict[str, str] = {}
        self.language = LanguageBox("sheet_language", tr("Arkets sprog"))
        self.beside = LanguageBox("sheet_beside", tr("Et sprog mere, ved siden af"), tr("Intet ved siden af"))
        self.neutral = QCheckBox(tr("Neutral overskrift"))
        self.neutral.setObjectName("neutral_heading")
        self.neutral.setToolTip(tr("Arket røber ikke, hvad det handler om, hvis en anden finder det."))
        self.large = QCheckBox(tr("Stor skrift"))
        self.large.setObjectName("large_print")
        self._translated = label("", "strong", "translation_says")
        self._why = muted("", "why_offered")
        self._why.setMinimumHeight(2 * self._why.fontMetrics().lineSpacing())
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._lay_out()
        for box in (self.language, self.beside):
            box.currentIndexChanged.connect(self._on_changed)
        for tick in (self.neutral, self.large):
            tick.toggled.connect(self._on_changed)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for words, box in ((tr("Sprog på papiret"), self.language), (tr("Ved siden af"), self.beside)):
            said = label(words, "strong")
            said.setBuddy(box)
            column.addWidget(said)
            column.addWidget(box)
        column.addWidget(self._translated)
        letters = QHBoxLayout()
        letters.addWidget(self.large)
        letters.addWidget(self.neutral)
        letters.addStretch(1)
        column.addLayout(letters)
        column.addWidget(label(tr("Hvilke ark?"), "strong"))
        column.addLayout(self._list)
        column.addWidget(self._why)
        self._translated.hide()

    # -- what is offered -------------------------------------------------------------------------------------------------
    def offer(self, offer: Offer) -> None:
        """Shows what a case calls for, ticked, in the language that the intake says."""
        self._why_of = {sheet.id: f"{sheet.purpose} {tr('Tilbydes:')} {offer.why[sheet.id]}" for sheet in offer.shelf}
        for box in (self.language, self.beside):
            box.show_reviewed(offer.unreviewed)
        blocked = (self.language, self.beside, self.neutral, self.large)
        for control in blocked:
            control.blockSignals(True)
        self.language.choose(spoken_by(offer.case.answers))
        self.beside.choose(None)
        self.neutral.setChecked(wants_neutral(offer.case.answers))
        self.large.setChecked(False)
        for control in blocked:
            control.blockSignals(False)
        self._fill(offer.shelf, offer.called_for)

    def _fill(self, shelf: Sequence[GuidanceSheet], called_for: frozenset[str]) -> None:
        self.clear()
        for sheet in sorted(shelf, key=lambda sheet: (sheet.id not in called_for, sheet.id != MAIN_SHEET)):
            tick = _Tick(sheet.title)
            tick.setObjectName(f"sheet_{sheet.id}")
            tick.setToolTip(self._why_of[sheet.id])
            tick.setAccessibleDescription(self._why_of[sheet.id])
            tick.setChecked(sheet.id in called_for)
            tick.toggled.connect(lambda is_on, sheet_id=sheet.id: self._on_ticked(sheet_id, is_on))
            tick.looked_at.connect(lambda sheet_id=sheet.id: self._why.setText(self._why_of.get(sheet_id, "")))
            self._ticks[sheet.id] = tick
            self._list.addWidget(_row(tick, self._look(sheet)))

    def _look(self, sheet: GuidanceSheet) -> QWidget:
        look = quiet("", f"show_{sheet.id}", "eye")
        look.setAccessibleName(tr("Vis {sheet}", sheet=sheet.title))
        look.setToolTip(tr("Vis {sheet}", sheet=sheet.title))
        look.clicked.connect(lambda _=False, sheet_id=sheet.id: self.shown.emit(sheet_id))
        return look

    def clear(self) -> None:
        """Nothing is offered."""
        while (old := self._list.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self._ticks.clear()
        self._why.setText("")

    # -- what is chosen --------------------------------------------------------------------------------------------------
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is ticked, in the order of the list."""
        return tuple(sheet_id for sheet_id, tick in self._ticks.items() if tick.isChecked())

    def chosen_language(self) -> Language:
        """The language of the paper."""
        return self.language.chosen or SOURCE_LANGUAGE

    def say_translation(self, sheets: tuple[GuidanceSheet, ...]) -> None:
        """What must be known of these translations."""
        sentence = translation_said(sheets)
        self._translated.setText(sentence)
        self._translated.setVisible(bool(sentence))

    def allow(self, has_ticks: bool, has_letters: bool, has_neutral: bool) -> None:
        """What can be chosen the way that was agreed; a card has nothing to choose but its language."""
        for tick in self._ticks.values():
            tick.setEnabled(has_ticks)
        self.large.setEnabled(has_letters)
        self.beside.setEnabled(has_letters)
        self.neutral.setEnabled(has_neutral)

    def _on_ticked(self, sheet_id: str, is_on: bool) -> None:
        if is_on:
            self.shown.emit(sheet_id)
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()


def _row(tick: QWidget, look: QWidget) -> QWidget:
    row = QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(tick, 1)
    inside.addWidget(look)
    return row


def spoken_by(answers: Mapping[str, Answer]) -> Language:
    """The language the sheets are offered in: as the intake says when it is one we have, else Danish."""
    answer = answers.get("sheet_language")
    try:
        return Language(str(answer.value)) if answer is not None else SOURCE_LANGUAGE
    except ValueError:
        return SOURCE_LANGUAGE
