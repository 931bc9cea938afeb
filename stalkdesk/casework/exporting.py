"""Everything out: what a supervisor gets when the store is left behind, and what it takes to get it (docs/export.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SCHEMA = "stalkdesk export"
SCHEMA_VERSION = 1
"""Grows when a field changes its meaning or goes; a new field does not make a new version."""


GoingOn = Callable[[int, int], bool]
"""Told how many references of how many are written; answers whether to go on."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written out, in plain text."""

    folder: Path
    files: int
    """Beside the manifest."""
    cases: int
    """Cases, drafts, and the references of those that were discarded or erased."""
    attachments: int
    journal_lines: int
    faults: tuple[str, ...] = ()
    """What could not be read and so is not in it, one sentence each."""
