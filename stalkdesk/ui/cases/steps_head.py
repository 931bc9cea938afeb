"""The head of a page that goes in steps: out to the case at the left, what it is and which step, and one act at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from stalkdesk.language import tr
from stalkdesk.ui.buttons import secondary


def steps_head(name: str, says: str, head: QLabel, where: QLabel, aside: QPushButton) -> tuple[QHBoxLayout, QPushButton]:
    """The row, and its button that leaves, named `leave_` ‖ `name`. `says`: what becomes of what was done, when one leaves."""
    back = secondary(tr("Til sagen"), f"leave_{name}", "arrow-left")
    back.setToolTip(says)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(head)
    words.addWidget(where)
    top = QHBoxLayout()
    top.setSpacing(16)
    top.addWidget(back)
    top.addLayout(words, 1)
    top.addWidget(aside)
    return top, back


def step_said(step: int, names: tuple[str, ...]) -> str:
    """`Trin 2 af 4: Kolonner`; the first step is 0."""
    return tr("Trin {number} af {count}: {name}", number=step + 1, count=len(names), name=names[step])
