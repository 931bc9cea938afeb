"""What a sheet is filled in with, and the fixed words around it.

It holds only what may lie on a kitchen table: nothing of compartment B has a place in it. The fixed words ("Reference", the
months) are in the language of the sheet, never in that of the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stalkdesk.casework.attachments import AttachmentKind
from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.sheets import Agency
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.phones import shown_phone

SHARE_WITH: Final = ("police", "visitator", "municipality", "dsc", "school", "doctor", "employer")
"""Who the victim can let us talk to: the choices of `share_with`."""

POLICE_REPORT: Final = ("filed", "will_be_filed", "not_now")
"""The choices of `police_report`."""

POINT_COLUMNS: Final = ("point", "done", "at_time", "initials")
ITEM_COLUMNS: Final = ("item_number", "item_what", "item_code", "item_at", "item_by")
LOG_COLUMNS: Final = (
    *("log_number", "log_date", "log_time", "log_place"),
    *("log_what", "log_witnesses", "log_exhibit", "log_reported"),
)
"""Heads of the tables that are filled in."""

KIND_WORDS: Final = {
    AttachmentKind.PNG: "item_picture",
    AttachmentKind.JPEG: "item_picture",
    AttachmentKind.PDF: "item_pdf",
    AttachmentKind.TEXT: "item_text",
    AttachmentKind.OTHER: "item_file",
}
"""The word for what an attachment is."""

WORDS: Final = (
    *(f"month_{month}" for month in range(1, 13)),
    *(f"share_{whom}" for whom in SHARE_WITH),
    *(f"police_report_{state}" for state in POLICE_REPORT),
    *("whole_date", "month_and_year", "footer", "footer_marked", "sources", "reference", "date", "officer", "unit", "phone"),
    *("contact_person", "deputy", "police_report", "police_journal_number", "follow_up", "step"),
    *("share_named", "share_nobody", "share_open"),
    *("not_reviewed", "in_danish", "neutral_agency"),
    *POINT_COLUMNS,
    *ITEM_COLUMNS,
    *dict.fromkeys(KIND_WORDS.values()),
    *("item_thing", "item_attachment", "item_full_code"),
    *("visit", "visit_by", "visit_incidents", "visit_answers", "visit_promised"),
    *LOG_COLUMNS,
    *("person_name", "person_born", "sign_date", "sign_name", "sign_here"),
    *("card_title", "card_next", "card_reference"),
)
"""Every fixed word that a page may need, by code; `resources/sheets/words.toml` has them all."""


@dataclass(frozen=True, slots=True)
class PersonOnPaper:
    """A fixed contact person as the victim gets her: name, telephone, hours. All empty: lines to write on."""

    name: str = ""
    phone: str = ""
    hours: str = ""

    def line(self) -> str:
        """All that is known of her on one line."""
        return " · ".join(text for text in (self.name, shown_phone(self.phone), self.hours) if text)


@dataclass(frozen=True, slots=True)
class ExhibitOnPaper:
    """An exhibit, or an attachment of compartment A, as it stands on the receipt for evidence: never the name of a file."""

    number: int
    kind: AttachmentKind | None
    """None for a thing."""
    short_hash: str
    at: str
    """`22-11-2026 14.05`."""
    by: str
    """Initials."""
    what: str = ""
    """What it is, in words that were written to be printed; empty on a neutral receipt, and for an attachment."""
    full_hash: str = ""
    """Every digit, in groups; empty for a thing."""
    is_exhibit: bool = False
    """Whether the number is that of an exhibit; else it is that of an attachment."""


@dataclass(frozen=True, slots=True)
class VisitOnPaper:
    """The newest visit, as it stands on the receipt."""

    number: int
    """1 is the first intake."""
    at: str
    """`22-11-2026 14.05`."""
    by: str
    """Initials of who took it in."""
    incidents: int
    answers: int
    promised: str = ""


@dataclass(frozen=True, slots=True)
class GuidedPoint:
    """When the victim was told of a point, and by whom (initials)."""

    at: str
    by: str


@dataclass(frozen=True, slots=True)
class KnownIncident:
    """An incident of compartment A as it stands in the half-filled log."""

    number: int
    day: str
    """`22-11-2026`, `11-2026` or `2026`."""
    said: str
    clock: str = ""
    """`14.30`."""
    place: str = ""
    witnesses: str = ""
    exhibits: str = ""
    reported: str = ""


@dataclass(frozen=True, slots=True)
class SheetSetting:
    """What a sheet is filled in with. All may be empty but `on`, `unit` and `words`: an empty place is a line to write on."""

    on: date
    unit: Unit
    words: Mapping[str, str]
    """Every code of `WORDS`, in the language of the sheet."""
    agencies: tuple[Agency, ...] = ()
    """In the language of the sheet."""
    reference: str = ""
    officer_name: str = ""
    contact_person: PersonOnPaper = PersonOnPaper()
    deputy: PersonOnPaper = PersonOnPaper()
    next_steps: tuple[str, ...] = ()
    follow_up_on: str = ""
    """ISO `YYYY-MM-DD`, `YYYY-MM` or `YYYY`."""
    police_report: str = ""
    """A choice of `POLICE_REPORT`."""
    police_journal_number: str = ""
    share_with: tuple[str, ...] | None = None
    """Choices of `SHARE_WITH`; empty for nobody, None when it was not answered."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """Answers of compartment A, for the conditions of the parts."""
    journal_mark: str = ""
    """The last line of the journal, which a receipt carries out of the desk (docs/store.md 6)."""
    exhibits: tuple[ExhibitOnPaper, ...] = ()
    visit: VisitOnPaper | None = None
    """The newest visit; None when there was only the first intake."""
    incidents: tuple[KnownIncident, ...] = ()
    """The newest first."""
    next_incident: int = 0
    """The number of the one she writes next; 0 while none was added."""
    guided: Mapping[str, GuidedPoint] = field(default_factory=dict)
    """By the tick of the checklist."""
    local: Mapping[str, str] = field(default_factory=dict)
    """What the authority has filled in, by the code of the entry."""
    derived: Mapping[str, str] = field(default_factory=dict)
    """Derived facts that rest on compartment A alone, for the conditions of the parts."""


def letterhead(unit: Unit) -> tuple[str, ...]:
    """The lines that say which unit a paper comes from: its name, and how to find it."""
    whereabouts = " · ".join(line for line in (*unit.address_lines, shown_phone(unit.phone)) if line)
    return tuple(line for line in (unit.name, whereabouts) if line)


def on_paper(iso: str, words: Mapping[str, str]) -> str:
    """A date as it is written out: `22. november 2026`, `november 2026` or `2026`, in the language of `words`."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = words[f"month_{int(rest[0])}"]
    if len(rest) == 1:
        return words["month_and_year"].format(month=month, year=year)
    return words["whole_date"].format(day=int(rest[1]), month=month, year=year)
