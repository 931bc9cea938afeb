"""The unit behind the desk, as a form: authority profile, name, letterhead. Used at set-up and in the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from stalkdesk.casework.officers import Authority, Unit
from stalkdesk.errors import BadAnswer
from stalkdesk.intake.phones import read_phone, shown_phone
from stalkdesk.language import tr
from stalkdesk.ui.forms import Form, tidy

ADDRESS_LINES_MOST = 4
_LINE_MOST = 80


class UnitForm(Form):
    """Gives a `Unit`, or complains by the field."""

    def __init__(self) -> None:
        super().__init__("unit_form")
        self.authority: QComboBox = self.choice(
            "unit_authority",
            tr("&Hvem hører skranken til?"),
            (
                (Authority.MUNICIPALITY.value, tr("Kommune (for eksempel borgerservice)")),
                (Authority.POLICE.value, tr("Politi (for eksempel ekspeditionen på en station)")),
            ),
            tr("Bestemmer, hvilke regler og tekster der gælder. Kan ikke ændres senere."),
        )
        self.unit_name = self.line("unit_name", tr("Enhedens &navn"), tr("Står øverst på alle ark."))
        self.address = self.lines("unit_address", tr("&Adresse til brevhovedet"), tr("Højst fire linjer."))
        self.phone = self.line("unit_phone", tr("&Telefon"), tr("Det nummer, borgeren kan ringe til."))

    def show_unit(self, unit: Unit, is_authority_fixed: bool) -> None:
        """Shows `unit`; its authority can only be chosen at set-up."""
        self.authority.setCurrentIndex(self.authority.findData(unit.authority.value))
        self.authority.setEnabled(not is_authority_fixed)
        self.unit_name.setText(unit.name)
        self.address.setPlainText("\n".join(unit.address_lines))
        self.phone.setText(shown_phone(unit.phone))
        self.check({})

    def unit(self) -> Unit | None:
        """What was typed; None, with a sentence by the field, while something is missing."""
        lines = tuple(line for line in map(tidy, self.address.toPlainText().splitlines()) if line)
        name, phone = tidy(self.unit_name.text()), tidy(self.phone.text())
        complaints = {
            "unit_name": "" if name else tr("Skriv enhedens navn, som det skal stå på papiret."),
            "unit_address": _address_complaint(lines),
            "unit_phone": phone_complaint(phone) if phone else "",
        }
        if not self.check(complaints):
            return None
        kept = read_phone(phone, "unit_phone") if phone else ""
        return Unit(Authority(self.authority.currentData()), name, lines, kept)


def phone_complaint(text: str) -> str:
    """Why `text` is no telephone number, in a sentence; empty when it is one."""
    try:
        read_phone(text, "phone")
    except BadAnswer as wrong:
        return str(wrong)
    return ""


def _address_complaint(lines: tuple[str, ...]) -> str:
    if not lines:
        return tr("Skriv adressen, som den skal stå på papiret.")
    if len(lines) > ADDRESS_LINES_MOST:
        return tr("Brug højst fire linjer.")
    if any(len(line) > _LINE_MOST for line in lines):
        return tr("En linje er for lang til brevhovedet. Brug højst {most} tegn.", most=_LINE_MOST)
    return ""
