"""The part of the open drawer that holds papers."""

from __future__ import annotations

from collections.abc import Sequence

from stalkdesk.casework.papers import How, Outcome, SheetGiven
from stalkdesk.data.papers import Papers


class DrawerOfPapers:
    """Keeps `casework.papers.KeepsPapers`."""

    _papers: Papers

    def keep_sheet_given(
        self, reference: str, given: Sequence[SheetGiven], documents: Sequence[str] = ()
    ) -> tuple[SheetGiven, ...]:
        """What was made for the person, on paper or not."""
        return self._papers.keep(reference, given, documents)

    def settle_sheet(self, reference: str, sheet_id: str, how: How, outcome: Outcome | None) -> None:
        """What became of a sheet."""
        self._papers.settle(reference, sheet_id, how, outcome)

    def sheet_document(self, reference: str, sheet_id: str) -> str:
        """A paper as it was."""
        return self._papers.document(reference, sheet_id)
