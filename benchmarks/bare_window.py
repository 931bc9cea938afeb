"""The baseline of the start: the least Qt program that paints a window; it leaves after the first paint."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """A window with nothing in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leaves as soon as it is painted."""
        super().paintEvent(event)
        QTimer.singleShot(0, self.close)


def main() -> int:
    """Shows the window; prints the peak of memory."""
    application = QApplication(sys.argv[:1])
    window = BareWindow()
    window.resize(1280, 800)
    window.show()
    code = application.exec()
    if "--memory" in sys.argv:
        from benchmarks.figures import peak_megabytes

        print(json.dumps({"peak": peak_megabytes()}))
    return code


if __name__ == "__main__":
    raise SystemExit(main())
