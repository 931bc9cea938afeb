"""`desk.keys`: the slots of a store, as JSON beside it. Lost, it takes the store along, so it is written whole and kept twice.

```
format, version, store, generation, cipher, salt (first 16 bytes of desk.sdk), argon {memory, passes, lanes}
slots: [{id, kind, tag, salt, argon, wrapped, protected}, …]
mac: HMAC-SHA256 over all of it, under a key derived from the data key
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

from stalkdesk.data.keys import DataKeys, Purpose, derived, wipe
from stalkdesk.data.slots import SALT_BYTES, WRAPPED_BYTES, Argon, Slot, SlotKind
from stalkdesk.data.whole_files import replace_whole
from stalkdesk.errors import StoreDamaged, StoreMissing, StoreTooNew
from stalkdesk.language import tr
from stalkdesk.places import KEY_FILE

FORMAT = "stalkdesk keys"
VERSION = 1
CIPHER = "sqlcipher 4"
MOST_BYTES = 256 * 1024
MOST_SLOTS = 200
_ID = re.compile(r"[0-9a-f-]{1,64}|recovery")


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The header and the slots of one store."""

    store_id: str
    generation: int
    salt: bytes
    argon: Argon
    slots: tuple[Slot, ...]
    mac: str = ""

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
        """Without the slot of that id."""
        return replace(self, slots=tuple(one for one in self.slots if one.id != slot_id), generation=self.generation + 1)

    def sealed(self, keys: DataKeys) -> KeyFile:
        """With the MAC of this content."""
        return replace(self, mac=_mac(self, keys))

    def check_mac(self, keys: DataKeys) -> None:
        """Raises StoreDamaged when somebody without the key has changed the file."""
        if not hmac.compare_digest(self.mac, _mac(self, keys)):
            raise StoreDamaged(
                tr(
                    "Nøglefilen er ændret af nogen, der ikke har nøglen. Læg kopien {copy} på plads som {name}, eller "
                    "brug genskabelsesnøglen.",
                    copy=KEY_FILE + ".bak",
                    name=KEY_FILE,
                )
            )


def read_key_file(path: Path) -> KeyFile:
    """The key file, its form checked. Raises StoreMissing, StoreDamaged, StoreTooNew."""
    try:
        with path.open("rb") as file:
            untrusted_text = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise missing_keys() from None
    except OSError:
        raise _damaged() from None
    if len(untrusted_text) > MOST_BYTES or untrusted_text.count(b"[") + untrusted_text.count(b"{") > 4 * MOST_SLOTS:
        raise _damaged()
    try:
        untrusted = json.loads(untrusted_text)
        if (
            isinstance(untrusted, dict)
            and untrusted.get("format") == FORMAT
            and _whole(untrusted.get("version"), 10**6) > VERSION
        ):
            raise StoreTooNew(
                tr("Sagsskabet er skrevet af en nyere udgave af StalkDesk. Opdatér programmet på denne computer.")
            )
        return _parsed(untrusted)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged() from None


def write_key_file(path: Path, content: KeyFile) -> None:
    """Replaces the file whole; the one before stays as `.bak`. Raises DiskFull, PlaceUnfit."""
    replace_whole(path, as_text(content), keep_old=True)


def as_text(content: KeyFile) -> bytes:
    """The file as it is written."""
    return json.dumps({**_header(content), "mac": content.mac}, indent=1).encode() + b"\n"


def missing_keys() -> StoreMissing:
    """The sentence for a store without its key file."""
    return StoreMissing(
        tr(
            "Nøglefilen {name} mangler i sagsskabets mappe. Læg den på plads fra en kopi, eller skriv hele "
            "genskabelsesarket af på siden for genskabelsesnøglen.",
            name=KEY_FILE,
        )
    )


def _damaged() -> StoreDamaged:
    return StoreDamaged(
        tr(
            "Nøglefilen {name} er beskadiget. Læg kopien {copy} på plads under navnet {name}, eller brug genskabelsesarket.",
            name=KEY_FILE,
            copy=KEY_FILE + ".bak",
        )
    )


def _header(content: KeyFile) -> dict[str, object]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "store": content.store_id,
        "generation": content.generation,
        "cipher": CIPHER,
        "salt": content.salt.hex(),
        "argon": asdict(content.argon),
        "slots": [
            {
                "id": slot.id,
                "kind": slot.kind.value,
                "tag": slot.tag,
                "salt": slot.salt.hex(),
                "argon": asdict(slot.argon),
                "wrapped": slot.wrapped.hex(),
                "protected": slot.wrapped_protected.hex(),
            }
            for slot in content.slots
        ],
    }


def _mac(content: KeyFile, keys: DataKeys) -> str:
    canonical = json.dumps(_header(content), sort_keys=True, separators=(",", ":")).encode()
    key = derived(keys.data, Purpose.HEADER)
    try:
        return hmac.new(key, canonical, hashlib.sha256).hexdigest()
    finally:
        wipe(key)


def _parsed(untrusted: dict[str, object]) -> KeyFile:
    slots = untrusted["slots"]
    if (
        untrusted["format"] != FORMAT
        or untrusted["cipher"] != CIPHER
        or not isinstance(slots, list)
        or not 1 <= len(slots) <= MOST_SLOTS
    ):
        raise ValueError
    if set(untrusted) != {"format", "version", "store", "generation", "cipher", "salt", "argon", "slots", "mac"}:
        raise ValueError
    if _whole(untrusted["version"], VERSION) != VERSION:
        raise ValueError
    return KeyFile(
        store_id=_id(untrusted["store"]),
        generation=_whole(untrusted["generation"], 10**9),
        salt=_bytes(untrusted["salt"], SALT_BYTES),
        argon=_argon(untrusted["argon"]),
        slots=tuple(_slot(one) for one in slots),
        mac=_bytes(untrusted["mac"], 32).hex(),
    )


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
    )


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
