"""A case goes over and back without a window, by commands alone, each answering in JSON."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stalkdesk import cli
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.sharing.consents import Consent, Group, HowGiven
from stalkdesk.data.drawer import OpenDrawer
from stalkdesk.data.vault import SealedVault
from tests.data import two_desks
from tests.data.at_hand import PASSPHRASE


@pytest.fixture
def desks(tmp_path: Path) -> Path:
    """Two stores that do not know each other yet, and the passphrase in a file."""
    two_desks.founded(tmp_path)
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(two_desks.FORM), encoding="utf-8")
    return tmp_path


class Desk:
    """One of them, at the command line."""

    def __init__(self, folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._name, self._capsys = folder, name, capsys

    def run(self, *arguments: str) -> Any:
        """What the command answered; it must have worked."""
        code, out, err = self.tried(*arguments)
        assert (code, err) == (0, ""), err
        return json.loads(out)

    def tried(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, answer, complaint."""
        store = ["--store", str(self._folder / self._name), "--user", "Søren"]
        code = cli.main([*arguments, *store, "--passphrase-file", str(self._folder / "passphrase")])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def consents(self, reference: str, receiver: Receiver) -> None:
        """She says yes, at the desk."""
        drawer = SealedVault(self._folder / self._name).unlock("Søren", PASSPHRASE)
        assert isinstance(drawer, OpenDrawer)
        said = Consent(receiver, tuple(Group), "Så de kan hjælpe", date(2026, 11, 22), HowGiven.SIGNED)
        drawer.keep_entries(reference, [NewEntry(EntryKind.CONSENT, said)])
        drawer.close()


@pytest.fixture
def police(desks: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(desks, "police", capsys)


@pytest.fixture
def municipality(desks: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(desks, "municipality", capsys)


def introduce(desks: Path, one: Desk, other: Desk, contact: str = "") -> None:
    """`one` reads the other's card and compares the fingerprint."""
    card = str(desks / f"{id(other)}.json")
    fingerprint = other.run("desk-card", "--out", card)["fingerprint"]
    kept = one.run("desk", card, "--fingerprint", fingerprint, "--with", "Kirsten Kontakt", "--contact", contact)
    assert kept["state"] == "trusted"


def test_a_case_goes_over_and_back_by_commands(desks: Path, police: Desk, municipality: Desk) -> None:
    introduce(desks, police, municipality)
    introduce(desks, municipality, police)
    reference = police.run("intake", "--answers", str(desks / "answers.json"))["reference"]
    police.consents(reference, Receiver.MUNICIPALITY)
    assert police.run("handover", reference, "--to", "Prøvekommunen")["left_out"] == []
    file = str(desks / "pakke.age")
    made = police.run("handover", reference, "--to", "prøvekommunen", "--out", file, "--way", "usb")
    assert (made["state"], made["to"], made["package"]) == ("handed_over", "Prøvekommunen", 1)
    assert municipality.run("receive", file, "--look")["their_reference"] == reference
    done = municipality.run("receive", file)
    assert done["new_case"] is True
    assert police.run("acknowledge", reference, done["code"])["state"] == "acknowledged"

    municipality.consents(done["reference"], Receiver.POLICE)
    back = str(desks / "retur.age")
    municipality.run("handover", done["reference"], "--to", "Prøvepolitiet", "--out", back)
    again = police.run("receive", back)
    assert (again["reference"], again["new_case"], again["conflicts"]) == (reference, False, 0)
    assert municipality.run("acknowledge", done["reference"], again["code"])["state"] == "acknowledged"
    assert police.run("check")["whole"] is True
    assert municipality.run("check")["whole"] is True


def test_what_can_not_be_done_is_one_sentence_and_leaves_nothing(desks: Path, police: Desk, municipality: Desk) -> None:
    reference = police.run("intake", "--answers", str(desks / "answers.json"))["reference"]
    file = str(desks / "pakke.age")
    for arguments, sentence in (
        (("handover", reference, "--to", "Prøvekommunen", "--out", file), "ingen skranke med det navn"),
        (("acknowledge", reference, "000000"), "ingen pakke på sagen"),
        (("acknowledge", reference, "hej"), "seks tegn"),
        (("receive", str(desks / "væk.age")), "kan ikke læses"),
        (("receive", str(desks / "answers.json")), "ikke en pakke fra StalkDesk"),
        (("receive", str(desks / "municipality" / "desk.sdk")), "ikke en pakke"),
        (("desk", str(desks / "answers.json")), "ikke et skrankekort"),
        (("take-back", reference, "--package", "1", "--reason", "fordi"), "ingen pakke 1"),
    ):
        code, out, err = police.tried(*arguments)
        assert (code in (1, 2), out) == (True, "")
        assert sentence in err
        assert err.count("\n") == 1
    introduce(desks, police, municipality)
    code, _, err = police.tried("handover", reference, "--to", "Prøvekommunen", "--out", file)
    assert (code, "hverken samtykke eller en regel" in err) == (1, True)
    for odd in (("--groups", "alt"), ("--way", "due"), ("--attachments", "a"), ("--for", "sjov")):
        code, _, _ = police.tried("handover", reference, "--to", "Prøvekommunen", "--out", file, *odd)
        assert code == 2
    assert not (desks / "pakke.age").exists()
    assert [path.name for path in desks.glob("*.new")] == []


def test_declining_and_taking_back(desks: Path, police: Desk, municipality: Desk) -> None:
    introduce(desks, police, municipality)
    introduce(desks, municipality, police)
    reference = police.run("intake", "--answers", str(desks / "answers.json"))["reference"]
    police.consents(reference, Receiver.MUNICIPALITY)
    police.run("handover", reference, "--to", "Prøvekommunen", "--out", str(desks / "a.age"))
    code = municipality.run("receive", str(desks / "a.age"), "--decline", "Bor et andet sted")["code"]
    declined = police.run("acknowledge", reference, code, "--declined", "Bor et andet sted")
    assert declined["state"] == "declined"
    police.run("handover", reference, "--to", "Prøvekommunen", "--out", str(desks / "b.age"))
    back = police.run("take-back", reference, "--package", "2", "--reason", "Forkert modtager")
    assert back["state"] == "taken_back"
    assert [one["state"] for one in police.run("desk")] == ["trusted"]
