"""Files that mean harm, or are no log: read by a child without keys, refused in one sentence; nothing is opened or run."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from stalkdesk import log_reading_child
from stalkdesk.casework.log.log_tables import MOST_ROWS, Refusal, refusal_said
from stalkdesk.errors import AttachmentUnfit
from stalkdesk.ui.logimport.reading_apart import ReadApart
from tests.reading import logs
from tests.reading.logs import with_part
from tests.ui.cases.pictures import png

_ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux is asked")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@cache
def bomb() -> bytes:
    """A part that unfolds to a gigabyte of nothing."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w:document/>")
        with packed.open("word/media/1.bin", "w", force_zip64=True) as part:
            for _ in range(1000):
                part.write(bytes(1_000_000))
    return made.getvalue()


def lying_bomb() -> bytes:
    """The same, and its directory says that it is small."""
    content = bytearray(bomb())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    return bytes(content)


def many_parts() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for number in range(5000):
            packed.writestr(f"xl/{number}", b"")
    return made.getvalue()


def entities(of: bytes, name: str) -> bytes:
    """A thousand million laughs in its main part."""
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = logs.part_of(of, name).decode()
    head, _, rest = text.partition("?>")
    return with_part(of, name, f'{head}?><!DOCTYPE x [<!ENTITY a0 "ha">{nested}]>{rest}'.encode())


def far_cell() -> bytes:
    """A sheet whose second cell stands in its very last corner."""
    sheet = logs.as_sheet([("Dato", "Hvad")])
    name = "xl/worksheets/sheet1.xml"
    more = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    return with_part(sheet, name, logs.part_of(sheet, name).replace(b"</sheetData>", more))


def climbing() -> bytes:
    return with_part(logs.as_word([("a", "b")]), "../../../etc/evil.xml", b"<x/>")


REFUSED: dict[str, tuple[Callable[[], bytes], Refusal]] = {
    "zip bomb": (bomb, Refusal.UNFOLDS_TOO_FAR),
    "zip bomb that lies": (lying_bomb, Refusal.DAMAGED),
    "thousands of parts": (many_parts, Refusal.UNFOLDS_TOO_FAR),
    "entity bomb in word": (lambda: entities(logs.as_word(logs.ROWS), "word/document.xml"), Refusal.DAMAGED),
    "entity bomb in xlsx": (lambda: entities(logs.as_sheet(logs.ROWS), "xl/sharedStrings.xml"), Refusal.DAMAGED),
    "a cell in the last corner": (far_cell, Refusal.DAMAGED),
    "20,001 rows of csv": (lambda: logs.as_csv(logs.many(MOST_ROWS + 1)), Refusal.TOO_MANY_ROWS),
    "20,001 rows of xlsx": (lambda: logs.as_sheet(logs.many(MOST_ROWS + 1)), Refusal.TOO_MANY_ROWS),
    "41 columns": (lambda: logs.as_csv([["x"] * 41] * 3), Refusal.TOO_MANY_COLUMNS),
    "locked pdf": (lambda: logs.locked(logs.as_paper(logs.ROWS)), Refusal.ENCRYPTED),
    "locked xlsx": (lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.ENCRYPTED),
    "locked ods": (lambda: logs.as_open_sheet(logs.ROWS, "<encryption-data/>"), Refusal.ENCRYPTED),
    "old word": (lambda: _OLE + "WordDocument".encode("utf-16-le"), Refusal.OLD_WORD),
    "rtf": (lambda: rb"{\rtf1 hej}", Refusal.OLD_WORD),
    "cut xls": (lambda: _OLE + "Workbook".encode("utf-16-le"), Refusal.DAMAGED),
    "another old file": (lambda: _OLE, Refusal.UNKNOWN_KIND),
    "picture called csv": (png, Refusal.UNKNOWN_KIND),
    "page of the web": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", Refusal.UNKNOWN_KIND),
    "program": (lambda: b"MZ" + bytes(range(256)) * 30, Refusal.UNKNOWN_KIND),
    "scanned pdf": (lambda: logs.as_lines_on_paper([]), Refusal.SCANNED),
    "pdf without a log": (lambda: logs.as_lines_on_paper(["Kære dig"]), Refusal.NO_TABLE),
    "word without a log": (lambda: logs.as_word(lines=["Kære dig"]), Refusal.NO_TABLE),
    "text without a log": (lambda: "Kære dig, det er længe siden.".encode(), Refusal.NO_TABLE),
    "no pdf": (lambda: b"%PDF-1.7 nothing", Refusal.DAMAGED),
    "cut word": (lambda: logs.as_word(logs.ROWS)[:-900], Refusal.DAMAGED),
    "cut xlsx": (lambda: logs.as_sheet(logs.ROWS)[:2000], Refusal.DAMAGED),
    "another zip": (lambda: with_part(_empty_zip(), "a.txt", b"x"), Refusal.UNKNOWN_KIND),
    "empty": (lambda: b"", Refusal.EMPTY),
    "blanks": (lambda: b" \r\n\0 \n", Refusal.EMPTY),
    "nothing but delimiters": (lambda: b";;;\n;;;\n", Refusal.NO_TABLE),
}


