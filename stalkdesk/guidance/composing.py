"""A sheet of the shelf made into a page: the parts of its content, filled in with what belongs to one case.

What is filled in is a `SheetSetting`, and that holds only what may lie on a kitchen table: nothing of compartment B has a place
in it. The fixed words of the page ("Reference", the months) are in the language of the sheet, never in that of the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from stalkdesk.casework.officers import Unit
from stalkdesk.guidance.blocks import (
    Block,
    Callout,
    Document,
    Fields,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    PhoneList,
    Table,
    Tone,
)
from stalkdesk.guidance.sheets import Agency, GuidanceSheet, SheetPart
from stalkdesk.intake.answers import Answer
from stalkdesk.intake.conditions import holds
from stalkdesk.intake.phones import shown_phone

OWN_WORDS: Final = "OWN"
"""The source of a sentence that is our own practical wording and claims nothing; not named on paper."""

SHARE_WITH: Final = ("police", "visitator", "municipality", "dsc", "school", "doctor", "employer")
"""Who the victim can let us talk to: the choices of `share_with`."""

POLICE_REPORT: Final = ("filed", "will_be_filed", "not_now")
"""The choices of `police_report`."""

WORDS: Final = (
    *(f"month_{month}" for month in range(1, 13)),
    *(f"share_{whom}" for whom in SHARE_WITH),
    *(f"police_report_{state}" for state in POLICE_REPORT),
    *("whole_date", "month_and_year", "footer", "footer_marked", "sources", "reference", "date", "officer", "unit", "phone"),
    *("contact_person", "deputy", "police_report", "police_journal_number", "follow_up", "step"),
    *("share_named", "share_nobody", "share_open"),
)
"""Every fixed word that a page may need, by code; `resources/sheets/words.toml` has them all."""

_OWN_USE_OF_TEXT = ("sharing", "log_table", "log_example")
_CELL_MARK = " | "
_LOG_ROWS = 8
_LOG_ROW_MILLIMETRES = 15.5
_LOG_WIDTHS = (0.04, 0.09, 0.08, 0.13, 0.31, 0.12, 0.10, 0.13)
_STEPS = 3
_TONES = {"danger": Tone.DANGER, "advice": Tone.ADVICE, "note": Tone.NOTE}


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


def composed(sheet: GuidanceSheet, setting: SheetSetting, neutral: bool = False) -> Document:
    """The page that the victim takes home.

    `neutral`: the heading gives nothing away and the letterhead is left out, for one whose papers are seen by others. The title
    in the file's metadata is always the neutral one.
    """
    page = _Page(sheet, setting)
    heading = Heading(sheet.neutral_title if neutral else sheet.title, 1)
    wanted = (part for part in sheet.parts if _is_wanted(part, setting))
    return Document(
        title=sheet.neutral_title,
        language=sheet.language,
        blocks=(heading, *(block for part in wanted for block in page.blocks(part))),
        letterhead=() if neutral else letterhead(setting.unit),
        footer=_footer(sheet, setting),
        landscape=sheet.landscape,
    )


def _footer(sheet: GuidanceSheet, setting: SheetSetting) -> str:
    """Version and date; on a receipt the journal's last line too: a number and an HMAC, which say nothing of the case."""
    words = setting.words
    version = words["footer"].format(version=sheet.version, date=on_paper(setting.on.isoformat(), words))
    is_receipt = any(part.kind == "receipt_fields" for part in sheet.parts)
    if not is_receipt or not setting.journal_mark:
        return version
    return words["footer_marked"].format(footer=version, mark=setting.journal_mark)


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


def _is_wanted(part: SheetPart, setting: SheetSetting) -> bool:
    return not part.only_if or any(holds(condition, setting.answers, {}) for condition in part.only_if)


