"""Reads a store from nothing but docs/store-format.md: a second reader, which shares no line with the program.

It takes Python, its own SQLite and `cryptography`. The plain pages never touch a disk. Numbers in brackets are the chapters.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sqlite3
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PAGE, TAIL, CHUNK = 4096, 80, 65_536
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CASE: tuple[str, ...] = (
    "id",
    "reference",
    "checklist_version",
    "rules_version",
    "started_at",
    "filed_at",
    "officer_id",
    "definition",
)
CASE += ("urgency", "urgency_reason", "approved_by")
OF_CASE = {
    "answer": ("question_id", "state", "value", "reason", "at", "by"),
    "sealed_answer": ("question_id", "sealed"),
    "answer_past": ("id", "question_id", "replaced_at", "plain", "sealed"),
}
LINE = ("number", "at", "officer_id", "act", "reference", "fields", "reason")


@dataclass(frozen=True)
class Keys:
    """The two keys of a store; without `protected` compartment B stays shut."""

    store: str
    data: bytes
    protected: bytes | None


def tight(parts: object) -> bytes:
    """JSON without spaces, sorted keys."""
    return json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()


def hkdf(key: bytes, label: str, salt: bytes = b"") -> bytes:
    """A key of 32 bytes for one purpose (3)."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=b"stalkdesk/1/" + label.encode()).derive(key)


def nfc(text: str) -> str:
    """Text as it is typed on any keyboard."""
    return unicodedata.normalize("NFC", text)


# -- keys (2, 3) -------------------------------------------------------------------------------------------------------------


def key_file(folder: Path) -> dict[str, Any]:
    """`desk.keys`, its sum checked."""
    content: dict[str, Any] = json.loads((folder / "desk.keys").read_bytes())
    assert content["format"] == "stalkdesk keys"
    assert content["sum"] == hashlib.sha256(tight({key: one for key, one in content.items() if key != "sum"})).hexdigest()
    if "next" in content and bytes.fromhex(content["next"]["salt"]) == (folder / "desk.sdk").read_bytes()[:16]:
        return dict(content["next"])
    return content


def with_passphrase(folder: Path, user: str, passphrase: str, device: bytes = b"") -> Keys:
    """The keys, by a passphrase. `device`: the secret of the computer, when the slot takes one."""
    content = key_file(folder)
    tag = hashlib.sha256(f"{content['store']}\n{nfc(nfc(user).strip().casefold())}".encode()).hexdigest()[:32]
    slot = next(one for one in content["slots"] if one["tag"] == tag)
    argon, salt = slot["argon"], bytes.fromhex(slot["salt"])
    stretched = Argon2id(
        salt=salt, length=32, iterations=argon["passes"], lanes=argon["lanes"], memory_cost=argon["memory"]
    ).derive(nfc(passphrase).encode())
    wrapping = hkdf(stretched + device, "device", salt) if slot["kind"] == "pass+device" else stretched
    if "handed" in slot:
        wrapping = received(content["store"], slot, wrapping)
    return checked(content, unwrapped(content["store"], slot, wrapping))


def received(store: str, slot: dict[str, Any], wrapping: bytes) -> bytes:
    """The wrapping key of a slot that was handed new keys."""
    own, handed = bytes.fromhex(slot["public"]), bytes.fromhex(slot["handed"])
    private = X25519PrivateKey.from_private_bytes(
        unboxed(store, slot, wrapping, "private", "private", slot["public"], *binding(slot))
    )
    return hkdf(private.exchange(X25519PublicKey.from_public_bytes(handed)), "handed", handed + own)


def with_sheet(folder: Path, groups: list[str]) -> Keys:
    """The keys, by the recovery slot of `desk.keys` and the first 13 groups of the sheet."""
    content = key_file(folder)
    slot = next(one for one in content["slots"] if one["kind"] == "recovery")
    wrapping = hkdf(from_groups(groups[:13], 32), "recovery", bytes.fromhex(slot["salt"]))
    return checked(content, unwrapped(content["store"], slot, wrapping))


def with_sheet_alone(groups: list[str]) -> Keys:
    """The keys, by the whole sheet: `desk.keys` is lost. Only a sheet from before slots were bound has one that is not."""
    try:
        return _with_sheet_alone(groups, is_bound=True)
    except InvalidTag:
        return _with_sheet_alone(groups, is_bound=False)


