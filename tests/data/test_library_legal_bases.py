"""The rules for sharing without consent are content with sources, and no content loosens what the code holds fast."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from stalkdesk import places
from stalkdesk.casework.contacts.contact_register import Receiver
from stalkdesk.casework.officers import Authority
from stalkdesk.data.library import Library
from stalkdesk.data.library_legal_bases import FILE, legal_basis_faults, overdue_bases
from stalkdesk.errors import ContentBroken
from stalkdesk.guidance.legal_bases import bases_for
from stalkdesk.language import SCREEN_LANGUAGES, Language


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(places.resources())


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(places.resources(), tmp_path / "resources", ignore=shutil.ignore_patterns("fonts", "icons"))
    return tmp_path / "resources"


def change(resources: Path, before: str, after: str) -> Library:
    path = resources / FILE
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return Library(resources)


def test_every_rule_has_sources_a_date_and_words_in_every_language_of_the_screen(library: Library) -> None:
    for language in SCREEN_LANGUAGES:
        for basis in library.legal_bases(language):
            assert basis.sources
            assert all((basis.name, basis.law, basis.says, basis.limits, basis.checked_by))
    danish, english = (library.legal_bases(one) for one in (Language.DANISH, Language.ENGLISH))
    assert all(one.says != other.says for one, other in zip(danish, english, strict=True))


def test_the_rules_are_those_that_the_checklist_offers(library: Library) -> None:
    bases, checklist = library.legal_bases(Language.DANISH), library.checklist(Language.DANISH)

    assert list(legal_basis_faults(bases, checklist)) == []
    assert len(list(legal_basis_faults(bases[1:], checklist))) == 1


def test_the_police_may_choose_fewer_rules_than_the_municipality(library: Library) -> None:
    bases = library.legal_bases(Language.DANISH)

    police = {basis.code for basis in bases_for(bases, Authority.POLICE)}
    assert police == {"child_notification", "acute_danger", "section_115"}
    assert police < {basis.code for basis in bases_for(bases, Authority.MUNICIPALITY)}


def test_a_notification_about_a_child_goes_to_the_municipality_only(library: Library) -> None:
    found = bases_for(library.legal_bases(Language.DANISH), Authority.MUNICIPALITY, Receiver.EMPLOYER)

    assert {basis.code for basis in found} == {"acute_danger", "weighty_interests"}


def test_a_rule_that_was_not_read_for_half_a_year_is_named(library: Library) -> None:
    bases = library.legal_bases(Language.DANISH)

    assert overdue_bases(bases, date(2026, 11, 23)) == ()
    assert len(overdue_bases(bases, date(2027, 6, 1))) == len(bases)
    assert set(overdue_bases(bases, date(2027, 6, 1))) <= set(library.overdue(date(2027, 6, 1)))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('sources = ["AAL115"]', 'sources = ["NOWHERE"]'),
        ('sources = ["AAL115"]', "sources = []"),
        ('used_by = ["kommune"]', "used_by = []"),
        ('used_by = ["kommune"]', 'used_by = ["hæren"]'),
        ('receivers = ["municipality"]', 'receivers = ["everybody"]'),
    ],
)
def test_a_rule_that_cannot_be_right_is_named_with_its_line(broken: Path, before: str, after: str) -> None:
    with pytest.raises(ContentBroken, match=r"bases\.toml, linje \d+"):
        change(broken, before, after).legal_bases(Language.DANISH)


def test_no_content_lets_section_115_carry_an_investigation_or_takes_the_leader_away(broken: Path) -> None:
    text = (broken / FILE).read_text(encoding="utf-8")
    last = text.index("[basis.section_115]")

    for loosened in ("for_investigation = true", "needs_leader = false"):
        key = loosened.split(" = ")[0]
        before = next(line for line in text[last:].splitlines() if line.startswith(key))
        (broken / FILE).write_text(text[:last] + text[last:].replace(before, loosened, 1), encoding="utf-8")
        with pytest.raises(ContentBroken):
            Library(broken).legal_bases(Language.DANISH)
