"""The clock and the profiles of handovers are content: read strictly, and a slip of the pen is named with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.handover.receiver_profiles import Profile
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.data.library import Library
from stalkdesk.errors import ContentBroken
from stalkdesk.intake.findings import Urgency
from stalkdesk.places import resources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped content of handovers, to be broken."""
    shutil.copytree(resources() / "handover", tmp_path / "handover")
    return tmp_path


def changed(folder: Path, file: str, old: str, new: str) -> None:
    """A slip of the pen."""
    path = folder / "handover" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_content_is_read_whole() -> None:
    library = Library(resources())
    assert set(library.handover_clock()) == set(Urgency)
    assert set(library.receiver_profiles()) == set(Receiver)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hours = 1", "hours = 0"),
        ("hours = 1", "hours = 1\nworkdays = 1"),
        ("hours = 1", 'hours = "en"'),
        ("[high]", "[higher]"),
    ],
)
def test_a_clock_that_makes_no_sense_is_named(folder: Path, old: str, new: str) -> None:
    changed(folder, "clock.toml", old, new)
    with pytest.raises(ContentBroken, match=r"handover/clock\.toml, linje \d+"):
        Library(folder).handover_clock()


@pytest.mark.parametrize(
    ("old", "new"),
    [('"identity"', '"everything"'), ("[police.rules]", "[police.regler]"), ("[dsc]", "[dcs]"), ("consent =", "concent =")],
)
def test_a_profile_that_makes_no_sense_is_named(folder: Path, old: str, new: str) -> None:
    changed(folder, "profiles.toml", old, new)
    with pytest.raises(ContentBroken, match=r"handover/profiles\.toml, linje \d+"):
        Library(folder).receiver_profiles()


def test_who_is_no_authority_gets_nothing_without_consent() -> None:
    profiles = Library(resources()).receiver_profiles()
    for receiver in (Receiver.DSC, Receiver.SCHOOL, Receiver.DOCTOR, Receiver.EMPLOYER, Receiver.OTHER):
        assert profiles[receiver].by_rule == {}


def test_a_rule_never_carries_more_than_a_consent_and_no_rule_carries_the_plan() -> None:
    profile: Profile
    for profile in Library(resources()).receiver_profiles().values():
        for groups in profile.by_rule.values():
            assert groups <= profile.by_consent
            assert not groups & {Group.PLAN, Group.NEEDS}


def test_every_rule_of_a_profile_is_a_legal_basis_that_there_is() -> None:
    library = Library(resources())
    from stalkdesk.language import Language

    known = {basis.code for basis in library.legal_bases(Language.DANISH)}
    for profile in library.receiver_profiles().values():
        assert set(profile.by_rule) <= known
