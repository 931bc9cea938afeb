"""What the pages that make one paper and print it have in common: what is asked at the left, the paper at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stalkdesk.errors import DeskError
from stalkdesk.language import tr
from stalkdesk.ui.background import Background
from stalkdesk.ui.banner import Banner, Tone
from stalkdesk.ui.cases.part import OverPage
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.after_printing import AfterPrinting
from stalkdesk.ui.papers.giving import Giving
from stalkdesk.ui.papers.paper import Paper
from stalkdesk.ui.papers.preview_half import PreviewHalf

CONSENT_PART = "consent_part"
"""Where in the case it is noted to whom what may be told."""


class PaperPage(OverPage):
    """A page over the case, named `name`. It lets go of its paper when it is left."""

    def __init__(self, desk: Desk, background: Background, reference: str, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_page")
        self._desk, self._background, self._reference = desk, background, reference
        self._paper: Paper | None = None
        self._is_left = False
        self._said: tuple[Tone, str] = (Tone.NOTE, "")
        self._banner = Banner(f"{name}_banner")
        self._preview = PreviewHalf()
        self._after = AfterPrinting()
        self._giving = Giving(background, self)

    def _lay_beside(self, asked: QVBoxLayout, width: int) -> None:
        """What is asked in a column of that width, the paper beside it."""
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(10)
        left = QWidget()
        left.setLayout(asked)
        left.setFixedWidth(width)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 20, 32, 16)
        row.setSpacing(16)
        row.addWidget(left)
        row.addWidget(self._preview, 1)

    def _connect_printing(self, act: QPushButton, back: QPushButton) -> None:
        act.clicked.connect(self._on_print)
        back.clicked.connect(self._on_back)
        self._preview.way_taken.connect(self.to_consent)
        self._giving.said.connect(self._on_said)
        self._giving.kept.connect(self._on_kept)
        self._giving.sent.connect(self._after.ask_whether_out)
        self._giving.came_out.connect(self._on_came_out)
        self._giving.settled.connect(self._on_settled)
        self._after.answered.connect(self._giving.answer)
        self._after.later.connect(self._on_back)

    def to_consent(self) -> None:
        """Leaves for the part in which it is noted what may be told to whom; what is typed here stays with the desk."""
        self.part_asked.emit(CONSENT_PART)

    # -- what each of them does ------------------------------------------------------------------------------------------
    def _on_print(self) -> None:
        raise NotImplementedError

    def _on_kept(self, papers: tuple[Paper, ...]) -> None:
        raise NotImplementedError

    def _on_came_out(self) -> None:
        raise NotImplementedError

    def _on_settled(self) -> None:
        self._on_back()

    # -- what all of them do ---------------------------------------------------------------------------------------------
    def _on_said(self, tone: Tone, sentence: str) -> None:
        self._said = (tone, sentence)
        self._banner.say(tone, sentence)

    def _on_back(self) -> None:
        self.left.emit(*self._said)

    def leave(self) -> None:
        """Lets go of the paper."""
        self._is_left = True
        self._paper = None
        self._giving.forget()
        self._preview.clear()

    def _on_not_made(self, problem: DeskError) -> None:
        """Where the paper would be stands why it is not."""
        if not self._is_left:
            self._preview.say(tr("Arket kan ikke laves"), str(problem))

    def _on_failed(self, problem: DeskError) -> None:
        if not self._is_left:
            self._banner.say(Tone.DANGER, str(problem))
