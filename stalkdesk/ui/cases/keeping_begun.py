"""Keeps in the drawer, every moment, what is begun on filed cases and not saved: a program that is killed loses none of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from stalkdesk.casework.begun import Begun, BegunKind
from stalkdesk.casework.officers import Act
from stalkdesk.errors import CaseUnknown, DeskError
from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.begun_addition import BegunAddition
from stalkdesk.ui.cases.begun_forms import begun_from, form_of
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.visits.begun_visit import BegunVisit

LOOK_EVERY = 1_500
"""Milliseconds between two looks at what is typed."""
Place = tuple[str, BegunKind]
"""Reference and kind."""


class KeepingBegun(QObject):
    """Gives the desk what its officer had begun, once it is read (`found`), then keeps what changes.

    It looks only while nothing else is under way: what is being saved at that moment is begun no more when it is saved.
    """

    found = Signal()

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._kept: dict[Place, object] = {}
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY)
        self._looking.timeout.connect(self.look)
        drawer = desk.open_drawer()
        self._officer_id = drawer.officer.id
        if drawer.officer.may(Act.TAKE_INTAKE):
            background.run(drawer.begun, self._on_found, lambda _: self._looking.start())

    def _on_found(self, found: Sequence[Begun]) -> None:
        desk = self._desk
        for one in found:
            key, begun = (self._officer_id, one.reference), begun_from(one)
            if begun is None:
                continue  # it stays as it lies: a later version can read it
            self._kept[one.reference, one.kind] = one.untrusted
            if isinstance(begun, BegunAddition):
                desk.begun_additions.setdefault(key, begun)
            else:
                desk.begun_visits.setdefault(key, begun)
        desk.are_begun_kept = True
        self._looking.start()
        if found:
            self.found.emit()

    def look(self) -> None:
        """Keeps what has changed, unless something is under way."""
        if self._background.is_idle and not self._background.is_stopped:
            self.hand_in()

    def hand_in(self) -> None:
        """Keeps what has changed."""
        if self._desk.drawer is None or not self._looking.isActive():
            return
        now = self._typed()
        mine = {one for one in self._desk.unkept if one[0] == self._officer_id}
        self._desk.unkept -= mine - {(self._officer_id, *place) for place in now}
        for place in [*now, *(place for place in self._kept if place not in now)]:
            if now.get(place) != self._kept.get(place):
                self._keep(place, now.get(place))

    def _keep(self, place: Place, form: object | None) -> None:
        drawer, (reference, kind) = self._desk.open_drawer(), place
        work = partial(drawer.keep_begun, reference, kind, form)
        self._background.run(work, lambda _: self._on_kept(place, form), lambda problem: self._on_failed(place, problem))

    def _on_kept(self, place: Place, form: object | None) -> None:
        self._desk.unkept.discard((self._officer_id, *place))
        if form is None:
            self._kept.pop(place, None)
        else:
            self._kept[place] = form

    def _on_failed(self, place: Place, problem: DeskError) -> None:
        """It is tried again at the next look; until then the window asks before it is closed."""
        if isinstance(problem, CaseUnknown):  # it was erased, and with it what was kept
            self._kept.pop(place, None)
            self._desk.forget_begun(place[0])
        else:
            self._desk.unkept.add((self._officer_id, *place))

    def _typed(self) -> dict[Place, object]:
        """What is begun now, as it is kept."""
        desk, mine = self._desk, self._officer_id
        additions = {(ref, BegunKind.ADDITION): one for (who, ref), one in desk.begun_additions.items() if who == mine}
        visits = {(ref, BegunKind.VISIT): one for (who, ref), one in desk.begun_visits.items() if who == mine}
        begun: dict[Place, BegunAddition | BegunVisit] = {**additions, **visits}
        return {place: form_of(one) for place, one in begun.items() if not one.is_empty}
