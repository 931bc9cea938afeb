"""Whose signing key holds at which line: worked out from the lines themselves, since whoever holds the data key can write any
table. A supervisor or the sheet vouches for a key, or the officer does with the one she had.

A new key holds from its line on, and the one before it until the new one has signed: a slot that could not be written then
locks nobody out of her own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from stalkdesk.casework.officers import Role
from stalkdesk.data import tables
from stalkdesk.data.journal import SET_UP, SIGNING_BEGUN
from stalkdesk.data.signing import SHEET, KeyState, SigningKey, matching, signed_text, told_in

_BEGINNINGS = (SET_UP, SIGNING_BEGUN)


@dataclass(slots=True)
class KeysInForce:
    """The signing keys as they stand behind the lines that were read."""

    store_id: str
    is_begun: bool = False
    refused: list[SigningKey] = field(default_factory=list)
    """Keys of the line read last for which its signer may not vouch."""
    _publics: dict[str, list[str]] = field(default_factory=dict)
    _roles: dict[str, str] = field(default_factory=dict)
    _waits: set[str] = field(default_factory=set)
    _given_by: dict[str, str] = field(default_factory=dict)

    def read(self, line: Any) -> str | None:
        """Takes a line in; gives who signed it with a key that holds there, or None."""
        self.refused = []
        signer, told = line.signer or line.officer_id or "", told_in(line.fields)
        if line.officer_id not in (None, signer) and signer != SHEET:
            return None
        begins = not self.is_begun and line.act in _BEGINNINGS
        publics = self._publics.get(signer, [])
        if begins or signer in self._waits:
            publics = [one.public for one in told if one.who == signer and one.state is KeyState.KEY]
        signed = signed_text(self.store_id, line.number, line.officer_id, signer, line.chain)
        public = matching(publics, line.sig, signed)
        if public is None:
            return None
        if signer in self._publics:
            self._publics[signer] = publics[publics.index(public) :]
        self.is_begun = True
        for key in told:
            if not (self._begin_with(key, signer, line.act) if begins else self._take_in(key, signer)):
                self.refused.append(key)
        return signer

    def has(self, who: str) -> bool:
        """Whether they have a key that holds."""
        return bool(self._publics.get(who))

    def holds(self, who: str, public: str) -> bool:
        """Whether it is a key of theirs that holds."""
        return public in self._publics.get(who, [])

    def newest_is_own(self, who: str, public: str) -> bool:
        """Whether it is their newest key, and they made it themselves."""
        return self._publics.get(who, [])[-1:] == [public] and self._given_by.get(who) == who

    def has_own(self, who: str) -> bool:
        """Whether their newest key holds and they made it themselves: they have unlocked since they were given one."""
        return self.has(who) and self._given_by.get(who) == who

    def may_make_own(self, who: str) -> bool:
        """Whether they make their first key themselves."""
        return not self.is_begun or who in self._waits

    def _begin_with(self, key: SigningKey, by: str, act: str) -> bool:
        """The line that begins the signing tells the key of who writes it, a new store's that of its sheet, and of all others
        that they have none: who has one already can't be said to have got it here."""
        is_told = key.who == by or (key.who == SHEET and act == SET_UP)
        if key.state is KeyState.ENDED or is_told is not (key.state is KeyState.KEY):
            return False
        self._roles[key.who] = key.role
        if key.state is KeyState.WAITS:
            self._waits.add(key.who)
        else:
            self._publics[key.who], self._given_by[key.who] = [key.public], by
        return True

    def _take_in(self, key: SigningKey, by: str) -> bool:
        """It holds from the next line on, if `by` may say so."""
        who = key.who
        is_own = who == by and key.role == self._roles.get(who) and key.state is KeyState.KEY
        if key.state is KeyState.WAITS or not (is_own or by == SHEET or self._roles.get(by) == Role.SUPERVISOR.value):
            return False
        self._waits.discard(who)
        if key.state is KeyState.ENDED:
            self._publics.pop(who, None)
            self._roles.pop(who, None)
            return True
        before = [] if who == SHEET else self._publics.get(who, [])
        self._publics[who] = [*(one for one in before if one != key.public), key.public]
        self._roles[who], self._given_by[who] = key.role, by
        return True


def keys_now(connection: Connection, number: int | None = None) -> KeysInForce:
    """The keys as they stand behind the last line (or line `number`). Reads the lines that speak of keys, and no others."""
    keys = KeysInForce(str(connection.execute(select(tables.store.c.id)).scalar()))
    for line in lines_of_keys(connection, number):
        keys.read(line)
    return keys


def lines_of_keys(connection: Connection, number: int | None = None) -> Sequence[Any]:
    """The lines that speak of signing keys (up to line `number`), oldest first."""
    known = select(tables.signing_key.c.number).distinct()
    if number is not None:
        known = known.where(tables.signing_key.c.number <= number)
    line = tables.journal
    return connection.execute(select(line).where(line.c.number.in_(known)).order_by(line.c.number)).all()
