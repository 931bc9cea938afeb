"""The review of an exercise: her outcome beside the expected one, then every question, what was missed first. Never a score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stalkdesk.language import tr
from stalkdesk.training.comparing import Judgement
from stalkdesk.training.reviewing import AnswerReview, Group
from stalkdesk.ui.buttons import primary, secondary
from stalkdesk.ui.card import scrolling
from stalkdesk.ui.intake.pieces import Piece, PieceColumn
from stalkdesk.ui.labels import muted, title
from stalkdesk.ui.training.review_parts import answer_part, aside_part, lesson_part, outcome_part, right_part, rules_part
from stalkdesk.ui.training.rounds import LookedBack

FEW = 5
"""So many questions aside of the outcome, which nobody asked, are shown at once; more are folded."""


def _lies_aside(one: AnswerReview) -> bool:
    """Not come out, and neither critical nor read by a rule of the outcome."""
    return one.group is Group.OTHER and one.judgement is Judgement.MISSED


class ReviewPage(QWidget):
    """`left`: back to the list; `begun(Vignette)`: play this one, again or the next."""

    left = Signal()
    begun = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("review_page")
        self._found: LookedBack | None = None
        self._is_unfolded = False
        self._title = title("", "review_title")
        self._summary = muted("", "review_summary")
        self._pieces = PieceColumn()
        self._area = scrolling(self._pieces, "review_scroll")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(tr("Svaret"))
        self._pieces.tab_after = self._area
        self._next = primary(tr("&Næste sag"), "next_exercise", "arrow-right")
        self._next.clicked.connect(self._on_next)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QVBoxLayout()
        inside.setContentsMargins(32, 22, 26, 12)
        inside.setSpacing(8)
        inside.addWidget(self._title)
        inside.addWidget(self._summary)
        inside.addWidget(self._area, 1)
        column.addLayout(inside, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        back = secondary(tr("Til &listen"), "review_left", "arrow-left")
        again = secondary(tr("&Prøv igen"), "review_again", "refresh-cw")
        back.clicked.connect(self.left)
        again.clicked.connect(self._on_again)
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 12, 26, 12)
        row.setSpacing(10)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(again)
        row.addWidget(self._next)
        return foot

    @property
    def is_whole(self) -> bool:
        """Whether all of the review is there; its parts are made one after another."""
        return self._pieces.is_whole

    def show_review(self, found: LookedBack) -> None:
        """Shows the review from its beginning."""
        self._found, self._is_unfolded = found, False
        self._title.setText(tr("Svaret: {title}", title=found.vignette.title))
        self._summary.setText(found.review.summary)
        self._next.setVisible(found.following is not None)
        self._pieces.show_pieces(self._made_pieces(found))
        self._area.verticalScrollBar().setValue(0)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made_pieces(self, found: LookedBack) -> list[Piece]:
        review, played = found.review, found.round.case_id
        off = [one for one in review.answers if one.judgement is not Judgement.RIGHT]
        aside = [] if self._is_unfolded else [one for one in off if _lies_aside(one)]
        cards = off if len(aside) <= FEW else [one for one in off if one not in aside]
        right = review.of(Judgement.RIGHT)
        return [
            Piece("outcome", (played, review.outcome), lambda: outcome_part(review.outcome)),
            Piece("lesson", (played, review.lesson), lambda: lesson_part(review.lesson)),
            Piece("rules", (played, review.outcome), lambda: rules_part(review.outcome)),
            *(self._answer_piece(found, one) for one in cards),
            *([self._aside_piece(played, len(aside))] if len(cards) < len(off) else []),
            *([Piece("right", (played, right), lambda: right_part(right))] if right else []),
        ]

    @staticmethod
    def _answer_piece(found: LookedBack, one: AnswerReview) -> Piece:
        shows = (found.round.case_id, one)
        return Piece(one.question.id, shows, lambda: answer_part(one, found.counter.words))

    def _aside_piece(self, played: str, count: int) -> Piece:
        return Piece("aside", (played, count), lambda: aside_part(count, self._on_unfolded))

    def _on_unfolded(self) -> None:
        self._is_unfolded = True
        if self._found is not None:
            self._pieces.show_pieces(self._made_pieces(self._found))

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard scrolls the review at once."""
        super().showEvent(event)
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        if self._found is not None:
            self.begun.emit(self._found.vignette)

    def _on_next(self) -> None:
        if self._found is not None and self._found.following is not None:
            self.begun.emit(self._found.following)
