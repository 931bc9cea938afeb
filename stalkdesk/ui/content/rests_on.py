"""What a change rests on: which source, and on which day it was read or the number called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit

from stalkdesk.guidance.sheets import Source
from stalkdesk.language import tr
from stalkdesk.ui.begun_text import TypedField, typed_field
from stalkdesk.ui.content.words import day, source_word
from stalkdesk.ui.forms import Form

OWN = "OWN"
_DAY_WIDTH = 130
_OLDEST = date(2000, 1, 1)


class RestsOn(Form):
    """Source and day. `source` is an id."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._name = name
        self._source: QComboBox = self.choice(f"{name}_source", tr("&Kilde"), ())
        self._source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._source.setMinimumContentsLength(16)
        self._day = QLineEdit()
        self._day.setMaxLength(10)
        self.add(f"{name}_day", tr("Set efter &den (dd-mm-åååå)"), self._day, width=_DAY_WIDTH)
        self._day.textEdited.connect(lambda _: self.complain(f"{name}_day", ""))

    def show_sources(self, sources: Mapping[str, Source], chosen: str, today: date) -> None:
        """Offers these, with `chosen` chosen, and today as the day."""
        self._source.clear()
        first = [OWN] if OWN in sources or not sources else []
        for source in (*first, *(one for one in sorted(sources, key=lambda one: sources[one].title) if one != OWN)):
            self._source.addItem(source_word(source, sources), source)
        self._source.setCurrentIndex(max(self._source.findData(chosen), 0))
        self._day.setText(day(today))
        self.check({})

    def typed_fields(self) -> dict[str, TypedField]:
        """What is typed here, to be kept while it is not sent."""
        return {"rests_on": typed_field(self._source), "checked_on": typed_field(self._day)}

    @property
    def source(self) -> str:
        """The id of the source that is chosen."""
        return str(self._source.currentData() or OWN)

    def checked_on(self, today: date) -> date | None:
        """The day that was typed; None, with a sentence by the field, when it is none, or has not come yet."""
        typed = _day_from(self._day.text())
        wrong = ""
        if typed is None:
            wrong = tr("Skriv dagen som 22-11-2026.")
        elif not _OLDEST <= typed <= today:
            wrong = tr("Dagen kan ikke ligge i fremtiden.") if typed > today else tr("Skriv dagen som 22-11-2026.")
        return typed if self.check({f"{self._name}_day": wrong}) else None


def _day_from(text: str) -> date | None:
    try:
        of_month, month, year = (int(piece) for piece in text.strip().split("-"))
        return date(year, month, of_month)
    except ValueError:
        return None
