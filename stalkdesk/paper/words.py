"""The few words the paper says by itself, in the language of the document (which is not the language of the screen)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stalkdesk.guidance.blocks import Document, Tone
from stalkdesk.language import Language


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The paper's own words in one language."""

    page: str
    tones: dict[Tone, str]
    """What a callout's sign says when it is read aloud."""
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
        page="Side {page} af {pages}",
        tones={Tone.DANGER: "Vigtigt: ", Tone.ADVICE: "Råd: ", Tone.NOTE: "Bemærk: "},
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
        training="ØVELSE",
        training_note="Opdigtede sager fra en øvelse. Ingen af tallene er rigtige.",
    ),
    Language.ENGLISH: PaperWords(
        page="Page {page} of {pages}",
        tones={Tone.DANGER: "Important: ", Tone.ADVICE: "Advice: ", Tone.NOTE: "Note: "},
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
        training="TRAINING",
        training_note="Invented cases from training. None of the figures is real.",
    ),
}


def marked_as_training(document: Document) -> Document:
    """The document with the mark of training across every page, in its own language."""
    return replace(document, watermark=WORDS[document.language].training)
