"""The part "Overdragelse" of a case: its packages, the step that comes next for each, and where the case came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.cases import CaseStatus
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.handover.handover_codes import shown_code
from stalkdesk.casework.handover.handovers import Handover, HandoverState, Purpose, Received, handovers_of, stub_of
from stalkdesk.casework.officers import Act
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary, set_icon
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.handover.conflicts_page import ConflictsPage
from stalkdesk.ui.handover.prepare_page import PreparePage
from stalkdesk.ui.handover.step_form import Step, StepForm, WantedStep
from stalkdesk.ui.handover.words import clock_said, purpose_word, state_word
from stalkdesk.ui.labels import label, muted
from stalkdesk.ui.opened_form import OpenedForm
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_ROW, _ABOUT_ROWS, _MOST_SHOWN = 34, 50, 6


@dataclass(frozen=True, slots=True)
class PackageLine:
    """A package as it stands in the table."""

    number: int
    package: Handover
    at: datetime
    clock: str


def _columns() -> tuple[TableColumn[PackageLine], ...]:
    return (
        TableColumn(tr("Nr."), lambda one: str(one.number)),
        TableColumn(tr("Til"), lambda one: one.package.receiver_name, stretches=True),
        TableColumn(tr("Hvad"), lambda one: purpose_word(one.package.purpose)),
        TableColumn(tr("Status"), lambda one: state_word(one.package.state)),
        TableColumn(tr("Kode"), lambda one: one.clock),
    )


class HandoverPart(CasePart):
    """The packages of the case."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__(desk, background, read)
        self._may = desk.open_drawer().officer.may(Act.TAKE_INTAKE)
        self._banner = Banner("handover_banner")
        self._stub = label("", "strong", "handover_stub")
        self._received = label("", "", "handover_received")
        self._received.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = ValuesTable(_columns())
        self.view = table_view(self.table, "package_table", tr("Pakker af sagen"))
        self.view.verticalHeader().setDefaultSectionSize(_ROW)
        self.view.horizontalHeader().setMinimumSectionSize(44)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_steps())
        self._take_back = quiet(tr("Tag sagen tilbage …"), "take_case_back")
        self._take_back.clicked.connect(self._on_take_back)
        self._why = label("", "", "package_why")
        self._none = muted(tr("Sagen er ikke sendt videre herfra."), "no_packages")
        self._steps = StepForm(desk, read.reference)
        self._steps.wanted.connect(self._on_step)
        self._opened = OpenedForm(self._steps, self._close_taking_back)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        self._prepare = primary(tr("Overdrag eller del sagen …"), "prepare_package", "arrow-right", "Ctrl+O")
        self._prepare.clicked.connect(self._on_prepare)
        self._prepare.setEnabled(self._may)
        self._conflicts = secondary(tr("Se det, der er forskelligt …"), "see_conflicts", "triangle-alert")
        self._conflicts.clicked.connect(self._on_conflicts)
        self._conflicts.setVisible(False)
        row = QHBoxLayout()
        row.setSpacing(10)
        for act in (self._prepare, self._conflicts, self._take_back):
            row.addWidget(act)
        row.addStretch(1)
        content = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content, "handover_area"))
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        for part in (self._stub, self._received, self._banner, self._none):
            column.addWidget(part)
        column.addWidget(self.view)
        column.addWidget(self._why)
        column.addWidget(self._steps)
        column.addLayout(row)
        column.addStretch(1)

    def _fill(self) -> None:
        entries, now = self.read.case.entries, self.desk.now()
        last = {entry.subject: entry.at for entry in entries if entry.kind is EntryKind.HANDOVER}
        lines = [
            PackageLine(number, package, last[number], clock_said(package, now))
            for number, package in handovers_of(entries).items()
        ]
        self.table.show_values(tuple(reversed(lines)))
        self.view.setFixedHeight(_ABOUT_ROWS + _ROW * min(len(lines), _MOST_SHOWN))
        self.view.setVisible(bool(lines))
        self._none.setVisible(not lines)
        gone = stub_of(entries)
        if gone is not None:
            self._stub.setText(tr("Sagen er overdraget til {receiver}. Her kan den kun læses.", receiver=gone.receiver_name))
            theme.set_role(self._prepare, "")  # a copy may still be shared, but that is nobody's next step
            set_icon(self._prepare, "arrow-right")
        self._stub.setVisible(gone is not None)
        came = [entry for entry in entries if entry.kind is EntryKind.RECEIVED]
        self._received.setText("\n".join(received_said(entry.said, entry.at) for entry in reversed(came)))
        self._received.setVisible(bool(came))
        self._conflicts.setVisible(any(entry.said.conflicts for entry in came))
        if lines:
            self.view.setCurrentIndex(self.table.index(0, 0))
        self._show_steps()

    def _show_steps(self) -> None:
        line = chosen(self.view, self.table)
        why = line.package.reason if line is not None else ""
        self._why.setText(tr("Grund: {reason}", reason=why))
        self._why.setVisible(bool(why))
        asked = None if line is None or not self._may else (line.number, line.package)
        self._steps.ask_about(asked)
        is_shut = self._steps.is_aside and not self._steps.begun.typed()
        if is_shut:
            self._steps.hide()
        self._take_back.setVisible(is_shut)

    def _on_take_back(self) -> None:
        """Nothing is left to do: whoever wants the case back asks for it."""
        self._opened.opens()
        self._take_back.hide()
        self._steps.show()
        self._steps.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_taking_back(self) -> None:
        """What was typed stays in it."""
        if self._steps.is_aside:
            self._steps.hide()
            self._take_back.show()
            self._opened.give_back(self._take_back)

    # -- the acts --------------------------------------------------------------------------------------------------------
    def _on_prepare(self) -> None:
        self.over_asked.emit(PreparePage(self.desk, self.background, self.read))

    def _on_conflicts(self) -> None:
        self.over_asked.emit(ConflictsPage(self.desk, self.background, self.read))

    def _on_step(self, wanted: WantedStep) -> None:
        self._banner.clear()
        self.background.run(self._act(wanted), lambda _: self._on_done(wanted), self._on_failed)

    def _act(self, wanted: WantedStep) -> Callable[[], object]:
        drawer, reference, number = self.desk.open_drawer(), self.read.reference, wanted.number
        match wanted.step:
            case Step.HANDED_OVER if wanted.way is not None:
                way = wanted.way
                return lambda: drawer.note_handed_over(reference, number, way)
            case Step.ACKNOWLEDGED:
                return lambda: drawer.acknowledge(reference, wanted.code, number)
            case Step.DECLINED:
                return lambda: drawer.note_declined(reference, wanted.code, wanted.reason, number)
            case _:
                return lambda: drawer.take_back(reference, number, wanted.reason)

    def _on_done(self, wanted: WantedStep) -> None:
        self._steps.begun.discard()
        self.changed.emit(Tone.SUCCESS, _done(wanted))

    def _on_failed(self, problem: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(problem))

    def leave(self) -> None:
        """What was typed stays with the desk."""


