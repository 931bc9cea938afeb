"""What every block is set with: how wide, how large, in which language, and where in the structure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from stalkdesk.language import Language
from stalkdesk.paper import styles
from stalkdesk.paper.fonts import Faces, printable, spoken
from stalkdesk.paper.page_words import PAGE_WORDS, PageWords
from stalkdesk.paper.pen import Pen
from stalkdesk.paper.right_to_left import has_right_to_left, with_numbers_kept, with_runs_kept
from stalkdesk.paper.slabs import Slab, type_of_ink
from stalkdesk.paper.structure import Element
from stalkdesk.paper.styles import Scale, TextStyle
from stalkdesk.paper.typesetting import broken_lines, unbroken

_LONGEST_WORD = 40
_LEAST_SIZE = 6.5
_BLANKS = re.compile("[ \t\n]+")
"""Where a line may be broken: not at a blank that does not break."""


@dataclass(slots=True)
class Setting:
    """What every block is set with: the faces, the language, the width and height of the text, and the structure so far.

    `pages`: the page of each heading by its number, known only when the pages are drawn.
    """

    faces: Faces
    language: Language
    width: float
    height: float
    root: Element
    scale: Scale = styles.USUAL
    heading_level: int = 0
    headings: int = 0
    pages: dict[int, int] = field(default_factory=dict)

    @property
    def words(self) -> PageWords:
        """The paper's own words."""
        return PAGE_WORDS[self.language]

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from the right to the left."""
        return self.language.is_right_to_left

    def style(self, usual: TextStyle) -> TextStyle:
        """A style as large as this paper asks for."""
        return self.scale.style(usual)

    def room(self, usual: float) -> float:
        """A distance as large as this paper asks for."""
        return usual * self.scale.room

    def printed(self, text: str) -> str:
        """`text` as it can be printed, in the order it is read."""
        shown = printable(text, self.faces)
        return with_numbers_kept(shown) if self.is_right_to_left or has_right_to_left(shown) else shown

    def lines(self, text: str, style: TextStyle, width: float) -> tuple[str, ...]:
        """`text` in lines of that width."""
        shown = self.printed(text)
        lines = broken_lines(shown, self.faces.face(shown, style.bold), style.size, width)
        return with_runs_kept(lines) if self.is_right_to_left else lines

    def text_width(self, text: str, style: TextStyle) -> float:
        """How wide a line is."""
        return self.faces.face(text, style.bold).width(text, style.size)

    def widest_word(self, text: str, style: TextStyle) -> float:
        """The room that the longest word needs so as not to be cut; what no language calls a word does not count."""
        words = (word for word in _BLANKS.split(self.printed(text)) if len(word) <= _LONGEST_WORD)
        parts = (part for word in words for part in unbroken(word))
        return max((self.text_width(part, style) for part in parts), default=0.0)

    def fitting(self, style: TextStyle, width: float, *texts: str) -> TextStyle:
        """`style`, smaller where a word of the texts would have to be cut to fit that width."""
        longest = max((len(word) for text in texts for word in _BLANKS.split(text)), default=0)
        if longest * style.size <= width:
            return style
        widest = max(self.widest_word(text, style) for text in texts)
        share = max(width / widest, _LEAST_SIZE / style.size) if widest > width else 1.0
        return replace(style, size=style.size * share, leading=style.leading * share) if share < 1 else style

    def element(self, parent: Element, tag: str, text: str) -> Element:
        """A new element for `text`. What the faces can't show is still read aloud as it was written."""
        return parent.child(tag, spoken=spoken(text, self.faces))

    def spoken_in(self, language: Language | None, slabs: Callable[[], list[Slab]]) -> list[Slab]:
        """What `slabs` gives, set and marked as text in `language`."""
        if language is None or language is self.language:
            return slabs()
        around, known = self.language, len(self.root.children)
        self.language = language
        made = slabs()
        self.language = around
        for child in self.root.children[known:]:
            if isinstance(child, Element):
                child.language = language
        if language.is_right_to_left == around.is_right_to_left:
            return made
        return [facing(slab, language.is_right_to_left, self.width) for slab in made]


def facing(slab: Slab, is_right_to_left: bool, width: float, offset: float = 0) -> Slab:
    """The slab read in that direction, moved by `offset`."""
    heading = None if slab.heading is None else facing(slab.heading, is_right_to_left, width, offset)
    return replace(slab, draw=turned(slab.draw, is_right_to_left, width, offset), heading=heading)


def turned(ink: type_of_ink, is_right_to_left: bool, width: float, offset: float = 0) -> type_of_ink:
    """The ink read in that direction, moved by `offset`."""

    def draw(pen: Pen, left: float, top: float) -> None:
        with pen.facing(is_right_to_left, left + offset, width) as start:
            ink(pen, start, top)

    return draw