def _with_sheet_alone(groups: list[str], is_bound: bool) -> Keys:
    typed = from_groups(groups[13:], 152)
    slot: dict[str, Any] = {"id": "recovery", "kind": "recovery", "tag": ""}
    slot["argon"] = {"memory": 65536, "passes": 3, "lanes": 4}
    slot |= {"salt": typed[16:32].hex(), "wrapped": typed[32:92].hex(), "protected": typed[92:].hex()}
    if is_bound:
        signing = Ed25519PrivateKey.from_private_bytes(hkdf(from_groups(groups[:13], 32), "signing", typed[16:32]))
        slot |= {"binding": 1, "signing": signing.public_key().public_bytes_raw().hex()}
    wrapping = hkdf(from_groups(groups[:13], 32), "recovery", typed[16:32])
    return unwrapped(str(uuid.UUID(bytes=typed[:16])), slot, wrapping)


def from_groups(groups: list[str], length: int) -> bytes:
    """The bytes that groups of the sheet stand for, every check letter checked."""
    bits = 0
    for number, group in enumerate(groups, start=1):
        values = [LETTERS.index(letter) for letter in group.upper().replace("O", "0").replace("I", "1").replace("L", "1")]
        total = number % 32
        for place, value in enumerate(values[:4], start=1):
            for _ in range(place):
                value = value << 1 ^ (0b100101 if value & 16 else 0)
            total ^= value
        assert total == values[4], f"group {number}"
        for value in values[:4]:
            bits = bits << 5 | value
    return (bits >> len(groups) * 20 - length * 8).to_bytes(length)


def unwrapped(store: str, slot: dict[str, Any], wrapping: bytes) -> Keys:
    """Both keys of a slot."""
    more = [*([slot["public"], slot["handed"]] if "handed" in slot else []), *binding(slot)]
    data = unboxed(store, slot, wrapping, "wrapped", "data", *more)
    return Keys(store, data, unboxed(store, slot, wrapping, "protected", "protected", *more) if slot["protected"] else None)


def binding(slot: dict[str, Any]) -> list[Any]:
    """What binds a slot to its signing key."""
    return [slot["binding"], slot["signing"]] if "binding" in slot else []


def unboxed(store: str, slot: dict[str, Any], wrapping: bytes, field: str, *ends: object) -> bytes:
    """A wrapped key of a slot."""
    bound = [store, slot["id"], slot["kind"], slot["tag"], slot["salt"], slot["argon"], *ends]
    box = bytes.fromhex(slot[field])
    return AESGCM(wrapping).decrypt(box[:12], box[12:], json.dumps(bound, sort_keys=True).encode())


def checked(content: dict[str, Any], keys: Keys) -> Keys:
    """The keys, when the MAC of the key file is theirs."""
    covered = {key: one for key, one in content.items() if key not in ("mac", "sum")}
    assert hmac.digest(hkdf(keys.data, "header"), tight(covered), "sha256").hex() == content["mac"]
    return keys


# -- pages (4) ---------------------------------------------------------------------------------------------------------------


def plain_database(folder: Path, keys: Keys, salt: bytes = b"") -> sqlite3.Connection:
    """The decrypted tables, in memory alone. `salt`: of the key file, when that of the file is damaged."""
    file_key, pages = hkdf(keys.data, "file"), (folder / "desk.sdk").read_bytes()
    mac_key = hashlib.pbkdf2_hmac("sha512", file_key, bytes(one ^ 0x3A for one in salt or pages[:16]), 2, 32)
    plain = bytearray()
    for number, start in enumerate(range(0, len(pages), PAGE), start=1):
        page = pages[start + (16 if number == 1 else 0) : start + PAGE]
        body, iv, mac = page[:-TAIL], page[-TAIL:-64], page[-64:]
        assert hmac.digest(mac_key, body + iv + number.to_bytes(4, "little"), "sha512") == mac, f"page {number}"
        decryptor = Cipher(algorithms.AES(file_key), modes.CBC(iv)).decryptor()
        plain += (b"SQLite format 3\0" if number == 1 else b"") + decryptor.update(body) + page[-TAIL:]
    database = sqlite3.connect(":memory:")
    database.deserialize(bytes(plain))
    database.row_factory = sqlite3.Row
    return database


# -- what is in it (5 to 8) --------------------------------------------------------------------------------------------------