def _done(wanted: WantedStep) -> str:
    return {
        Step.HANDED_OVER: tr("Noteret. Uret går, til modtageren læser koden op."),
        Step.ACKNOWLEDGED: tr("Koden passer. Pakken er kvitteret, og uret er stoppet."),
        Step.DECLINED: tr("Noteret, at pakken er afvist. Sagen er stadig jeres."),
        Step.TAKEN_BACK: tr("Taget tilbage. Sagen er jeres igen."),
    }[wanted.step]


def received_said(received: Received, at: datetime) -> str:
    """Where a version of the case came from, and the code that belongs to it."""
    said = tr(
        "Modtaget {at} fra {desk} (deres {reference}). Koden til dem: {code}",
        at=local_time(at),
        desk=received.desk_name,
        reference=received.their_reference,
        code=shown_code(received.code) if received.code else "–",
    )
    if received.purpose is Purpose.SHARE:
        return said + " · " + tr("en kopi: de har selv sagen")
    return said


def _title(read: ReadCase) -> str:
    waiting = [one for one in handovers_of(read.case.entries).values() if one.is_open]
    if waiting:
        return tr("Overdragelse (venter)")
    held = [one for one in handovers_of(read.case.entries).values() if one.state is HandoverState.ACKNOWLEDGED]
    return tr("Overdragelse ({count})", count=len(held)) if held else tr("Overdragelse")


HANDOVER = PartOfCase("handover_part", _title, HandoverPart, lambda _desk, read: read.case.line.status is CaseStatus.FILED)
