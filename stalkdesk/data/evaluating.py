"""The evaluations of a case as they are read: the first from its finding and its row, the later ones from their own rows."""

from __future__ import annotations

from sqlalchemy import Connection, select

from stalkdesk.casework.evaluations import Confirmation, Evaluation, Occasion
from stalkdesk.data import rows, tables
from stalkdesk.data.answer_text import assessment_from, windows_in
from stalkdesk.data.damage import known
from stalkdesk.data.protected import Seal
from stalkdesk.data.times import time_from
from stalkdesk.intake.findings import Assessment, Urgency

_evaluation, _officer = tables.evaluation, tables.officer
_READ = select(_evaluation, _officer.c.full_name).join(_officer, _officer.c.id == _evaluation.c.officer_id)
FIRST = 1


def evaluations_of(connection: Connection, case: rows.StoredRow) -> tuple[Evaluation, ...]:
    """Every evaluation of a case (a row with its officer's name), the first one first; none of a draft."""
    finding = connection.execute(select(tables.finding).where(tables.finding.c.case_id == case.id)).first()
    if finding is None:
        return ()
    later = connection.execute(_READ.where(_evaluation.c.case_id == case.id).order_by(_evaluation.c.number)).all()
    return (_first(case, finding), *(evaluation_of(row, row.full_name) for row in later))


def newest_sealed(connection: Connection, seal: Seal, case_id: str) -> Assessment | None:
    """The whole assessment of the newest evaluation; None for a draft."""
    last = select(_evaluation).where(_evaluation.c.case_id == case_id).order_by(_evaluation.c.number.desc()).limit(1)
    row = connection.execute(last).first()
    if row is not None:
        return whole_of(row, seal, row.number)
    finding = connection.execute(select(tables.finding).where(tables.finding.c.case_id == case_id)).first()
    return None if finding is None or finding.sealed is None else whole_of(finding, seal, FIRST)


def whole_of(row: rows.StoredRow, seal: Seal, number: int) -> Assessment:
    """The whole assessment of a row of `finding` or `evaluation`. Raises StoreDamaged."""
    opened = seal.opened(row.sealed, row.case_id, rows.assessment_bound(number))
    return assessment_from(opened.decode("utf-8", "replace"))


def count_of(connection: Connection, case_id: str) -> int:
    """How many evaluations a filed case has."""
    last = select(_evaluation.c.number).where(_evaluation.c.case_id == case_id).order_by(_evaluation.c.number.desc()).limit(1)
    return connection.execute(last).scalar() or FIRST


def evaluation_of(row: rows.StoredRow, officer_name: str) -> Evaluation:
    """A later evaluation, of a row that was read or is written."""
    return Evaluation(
        number=row.number,
        at=time_from(row.at),
        officer_name=officer_name,
        occasion=known(Occasion, row.occasion),
        checklist_version=row.checklist_version,
        rules_version=row.rules_version,
        windows=windows_in(row.windows),
        assessment=assessment_from(row.public),
        confirmation=confirmation_of(row),
    )


def confirmation_of(row: rows.StoredRow) -> Confirmation:
    """The level that was confirmed in a row of `case_file` or `evaluation`."""
    return Confirmation(known(Urgency, row.urgency), row.urgency_reason, row.approved_by or "")


def _first(case: rows.StoredRow, finding: rows.StoredRow) -> Evaluation:
    return Evaluation(
        number=FIRST,
        at=time_from(case.filed_at),
        officer_name=case.full_name,
        occasion=Occasion.FILED,
        checklist_version=case.checklist_version,
        rules_version=case.rules_version,
        windows=windows_in(finding.windows),
        assessment=assessment_from(finding.public),
        confirmation=confirmation_of(case),
    )
