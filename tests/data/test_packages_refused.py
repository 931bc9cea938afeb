"""A package that is not as it should be is refused with a sentence that says what to do, and leaves nothing behind."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.packages import limits
from stalkdesk.data.packages.private_space import PrivateSpace
from stalkdesk.errors import AttachmentUnfit, DeskError, PackageUnfit
from tests.data.forged_packages import Forged, encrypted, keys_of, strangers_keys, taken_apart
from tests.data.two_desks import Two, consented, filed, sent

FOLDER_NAMES = ("../climbs.txt", "/etc/passwd", "attachments/../../x", "attachments\\002", "C:\\x", "attachments/0001", "a\0b")


@pytest.fixture
def package(pair: Two) -> bytes:
    """A good package with a file, from the police to the municipality."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    pair.police.attach(reference, NewAttachment(b"et brev" * 30_000, "brev.txt"))
    return sent(pair, reference, attachments=(1,)).file.read_bytes()


@pytest.fixture
def forged(pair: Two, package: bytes) -> Forged:
    """The same, taken apart."""
    return taken_apart(package, pair.police, pair.municipality)


def left(drawer: OpenDrawer, folder: Path) -> tuple[object, ...]:
    """Everything that could be left of a package."""
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return drawer.count_cases(), drawer.cases(), drawer.register(), drawer.journal(1), files


def refused(pair: Two, untrusted: bytes | Path, match: str) -> None:
    """Refused by looking and by taking in, with that sentence; nothing is left."""
    drawer, folder = pair.municipality, pair.folder.parent / "municipality"
    before = left(drawer, folder)
    for act in (
        drawer.open_package,
        lambda one: drawer.receive(one, pair.content(drawer)),
        lambda one: drawer.decline_package(one, "nej"),
    ):
        with pytest.raises(DeskError, match=match):
            act(untrusted)
        assert left(drawer, folder) == before
    assert drawer.faults() == ()


NOT_OURS = "Pakkens indhold er ikke, som det skal være, og intet af den er taget ind"
DAMAGED = "afbrudt eller ændret undervejs, og intet af den er taget ind"
TOO_LARGE = "større eller har flere dele, end en sag kan have"


def test_the_untouched_one_is_taken_in(pair: Two, package: bytes, forged: Forged) -> None:
    assert pair.municipality.open_package(package).answers > 10
    assert pair.municipality.receive(forged.packed_anew(), pair.content(pair.municipality)).files == 1


def test_one_for_another_desk(pair: Two, forged: Forged) -> None:
    forged.recipients = [strangers_keys().age_recipient]
    refused(pair, forged.packed(), "den er lavet til en anden skranke")


