"""Other desks: this one's card to give away, theirs to read in, and the fingerprint compared by telephone."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from stalkdesk.casework.handover.desks import MOST_CARD, Desk, DeskCard, Trust, card_text
from stalkdesk.errors import DeskError, PackageUnfit
from stalkdesk.intake.phones import shown_phone
from stalkdesk.language import tr
from stalkdesk.ui import choosing
from stalkdesk.ui import desk as desks
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.handover.sitting_there import KnownDesks, fill, read_desks
from stalkdesk.ui.handover.words import trust_word
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view


def _columns() -> tuple[TableColumn[Desk], ...]:
    return (
        TableColumn(tr("Skranke"), lambda one: one.name, stretches=True),
        TableColumn(tr("Telefon"), lambda one: shown_phone(one.phone)),
        TableColumn(tr("Tillid"), trust_word),
    )


class DesksPanel(QWidget):
    """The register of other desks, and this one's card."""

    def __init__(self, desk: desks.Desk, background: Background) -> None:
        super().__init__()
        self._desk, self._background = desk, background
        self._own: DeskCard | None = None
        self._read: DeskCard | None = None
        self._comparing: DeskCard | None = None
        self._banner = Banner("desks_banner")
        self._fingerprint = label("", "strong", "own_fingerprint")
        self._fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = ValuesTable(_columns())
        self.view = table_view(self.table, "desk_table", tr("Andre skranker"))
        self.view.verticalHeader().setDefaultSectionSize(34)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self._none = muted(tr("Her er endnu ingen andre skranker. Få deres skrankekort som fil, og læs det ind."), "no_desks")
        self._card = Card("compare_card")
        self._says = label("", "", "compare_says")
        self._form = Form("compare_form")
        self._digits = self._form.line("compare_digits", tr("De 30 cifre, som de læser op"), placeholder="12345 67890 …")
        self._with = self._form.line("compare_with", tr("Hvem talte du med?"))
        self._form.side_by_side("compare_digits", "compare_with")
        self._sits = self._form.choice("compare_contact", tr("Hvem sidder der?"), (), _why_contact())
        self._known: KnownDesks | None = None
        self._change = Form("desk_contact_form")
        self._contact = self._change.choice("desk_contact", tr("Hvem sidder der?"), (), _why_contact())
        self._keep_contact = secondary(tr("Gem &kontakten"), "keep_desk_contact", "save")
        self._keep_contact.clicked.connect(self._on_contact)
        self._lay_out()

    def _lay_out(self) -> None:
        save = secondary(tr("&Gem vores skrankekort …"), "save_own_card", "save")
        save.clicked.connect(self._on_save)
        read = primary(tr("&Læs et skrankekort ind …"), "read_card", "folder-open")
        read.clicked.connect(self._on_read)
        self._withdraw = quiet(tr("&Træk tilliden tilbage …"), "withdraw_desk", "x")
        self._withdraw.clicked.connect(self._on_withdraw)
        keep = primary(tr("&Sammenlign og gem"), "keep_compared", "check")
        keep.clicked.connect(self._on_compared)
        self._with.returnPressed.connect(self._on_compared)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (read, save, self._withdraw):
            row.addWidget(button)
        row.addStretch(1)
        self._card.body.setContentsMargins(18, 12, 18, 14)
        self._card.body.setSpacing(8)
        self._card.body.addWidget(heading(tr("Sammenlign fingeraftrykket")))
        self._card.body.addWidget(self._says)
        self._card.body.addWidget(self._form)
        self._card.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addWidget(muted(tr("Vores fingeraftryk, som den anden skranke skal høre i telefonen:")))
        for part in (self._fingerprint, self._banner, self._none):
            column.addWidget(part)
        column.addWidget(self.view, 100)
        column.addStretch(1)
        column.addWidget(self._change)
        column.addWidget(self._keep_contact, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._card)
        column.addLayout(row)
        self._card.hide()

    def refresh(self) -> None:
        """Asks the drawer for the card and the desks."""
        desk = self._desk
        self._background.run(lambda: read_desks(desk), self._on_found, self._on_failed)

    def _on_found(self, found: KnownDesks) -> None:
        self._own, self._known, known = found.own, found, found.desks
        self._fingerprint.setText(self._own.fingerprint)
        fill(self._sits, found.contacts, "")
        at = self.view.currentIndex().row()
        self.table.show_values(known)
        self.view.setVisible(bool(known))
        self._none.setVisible(not known)
        if known:
            self.view.selectRow(at if 0 <= at < len(known) else 0)
        self._on_chosen()

    def _on_chosen(self) -> None:
        one = chosen(self.view, self.table)
        self._withdraw.setVisible(one is not None and one.state is not Trust.WITHDRAWN)
        is_trusted = one is not None and one.state is Trust.TRUSTED
        for part in (self._change, self._keep_contact):
            part.setVisible(is_trusted)
        if one is not None and is_trusted and self._known is not None:
            fill(self._contact, self._known.contacts, one.contact_id)
        if self._read is None and one is not None and one.state is Trust.UNCONFIRMED:
            self._ask(_card_of(one, self._desk.now()))
        elif self._read is None:
            self._card.hide()

    # -- this desk's card ------------------------------------------------------------------------------------------------
    def _on_save(self) -> None:
        own = self._own
        if own is None:
            return
        target = choosing.chosen_target(
            self, tr("Hvor skal skrankekortet ligge?"), str(Path.home() / "skrankekort.json"), "JSON (*.json)"
        )
        if target is not None:
            files, folder = {target: card_text(own).encode()}, self._desk.vault.folder
            said = tr("Kortet er gemt. Giv det til den anden skranke, og læs fingeraftrykket op for dem i telefonen.")
            self._background.run(
                lambda: self._desk.write_out(files, folder, lambda: None),
                lambda _: self._banner.say(Tone.SUCCESS, said),
                self._on_failed,
            )

    # -- another desk's --------------------------------------------------------------------------------------------------
    def _on_read(self) -> None:
        file = choosing.chosen_file(self, tr("Hvilken fil er skrankekortet?"))
        if file is not None:
            self.read_card(file)

    def read_card(self, file: Path) -> None:
        """Reads the card in that file, and asks for the fingerprint."""
        drawer = self._desk.open_drawer()
        self._background.run(lambda: drawer.read_desk_card(_content(file)), self._on_card, self._on_failed)

    def _on_card(self, card: DeskCard) -> None:
        self._banner.clear()
        self._read = card
        self._ask(card)

    def _ask(self, card: DeskCard) -> None:
        self._comparing = card
        self._says.setText(
            tr(
                "{name} siger, at de har {phone}. Ring på et nummer, I kender i forvejen, og få de 30 cifre læst op. "
                "Skriv det, du hører: programmet viser dem ikke, så ingen kommer til at læse dem selv.",
                name=card.name,
                phone=shown_phone(card.phone) or tr("intet nummer"),
            )
        )
        self._card.show()
        self._digits.setFocus()

    def _on_compared(self) -> None:
        drawer, card = self._desk.open_drawer(), self._comparing
        digits, spoke_with = tidy(self._digits.text()), tidy(self._with.text())
        complaints = {}
        if not digits:
            complaints["compare_digits"] = tr("Skriv de cifre, som de læser op.")
        if not spoke_with:
            complaints["compare_with"] = tr("Skriv, hvem du talte med.")
        if card is not None and self._form.check(complaints):
            contact_id = str(self._sits.currentData() or "")
            self._background.run(lambda: drawer.keep_desk(card, digits, spoke_with, contact_id), self._on_kept, self._on_unlike)

    def _on_kept(self, kept: Desk) -> None:
        self._read = None
        self._digits.clear()
        self._with.clear()
        self._card.hide()
        self._banner.say(Tone.SUCCESS, tr("{name} er gemt. Pakker kan sendes til dem og modtages fra dem.", name=kept.name))
        self.refresh()

    def _on_contact(self) -> None:
        """Somebody else sits there now; the keys are as they were."""
        drawer, one = self._desk.open_drawer(), chosen(self.view, self.table)
        if one is None:
            return
        contact_id, desk_id = str(self._contact.currentData() or ""), one.desk_id
        said = tr("Gemt. Hvad der må sendes til {name}, følger nu af, hvem der sidder der.", name=one.name)

        def on_kept(_kept: Desk) -> None:
            self._banner.say(Tone.SUCCESS, said)
            self.refresh()

        self._background.run(lambda: drawer.seat_at_desk(desk_id, contact_id), on_kept, self._on_failed)

    def _on_withdraw(self) -> None:
        one = chosen(self.view, self.table)
        if one is None:
            return
        asks = tr("Hvorfor trækkes tilliden til {name} tilbage? Det kommer i journalen.", name=one.name)
        reason, is_given = QInputDialog.getText(self, "StalkDesk", asks)
        if is_given and tidy(reason):
            drawer, desk_id = self._desk.open_drawer(), one.desk_id
            self._background.run(lambda: drawer.withdraw_desk(desk_id, tidy(reason)), lambda _: self.refresh(), self._on_failed)

    def _on_unlike(self, fault: DeskError) -> None:
        self._on_failed(fault)
        self._digits.setFocus()

    def _on_failed(self, fault: DeskError) -> None:
        self._banner.say(Tone.DANGER, str(fault))

    def leave(self) -> None:
        """A card that was read and not compared is not kept."""
        self._read = None
        self._digits.clear()
        self._with.clear()
        self._card.hide()
        self._banner.clear()


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_CARD + 1)
    except OSError as problem:
        names = {"file": file.name, "problem": problem.strerror or "?"}
        raise PackageUnfit(tr("Filen {file} kunne ikke læses: {problem}", **names)) from None


def _card_of(desk: Desk, at: datetime) -> DeskCard:
    """The card of a desk that is known."""
    return DeskCard(desk.desk_id, desk.name, desk.authority, desk.phone, desk.age_recipient, desk.signing_key, at)


def _why_contact() -> str:
    return tr("Et samtykke til visitatoren gælder kun en skranke, hvor visitatoren sidder.")
