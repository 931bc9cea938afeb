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
from stalkdesk.data.signing import HELD_ALREADY, SHEET, KeyState, SigningKey, told_in
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
        self._taken_in: list[tuple[int, SigningKey]] = []
        self._held_already: list[tuple[int, str]] = []

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
        told = told_in(line.fields)
        self._told |= {(line.number, key) for key in told}
        if not is_linked:
            return
        was_begun, signer = self._keys.is_begun, self._keys.read(line)
        if signer is None and (was_begun or line.sig is not None):
            self._note(line.number, line.officer_id)
        elif signer is not None:
            self._refused += [(line.number, key) for key in self._keys.refused]
            self._taken_in += [(line.number, key) for key in told if key not in self._keys.refused]
            if HELD_ALREADY in line.fields.split(","):
                self._held_already.append((line.number, signer))

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
        for number, who in self._held_already[:_MOST_NAMED]:
            yield _held_already(number, who, names)
        yield from self._role_faults(connection)
        yield from self._table_faults(connection)

    def _note(self, number: int, officer_id: str | None) -> None:
        found = self._unsigned
        if found and (found[-1].last, found[-1].officer_id) == (number - 1, officer_id):
            found[-1] = _Unsigned(found[-1].first, number, officer_id)
        elif len(found) <= _MOST_NAMED:
            found.append(_Unsigned(number, number, officer_id))

    def _role_faults(self, connection: Connection) -> Iterator[str]:
        """Where a line says another role of somebody than she has: nobody's ever changes."""
        officer = tables.officer.c
        people = {row.id: row for row in connection.execute(select(officer.id, officer.role, officer.full_name))}
        told = [one for one in self._taken_in if one[1].state is not KeyState.ENDED and one[1].who in people]
        for number, key in [one for one in told if one[1].role != people[one[1].who].role][:_MOST_NAMED]:
            name = people[key.who].full_name
            yield tr(
                "Journalens linje {number} giver {name} en anden rolle end listen over medarbejdere.", number=number, name=name
            )

    def _table_faults(self, connection: Connection) -> Iterator[str]:
        """Where the table of keys says something else than the lines do."""
        for number in sorted({number for number, _ in set(_rows(connection)) ^ self._told})[:_MOST_NAMED]:
            yield tr("Listen over underskriftsnøgler siger noget andet end journalens linje {number}.", number=number)


def key_file_faults(connection: Connection, content: KeyFile) -> Iterator[str]:
    """Where a slot has another signing key than the journal tells of, or one of which it tells nothing."""
    told: dict[str, list[str]] = {}
    for _, key in _rows(connection):
        told.setdefault(key.who, [])
        if key.public:
            told[key.who].append(key.public)
    officer, slots = tables.officer, {slot.id: slot.signing.hex() for slot in content.slots}
    for row in connection.execute(select(officer).where(officer.c.is_active == 1)):
        held = slots.get(row.slot_id)
        if held is not None and told.get(row.id) and held not in told[row.id]:
            yield tr("Nøglefilen har en anden underskriftsnøgle for {name}, end journalen har.", name=row.full_name)
        elif held and not told.get(row.id):
            yield tr(
                "Nøglefilen har en underskriftsnøgle for {name}, som journalen ikke kender. Blev programmet afbrudt, mens "
                "nøglen blev lavet, er det forklaringen. Ellers kan journalen være skrevet om: sammenlign den med en "
                "sikkerhedskopi eller en udskrift.",
                name=row.full_name,
            )
    if told.get(SHEET) and slots.get(SHEET) not in (None, "", told[SHEET][-1]):
        yield tr("Nøglefilen har en anden underskriftsnøgle for genskabelsesarket, end journalen har.")
    elif slots.get(SHEET) and not told.get(SHEET):
        yield tr(
            "Nøglefilen har en underskriftsnøgle for genskabelsesarket, som journalen ikke kender. Journalen kan være skrevet "
            "om: sammenlign den med en sikkerhedskopi eller en udskrift."
        )


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


def _held_already(number: int, who: str, names: Mapping[str, str]) -> str:
    if who == SHEET:
        return tr(
            "Efter journalen fik genskabelsesarket sin første underskriftsnøgle i linje {number}, men nøglefilen havde "
            "allerede en. Journalen før linjen kan være skrevet om: sammenlign den med en sikkerhedskopi eller en udskrift.",
            number=number,
        )
    return tr(
        "Efter journalen lavede {name} sin første underskriftsnøgle i linje {number}, men adgangen havde allerede en. Blev "
        "programmet afbrudt, mens nøglen blev lavet, er det forklaringen. Ellers kan journalen før linjen være skrevet om: "
        "sammenlign den med en sikkerhedskopi eller en udskrift.",
        number=number,
        name=names.get(who, who),
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
