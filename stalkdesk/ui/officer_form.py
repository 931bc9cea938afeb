"""Who can unlock the desk, as a form: name, user name, initials, and a first passphrase typed twice."""

from __future__ import annotations

from dataclasses import dataclass

from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.forms import Form, tidy
from stalkdesk.ui.passphrase import PassphraseLine, rules_sentence, show_button, strength_hint

_INITIALS_MOST = 5
_USER_NAME_MOST = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form gives. The passphrase lives only as long as this value."""

    full_name: str
    user_name: str
    initials: str
    passphrase: str

    def __repr__(self) -> str:
        return "Typed(…)"


class OfficerForm(Form):
    """Gives what was typed, or complains by the field."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._prefix = name
        self.full_name = self.line(f"{name}_full_name", tr("Fulde n&avn"))
        self.user_name = self.line(f"{name}_user_name", tr("&Brugernavn"), tr("Skrives, når skranken låses op."))
        self.initials = self.line(f"{name}_initials", tr("&Initialer"), tr("Står ved det, der krydses af."))
        self.side_by_side(f"{name}_user_name", f"{name}_initials")
        self.passphrase = PassphraseLine()
        self.again = PassphraseLine()
        shown = show_button(self.passphrase, f"{name}_show")
        self.add(f"{name}_passphrase", tr("A&dgangssætning"), self.passphrase, rules_sentence(), shown)
        self.add(f"{name}_again", tr("Adgangssætning i&gen"), self.again)
        self.passphrase.textChanged.connect(self._on_passphrase)
        self.again.textChanged.connect(lambda: self.complain(f"{name}_again", ""))
        self.full_name.editingFinished.connect(self._propose)

    def typed(self) -> Typed | None:
        """What was typed; None, with a sentence by the field, while something is missing."""
        full_name, user_name, initials = (tidy(field.text()) for field in (self.full_name, self.user_name, self.initials))
        name, missing = self._prefix, tr("Skal udfyldes.")
        complaints = {
            f"{name}_full_name": "" if full_name else missing,
            f"{name}_user_name": _user_name_complaint(user_name),
            f"{name}_initials": "" if 1 < len(initials) <= _INITIALS_MOST else tr("Skriv to til fem bogstaver."),
            f"{name}_passphrase": "" if self.passphrase.text() else missing,
            f"{name}_again": "" if self.again.text() == self.passphrase.text() else tr("De to adgangssætninger er ikke ens."),
        }
        if not self.check(complaints):
            return None
        return Typed(full_name, user_name, initials, self.passphrase.text())

    def refuse_passphrase(self, sentence: str) -> None:
        """Says by the passphrase why it was refused; the cursor goes there."""
        self.check({f"{self._prefix}_passphrase": sentence})

    def clear(self) -> None:
        """Empties every field."""
        for field in (self.full_name, self.user_name, self.initials, self.passphrase, self.again):
            field.clear()
        self.check({})

    def _on_passphrase(self, text: str) -> None:
        self.complain(f"{self._prefix}_passphrase", "")
        hint = strength_hint(text)
        remark = self.rows[f"{self._prefix}_passphrase"].remark
        remark.setText(f"{rules_sentence()}\n{hint}" if hint else rules_sentence())
        theme.set_role(remark, "muted")

    def _propose(self) -> None:
        """Initials from the name, as long as none are typed."""
        words = tidy(self.full_name.text()).split()
        if len(words) > 1 and not self.initials.text():
            self.initials.setText("".join(word[0] for word in (words[0], *words[-2:])[: _INITIALS_MOST - 2]).upper())


def _user_name_complaint(user_name: str) -> str:
    if not user_name:
        return tr("Skal udfyldes.")
    if " " in user_name:
        return tr("Brug et ord uden mellemrum.")
    return tr("Brug højst {most} tegn.", most=_USER_NAME_MOST) if len(user_name) > _USER_NAME_MOST else ""
