"""The key file: whatever was done to it, there is a sentence, no traceback, and nobody gets in."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from stalkdesk.data.key_file import VERSION, KeyFile, as_text, read_key_file, write_key_file
from stalkdesk.data.throttle import Throttle
from stalkdesk.data.vault import SealedVault
from stalkdesk.errors import (
    KeysDamaged,
    KeysMissing,
    OutOfMemory,
    PlaceUnfit,
    StoreDamaged,
    StoreMissing,
    StoreTooNew,
    WrongPassphrase,
)
from tests.data.at_hand import PASSPHRASE
from tests.data.tampering import with_sum


def test_it_reads_back_what_was_written(folder: Path) -> None:
    content = read_key_file(folder / "desk.keys")
    assert as_text(content) == (folder / "desk.keys").read_bytes()
    assert sorted(slot.kind.value for slot in content.slots) == ["pass", "pass", "recovery"]


def test_user_names_and_keys_do_not_stand_in_it(folder: Path) -> None:
    text = (folder / "desk.keys").read_text(encoding="utf-8").casefold()
    assert not [word for word in ("søren", "anna", "leder", "s\\u00f8ren") if word in text]


def test_cut_short_anywhere_it_is_damaged_and_the_copy_is_named(folder: Path) -> None:
    path = folder / "desk.keys"
    whole = path.read_bytes().rstrip()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(StoreDamaged, match=r"desk\.keys\.bak"):
            read_key_file(path)


def test_a_flipped_bit_is_damage_and_never_a_wrong_passphrase(folder: Path) -> None:
    path, chance = folder / "desk.keys", random.Random(4)
    whole = path.read_bytes()
    for _ in range(1000):
        place = chance.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        try:
            assert as_text(read_key_file(path)) == whole  # white space
        except KeysDamaged as damage:
            assert "desk.keys.bak" in str(damage)  # noqa: PT017 -- either may be


def test_a_flipped_digit_in_ones_own_slot_is_told_at_the_door(folder: Path) -> None:
    path = folder / "desk.keys"
    content = json.loads(path.read_bytes())
    for slot in content["slots"]:
        slot["wrapped"] = ("0" if slot["wrapped"][0] != "0" else "1") + slot["wrapped"][1:]
    path.write_text(json.dumps(content))
    with pytest.raises(KeysDamaged):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert Throttle(folder).untold() == 0


def test_a_copy_is_named_only_when_it_is_there_and_whole(folder: Path) -> None:
    path, copy = folder / "desk.keys", folder / "desk.keys.bak"
    path.unlink()
    with pytest.raises(KeysMissing, match=r"desk\.keys\.bak"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    copy.write_bytes(b"{}")
    with pytest.raises(KeysMissing) as missing:
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    path.write_bytes(b"{}")
    with pytest.raises(KeysDamaged) as damaged:
        SealedVault(folder).unlock("Søren", PASSPHRASE)
    assert ".bak" not in str(missing.value) + str(damaged.value)
    assert "genskabelsesark" in str(missing.value)
    assert "genskabelsesark" in str(damaged.value)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_in_its_place_does_not_hang_the_desk(folder: Path) -> None:
    for name in ("desk.keys", "desk.tries"):
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
    with pytest.raises(KeysDamaged):
        read_key_file(folder / "desk.keys")
    assert Throttle(folder).untold() == 0


def test_a_file_that_may_not_be_read_is_told_as_such(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> NoReturn:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(PlaceUnfit, match=r"desk\.keys"):
        read_key_file(folder / "desk.keys")


def test_a_computer_out_of_memory_is_told_and_is_no_try(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: object) -> None:
            pass

        def derive_into(self, typed: bytes, out: bytearray) -> NoReturn:
            raise MemoryError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Starved)
    for name in ("Søren", "ukendt") * 5:
        with pytest.raises(OutOfMemory):
            SealedVault(folder).unlock(name, PASSPHRASE)
    assert Throttle(folder).untold() == 0


def _with(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    def made(whole: bytes) -> bytes:
        content = json.loads(whole)
        change(content)
        return with_sum(content)

    return made


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "a wrong sum": lambda whole: whole.replace(b'"sum": "', b'"sum": "0'),
    "a sum that is none": lambda whole: json.dumps({**json.loads(whole), "sum": 3}).encode(),
    "no chain": _with(lambda c: c["journal"].update(chain="x")),  # type: ignore[attr-defined]
    "512 MiB": _with(lambda c: c["argon"].update(memory=512 * 1024)),  # type: ignore[attr-defined]
    "13 passes": _with(lambda c: c["argon"].update(passes=13)),  # type: ignore[attr-defined]
    "memory": _with(lambda c: c["argon"].update(memory=2**30)),  # type: ignore[attr-defined]
    "passes": _with(lambda c: c["slots"][0]["argon"].update(passes=10**9)),  # type: ignore[index]
    "no lanes": _with(lambda c: c["slots"][0]["argon"].update(lanes=0)),  # type: ignore[index]
    "below the floor": _with(lambda c: c["slots"][0]["argon"].update(memory=8)),  # type: ignore[index]
    "bound in a way nobody knows": _with(lambda c: c["slots"][0].update(binding=2)),  # type: ignore[index]
    "bound by a word": _with(lambda c: c["slots"][0].update(binding="1")),  # type: ignore[index]
    "negative": _with(lambda c: c.update(generation=-1)),
    "a string": _with(lambda c: c["argon"].update(passes="3")),  # type: ignore[attr-defined]
    "truth": _with(lambda c: c["argon"].update(passes=True)),  # type: ignore[attr-defined]
    "10,000 slots": _with(lambda c: c.update(slots=c["slots"] * 4000)),  # type: ignore[operator]
    "no slots": _with(lambda c: c.update(slots=[])),
    "another part": _with(lambda c: c.update(more=1)),
    "deep": lambda whole: b"[" * 100_000,
    "huge": lambda whole: whole + b" " * 10**7,
    "a list": lambda whole: b"[1]",
    "not text": lambda whole: b"\xff\xfe" * 100,
}


@pytest.mark.parametrize("how", HOSTILE)
def test_hostile_content_is_refused_at_once(folder: Path, how: str) -> None:
    path = folder / "desk.keys"
    path.write_bytes(HOSTILE[how](path.read_bytes()))
    started = time.perf_counter()
    with pytest.raises(StoreDamaged):
        read_key_file(path)
    assert time.perf_counter() - started < 1


def test_a_newer_form_and_a_missing_file_are_told_apart(folder: Path) -> None:
    path = folder / "desk.keys"
    path.write_bytes(_with(lambda c: c.update(version=VERSION + 1, slots="other"))(path.read_bytes()))
    with pytest.raises(StoreTooNew):
        read_key_file(path)
    path.unlink()
    with pytest.raises(StoreMissing):
        read_key_file(path)


def test_a_slot_taken_out_by_somebody_without_the_key_is_noticed(folder: Path) -> None:
    path = folder / "desk.keys"
    content = read_key_file(path)
    path.write_bytes(as_text(_without_the_officer(content)))
    with pytest.raises(StoreDamaged, match="ændret"):
        SealedVault(folder).unlock("Søren", PASSPHRASE)


def _without_the_officer(content: KeyFile) -> KeyFile:
    return content.without_slot(next(slot.id for slot in reversed(content.slots) if slot.tag))


def test_two_slots_that_were_swapped_open_nothing(folder: Path) -> None:
    path = folder / "desk.keys"
    content = json.loads(path.read_bytes())
    one, two = (slot for slot in content["slots"] if slot["kind"] == "pass")
    one["tag"], two["tag"] = two["tag"], one["tag"]
    path.write_bytes(with_sum(content))
    with pytest.raises(WrongPassphrase):
        SealedVault(folder).unlock("Søren", PASSPHRASE)


def test_the_file_before_is_kept_as_a_copy(folder: Path) -> None:
    path = folder / "desk.keys"
    before = path.read_bytes()
    content = read_key_file(path)
    write_key_file(path, content.with_slot(content.slots[0]))
    assert (folder / "desk.keys.bak").read_bytes() == before
    assert sorted(one.name for one in folder.glob("desk.keys*")) == ["desk.keys", "desk.keys.bak"]
