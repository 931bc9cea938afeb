"""Where the backups go, how it stands with them, taking one now, and the drill."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSpinBox

from stalkdesk.casework.backups import BackupStatus, Drill, PlaceResult, PlaceState
from stalkdesk.language import tr
from stalkdesk.settings import BACKUP_KEEP_DAYS, BACKUP_WARN_DAYS, Setting, value
from stalkdesk.ui.background import Background
from stalkdesk.ui.backup.words import last_sentence, place_state, place_time, warning
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.card import Card
from stalkdesk.ui.cases.case_table import local_time
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.forms import Form
from stalkdesk.ui.labels import heading, label, muted
from stalkdesk.ui.settings.part import Part
from stalkdesk.ui.table import TableColumn, ValuesTable, chosen, table_view

_ROWS_HEIGHT = 190
_FIELD_WIDTH = 160


@dataclass(frozen=True, slots=True)
class _Read:
    status: BackupStatus
    keep_days: str
    warn_days: str


class BackupPart(Part):
    """For the supervisor."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("backup_part", desk, background)
        self._places = ValuesTable[PlaceState](_columns())
        self._view = table_view(self._places, "backup_places", tr("Steder for sikkerhedskopier"))
        self._view.setFixedHeight(_ROWS_HEIGHT)
        self._none = muted(tr("Der er ikke valgt noget sted endnu."), "backup_no_places")
        self._last = label("", "strong", "backup_last")
        self._drilled = muted("", "backup_drilled")
        self._now = primary(tr("&Tag en sikkerhedskopi nu"), "backup_now", "save")
        self._now.clicked.connect(self.back_up)
        self._drill = secondary(tr("&Øv en genskabelse"), "backup_drill", "refresh-cw")
        self._drill.clicked.connect(self.drill)
        self._remove = quiet(tr("&Fjern stedet"), "backup_remove", "trash-2")
        self._remove.clicked.connect(self.remove_chosen)
        self._keep_days, self._warn_days = _days(BACKUP_KEEP_DAYS), _days(BACKUP_WARN_DAYS)
        self._lay_out()

    def _lay_out(self) -> None:
        self.column.addWidget(self._state_card())
        self.column.addWidget(self._places_card())
        self.column.addWidget(self._numbers_card())
        self.column.addStretch(1)

    def _state_card(self) -> Card:
        card = Card("backup_state_card")
        card.body.addWidget(heading(tr("Sikkerhedskopi")))
        card.body.addWidget(self._last)
        card.body.addWidget(
            muted(
                tr(
                    "Der tages en kopi af sig selv, når skranken låses eller lukkes, og én gang om dagen. Hver kopi er "
                    "krypteret, bliver læst igennem igen og får først sit navn, når den er hel."
                )
            )
        )
        card.body.addLayout(_row(self._now, self._drill))
        card.body.addWidget(self._drilled)
        return card

    def _places_card(self) -> Card:
        card = Card("backup_places_card")
        card.body.addWidget(heading(tr("Steder")))
        card.body.addWidget(
            muted(
                tr(
                    "Et USB-stik, en anden disk eller en mappe på et drev. Gem helst på mindst to, og hav det ene et andet "
                    "sted."
                )
            )
        )
        add = secondary(tr("T&ilføj et sted …"), "backup_add", "plus")
        add.clicked.connect(self._on_add)
        card.body.addWidget(self._view)
        card.body.addWidget(self._none)
        card.body.addLayout(_row(add, self._remove))
        return card

    def _numbers_card(self) -> Card:
        card = Card("backup_numbers_card")
        card.body.addWidget(heading(tr("Hvor længe")))
        card.body.addWidget(
            muted(
                tr(
                    "Ud over dagene beholdes den seneste kopi fra hver måned i et år. Derefter er også det, der er slettet i "
                    "sagsskabet, væk fra kopierne."
                )
            )
        )
        form = Form("backup_numbers")
        for setting, field in ((BACKUP_KEEP_DAYS, self._keep_days), (BACKUP_WARN_DAYS, self._warn_days)):
            form.add(setting.key, setting.label(), field, width=_FIELD_WIDTH)
        keep = secondary(tr("&Gem"), "backup_keep", "check")
        keep.clicked.connect(self.keep_numbers)
        card.body.addWidget(form)
        card.body.addWidget(keep, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def refresh(self) -> None:
        """Asks how it stands, and looks into every place."""
        drawer = self.desk.open_drawer()
        self.background.run(
            lambda: _Read(drawer.backups.status(), drawer.setting(BACKUP_KEEP_DAYS.key), drawer.setting(BACKUP_WARN_DAYS.key)),
            self._on_read,
            self.say_failed,
        )

    def _on_read(self, read: _Read) -> None:
        status = read.status
        self._places.show_values(status.places)
        if status.places:
            self._view.selectRow(0)
        self._view.setVisible(bool(status.places))
        self._remove.setVisible(bool(status.places))
        self._none.setVisible(not status.places)
        self._now.setEnabled(bool(status.places))
        self._drill.setEnabled(status.last_at is not None)
        self._last.setText(warning(status) or last_sentence(status))
        self._drilled.setText(_drill_sentence(status))
        self._keep_days.setValue(value(BACKUP_KEEP_DAYS, read.keep_days))
        self._warn_days.setValue(value(BACKUP_WARN_DAYS, read.warn_days))

    # -- the acts --------------------------------------------------------------------------------------------------------
    def _on_add(self) -> None:
        folder = chosen_folder(self, tr("Vælg et sted til sikkerhedskopier"))
        if folder is not None:
            self.add_place(folder)

    def add_place(self, place: Path) -> None:
        """One place more."""
        self._keep_places(
            (*(one.place for one in self._places.values), place), tr("Stedet er tilføjet. Tag den første kopi nu.")
        )

    def remove_chosen(self) -> None:
        """No more backups there; those that are there stay."""
        gone = chosen(self._view, self._places)
        if gone is not None:
            kept = tuple(one.place for one in self._places.values if one is not gone)
            self._keep_places(kept, tr("Stedet bruges ikke mere. De kopier, der ligger der, er ikke rørt."))

    def _keep_places(self, places: tuple[Path, ...], said: str) -> None:
        drawer = self.desk.open_drawer()
        self.act(lambda: drawer.backups.keep_places(places), said)

    def keep_numbers(self) -> None:
        """Keeps how many days."""
        drawer = self.desk.open_drawer()
        numbers = {BACKUP_KEEP_DAYS.key: self._keep_days.value(), BACKUP_WARN_DAYS.key: self._warn_days.value()}

        def work() -> None:
            for key, number in numbers.items():
                if drawer.setting(key) != str(number):
                    drawer.keep_setting(key, str(number))

        self.act(work, tr("Gemt."))

    def back_up(self) -> None:
        """Takes one now, in every place."""
        drawer = self.desk.open_drawer()
        self._begin(tr("Sikkerhedskopien bliver taget og læst igennem …"))
        self.background.run(drawer.backups.back_up, self._on_backed_up, self.say_failed, self.refresh)

    def _on_backed_up(self, results: tuple[PlaceResult, ...]) -> None:
        troubles = [result.trouble for result in results if result.trouble]
        if troubles:
            good = len(results) - len(troubles)
            told = [tr("{count} af {all} kopier lykkedes.", count=good, all=len(results)), *troubles]
            self.banner.say(Tone.WARN if good else Tone.DANGER, "\n".join(told))
        else:
            self.banner.say(Tone.SUCCESS, tr("Sikkerhedskopien er taget og læst igennem."))

    def drill(self) -> None:
        """Restores the newest one to nowhere, and compares."""
        drawer = self.desk.open_drawer()
        self._begin(tr("Den nyeste kopi bliver hentet ud og sammenlignet …"))
        self.background.run(drawer.backups.drill, self._on_drilled, self.say_failed, self.refresh)

    def _on_drilled(self, drill: Drill) -> None:
        if drill.faults:
            self.banner.say(Tone.DANGER, "\n".join((*drill.faults, tr("Tag en ny kopi, helst et andet sted."))))
            return
        sentence = tr(
            "Kopien fra {time} kan bruges: {cases} sager og kladder, {attachments} bilag og {lines} journallinjer var der.",
            time=local_time(drill.backup.made_at),
            cases=drill.cases,
            attachments=drill.attachments,
            lines=drill.journal_number,
        )
        self.banner.say(Tone.SUCCESS, sentence)

    def _begin(self, sentence: str) -> None:
        self._now.setEnabled(False)
        self._drill.setEnabled(False)
        self.banner.say(Tone.NOTE, sentence, tr("Vent lidt"))


def _columns() -> tuple[TableColumn[PlaceState], ...]:
    return (
        TableColumn(tr("Sted"), lambda state: str(state.place)),
        TableColumn(tr("Seneste kopi"), place_time),
        TableColumn(tr("Kopier"), lambda state: str(len(state.kept)) if state.is_there else "–"),
        TableColumn(tr("Tilstand"), place_state, stretches=True),
    )


def _days(setting: Setting) -> QSpinBox:
    field = QSpinBox()
    field.setRange(setting.least, setting.most)
    field.setSuffix(" " + tr("dage"))
    return field


def _drill_sentence(status: BackupStatus) -> str:
    if status.drill_trouble:
        return tr("Den sidste øvelse gik ikke godt: {trouble}", trouble=status.drill_trouble)
    if status.drill_at is None:
        return tr("En genskabelse er ikke øvet endnu. Gør det en gang om måneden.")
    told = tr("En genskabelse er sidst øvet {time}.", time=local_time(status.drill_at))
    return f"{told} {tr('Det er tid igen.')}" if status.drill_is_due else told


def _row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
