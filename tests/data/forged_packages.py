"""Packages that no honest desk makes: taken apart, changed, signed and packed again with the sender's keys, or others."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pyrage

from stalkdesk.casework.handover.desks import OwnKeys
from stalkdesk.casework.register import RegisterKind
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.handover.desk_keys import made_keys, signed

Json = dict[str, Any]


@dataclass(slots=True)
class Forged:
    """A package taken apart."""

    parts: dict[str, bytes]
    keys: OwnKeys
    """Who signs."""
    recipients: list[str] = field(default_factory=list)
    method: int = zipfile.ZIP_STORED
    more: list[tuple[str, bytes]] = field(default_factory=list)
    """Parts that stand in the zip besides, under any name."""

    def case(self, change: Callable[[Json], object]) -> Forged:
        """Changes `case.json`."""
        return self.part("case.json", change)

    def manifest(self, change: Callable[[Json], object]) -> Forged:
        """Changes `manifest.json`."""
        return self.part("manifest.json", change)

    def part(self, name: str, change: Callable[[Json], object]) -> Forged:
        """Changes a part that is JSON."""
        told = json.loads(self.parts[name])
        change(told)
        self.parts[name] = json.dumps(told).encode()
        return self

    def told_anew(self) -> Forged:
        """Lets the manifest tell the parts as they are."""
        told = [
            {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in self.parts.items()
            if name not in ("manifest.json", "signature")
        ]
        return self.manifest(lambda manifest: manifest.update(parts=told))

    def zipped(self) -> bytes:
        """The zip, signed."""
        self.parts["signature"] = bytes.fromhex(signed(self.keys, self.parts["manifest.json"]))
        out = BytesIO()
        with zipfile.ZipFile(out, "w", self.method) as archive:
            for name, content in (*self.parts.items(), *self.more):
                archive.writestr(zipfile.ZipInfo(name), content, self.method)
        return out.getvalue()

    def packed(self) -> bytes:
        """The package."""
        return encrypted(self.zipped(), self.recipients)

    def packed_anew(self) -> bytes:
        """The package, with a manifest that tells its parts as they are."""
        return self.told_anew().packed()


def keys_of(drawer: OpenDrawer) -> OwnKeys:
    """The desk's newest keys."""
    said = drawer.register(RegisterKind.OWN_KEYS)[-1].said
    assert isinstance(said, OwnKeys)
    return said


def encrypted(plain: bytes, recipients: list[str]) -> bytes:
    """An age file."""
    return bytes(pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(one) for one in recipients]))


def taken_apart(package: bytes, sender: OpenDrawer, receiver: OpenDrawer) -> Forged:
    """What a package holds."""
    receiving = keys_of(receiver)
    plain = pyrage.decrypt(package, [pyrage.x25519.Identity.from_str(receiving.age_identity)])
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return Forged(parts, keys_of(sender), [receiving.age_recipient])


def strangers_keys() -> OwnKeys:
    """Keys that no desk here knows."""
    return made_keys()
