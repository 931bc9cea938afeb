"""A package is made: to whom, what for, what goes along and what is left out and why; then the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.attachments import AttachmentState
from stalkdesk.casework.contacts.contact_register import contacts_now
from stalkdesk.casework.handover.addressees import Addressee, addressees
from stalkdesk.casework.handover.desks import Trust, desks_of
from stalkdesk.casework.handover.handing_over import PackageRequest, PackageWeighed, PreparedPackage
from stalkdesk.casework.handover.handovers import Purpose
from stalkdesk.casework.handover.receiver_profiles import Why, why_said
from stalkdesk.casework.register import RegisterKind
from stalkdesk.casework.sharing.consent_words import group_word, groups_said
from stalkdesk.casework.sharing.consents import Group, SharedFor
from stalkdesk.errors import DeskError
from stalkdesk.intake.checklist import Compartment
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui import choosing
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.handover.words import purpose_word
from stalkdesk.ui.labels import heading, label, muted, title

_COLUMNS = 3
_WAIT_MS = 250
"""So long after the last tick it is looked again at what would go."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What would go by the choices that were made then."""

    request: PackageRequest
    weighed: PackageWeighed


class PreparePage(OverPage):
    """Makes one package of the case."""

    def __init__(self, desk: Desk, background: Background, read: ReadCase) -> None:
        super().__init__()
        self.setObjectName("prepare_page")
        self._desk, self._background, self._read = desk, background, read
        self._to: tuple[Addressee, ...] = ()
        self._looked: _Looked | None = None
        self._asked, self._is_left, self._is_making = 0, False, False
        self._banner = Banner("prepare_banner")
        self._who = _combo("package_to", tr("Til hvem?"))
        self._what = _combo("package_purpose", tr("Hvad skal der ske?"))
        for purpose in Purpose:
            self._what.addItem(purpose_word(purpose), purpose.value)
        self._for = _combo("package_for", tr("Hvad skal modtageren bruge det til?"))
        self._for.addItem(tr("Forebyggelse og hjælp"), SharedFor.PREVENTION.value)
        self._for.addItem(tr("Efterforskning"), SharedFor.INVESTIGATION.value)
        self._groups = {group: QCheckBox(group_word(group)) for group in Group}
        self._unwanted: set[Group] = set()
        """What the person took out. A group that may not go is not among them: it comes back with another receiver."""
        self._files = {
            one.number: QCheckBox(tr("Bilag {number}: {name}", number=one.number, name=one.name or tr("beskyttet")))
            for one in read.case.attachments
            if one.state is AttachmentState.KEPT and one.compartment is Compartment.FACTS
        }
        self._goes = label("", "strong", "package_goes")
        self._left_out = label("", "", "package_left_out")
        self._until = muted("", "package_until")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_WAIT_MS)
        self._later.timeout.connect(self._look)
        self._lay_out()
        background.run(self._reading(), self._on_addressees, self._on_failed)

    # -- what it looks like ----------------------------------------------------------------------------------------------
    def _lay_out(self) -> None:
        back = secondary(tr("Tilbage til sagen"), "leave_prepare", "arrow-left")
        back.clicked.connect(lambda: self.left.emit(Tone.NOTE, ""))
        self._make = primary(tr("Lav pakken …"), "make_package", "save", "Ctrl+S")
        self._make.clicked.connect(self._on_make)
        self._make.setEnabled(False)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addStretch(1)
        top.addWidget(self._make)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._made_choices())
        column.addWidget(heading(tr("Hvad skal med?")))
        column.addLayout(_in_columns(list(self._groups.values())))
        if self._files:
            column.addWidget(heading(tr("Hvilke filer skal med?")))
            column.addLayout(_in_columns(list(self._files.values())))
        column.addWidget(heading(tr("Sådan bliver pakken")))
        for part in (self._goes, self._left_out, self._until):
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 20, 32, 16)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addWidget(title(tr("Overdrag eller del {reference}", reference=self._read.reference), "prepare_title"))
        whole.addWidget(self._banner)
        whole.addWidget(scrolling(content, "prepare_area"), 1)
        self._connect()

    def _connect(self) -> None:
        for group, box in self._groups.items():
            box.setObjectName(f"group_{group.value}")
            box.setChecked(True)
        for number, box in self._files.items():
            box.setObjectName(f"file_{number}")
        for group, box in self._groups.items():
            box.toggled.connect(lambda is_ticked, group=group: self._on_group(group, is_ticked))
        for box in self._files.values():
            box.toggled.connect(lambda _: self._later.start())
        for field in (self._who, self._what, self._for):
            field.currentIndexChanged.connect(lambda _: self._later.start())

    def _made_choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for place, field in enumerate((self._who, self._what, self._for)):
            says = label(field.accessibleName(), "strong")
            says.setBuddy(field)
            grid.addWidget(says, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        return grid

    def take_focus(self) -> None:
        """Begins with whom it goes to."""
        self._who.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- to whom ---------------------------------------------------------------------------------------------------------
    def _reading(self) -> Callable[[], tuple[Addressee, ...]]:
        drawer = self._desk.open_drawer()

        def work() -> tuple[Addressee, ...]:
            lines = drawer.register(RegisterKind.CONTACT, RegisterKind.AWAY, RegisterKind.CHECKED, RegisterKind.DESK)
            contacts = contacts_now(lines, drawer.contacts(), authority=drawer.unit().authority)
            trusted = [one for one in desks_of(lines).values() if one.state is Trust.TRUSTED]
            return addressees(trusted, contacts)

        return work

    def _on_addressees(self, found: tuple[Addressee, ...]) -> None:
        if self._is_left:
            return
        self._to = found
        self._who.clear()
        for one in found:
            self._who.addItem(
                one.desk.name if one.name in ("", one.desk.name) else f"{one.name} · {one.desk.name}", one.desk.desk_id
            )
        if not found:
            self._banner.say(
                Tone.WARN,
                tr("Her er endnu ingen skranke, der kan sendes til. Læs dens skrankekort ind under I dag › Pakker."),
                tr("Ingen modtager"),
            )
        else:
            self._look()

    # -- what would go ---------------------------------------------------------------------------------------------------
    def _request(self) -> PackageRequest | None:
        place = self._who.currentIndex()
        if not 0 <= place < len(self._to):
            return None
        to = self._to[place]
        return PackageRequest(
            purpose=Purpose(self._what.currentData()),
            desk_id=to.desk.desk_id,
            receiver=to.receiver,
            receiver_id=to.contact_id,
            receiver_name=to.name or to.desk.name,
            groups=tuple(group for group in Group if group not in self._unwanted),
            attachments=tuple(number for number, box in self._files.items() if box.isChecked()),
            shared_for=SharedFor(self._for.currentData()),
        )

    def _on_group(self, group: Group, is_ticked: bool) -> None:
        (self._unwanted.discard if is_ticked else self._unwanted.add)(group)
        self._later.start()

    def _look(self) -> None:
        self._later.stop()  # it is looked now
        request = self._request()
        if request is None or self._is_making:
            return
        self._asked += 1
        asked, desk, reference = self._asked, self._desk, self._read.reference
        self._looked = None
        self._make.setEnabled(False)

        def work() -> _Looked:
            drawer = desk.open_drawer()
            return _Looked(request, drawer.weigh_package(reference, request, desk.handover_content(drawer)))

        self._background.run(work, lambda looked: self._on_looked(asked, looked), lambda fault: self._on_refused(asked, fault))

    def _on_looked(self, asked: int, looked: _Looked) -> None:
        if self._is_left or asked != self._asked:
            return
        self._banner.clear()
        found = looked.weighed.allowance
        self._looked = replace(looked, request=replace(looked.request, groups=found.groups))  # what was shown, and no more
        files = ", ".join(str(number) for number in looked.weighed.attachments)
        goes = groups_said(found.groups)
        self._goes.setText(goes_said(goes, files))
        self._left_out.setText(left_out_said(found.left_out, looked.weighed.attachments_left))
        for part in (self._goes, self._left_out):
            part.setVisible(bool(part.text()))
        self._show_groups(dict(found.left_out))
        self._until.setText(tr("Koden skal være læst op senest {at}.", at=local_time(looked.weighed.clock_until)))
        self._make.setEnabled(bool(found.groups))
        if not found.groups:
            said = tr(
                "Der er hverken samtykke eller en regel til noget af det. Spørg den udsatte, og notér det under Samtykke."
            )
            self._banner.say(Tone.WARN, said, tr("Intet må sendes endnu"))

    def _show_groups(self, left: Mapping[Group, Why]) -> None:
        """A group that may not go along is not ticked, can't be, and says why: nobody is to believe that it was sent."""
        for group, box in self._groups.items():
            why = left.get(group)
            may_go = why is None or why is Why.NOT_CHOSEN
            with QSignalBlocker(box):
                box.setChecked(may_go and group not in self._unwanted)
            box.setEnabled(may_go)
            box.setText(group_word(group) if may_go or why is None else f"{group_word(group)} ({why_said(why)})")
            box.setAccessibleName(box.text())

    def _on_refused(self, asked: int, fault: DeskError) -> None:
        if self._is_left or asked != self._asked:
            return
        for part in (self._goes, self._left_out, self._until):
            part.setText("")
        self._banner.say(Tone.WARN, str(fault), tr("Pakken kan ikke laves endnu"))

    # -- making it -------------------------------------------------------------------------------------------------------
    def _on_make(self) -> None:
        looked = self._looked
        if looked is None or self._is_making:
            return
        proposed = f"{'oevelse-' if self._desk.is_training else ''}{self._read.reference}-pakke.age"
        target = choosing.chosen_target(self, tr("Hvor skal pakken ligge?"), str(Path.home() / proposed), "age (*.age)")
        if target is not None:
            self._make_at(target, looked.request)

    def _make_at(self, target: Path, request: PackageRequest) -> None:
        desk, reference = self._desk, self._read.reference
        self._is_making = True
        self._make.setEnabled(False)
        self._banner.say(Tone.NOTE, tr("Pakken bliver lavet …"))

        def work() -> PreparedPackage:
            drawer = desk.open_drawer()
            return drawer.prepare_package(reference, request, desk.handover_content(drawer), target, desk.handover_cover)

        self._background.run(work, self._on_made, self._on_unmade)

    def _on_made(self, made: PreparedPackage) -> None:
        if not self._is_left:
            phones = {one.desk.desk_id: shown_phone(one.desk.phone) for one in self._to}
            self.left.emit(Tone.SUCCESS, made_said(made, phones.get(made.handover.desk_id, "")))

    def _on_unmade(self, fault: DeskError) -> None:
        self._is_making = False
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(fault), tr("Der er ikke lavet nogen pakke"))
            self._make.setEnabled(self._looked is not None)

    def _on_failed(self, fault: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(fault))

    def leave(self) -> None:
        """Nothing that still comes from the drawer is shown."""
        self._is_left = True
        self._later.stop()