def _empty_zip() -> bytes:
    made = io.BytesIO()
    zipfile.ZipFile(made, "w").close()
    return made.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_hostile_or_no_log_is_refused_with_its_sentence(name: str) -> None:
    made, why = REFUSED[name]
    with pytest.raises(AttachmentUnfit) as problem:
        ReadApart().read(made())
    assert str(problem.value) == refusal_said(why)


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    assert len({refusal_said(why) for why in Refusal}) == len(Refusal)


def test_a_path_that_climbs_out_is_only_a_name_in_the_file() -> None:
    assert ReadApart().read(climbing()).rows == (("a", "b"),)


@pytest.mark.parametrize("as_file", [logs.as_csv, logs.as_sheet, logs.as_word], ids=["csv", "xlsx", "word"])
def test_20000_rows_are_read(as_file: Callable[[logs.Rows], bytes]) -> None:
    table = ReadApart().read(as_file(logs.many(MOST_ROWS)))
    assert (len(table.rows), table.rows[-1][0]) == (MOST_ROWS + 1, str(MOST_ROWS - 1))


def test_cells_that_would_be_formulas_stay_the_text_they_are() -> None:
    cells = ("=cmd|' /C calc'!A0", "+1+2", "@SUM(A1)", "-1")
    assert ReadApart().read(logs.as_csv([("Dato", "a", "b", "c"), cells])).rows[1] == cells


_REACHES = """if True:
    import resource, socket, subprocess, sys
    from pathlib import Path
    from stalkdesk import log_reading_child
    from stalkdesk.data.hardening import forbid_reaching_out
    {before}
    log_reading_child.bound()
    {forbids}
    told = [resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CPU)]
    for reaches in (
        lambda: Path("/etc/hostname").read_bytes(),
        lambda: open(sys.argv[1], "wb"),
        lambda: socket.socket(),
        lambda: subprocess.run(["true"]),
    ):
        try:
            reaches()
            told.append("reached")
        except OSError:
            told.append("refused")
    print(told)"""


@_ONLY_LINUX
@pytest.mark.parametrize(
    "forbids",
    [
        "forbid_reaching_out()",
        "sys.addaudithook = lambda hook: None; forbid_reaching_out()",
        "resource.setrlimit = lambda *_: None; forbid_reaching_out()",
    ],
    ids=["both", "the kernel alone", "the hook alone"],
)
def test_the_child_can_open_no_file_no_socket_and_no_program(tmp_path: object, forbids: str) -> None:
    code = _REACHES.format(before="pass", forbids=forbids)
    done = subprocess.run([sys.executable, "-c", code, f"{tmp_path}/left"], capture_output=True, text=True, check=False)
    seconds = log_reading_child.MOST_PROCESSOR_SECONDS
    assert done.stdout.strip() == f"[(0, 0), ({seconds}, {seconds}), {', '.join(['{}'.format(repr('refused'))] * 4)}]", (
        done.stderr[-500:]
    )


def test_the_child_closes_its_memory_before_it_is_sent_anything_and_itself_before_it_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order: list[str] = []
    from stalkdesk.reading import sorting

    def noted(name: str, answer: object = None) -> Callable[..., object]:
        def note(*_: object) -> object:
            order.append(name)
            return answer

        return note

    monkeypatch.setattr(log_reading_child, "forbid_memory_reading", noted("closed"))
    monkeypatch.setattr(log_reading_child, "_say", lambda _told, words: order.append(words[:4].decode("latin-1")))
    monkeypatch.setattr(log_reading_child, "bound", noted("bound"))
    monkeypatch.setattr(log_reading_child, "_question", noted("asked", (-1, b"a;b\n1;2\n")))
    monkeypatch.setattr(log_reading_child, "forbid_reaching_out", noted("alone"))
    monkeypatch.setattr(sorting, "prepare", noted("prepared"))
    monkeypatch.setattr(sys, "stdin", type("Asked", (), {"buffer": None}))
    monkeypatch.setattr(sys, "stdout", type("Told", (), {"buffer": None}))
    assert log_reading_child.run() == 0
    assert order[:6] == ["closed", "SLR1", "bound", "asked", "prepared", "alone"]
