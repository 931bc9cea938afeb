"""What stands of one text after several changes: the fields that are the authority's own, and since when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from stalkdesk.casework.content_changes import ContentChange

_NOTHING: Final = object()


@dataclass(slots=True)
class Standing:
    """What is approved of one text: the last change of it, and what the changes of it together have made different."""

    change: ContentChange
    own: dict[str, Any] = field(default_factory=dict)
    """The fields that say something else than what came with the program."""
    changed_at: dict[str, datetime] = field(default_factory=dict)
    """When a field became another, for each that ever did."""
    _bases: dict[str, tuple[Any, str]] = field(default_factory=dict)

    def go_on_with(self, change: ContentChange) -> None:
        """A later one. What it says of a field that was changed before holds; of the others only what it changed itself."""
        self.change = change
        value, before, version = change.proposal.value, change.proposal.before, change.proposal.base_version
        for name, said in value.items():
            was = self.own.get(name, before.get(name, _NOTHING))
            if said == was:
                continue
            self.changed_at[name] = change.decided_at or change.made_at
            base = self._bases.setdefault(name, (before.get(name, _NOTHING), version))
            if (said, version) == base:
                self.own.pop(name)
                self._bases.pop(name)
            else:
                self.own[name] = said

    def is_newer(self, than: ContentChange, *names: str) -> bool:
        """Whether one of these fields became another after `than` was written; without names, whether anything did."""
        if not names:
            return self.change.decided_at is not None and than.made_at < self.change.decided_at
        return any(than.made_at < self.changed_at[name] for name in names if name in self.changed_at)
