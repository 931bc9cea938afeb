"""The parts of the case page that belong to what happens after the door, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator

from stalkdesk.ui.background import Background
from stalkdesk.ui.cases.case_reading import ReadCase
from stalkdesk.ui.cases.part import CasePart, PartOfCase
from stalkdesk.ui.desk import Desk

PARTS: tuple[PartOfCase, ...] = ()
"""A trade adds its line here."""


def made_parts(desk: Desk, background: Background, read: ReadCase) -> Iterator[tuple[CasePart, str]]:
    """The parts that this case is offered with, made, each with its name in the list."""
    for one in PARTS:
        if one.is_offered(desk, read):
            part = one.made(desk, background, read)
            part.setObjectName(one.name)
            yield part, one.title(read)
