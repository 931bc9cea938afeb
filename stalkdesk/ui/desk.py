"""What the screens are given by `app.py`: the drawer, the content and the paper, as functions and protocols.

The screens name no concrete room: a test hands them a desk with a fake drawer and a small content of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # not for a cycle: these values cost a third of the time to the first painted window
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from stalkdesk.casework.drawer import Drawer, RecoverySheet, Vault
    from stalkdesk.casework.officers import Unit
    from stalkdesk.guidance.blocks import Document
    from stalkdesk.guidance.sheets import Agency, GuidanceSheet
    from stalkdesk.intake.checklist import Checklist
    from stalkdesk.intake.explaining import RuleWords
    from stalkdesk.language import Language
    from stalkdesk.oversight.weekly_summary import WeeklySummary


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Desk:
    """Everything a screen may ask for. `drawer` is None while the desk is locked."""

    vault: Vault
    vault_at: Callable[[Path], Vault]
    """The vault in another folder, when the person chooses one."""
    checklist: Callable[[Language, str], Checklist]
    """(language, version or "" for the current one) -> Checklist. Raises ContentBroken."""
    rules: Callable[[Language], RuleWords]
    shelf: Callable[[Language], tuple[GuidanceSheet, ...]]
    agencies: Callable[[Language], tuple[Agency, ...]]
    words: Callable[[Language], Mapping[str, str]]
    """The fixed words of a sheet ("Reference", "Din kontaktperson"), by code."""
    pdf: Callable[[Document], bytes]
    """A document as a tagged PDF. Takes 0.1 to 0.3 s: call it off the screen's thread."""
    page_count: Callable[[bytes], int]
    """How many pages a PDF of ours has."""
    week_files: Callable[[WeeklySummary, Unit, Language], dict[str, bytes]]
    """File name -> bytes of the three files of a week."""
    recovery_document: Callable[[RecoverySheet, Unit], Document]
    resources: Path
    drawer: Drawer | None = None
    is_demo: bool = False
    demo_hint: str = ""
    """On a demo desk: who may unlock and with what, shown on the unlock screen."""
    preferences: dict[str, str] = field(default_factory=dict)
    keep_preferences: Callable[[dict[str, str]], None] = lambda preferences: None
    now: Callable[[], datetime] = _now
    preload: Callable[[], None] = lambda: None
    """Imports the heavy rooms; run on the worker after the first paint, while the person types."""

    def remember_folder(self, chosen: bool = False) -> None:
        """This machine knows its store again, so that one that is gone is missed and not begun anew."""
        from stalkdesk.places import default_store

        folder = self.vault.folder
        if not self.is_demo and (chosen or folder == default_store()):
            self.preferences["store"] = str(folder)
            self.keep_preferences(self.preferences)

    def open_drawer(self) -> Drawer:
        """The open drawer. Raises RuntimeError when the desk is locked (a fault of the program)."""
        if self.drawer is None:
            raise RuntimeError("the desk is locked")
        return self.drawer
