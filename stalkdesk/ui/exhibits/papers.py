"""The receipts for exhibits, made on the worker: what was received, and what left the desk."""

from __future__ import annotations

from stalkdesk.casework.exhibits import exhibits_of
from stalkdesk.errors import CaseChanged
from stalkdesk.guidance.custody_receipt import SHEET, VERSION, CustodySetting, custody_document, last_leaving
from stalkdesk.language import spoken, tr
from stalkdesk.ui.desk import Desk
from stalkdesk.ui.papers.one_paper import document_paper, sheet_of
from stalkdesk.ui.papers.paper import Paper

EVIDENCE = "evidence_receipt"


def evidence_paper(desk: Desk, reference: str) -> Paper:
    """The receipt for everything that was handed in. Raises ContentBroken, CaseUnknown."""
    return sheet_of(desk, reference, EVIDENCE)


def custody_paper(desk: Desk, reference: str) -> Paper:
    """The receipt for what left in the newest act. Raises CaseChanged when nothing ever left, CaseUnknown."""
    drawer = desk.open_drawer()
    left = last_leaving(exhibits_of(drawer.case(reference).entries))
    if not left:
        raise CaseChanged(tr("Der er ikke givet noget tilbage eller videre endnu."))
    setting = CustodySetting(reference, drawer.unit(), drawer.officer.full_name, drawer.journal_mark(), desk.now())
    return document_paper(desk, SHEET, VERSION, spoken(), custody_document(left, setting))
