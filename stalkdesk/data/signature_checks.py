"""Whether each line of the journal is signed by who it says wrote it, and nobody's key was swapped: told by line and name.

A line is taken in where its chain is right; what is wrong with the others the chain tells. Only signed lines say whose key
holds (`signing_keys`); the table of keys and the key file are held against them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from stalkdesk.data import tables
from stalkdesk.data.damage import known
from stalkdesk.data.key_file import KeyFile
from stalkdesk.data.signing import SHEET, KeyState, SigningKey, told_in
from stalkdesk.data.signing_keys import KeysInForce, lines_of_keys
from stalkdesk.language import tr

_MOST_NAMED = 20


@dataclass(frozen=True, slots=True)
class _Unsigned:
    """Lines that follow one another, in one officer's name, that she did not sign."""

    first: int
    last: int
    officer_id: str | None


class SignatureReading:
    """The signatures, read along with the chain."""

    def __init__(self, store_id: str) -> None:
        self._keys = KeysInForce(store_id)
        self._unsigned: list[_Unsigned] = []
        self._refused: list[tuple[int, SigningKey]] = []
        self._told: set[tuple[int, SigningKey]] = set()

    @classmethod
    def of_store(cls, connection: Connection, after: int = 0) -> SignatureReading:
        """From the line behind `after` on; of the lines before, those are read that speak of keys."""
        reading = cls(str(connection.execute(select(tables.store.c.id)).scalar()))
        if after:
            for line in lines_of_keys(connection, after):
                reading.read(line)
        return reading

    def read(self, line: Any, is_linked: bool = True) -> None:
        """Takes in the next line. One whose chain is wrong is named for that alone."""
        self._told |= {(line.number, key) for key in told_in(line.fields)}
        if not is_linked:
            return
        was_begun, signer = self._keys.is_begun, self._keys.read(line)
        if signer is None and (was_begun or line.sig is not None):
            self._note(line.number, line.officer_id)
        elif signer is not None:
            self._refused += [(line.number, key) for key in self._keys.refused]

    def faults(self, connection: Connection) -> Iterator[str]:
        """What was found. Ask when nothing more is to be read."""
        officer = tables.officer.c
        names = {row.id: row.full_name for row in connection.execute(select(officer.id, officer.full_name))}
        if not self._keys.is_begun:
            yield tr("Det står ikke i journalen, hvornår underskrifterne begyndte.")
        for span in self._unsigned[:_MOST_NAMED]:
            yield _unsigned(span, names.get(span.officer_id or "", ""))
        for number, key in self._refused[:_MOST_NAMED]:
            yield _refused(number, key, names)
        yield from self._table_faults(connection)

    def _note(self, number: int, officer_id: str | None) -> None:
        found = self._unsigned
        if found and (found[-1].last, found[-1].officer_id) == (number - 1, officer_id):
            found[-1] = _Unsigned(found[-1].first, number, officer_id)
        elif len(found) <= _MOST_NAMED:
            found.append(_Unsigned(number, number, officer_id))

    def _table_faults(self, connection: Connection) -> Iterator[str]:
        """Where the table of keys says something else than the lines do."""
        for number in sorted({number for number, _ in set(_rows(connection)) ^ self._told})[:_MOST_NAMED]:
            yield tr("Listen over underskriftsnøgler siger noget andet end journalens linje {number}.", number=number)


def key_file_faults(connection: Connection, content: KeyFile) -> Iterator[str]:
    """Where a slot has another signing key than the journal tells of."""
    told: dict[str, list[str]] = {}
    for _, key in _rows(connection):
        told.setdefault(key.who, [])
        if key.public:
            told[key.who].append(key.public)
    officer, slots = tables.officer, {slot.id: slot.signing.hex() for slot in content.slots}
    for row in connection.execute(select(officer).where(officer.c.is_active == 1)):
        if row.slot_id in slots and told.get(row.id) and slots[row.slot_id] not in told[row.id]:
            yield tr("Nøglefilen har en anden underskriftsnøgle for {name}, end journalen har.", name=row.full_name)
    if told.get(SHEET) and slots.get(SHEET) not in (None, "", told[SHEET][-1]):
        yield tr("Nøglefilen har en anden underskriftsnøgle for genskabelsesarket, end journalen har.")


def _rows(connection: Connection) -> list[tuple[int, SigningKey]]:
    key = tables.signing_key
    return [
        (row.number, SigningKey(row.who, known(KeyState, row.state), row.role, row.public))
        for row in connection.execute(select(key).order_by(key.c.number))
    ]


def _unsigned(span: _Unsigned, name: str) -> str:
    if not name:
        if span.first == span.last:
            return tr("Journalens linje {number} er ikke underskrevet.", number=span.first)
        return tr("Journalens linjer {first} til {last} er ikke underskrevet.", first=span.first, last=span.last)
    if span.first == span.last:
        return tr(
            "Journalens linje {number} er skrevet i navnet {name}, men {name} har ikke underskrevet den.",
            number=span.first,
            name=name,
        )
    return tr(
        "Journalens linjer {first} til {last} er skrevet i navnet {name}, men {name} har ikke underskrevet dem.",
        first=span.first,
        last=span.last,
        name=name,
    )


def _refused(number: int, key: SigningKey, names: Mapping[str, str]) -> str:
    if key.who == SHEET:
        return tr(
            "Journalens linje {number} skifter genskabelsesarkets underskriftsnøgle, men det måtte den, der skrev den, ikke.",
            number=number,
        )
    return tr(
        "Journalens linje {number} skifter underskriftsnøglen for {name}, men det måtte den, der skrev den, ikke.",
        number=number,
        name=names.get(key.who, key.who),
    )
