"""Who may exchange packages, what a package is to others, and what is left of it when something goes wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from stalkdesk import app
from stalkdesk.casework.attachments import NewAttachment
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.entries import EntryKind, NewEntry
from stalkdesk.casework.erasures import Erasing, ErasureReason
from stalkdesk.casework.handover.desks import OwnKeys, Trust, desks_of
from stalkdesk.casework.handover.handing_over import CoverFacts
from stalkdesk.casework.handover.handovers import HandoverState, Purpose
from stalkdesk.casework.register import NewLine, RegisterKind
from stalkdesk.casework.sharing.consents import Group
from stalkdesk.data.handover.desk_keys import made_keys
from stalkdesk.data.packages.writing import part_of, write_package
from stalkdesk.errors import DiskFull, NotAllowed, PackageUnfit
from tests.data.at_hand import PASSPHRASE
from tests.data.two_desks import COVER, Two, consented, filed, opened, request, sent, sent_back, whole

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


@pytest.fixture
def case(pair: Two) -> str:
    """A case of the police that may be shared with the municipality."""
    reference = filed(pair.police)
    consented(pair.police, reference, Receiver.MUNICIPALITY)
    return reference


def test_a_desk_whose_fingerprint_was_not_compared_gets_nothing_and_nothing_of_it_is_opened(pair: Two, case: str) -> None:
    made = sent(pair, case)
    card = pair.police.desk_card()
    assert pair.municipality.keep_desk(card).state is Trust.UNCONFIRMED
    with pytest.raises(NotAllowed, match=r"Fingeraftrykket for Prøvepolitiet er ikke sammenlignet\. Ring til dem"):
        pair.municipality.receive(made.file, pair.content(pair.municipality))
    pair.police.take_back(case, made.number, "prøve")
    pair.police.keep_desk(pair.municipality.desk_card())
    with pytest.raises(NotAllowed, match="ikke sammenlignet"):
        sent(pair, case, name="ny.age")
    with pytest.raises(PackageUnfit, match="Fingeraftrykket passer ikke"):
        pair.police.keep_desk(pair.municipality.desk_card(), "12345 " * 6, "Kirsten")
    pair.municipality.keep_desk(card, card.fingerprint, "Peter")
    pair.municipality.withdraw_desk(pair.police_id, "Nøglen er væk")
    with pytest.raises(NotAllowed, match="trukket tilbage"):
        pair.municipality.receive(made.file, pair.content(pair.municipality))


def test_new_keys_open_what_was_packed_for_the_old_ones(pair: Two, case: str) -> None:
    made = sent(pair, case)
    before = pair.municipality.desk_card()
    after = pair.municipality.renew_desk_keys("En computer er væk")
    assert (after.desk_id, after.fingerprint == before.fingerprint) == (before.desk_id, False)
    done = pair.municipality.receive(made.file, pair.content(pair.municipality))
    pair.police.acknowledge(case, done.code)
    pair.police.renew_desk_keys("Fordi")
    consented(pair.municipality, done.reference, Receiver.POLICE)
    back = sent_back(pair, done.reference)
    with pytest.raises(PackageUnfit, match="Underskriften er ikke den, der kendes fra Prøvekommunen"):
        pair.police.receive(back.file, pair.content(pair.police))
    pair.police.keep_desk(after, after.fingerprint, "Kirsten")
    assert pair.police.receive(back.file, pair.content(pair.police)).reference == case


def test_the_sender_keeps_no_code_and_the_journal_says_who_got_it(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case).file, pair.content(pair.municipality))
    said = repr(pair.police.case(case)) + repr(pair.police.protected_entries(case, "prøve")) + repr(pair.police.register())
    assert done.code not in said
    line = next(one for one in pair.police.journal() if one.act == "handover")
    assert line.recipient == "other_authority"
    assert f"contact:{pair.municipality_id}" in line.fields


def test_the_package_opens_with_the_age_program_and_unzip(pair: Two, case: str, tmp_path: Path) -> None:
    pair.police.attach(case, NewAttachment(b"et brev", "brev.txt"))
    made = sent(pair, case, attachments=(1,))
    keys = [line.said for line in pair.municipality.register(RegisterKind.OWN_KEYS)]
    (own,) = [one for one in keys if isinstance(one, OwnKeys)]
    plain = opened_elsewhere(made.file, own.age_identity, tmp_path)
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["manifest.json", "signature", "case.json", "cover.pdf", "attachments/001"]
        assert json.loads(archive.read("case.json"))["reference"] == case
        assert archive.read("cover.pdf") == COVER
        assert archive.read("attachments/001") == b"et brev"


def opened_elsewhere(package: Path, identity: str, folder: Path) -> bytes:
    """What a program of somebody else makes of it: age when it is on this machine, else the reference library by itself."""
    if shutil.which("age") is None:
        import pyrage

        return bytes(pyrage.decrypt(package.read_bytes(), [pyrage.x25519.Identity.from_str(identity)]))
    key = folder / "identity.txt"
    key.write_text(identity + "\n")
    made = subprocess.run(["age", "-d", "-i", key, package], capture_output=True, check=True)
    return made.stdout


def test_the_sender_can_open_what_it_sent_and_never_takes_it_in(pair: Two, case: str, tmp_path: Path) -> None:
    made = sent(pair, case)
    (own,) = [line.said for line in pair.police.register(RegisterKind.OWN_KEYS)]
    assert opened_elsewhere(made.file, own.age_identity, tmp_path).startswith(b"PK")
    with pytest.raises(PackageUnfit, match="lavet her til Prøvekommunen"):
        pair.police.receive(made.file, pair.content(pair.police))


def test_the_desks_own_keys_are_sealed(pair: Two) -> None:
    (line,) = pair.police.register(RegisterKind.OWN_KEYS)
    assert line.said.age_identity.startswith("AGE-SECRET-KEY-1")
    with pytest.raises(NotAllowed, match="skriver sagsskabet selv"):
        pair.police.keep_in_register([NewLine(RegisterKind.OWN_KEYS, "x", line.said)])
    assert set(desks_of(pair.police.register(RegisterKind.DESK))) == {pair.municipality_id}


def test_nobody_writes_an_acknowledgement_by_hand(pair: Two, case: str) -> None:
    made = sent(pair, case)
    forged = replace(made.handover, state=HandoverState.ACKNOWLEDGED)
    with pytest.raises(NotAllowed, match="skriver sagsskabet selv"):
        pair.police.keep_entries(case, [NewEntry(EntryKind.HANDOVER, forged, 1)])


def test_a_package_opens_after_the_stores_keys_were_replaced(pair: Two, case: str) -> None:
    made = sent(pair, case)
    for drawer in (pair.police, pair.municipality):
        drawer.rotate_keys(lambda _percent: None)
        drawer.close()
    with opened(pair.folder.parent) as again:
        done = again.municipality.receive(made.file, again.content(again.municipality))
        assert again.police.acknowledge(case, done.code).state is HandoverState.ACKNOWLEDGED
        assert whole(again)


def test_a_case_that_was_erased_here_comes_again_as_a_new_one(pair: Two, case: str) -> None:
    done = pair.municipality.receive(sent(pair, case, Purpose.SHARE).file, pair.content(pair.municipality))
    pair.municipality.erase_case(done.reference, Erasing(ErasureReason.MISTAKE, done.reference), PASSPHRASE)
    again = pair.municipality.receive(sent(pair, case, Purpose.SHARE, "to.age").file, pair.content(pair.municipality))
    assert again.is_new_case
    assert again.reference != done.reference
    assert whole(pair)


def test_the_cover_of_a_real_package_tells_no_name_address_number_or_code_word(pair: Two, case: str) -> None:
    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    pair.police.prepare_package(case, asked, pair.content(pair.police), pair.folder / "x.age", app.handover_cover)
    cover = pair.municipality.open_package(pair.folder / "x.age").cover
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(cover)).pages)
    assert "Læg ikke besked" in text
    assert "hverdage 9-11" in text
    for secret in ("Øprøve", "Opdigtet Plads", "00 00 00 99", "00000099", "pileblad"):
        assert secret not in text


def test_what_was_never_answered_safely_is_told_as_a_rule_only_to_who_may_know(pair: Two) -> None:
    reference, facts = filed(pair.police), list[CoverFacts]()
    consented(pair.police, reference, Receiver.MUNICIPALITY, (Group.FACTS,))
    asked = request(pair.municipality_id, Receiver.MUNICIPALITY)
    content = pair.content(pair.police)

    def draws(told: CoverFacts) -> bytes:
        facts.append(told)
        return COVER

    pair.police.prepare_package(reference, asked, content, pair.folder / "x.age", draws)
    assert facts[0].safe_contact == ()
    assert facts[0].urgency is None, "the level was not consented to"


@pytest.mark.skipif(resource is None, reason="Windows has no such limit")
def test_a_stick_that_is_full_leaves_no_package(tmp_path: Path) -> None:
    parts = [part_of("case.json", bytes(200_000))]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(DiskFull, match="ikke plads til pakken"):
            write_package(tmp_path / "x.age", parts, [made_keys().age_recipient], lambda _done, _of: True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
