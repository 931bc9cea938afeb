"""One attachment on the screen, from memory: no file is made, nothing can be copied out of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from stalkdesk.casework.attachments import Attachment
from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary
from stalkdesk.ui.cases.attachment_view_pages import Shown
from stalkdesk.ui.cases.attachment_words import hash_shown, name_shown, size_word
from stalkdesk.ui.labels import heading, muted


class AttachmentView(QWidget):
    """`left`: back to the list; `page_wanted(int)`: another page of a PDF, from 0."""

    left = Signal()
    page_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._page = 0
        self._heading, self._facts = heading("", "attachment_heading"), muted("", "attachment_facts")
        self._text = QPlainTextEdit()
        self._text.setObjectName("attachment_text")
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._picture = _Picture()
        self._what = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(6)
        column.addLayout(self._made_top())
        column.addWidget(self._heading)
        column.addWidget(self._facts)
        column.addLayout(self._what, 1)
        for part in (self._picture, self._text):  # not before it has a parent: the first would flash as a window
            self._what.addWidget(part)

    def _made_top(self) -> QHBoxLayout:
        self._back = secondary(tr("Tilbage"), "close_attachment", "arrow-left")
        self._back.clicked.connect(self.left)
        self._before = secondary(tr("Forrige side"), "attachment_page_before", "chevron-left")
        self._after = secondary(tr("Næste side"), "attachment_page_after", "chevron-right")
        self._before.clicked.connect(lambda: self.page_wanted.emit(self._page - 1))
        self._after.clicked.connect(lambda: self.page_wanted.emit(self._page + 1))
        self._pages = muted("", "attachment_pages")
        self._pages.setWordWrap(False)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._back)
        top.addStretch(1)
        for part in (self._pages, self._before, self._after):
            top.addWidget(part)
        return top

    def show_attachment(self, one: Attachment, what: Shown) -> None:
        """Puts it on the screen."""
        self._page = what.page
        self._heading.setText(tr("Bilag {number}: {name}", number=one.number, name=name_shown(one)))
        facts = tr("{size} · kontrolleret ved åbningen: SHA-256 {hash}", size=size_word(one.size), hash=hash_shown(one))
        self._facts.setText(facts if not what.is_cut else tr("{facts} · kun begyndelsen vises", facts=facts))
        for button in (self._before, self._after):
            button.setVisible(what.pages > 1)
        self._before.setEnabled(what.page > 0)
        self._after.setEnabled(what.page + 1 < what.pages)
        self._pages.setText(tr("Side {page} af {pages}", page=what.page + 1, pages=what.pages) if what.pages > 1 else "")
        if what.picture is None:
            self._text.setAccessibleName(tr("Tekst i bilag {number}", number=one.number))
            self._text.setPlainText(what.text)
            self._what.setCurrentWidget(self._text)
        else:
            self._picture.show_picture(QPixmap.fromImage(what.picture), one.number)
            self._what.setCurrentWidget(self._picture)

    def take_focus(self) -> None:
        """Enter goes back."""
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Lets go of what was shown."""
        self._text.clear()
        self._picture.show_picture(QPixmap(), 0)
        self._heading.setText("")
        self._facts.setText("")


class _Picture(QScrollArea):
    """A picture as wide as there is room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("attachment_picture")
        self.setWidgetResizable(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # so that the picture does not jump
        self._drawn = QPixmap()
        self._label = QLabel()
        self.setWidget(self._label)

    def show_picture(self, drawn: QPixmap, number: int) -> None:
        """Replaces the picture."""
        self._drawn = drawn
        self.setAccessibleName(tr("Billede i bilag {number}", number=number))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture follows the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._drawn.isNull():
            self._label.clear()
            return
        width = max(1, min(self._drawn.width(), self.viewport().width() - 2))
        mode = Qt.TransformationMode.SmoothTransformation
        self._label.setPixmap(self._drawn if width == self._drawn.width() else self._drawn.scaledToWidth(width, mode))
        self._label.adjustSize()
