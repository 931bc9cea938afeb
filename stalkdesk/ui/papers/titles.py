"""What the papers of a case are called on the screen: sheets of the shelf, letters, and papers that are neither."""

from __future__ import annotations

from stalkdesk.language import spoken
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.words import paper_titles


def titles_of(desk: Desk) -> dict[str, str]:
    """Every title, by the id under which the case keeps the paper."""
    sheets = (*desk.shelf(spoken()), *(letter.sheet for letter in desk.letters(spoken())))
    return paper_titles() | {sheet.id: sheet.title for sheet in sheets}
