"""Letters are read whole; one that tells something without saying what is named with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stalkdesk import places
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.data.library import Library
from stalkdesk.errors import ContentBroken
from stalkdesk.language import Language

NAME = "to_doctor"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Content of the test's own."""
    return Path(shutil.copytree(places.resources(), tmp_path / "resources"))


def changed(shelf: Path, before: str, after: str) -> Path:
    """One letter with something else in it."""
    file = shelf / "letters" / f"{NAME}.toml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return shelf


def test_a_letter_says_who_it_is_for_what_it_tells_and_which_needs_it_serves() -> None:
    letter = next(one for one in Library(places.resources()).letters(Language.DANISH) if one.id == NAME)
    assert (letter.receiver, letter.groups, letter.needs) == (Receiver.DOCTOR, (Group.IDENTITY, Group.NEEDS), ("doctor",))
    assert letter.sheet.sources
    assert letter.sheet.version
    assert letter.sheet.last_checked


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('receiver = "doctor"', 'receiver = "naboen"', "receiver"),
        ('groups = ["identity", "needs"]', 'groups = ["alt"]', "groups"),
        ('groups = ["identity", "needs"]', "groups = []", "groups"),
        ('needs = ["doctor"]', 'needs = ["en_kat"]', "needs"),
        ('id = "to_doctor"', 'id = "to_nobody"', "to_nobody"),
        ('sources = ["OWN"]', "sources = []", "sources"),
    ],
)
def test_what_is_wrong_in_a_letter_is_named_with_its_file(shelf: Path, before: str, after: str, named: str) -> None:
    with pytest.raises(ContentBroken) as broken:
        Library(changed(shelf, before, after)).letters(Language.DANISH)
    assert f"letters/{NAME}.toml" in str(broken.value)
    assert named in str(broken.value)


def test_the_check_of_the_content_reads_the_letters_too(shelf: Path) -> None:
    faults = Library(changed(shelf, 'receiver = "doctor"', 'receiver = "naboen"')).faults()
    assert any(f"letters/{NAME}.toml" in fault for fault in faults)


def test_a_letter_without_its_translation_is_said_in_danish_and_listed(shelf: Path) -> None:
    (shelf / "languages" / "en" / "letters" / f"{NAME}.toml").unlink()
    library = Library(shelf)
    assert any(text.startswith(f"letters/{NAME}.toml") for text in library.untranslated(Language.ENGLISH))
