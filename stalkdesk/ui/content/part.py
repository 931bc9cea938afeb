"""What every part of the page of the content has: what is known, a banner, and a way to send a change to somebody else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stalkdesk.casework.content_changes import Proposal
from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.begun_text import BegunText
from stalkdesk.ui.content.known import Known
from stalkdesk.ui.desk import Desk


class ContentPart(QWidget):
    """One part. Emits `changed` when something was proposed or decided: the page reads everything again."""

    changed = Signal()

    def __init__(self, name: str, desk: Desk, background: Background) -> None:
        super().__init__()
        self.setObjectName(name)
        self.desk, self.background = desk, background
        self.banner = Banner(f"{name}_banner")
        self.known: Known | None = None

    def show_known(self, known: Known) -> None:
        """Shows how it stands now."""
        self.known = known

    def propose(self, proposal: Proposal, begun: BegunText | None = None) -> None:
        """Sends a change to somebody else, and says so. What was `begun` is begun no more."""
        drawer = self.desk.open_drawer()
        on_sent = begun.sending() if begun is not None else None

        def on_kept(_: object) -> None:
            if on_sent is not None:
                on_sent()
            self.banner.say(Tone.SUCCESS, sent_sentence(self.known))
            self.changed.emit()

        self.background.run(lambda: drawer.propose_change(proposal), on_kept, self.say_failed)

    def say_failed(self, error: DeskError) -> None:
        """Says why it did not work; what was typed stays."""
        self.banner.say(Tone.DANGER, str(error))


def sent_sentence(known: Known | None) -> str:
    """What is said when a change was sent: also when nobody is there who could approve it."""
    if known is not None and not known.others_can_decide:
        return tr(
            "Ændringen venter. Der er ingen anden leder eller visitator, som kan godkende den: tilføj en under "
            "Indstillinger, Medarbejdere."
        )
    return tr("Sendt til godkendelse. Den gælder, når en anden leder eller en visitator har godkendt den.")