class _Page:
    """The parts of one sheet as blocks, for one setting."""

    def __init__(self, sheet: GuidanceSheet, setting: SheetSetting) -> None:
        self._sheet = sheet
        self._setting = setting
        self._words = setting.words
        self._filled: dict[str, Callable[[SheetPart], Iterator[Block]]] = {
            "items": self._items,
            "numbered": self._items,
            "boxes": self._items,
            "lines": self._lines,
            "contacts": self._contacts,
            "contact_persons": self._contact_persons,
            "next_steps": self._next_steps,
            "receipt_fields": self._receipt_fields,
            "sharing": self._sharing,
            "log_table": self._log,
            "log_example": self._log,
            "sources": self._sources,
        }

    def blocks(self, part: SheetPart) -> Iterator[Block]:
        """A part in blocks: its title as a heading, its text, then what its kind makes of the rest."""
        if part.kind == "page_break":
            yield PageBreak()
        elif part.kind == "heading":
            yield Heading(part.text)
        elif part.kind in _TONES:
            yield Callout(part.title, part.text, _TONES[part.kind])
        else:
            if part.title:
                yield Heading(part.title)
            if part.text and part.kind not in _OWN_USE_OF_TEXT:
                yield Paragraph(part.text)
            if part.kind != "paragraph":
                yield from self._filled[part.kind](part)

    def _items(self, part: SheetPart) -> Iterator[Block]:
        yield Items(part.items, numbered=part.kind == "numbered", boxes=part.kind == "boxes")

    def _lines(self, part: SheetPart) -> Iterator[Block]:
        yield Fields(tuple((label, "") for label in part.items))

    def _contacts(self, part: SheetPart) -> Iterator[Block]:
        """The helplines that were named; one whose number is not verified is never printed."""
        by_id = {agency.id: agency for agency in self._setting.agencies if agency.printable}
        found = tuple(by_id[agency_id] for agency_id in part.items if agency_id in by_id)
        if found:
            yield PhoneList(tuple((agency.name, agency.phone, agency.note) for agency in found))

    def _contact_persons(self, part: SheetPart) -> Iterator[Block]:
        setting, words = self._setting, self._words
        pairs = [(words["contact_person"], setting.contact_person.line())]
        if setting.deputy.name:
            pairs.append((words["deputy"], setting.deputy.line()))
        yield Fields(tuple(pairs))

    def _next_steps(self, part: SheetPart) -> Iterator[Block]:
        setting, words = self._setting, self._words
        if setting.next_steps:
            yield Items(setting.next_steps, numbered=True)
        else:
            yield Fields(tuple((words["step"].format(number=number), "") for number in range(1, _STEPS + 1)))
        if setting.follow_up_on:
            yield Paragraph(words["follow_up"].format(date=on_paper(setting.follow_up_on, words)))

    def _receipt_fields(self, part: SheetPart) -> Iterator[Block]:
        setting, words = self._setting, self._words
        report = words[f"police_report_{setting.police_report}"] if setting.police_report else ""
        pairs = [
            (words["reference"], setting.reference),
            (words["date"], on_paper(setting.on.isoformat(), words)),
            (words["officer"], setting.officer_name),
            (words["unit"], setting.unit.name),
        ]
        if setting.unit.phone:
            pairs.append((words["phone"], shown_phone(setting.unit.phone)))
        pairs.append((words["police_report"], report))
        if setting.police_report in ("", "filed") or setting.police_journal_number:
            pairs.append((words["police_journal_number"], setting.police_journal_number))
        yield Fields(tuple(pairs))

    def _sharing(self, part: SheetPart) -> Iterator[Block]:
        """What was agreed on sharing, then `text`: how to take it back."""
        share_with, words = self._setting.share_with, self._words
        if share_with is None:
            yield Fields(((words["share_open"], ""),))
        elif share_with:
            names = ", ".join(words[f"share_{whom}"] for whom in share_with)
            yield Paragraph(words["share_named"].format(names=names))
        else:
            yield Paragraph(words["share_nobody"])
        if part.text:
            yield Paragraph(part.text)

    def _log(self, part: SheetPart) -> Iterator[Block]:
        """`text` is the header of the table, `items` its rows, cells apart by " | "; the log form has empty rows instead."""
        header = tuple(part.text.split(_CELL_MARK))
        widths = _LOG_WIDTHS if len(header) == len(_LOG_WIDTHS) else ()
        if part.kind == "log_table":
            empty = tuple("" for _ in header)
            yield Table(header, (empty,) * _LOG_ROWS, widths, _LOG_ROW_MILLIMETRES)
        else:
            yield Table(header, tuple(tuple(row.split(_CELL_MARK)) for row in part.items), widths)

    def _sources(self, part: SheetPart) -> Iterator[Block]:
        """When the sources were last read, and whose they are: the publisher stands before the colon of a source's title."""
        used = [source for source in self._sheet.sources.values() if source.id != OWN_WORDS]
        if used:
            oldest = min(source.last_checked for source in used)
            publishers = dict.fromkeys(source.title.partition(":")[0] for source in used)
            read_on = on_paper(oldest.isoformat(), self._words)
            yield Paragraph(self._words["sources"].format(date=read_on, names=", ".join(publishers)), small=True)
