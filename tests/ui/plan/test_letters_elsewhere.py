"""Letters that another desk has written stand beside the choice of a letter: nobody writes the same one twice."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from stalkdesk.casework.handover.handovers import LetterElsewhere
from stalkdesk.ui.plan.letters_section import LettersSection


def test_what_others_have_written_stands_there_with_when_and_whose_it_is(qtbot: QtBot, look: object) -> None:
    section = LettersSection(())
    qtbot.addWidget(section)
    shown = section.findChild(QLabel, "letters_elsewhere")
    assert isinstance(shown, QLabel)
    section.show_elsewhere(())
    assert shown.isHidden()
    section.show_elsewhere([LetterElsewhere("Til din læge", datetime(2026, 11, 20, 9, tzinfo=UTC), "Prøvepolitiet")])
    assert not shown.isHidden()
    assert "20-11-2026: Til din læge, skrevet af Prøvepolitiet" in shown.text()
