"""The log of a case with 1,000 incidents against one with 10: adding them in one act, opening the case, paging through."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, side_by_side
from benchmarks.stores import made, unlocked
from stalkdesk import app
from stalkdesk.casework.additions import Addition, Incident, weighing_with
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.casework.log.incident_log import ACTS_OF, Channel, LoggedIncident
from stalkdesk.casework.log.pattern import pattern_of_case
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.intake.answers import DateValue
from stalkdesk.intake.findings import Urgency
from stalkdesk.intake.windows import DEFAULTS
from stalkdesk.language import SOURCE_LANGUAGE

MANY, FEW = 1_000, 10
ROUNDS = 10
MOST_SECONDS = 1.0
GOAL_OPEN = 20.0
GOAL_PAGE = 2.0


def _incidents(count: int) -> tuple[Incident, ...]:
    channels, first = tuple(Channel)[:-1], date(2024, 1, 1)
    return tuple(
        Incident(
            DateValue((first + timedelta(days=number)).isoformat()),
            ACTS_OF[channels[number % len(channels)]],
            f"Ringede på og ventede ved indgangen. Nummer {number}.",
            log=LoggedIncident("14:30", channels[number % len(channels)], "Indgangen", "En nabo", (number % 7 + 1,)),
        )
        for number in range(count)
    )


def figures(folder: Path) -> Iterator[Figure]:
    """Both cases in one store, each with its incidents in one addition."""
    with unlocked(made(folder / "store", cases=4)) as drawer:
        many, few = (line.reference for line in drawer.cases(limit=2))
        checklist, rules = app.library().checklist(SOURCE_LANGUAGE, ""), app.library().rules(SOURCE_LANGUAGE)
        profile = drawer.unit().authority.value
        weighing = weighing_with(checklist, DEFAULTS, rules.version, datetime.now(UTC).date(), profile)
        seconds = {}
        for reference, count in ((many, MANY), (few, FEW)):
            began = time.perf_counter()
            drawer.add_to_case(reference, Addition("Log", _incidents(count)), weighing, Confirmation(Urgency.ACUTE))
            seconds[count] = time.perf_counter() - began
        told = f"{seconds[FEW] * 1000:.0f} ms for {FEW}"
        yield Figure(f"{MANY} incidents added in one act", "a few seconds", seconds[MANY], "s", 3.0, told)
        yield from _opening(drawer, many, few)
        yield _paging(drawer, many, few)


def _opening(drawer: OpenDrawer, many: str, few: str) -> Iterator[Figure]:
    def open_case(reference: str) -> None:
        pattern_of_case(drawer.case(reference))

    ours, bare = side_by_side(lambda: open_case(many), lambda: open_case(few), ROUNDS)
    told = f"{ours * 1000:.0f} ms against {bare * 1000:.0f} ms"
    yield Figure(f"a case with {MANY} incidents read, with its pattern", f"with {FEW}", ours / bare, "×", GOAL_OPEN, told)
    yield Figure(f"a case with {MANY} incidents read, with its pattern", "a second", ours, "s", MOST_SECONDS, told)


def _paging(drawer: OpenDrawer, many: str, few: str) -> Figure:
    """One page of the list painted after the other, in a window that nobody sees."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QTableView

    import stalkdesk.ui  # noqa: F401 - before Qt
    from stalkdesk.ui.cases.incident_rows import log_rows
    from stalkdesk.ui.cases.incident_table import IncidentTable, log_view

    application = QApplication.instance() or QApplication([])
    checklist = app.library().checklist(SOURCE_LANGUAGE, "")

    def shown(reference: str) -> QTableView:
        table = IncidentTable()
        view = log_view(table)
        table.setParent(view)
        view.resize(760, 320)
        table.show_rows(log_rows(drawer.case(reference), checklist))
        view.show()
        application.processEvents()
        return view

    views = {reference: shown(reference) for reference in (many, few)}

    def page(view: QTableView) -> None:
        bar = view.verticalScrollBar()
        bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + bar.pageStep())
        view.viewport().repaint()

    ours, bare = side_by_side(lambda: page(views[many]), lambda: page(views[few]), 60)
    told = f"{ours * 1000:.1f} ms against {bare * 1000:.1f} ms"
    return Figure(f"one page of {MANY} incidents painted", f"of {FEW}", ours / bare, "×", GOAL_PAGE, told)
