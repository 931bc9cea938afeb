"""The line on the first page that tells a supervisor to see to the recovery sheet: a year old, or never put away."""

from __future__ import annotations

from stalkdesk.casework.recovery import RecoveryState
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.desk import Desk


class RecoveryLine(Banner):
    """Empty while there is nothing to do."""

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__("home_recovery")
        self._desk, self._background = desk, background

    def refresh(self) -> None:
        """Asks how it stands with the sheet. What can't be asked is told elsewhere on the page."""
        self._background.run(self._desk.open_drawer().recovery_state, self._on_state, lambda _: None)

    def _on_state(self, state: RecoveryState) -> None:
        self.clear()
        if not state.is_put_away:
            sentence = tr("Der er lavet et nyt genskabelsesark, som ingen har bekræftet at have printet.")
            what = tr("Prøv det af, eller lav et nyt, under Indstillinger, Nøgler.")
            self.say(Tone.WARN, f"{sentence} {what}", tr("Genskabelsesarket"))
        elif state.is_due(self._desk.now()):
            sentence = tr("Det er over et år siden, at nogen så efter, at genskabelsesarket åbner sagsskabet.")
            what = tr("Prøv det af under Indstillinger, Nøgler.")
            self.say(Tone.WARN, f"{sentence} {what}", tr("Genskabelsesarket"))
