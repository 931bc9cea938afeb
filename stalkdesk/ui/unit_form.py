"""The unit behind the desk, as a form: authority profile, name, letterhead. Used at set-up and in the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from stalkdesk.casework.officers import Authority, Unit
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
        self.address = self.lines("unit_address", tr("&Adresse til brevhovedet"), tr("En linje for hver, højst fire."))
        self.phone = self.line("unit_phone", tr("&Telefon"), tr("Det nummer, borgeren kan ringe til."))

    def show_unit(self, unit: Unit, is_authority_fixed: bool) -> None:
        """Shows `unit`; its authority can only be chosen at set-up."""
        self.authority.setCurrentIndex(self.authority.findData(unit.authority.value))
        self.authority.setEnabled(not is_authority_fixed)
        self.unit_name.setText(unit.name)
        self.address.setPlainText("\n".join(unit.address_lines))
        self.phone.setText(unit.phone)
        self.check({})

    def unit(self) -> Unit | None:
        """What was typed; None, with a sentence by the field, while something is missing."""
        lines = tuple(line for line in map(tidy, self.address.toPlainText().splitlines()) if line)
        name, phone = tidy(self.unit_name.text()), tidy(self.phone.text())
        complaints = {
            "unit_name": "" if name else tr("Skriv enhedens navn, som det skal stå på papiret."),
            "unit_address": _address_complaint(lines),
            "unit_phone": "" if is_phone(phone) or not phone else tr("Skriv nummeret med cifre, for eksempel 12 34 56 78."),
        }
        if not self.check(complaints):
            return None
        return Unit(Authority(self.authority.currentData()), name, lines, phone)


def is_phone(text: str) -> bool:
    """Whether `text` looks like a telephone number: 3 to 15 digits, with spaces, dashes, brackets and a plus at most."""
    digits = sum(sign.isdigit() for sign in text)
    return 3 <= digits <= 15 and all(sign.isdigit() or sign in " +-()" for sign in text)


def _address_complaint(lines: tuple[str, ...]) -> str:
    if not lines:
        return tr("Skriv adressen, som den skal stå på papiret.")
    if len(lines) > ADDRESS_LINES_MOST:
        return tr("Brug højst fire linjer.")
    if any(len(line) > _LINE_MOST for line in lines):
        return tr("En linje er for lang til brevhovedet. Brug højst {most} tegn.", most=_LINE_MOST)
    return ""
