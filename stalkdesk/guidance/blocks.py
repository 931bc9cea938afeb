"""What a page is made of. The paper turns blocks into ink; nobody else knows how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stalkdesk.language import Language


class PrintSize(StrEnum):
    """How large the letters are."""

    STANDARD = "standard"
    LARGE = "large"
    """For one who sees badly: running text of 18 points, and everything else in proportion."""


class Form(StrEnum):
    """What the paper is: a page, or a page to cut cards out of."""

    PAGE = "page"
    CARD = "card"
    """A4 with one folding card of 85 × 54 mm twice side by side, cutting and folding lines dashed."""


class Tone(StrEnum):
    """How a callout speaks; never said by colour alone (each has its own mark)."""

    DANGER = "danger"
    ADVICE = "advice"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the title of the page, 2 a part of it, 3 a part of a part.

    `language`, here and in the blocks below: what the text is in when it is not the language of the column it stands in, as a
    text that is not translated yet; None for that of the column.
    """

    text: str
    level: int = 2
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `small` for sources and dates."""

    text: str
    small: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list: numbered when `numbered`, with empty tick boxes when `boxes`."""

    texts: tuple[str, ...]
    numbered: bool = False
    boxes: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """A framed text that must be seen."""

    title: str
    text: str
    tone: Tone = Tone.NOTE
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """Label and value, line by line; an empty value is a line to write on. `compact`: smaller, with narrow labels."""

    pairs: tuple[tuple[str, str], ...]
    compact: bool = False
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class PhoneList:
    """Helplines: name, number in large type, note. `None` of the texts is ever empty but the note."""

    entries: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. `widths` are shares of the page width; `least_row_height` in millimetres for forms.

    A cell that is "☐" is an empty box to tick.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    least_row_height: float = 0.0
    numeric: tuple[int, ...] = ()
    """Indices of columns set flush right."""
    total_rows: tuple[int, ...] = ()
    """Indices of rows set in bold: they sum up the others."""
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class QrCode:
    """A figure that a telephone reads: a public https address or `tel:` number, never anything of a case.

    `label` says whose it is and `words` is the same address or number in letters: both stand beside the figure and are its
    alternative text. Several in a row stand side by side where there is room.
    """

    payload: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The same content in two languages in two columns whose tops are aligned; breaks over pages like anything else.

    `own` is in the language of the document and stands where reading begins, `other` in `other_language`.
    """

    own: tuple[Block, ...]
    other: tuple[Block, ...]
    other_language: Language


@dataclass(frozen=True, slots=True)
class Chart:
    """How many in each period: bars over a table that has the same numbers, row by row. Nothing is told by colour.

    `alternative` says in words what the bars show. `columns` are short (a week's number), `spoken` the same in full, `groups`
    stand over them (a year, and over how many columns it goes). `rows` have a name and a number for each column; what they make
    together is `total`. `marks` stand under the bars, one text for each column, mostly empty; `mark_name` says what they are.
    """

    alternative: str
    corner: str
    groups: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    spoken: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    total: str
    marks: tuple[str, ...]
    mark_name: str

    @property
    def sums(self) -> tuple[int, ...]:
        """How many in each column over all rows."""
        return tuple(sum(numbers[place] for _, numbers in self.rows) for place in range(len(self.columns)))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of level 2 in the document, each with its page; the file gets an outline of all headings too."""


Block = Heading | Paragraph | Items | Callout | Fields | PhoneList | Table | PageBreak | Contents | QrCode | Beside | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper: what the printer and the preview get.

    `title` is the document title (metadata, neutral: safe to be seen), `letterhead` the unit's lines, `footer` the line at the
    foot of each page (version, date, page number is added by the paper). `watermark` is set across each page when not empty.
    """

    title: str
    language: Language
    blocks: tuple[Block, ...]
    letterhead: tuple[str, ...] = ()
    footer: str = ""
    watermark: str = ""
    landscape: bool = False
    size: PrintSize = PrintSize.STANDARD
    form: Form = Form.PAGE
