"""The tables and lines of a sheet that are partly filled in from the case and otherwise written on by hand."""

from __future__ import annotations

from typing import Final

from stalkdesk.guidance.blocks import Fields, Table
from stalkdesk.guidance.sheet_setting import (
    ITEM_COLUMNS,
    KIND_WORDS,
    LOG_COLUMNS,
    POINT_COLUMNS,
    ExhibitOnPaper,
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
    """The log with what the case knows, the newest first, then rows to write on; the first of them has the next number."""
    header = tuple(setting.words[code] for code in LOG_COLUMNS)
    rows = [
        (str(one.number), one.day, one.clock, one.place, one.said, one.witnesses, one.exhibits, one.reported)
        for one in setting.incidents
    ]
    empty = [("",) * len(header)] * max(_LOG_ROWS - len(rows), _EMPTY_UNDER_KNOWN)
    if setting.next_incident:
        empty[0] = (str(setting.next_incident), *empty[0][1:])
    return Table(header, (*rows, *empty), _LOG_WIDTHS, _LOG_ROW_MILLIMETRES)


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


def evidence_table(setting: SheetSetting, is_neutral: bool = False) -> Table:
    """The exhibits of the case and its other attachments, then rows for what was handed in on paper or as a thing."""
    words = setting.words
    header = tuple(words[code] for code in ITEM_COLUMNS)
    rows = [
        (_item_number(one, setting), _item_said(one, setting, is_neutral), one.short_hash, one.at, one.by)
        for one in setting.exhibits
    ]
    empty = max(_EXHIBIT_ROWS - len(rows), _EMPTY_UNDER_EXHIBITS)
    return Table(header, (*rows, *((("",) * len(header),) * empty)), _EXHIBIT_WIDTHS, _EXHIBIT_ROW_MILLIMETRES)


def whole_codes(setting: SheetSetting) -> Fields | None:
    """Every digit of the codes of the files, in small; None when there is no file."""
    pairs = tuple((_item_number(one, setting), one.full_hash) for one in setting.exhibits if one.full_hash)
    return Fields(pairs, compact=True) if pairs else None


def _item_number(one: ExhibitOnPaper, setting: SheetSetting) -> str:
    """Its number; where there are exhibits, that of an attachment says so."""
    has_exhibits = any(other.is_exhibit for other in setting.exhibits)
    is_plain = one.is_exhibit or not has_exhibits
    return str(one.number) if is_plain else setting.words["item_attachment"].format(number=one.number)


def _item_said(one: ExhibitOnPaper, setting: SheetSetting, is_neutral: bool) -> str:
    """What it is; on a neutral receipt only what kind of thing."""
    if one.what and not is_neutral:
        return one.what
    return setting.words["item_thing" if one.kind is None else KIND_WORDS[one.kind]]


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
    return Fields((*pairs, *_visit_pairs(setting, is_neutral)))


def _visit_pairs(setting: SheetSetting, is_neutral: bool) -> tuple[tuple[str, str], ...]:
    """The newest visit: which one, who took it in, and what it brought. A neutral receipt tells of no incidents."""
    visit, words = setting.visit, setting.words
    if visit is None:
        return ()
    added = ((words["visit_incidents"], visit.incidents), (words["visit_answers"], visit.answers))
    return (
        (words["visit"], f"{visit.number} · {visit.at}"),
        (words["visit_by"], visit.by),
        *((word, str(count)) for word, count in added if count and not is_neutral),
        *(((words["visit_promised"], visit.promised),) if visit.promised and not is_neutral else ()),
    )


def _on(setting: SheetSetting) -> str:
    return on_paper(setting.on.isoformat(), setting.words)
