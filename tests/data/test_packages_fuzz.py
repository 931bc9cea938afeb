"""Whatever is done to a package, it is refused with a sentence or taken in whole; nothing else comes out of it."""

from __future__ import annotations

import os
import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.papers import How, SheetGiven
from stalkdesk.casework.visits import HowCame, NewVisit, Visit
from stalkdesk.errors import DeskError
from tests.data.forged_packages import encrypted, taken_apart
from tests.data.two_desks import Two, consented, filed, sent

ROUNDS = 3 * int(os.environ.get("STALKDESK_FUZZ", "40"))


def _flip(luck: random.Random, content: bytearray) -> None:
    content[luck.randrange(len(content))] ^= 1 << luck.randrange(8)


def _cut(luck: random.Random, content: bytearray) -> None:
    start = luck.randrange(len(content))
    del content[start : start + luck.choice([1, 7, 64, 1000])]


def _twice(luck: random.Random, content: bytearray) -> None:
    start = luck.randrange(len(content))
    content[start:start] = content[start : start + luck.choice([1, 22, 300])]


def _noise(luck: random.Random, content: bytearray) -> None:
    start = luck.randrange(len(content))
    content[start : start + 8] = luck.choice([b"\xff" * 8, bytes(8), b"PK\x05\x06PK\x01\x02", luck.randbytes(8)])


MUTATIONS = (_flip, _cut, _twice, _noise)


def mutated(luck: random.Random, content: bytes) -> bytes:
    """Something is done to it, once or a few times."""
    changed = bytearray(content)
    for _ in range(luck.choice([1, 1, 2, 5])):
        if changed:
            luck.choice(MUTATIONS)(luck, changed)
    return bytes(changed)


@pytest.fixture
def package(pair: Two) -> bytes:
    """A good package with a file, a visit and a letter that was written."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    pair.police.attach(reference, NewAttachment(b"et brev", "brev.txt"))
    visit = NewVisit(Visit(HowCame.CALLED, "Han ringede igen.", "En veninde", "Vi ringer."))
    pair.police.keep_visit(reference, visit, pair.content(pair.police).weighing_of("2026-1"), None)
    letter = SheetGiven("to_doctor", "1", "da", 1, How.PRINTED, pair.police._sitting.now(), "SL")
    pair.police.keep_sheet_given(reference, (letter,))
    return sent(pair, reference, attachments=(1,)).file.read_bytes()


def _outside(package: bytes, _pair: Two) -> Callable[[random.Random], bytes]:
    """The age file itself is changed."""
    return lambda luck: mutated(luck, package)


def _zip(package: bytes, pair: Two) -> Callable[[random.Random], bytes]:
    """The zip is changed and encrypted again."""
    forged = taken_apart(package, pair.police, pair.municipality)
    zipped = forged.zipped()
    return lambda luck: encrypted(mutated(luck, zipped), forged.recipients)


def _part(package: bytes, pair: Two) -> Callable[[random.Random], bytes]:
    """A part is changed; the hashes and the signature fit."""

    def made(luck: random.Random) -> bytes:
        forged = taken_apart(package, pair.police, pair.municipality)
        name = luck.choice(["case.json", "case.json", "manifest.json", "cover.pdf"])
        forged.parts[name] = mutated(luck, forged.parts[name])
        return forged.packed() if name == "manifest.json" else forged.packed_anew()

    return made


ODD: tuple[object, ...] = (
    None,
    "",
    "x" * 5000,
    -1,
    10**15,
    1.5,
    True,
    [],
    {},
    ["a"],
    {"a": "b"},
    "2999-01-01",
    "\u202e",
    "\ud800x",
    "../..",
)


def _value(package: bytes, pair: Two) -> Callable[[random.Random], bytes]:
    """One value of the case is another one, and everything is signed."""

    def changed(luck: random.Random, told: Any) -> None:
        while True:
            keys: list[Any] = list(told) if isinstance(told, dict) else list(range(len(told)))
            key = luck.choice(keys)
            if not isinstance(told[key], dict | list) or not told[key] or luck.random() < 0.1:
                told[key] = luck.choice(ODD)
                return
            told = told[key]

    def made(luck: random.Random) -> bytes:
        forged, package_id = taken_apart(package, pair.police, pair.municipality), str(uuid.UUID(int=luck.getrandbits(128)))
        forged.manifest(lambda told: told.update(package_id=package_id))
        if luck.random() < 0.5:  # half of them are newer versions of one case
            forged.manifest(lambda told: told["origin"].update(case_id=package_id))
        forged.case(lambda told: told.update(package_id=package_id))
        return forged.case(lambda told: changed(luck, told)).packed_anew()

    return made


@pytest.mark.parametrize("level", [_outside, _zip, _part, _value])
def test_nothing_but_a_sentence_comes_out_and_nothing_is_half(
    pair: Two, package: bytes, level: Callable[[bytes, Two], Callable[[random.Random], bytes]]
) -> None:
    drawer, folder = pair.municipality, pair.folder.parent / "municipality"
    luck, make, content = random.Random(level.__name__), level(package, pair), pair.content(pair.municipality)
    sentences: list[str] = []
    for _ in range(ROUNDS):
        untrusted = make(luck)
        sentences.append("")
        try:
            drawer.receive(untrusted, content)
        except DeskError as fault:
            sentences[-1] = str(fault)
        assert drawer.count_cases() == len(drawer.cases())
    taken_in = sentences.count("")
    assert all(sentence == "" or sentence.endswith(".") for sentence in sentences)
    files = list((folder / "attachments").glob("*"))
    assert all(path.suffix == ".sda" for path in files)
    assert len(files) <= taken_in
    assert {path.stem for path in folder.iterdir() if path.is_file()} <= {"desk", "desk.keys"}
    assert drawer.faults() == ()
