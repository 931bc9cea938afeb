"""Taking a package in: choose the file, see who sends what, take it or decline it, and read the code back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.casework.handover.handing_over import Preview, TakenIn
from stalkdesk.casework.handover.handover_codes import shown_code
from stalkdesk.casework.sharing.consent_words import groups_said
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.errors import DeskError
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui import choosing
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.case_table import definition_word, local_time, urgency_word
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.handover.words import purpose_word, size_word
from stalkdesk.ui.labels import heading, label, muted


class ReceivePanel(QWidget):
    """`opened(reference)`: the case that a package became is to be shown."""

    opened = Signal(str)

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._file: Path | None = None
        self._preview: Preview | None = None
        self._reference = ""
        self._banner = Banner("receive_banner")
        self._card = Card("package_preview")
        self._from = heading("", "package_from")
        self._told = label("", "", "package_told")
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code = label("", "title", "package_code_shown")
        self._code_says = muted("", "package_code_says")
        self._form = Form("decline_form")
        self._why = self._form.line("decline_reason", tr("Hvis I ikke vil have den: hvorfor?"))
        self._lay_out()

    def _lay_out(self) -> None:
        self._choose = primary(tr("&Vælg pakken …"), "choose_package", "folder-open")
        self._choose.clicked.connect(self._on_choose)
        self._take = primary(tr("&Tag pakken ind"), "take_package", "check")
        self._take.clicked.connect(self._on_take)
        self._decline = secondary(tr("&Afvis pakken"), "decline_package", "x")
        self._decline.clicked.connect(self._on_decline)
        self._open = secondary(tr("&Åbn sagen"), "open_received", "arrow-right")
        self._open.clicked.connect(lambda: self.opened.emit(self._reference))
        acts = QHBoxLayout()
        acts.setSpacing(10)
        for button in (self._take, self._decline, self._open):
            acts.addWidget(button)
        acts.addStretch(1)
        self._card.body.setSpacing(8)
        for part in (self._from, self._told, self._code, self._code_says, self._form):
            self._card.body.addWidget(part)
        self._card.body.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(
            label(tr("En pakke er en krypteret fil fra en anden skranke. Intet kommer ind, før du har set, hvad det er."))
        )
        column.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._banner)
        column.addWidget(self._card)
        column.addStretch(1)
        self._card.hide()

    def take_focus(self) -> None:
        """Begins with the file."""
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_choose(self) -> None:
        file = choosing.chosen_file(self, tr("Hvilken fil er pakken?"))
        if file is not None:
            self.look_into(file)

    def look_into(self, file: Path) -> None:
        """Looks into a package, and shows who sends what."""
        drawer = self._desk.open_drawer()
        self._file, self._preview = file, None
        self._card.hide()
        self._banner.say(Tone.NOTE, tr("Pakken bliver efterprøvet …"))
        self._background.run(lambda: drawer.open_package(file), self._on_looked, self._on_failed)

    def _on_looked(self, preview: Preview) -> None:
        self._ready()
        self._banner.clear()
        self._preview = preview
        self._from.setText(tr("Fra {desk}", desk=preview.desk_name))
        self._told.setText("\n".join(preview_said(preview)))
        self._show_acts(is_open=True)
        self._why.clear()
        self._card.show()
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_acts(self, *, is_open: bool, can_go: bool = False) -> None:
        self._form.setVisible(is_open)
        for button in (self._take, self._decline):
            button.setVisible(is_open)
        for said in (self._code, self._code_says):
            said.setVisible(not is_open)
        self._open.setVisible(can_go)

    def _on_take(self) -> None:
        file, desk = self._file, self._desk
        if file is None or self._preview is None:
            return
        self._wait(tr("Pakken bliver taget ind …"))

        def work() -> TakenIn:
            drawer = desk.open_drawer()
            return drawer.receive(file, desk.handover_content(drawer))

        self._background.run(work, self._on_taken, self._on_failed)

    def _on_taken(self, taken: TakenIn) -> None:
        self._ready()
        self._reference = taken.reference
        new = tr("Sagen er nu {reference} hos jer.", reference=taken.reference)
        more = tr("Det er føjet til {reference}, som I havde i forvejen.", reference=taken.reference)
        self._banner.say(Tone.SUCCESS, new if taken.is_new_case else more)
        if taken.conflicts:
            said = tr("{count} svar er forskellige fra jeres. Se dem under Overdragelse på sagen.", count=taken.conflicts)
            self._banner.say(Tone.WARN, f"{more} {said}")
        elif taken.is_new_case and taken.preview.urgency is None:
            said = tr(
                "Afsenderen har ikke sendt hastegraden. Den er regnet ud her af det, der kom med: se den, før du går videre."
            )
            self._banner.say(Tone.WARN, f"{new} {said}")
        self._show_code(taken.code, taken.preview)
        self._show_acts(is_open=False, can_go=True)
        self._open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decline(self) -> None:
        file, reason, drawer = self._file, tidy(self._why.text()), self._desk.open_drawer()
        if file is None or self._preview is None:
            return
        if self._form.check({"decline_reason": "" if reason else tr("Skriv kort, hvorfor. Det siger du, når du ringer.")}):
            self._wait(tr("Pakken bliver afvist …"))
            self._background.run(lambda: drawer.decline_package(file, reason), self._on_declined, self._on_failed)

    def _on_declined(self, code: str) -> None:
        assert self._preview is not None
        self._ready()
        self._banner.say(
            Tone.NOTE, tr("Pakken er afvist. Intet af den er taget ind. Ring nu, så sagen ikke falder mellem to stole.")
        )
        self._show_code(code, self._preview)
        self._show_acts(is_open=False)

    def _show_code(self, code: str, preview: Preview) -> None:
        self._code.setText(shown_code(code))
        self._code.setAccessibleName(tr("Kode: {letters}", letters=" ".join(code)))
        who = " ".join(part for part in (preview.person, shown_phone(preview.phone)) if part) or preview.desk_name
        said = tr(
            "Ring til {who}, og læs koden op, senest {at}. Først da stopper uret.", who=who, at=local_time(preview.clock_until)
        )
        self._code_says.setText(said)

    def _wait(self, sentence: str) -> None:
        self._banner.say(Tone.NOTE, sentence)
        for button in (self._take, self._decline, self._choose):
            button.setEnabled(False)

    def _ready(self) -> None:
        for button in (self._take, self._decline, self._choose):
            button.setEnabled(True)

    def _on_failed(self, fault: DeskError) -> None:
        self._ready()
        self._banner.say(Tone.DANGER, str(fault), tr("Intet er taget ind"))

    def leave(self) -> None:
        """Takes what was seen of the package off the screen."""
        self._ready()
        self._file = self._preview = None
        self._card.hide()
        for part in (self._from, self._told, self._code, self._code_says):
            part.setText("")
        self._banner.clear()


def left_out_lines(left: Sequence[tuple[Group, str]]) -> list[str]:
    """Everything that did not come along, a line for each reason: the reader must know what she does not know."""
    by_reason: dict[str, list[Group]] = {}
    for group, why in left:
        by_reason.setdefault(why, []).append(group)
    return [tr("Ikke med ({why}): {groups}", why=why, groups=groups_said(groups)) for why, groups in by_reason.items()]


def preview_said(preview: Preview) -> list[str]:
    """What a package is, line by line. Nothing of compartment B."""
    level = urgency_word(preview.urgency).lower() if preview.urgency is not None else tr("ikke oplyst")
    lines = [
        f"{purpose_word(preview.purpose)} · {tr('deres reference {reference}', reference=preview.their_reference)}",
        tr("Lavet {at} af {person}", at=local_time(preview.made_at), person=preview.person or preview.desk_name),
        tr("{definition} · hastegrad: {level}", definition=definition_word(preview.definition), level=level),
        tr("Med: {groups}", groups=groups_said(preview.groups)),
    ]
    if preview.visits:
        lines.append(tr("Henvendelser i pakken: {count}", count=preview.visits))
    lines += left_out_lines(preview.left_out)
    if preview.files:
        lines.append(tr("Filer: {names}", names=", ".join(f"{name} ({size_word(size)})" for name, size in preview.files)))
    if preview.is_handed_back:
        lines.append(tr("Sagen {reference} kommer tilbage til jer.", reference=preview.reference))
    elif preview.reference:
        lines.append(tr("I har sagen som {reference}. Det nye føjes til; intet skrives over.", reference=preview.reference))
    return lines
