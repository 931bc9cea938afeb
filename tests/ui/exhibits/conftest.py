"""The desk of the case screens, with its one filed case."""

from __future__ import annotations

from tests.ui.cases.conftest import filed_case

__all__ = ["filed_case"]
