"""Logs as people keep them, in files of all kinds. Everything in them is invented."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
import zlib
from collections.abc import Sequence

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pikepdf import Encryption, Pdf
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle

Rows = Sequence[Sequence[str]]
HEADINGS = ("Nr.", "Dato", "Klokkeslæt", "Sted/kanal", "Hvad skete der?", "Vidner", "Bevis, bilag nr.", "Anmeldt? Dato, j.nr.")
ROWS: Rows = (
    HEADINGS,
    (
        "2",
        "14-11-2026",
        "16.10",
        "Ved døren til mit arbejde",
        "En buket med kort: »Vi hører sammen.«",
        "Receptionen",
        "2 og 3",
        "Nej",
    ),
    ("1", "12-11-2026", "09.15", "Telefon, skjult nummer", "11 opkald. Ingen sagde noget.", "Ingen", "1", "Nej"),
)
TEXTS = tuple(tuple(row) for row in ROWS)


def many(count: int) -> list[Sequence[str]]:
    """The headings and so many entries, a minute apart in their words."""
    entries = (
        (str(n), f"{1 + n % 28:02}-{1 + n % 10:02}-2026", "08.15", "Sms", f"Besked {n}: svar mig.", "", "", "")
        for n in range(count)
    )
    return [HEADINGS, *entries]


def as_csv(rows: Rows, delimiter: str = ";", code: str = "utf-8") -> bytes:
    """Cells between delimiters."""
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue().encode(code)


def as_sheet(rows: Rows, *more: Rows, merged: tuple[int, int, int, int, str] | None = None) -> bytes:
    """A workbook with a sheet for each of them; `merged`: first row, column, last row, column, text, in the first sheet."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for number, content in enumerate((rows, *more)):
        sheet = book.add_worksheet("Log" if not number else f"Ark {number + 1}")
        for place, row in enumerate(content):
            for column, text in enumerate(row):
                sheet.write_string(place, column, text)
        if merged and not number:
            sheet.merge_range(*merged)
    book.close()
    return made.getvalue()


def as_word(*tables: Rows, lines: Sequence[str] = ()) -> bytes:
    """A document with lines and tables."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for rows in tables:
        body = document.add_table(rows=0, cols=len(rows[0]))._tbl
        for row in rows:
            cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in row)
            body.append(parse_xml(f"<w:tr {nsdecls('w')}>{cells}</w:tr>"))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_paper(rows: Rows) -> bytes:
    """A PDF with lines around the cells, the headings again on each page."""
    made = io.BytesIO()
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 6)])
    SimpleDocTemplate(made, pagesize=landscape(A4)).build([LongTable([list(row) for row in rows], repeatRows=1, style=grid)])
    return made.getvalue()


def as_lines_on_paper(lines: Sequence[str]) -> bytes:
    """A PDF with text and no table."""
    made = io.BytesIO()
    canvas = Canvas(made)
    for place, line in enumerate(lines):
        canvas.drawString(60, 780 - 16 * place, line)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked(paper: bytes, word: str = "hemmeligt") -> bytes:
    """The same PDF behind a password."""
    made = io.BytesIO()
    with Pdf.open(io.BytesIO(paper)) as opened:
        opened.save(made, encryption=Encryption(owner=word, user=word))
    return made.getvalue()


def with_part(packed: bytes, name: str, content: bytes) -> bytes:
    """The packed file with a part more, or with another one of that name."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        after.writestr(name, content)
    return made.getvalue()


def part_of(packed: bytes, name: str) -> bytes:
    """A part of a packed file."""
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        return opened.read(name)


def as_open_sheet(rows: Rows, manifest: str = "<manifest/>") -> bytes:
    """An OpenDocument sheet."""
    cells = "".join(
        "<table:table-row>"
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in row)
        + "</table:table-row>"
        for row in rows
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = " ".join(f'xmlns:{name}="{space}{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<office:spreadsheet><table:table table:name="Log">{cells}</table:table></office:spreadsheet>'
    content = f"<office:document-content {names}><office:body>{sheet}</office:body></office:document-content>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


_OLD_SHEET = (
    "c-rk)OK1~882%^CqfK9Fn~GH|L&0~9O?;q28(XYZ)KaTd5kWWZ7}IQa%VsO+#YgQ?5IiYf3cZL>_2Pqi(3=OLq6a|`S_Kb!5)?dW<3E2kYpXr9"
    "prW$hvj5Ka&&)sH?!0#Q>3Ge=@a;vD@B><*1g7$3;GgDWc$O7O2rxgNm&xL_6wkbie+p%#*pYr8j8#4f$Uc<)JqaGT<$Z(};5D9yp&z;oUGP7M"
    "cG93Qsi6fegKOxif(BAmOZFJqI<hyZ<O8x>$#aox3znT=hhRL>wQ7?+iVu34D6a}++`ClgC3#{{50B+2K68l`%KD(qOe@;onbGL2fDyoc>lC^$"
    "6>S2-*nuPPDbE2u7H8^1?)v|%p8@(m&-4do@n80M0nS4HC=Ku-D2I1mnNtG0jno&|!4@J}Ko00KqnNi%v5X+VF3refL{58aA=zgMb!|q`6|EXz"
    "$4N!yxs0#`SB06t>D-%Ead6-)Zx<)ixd>0DH6_J$Ga3eH)3ZWTtpt~GBfKw)ZX9B9j2c_NCKg*0Z;o&DA=wy>H8)@^p>p-JDRge7HJ(jdTrrcP"
    "PZdi6I&_{Kz=nAi3uO$`+QP?r)BFS$H+fFUW`!QTQ4Y`}j){INjq8by>f+o;@pbb4L?5;slP$-mwcNZp8ry)6V877BaYK*bz4Z-f7S{(bpt%G~"
    "$GFj-Q8YEmcj_rrmQzxy;JT3#Rult}Gbnd1TIoVFR=P@B0V>d{P)+F?S_eY7mwmbZ;n|*Kcj5?n&eHBy*aMf!Zi76WlQpn%6%;zHxCgGH8mq~k"
    "r>Ki5y@+fWXD?otb=TX8?SoY20_85l2<r&X6U(QiS73VR{oZ?xLvIo*F+JKjc{)7$A~6h2xF@SvUmk-HVG(xqip2dy@yhJ=@)g;JpVrP&PsrAu"
    "w>SD~_zFQv){reQ`E;1WJod9Huo7e?4)Y@OI?RX6=P*AqzrzB^0=5P=iv~s-O6~HDG?Y0^Y6v<^YAAP@)KK9tsiD$gQbU!)q=sr+gJ%{E9?}r9"
    "%NIsTjl-mdT8Bvubq<pn!VZ%f>K*2v5wobF)l&<1WP`YieMb;nxNzaZg$oxheiazK$ravSz4WeDcry;z|8>6NIpzK)`ESt!1|AlEn0A1UR})Un"
    "Yy2z#A1lUUbF5SRUnp?^TQ?yCNz##-_xQyx8#euZ=3FuK>!#3r+n<_`&fnbrHyHXX_W"
)
"""`ROWS` as Excel 97 keeps them, packed: made once with xlwt, which nothing here needs."""


def as_old_sheet() -> bytes:
    """The rows as an XLS."""
    return zlib.decompress(base64.b85decode(_OLD_SHEET))
