"""Old and new side by side. What is gone is struck through and stands in [ ], what is new is underlined and stands in « »:
never colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from stalkdesk.casework.content_changes import ChangeKind, Proposal
from stalkdesk.guidance.proposing import Mark, differences
from stalkdesk.language import tr
from stalkdesk.ui.content.words import lines_said
from stalkdesk.ui.labels import heading

_MARGIN = 10


class Comparison(QWidget):
    """Two columns of text."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("comparison")
        self.before = _made_side("comparison_before", tr("Sådan er det nu"))
        self.after = _made_side("comparison_after", tr("Sådan bliver det"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        for said, side in ((tr("Før"), self.before), (tr("Efter"), self.after)):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(heading(said))
            column.addWidget(side, 1)
            row.addLayout(column, 1)

    def show_proposal(self, proposal: Proposal) -> None:
        """Writes both texts, field by field."""
        self.clear()
        before, after = lines_said(proposal.kind, proposal.before), lines_said(proposal.kind, proposal.value)
        for name in dict.fromkeys((*before, *after)):
            old, new = before.get(name, ""), after.get(name, "")
            if not old and not new:
                continue
            marked = differences(old, new) if proposal.kind is not ChangeKind.CONTACTS else _whole(old, new)
            _write(self.before, name, [one for one in marked if one[0] is not Mark.NEW])
            _write(self.after, name, [one for one in marked if one[0] is not Mark.GONE])
        for side in (self.before, self.after):
            side.moveCursor(side.textCursor().MoveOperation.Start)

    def clear(self) -> None:
        """Shows nothing."""
        self.before.clear()
        self.after.clear()


def _whole(old: str, new: str) -> tuple[tuple[Mark, str], ...]:
    """A line that is another person is another as a whole."""
    if old == new:
        return ((Mark.SAME, old),)
    return tuple((mark, text) for mark, text in ((Mark.GONE, old), (Mark.NEW, new)) if text)


def _made_side(name: str, says: str) -> QTextEdit:
    side = QTextEdit()
    side.setObjectName(name)
    side.setAccessibleName(says)
    side.setReadOnly(True)
    side.setTabChangesFocus(True)
    side.document().setDocumentMargin(_MARGIN)
    return side


def _write(side: QTextEdit, name: str, pieces: Sequence[tuple[Mark, str]]) -> None:
    cursor = side.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    if not side.document().isEmpty():
        cursor.insertText("\n\n", _format(Mark.SAME))
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    cursor.insertText(f"{name}\n", strong)
    for mark, text in pieces:
        cursor.insertText(_in_marks(mark, text), _format(mark))


def _in_marks(mark: Mark, text: str) -> str:
    """The marks stand at the words, not at the blanks around them."""
    bare = text.strip(" \n")
    if not bare:
        return text
    blank, _, after = text.partition(bare)
    return {Mark.SAME: text, Mark.GONE: f"{blank}[{bare}]{after}", Mark.NEW: f"{blank}«{bare}»{after}"}[mark]


def _format(mark: Mark) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontStrikeOut(mark is Mark.GONE)
    made.setFontUnderline(mark is Mark.NEW)
    made.setFontWeight(QFont.Weight.Bold if mark is Mark.NEW else QFont.Weight.Normal)
    return made
