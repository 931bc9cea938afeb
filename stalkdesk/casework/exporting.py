"""Everything out: what a supervisor gets when the store is left behind, and what it takes to get it (docs/export.md)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SCHEMA = "stalkdesk export"
SCHEMA_VERSION = 1
"""Grows when a field changes its meaning or goes; a new field does not make a new version."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written out, in plain text."""

    folder: Path
    files: int
    """Beside the manifest."""
    cases: int
    """Cases, drafts and discarded references."""
    attachments: int
    journal_lines: int
    faults: tuple[str, ...] = ()
    """What could not be read and so is not in it, one sentence each."""
