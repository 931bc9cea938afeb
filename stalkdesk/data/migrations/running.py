"""Brings an open store to the newest version: Alembic, run on the encrypted connection, everything in the caller's transaction.

The steps are imported, not looked up as files, so that they run from a frozen program too. There is no way back: a store
that is newer than the program is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any

from sqlalchemy import Connection

from stalkdesk.data.migrations import (
    s0001_first_tables,
    s0002_evaluations,
    s0003_attachments,
    s0004_roles,
    s0005_signatures,
    s0006_papers,
    s0007_after_the_door,
)
from stalkdesk.data.migrations.version import newer_store, version_of

STEPS: tuple[ModuleType, ...] = (
    s0001_first_tables,
    s0002_evaluations,
    s0003_attachments,
    s0004_roles,
    s0005_signatures,
    s0006_papers,
    s0007_after_the_door,
)


def bring_up(connection: Connection, steps: tuple[ModuleType, ...] = STEPS) -> bool:
    """Runs the steps that are missing; gives whether there were any. Raises StoreTooNew, StoreForeign, nothing changed."""
    found = version_of(connection)
    known = [str(step.revision) for step in steps]
    if found and found not in known:
        raise newer_store()
    missing = steps[known.index(found) + 1 :] if found else steps
    if missing:
        _run(connection, steps, missing)
    return bool(missing)


def _run(connection: Connection, steps: tuple[ModuleType, ...], missing: Iterable[ModuleType]) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext, RevisionStep
    from alembic.script.base import Script
    from alembic.script.revision import RevisionMap

    scripts = {str(step.revision): Script(step, str(step.revision), f"{step.__name__}.py") for step in steps}
    revisions = RevisionMap(lambda: scripts.values())

    def work(heads: Any, context: Any) -> list[RevisionStep]:
        assert revisions.heads  # asked for, since the map reads the steps only then
        return [RevisionStep(revisions, scripts[str(step.revision)], is_upgrade=True) for step in missing]

    context = MigrationContext.configure(connection, opts={"fn": work, "transactional_ddl": True})
    with Operations.context(context):
        context.run_migrations()
