"""Stores of fictional cases to measure on."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from stalkdesk import app
from stalkdesk.demo import making as demo

if TYPE_CHECKING:
    from stalkdesk.data.drawer import OpenDrawer

USER = "leder"


def made(folder: Path, cases: int) -> Path:
    """A store of `cases` fictional cases in `folder`; gives the folder."""
    demo.made(folder, cases, 7, datetime.now(UTC))
    return folder


def passphrase(folder: Path) -> str:
    """The passphrase of `USER` in a store that `made` made."""
    return (folder / "passphrases" / f"{USER}.txt").read_text(encoding="utf-8").strip()


def unlocked(folder: Path) -> closing[OpenDrawer]:
    """The open drawer of a store that `made` made; closes with the block."""
    from stalkdesk.data.drawer import OpenDrawer

    drawer = app.vault_at(folder).unlock(USER, passphrase(folder))
    assert isinstance(drawer, OpenDrawer)
    return closing(drawer)