def test_one_that_was_cut(pair: Two, package: bytes) -> None:
    for length in (1, 20, 22, 60, 200, 300, len(package) // 2, len(package) - 1):
        refused(pair, package[:length], f"{DAMAGED}|ikke en pakke fra StalkDesk|lavet til en anden skranke")


def test_one_that_was_altered(pair: Two, package: bytes) -> None:
    for place in (30, 120, 250, 1000, len(package) // 2, len(package) - 5):
        changed = bytearray(package)
        changed[place] ^= 1
        refused(pair, bytes(changed), f"{DAMAGED}|lavet til en anden skranke")
    refused(pair, package + b"x", DAMAGED)


def test_one_of_an_unknown_sender(pair: Two, forged: Forged) -> None:
    forged.manifest(lambda told: told["sender"].update(desk_id="00000000-0000-0000-0000-000000000000", name="Ukendt\u202e"))
    refused(pair, forged.packed(), r"fra en skranke, der er ukendt her \(Ukendt")


def test_one_that_somebody_else_signed(pair: Two, forged: Forged) -> None:
    forged.keys = strangers_keys()
    refused(pair, forged.packed(), "Underskriften er ikke den, der kendes fra Prøvepolitiet")


def test_one_for_others_that_was_packed_anew_for_us(pair: Two, forged: Forged) -> None:
    forged.manifest(lambda told: told["receiver"].update(desk_id="00000000-0000-0000-0000-000000000001", name="Nabokommunen"))
    refused(pair, forged.packed(), "lavet til Nabokommunen og ikke til jer")


def test_a_zip_bomb(pair: Two, forged: Forged) -> None:
    forged.method = zipfile.ZIP_DEFLATED
    forged.parts["cover.pdf"] = b"%PDF-" + bytes(40_000_000)
    refused(pair, forged.packed_anew(), f"{NOT_OURS}|{TOO_LARGE}")


@pytest.mark.parametrize("name", FOLDER_NAMES)
def test_a_path_that_climbs_out(pair: Two, forged: Forged, name: str) -> None:
    forged.more = [(name, b"x")]
    refused(pair, forged.packed_anew(), NOT_OURS)


def test_a_part_that_is_there_twice(pair: Two, forged: Forged) -> None:
    forged.more = [("case.json", b"{}")]
    forged.told_anew()
    with pytest.warns(UserWarning, match="Duplicate name"):
        untrusted = forged.packed()
    refused(pair, untrusted, NOT_OURS)


def test_thousands_of_parts(pair: Two, forged: Forged) -> None:
    forged.more = [(f"attachments/{number}", b"") for number in range(30_000)]
    refused(pair, forged.packed_anew(), TOO_LARGE)


def test_a_directory_that_says_a_million(pair: Two, forged: Forged) -> None:
    zipped = bytearray(forged.zipped())
    for counts in ((b"\xff\xff", b"\xff\xff"), (b"\x01\x00", b"\x01\x00"), (b"\x05\x00", b"\xff\xff")):
        zipped[-14:-12], zipped[-12:-10] = counts
        refused(pair, encrypted(bytes(zipped), forged.recipients), f"{NOT_OURS}|{TOO_LARGE}|{DAMAGED}")
    zipped = bytearray(forged.zipped())
    zipped[-10:-6] = b"\xff\xff\xff\x7f"
    refused(pair, encrypted(bytes(zipped), forged.recipients), TOO_LARGE)


def test_a_zip_of_the_long_form_and_one_with_something_behind(pair: Two, forged: Forged) -> None:
    zipped = forged.zipped()
    locator = b"PK\x06\x07" + bytes(16)
    refused(pair, encrypted(zipped[:-22] + locator + zipped[-22:], forged.recipients), NOT_OURS)
    refused(pair, encrypted(zipped + b"PK", forged.recipients), NOT_OURS)
    refused(pair, encrypted(b"MZ" + zipped, forged.recipients), NOT_OURS)
    refused(pair, encrypted(b"", forged.recipients), NOT_OURS)
    refused(pair, encrypted(b"PK\x05\x06" + bytes(18), forged.recipients), f"{NOT_OURS}|{DAMAGED}")


@pytest.mark.parametrize("name", ["manifest.json", "case.json", "cover.pdf", "attachments/001"])
def test_a_part_that_is_missing(pair: Two, forged: Forged, name: str) -> None:
    content = forged.parts.pop(name)
    if name == "manifest.json":
        forged.parts = {"manifest.json": b"{}", **forged.parts}
    refused(pair, forged.packed(), NOT_OURS)
    forged.parts[name] = content


def test_a_part_that_is_not_what_was_signed(pair: Two, forged: Forged) -> None:
    forged.parts["attachments/001"] = b"E" + forged.parts["attachments/001"][1:]
    refused(pair, forged.packed(), DAMAGED)


def test_a_later_version(pair: Two, forged: Forged) -> None:
    forged.manifest(lambda told: told.update(schema=2, something="new"))
    refused(pair, forged.packed(), r"lavet med en nyere udgave af programmet\. Opdatér")


def test_a_checklist_that_is_not_here(pair: Two, forged: Forged) -> None:
    drawer = pair.municipality
    forged.case(lambda told: told.update(checklist_version="2031-2/../x"))
    untrusted = forged.packed_anew()
    with pytest.raises(PackageUnfit, match=r"tjeklisten 2031-2/\.\./x, som ikke findes her\. Opdatér"):
        drawer.receive(untrusted, pair.content(drawer))
    assert drawer.cases() == ()


def test_what_is_no_package_at_all(pair: Two, tmp_path: Path) -> None:
    for content in (b"x", b"%PDF-1.7", b"age-encryption.org/v2\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n", bytes(1000)):
        refused(pair, content, "ikke en pakke fra StalkDesk")
    refused(pair, b"SQLite format 3\0" + bytes(5000), "en database og åbnes aldrig her")
    refused(pair, b"age-encryption.org/v1\n-> scrypt AAAA 60\nAAAA\n--- AAAA\n", DAMAGED)
    for odd in (tmp_path, tmp_path / "væk.age"):
        with pytest.raises(AttachmentUnfit):
            pair.municipality.open_package(odd)
    with pytest.raises(AttachmentUnfit, match="tom"):
        pair.municipality.open_package(b"")


def _deep(told: dict[str, Any]) -> None:
    told["answers"][0]["value"] = json.loads("[" * 40 + "]" * 40)


INCIDENT: dict[str, Any] = {
    "happened": "2026-11-01",
    "precision": "exact",
    "acts": ["COMM"],
    "said": "Ringede",
    "at": "2026-11-02T10:00:00Z",
    "by": "AB",
}
CHANGES: dict[str, Callable[[dict[str, Any]], object]] = {
    "an unknown field": lambda told: told.update(extra=1),
    "a missing field": lambda told: told.pop("secret"),
    "another package's": lambda told: told.update(package_id="00000000-0000-0000-0000-000000000000"),
    "a later form": lambda told: told.update(schema=7),
    "nested too deep": _deep,
    "an unknown question": lambda told: told["answers"][0].update(id="ukendt"),
    "a question twice": lambda told: told["answers"].append(told["answers"][0]),
    "an unknown group": lambda told: told["groups"].append("everything"),
    "answers of a group that was not sent": lambda told: told.update(groups=["risk"]),
    "an answer of another kind": lambda told: told["answers"][0].update(value=["a", "b"]),
    "a text too long": lambda told: told["answers"][0].update(value="x" * 30_000),
    "a number too large": lambda told: told.update(schema=10**30),
    "a time without zone": lambda told: told.update(clock_until="2026-11-22T10:00:00"),
    "a file that is not there": lambda told: told["files"].append({**told["files"][0], "number": 2}),
    "the same file twice": lambda told: told["files"].append(told["files"][0]),
    "no files": lambda told: told.update(files=[]),
    "an incident without acts": lambda told: told.update(incidents=[{**INCIDENT, "acts": []}]),
    "an incident of an unknown act": lambda told: told.update(incidents=[{**INCIDENT, "acts": ["EVIL"]}]),
    "an incident in the future": lambda told: told.update(incidents=[{**INCIDENT, "happened": "2999-01-01"}]),
    "an incident on no day": lambda told: told.update(incidents=[{**INCIDENT, "happened": "'; drop table"}]),
    "an incident at no time": lambda told: told.update(incidents=[{**INCIDENT, "clock": "99:99"}]),
    "a measure that there is not": lambda told: told.update(measures=[{"need": "alt", "state": "wished"}]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_case_that_does_not_keep_to_the_form(pair: Two, forged: Forged, change: Callable[[dict[str, Any]], object]) -> None:
    drawer, folder = pair.municipality, pair.folder.parent / "municipality"
    untrusted = forged.case(change).packed_anew()
    cases, register = drawer.cases(), drawer.register()
    with pytest.raises(PackageUnfit, match=f"{NOT_OURS}|{TOO_LARGE}"):
        drawer.receive(untrusted, pair.content(drawer))
    assert (drawer.cases(), drawer.register()) == (cases, register)
    assert not [path for path in folder.rglob("attachments/*") if path.is_file()]
    assert drawer.faults() == ()


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a":' * 50_000, b"1" * 100_000, b'{"schema":' + b"9" * 5000 + b"}", b'"' * 999],
)
def test_json_that_is_none(pair: Two, forged: Forged, text: bytes) -> None:
    for name in ("manifest.json", "case.json"):
        other = taken_apart(forged.packed(), pair.police, pair.municipality)
        other.parts[name] = text
        refused(pair, other.packed() if name == "manifest.json" else other.packed_anew(), f"{NOT_OURS}|{TOO_LARGE}|{DAMAGED}")


def test_a_name_that_is_a_path_or_a_device_is_only_a_name(pair: Two, forged: Forged) -> None:
    def named(told: dict[str, Any]) -> None:
        told["files"][0]["name"] = "../../CON.txt\u202egpj"

    done = pair.municipality.receive(forged.case(named).packed_anew(), pair.content(pair.municipality))
    (kept,) = pair.municipality.case(done.reference).attachments
    assert kept.name == "_CON.txtgpj"


def test_protected_stays_protected_whatever_the_package_says(pair: Two, forged: Forged) -> None:
    def opened(told: dict[str, Any]) -> None:
        for one in told["answers"]:
            one["compartment"] = "A"

    done = pair.municipality.receive(forged.case(opened).packed_anew(), pair.content(pair.municipality))
    assert "victim_address" not in pair.municipality.case(done.reference).answers


def test_a_case_of_ours_that_we_do_not_have_is_refused(pair: Two, forged: Forged) -> None:
    own = pair.municipality_id
    forged.manifest(lambda told: told.update(origin={"desk_id": own, "case_id": "00000000-0000-0000-0000-000000000009"}))
    refused(pair, forged.packed(), NOT_OURS)


def test_a_level_is_never_lowered_by_what_comes_in(pair: Two, forged: Forged) -> None:
    forged.case(lambda told: told["outcome"].update(urgency="routine", computed="routine"))
    done = pair.municipality.receive(forged.packed_anew(), pair.content(pair.municipality))
    confirmed = pair.municipality.case(done.reference).confirmation
    assert confirmed is not None
    assert confirmed.urgency.value == "high", "what the rules give here"


def test_what_is_too_large_for_memory_lies_sealed_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from stalkdesk.data.packages import private_space

    monkeypatch.setattr(private_space, "IN_MEMORY", 2)
    words = b"Et hemmeligt ord. " * 40_000
    with PrivateSpace(tmp_path) as space:
        space.write(words)
        space.finish()
        assert space.size == len(words)
        for place in (0, 70_000, 131_072, 200_000, len(words) - 3):
            space.seek(place)
            assert space.read(3) == words[place : place + 3]
        lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert b"hemmeligt" not in lying
        assert b"hemmeligt" not in open_files_of(space)
    assert list(tmp_path.iterdir()) == []


def open_files_of(space: PrivateSpace) -> bytes:
    """What lies on the disk under no name."""
    assert space._file is not None
    space._file.seek(0)
    return space._file.read()


def test_a_package_above_the_limit_is_refused_before_it_fills_the_disk(
    pair: Two, package: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_PACKAGE", 100_000)
    refused(pair, package, TOO_LARGE)


def test_stopping_leaves_nothing(pair: Two, package: bytes) -> None:
    drawer, folder = pair.municipality, pair.folder.parent / "municipality"
    before = left(drawer, folder)
    from stalkdesk.errors import ActStopped

    with pytest.raises(ActStopped):
        drawer.receive(package, pair.content(drawer), lambda done, _of: done < 1000)
    assert left(drawer, folder) == before
    assert BytesIO(package).read(3) == b"age"
    assert keys_of(drawer).signing_key
