"""The unit and its letterhead. What is written here is approved by somebody else before it stands on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from stalkdesk.casework.content_changes import UNIT_TARGET, ChangeKind, Proposal, unit_value
from stalkdesk.casework.officers import Unit
from stalkdesk.language import SOURCE_LANGUAGE, tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.begun_text import BegunText, typed_field
from stalkdesk.ui.buttons import primary
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.labels import muted
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.unit_form import UnitForm


class UnitPart(Part):
    """For supervisors."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("unit_part", desk, background)
        self._now: Unit | None = None
        self.form = UnitForm()
        form = self.form
        typed = {"name": typed_field(form.unit_name), "address": typed_field(form.address), "phone": typed_field(form.phone)}
        self.begun = BegunText(desk, self, typed, "unit_undo")
        keep = primary(tr("Send til &godkendelse"), "unit_keep", "check")
        keep.clicked.connect(self.keep)
        self.column.addWidget(muted(second_person_sentence(), "unit_second_person"))
        self.column.addWidget(self.form)
        foot = QHBoxLayout()
        foot.addWidget(keep)
        foot.addWidget(self.begun.undo)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addStretch(1)

    def refresh(self) -> None:
        """Reads the unit again."""
        self.background.run(self.desk.open_drawer().unit, self._on_unit, self.say_failed)

    def _on_unit(self, unit: Unit) -> None:
        self._now = unit
        self.begun.show("unit", unit, lambda: self.form.show_unit(unit, is_authority_fixed=True))

    def keep(self) -> None:
        """Sends what was typed to somebody else, or complains by the field."""
        unit, now, drawer = self.form.unit(), self._now, self.desk.open_drawer()
        if unit is None or now is None:
            return
        proposal = Proposal(
            kind=ChangeKind.UNIT,
            target=UNIT_TARGET,
            language=SOURCE_LANGUAGE.value,
            value=unit_value(unit),
            before=unit_value(now),
            source="OWN",
            checked_on=self.desk.now().astimezone().date(),
        )
        on_sent = self.begun.sending()

        def on_kept(_: object) -> None:
            on_sent()
            self.refresh()
            self.banner.say(Tone.SUCCESS, waits_sentence())

        self.background.run(lambda: drawer.propose_change(proposal), on_kept, self.say_failed)


def second_person_sentence() -> str:
    """Why nothing changes at once."""
    return tr("Det her står på de ark, I giver ud. Derfor skal en anden leder eller en visitator godkende, før det gælder.")


def waits_sentence() -> str:
    """What is said when it was sent."""
    return tr("Sendt til godkendelse. Det gælder, når en anden leder eller en visitator har godkendt det under Indhold.")
