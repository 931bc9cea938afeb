"""One process that opens a store and its list of cases; prints seconds to the first paint and megabytes as JSON."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks.figures import peak_megabytes
from benchmarks.stores import unlocked
from stalkdesk import app, places
from stalkdesk.casework.drawer import Drawer
from stalkdesk.ui import theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.list_page import CaseListPage

PATIENCE_MS = 60_000


def _first_paint(store: Path, drawer: Drawer) -> float:
    """From making the list page to its rows being painted. Raises when no row comes."""
    desk = app.desk_at(store)
    desk.drawer = drawer
    background = Background()
    before = time.perf_counter()
    page = CaseListPage(desk, background)
    page.resize(1280, 800)
    page.show()
    page.refresh()
    view = page.findChild(QTableView)
    assert isinstance(view, QTableView)
    waiting = QEventLoop()
    view.model().modelReset.connect(waiting.quit)
    view.model().rowsInserted.connect(waiting.quit)
    QTimer.singleShot(PATIENCE_MS, waiting.quit)
    waiting.exec()
    if view.model().rowCount() == 0:
        raise RuntimeError("the list stayed empty")
    page.grab()
    took = time.perf_counter() - before
    background.wait_idle()
    page.close()
    return took


def main() -> int:
    """Opens the store named on the command line."""
    store = Path(sys.argv[1])
    application = QApplication(sys.argv[:1])
    theme.apply(application, places.resources(), False)
    with unlocked(store) as drawer:
        print(json.dumps({"paint": _first_paint(store, drawer), "peak": peak_megabytes()}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
