"""Why a mutant may live: it can't be told from the program by any facts. By module, line and change."""

from __future__ import annotations

from typing import Final

EXPLAINED: Final[dict[tuple[str, str, str], str]] = {}
