"""The word that lies over every screen of the training twin, so that nobody takes what stands there for real."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from stalkdesk.language import tr
from stalkdesk.ui import theme

SHADE = "warn"
STRENGTH = 0.10
"""How much of the shade covers what lies under it: text keeps a contrast of 4.5:1 beneath, on every surface, light and dark."""
_LETTERS = 76
"""Pixels of height of the letters."""
_SLANT = -24.0
"""Degrees."""
_BETWEEN = (150.0, 190.0)
"""Pixels between two words of a row, and between two rows."""
_CALLS_FOR_TOP = frozenset({QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.ChildPolished, QEvent.Type.LayoutRequest})


class Watermark(QWidget):
    """Covers its parent whole, above everything in it, for as long as it lives. Catches no mouse and no key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("watermark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drawn: tuple[object, QPixmap] = (None, QPixmap())
        parent.installEventFilter(self)
        self.cover()
        self.show()

    def cover(self) -> None:
        """Lies over the whole parent, on top. Called again whenever another page was shown."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the parent's size, and stays above what is added to it; takes nothing."""
        is_own = event.type() == QEvent.Type.ChildAdded and watched is not self.parentWidget()
        if event.type() in _CALLS_FOR_TOP and not is_own:
            self.cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lays the picture of the words over what is painted anew: everything beneath comes through here with every change."""
        shade = theme.colour(SHADE)
        shade.setAlphaF(STRENGTH)
        what = (self.size().toTuple(), self.devicePixelRatioF(), shade.rgba(), self.font().key(), tr("ØVELSE"))
        if self._drawn[0] != what:
            self._drawn = (what, _drawn(self, shade))
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn[1])
        painter.end()


def _drawn(over: QWidget, shade: QColor) -> QPixmap:
    """A picture as large as `over`: the word in slanting rows, every second row set off."""
    ratio = over.devicePixelRatioF()
    picture = QPixmap(over.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.translate(QRectF(over.rect()).center())
    painter.rotate(_SLANT)
    painter.drawPath(_words(over.rect(), over.font()))
    painter.end()
    return picture


def _words(room: QRect, family: QFont) -> QPainterPath:
    """The words around the middle, far enough to fill `room` however it is turned."""
    font = QFont(family)
    font.setPixelSize(_LETTERS)
    font.setBold(True)
    word = tr("ØVELSE")
    step = QFontMetricsF(font).horizontalAdvance(word) + _BETWEEN[0]
    reach = QPointF(room.width(), room.height()).manhattanLength() / 2
    path, across, down = QPainterPath(), int(reach / step) + 1, int(reach / _BETWEEN[1]) + 1
    for row in range(-down, down + 1):
        offset = step / 2 if row % 2 else 0.0
        for place in range(-across, across + 1):
            path.addText(place * step + offset - step / 2, row * _BETWEEN[1] + _LETTERS / 3, font, word)
    return path
