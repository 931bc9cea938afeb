"""An open store as its parts share it: the connection, who sits at the desk, the seal of compartment B, the journal.

Each act is one transaction (`act`), with its journal line inside. After a failed write the connection is opened anew, so that
nothing is believed that was not seen on disk (docs/store.md 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import RLock

from sqlalchemy import Connection, Engine

from stalkdesk.casework import officers
from stalkdesk.casework.journal_marks import Recipient
from stalkdesk.data.cipher import faults_of_the_world
from stalkdesk.data.journal import Act, Journal
from stalkdesk.data.protected import Seal
from stalkdesk.errors import DiskFull, NotAllowed
from stalkdesk.language import tr


def utc_now() -> datetime:
    """Now, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Sitting:
    """What an open drawer works with."""

    engine: Engine
    officer: officers.Officer
    journal: Journal
    seal_or_none: Seal | None
    now: Callable[[], datetime] = utc_now
    turn: RLock = field(default_factory=RLock)
    """Whoever uses the connection has it; closing waits for the act under way."""
    is_closed: bool = False

    @contextmanager
    def act(self) -> Iterator[Connection]:
        """One transaction, durable at its end. Raises DiskFull, StoreDamaged, StoreInUse, PlaceUnfit: nothing is kept."""
        with self.turn:
            if self.is_closed:
                raise RuntimeError("the drawer is closed")
            try:
                with faults_of_the_world(), self.engine.begin() as connection:
                    yield connection
            except DiskFull:
                self.engine.dispose()
                raise

    def note(
        self,
        connection: Connection,
        act: str,
        reference: str = "",
        fields: Sequence[str] = (),
        reason: str = "",
        recipient: Recipient | None = None,
    ) -> None:
        """Writes the journal line of an act of the officer who sits here."""
        self.journal.write(connection, Act(self.now(), self.officer.id, act, reference, fields, reason, recipient))

    @property
    def seal(self) -> Seal:
        """The seal of compartment B. Raises NotAllowed for a role that has no key to it."""
        if self.seal_or_none is None:
            raise NotAllowed(tr("Din rolle giver ikke adgang til beskyttede oplysninger. Bed lederen om hjælp."))
        return self.seal_or_none

    def check(self, act: officers.Act) -> None:
        """Raises NotAllowed when the officer's role does not allow `act`."""
        if not self.officer.may(act):
            raise NotAllowed(tr("Det må din rolle ikke. Bed lederen om at gøre det."))

    def wipe(self) -> None:
        """Overwrites the keys that are held here."""
        self.journal.wipe()
        if self.seal_or_none is not None:
            self.seal_or_none.wipe()
