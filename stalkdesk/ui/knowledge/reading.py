"""One page of the handbook to be read: why, how to ask, what is known, whose words, and the pages it leads to."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from stalkdesk.knowledge.handbook import Handbook
from stalkdesk.knowledge.pages import KnowledgePage, PageKind
from stalkdesk.language import tr
from stalkdesk.ui.card import rule, scrolling
from stalkdesk.ui.knowledge.page_lines import PageList, lines_of
from stalkdesk.ui.labels import label, muted

_WIDEST = 760
"""A line of text that is longer is hard to read."""


class Reading(QWidget):
    """Shows one page; scrolls when it is longer than its place. `wanted`: a page that it leads to."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("knowledge_reading")
        self._about = label("", "step", "knowledge_about")
        self._title = label("", "heading", "knowledge_title")
        self._parts = {name: (label("", "strong"), _readable(name)) for name in ("matters", "ask", "research")}
        self._late = label("", "warning", "knowledge_late")
        self._sources = muted("", "knowledge_sources")
        self._links_title = label("", "strong")
        self._links = PageList("knowledge_links", tr("Hænger sammen med"))
        self._links.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._links.wanted.connect(self.wanted)
        self._area = self._laid_out()
        self._area.viewport().installEventFilter(self)

    @property
    def links(self) -> PageList:
        """The pages that it leads to."""
        return self._links

    def _laid_out(self) -> QScrollArea:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(self._about)
        column.addWidget(self._title)
        for heading, text in self._parts.values():
            column.addSpacing(10)
            column.addWidget(heading)
            column.addWidget(text)
        column.addSpacing(12)
        column.addWidget(rule())
        column.addSpacing(6)
        column.addWidget(self._late)
        column.addWidget(self._sources)
        column.addSpacing(10)
        column.addWidget(self._links_title)
        column.addWidget(self._links)
        column.addStretch(1)
        content.setMaximumWidth(_WIDEST)
        area = scrolling(content, "knowledge_area")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        return area

    def show_page(self, handbook: Handbook, page: KnowledgePage, today: date) -> None:
        """Shows that page from its beginning."""
        is_question = page.key.kind is PageKind.QUESTION
        texts, words = page.texts, (tr("Sådan spørger du"), tr("Sådan kendes det"))
        self._about.setText(_about(page))
        self._title.setText(page.title)
        said = (tr("Hvorfor det betyder noget"), words[0] if is_question else words[1], tr("Hvad man ved"))
        for (heading, body), name, text in zip(
            self._parts.values(), said, (texts.matters, texts.ask, texts.research), strict=True
        ):
            heading.setText(name)
            body.setText(text)
        checked = texts.last_checked.strftime("%d-%m-%Y")
        names = "; ".join(source.title for source in texts.sources)
        self._sources.setText(tr("Kilder: {names}. Siden er sidst gennemgået {date}.", names=names, date=checked))
        self._late.setText(tr("Siden skulle være gennemgået igen. Sig det til den, der passer indholdet."))
        self._late.setVisible(page.is_overdue(today))
        related = handbook.related(page)
        self._links_title.setText(
            tr("Regler og kendetegn, der bruger svaret") if is_question else tr("Spørgsmål, det bygger på")
        )
        self._links.lines.show_lines(lines_of(related))
        self._links_title.setVisible(bool(related))
        self._links.setVisible(bool(related))
        self._fit_links()
        self._area.verticalScrollBar().setValue(0)
        self.setAccessibleName(page.heading)

    def say(self, sentence: str) -> None:
        """Shows one sentence instead of a page."""
        self._about.setText("")
        self._title.setText(sentence)
        for pair in (*self._parts.values(), (self._sources, self._late), (self._links_title, self._links)):
            for part in pair:
                part.setVisible(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The links take the height they need at the width there is."""
        if event.type() == QEvent.Type.Resize:
            self._fit_links()
        return super().eventFilter(watched, event)

    def _fit_links(self) -> None:
        width = min(self._area.viewport().width(), _WIDEST)
        self._links.setFixedWidth(max(width - 8, 0))
        self._links.doItemsLayout()
        rows = range(self._links.lines.rowCount())
        height = sum(self._links.visualRect(self._links.lines.index(row, 0)).height() for row in rows)
        self._links.setFixedHeight(height + 2 * self._links.frameWidth() + 2)


def _readable(name: str) -> QLabel:
    text = label("", "", f"knowledge_{name}")
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text


def _about(page: KnowledgePage) -> str:
    """What kind of page it is, in a word, with the code of a rule."""
    return {
        PageKind.QUESTION: tr("Spørgsmål"),
        PageKind.RULE: tr("Regel {code}", code=page.code),
        PageKind.FLOOR: tr("Grund {code} til mindst moderat bekymring", code=page.code),
        PageKind.ELEMENT: tr("Kendetegn {code}", code=page.code),
    }[page.key.kind]
