"""Who sits down gets a key to sign with: made at the first unlocking, so that nobody else has ever held it (docs/store.md 6).

Who has a key that somebody else made for her (a supervisor, when she was added) makes her own and vouches for it with the one
she was given. In a store from before there were signatures, the first to unlock begins the signing; the others are noted as
those who make their first key themselves, and so is the sheet. A slot that holds a key the journal does not know of is written
down with the line: whoever has the data key could have written the journal as one from before there were signatures.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select

from stalkdesk.casework.officers import Officer
from stalkdesk.data import tables
from stalkdesk.data.journal import NEW_SIGNING_KEY, SIGNING_BEGUN
from stalkdesk.data.key_file import KeyFile
from stalkdesk.data.keys import DataKeys, wipe
from stalkdesk.data.signing import HELD_ALREADY, SHEET, KeyState, Signer, SigningKey, new_seed, public_of
from stalkdesk.data.signing_keys import keys_now
from stalkdesk.data.sitting import Sitting
from stalkdesk.data.slots import Slot
from stalkdesk.errors import PlaceUnfit
from stalkdesk.language import tr


def key_of(officer: Officer, seed: bytearray) -> SigningKey:
    """What a line says when `seed` is the officer's key from there on."""
    return SigningKey(officer.id, KeyState.KEY, officer.role.value, public_of(seed).hex())


def key_of_sheet(slot: Slot) -> SigningKey:
    """What a line says when a new sheet is the one that holds."""
    return SigningKey(SHEET, KeyState.KEY, "", slot.signing.hex())


def settle_own_key(sitting: Sitting, keys: DataKeys, rewritten: Callable[[], bool]) -> None:
    """Sees to it that the officer who unlocked signs with a key that she made herself. `keys.signing` is what her slot holds;
    `rewritten` writes the slot anew where that has changed, and gives whether the slot holds it."""
    me, held = sitting.officer, _hex(keys.signing)
    with sitting.act() as connection:
        standing, is_begun = keys_now(connection), _is_begun(connection)
    if standing.is_begun == is_begun and standing.may_make_own(me.id):
        _make_first(sitting, keys, rewritten, is_begun)
    elif standing.holds(me.id, held) and not standing.newest_is_own(me.id, held):
        _make_own(sitting, keys, rewritten)
    else:
        rewritten()


def settle_sheet_key(sitting: Sitting, keys: DataKeys, content: KeyFile) -> None:
    """Sees to it that lines signed with the sheet can be told to be, where no line says yet with which key it signs."""
    marks = _marks_of_sheet(content)
    with sitting.act() as connection:
        standing, is_begun = keys_now(connection), _is_begun(connection)
        of_sheet = SigningKey(SHEET, KeyState.KEY, "", _hex(keys.signing))
        if not is_begun:
            sitting.note(connection, SIGNING_BEGUN, fields=marks, keys=[of_sheet, *_waiting_officers(connection)])
        elif standing.may_make_own(SHEET):
            sitting.note(connection, NEW_SIGNING_KEY, fields=marks, keys=[of_sheet])


def signer_of(store_id: str, who: str, keys: DataKeys) -> Signer | None:
    """Who signs with what a slot held; None for a slot from before there were signatures."""
    return None if keys.signing is None else Signer(store_id, who, bytearray(keys.signing))


def signer_of_restore(
    connection: Connection, who: str, keys: DataKeys, content: KeyFile
) -> tuple[Signer | None, tuple[SigningKey, ...], tuple[str, ...]]:
    """Who signs that a store was restored, the key she makes for it where she had none, and what the line says of that. `who`
    is empty for who came with the sheet. Nobody signs before the signing has begun: the first to unlock begins it."""
    if not _is_begun(connection):
        return None, (), ()
    store_id, signs = str(connection.execute(select(tables.store.c.id)).scalar()), who or SHEET
    if not keys_now(connection).may_make_own(signs):
        return signer_of(store_id, signs, keys), (), ()
    marks = _marks(keys) if who else _marks_of_sheet(content)
    keys.signing = new_seed() if keys.signing is None else keys.signing
    role = connection.execute(select(tables.officer.c.role).where(tables.officer.c.id == who)).scalar() or ""
    return signer_of(store_id, signs, keys), (SigningKey(signs, KeyState.KEY, str(role), _hex(keys.signing)),), marks


def _make_first(sitting: Sitting, keys: DataKeys, rewritten: Callable[[], bool], is_begun: bool) -> None:
    """The slot first: a key that was told of and is in no slot would be lost."""
    marks = _marks(keys)
    keys.signing = new_seed() if keys.signing is None else keys.signing
    if not rewritten():
        if is_begun:
            raise PlaceUnfit(
                tr(
                    "Din nøgle til at underskrive med kunne ikke gemmes. Gør plads på disken, eller få lov til at skrive i "
                    "sagsskabets mappe, og lås op igen."
                )
            )
        return
    _sign(sitting, keys)
    with sitting.act() as connection:
        own = key_of(sitting.officer, keys.signing)
        if is_begun:
            sitting.note(connection, NEW_SIGNING_KEY, fields=marks, keys=[own])
        else:
            others = _waiting_officers(connection, besides=sitting.officer.id)
            told = [own, *others, SigningKey(SHEET, KeyState.WAITS)]
            sitting.note(connection, SIGNING_BEGUN, fields=marks, keys=told)


def _make_own(sitting: Sitting, keys: DataKeys, rewritten: Callable[[], bool]) -> None:
    """The line first: until the new key has signed, the one in the slot holds."""
    given, keys.signing = keys.signing, new_seed()
    with sitting.act() as connection:
        sitting.note(connection, NEW_SIGNING_KEY, keys=[key_of(sitting.officer, keys.signing)])
    if rewritten():
        _sign(sitting, keys)
        wipe(given)
    else:
        wipe(keys.signing)
        keys.signing = given


def _sign(sitting: Sitting, keys: DataKeys) -> None:
    with sitting.act() as connection:
        store_id = str(connection.execute(select(tables.store.c.id)).scalar())
    signer = signer_of(store_id, sitting.officer.id, keys)
    if signer is not None:
        sitting.journal.sign_as(signer)


def _is_begun(connection: Connection) -> bool:
    """Whether any line is signed, whatever the table of keys says."""
    line = tables.journal.c
    newest = select(line.sig).order_by(line.number.desc()).limit(1)
    if connection.execute(newest).scalar() is not None:
        return True
    return connection.execute(select(line.number).where(line.sig.is_not(None)).limit(1)).first() is not None


def _waiting_officers(connection: Connection, besides: str = "") -> list[SigningKey]:
    officer = tables.officer.c
    there = connection.execute(select(officer.id, officer.role).where(officer.is_active == 1, officer.id != besides))
    return [SigningKey(row.id, KeyState.WAITS, row.role) for row in there]


def _marks(keys: DataKeys) -> tuple[str, ...]:
    """What the line of a first key says of it. Ask before the key is made."""
    return () if keys.signing is None else (HELD_ALREADY,)


def _marks_of_sheet(content: KeyFile) -> tuple[str, ...]:
    """The same of the sheet's, which comes from the sheet itself: its slot tells whether it was known before."""
    slot = content.recovery()
    return (HELD_ALREADY,) if slot is not None and slot.signing else ()


def _hex(seed: bytearray | None) -> str:
    return "" if seed is None else public_of(seed).hex()
