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
from stalkdesk.data.journal import Act, Journal, end_of
from stalkdesk.data.key_file import Anchor
from stalkdesk.data.protected import Seal
from stalkdesk.data.signing import SigningKey
from stalkdesk.errors import DeskError, DiskFull, NotAllowed, PlaceUnfit, SaveUncertain
from stalkdesk.language import tr

_TOUCH = "pragma user_version = 0"
"""Writes the first page as it is. Its commit writes and flushes the rollback journal anew, whatever the last one left there."""


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
        """One transaction, durable at its end. Raises DiskFull, StoreDamaged, StoreInUse, PlaceUnfit: nothing is kept. Raises
        SaveUncertain, which is a DiskFull, when the disk does not say whether it was."""
        with self.turn:
            if self.is_closed:
                raise RuntimeError("the drawer is closed")
            line: Anchor | None = None
            self.journal.last = None
            try:
                with faults_of_the_world(), self.engine.begin() as connection:
                    yield connection
                    line = self.journal.last  # what tells this act from any other
            except (DiskFull, PlaceUnfit):
                self.engine.dispose()
                if line is None or not self._is_kept(line):
                    raise

    def _is_kept(self, line: Anchor) -> bool:
        """Whether an act whose commit was refused is in the file all the same: the last flush failed, behind the point of no
        return. Then it is made durable, so that it is told as kept and nobody does it twice. Raises SaveUncertain."""
        is_there = True
        try:
            with faults_of_the_world(), self.engine.begin() as connection:
                is_there = end_of(connection) == line
                if is_there:
                    connection.exec_driver_sql(_TOUCH)
        except DeskError:
            self.engine.dispose()
            if not is_there:
                return False
            raise SaveUncertain(
                tr(
                    "Disken svigtede, mens der blev gemt, og det er uvist, om det sidste kom med. Se efter, før du gør det "
                    "igen; luk StalkDesk, og start det igen, hvis det ikke svarer."
                )
            ) from None
        return is_there

    def note(
        self,
        connection: Connection,
        act: str,
        reference: str = "",
        fields: Sequence[str] = (),
        reason: str = "",
        recipient: Recipient | None = None,
        keys: Sequence[SigningKey] = (),
    ) -> None:
        """Writes the journal line of an act of the officer who sits here."""
        self.journal.write(connection, Act(self.now(), self.officer.id, act, reference, fields, reason, recipient, keys))

    def note_alone(
        self, act: str, reference: str = "", fields: Sequence[str] = (), reason: str = "", recipient: Recipient | None = None
    ) -> None:
        """Writes the journal line of an act that changes nothing in the store."""
        with self.act() as connection:
            self.note(connection, act, reference, fields, reason, recipient)

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
