"""A finished paper and its line in the case: made new, or as it was on an earlier day. For the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stalkdesk.casework.drawer import Drawer
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.guidance.blocks import Document, PrintSize
from stalkdesk.guidance.kept_documents import document_from, document_text
from stalkdesk.guidance.variants import Variant
from stalkdesk.language import Language
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.making import Made, Making, Offer, Wanted


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper and its line in the case; the line has no id while it is not kept."""

    given: SheetGiven
    document: Document
    pdf: bytes
    wanted: Wanted | None = None
    """As it was wished; None for a copy of what was given before."""


def paper_of(made: Made, desk: Desk, how: How = How.WAITING) -> Paper:
    """A sheet as it is kept with the case."""
    wanted = made.wanted
    beside = wanted.beside.value if wanted.beside is not None and wanted.beside is not wanted.language else ""
    given = SheetGiven(
        made.sheet.id,
        made.sheet.version,
        wanted.language.value,
        made.pages,
        how,
        desk.now(),
        desk.open_drawer().officer.initials,
        wanted.variant.value,
        beside,
    )
    return Paper(given, made.document, made.pdf, wanted)


def keep(drawer: Drawer, reference: str, papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Keeps those that are not kept yet; gives all of them with their ids. For the worker."""
    fresh = [paper for paper in papers if not paper.given.id]
    texts = [document_text(paper.document) if paper.given.how is not How.NOT_GIVEN else "" for paper in fresh]
    kept = iter(drawer.keep_sheet_given(reference, [paper.given for paper in fresh], texts) if fresh else ())
    return tuple(paper if paper.given.id else replace(paper, given=next(kept)) for paper in papers)


@dataclass(frozen=True, slots=True)
class Again:
    """A sheet of the case that is to be printed: as it was, or in the version of today."""

    sheet: SheetGiven
    title: str
    is_new: bool = False


def paper_again(desk: Desk, reference: str, offer: Offer, again: Again) -> Paper:
    """The paper for the worker: a waiting one is the one that waited, any other is a new line in the case.

    Raises CaseUnknown, StoreDamaged, ContentBroken.
    """
    old, drawer = again.sheet, desk.open_drawer()
    kept = document_from(drawer.sheet_document(reference, old.id)) if old.is_kept else None
    if again.is_new:
        is_large = old.variant == Variant.LARGE or (kept is not None and kept.size is PrintSize.LARGE)
        beside = Language(old.beside) if old.beside else None
        wanted = Wanted(old.sheet_id, Language(old.language), beside, Variant(old.variant), is_large)
        return paper_of(Making(desk, offer.case, offer.derived).made(wanted), desk)
    assert kept is not None
    pdf = desk.pdf(kept)
    if old.how is How.WAITING:
        return Paper(old, kept, pdf)
    line = replace(
        old,
        how=How.WAITING,
        outcome=None,
        at=desk.now(),
        by=drawer.officer.initials,
        pages=desk.page_count(pdf),
        first_id=old.first_id or old.id,
        id="",
    )
    return Paper(line, kept, pdf)
