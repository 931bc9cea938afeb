"""The banner over the parts of a case: what was done is said until one goes on to something else."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from stalkdesk.ui.banner import Banner


class PageBanner(Banner):
    """That something was done is no longer said once another part is chosen, or a part says that something is wrong."""

    def follow(self, tabs: QTabWidget) -> None:
        """Looks out for another part being chosen."""
        tabs.currentChanged.connect(lambda _: self._forget_done())

    def heed(self, part: QWidget) -> None:
        """Looks out for what the part itself complains of."""
        for banner in part.findChildren(Banner):
            banner.complained.connect(self._forget_done)

    def _forget_done(self) -> None:
        if self.says_done:
            self.clear()
