"""A program that is killed while it takes packages in has each of them whole or not at all, and can take in the others then."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from stalkdesk import app
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind
from stalkdesk.casework.register import RegisterKind
from stalkdesk.errors import PackageUnfit
from tests.data import two_desks
from tests.data.at_hand import PASSPHRASE
from tests.data.conftest import unlocked
from tests.data.killing import Program

HOW_MANY = 8
PAPER = b"Et brev, som er langt. " * 40_000


@pytest.fixture(scope="module")
def prepared_packages(pair_prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks, and packages of the police with a file each that lie beside them."""
    folder = Path(shutil.copytree(pair_prepared, tmp_path_factory.mktemp("killed") / "pair"))
    with two_desks.opened(folder) as pair:
        for number in range(HOW_MANY):
            reference = two_desks.filed(pair.police)
            two_desks.consented(pair.police, reference, Receiver.MUNICIPALITY)
            pair.police.attach(reference, NewAttachment(PAPER + bytes([number]), "brev.txt"))
            two_desks.sent(pair, reference, name=f"{number}.age", attachments=(1,))
    return folder


RECEIVER = "import sys; from tests.data.receiver_to_be_killed import main; main(*sys.argv[1:])"
"""Takes the packages in, until it dies at that moment, or is killed."""


def said_before_the_end(killed: Program) -> list[str]:
    """The references that it said; in the middle of the fourth package it is killed, if it lives so long."""
    lines = [killed.lines.readline() for _ in range(4)]
    killed.kill()
    lines += killed.lines.readlines()
    killed.ended()
    return [line.split()[1] for line in lines if line.endswith("\n") and " " in line]


@pytest.mark.skipif(os.name == "nt", reason="Windows kills in another way")
@pytest.mark.parametrize(
    ("moment", "kept"),
    [
        ("while it is opened", 0),
        ("before the rows", 0),
        ("before the last row", 0),
        ("before the file has its name", 1),
        ("at some moment", None),
    ],
)
def test_each_package_is_there_whole_or_not_at_all(
    prepared_packages: Path, tmp_path: Path, moment: str, kept: int | None
) -> None:
    folder = Path(shutil.copytree(prepared_packages, tmp_path / "pair"))
    store, packages = folder / "municipality", sorted((folder / "packages").glob("*.age"))
    said = said_before_the_end(Program(RECEIVER, store, PASSPHRASE, moment, *packages))
    drawer = unlocked(store)
    try:
        seen = {line.said.reference for line in drawer.register(RegisterKind.PACKAGE)}
        assert set(said) <= seen
        assert len(seen) in ((len(said), len(said) + 1) if kept is None else (kept,))
        assert {line.reference for line in drawer.cases()} == seen
        for reference in seen:
            case = drawer.case(reference)
            assert [entry.kind for entry in case.entries] == [EntryKind.RECEIVED, EntryKind.VISIT]
            assert drawer.attachment_bytes(reference, 1).startswith(PAPER)
        lying = [path.suffix for path in store.glob("attachments/*")]
        assert lying == [".sda"] * len(seen)
        assert drawer.faults() == ()
        taken_in = 0
        for package in packages:
            try:
                drawer.receive(package, app.handover_content(drawer))
                taken_in += 1
            except PackageUnfit:
                continue
        assert taken_in == HOW_MANY - len(seen)
        assert len(drawer.cases()) == HOW_MANY
    finally:
        drawer.close()
