"""`desk.keys`: the slots of a store, as JSON beside it. Lost, it takes the store along, so it is written whole and kept twice.

```
format, version, store, generation, cipher, salt (first 16 bytes of desk.sdk), argon {memory, passes, lanes}
kind: only when the store is not a desk's ("training")
slots: [{id, kind, tag, salt, argon, wrapped, protected}, …]; since version 2 {public, private} too, and {handed} where it is;
       since version 3 {signing, signing_private} too, of which the recovery slot has the first; since version 4 {binding}
journal {number, chain}: the last line of the journal when the desk was locked
next: only while the data key is being replaced: the whole key file for the store that is about to take this one's place
mac: HMAC-SHA256 over all of it, under a key derived from the data key
sum: SHA-256 over all of it, so that a fault of the disk is not taken for a wrong passphrase
```
What is read is untrusted until a slot has opened and `check_mac` has passed: sizes, counts and parameters have hard caps.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from stalkdesk.data import key_copy
from stalkdesk.data.keys import DataKeys, Purpose, derived, wipe
from stalkdesk.data.slots import (
    BINDING,
    PUBLIC_BYTES,
    RECOVERY_SLOT_ID,
    SALT_BYTES,
    WRAPPED_BYTES,
    Argon,
    Slot,
    SlotKind,
)
from stalkdesk.data.store_kind import StoreKind
from stalkdesk.data.whole_files import replace_whole
from stalkdesk.errors import KeysDamaged, KeysMissing, PlaceUnfit, StoreTooNew
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE

FORMAT = "stalkdesk keys"
VERSION = 4
"""Written where a slot is bound to its signing key; 3 where one has such a key; 2 where one has a pair of keys of its own, or
`next` is there; otherwise 1."""
CIPHER = "sqlcipher 4"
COPY = KEY_FILE + ".bak"
MOST_BYTES = 512 * 1024
MOST_SLOTS = 200
_ID = re.compile(r"[0-9a-f-]{1,64}|recovery")
_CHAIN = re.compile(r"(?:[0-9a-f]{64})?")
_PARTS = {"format", "version", "store", "generation", "cipher", "salt", "argon", "slots", "journal", "mac", "sum"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The last line of the journal as it was when the desk was locked; number 0 while that never happened."""

    number: int = 0
    chain: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The header and the slots of one store."""

    store_id: str
    generation: int
    salt: bytes
    argon: Argon
    slots: tuple[Slot, ...]
    anchor: Anchor = Anchor()
    mac: str = ""
    kind: StoreKind = StoreKind.DESK
    next: KeyFile | None = None
    """While the data key is being replaced: what is true once the new store lies in the place of the old one."""

    def slot(self, tag: str) -> Slot | None:
        """The slot of the officer with that tag."""
        return next((slot for slot in self.slots if slot.tag == tag and slot.kind is not SlotKind.RECOVERY), None)

    def recovery(self) -> Slot | None:
        """The recovery slot."""
        return next((slot for slot in self.slots if slot.kind is SlotKind.RECOVERY), None)

    def with_slot(self, slot: Slot) -> KeyFile:
        """With `slot` in place of the one with its id or tag."""
        kept = tuple(one for one in self.slots if one.id != slot.id and (not slot.tag or one.tag != slot.tag))
        return replace(self, slots=(*kept, slot), generation=self.generation + 1)

    def without_slot(self, slot_id: str) -> KeyFile:
        """Without the slot of that id. The recovery slot always stays: it is only ever replaced."""
        if slot_id == RECOVERY_SLOT_ID:
            raise ValueError("a store keeps its recovery slot")
        return replace(self, slots=tuple(one for one in self.slots if one.id != slot_id), generation=self.generation + 1)

    def sealed(self, keys: DataKeys) -> KeyFile:
        """With the MAC of this content."""
        return replace(self, mac=_mac(self, keys))

    def for_keys(self, keys: DataKeys) -> KeyFile:
        """What is true for who holds `keys`, verified, and nothing else: the file itself, or its `next`. Raises KeysDamaged."""
        if self.next is not None and hmac.compare_digest(self.next.mac, _mac(self.next, keys)):
            return self.next
        self.check_mac(keys)
        return replace(self, next=None)

    def check_mac(self, keys: DataKeys) -> None:
        """Raises KeysDamaged when somebody without the key has changed the file."""
        if not self.is_sealed_with(keys):
            raise changed_without_key()

    def is_sealed_with(self, keys: DataKeys) -> bool:
        """Whether the MAC is that of this content, made with these keys."""
        return hmac.compare_digest(self.mac, _mac(self, keys))


def changed_without_key() -> KeysDamaged:
    """The sentence for a key file that somebody without the key has changed."""
    return KeysDamaged(
        tr(
            "Nøglefilen er ændret af nogen, der ikke har nøglen. Læg kopien {copy} på plads som {name}, eller "
            "brug genskabelsesnøglen.",
            copy=COPY,
            name=KEY_FILE,
        )
    )


def read_key_file(path: Path) -> KeyFile:
    """The key file, its form checked. Raises KeysMissing, KeysDamaged, StoreTooNew, PlaceUnfit."""
    try:
        return _read(path)
    except FileNotFoundError:
        raise missing_keys(path.parent) from None
    except PermissionError:
        raise PlaceUnfit(
            tr("Dit login må ikke læse nøglefilen {name} i sagsskabets mappe. Få adgang til den.", name=KEY_FILE)
        ) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged(path.parent) from None


def _read(path: Path) -> KeyFile:
    """The key file. Raises OSError, or whatever its content trips over, and StoreTooNew."""
    if path.exists() and not path.is_file():
        raise ValueError  # a pipe would never answer
    with path.open("rb") as file:
        untrusted_text = file.read(MOST_BYTES + 1)
    if len(untrusted_text) > MOST_BYTES or untrusted_text.count(b"[") + untrusted_text.count(b"{") > 6 * MOST_SLOTS:
        raise ValueError
    untrusted = json.loads(untrusted_text)
    if untrusted["format"] != FORMAT or untrusted["sum"] != _sum(untrusted):
        raise ValueError
    if _whole(untrusted["version"], 10**6) > VERSION:
        raise StoreTooNew(tr("Sagsskabet er skrevet af en nyere udgave af StalkDesk. Opdatér programmet på denne computer."))
    return _parsed(untrusted)


def write_key_file(path: Path, content: KeyFile) -> None:
    """Replaces the file whole; the one before stays as `.bak`. Raises DiskFull, PlaceUnfit."""
    text = as_text(content)
    replace_whole(path, text, keep_old=True)
    key_copy.keep(path, content.store_id, content.kind, text)


def as_text(content: KeyFile) -> bytes:
    """The file as it is written."""
    written = {**_header(content), "mac": content.mac}
    return json.dumps({**written, "sum": _sum(written)}, indent=1).encode() + b"\n"


def missing_keys(folder: Path) -> KeysMissing:
    """The sentence for a store without its key file. A copy that lies there is named."""
    if _has_copy(folder):
        return KeysMissing(
            tr(
                "Nøglefilen {name} mangler i sagsskabets mappe, men kopien {copy} ligger der. Giv kopien navnet {name}, og "
                "lås op igen.",
                name=KEY_FILE,
                copy=COPY,
            )
        )
    if (copy := _copy_elsewhere(folder)) is not None:
        return KeysMissing(
            tr(
                "Nøglefilen {name} mangler i sagsskabets mappe, men programmet har en kopi på denne computer: {copy}. Læg den "
                "på plads, og lås op igen.",
                name=KEY_FILE,
                copy=copy,
            )
        )
    return KeysMissing(
        tr(
            "Nøglefilen {name} mangler i sagsskabets mappe. Læg den på plads fra en kopi, eller skriv hele "
            "genskabelsesarket af på siden for genskabelsesnøglen.",
            name=KEY_FILE,
        )
    )


def _damaged(folder: Path) -> KeysDamaged:
    if not _has_copy(folder):
        if (copy := _copy_elsewhere(folder)) is not None:
            return KeysDamaged(
                tr(
                    "Nøglefilen {name} er beskadiget, men programmet har en kopi på denne computer: {copy}. Læg den på plads, "
                    "og lås op igen.",
                    name=KEY_FILE,
                    copy=copy,
                )
            )
        return KeysDamaged(
            tr("Nøglefilen {name} er beskadiget. Læg den på plads fra en kopi, eller brug genskabelsesarket.", name=KEY_FILE)
        )
    return KeysDamaged(
        tr(
            "Nøglefilen {name} er beskadiget. Læg kopien {copy} på plads under navnet {name}, eller brug genskabelsesarket.",
            name=KEY_FILE,
            copy=COPY,
        )
    )


def _copy_elsewhere(folder: Path) -> Path | None:
    """The copy that the program keeps of the key file of this store."""
    from stalkdesk.data.key_return import best_copy

    return best_copy(folder)


def _has_copy(folder: Path) -> bool:
    """Whether the copy beside the file is there, and whole."""
    return whole_or_none(folder / COPY) is not None


def whole_or_none(path: Path) -> KeyFile | None:
    """The key file of that name; None unless it is there, and whole."""
    try:
        return _read(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, StoreTooNew):
        return None


def _header(content: KeyFile) -> dict[str, object]:
    marked: dict[str, object] = {} if content.kind is StoreKind.DESK else {"kind": content.kind.value}
    if content.next is not None:
        marked["next"] = {**_header(content.next), "mac": content.next.mac}
    return {
        **marked,
        "format": FORMAT,
        "version": _version(content),
        "store": content.store_id,
        "generation": content.generation,
        "cipher": CIPHER,
        "salt": content.salt.hex(),
        "argon": asdict(content.argon),
        "slots": [_slot_parts(slot) for slot in content.slots],
        "journal": asdict(content.anchor),
    }


def _version(content: KeyFile) -> int:
    if any(slot.binding for slot in content.slots):
        return VERSION
    if any(slot.signing for slot in content.slots):
        return 3
    return 2 if content.next is not None or any(slot.public for slot in content.slots) else 1


def _slot_parts(slot: Slot) -> dict[str, object]:
    own: dict[str, object] = {"public": slot.public.hex(), "private": slot.private.hex()} if slot.public else {}
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "tag": slot.tag,
        "salt": slot.salt.hex(),
        "argon": asdict(slot.argon),
        "wrapped": slot.wrapped.hex(),
        "protected": slot.wrapped_protected.hex(),
        **own,
        **({"handed": slot.handed.hex()} if slot.handed else {}),
        **({"signing": slot.signing.hex()} if slot.signing else {}),
        **({"signing_private": slot.signing_private.hex()} if slot.signing_private else {}),
        **({"binding": slot.binding} if slot.binding else {}),
    }


def _sum(parts: dict[str, object]) -> str:
    kept = {name: part for name, part in parts.items() if name != "sum"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _mac(content: KeyFile, keys: DataKeys) -> str:
    canonical = json.dumps(_header(content), sort_keys=True, separators=(",", ":")).encode()
    key = derived(keys.data, Purpose.HEADER)
    try:
        return hmac.new(key, canonical, hashlib.sha256).hexdigest()
    finally:
        wipe(key)


def _parsed(untrusted: dict[str, object]) -> KeyFile:
    slots = untrusted["slots"]
    if untrusted["cipher"] != CIPHER or not isinstance(slots, list) or not 1 <= len(slots) <= MOST_SLOTS:
        raise ValueError
    if set(untrusted) - {"kind", "next"} != _PARTS or untrusted.get("kind") == StoreKind.DESK:
        raise ValueError
    content = KeyFile(
        store_id=_id(untrusted["store"]),
        generation=_whole(untrusted["generation"], 10**9),
        salt=_bytes(untrusted["salt"], SALT_BYTES),
        argon=_argon(untrusted["argon"]),
        slots=tuple(_slot(one) for one in slots),
        anchor=_anchor(untrusted["journal"]),
        mac=_bytes(untrusted["mac"], 32).hex(),
        kind=StoreKind(str(untrusted.get("kind", StoreKind.DESK.value))),
        next=_next(untrusted["next"]) if "next" in untrusted else None,
    )
    if _header(content)["version"] != _whole(untrusted["version"], VERSION):
        raise ValueError
    return content


def _next(untrusted: object) -> KeyFile:
    """The key file inside a key file; there is none inside that."""
    if not isinstance(untrusted, dict) or "next" in untrusted:
        raise ValueError
    return _parsed({**untrusted, "sum": ""})


def _slot(untrusted: dict[str, object]) -> Slot:
    protected = untrusted["protected"]
    return Slot(
        id=_id(untrusted["id"]),
        kind=SlotKind(str(untrusted["kind"])),
        tag=_id(untrusted["tag"]) if untrusted["tag"] else "",
        salt=_bytes(untrusted["salt"], SALT_BYTES),
        argon=_argon(untrusted["argon"]),
        wrapped=_bytes(untrusted["wrapped"], WRAPPED_BYTES),
        wrapped_protected=_bytes(protected, WRAPPED_BYTES) if protected else b"",
        public=_bytes(untrusted["public"], PUBLIC_BYTES) if "public" in untrusted else b"",
        private=_bytes(untrusted["private"], WRAPPED_BYTES) if "public" in untrusted else b"",
        handed=_bytes(untrusted["handed"], PUBLIC_BYTES) if "handed" in untrusted else b"",
        signing=_bytes(untrusted["signing"], PUBLIC_BYTES) if "signing" in untrusted else b"",
        signing_private=_bytes(untrusted["signing_private"], WRAPPED_BYTES) if "signing_private" in untrusted else b"",
        binding=_whole(untrusted["binding"], BINDING) if "binding" in untrusted else 0,
    )


def _anchor(untrusted: object) -> Anchor:
    if not isinstance(untrusted, dict) or set(untrusted) != {"number", "chain"}:
        raise ValueError
    number, chain = _whole(untrusted["number"], 10**15), untrusted["chain"]
    if not isinstance(chain, str) or not _CHAIN.fullmatch(chain):
        raise ValueError
    return Anchor(number, chain)


def _argon(untrusted: object) -> Argon:
    if not isinstance(untrusted, dict) or set(untrusted) != {"memory", "passes", "lanes"}:
        raise ValueError
    argon = Argon(**{key: _whole(value, 10**7) for key, value in untrusted.items()})
    if not argon.is_sane():
        raise ValueError
    return argon


def _whole(untrusted: object, most: int) -> int:
    if type(untrusted) is not int or not 0 <= untrusted <= most:
        raise ValueError
    return untrusted


def _id(untrusted: object) -> str:
    if not isinstance(untrusted, str) or not _ID.fullmatch(untrusted):
        raise ValueError
    return untrusted


def _bytes(untrusted: object, length: int) -> bytes:
    if not isinstance(untrusted, str) or len(untrusted) != 2 * length or not untrusted.isascii():
        raise ValueError
    return bytes.fromhex(untrusted)
