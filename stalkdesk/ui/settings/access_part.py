"""The officer's own way in: another passphrase, and, where the computer has a keyring, this computer as a second factor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from stalkdesk.errors import DeskError, WeakPassphrase, WrongPassphrase
from stalkdesk.language import tr
from stalkdesk.ui import theme
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, label
from stalkdesk.ui.passphrase import PassphraseLine, rules_sentence, show_button, strength_hint
from stalkdesk.ui.settings.part import Part


@dataclass(frozen=True, slots=True)
class _Binding:
    """How it stands with this computer's keyring."""

    is_possible: bool
    is_bound: bool


class AccessPart(Part):
    """For everyone."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("access_part", desk, background)
        self._is_bound = False
        self._form = Form("access_form")
        self._old, self._new, self._again = PassphraseLine(), PassphraseLine(), PassphraseLine()
        self._form.add("access_old", tr("&Din adgangssætning nu"), self._old, "", show_button(self._old, "access_show_old"))
        shown = show_button(self._new, "access_show_new")
        self._form.add("access_new", tr("&Ny adgangssætning"), self._new, rules_sentence(), shown)
        self._form.add("access_again", tr("Ny adgangssætning &igen"), self._again)
        self._change = primary(tr("&Skift adgangssætning"), "access_change", "check")
        self._change.clicked.connect(self.change)
        self._bind_form = Form("bind_form")
        self._own = PassphraseLine()
        self._bind_form.add("bind_passphrase", tr("Din &adgangssætning"), self._own)
        self._says = label("", "", "bind_says")
        self._bind = secondary("", "bind_change", "shield")
        self._bind.clicked.connect(self.bind)
        self._card = Card("bind_card")
        self._card.hide()
        self._lay_out()
        self._old.textChanged.connect(lambda: self._form.complain("access_old", ""))
        self._own.textChanged.connect(lambda: self._bind_form.complain("bind_passphrase", ""))
        self._again.textChanged.connect(lambda: self._form.complain("access_again", ""))
        self._new.textChanged.connect(self._on_new)

    def _lay_out(self) -> None:
        card = Card("access_card")
        card.body.addWidget(heading(tr("Skift adgangssætning")))
        card.body.addWidget(self._form)
        card.body.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        self._card.body.addWidget(heading(tr("Bind til denne computer")))
        self._card.body.addWidget(self._says)
        self._card.body.addWidget(self._bind_form)
        self._card.body.addWidget(self._bind, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card)
        self.column.addWidget(self._card)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Asks whether there is a keyring, and whether it is used. Without one nothing is said of it."""
        drawer = self.desk.open_drawer()
        self.background.run(lambda: _Binding(drawer.can_bind(), drawer.is_bound()), self._on_binding, self.say_failed)

    def _on_binding(self, binding: _Binding) -> None:
        self._is_bound = binding.is_bound
        self._card.setVisible(binding.is_possible or binding.is_bound)
        self._says.setText(_bound_sentence() if binding.is_bound else _unbound_sentence())
        self._bind.setText(tr("&Ophæv bindingen") if binding.is_bound else tr("&Bind til denne computer"))
        self._bind.setAccessibleName(self._bind.text().replace("&", ""))

    def _on_new(self, text: str) -> None:
        self._form.complain("access_new", "")
        hint = strength_hint(text)
        remark = self._form.rows["access_new"].remark
        remark.setText(f"{rules_sentence()}\n{hint}" if hint else rules_sentence())
        theme.set_role(remark, "muted")

    def change(self) -> None:
        """Changes the passphrase, on the worker."""
        drawer, old, new = self.desk.open_drawer(), self._old.text(), self._new.text()
        missing = tr("Skal udfyldes.")
        complaints = {
            "access_old": "" if old else missing,
            "access_new": "" if new else missing,
            "access_again": "" if self._again.text() == new else tr("De to adgangssætninger er ikke ens."),
        }
        if self._change.isEnabled() and self._form.check(complaints):
            self._carry_out(
                lambda: drawer.change_passphrase(old, new), tr("Adgangssætningen er skiftet. Brug den nye næste gang.")
            )

    def bind(self) -> None:
        """Binds to this computer, or lets go, on the worker."""
        drawer, passphrase = self.desk.open_drawer(), self._own.text()
        if not self._bind.isEnabled() or not self._bind_form.check(
            {"bind_passphrase": "" if passphrase else tr("Skal udfyldes.")}
        ):
            return
        if self._is_bound:
            self._carry_out(lambda: drawer.unbind_from_computer(passphrase), tr("Adgangssætningen åbner igen alene."))
        else:
            self._carry_out(lambda: drawer.bind_to_computer(passphrase), tr("Din adgang er nu bundet til denne computer."))

    def _carry_out(self, work: Callable[[], None], said: str) -> None:
        self._set_busy(True)
        self.background.run(work, lambda _: self._on_done(said), self._on_failed, lambda: self._set_busy(False))

    def _set_busy(self, is_busy: bool) -> None:
        self._change.setEnabled(not is_busy)
        self._bind.setEnabled(not is_busy)

    def _on_done(self, said: str) -> None:
        for line in (self._old, self._new, self._again, self._own):
            line.clear()
        self.banner.say(Tone.SUCCESS, said)
        self.refresh()

    def _on_failed(self, error: DeskError) -> None:
        self.banner.clear()
        if isinstance(error, WrongPassphrase) and self._old.text():
            self._form.check({"access_old": tr("Det er ikke din adgangssætning. Prøv igen.")})
        elif isinstance(error, WrongPassphrase):
            self._bind_form.check({"bind_passphrase": tr("Det er ikke din adgangssætning. Prøv igen.")})
        elif isinstance(error, WeakPassphrase):
            self._form.check({"access_new": str(error)})
        else:
            self.say_failed(error)


def _unbound_sentence() -> str:
    return tr(
        "Så skal der både din adgangssætning og denne computer til, før du kan låse op. Den, der lurer sætningen og tager en "
        "kopi af sagsskabet, kommer ikke ind. Til gengæld kan du ikke låse op på en anden computer. Genskabelsesarket åbner "
        "altid."
    )


def _bound_sentence() -> str:
    return tr(
        "Din adgang er bundet til denne computer: der skal både den og din adgangssætning til. Ophæv bindingen, før "
        "computeren skiftes ud. Genskabelsesarket åbner altid."
    )
