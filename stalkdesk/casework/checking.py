"""A look through the whole store that goes on a piece at a time, so that the desk is never kept waiting by it."""

from __future__ import annotations

from typing import Protocol


class OfTheFile(str):
    """A fault that is told, of the file itself and not of what stands in it: what is written there may be lost."""

    __slots__ = ()


class Check(Protocol):
    """One look through the store, begun by `Drawer.begun_check`. Changes nothing."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What was found so far, one sentence each."""
        ...

    @property
    def share(self) -> int:
        """How much of it is done, in percent."""
        ...

    def go_on(self) -> bool:
        """Looks at the next piece; gives whether there is more. On the drawer's thread. After `pause` the piece that was
        broken off is looked at anew. Raises nothing but what is a fault of the program."""
        ...

    def pause(self) -> None:
        """Breaks off the piece that is being looked at, whatever it is. From any thread; at once."""
        ...
