"""The tables and lines of a sheet that are partly filled in from the case and otherwise written on by hand."""

from __future__ import annotations

from typing import Final

from stalkdesk.guidance.blocks import Fields, Table
from stalkdesk.guidance.sheet_setting import (
    ITEM_COLUMNS,
    KIND_WORDS,
    LOG_COLUMNS,
    POINT_COLUMNS,
    SheetSetting,
    on_paper,
)
from stalkdesk.guidance.sheets import SheetPart
from stalkdesk.intake.phones import shown_phone

CELL_MARK: Final = " | "
"""Between the cells of a row in the content."""
TICK_BOX: Final = "☐"
TICKED: Final = "☒"

_LOG_ROWS: Final = 8
_EMPTY_UNDER_KNOWN: Final = 4
_LOG_ROW_MILLIMETRES: Final = 15.5
_LOG_WIDTHS: Final = (0.04, 0.09, 0.08, 0.13, 0.31, 0.12, 0.10, 0.13)
_GUIDED_WIDTHS: Final = (0.58, 0.08, 0.18, 0.16)
_GUIDED_ROW_MILLIMETRES: Final = 9.0
_EXHIBIT_WIDTHS: Final = (0.08, 0.32, 0.26, 0.20, 0.14)
_EXHIBIT_ROWS: Final = 10
_EMPTY_UNDER_EXHIBITS: Final = 4
_EXHIBIT_ROW_MILLIMETRES: Final = 9.0


def log_form(part: SheetPart) -> Table:
    """The empty log; `text` is the header."""
    header = tuple(part.text.split(CELL_MARK))
    return Table(header, (("",) * len(header),) * _LOG_ROWS, _log_widths(header), _LOG_ROW_MILLIMETRES)


def log_example(part: SheetPart) -> Table:
    """The worked example; `items` are its rows."""
    header = tuple(part.text.split(CELL_MARK))
    return Table(header, tuple(tuple(row.split(CELL_MARK)) for row in part.items), _log_widths(header))


def known_incidents(setting: SheetSetting) -> Table:
    """The log with what the case knows, the newest first, then rows to write on."""
    header = tuple(setting.words[code] for code in LOG_COLUMNS)
    rows = [(str(one.number), one.day, "", "", one.said, "", "", "") for one in setting.incidents]
    empty = max(_LOG_ROWS - len(rows), _EMPTY_UNDER_KNOWN)
    return Table(header, (*rows, *((("",) * len(header),) * empty)), _LOG_WIDTHS, _LOG_ROW_MILLIMETRES)


def _log_widths(header: tuple[str, ...]) -> tuple[float, ...]:
    return _LOG_WIDTHS if len(header) == len(_LOG_WIDTHS) else ()


def guided_points(part: SheetPart, setting: SheetSetting) -> Table:
    """A row for each point: the tick, when and by whom. A point that was ticked in the intake is filled in. While somebody
    writes them they may be more or fewer than the ticks: then none is."""
    words = setting.words
    header = tuple(words[code] for code in POINT_COLUMNS)
    ticks = part.points if len(part.points) == len(part.items) else ("",) * len(part.items)
    rows = []
    for point, tick in zip(part.items, ticks, strict=True):
        told = setting.guided.get(tick)
        rows.append((point, TICKED, told.at, told.by) if told is not None else (point, TICK_BOX, "", ""))
    return Table(header, tuple(rows), _GUIDED_WIDTHS, _GUIDED_ROW_MILLIMETRES)


def evidence_table(setting: SheetSetting) -> Table:
    """The attachments of the case, then rows for what was handed in on paper or as a thing."""
    words = setting.words
    header = tuple(words[code] for code in ITEM_COLUMNS)
    rows = [(str(one.number), words[KIND_WORDS[one.kind]], one.short_hash, one.at, one.by) for one in setting.exhibits]
    empty = max(_EXHIBIT_ROWS - len(rows), _EMPTY_UNDER_EXHIBITS)
    return Table(header, (*rows, *((("",) * len(header),) * empty)), _EXHIBIT_WIDTHS, _EXHIBIT_ROW_MILLIMETRES)


def person_lines(part: SheetPart, setting: SheetSetting) -> Fields:
    """Lines for who it is about: that is of compartment B, and written by hand. `items` are other lines than the usual."""
    labels = part.items or (setting.words["person_name"], setting.words["person_born"])
    return Fields(tuple((label, "") for label in labels))


def signature(setting: SheetSetting) -> Fields:
    """Lines to sign on."""
    codes = ("sign_date", "sign_name", "sign_here")
    return Fields(tuple((setting.words[code], "") for code in codes))


def receipt_fields(setting: SheetSetting, is_neutral: bool) -> Fields:
    """Who was here, with whom, and whether a report was made. A neutral receipt does not name the unit."""
    words = setting.words
    report = words[f"police_report_{setting.police_report}"] if setting.police_report else ""
    pairs = [
        (words["reference"], setting.reference),
        (words["date"], _on(setting)),
        (words["officer"], setting.officer_name),
    ]
    if not is_neutral:
        pairs.append((words["unit"], setting.unit.name))
    if setting.unit.phone:
        pairs.append((words["phone"], shown_phone(setting.unit.phone)))
    pairs.append((words["police_report"], report))
    if setting.police_report in ("", "filed") or setting.police_journal_number:
        pairs.append((words["police_journal_number"], setting.police_journal_number))
    return Fields(tuple(pairs))


def _on(setting: SheetSetting) -> str:
    return on_paper(setting.on.isoformat(), setting.words)
