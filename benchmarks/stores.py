"""Stores of fictional cases to measure on."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk import app, demo

if TYPE_CHECKING:
    from stalkdesk.casework.drawer import Drawer

USER = "leder"


def made(folder: Path, cases: int) -> Path:
    """A store of `cases` fictional cases in `folder`; gives the folder."""
    demo.made(folder, cases, 7, datetime.now(UTC))
    return folder


def passphrase(folder: Path) -> str:
    """The passphrase of `USER` in a store that `made` made."""
    return (folder / "passphrases" / f"{USER}.txt").read_text(encoding="utf-8").strip()


def unlocked(folder: Path) -> closing[Drawer]:
    """The open drawer of a store that `made` made; closes with the block."""
    return closing(app.vault_at(folder).unlock(USER, passphrase(folder)))
