"""When the store can't be opened as it lies there: what is wrong, what to do, where it lies. Never a new one in its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from stalkdesk.errors import (
    DeskError,
    KeysDamaged,
    KeysMissing,
    PlaceUnfit,
    StoreForeign,
    StoreInUse,
    StoreMissing,
    StoreTooNew,
)
from stalkdesk.language import tr
from stalkdesk.ui import icons
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.buttons import primary, quiet, secondary
from stalkdesk.ui.choosing import chosen_folder
from stalkdesk.ui.entrance import Entrance
from stalkdesk.ui.labels import label, muted, title

_CARD_WIDTH = 680


def _title(error: DeskError) -> str:
    if isinstance(error, KeysMissing):
        return tr("Nøglefilen mangler")
    if isinstance(error, KeysDamaged):
        return tr("Nøglefilen er beskadiget")
    if isinstance(error, StoreMissing):
        return tr("Sagsskabet er ikke, hvor det plejer")
    if isinstance(error, StoreForeign):
        return tr("Filen er ikke et sagsskab, programmet kender")
    if isinstance(error, StoreTooNew):
        return tr("Sagsskabet er skrevet af en nyere udgave")
    if isinstance(error, StoreInUse):
        return tr("Sagsskabet er åbent et andet sted")
    if isinstance(error, PlaceUnfit):
        return tr("Mappen kan ikke bruges")
    return tr("Sagsskabet er beskadiget")


def _advice(error: DeskError, has_key_copy: bool) -> str:
    if is_of_keys(error) and has_key_copy:
        return tr(
            "Sagerne ligger her stadig, og der er en kopi af nøglefilen på denne computer. Læg den på plads, og lås op som "
            "før. Virker det ikke, åbner det printede genskabelsesark sagsskabet. Slet ingen filer."
        )
    if is_of_keys(error):
        return tr(
            "Sagerne ligger her stadig. Er der ingen kopi af nøglefilen, kan sagsskabet åbnes med det printede "
            "genskabelsesark. Slet ingen filer. Tag imod på papir imens; Akut fare (F9) virker stadig."
        )
    if isinstance(error, StoreInUse):
        return tr("Luk StalkDesk det andet sted, og prøv igen.")
    if isinstance(error, StoreTooNew):
        return tr("Bed den it-ansvarlige om at opdatere programmet på denne computer. Der sker ikke noget med sagerne imens.")
    if isinstance(error, StoreMissing):
        return tr("Er drevet eller mappen flyttet? Forbind drevet igen, eller vælg mappen, hvor filerne ligger nu.")
    return tr(
        "Slet og flyt ingen filer. Har I en sikkerhedskopi, kan sagsskabet hentes fra den til en ny mappe; det ødelagte bliver "
        "liggende. Tag imod på papir imens; Akut fare (F9) virker stadig."
    )


def is_of_keys(error: DeskError) -> bool:
    """Whether only the key file is the trouble, so that the recovery sheet opens the store."""
    return isinstance(error, KeysMissing | KeysDamaged)


class StoreTrouble(Entrance):
    """Emits `retried`, `folder_chosen(Path)`, `recovery_asked` where the recovery sheet helps, `restore_asked`,
    `begin_asked` where a new store may be begun (`may_begin`), or `keys_back_asked` (`has_key_copy`)."""

    keys_back_asked = Signal()
    recovery_asked = Signal()
    restore_asked = Signal()
    retried = Signal()
    folder_chosen = Signal(object)
    begin_asked = Signal()

    def __init__(self, error: DeskError, folder: Path, may_begin: bool = False, has_key_copy: bool = False) -> None:
        super().__init__("store_trouble", _CARD_WIDTH, scrolls=True, offers_training=True)
        self._folder = folder
        self._banner = Banner("store_trouble_banner")
        mark = QLabel()
        mark.setPixmap(icons.pixmap("triangle-alert", "danger", 32))
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(title(_title(error), "store_trouble_title"), 1)
        self.body.addLayout(head)
        self.body.addWidget(label(str(error), "strong", "store_trouble_sentence"))
        self.body.addWidget(label(_advice(error, has_key_copy), "", "store_trouble_advice"))
        where = muted(tr("Mappe: {folder}", folder=folder), "store_trouble_folder")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(where)
        self.body.addWidget(self._banner)
        self.body.addSpacing(8)
        self._add_buttons(is_of_keys(error), may_begin, has_key_copy)

    def _add_buttons(self, may_recover: bool, may_begin: bool, has_key_copy: bool) -> None:
        """The ways on; what is long has a line of its own, so that no language cuts it."""
        again = (secondary if may_recover else primary)(tr("&Prøv igen"), "store_retry", "refresh-cw")
        again.clicked.connect(self.retried)
        self._first = again
        if may_recover and has_key_copy:
            self._first = primary(tr("&Læg kopien på plads"), "store_keys_back", "check")
            self._first.clicked.connect(self.keys_back_asked)
        elif may_recover:
            self._first = self._sheet_button(primary)
        other = secondary(tr("&Vælg en anden mappe …"), "store_choose", "folder-open")
        other.clicked.connect(self._on_choose)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._first)
        if may_recover:
            foot.addWidget(again)
        foot.addWidget(other)
        foot.addStretch(1)
        self.body.addLayout(foot)
        if may_recover and has_key_copy:
            self.body.addWidget(self._sheet_button(quiet), 0, Qt.AlignmentFlag.AlignLeft)
        restore = quiet(tr("&Hent fra sikkerhedskopi …"), "store_restore", "download")
        restore.clicked.connect(self.restore_asked)
        self.body.addWidget(restore, 0, Qt.AlignmentFlag.AlignLeft)
        if may_begin:
            begin = quiet(tr("&Opret et nyt, tomt sagsskab her …"), "store_begin")
            begin.clicked.connect(self.begin_asked)
            self.body.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)

    def _sheet_button(self, kind: Callable[..., QPushButton]) -> QPushButton:
        sheet = kind(tr("&Brug genskabelsesarket"), "store_recover", "file-text")
        sheet.clicked.connect(self.recovery_asked)
        return sheet

    def take_focus(self) -> None:
        """Puts the keyboard on the first way on."""
        self._first.setFocus()

    def say(self, error: DeskError) -> None:
        """Says that what was tried did not work."""
        self._banner.say(Tone.DANGER, str(error))

    def refuse_folder(self, folder: Path) -> None:
        """Says that the folder that was chosen holds no store."""
        sentence = tr(
            "I mappen {folder} ligger der ikke noget sagsskab. Vælg den mappe, hvor filerne desk.sdk og desk.keys ligger.",
            folder=folder,
        )
        self._banner.say(Tone.WARN, sentence)

    def _on_choose(self) -> None:
        chosen = chosen_folder(self, tr("Vælg mappen med sagsskabet"), str(self._folder))
        if chosen is not None:
            self.folder_chosen.emit(chosen)
