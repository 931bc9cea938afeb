"""Disclosure control: which counts may be shown so that nobody can be recognised, alone or by subtraction (docs/domain.md 11).

All tables of a summary are about the same cases, and their number is the only total that tables share. Either it is large
enough and shown, and then each table stands alone; or it is small, and then everything is hidden. So nothing can be carried
over from one table to another.

What the reader is assumed to know: every figure that is shown, both marks, and these rules themselves. For each hidden figure
there are then at least two values that fit. The argument is in the docstring of each rule; the tests try it out on every small
table and on many large ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stalkdesk.oversight.weekly_summary import Figure, FigureTable, Hidden

LEAST_EVER = 3
"""Statistics Denmark: one or two identify; never fewer than three to a cell (docs/domain.md 11)."""

LEAST_BY_DEFAULT = 5
"""Chosen because the matter is sensitive (docs/domain.md 11)."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A table as it was counted, before anything is hidden."""

    title: str
    counts: tuple[tuple[str, int], ...]
    """Label and count."""
    overlaps: bool = False
    """Each count is a part of the cases by itself; otherwise every case is in exactly one."""
    is_personal: bool = False
    """It says something about the people, not about the desk's work: that *all* cases are in one place is hidden too."""
    has_empty_places: bool = False
    """Some of its counts are known to be zero by the way the program works, so they cannot hide their neighbours."""


def protected(table: Counted, cases: int, least: int) -> FigureTable:
    """`table`, about `cases` cases, with what must be hidden taken out. `least` is the smallest count that is shown."""
    labels = [label for label, _ in table.counts]
    counts = [count for _, count in table.counts]
    if cases < least:
        figures = tuple(Figure(label, None) for label in labels)
        return FigureTable(table.title, figures, None, table.overlaps)
    hidden = (
        [_hidden_part(count, cases, least, table.is_personal) for count in counts]
        if table.overlaps
        else _hidden_shares(counts, least, table)
    )
    figures = tuple(
        Figure(label, count) if mark is None else Figure(label, None, mark)
        for label, count, mark in zip(labels, counts, hidden, strict=True)
    )
    return FigureTable(table.title, figures, cases, table.overlaps)


def _hidden_part(count: int, cases: int, least: int, is_personal: bool) -> Hidden | None:
    """The mark for a count that is a part of `cases` by itself; None when it may be shown.

    Shown are a count and the rest of the cases with it, so both must be large enough. Nobody and everybody may be shown of the
    desk's work, not of the people. While both can't be large, one mark serves for all, so it says nothing; from there on `<5`
    leaves the counts 1 to 4 and `–` as many below the number of cases.
    """
    rest = cases - count
    if (count >= least and rest >= least) or (0 in (count, rest) and not is_personal):
        return None
    return Hidden.SMALL if count < least and cases >= 2 * least else Hidden.COVER


def _hidden_shares(counts: Sequence[int], least: int, table: Counted) -> list[Hidden | None]:
    """The marks for counts that share the cases among them; None where a count may be shown.

    1. Nothing is hidden when no count lies between 0 and `least` and, of the people, at least two are large.
    2. Otherwise all below `least`, zeros too, are marked `<5`, if there are two or more of them and their sum, which anyone
       can work out, is neither itself below `least` nor so large that each must be at its largest. Then none is certain.
    3. Else the smallest of the large ones (all that are as small) is hidden with them, all under the mark `–`. Exchanging the
       counts of two such places gives the same page, so none of them can be told; they can't all be equal, unless all are small
       and every place is hidden, and then other counts give the same page as well.
    """
    small = [place for place, count in enumerate(counts) if count < least]
    large = [count for count in counts if count >= least]
    if not any(counts[place] for place in small) and len(large) >= (2 if table.is_personal else 1):
        return [None] * len(counts)
    together = sum(counts[place] for place in small)
    hide_each_other = least <= together < len(small) * (least - 1) and not table.has_empty_places
    marks: list[Hidden | None] = [None] * len(counts)
    for place in small:
        marks[place] = Hidden.SMALL if hide_each_other else Hidden.COVER
    if not hide_each_other and large:
        for place, count in enumerate(counts):
            if count == min(large):
                marks[place] = Hidden.COVER
    return marks