class Store:
    """An opened store."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self.folder, self.keys, self.tables = folder, keys, plain_database(folder, keys)
        self._journal = self._inner("store.journal_key", keys.data) or hkdf(keys.data, "journal")
        protected = keys.protected and (self._inner("store.sealing_key", keys.protected) or keys.protected)
        self._sealed = hkdf(protected, "sealed") if protected else None
        assert self.rows("select id from store")[0]["id"] == keys.store

    def rows(self, query: str, *values: object) -> list[sqlite3.Row]:
        """Rows of the plain tables."""
        return self.tables.execute(query, values).fetchall()

    def opened(self, sealed: bytes, case_id: str, what: str) -> Any:
        """A sealed value (6)."""
        assert self._sealed is not None
        assert sealed[:1] == b"\x01"
        cipher = AESGCM(self._sealed)
        return json.loads(cipher.decrypt(sealed[1:13], sealed[13:], f"{case_id}\n{what}".encode()))

    def mac(self, parts: Iterable[object]) -> str:
        """An HMAC with the journal's key (7, 8)."""
        text = json.dumps(list(parts), separators=(",", ":"))
        return hmac.digest(self._journal, text.encode(), "sha256").hex()

    def _inner(self, name: str, outer: bytes) -> bytes | None:
        """A key that the store goes on with since its keys were replaced (3)."""
        for row in self.rows("select value from setting where key = ?", name):
            box = bytes.fromhex(row["value"])
            return AESGCM(hkdf(outer, "inner")).decrypt(box[:12], box[12:], name.encode())
        return None

    def attachments(self, reference: str) -> list[tuple[str, bytes]]:
        """Name and content of each attachment that is kept (9)."""
        if not self.has("attachment"):
            return []
        found = []
        for row in self.rows("select * from attachment where case_id = ? and state = 'kept'", self.case(reference)["id"]):
            words = {"name": row["name"], "sha256": row["sha256"], "key": (row["key"] or b"").hex()}
            if row["sealed"]:
                words = self.opened(row["sealed"], row["case_id"], f"(attachment {row['number']})")
            content = self._file(row["file_id"], bytes.fromhex(words["key"]), row["size"])
            assert hashlib.sha256(content).hexdigest() == words["sha256"]
            found.append((words["name"], content))
        return found

    def _file(self, file_id: str, key: bytes, size: int) -> bytes:
        sealed = (self.folder / "attachments" / f"{file_id}.sda").read_bytes()
        assert sealed[:4] == b"SDA1"
        chunks = [sealed[start : start + CHUNK + 16] for start in range(11, len(sealed), CHUNK + 16)]
        plain = b""
        for number, chunk in enumerate(chunks):
            nonce = sealed[4:11] + number.to_bytes(4) + bytes([number == len(chunks) - 1])
            plain += ChaCha20Poly1305(key).decrypt(nonce, chunk, f"stalkdesk attachment 1\n{file_id}".encode())
        assert len(plain) == size
        return plain

    def answers(self, reference: str) -> dict[str, Any]:
        """The given answers of compartment A as they stand (5, 6)."""
        case = self.case(reference)
        found = self.rows("select * from answer where case_id = ? and state = 'given'", case["id"])
        stand = {row["question_id"]: json.loads(row["value"]) for row in found}
        return stand | {row["question_id"]: json.loads(row["plain"])[1] for row in self.addenda(case) if row["plain"]}

    def protected(self, reference: str) -> dict[str, Any]:
        """The given answers of compartment B as they stand."""
        case = self.case(reference)
        found = self.rows("select * from sealed_answer where case_id = ?", case["id"])
        stand = {row["question_id"]: self.opened(row["sealed"], case["id"], row["question_id"])[1] for row in found}
        for row in self.addenda(case):
            if row["sealed"]:
                what = f"(addendum {row['number']}) {row['question_id']}"
                stand[row["question_id"]] = self.opened(row["sealed"], case["id"], what)[1]
        return stand

    def unfinished(self, reference: str) -> dict[str, Any]:
        """What was typed in a draft and is no answer yet."""
        case_id = self.case(reference)["id"]
        found = self.rows("select * from unfinished where case_id = ?", case_id)
        return {row["question_id"]: self.opened(row["sealed"], case_id, f"(unfinished) {row['question_id']}") for row in found}

    def assessments(self, reference: str) -> list[dict[str, Any]]:
        """The whole assessment of each evaluation, the first one first."""
        case_id = self.case(reference)["id"]
        first = self.rows("select sealed from finding where case_id = ?", case_id)
        found = [self.opened(row["sealed"], case_id, "(assessment)") for row in first]
        if self.has("evaluation"):
            later = self.rows("select number, sealed from evaluation where case_id = ? order by number", case_id)
            found += [self.opened(row["sealed"], case_id, f"(assessment) {row['number']}") for row in later]
        return found

    def case(self, reference: str) -> sqlite3.Row:
        """The row of a case."""
        (row,) = self.rows("select * from case_file where reference = ?", reference)
        return row

    def addenda(self, case: sqlite3.Row) -> list[sqlite3.Row]:
        """What was added to a case, in order."""
        if not self.has("addendum"):
            return []
        return self.rows("select * from addendum where case_id = ? order by number", case["id"])

    def has(self, table: str) -> bool:
        """Whether this version has a table."""
        return bool(self.rows("select 1 from sqlite_schema where type = 'table' and name = ?", table))

    def broken_lines(self) -> list[int]:
        """Numbers of the journal's lines whose chain is not right (7)."""
        before, broken = "0" * 64, []
        for number, line in enumerate(self.rows("select * from journal order by number"), start=1):
            if line["number"] != number or line["chain"] != self.mac([before, *(line[name] for name in LINE)]):
                broken.append(number)
            before = line["chain"]
        return broken

    def unsigned_lines(self) -> list[int]:
        """Numbers of the journal's lines, from the one on that begins the signing, that who wrote them did not sign (7)."""
        if "sig" not in self.rows("select * from journal limit 1")[0].keys():  # noqa: SIM118 -- a Row is no dict
            return []
        keys: dict[str, list[str]] = {}
        roles: dict[str, str] = {}
        waits: set[str] = set()
        is_begun, unsigned = False, []
        for line in self.rows("select * from journal order by number"):
            signer = line["signer"] or line["officer_id"]
            told = [one.split(":") for one in line["fields"].split(",") if one.count(":") == 3]
            begins = not is_begun and line["act"] in ("set_up", "signing_begun") and line["sig"] is not None
            is_first = begins or signer in waits
            own = [public for state, who, _, public in told if state == "key" and who == signer]
            used = self._signed_with(line, signer, own if is_first else keys.get(signer, []))
            if is_begun or begins:
                is_begun = True
                if used is None or (line["officer_id"] not in (None, signer) and signer != "recovery"):
                    unsigned.append(line["number"])
                    continue
                if not is_first:
                    keys[signer] = keys[signer][keys[signer].index(used) :]
            for state, who, role, public in told:
                may = begins or signer == "recovery" or roles.get(signer) == "supervisor"
                assert may or (who == signer and role == roles[who]), line["number"]
                waits.discard(who)
                roles[who] = role
                if state == "waits":
                    waits.add(who)
                elif state == "ended":
                    keys.pop(who, None)
                else:
                    keys[who] = [*(keys.get(who, []) if who != "recovery" else []), public]
        return unsigned

    def _signed_with(self, line: sqlite3.Row, signer: str, keys: list[str]) -> str | None:
        """Which of some public keys a line is signed with."""
        signed = tight(["stalkdesk journal line 1", self.keys.store, line["number"], line["officer_id"], signer, line["chain"]])
        for key in keys:
            try:
                Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(line["sig"] or ""), signed)
            except InvalidSignature:
                continue
            return key
        return None

    def wrong_macs(self) -> list[str]:
        """Cases and added rows whose HMAC is not right (8)."""
        wrong = [row["case_id"] for row in self.rows("select * from finding") if row["mac"] != self._mac_of_filed(row)]
        for table in ("evaluation", "incident", "addendum", "instrument_use", "attachment", "case_entry", "register_line"):
            if not self.has(table):
                continue
            for row in self.rows(f"select * from {table}"):
                names = [name for name in row.keys() if name != "mac" and (name != "log" or row[name] is not None)]  # noqa: SIM118 -- a Row is no dict
                values = [_plain(row[name]) for name in names]
                if row["mac"] != self.mac([table, *values]):
                    wrong.append(f"{table} {row['number']}")
        return wrong

    def _mac_of_filed(self, finding: sqlite3.Row) -> str:
        (case,) = self.rows("select * from case_file where id = ?", finding["case_id"])
        parts: list[object] = ["filed case", [case[name] for name in CASE]]
        for table, columns in OF_CASE.items():
            found = self.rows(f"select * from {table} where case_id = ? order by {columns[0]}", case["id"])
            parts.append([[_plain(row[name]) for name in columns] for row in found])
        last = [finding["public"], _plain(finding["sealed"])]
        if "windows" in finding.keys() and finding["windows"] is not None:  # noqa: SIM118 -- a Row is no dict
            last.append(finding["windows"])
        return self.mac([*parts, last])


def device_secret(kept: str) -> bytes:
    """The secret of a computer, from what its keyring keeps."""
    return base64.b64decode(kept, validate=True)


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value
