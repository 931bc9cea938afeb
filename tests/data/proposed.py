"""Changes of the shelf at hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from stalkdesk.casework.content_changes import ChangeKind, Proposal

CHECKED = date(2026, 11, 20)


def proposal(text: str = "Sig det til skolen.", was: str = "Fortæl det.", **other: Any) -> Proposal:
    """A new text of one part of the main sheet, or what `other` says."""
    said: dict[str, Any] = {
        "kind": ChangeKind.PART,
        "target": "guidance.children",
        "language": "da",
        "value": {"title": "Børn", "text": "", "items": [text], "label": ""},
        "before": {"title": "Børn", "text": "", "items": [was], "label": ""},
        "source": "OWN",
        "checked_on": CHECKED,
        "base_version": "2026-1 000000000000",
    }
    return Proposal(**{**said, **other})