def made_said(made: PreparedPackage, phone: str) -> str:
    """That the package is made, and what is to be done with it. `phone`: the receiving desk's, as it is read; or empty."""
    number, file, receiver = made.number, made.file.name, made.handover.receiver_name
    if not phone:
        return tr(
            "Pakken {number} er lavet: {file}. Aflevér den til {receiver}, og ring. Uret går.",
            number=number,
            file=file,
            receiver=receiver,
        )
    return tr(
        "Pakken {number} er lavet: {file}. Aflevér den til {receiver}, og ring til skranken på {phone}. Uret går.",
        number=number,
        file=file,
        receiver=receiver,
        phone=phone,
    )


def goes_said(groups: str, files: str) -> str:
    """What goes along; empty for nothing."""
    if not groups:
        return ""
    if files:
        return tr("Med: {groups} · bilag {numbers}", groups=groups, numbers=files)
    return tr("Med: {groups}", groups=groups)


def left_out_said(left: Sequence[tuple[Group, Why]], files: Sequence[int]) -> str:
    """What does not go along, by the reason."""
    by_reason: dict[Why, list[Group]] = {}
    for group, why in left:
        by_reason.setdefault(why, []).append(group)
    lines = [
        tr("Ikke med ({why}): {groups}", why=why_said(why), groups=groups_said(groups)) for why, groups in by_reason.items()
    ]
    if files:
        numbers = ", ".join(str(number) for number in files)
        lines.append(tr("Bilag, der ikke kan komme med: {numbers}", numbers=numbers))
    return "\n".join(lines)


def _combo(name: str, text: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    return made


def _in_columns(boxes: list[QCheckBox]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    for place, box in enumerate(boxes):
        box.setAccessibleName(box.text())
        grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
    for place in range(_COLUMNS):
        grid.setColumnStretch(place, 1)
    return grid
