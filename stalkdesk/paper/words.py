"""The words of the weekly summary, in the language of the document (which is not the language of the screen)."""

from __future__ import annotations

from dataclasses import dataclass

from stalkdesk.language import Language
from stalkdesk.paper.page_words import PAGE_WORDS


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the week's files say in one language."""

    week_title: str
    week_sheet: str
    week: str
    unit: str
    period: str
    period_from_to: str
    made: str
    made_at: str
    journal: str
    """Before the mark of the journal's last line."""
    group: str
    line: str
    count: str
    total: str
    overlapping: str
    notes: str
    training: str
    """The mark of everything that comes out of training."""
    training_note: str


WORDS = {
    Language.DANISH: PaperWords(
        week_title="Ugeoversigt for uge {week}, {year}",
        week_sheet="Uge {week}",
        week="Uge",
        unit="Enhed",
        period="Periode",
        period_from_to="{first} til og med {last}",
        made="Udarbejdet",
        made_at="{date} kl. {time}",
        journal="Journal",
        group="Gruppe",
        line="Opgørelse",
        count="Antal",
        total="I alt",
        overlapping="I alt (en henvendelse kan tælle med flere steder)",
        notes="Bemærkninger",
        training=PAGE_WORDS[Language.DANISH].training,
        training_note="Opdigtede sager fra en øvelse. Ingen af tallene er rigtige.",
    ),
    Language.ENGLISH: PaperWords(
        week_title="Weekly summary, week {week}, {year}",
        week_sheet="Week {week}",
        week="Week",
        unit="Unit",
        period="Period",
        period_from_to="{first} to {last}",
        made="Made",
        made_at="{date} at {time}",
        journal="Journal",
        group="Group",
        line="Figure",
        count="Number",
        total="Total",
        overlapping="Total (one enquiry may count in several lines)",
        notes="Notes",
        training=PAGE_WORDS[Language.ENGLISH].training,
        training_note="Invented cases from training. None of the figures is real.",
    ),
}
