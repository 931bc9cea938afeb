"""How an intake is left: the draft closed, or the case filed, as soon as everything given is in the drawer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from stalkdesk.casework.cases import Filed
from stalkdesk.casework.evaluations import Confirmation
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Tone
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.intake.bars import FootBar
from stalkdesk.ui.intake.closing import ClosingPage, filing
from stalkdesk.ui.intake.conversation import Conversation


class Departure(QObject):
    """Waits for the drawer, then closes or files. `closed`: the draft may be left; `filed(Filed)`: the case is durable.

    `hand_in` hands what was typed to the worker. Saving that fails takes the wish back: the person presses again.
    """

    closed = Signal()
    filed = Signal(object)

    def __init__(
        self, desk: Desk, background: Background, closing: ClosingPage, foot: FootBar, hand_in: Callable[[], None]
    ) -> None:
        super().__init__(closing)
        self._desk, self._background = desk, background
        self._closing, self._foot, self._hand_in = closing, foot, hand_in
        self._talk: Conversation | None = None
        self._wants = ""

    def close(self, talk: Conversation | None) -> None:
        """Closes the draft."""
        self._when_settled("close", talk)

    def file(self, talk: Conversation) -> None:
        """Files the case; says what is missing when something is."""
        if talk.walk.blocking():
            self._closing.say_blocked()
        elif self._closing.level.confirmation() is not None:
            self._when_settled("file", talk)

    def go_on(self) -> None:
        """Does what waited, if everything is in the drawer now."""
        if self._talk is not None and not self._talk.keeping.is_settled:
            return
        wanted, self._wants = self._wants, ""
        if wanted == "close":
            self.closed.emit()
        elif wanted == "file" and self._talk is not None:
            self._file(self._talk)

    def give_up(self) -> None:
        """Something could not be saved: nothing waits any more."""
        self._wants = ""
        self._foot.setEnabled(True)

    def _when_settled(self, wanted: str, talk: Conversation | None) -> None:
        self._hand_in()
        self._wants, self._talk = wanted, talk
        self.go_on()

    def _file(self, talk: Conversation) -> None:
        confirmation: Confirmation | None = self._closing.level.confirmation()
        if confirmation is None:
            return
        self._set_filing(True)
        talk.keeping.forget_place()
        self._background.run(filing(self._desk, talk, confirmation), self._on_filed, self._on_not_filed)

    def _set_filing(self, is_filing: bool) -> None:
        """While the case is being filed nothing of it can be changed."""
        for part in (self._foot, self._closing):
            part.setEnabled(not is_filing)

    def _on_filed(self, filed: Filed) -> None:
        self._talk = None
        self._set_filing(False)
        self.filed.emit(filed)

    def _on_not_filed(self, error: DeskError) -> None:
        self._set_filing(False)
        self._closing.banner.say(Tone.DANGER, str(error), tr("Ikke oprettet"))
