"""The part "Samtykke" of a case: to whom what may be told, behind a reason that one key gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import Entry, NewEntry
from stalkdesk.casework.handover.handovers import stub_of
from stalkdesk.casework.officers import Act
from stalkdesk.casework.support.plan import is_closed
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.consent.consent_section import ConsentSection
from stalkdesk.ui.consent.opened import OpenedConsent, read_consent
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.plan.keeping import Keeping
from stalkdesk.ui.protected_door import ProtectedDoor

NAME = "consent_part"
SHEET = "consent"


class ConsentPart(CasePart):
    """Made anew with the case; opens with a reason, and closes when the part is put away."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._officer = desk.open_drawer().officer
        self._opened: OpenedConsent | None = None
        self._section: ConsentSection | None = None
        self._is_left = False
        self._banner = Banner("consent_banner")
        self._door = self._made_door()
        content = QWidget()
        self._inside = QVBoxLayout(content)
        self._inside.setContentsMargins(20, 16, 20, 16)
        self._inside.setSpacing(12)
        self._inside.addWidget(self._banner)
        self._inside.addWidget(self._door)
        self._inside.addStretch(1)
        self._area = scrolling(content, "consent_area")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._keeping = Keeping(desk, background, read.reference, self)
        self._keeping.kept.connect(self._on_kept)
        self._keeping.failed.connect(self._on_failed)

    # -- the door --------------------------------------------------------------------------------------------------------

    def _made_door(self) -> QWidget:
        door = ProtectedDoor(
            "consent",
            tr("Arbejd med &samtykket"),
            tr("Arbejde med samtykke"),
            tr("Hvorfor åbnes samtykket? Grunden gemmes i historikken."),
            label(tr("Den udsatte bestemmer, hvem vi taler med. Uden samtykke deles der kun, når en regel siger det.")),
            muted(tr("Hver åbning noteres med navn, tid og grund: her »Arbejde med samtykke«.")),
            may_open=self._officer.may(Act.READ_PROTECTED),
        )
        door.opened.connect(self.open_with)
        return door

    def open_with(self, reason: str) -> None:
        """Opens with a reason; without one it says so and stays shut."""
        if not reason:
            self._banner.say(Tone.WARN, tr("Skriv en grund for at åbne samtykket."))
            return
        desk, case = self.desk, self.read.case
        self.background.run(lambda: read_consent(desk, case, reason), self._on_opened, self._on_failed)

    def _on_opened(self, opened: OpenedConsent) -> None:
        if self._is_left or self._opened is not None:
            return
        self._banner.clear()
        self._door.hide()
        self._opened = opened
        self._section = ConsentSection(self.desk, self.background, self.read.reference, opened, self._may_change())
        self._section.wanted.connect(self._keep)
        self._section.paper_asked.connect(self._on_paper)
        self._section.moved.connect(lambda widget: self._area.ensureWidgetVisible(widget, 0, 40))
        self._section.moved.connect(lambda _: self._banner.clear())  # what was done before is not about what is asked now
        self._inside.insertWidget(self._inside.count() - 1, self._section)
        self._section.show()
        self._section.show_opened(opened)
        self._section.take_focus()

    def _may_change(self) -> bool:
        entries = self.read.case.entries
        return self._officer.may(Act.TAKE_INTAKE) and stub_of(entries) is None and not is_closed(entries)

    # -- keeping ---------------------------------------------------------------------------------------------------------

    def _keep(self, new: NewEntry) -> None:
        self._banner.clear()
        section = self._section
        if section is not None:
            self._keeping.keep((new,), section.on_sent)

    def _on_kept(self, entries: Sequence[Entry]) -> None:
        if self._opened is not None and self._section is not None:
            self._opened = replace(self._opened, entries=(*self._opened.entries, *entries))
            self._section.show_opened(self._opened)
            self._banner.say(Tone.SUCCESS, tr("Det er noteret på sagen."))
            self._section.take_focus()

    def _on_paper(self) -> None:
        """The paper to sign, over the case."""
        from stalkdesk.ui.papers.one_paper import OnePaper, sheet_of

        made = partial(sheet_of, self.desk, self.read.reference, SHEET)
        name = tr("Samtykke på papir")
        self.over_asked.emit(OnePaper(self.desk, self.background, self.read.reference, name, made))

    def leave(self) -> None:
        """What is protected goes off the screen; what was typed stays with the desk."""
        self._is_left = True
        self._keeping.leave()
        if self._section is not None:
            self._section.leave()
        self._opened = None

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(problem))
            self._banner.setFocus(Qt.FocusReason.OtherFocusReason)


def is_filed(_desk: Desk, read: ReadCase) -> bool:
    """Whether the case is filed: on a draft, step 11 asks."""
    return read.case.line.status is CaseStatus.FILED


CONSENT = PartOfCase(NAME, lambda _read: tr("Samtykke"), ConsentPart, is_filed)
